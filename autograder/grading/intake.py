"""What was handed in -> whose notebook belongs to which assignment, and what needs sorting out.

No notebook is parsed twice (`sketches`). Its assignment is told by its metadata, else by its file
name, else (for a file that cannot be read) by the rest of the same download. What cannot be
told, and two different notebooks of one student for one assignment, are problems: named, never
guessed. Students whose homework is not graded, and only those, are left out by name (`roll`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path

from autograder import lms
from autograder.characters import shorten
from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.grading import activities, late
from autograder.grading.roll import Lost, Roll, call
from autograder.grading.task import Sketch, draw
from autograder.handed_in import HandedIn
from autograder.lms.terms import LeftOut, Terms
from autograder.records import Received, Submission

IGNORED = {".gitkeep", "README.md", "README.txt"}
MOST_NAMED = 10  # files in one message
REMEDY = "Put the downloads of your LMS there, zipped as they came."


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A submission that can be graded, with what is known of its notebook."""

    submission: Submission
    sketch: Sketch
    several: bool = False  # other attempts of the same student are graded, too
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """All that can be graded, sorted; the problems that a person must solve; what was skipped.

    `remarks` tell what could not be found out of the downloads.
    """

    placed: tuple[Placed, ...]
    lost: tuple[Lost, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def submissions(self) -> list[Submission]:
        return [one.submission for one in self.placed]

    @property
    def slugs(self) -> list[str]:
        """The assignments for which somebody handed in, also such as cannot be graded."""
        named = {slug for lost in self.lost for slug in lost.slugs}
        return sorted(named | {one.submission.slug for one in self.placed})

    def roll(self, slug: str) -> Roll:
        """Return who handed in for an assignment, and what became of it."""
        return call(slug, _graded(self.placed, slug), self.lost)


def collect(
    course: Course,
    folder: Path,
    rosters: Sequence[lms.Roster] = (),
    look: Callable[[HandedIn], Sketch] = draw,
) -> Intake:
    """Read everything in `folder`; `rosters` supply the times that the downloads lack.

    `look` returns the sketch of a file. Raises `SubmissionError` when there is nothing.
    """
    require(folder)
    reading = lms.read(folder, course.zone)
    identify = lms.identify(rosters)
    skipped = [identify(one) for one in reading.skipped if one.entry not in IGNORED]
    unread = [one for one in skipped if one.download]
    submissions = [identify(one) for one in reading.submissions]
    drawn = [(one, look(one.file)) for one in submissions]
    slugs = [_slug(course, *one) for one in drawn]
    loose = tuple(activities.tell_loose(submissions, slugs))
    strays = activities.find_strays(submissions, slugs, partial(name_slug, course))
    kept = [at for at in range(len(drawn)) if at not in strays]
    drawn, slugs = [drawn[at] for at in kept], [slugs[at] for at in kept]
    there = _by_origin([one for one, _ in drawn], slugs)
    placed, unplaced = _place(course, drawn, slugs, there)
    chosen, unclear = _choose(course, _add_terms(course, placed, rosters))
    lost, notes = _part(course, skipped, there, chosen)
    astray, beside = _sort_strays(strays.values(), _find_people(chosen))
    lost = [*lost, *unplaced, *unclear, *astray]
    return Intake(
        placed=tuple(chosen),
        lost=tuple(lost),
        problems=(
            *(f"{one.entry}: {one.reason}" for one in unread),
            *(one.problem for one in lost),
        ),
        notes=(
            *(f"{one.entry}: {one.reason}" for one in notes if one not in unread),
            *(one.note for one in beside),
        ),
        remarks=loose,
    )


def require(folder: Path) -> None:
    """Raise `SubmissionError` where there is nothing to read."""
    if not folder.is_dir():
        raise SubmissionError(f"{folder}: no such folder. {REMEDY}")
    if is_empty(folder):
        raise SubmissionError(f"{folder}: no submissions. {REMEDY}")


def is_empty(folder: Path) -> bool:
    """Tell whether nothing was handed in: the folder is missing, or holds only files of ours."""
    return not folder.is_dir() or all(entry.name in IGNORED for entry in folder.iterdir())


def read_notebook(course: Course, path: Path, slug: str | None = None) -> Placed:
    """Return one notebook, of the assignment that it names itself unless `slug` does.

    Raises `SubmissionError` when it cannot be read, or names no assignment.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}. Name a notebook (.ipynb).") from error
    file = HandedIn.of(data)
    sketch = draw(file)
    if sketch.problem:
        raise SubmissionError(f"{path}: {sketch.problem}")
    received = Received(student=str(path), name=str(path), filename=path.name, file=file)
    named = slug or _slug(course, received, sketch)
    if named is None:
        raise SubmissionError(
            f"{path}: neither its metadata nor its file name names an assignment of this course. "
            f"Name one with --assignment: {', '.join(course.slugs)}."
        )
    return Placed(submission=_submission(received, named), sketch=sketch)


def _graded(placed: Iterable[Placed], slug: str) -> dict[tuple[str, str], Terms]:
    return {
        (one.submission.lms, one.submission.student): one.terms
        for one in placed
        if one.submission.slug == slug
    }


def _part(
    course: Course,
    skipped: Sequence[lms.Skipped],
    there: Mapping[str, set[str]],
    placed: Sequence[Placed],
) -> tuple[list[Lost], list[lms.Skipped]]:
    """Return the homework among what was skipped, and the rest, which is worth a note only.

    Of a student who put the notebook there again, in a file of its own, nothing is lost.
    """
    here = _find_people(placed)
    by_lms: dict[str, set[str]] = defaultdict(set)
    for slug, name, _ in here:
        by_lms[name].add(slug)
    lost, notes = [], []
    for one in skipped:
        slugs = _guess_slugs(course, one, there) or tuple(sorted(by_lms.get(one.lms, ())))
        again = one.alone and slugs and all((s, one.lms, one.student) in here for s in slugs)
        if one.student and not again:
            reason = f"{one.entry}: {one.reason}"
            who = LeftOut(lms=one.lms, student=one.student, name=one.name, reason=reason)
            lost.append(Lost(who=who, origin=one.origin, slugs=slugs))
        else:
            notes.append(one)
    return lost, notes


def _sort_strays(
    strays: Iterable[activities.Stray], here: Collection[tuple[str, str, str]]
) -> tuple[list[Lost], list[activities.Stray]]:
    """Return those whose student is lost to an assignment, and those whose student is not."""
    lost, beside = [], []
    for one in strays:
        who = one.received
        if all((home, who.lms, who.student) in here for home in one.homes):
            beside.append(one)
        else:
            lost.append(_lose(who, one.reason, one.homes))
    return lost, beside


def _find_people(placed: Iterable[Placed]) -> set[tuple[str, str, str]]:
    submissions = (one.submission for one in placed)
    return {(one.slug, one.lms, one.student) for one in submissions}


def _guess_slugs(
    course: Course, one: lms.Skipped, there: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """Return the assignments that a file may be for: by its name, or else by its archive."""
    if named := name_slug(course, one.filename):
        return (named,)
    if others := there.get(one.origin):
        return tuple(sorted(others))
    named = name_slug(course, Path(one.origin).name)
    return (named,) if named else ()


def _by_origin(submissions: Sequence[Received], slugs: Sequence[str | None]) -> dict[str, set[str]]:
    """Return the assignments that each archive holds."""
    there: dict[str, set[str]] = defaultdict(set)
    for received, slug in zip(submissions, slugs, strict=True):
        if slug:
            there[received.origin].add(slug)
    return there


def _add_terms(
    course: Course, placed: Iterable[Placed], rosters: Sequence[lms.Roster]
) -> list[Placed]:
    """Return the submissions with what exports tell of them, such as the time (Moodle)."""
    find = lms.find_terms(rosters, course.zone)
    found = []
    for one in placed:
        terms = find(one.submission)
        when = one.submission.submitted or terms.submitted
        submission = replace(one.submission, submitted=when)
        found.append(replace(one, submission=submission, terms=terms))
    return found


def _place(
    course: Course,
    found: Sequence[tuple[Received, Sketch]],
    slugs: Sequence[str | None],
    there: Mapping[str, set[str]],
) -> tuple[list[Placed], list[Lost]]:
    """Return the files whose assignment can be told, and each other one as lost."""
    placed, lost = [], []
    for (received, sketch), named in zip(found, slugs, strict=True):
        others = there.get(received.origin, set())
        alone = bool(sketch.problem) and len(others) == 1
        slug = named or (next(iter(others)) if alone else None)
        if slug is None and not others:  # nothing in it names an assignment, so its own name may
            slug = name_slug(course, Path(received.origin).name)
        if slug is None:
            lost.append(_unplaced(course, received, others))
        else:
            placed.append(Placed(submission=_submission(received, slug), sketch=sketch))
    return placed, lost


def _slug(course: Course, received: Received, sketch: Sketch) -> str | None:
    """Return the assignment that a file names itself: by metadata, else by file name."""
    return sketch.slug if sketch.slug in course.slugs else name_slug(course, received.filename)


def name_slug(course: Course, filename: str) -> str | None:
    """Return the assignment that a file name names."""
    plain = _plain(Path(filename).stem)
    hits = [slug for slug in course.slugs if _plain(slug) in plain]
    return hits[0] if len(hits) == 1 else None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _unplaced(course: Course, received: Received, others: Iterable[str]) -> Lost:
    file = shorten(received.entry or received.filename)
    reason = (
        f"neither the metadata nor the name of {file} names an assignment of this "
        f"course. Rename it to one of {', '.join(course.slugs)}."
    )
    return _lose(received, reason, others)


def _lose(received: Received, reason: str, slugs: Iterable[str]) -> Lost:
    who = LeftOut(lms=received.lms, student=received.student, name=received.name, reason=reason)
    return Lost(who=who, origin=received.origin, slugs=tuple(sorted(slugs)))


def _submission(received: Received, slug: str) -> Submission:
    return Submission(**{f.name: getattr(received, f.name) for f in fields(received)}, slug=slug)


def _choose(course: Course, placed: Iterable[Placed]) -> tuple[list[Placed], list[Lost]]:
    """Return the attempts to grade: each student's last one, or all where the best one counts.

    And each student whose last one cannot be told, as lost.
    """
    groups: dict[tuple[str, str, str], list[Placed]] = defaultdict(list)
    for one in placed:
        groups[one.submission.lms, one.submission.student, one.submission.slug].append(one)
    chosen, lost = [], []
    for (_, _, slug), group in sorted(groups.items(), key=lambda item: item[0]):
        distinct = list(
            {(one.submission.digest, one.submission.companions): one for one in group}.values()
        )
        last = late.last([one.submission for one in distinct])
        if course.policy(slug).attempts == "best":
            chosen += [replace(one, several=len(distinct) > 1) for one in distinct]
        elif last is not None:
            chosen += [one for one in distinct if one.submission is last]
        else:
            lost.append(_ambiguous([one.submission for one in group], len(distinct)))
    return chosen, lost


def _ambiguous(attempts: Sequence[Submission], distinct: int) -> Lost:
    first = attempts[0]
    files = sorted(shorten(one.entry or one.filename) for one in attempts)
    more = f" and {len(files) - MOST_NAMED} more" if len(files) > MOST_NAMED else ""
    names = ", ".join(files[:MOST_NAMED]) + more
    reason = (
        f"handed in {distinct} different notebooks for {first.slug}: {names}. There is no way to "
        "tell which is the latest. Keep the one that counts and remove the others."
    )
    return _lose(first, reason, (first.slug,))
