"""The desk's addresses: which page answers a request. `guard` stands in front of all of them.

Everything runs in one thread, that of the gradebook: a request is answered before the next one is
looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from autograder.desk import changes, comparison, pages, publishing
from autograder.desk.guard import App, guard
from autograder.desk.pages import Refusal
from autograder.desk.shelf import Group, Shelf
from autograder.desk.way import Way
from autograder.errors import AutograderError, CourseError
from autograder.grading.gradebook import explain
from autograder.grading.pairs import Compared
from autograder.records import Standing
from autograder.report import page, text

MAX_FORM_BYTES = 256 << 10
MOST_FIELDS = 200
MEANWHILE = (
    "Somebody else changed this since you opened the page, so nothing was saved. What holds now "
    "stands beside what you typed: save again to replace it."
)
Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(shelf: Shelf, token: str, port: int) -> App:
    """Return the desk behind its wall."""
    routes = [
        Route("/", _get_course(shelf)),
        Route("/desk.css", _get_style),
        Route("/desk.js", _get_script),
        Route("/{slug}/", _get_group(shelf)),
        Route("/{slug}/publish", _get_publishing(shelf), methods=["GET"]),
        Route("/{slug}/publish", _post_publishing(shelf), methods=["POST"]),
        Route("/{slug}/similar", _get_similar(shelf)),
        Route("/{slug}/similar/{number:int}", _get_pair(shelf)),
        Route("/{slug}/{who}", _get_student(shelf), methods=["GET"]),
        Route("/{slug}/{who}", _post_form(shelf), methods=["POST"]),
    ]
    troubles = {AutograderError: _tell_trouble, sqlite3.DatabaseError: _tell_trouble}
    return guard(Starlette(routes=routes, exception_handlers=troubles), token, port)


async def _tell_trouble(request: Request, error: Exception) -> Response:
    """Answer with what is wrong with the gradebook or a file, and what to do."""
    told = explain(error) if isinstance(error, sqlite3.DatabaseError) else str(error)
    saved = "Nothing was saved: " if request.method == "POST" else ""
    return PlainTextResponse(f"{saved}{text.terminal(told)}", status_code=503)


def _get_course(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        return HTMLResponse(pages.course_page(_root(request), shelf.slugs))

    return answer


def _get_group(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        way, group = _find(shelf, request)
        asked = comparison.count_all(_find_compared(shelf, group))
        return HTMLResponse(pages.group_page(way, group, asked))

    return answer


def _get_publishing(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        way, group = _find(shelf, request)
        found = publishing.preview(shelf, group)
        return HTMLResponse(publishing.publish_page(way, group, found))

    return answer


def _post_publishing(shelf: Shelf) -> Endpoint:
    """Write the uploads if everybody's points are still those that the page showed."""

    async def answer(request: Request) -> Response:
        form = await _read_form(request)
        way, group = _find(shelf, request)
        found = publishing.preview(shelf, group)
        fresh = form.get("seen") == found.seen
        if fresh:
            shelf.publish(group.assignment)
            told = f"Written: {publishing.list_uploads(shelf, way.slug) or 'no upload'}."
            found = publishing.preview(shelf, group)
        else:
            told = "Points changed since you opened this page, so nothing was written. Look again."
        page = publishing.publish_page(way, group, found, told)
        return HTMLResponse(page, status_code=200 if fresh else 409)

    return answer


def _get_student(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        way, group = _find(shelf, request)
        standing = _find_student(group, request)
        return HTMLResponse(_show(shelf, way, group, standing))

    return answer


def _show(
    shelf: Shelf, way: Way, group: Group, standing: Standing, refusal: Refusal | None = None
) -> str:
    """Return the page of a student."""
    asked = comparison.count_about(_find_compared(shelf, group), standing)
    return pages.student_page(way, group, shelf.book.complete(standing), refusal, asked)


def _find_compared(shelf: Shelf, group: Group) -> Compared | None:
    """Return what is alike in a class, for pages that can do without where it cannot be read."""
    try:
        return shelf.compared(group)
    except CourseError:
        return None  # its own page says why


def _get_similar(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        way, group = _find(shelf, request)
        who = str(request.query_params.get("who", ""))
        about = group.find(who) if who else None
        return HTMLResponse(comparison.list_page(way, group, shelf.compared(group), about))

    return answer


def _get_pair(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        way, group = _find(shelf, request)
        compared, place = shelf.compared(group), int(request.path_params["number"]) - 1
        if compared is None or not 0 <= place < len(compared.found.pairs):
            raise HTTPException(404, "This pair does not exist. Go back to the class.")
        return HTMLResponse(comparison.pair_page(way, group, compared, place))

    return answer


def _post_form(shelf: Shelf) -> Endpoint:
    async def answer(request: Request) -> Response:
        form = await _read_form(request)
        way, group = _find(shelf, request)
        standing = _find_student(group, request)
        if refusal := _save(shelf, group, standing, form):
            way, group = _find(shelf, request)  # as it is now
            page = _show(shelf, way, group, _find_student(group, request), refusal)
            return HTMLResponse(page, status_code=refusal.status)
        return RedirectResponse(f"{way.to(standing)}#{form['question']}", status_code=303)

    return answer


def _save(
    shelf: Shelf, group: Group, standing: Standing, form: Mapping[str, str]
) -> Refusal | None:
    """Store what a form asks for; return why it could not be."""
    try:
        stored = changes.save(shelf, group, standing, form)
    except CourseError as error:
        return Refusal(status=400, message=str(error), typed=form)
    return None if stored else Refusal(status=409, message=MEANWHILE, typed=form)


async def _read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form, cleaned of what no text should hold."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM_BYTES:
            raise HTTPException(413, "This form is too large. Write a shorter text.")
    try:
        fields = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise HTTPException(413, "This form has too many fields. Load the page again.") from None
    return {name: text.terminal(value, lines=True) for name, value in fields}


def _find_student(group: Group, request: Request) -> Standing:
    if found := group.find(str(request.path_params["who"])):
        return found
    raise HTTPException(404, "No student here has this address. Go back to the class.")


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
