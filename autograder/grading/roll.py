"""The roll of an assignment: everyone who handed in to a run, so that nobody goes astray.

Each student is either graded, with what the LMS says of them (`Terms`), or left out with a reason.
`intake` calls it, the gradebook keeps it, and pages and uploads are made of it: the students of a
download are those of the upload and those of a list, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.lms import is_withheld
from autograder.lms.terms import LeftOut, Terms
from autograder.records import Standing

Person = tuple[str, str]  # LMS and student


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Homework that cannot be graded: whose, from which archive, for which assignments."""

    who: LeftOut
    origin: str
    slugs: tuple[str, ...] = ()

    @property
    def problem(self) -> str:
        """What an instructor must read: archive, student, reason and remedy."""
        archive = f"{Path(self.origin).name}: " if self.origin.lower().endswith(".zip") else ""
        return f"{archive}{self.who.name} ({self.who.student}): {self.who.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Who handed in for an assignment: who is graded, and who is left out and why.

    `points` are those that were published of who is graded, `rows` the grades in the gradebook that
    they are of.
    """

    graded: Mapping[Person, Terms] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    points: Mapping[Person, float] = field(default_factory=dict)
    rows: Mapping[Person, int] = field(default_factory=dict)

    def held(self, lms: str) -> dict[str, str]:
        """Return why the points of some students of an LMS must not be uploaded."""
        return {
            student: terms.held
            for (name, student), terms in self.graded.items()
            if name == lms and terms.held
        }

    def keep(self, earlier: Roll | None) -> Roll:
        """Return the roll with what an earlier one knew of students of whom this one knows nothing.

        So a penalty that a worksheet spared a student does not come back without it.
        """
        earlier = earlier or Roll()
        known = earlier.graded
        graded = {
            person: terms if terms.known else known.get(person, terms)
            for person, terms in self.graded.items()
        }
        return replace(earlier, graded=graded, left_out=self.left_out)

    def note_points(self, found: Sequence[Standing]) -> Roll:
        """Return the roll with the points that are published.

        A grade that is in no upload leaves what was published before it.
        """
        told = {_person(one): one for one in found if not is_withheld(one)}
        others = {_person(one) for one in found} - told.keys()
        points = {person: points for person, points in self.points.items() if person in others}
        rows = {person: row for person, row in self.rows.items() if person in others}
        points |= {person: one.points for person, one in told.items()}
        rows |= {person: one.row for person, one in told.items()}
        return replace(self, points=points, rows=rows)

    def to_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the roll as rows that the gradebook keeps; who has a reason is left out."""
        for (lms, student), terms in sorted(self.graded.items(), key=lambda item: item[0]):
            due = terms.due.isoformat() if terms.due else None
            who = {"lms": lms, "student": student, "name": "", "reason": ""}
            told = {"due": due, "held": terms.held, "known": int(terms.known)}
            person = (lms, student)
            yield who | told | {"points": self.points.get(person), "grade": self.rows.get(person)}
        for one in self.left_out:
            yield asdict(one) | {"due": None, "held": "", "known": 0, "points": None, "grade": None}

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Roll:
        """Return the roll that `to_rows` took apart."""
        graded, left_out, points, published = {}, [], {}, {}
        for row in rows:
            if row["reason"]:
                who = {name: row[name] for name in ("lms", "student", "name", "reason")}
                left_out.append(LeftOut(**who))
                continue
            due = datetime.fromisoformat(row["due"]) if row["due"] else None
            terms = Terms(due=due, held=row["held"], known=bool(row["known"]))
            graded[row["lms"], row["student"]] = terms
            if row["points"] is not None:
                points[row["lms"], row["student"]] = row["points"]
            if row["grade"] is not None:
                published[row["lms"], row["student"]] = row["grade"]
        return cls(graded=graded, left_out=tuple(left_out), points=points, rows=published)


def _person(standing: Standing) -> Person:
    return standing.submission.lms, standing.submission.student


def call(slug: str, graded: Mapping[Person, Terms], lost: Sequence[Lost]) -> Roll:
    """Return the roll of an assignment: a student who is graded for it is not left out of it."""
    missing: dict[Person, LeftOut] = {}
    for one in lost:
        person = one.who.lms, one.who.student
        if slug in one.slugs and person not in graded:
            missing.setdefault(person, one.who)
    return Roll(graded=dict(graded), left_out=tuple(missing[one] for one in sorted(missing)))
