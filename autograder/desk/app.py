"""The desk's addresses: which page answers a request. `guard` stands in front of all of them.

Everything runs in one thread, that of the gradebook: a request is answered before the next one is
looked at.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from autograder.desk import pages
from autograder.desk.guard import App, guard
from autograder.desk.pages import Way
from autograder.desk.shelf import Group, Shelf
from autograder.report import page

Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(shelf: Shelf, token: str, port: int) -> App:
    """Return the desk behind its wall."""
    routes = [
        Route("/", _get_course(shelf)),
        Route("/desk.css", _get_style),
        Route("/desk.js", _get_script),
        Route("/{slug}/", _get_group(shelf)),
        Route("/{slug}/{who}", _get_student(shelf)),
    ]
    return guard(Starlette(routes=routes), token, port)


def _get_course(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        return HTMLResponse(pages.course_page(_root(request), shelf.slugs))

    return answer


def _get_group(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        way, group = _find(shelf, request)
        return HTMLResponse(pages.group_page(way, group))

    return answer


def _get_student(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        way, group = _find(shelf, request)
        standing = group.find(str(request.path_params["who"]))
        if standing is None:
            raise HTTPException(404, "No student here has this address. Go back to the class.")
        return HTMLResponse(pages.student_page(way, group, shelf.book.complete(standing)))

    return answer


async def _get_style(request: Request) -> Response:
    style = page.environment(pages.ROOM).get_template("desk.css").render()
    return Response(style, media_type="text/css")


async def _get_script(request: Request) -> Response:
    script = (Path(__file__).parent / "desk.js").read_text(encoding="utf-8")
    return Response(script, media_type="text/javascript")


def _find(shelf: Shelf, request: Request) -> tuple[Way, Group]:
    """Return the way that an address asks for, and its class."""
    slug, asked = str(request.path_params["slug"]), request.query_params
    if slug not in shelf.slugs:
        raise HTTPException(404, "No assignment with grades has this name.")
    group = shelf.group(slug)
    question = str(asked.get("question", ""))
    if question not in ("", *(one.name for one in group.assignment.questions)):
        raise HTTPException(404, "The assignment has no such question.")
    hidden = asked.get("names") == "hidden"
    return Way(root=_root(request), slug=slug, question=question, hidden=hidden), group


def _root(request: Request) -> str:
    return str(request.scope["root_path"])
