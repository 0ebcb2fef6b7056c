"""Every file of an archive is a submission or is listed with a reason; nothing else is raised."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from downloads import notebook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import lms
from autograder.characters import shorten
from autograder.errors import SubmissionError
from autograder.lms import archive

PIECES = st.sampled_from(
    [
        *(
            "doejane",
            "_1234",
            "_5678",
            "_LATE",
            "LATE_",
            "anon",
            "_ab12",
            "_text.html",
            "_link.html",
            "_assignsubmission_file",
        ),
        *(
            "_assignfeedback_file",
            "_assignsubmission_onlinetext",
            "12-34 - ",
            "Jane Doe",
            " - Oct 10, 2025 1022 AM",
            " - ",
        ),
        *(
            "_attempt_2025-03-03-16-05-06",
            ".txt",
            "submission_11",
            "submission_metadata.yml",
            "index.html",
            "/",
            "\\",
            "../",
        ),
        *(
            "x.ipynb",
            ".ipynb",
            ".pdf",
            "._",
            "__MACOSX/",
            ".DS_Store",
            " ",
            "ü",
            "\u202e",
            "\x1b",
            "🦊",
            "student01",
            ".",
        ),
    ]
)
NAMES = st.lists(
    st.lists(PIECES, min_size=1, max_size=7).map("".join), min_size=1, max_size=8, unique=True
)
OWN = ("index.html", "submission_metadata.yml", ".txt")


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_every_file_is_a_submission_or_has_a_reason(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    names = [name for name in names if not name.endswith("/")]
    path = zipped(tmp_path_factory.mktemp("any") / "x.zip", {name: name.encode() for name in names})

    reading = lms.read(path)

    skipped = {item.entry for item in reading.skipped}
    taken = [submission.entry for submission in reading.submissions]
    beside = {one.read().decode() for each in reading.submissions for one in each.companions}
    assert len(taken) == len(set(taken))
    assert {submission.data.decode() for submission in reading.submissions} == set(taken)
    for name in names:
        quiet = name.endswith(OWN) or archive.LITTER.search(name.replace("\\", "/"))
        assert (name in taken) + (shorten(name) in skipped) + (name in beside) == 1 or quiet, name
    assert all(item.reason for item in reading.skipped)
    assert all(
        submission.student and submission.name.isprintable() for submission in reading.submissions
    )


def test_a_zip_with_any_bytes_changed_is_read_or_refused(tmp_path: Path) -> None:
    whole = zipped(
        tmp_path / "x.zip", {f"student{n}.ipynb": notebook(str(n)) for n in range(3)}
    ).read_bytes()
    rng = random.Random(1)
    for _ in range(600):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path = tmp_path / "changed.zip"
        path.write_bytes(data)
        with contextlib.suppress(SubmissionError):
            assert all(s.student for s in lms.read(path).submissions)


def test_the_lms_is_told_by_most_names_and_the_most_telling_ones(tmp_path: Path) -> None:
    moodle = {f"Jane {n}_{n}_assignsubmission_file/a_1_{n}_x.ipynb": b"" for n in range(3)}

    assert lms.read(zipped(tmp_path / "a.zip", moodle)).lms == "moodle"
    assert lms.read(zipped(tmp_path / "b.zip", {**moodle, "note.txt": b""})).lms == "moodle"
    assert (
        lms.read(
            zipped(
                tmp_path / "c.zip",
                {
                    "student01/a_1_2_x.ipynb": b"",
                    "student02/x.ipynb": b"",
                    "student03/y.ipynb": b"",
                },
            )
        ).lms
        == "folder"
    )


def test_the_list_of_an_unpacked_brightspace_download_is_not_a_submission(tmp_path: Path) -> None:
    folder = tmp_path / "hw1" / "1-2 - Jane Doe - Oct 10, 2025 1022 AM"
    folder.mkdir(parents=True)
    (folder / "x.ipynb").touch()
    (tmp_path / "hw1" / "index.html").touch()

    reading = lms.read(tmp_path)

    assert ([s.student for s in reading.submissions], reading.skipped) == (["1"], ())


def test_an_unpacked_download_is_read_like_the_zip(tmp_path: Path) -> None:
    folder = tmp_path / "hw1"
    for name in ("Jane Doe_7_assignsubmission_file", "Zoë Roe_8_assignsubmission_file"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x.ipynb").write_bytes(name.encode())
    zipped(
        folder / "Zoë Roe_8_assignsubmission_file" / "data.zip",
        {"student01.ipynb": b"a student's own zip"},
    )

    reading = lms.read(tmp_path)

    assert [(s.lms, s.student, s.filename) for s in reading.submissions] == [
        ("moodle", "7", "x.ipynb"),
        ("moodle", "8", "x.ipynb"),
    ]
    assert [[one.path for one in s.companions] for s in reading.submissions] == [[], ["data.zip"]]
    assert reading.skipped == ()


def test_the_page_for_instructors_has_a_chapter_for_every_lms() -> None:
    page = Path(__file__).parents[2] / "docs" / "lms.md"

    text = page.read_text(encoding="utf-8").lower()

    assert all(f"## {name}" in text for name in lms.NAMES if name != "folder")
