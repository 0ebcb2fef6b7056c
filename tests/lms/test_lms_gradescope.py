"""Gradescope: the export with its Ruby-flavoured metadata in, `results.json` out."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import downloads
import importers
import pytest
import yaml
from downloads import ASSIGNMENT, export, graded, notebook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import lms
from autograder.characters import escape
from autograder.handed_in import HandedIn
from autograder.lms.gradescope import results_json
from autograder.records import Outcome, Submission

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)
METADATA = """\
---
submission_11:
  :submitters:
  - :name: Jane Doe
    :sid: '007'
    :email: jdoe@example.edu
  :created_at: 2022-06-25 13:16:26.123456000 -06:00
  :score: 3.0
  :status: processed
  :results:
    tests:
    - output: |-
        :submitters: forged
        submission_99:
    ":name": evil
  :history:
  - :created_at: 2022-06-24 13:16:26 -06:00
submission_12:
  :submitters:
  - :name: Zoë Roe
    :sid:
    :email: zroe@example.edu
  - :name: Sam Poe
    :sid: 'S3'
    :email: spoe@example.edu
  :created_at: 2022-06-25 13:16:26
"""


def test_the_metadata_tell_who_submitted_and_a_group_counts_for_every_member(
    tmp_path: Path,
) -> None:
    top = "assignment_5_export"
    files = {
        f"{top}/submission_metadata.yml": METADATA.encode(),
        f"{top}/submission_11/hw1.ipynb": b"1",
        f"{top}/submission_11/data.csv": b"1",
        f"{top}/submission_12/sub/hw1.ipynb": b"2",
        f"{top}/submission_13/hw1.ipynb": b"3",
    }

    reading = lms.read(zipped(tmp_path / "assignment_5_export.zip", files))

    assert [(s.student, s.name, s.filename, s.data) for s in reading.submissions] == [
        ("007", "Jane Doe", "hw1.ipynb", b"1"),
        ("zroe@example.edu", "Zoë Roe", "hw1.ipynb", b"2"),
        ("S3", "Sam Poe", "hw1.ipynb", b"2"),
        ("submission_13", "submission_13", "hw1.ipynb", b"3"),
    ]
    assert reading.submissions[0].submitted == datetime(2022, 6, 25, 19, 16, 26, 123456, tzinfo=UTC)
    assert reading.submissions[1].submitted == datetime(2022, 6, 25, 13, 16, 26, tzinfo=UTC)
    assert reading.lms == "gradescope"
    assert [one.path for one in reading.submissions[0].companions] == ["data.csv"]
    assert reading.skipped == ()


def test_hostile_metadata_lose_no_submission(tmp_path: Path) -> None:
    for number, text in enumerate(
        [
            "a: [",
            "[" * 5000,
            "!!python/object/apply:os.system [true]",
            "- 1\n",
            "submission_11: 5\n",
        ]
    ):
        files = {"submission_metadata.yml": text.encode(), "submission_11/hw1.ipynb": b"1"}

        reading = lms.read(zipped(tmp_path / f"{number}.zip", files))

        assert [s.student for s in reading.submissions] == ["submission_11"]


def test_results_follow_the_specification_and_hidden_checks_wait(tmp_path: Path) -> None:
    submission = Submission(
        student="007",
        name="Jane Doe",
        filename="hw1.ipynb",
        file=HandedIn.of(notebook()),
        slug=ASSIGNMENT.slug,
    )
    item = graded(submission)

    results = json.loads(json.dumps(results_json(item.grade, ASSIGNMENT)))

    assert importers.gradescope_results(results, 20) == 5.0
    assert [(t["score"], t["max_score"], t["visibility"]) for t in results["tests"]] == [
        (5.0, 5.0, "visible"),
        (0.0, 15.0, "after_published"),
        (0.0, 0.0, "visible"),
    ]


def test_a_grade_that_needs_review_gives_no_score() -> None:
    results = results_json(downloads.outcome("007", Outcome.BROKEN), ASSIGNMENT)

    assert "score" not in results
    assert results["tests"] == []


def test_there_is_a_table_to_enter_by_hand(tmp_path: Path) -> None:
    reading = lms.read(
        zipped(
            tmp_path / "s.zip",
            {"submission_metadata.yml": METADATA.encode(), "submission_11/x.ipynb": b"1"},
        )
    )

    written = lms.write(
        tmp_path, ASSIGNMENT, export("gradescope", [graded(reading.submissions[0])])
    )

    outer = importers.members(written.path.read_bytes())
    assert set(outer) == {"README.txt", "grades.csv", "feedback/007.html", "feedback/007.ipynb"}


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.integers(1, 10**9), st.lists(st.tuples(TEXT, TEXT), max_size=3), min_size=1, max_size=4
    )
)
def test_any_submitters_come_back(tmp_path_factory: pytest.TempPathFactory, groups: dict) -> None:
    metadata = {
        f"submission_{n}": {
            ":submitters": [
                {":name": name, ":sid": f"{n}-{i}-{sid}"} for i, (name, sid) in enumerate(people)
            ],
            ":results": {"tests": [{"output": name} for name, _ in people]},
            ":status": "processed",
        }
        for n, people in groups.items()
    }
    files = {"submission_metadata.yml": yaml.safe_dump(metadata).encode()}
    files |= {f"submission_{n}/x.ipynb": str(n).encode() for n in groups}

    reading = lms.read(zipped(tmp_path_factory.mktemp("gradescope") / "s.zip", files))

    expected = {
        (f"{n}-{i}-{sid}".strip(), str(n))
        for n, people in groups.items()
        for i, (_, sid) in enumerate(people)
    }
    expected |= {(f"submission_{n}", str(n)) for n, people in groups.items() if not people}
    found = {(s.student, s.data.decode()) for s in reading.submissions}
    assert found == {(escape(unicodedata.normalize("NFC", key)), data) for key, data in expected}
