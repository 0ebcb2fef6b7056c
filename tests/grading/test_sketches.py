"""A file is parsed once: what was read of it is found by its bytes until the code that reads changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from test_session import count_calls

from autograder.authoring.build import Built
from autograder.grading.sketches import open_sketches
from autograder.grading.task import Sketch, draw
from autograder.handed_in import HandedIn
from autograder.sandbox.policy import Needs


def drawn(data: bytes) -> Sketch:
    return draw(HandedIn.of(data))


def look_at(path: Path | None, *files: bytes) -> tuple[list[Sketch], int]:
    """Return the sketches of files, and how many were drawn for it."""
    found, foreseen = list[Sketch](), list[Sketch]()

    def run() -> None:
        with open_sketches(path, foreseen.append) as look:
            found.extend(look(HandedIn.of(file)) for file in files)

    (drawn,) = count_calls(run, draw)
    assert len(foreseen) == drawn, "what is new is told, once"
    return found, drawn


def test_a_file_is_drawn_once_over_all_runs(tmp_path: Path, demo: Built) -> None:
    expected = [drawn(demo.solution), drawn(b"no notebook")]
    path = tmp_path / "new" / "sketches"
    assert look_at(path, demo.solution, b"no notebook", demo.solution) == (
        [*expected, expected[0]],
        2,
    )
    assert look_at(path, demo.solution, b"no notebook") == (expected, 0)
    assert look_at(path, demo.student) == ([drawn(demo.student)], 1)


def test_a_sketch_says_what_a_grade_depends_on(demo: Built) -> None:
    sound, broken = drawn(demo.solution), drawn(b"no notebook")
    assert (sound.slug, sound.problem, sound.needs) == ("99-demo", "", Needs.BASICS)
    assert broken.slug is None
    assert broken.problem.startswith("not a notebook")
    assert drawn(demo.solution.replace(b"import numpy", b"import keras", 1)).needs is Needs.NETWORKS
    assert drawn(demo.solution + b"\n") == sound
    assert len({sound.digest, broken.digest, drawn(demo.student).digest, drawn(b"{").digest}) == 4


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE sketches SET reader = 'earlier'", id="other code read it"),
        pytest.param("DROP TABLE sketches", id="no table"),
        pytest.param("ALTER TABLE sketches DROP COLUMN needs", id="a table of another version"),
    ],
)
def test_what_an_earlier_grader_read_is_read_again(
    tmp_path: Path, demo: Built, damage: str
) -> None:
    path = tmp_path / "sketches"
    look_at(path, demo.solution)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    assert look_at(path, demo.solution) == ([drawn(demo.solution)], 1)
    assert look_at(path, demo.solution)[1] == 0
