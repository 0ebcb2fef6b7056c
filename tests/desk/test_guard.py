"""Nobody gets anything from the desk without the token, by another name, or from another page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from served import Desk, fill, served, with_essay

from autograder.desk.guard import FOREIGN, STRANGER
from autograder.desk.serve import listen
from autograder.records import Assignment


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, assignment: Assignment) -> Iterator[Desk]:
    grades = tmp_path_factory.mktemp("grades")
    fill(grades, with_essay(assignment))
    with served(grades, with_essay(assignment)) as running:
        yield running


def test_the_address_that_was_printed_opens_the_desk(desk: Desk) -> None:
    status, page, _ = desk.ask("")

    assert status == 200
    assert "99-demo" in page


def test_it_listens_on_this_machine_only() -> None:
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/", id="no token"),
        pytest.param("/99-demo/", id="no token, a page"),
        pytest.param(f"/{'0' * 48}/", id="another token"),
        pytest.param("/%2e%2e/99-demo/", id="dots"),
        pytest.param("//", id="empty"),
        pytest.param("/desk.js", id="a file"),
    ],
)
def test_without_the_token_there_is_nothing(desk: Desk, path: str) -> None:
    assert desk.ask_raw(path)[:2] == (403, STRANGER)


def test_the_beginning_of_a_token_is_not_enough(desk: Desk) -> None:
    assert desk.ask_raw(desk.path[:-2] + "/")[:2] == (403, STRANGER)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "[::1]:{port}"]
)
def test_a_name_that_was_pointed_at_this_machine_is_refused(desk: Desk, host: str) -> None:
    """DNS rebinding: a page of evil.example becomes of one origin with us, and sends its own name."""
    told = desk.ask("", Host=host.format(port=desk.port))

    assert told[:2] == (403, STRANGER)


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "http://127.0.0.1", "https://127.0.0.1:{port}"]
)
def test_a_form_of_another_page_is_refused(desk: Desk, origin: str) -> None:
    told = desk.ask("99-demo/", {"points": "1"}, Origin=origin.format(port=desk.port))

    assert told[:2] == (403, FOREIGN)


@pytest.mark.parametrize(
    "path", ["", "99-demo/", "desk.js", "desk.css", "no-such/", "99-demo/nobody"]
)
def test_every_answer_carries_the_policy(desk: Desk, path: str) -> None:
    _, _, headers = desk.ask(path)

    assert headers["content-security-policy"].startswith("default-src 'none'; img-src data:; ")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers
