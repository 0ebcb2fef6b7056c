"""An upload fits what the LMS takes: its zips are divided, nothing is left out, all parts are named."""

from __future__ import annotations

import random

import pytest

from autograder import files
from autograder.files import Deflated, Member
from autograder.lms import Upload
from autograder.lms.splitting import split

STEPS = ("Grades > Import > `1-grades.csv`.", "Upload `2-feedback.zip` after that.")


def page(size: int, seed: int = 0) -> bytes:
    return random.Random(seed).randbytes(size)


def make(pages: dict[str, files.Content], table: bytes = b"a,b\n") -> Upload:
    return Upload(files={"1-grades.csv": table, "2-feedback.zip": pages}, steps=STEPS)


@pytest.mark.parametrize("held", ["bytes", "member"])
def test_a_zip_is_as_large_as_it_is_said_to_be(held: str) -> None:
    pages: dict[str, files.Content] = {"ä/1.html": page(2_000), "b.zip": page(99), "c": b"x" * 999}
    if held == "member":
        packed = Deflated.of(page(500))
        pages |= {"m": Member(key="m", load=lambda: packed), "in.zip": {"n": b"n"}}
    assert files.zip_size(pages) == len(files.pack(pages))


def test_a_zip_that_fits_is_left_as_it_is() -> None:
    made = make({"a/p.html": page(1_000)})
    assert split(made, files.zip_size({"a/p.html": page(1_000)})) == made


@pytest.mark.parametrize("seed", range(20))
def test_parts_fit_and_hold_every_file_once(seed: int) -> None:
    rng = random.Random(seed)
    pages: dict[str, files.Content] = {
        f"s{n}/{part}.html": page(rng.randrange(1, 3_000), n)
        for n in range(rng.randrange(2, 30))
        for part in range(rng.randrange(1, 3))
    }
    most = rng.randrange(7_000, 30_000)

    made = split(make(pages), most)

    parts = {n: c for n, c in made.files.items() if n.startswith("2-") and isinstance(c, dict)}
    assert {name: data for part in parts.values() for name, data in part.items()} == pages
    assert sum(map(len, parts.values())) == len(pages)
    assert all(len(files.pack(part)) <= most for part in parts.values())
    folders = [{name.partition("/")[0] for name in part} for part in parts.values()]
    assert sum(map(len, folders)) == len(set().union(*folders)), "a student's folder stays together"
    assert all(f"`{name}`" in made.steps[1] for name in parts)
    assert made.steps[0] == STEPS[0]
    assert made.notes == ()


def test_the_list_of_submissions_goes_along_with_each_part() -> None:
    pages: dict[str, files.Content] = {f"s{n}/p.html": page(900, n) for n in range(4)}
    made = split(make(pages | {"index.html": b"list"}), 2_500)
    parts = [c for n, c in made.files.items() if n.startswith("2-") and isinstance(c, dict)]
    assert len(parts) > 1
    assert all(part["index.html"] == b"list" for part in parts)
    assert all(len(files.pack(part)) <= 2_500 for part in parts)


def test_what_cannot_be_divided_is_named_with_its_size() -> None:
    pages: dict[str, files.Content] = {"a/p.html": page(900_001), "b/p.html": page(10)}
    made = split(make(pages, table=b"x" * 800_001), 800_000)
    assert list(made.files) == ["1-grades.csv", "2-feedback-1.zip", "2-feedback-2.zip"]
    first, second = made.notes
    assert first.startswith("`1-grades.csv` has 0.81 MB, more than the 0.8 MB")
    assert second.startswith("`2-feedback-1.zip` has 0.91 MB")


@pytest.mark.parametrize(("count", "told"), [(100, False), (101, True)])
def test_without_the_setting_nothing_is_divided_and_a_large_zip_is_mentioned(
    count: int, told: bool
) -> None:
    made = make({f"s{n}/p.html": b"" for n in range(count)})
    kept = split(made, None)
    assert (kept.files, kept.steps) == (made.files, made.steps)
    assert any("set `upload_megabytes` in course.toml" in note for note in kept.notes) == told
