"""What `similarity` found about a class, kept beside its page for the marking desk.

`cli.similar` writes `grades/<slug>/similar.json`, the desk reads it: comparing a large class takes
longer than anybody waits for a page. It holds answers of students, and goes nowhere else. What the
assignment has no longer is left out when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder import files
from autograder.errors import CourseError
from autograder.grading.roll import Person
from autograder.handed_in import HandedIn
from autograder.records import Assignment, Submission
from autograder.report import AlikePair, Likeness, Line, Similarity

FACTS = ("lms", "student", "name", "filename")  # of a member


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was found, when, and the hashes of the notebooks that were compared."""

    found: Similarity
    notebooks: frozenset[str]
    made: datetime

    def find(self, person: Person) -> list[int]:
        """Return the places of the pairs that a student is in."""
        pairs = enumerate(self.found.pairs)
        return [place for place, pair in pairs if person in map(_person, pair.members)]

    def share_files(self, person: Person) -> bool:
        """Tell whether somebody else handed in the very same file."""
        return any(person in map(_person, who) for who in self.found.same)


def path_beside(page: Path) -> Path:
    """Return where that lies what the page of a comparison shows."""
    return page.with_suffix(".json")


def write(path: Path, found: Similarity, notebooks: Collection[str]) -> None:
    """Write what was found, whole or not at all."""
    document = {
        "students": found.students,
        "left_out": found.left_out,
        "notebooks": sorted(notebooks),
        "silent": found.silent,
        "same": [[_tell(one) for one in who] for who in found.same],
        "pairs": [_tell_pair(pair) for pair in found.pairs],
    }
    files.write_whole(path, json.dumps(document, indent=1, ensure_ascii=False).encode())


def read(path: Path, assignment: Assignment) -> Compared | None:
    """Return what was found last; None where nobody has compared yet. Raises `CourseError`."""
    if not path.is_file():
        return None
    try:
        made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return _read(json.loads(path.read_bytes()), assignment, made)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"{path}: not what `autograder similar` writes ({error}). Run it again."
        ) from None


def _read(document: dict[str, Any], assignment: Assignment, made: datetime) -> Compared:
    known = {question.name for question in assignment.questions}
    found = Similarity(
        assignment=assignment,
        students=int(document["students"]),
        left_out=int(document["left_out"]),
        pairs=tuple(_read_pair(raw, assignment, known) for raw in document["pairs"]),
        same=tuple(tuple(_read_member(one, assignment) for one in w) for w in document["same"]),
        silent=tuple((str(name), str(why)) for name, why in document["silent"]),
    )
    notebooks = frozenset(map(str, document["notebooks"]))
    return Compared(found=found, notebooks=notebooks, made=made)


def _tell_pair(pair: AlikePair) -> dict[str, Any]:
    return {
        "members": [_tell(one) for one in pair.members],
        "also": pair.also,
        "alike": [
            {
                "question": one.question.name,
                "share": one.share,
                "shared": one.shared,
                "rare": one.rare,
                "sides": [[(ln.text, ln.holders, ln.rare) for ln in side] for side in one.sides],
            }
            for one in pair.alike
        ],
    }


def _read_pair(raw: dict[str, Any], assignment: Assignment, known: Collection[str]) -> AlikePair:
    first, second = (_read_member(one, assignment) for one in raw["members"])
    alike = (one for one in raw["alike"] if one["question"] in known)
    return AlikePair(
        members=(first, second),
        also=tuple(map(str, raw["also"])),
        alike=tuple(_read_likeness(one, assignment) for one in alike),
    )


def _read_likeness(raw: dict[str, Any], assignment: Assignment) -> Likeness:
    return Likeness(
        question=assignment.question(raw["question"]),
        share=float(raw["share"]),
        shared=int(raw["shared"]),
        rare=int(raw["rare"]),
        sides=tuple(tuple(_read_lines(side)) for side in raw["sides"]),
    )


def _read_lines(raw: list[tuple[str, int, bool]]) -> Iterator[Line]:
    for text, holders, rare in raw:
        yield Line(text=str(text), holders=int(holders), rare=bool(rare))


def _tell(one: Submission) -> dict[str, str | None]:
    when = one.submitted.isoformat() if one.submitted else None
    facts = {name: getattr(one, name) for name in FACTS}
    return {**facts, "sha": one.digest, "submitted": when}


def _read_member(raw: dict[str, Any], assignment: Assignment) -> Submission:
    when = raw["submitted"]
    return Submission(
        lms=str(raw["lms"]),
        student=str(raw["student"]),
        name=str(raw["name"]),
        filename=str(raw["filename"]),
        slug=assignment.slug,
        file=HandedIn(sha=str(raw["sha"]), load=bytes),
        submitted=datetime.fromisoformat(when) if when else None,
    )


def _person(one: Submission) -> Person:
    return one.lms, one.student
