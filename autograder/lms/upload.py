"""Grades -> the grade zip of one assignment for one LMS.

The LMS's module makes the files that it imports: once, or for each gradebook export where the class
is spread over several courses. Here they get a README with the clicks; it counts everyone who
handed in, and lists the students who are in no file, whose pages go to by-hand/.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder import files
from autograder.characters import shorten
from autograder.errors import CourseError
from autograder.lms import known, rosters, splitting
from autograder.lms.exchange import Export, Graded, Lms, Unmapped, Upload, Written
from autograder.lms.roster import Roster
from autograder.records import Assignment, Standing

SEVERAL = "several grades for one student: decide which one counts"
OUR_FAULT = (
    "a check or the sandbox failed, which is not the student's fault: grade again, or enter the "
    "points by hand"
)


def write(folder: Path, assignment: Assignment, export: Export) -> Written:
    """Write the grade zip, `<slug>-<lms>.zip`; the same grades give the same bytes."""
    return save(folder, assignment, export.lms, prepare(assignment, export))


def save(folder: Path, assignment: Assignment, lms: str, upload: Upload) -> Written:
    """Write a grade zip that `prepare` has made."""
    path = name_zip(folder, assignment.slug, lms)
    files.write_zip(path, upload.files)
    return Written(path=path, upload=upload)


def name_zip(folder: Path, slug: str, lms: str) -> Path:
    """Return where the grade zip of an assignment for an LMS lies."""
    return folder / f"{slug}-{lms}.zip"


def prepare(assignment: Assignment, export: Export) -> Upload:
    """Return what `write` writes, for a dry run. Raises `CourseError` for an unknown LMS."""
    module = known.find(export.lms)
    for roster in export.rosters:
        if roster.lms != export.lms:
            raise CourseError(
                f"{roster.origin}: a gradebook of {roster.lms}, not of {export.lms}. Export the "
                f"gradebook of {export.lms}."
            )
    ready, held = _part(export)
    made = _make(module, assignment, replace(export, graded=tuple(ready)))
    made = replace(made, unmapped=(*_left_out(export), *held, *made.unmapped))
    by_hand = dict(_by_hand(export, made))
    readme = _readme(export.lms, assignment, made).encode()
    return replace(made, files={**made.files, **by_hand, "README.txt": readme})


def is_withheld(standing: Standing) -> bool:
    """Tell whether a grade waits for an instructor, so that its points are in no upload."""
    return standing.grade.needs_review and not standing.excused


def _part(export: Export) -> tuple[list[Graded], list[Unmapped]]:
    """Return those whose grade may be uploaded, in order, and the others with the reason."""
    count = Counter(item.student for item in export.graded)
    ready: list[Graded] = []
    held: dict[str, Unmapped] = {}
    for item in sorted(export.graded, key=lambda item: (item.student, item.submission.entry)):
        if count[item.student] > 1:
            held[item.student] = item.unmapped(SEVERAL)
        elif is_withheld(item.standing):
            held[item.student] = item.unmapped(OUR_FAULT)
        elif reason := export.held.get(item.student):
            held[item.student] = item.unmapped(reason)
        else:
            ready.append(item)
    return ready, list(held.values())


def _left_out(export: Export) -> list[Unmapped]:
    return [
        Unmapped(student=one.student, name=one.name, reason=one.reason) for one in export.left_out
    ]


def _make(module: Lms, assignment: Assignment, export: Export) -> Upload:
    """Return the files for one LMS; with several gradebooks, a folder of them for each."""
    groups = rosters.group(export.rosters, assignment, export.column)
    if len(groups) < 2:
        return _upload(module, assignment, replace(export, rosters=groups))
    shares, unclear = _divide(module, export, groups)
    if len(shares) == 1:
        ((roster, share),) = shares
        made = _upload(module, assignment, replace(export, graded=share, rosters=(roster,)))
        return replace(made, unmapped=(*unclear, *made.unmapped))
    parts = {}
    for number, (roster, share) in enumerate(shares, start=1):
        one = replace(export, graded=share, rosters=(roster,))
        parts[f"{number}-{_name_file(roster)}"] = _upload(module, assignment, one)
    return _combine(parts, unclear)


def _upload(module: Lms, assignment: Assignment, export: Export) -> Upload:
    """Return the files for one LMS and gradebook, none larger than the LMS takes."""
    return splitting.split(module.upload(assignment, export), export.most_bytes)


def _divide(
    module: Lms, export: Export, groups: Sequence[Roster]
) -> tuple[list[tuple[Roster, tuple[Graded, ...]]], list[Unmapped]]:
    """Return each gradebook with its students, and those who are in none or in several."""
    shares: dict[str, list[Graded]] = {roster.origin: [] for roster in groups}
    submissions = [item.submission for item in export.graded]
    known_to = {one.origin: module.find_known(one, submissions) for one in groups}
    unclear = []
    for item in export.graded:
        holding = [origin for origin, people in known_to.items() if item.student in people]
        if len(holding) == 1:
            shares[holding[0]].append(item)
            continue
        found = "is in several of the exports" if holding else "is in none of the exports"
        where = ", ".join(holding or shares)
        unclear.append(item.unmapped(f"{found} ({where}): enter the points by hand"))
    return [(one, tuple(shares[one.origin])) for one in groups if shares[one.origin]], unclear


def _name_file(roster: Roster) -> str:
    """Return a folder's name after the last file of a gradebook."""
    return re.sub(r"[^\w-]+", "-", Path(roster.origin.rpartition(", ")[2]).stem).strip("-")


def _combine(made: Mapping[str, Upload], unclear: Sequence[Unmapped]) -> Upload:
    """Return several uploads as one: each in its folder, with its own steps."""
    parts = tuple(made.values())
    return Upload(
        files={
            f"{name}/{file}": data for name, one in made.items() for file, data in one.files.items()
        },
        steps=tuple(f"{name}/: {step}" for name, one in made.items() for step in one.steps),
        changes=tuple(change for one in parts for change in one.changes),
        unmapped=(*unclear, *(person for one in parts for person in one.unmapped)),
        unreturned=tuple(person for one in parts for person in one.unreturned),
        notes=tuple(f"{name}/: {note}" for name, one in made.items() for note in one.notes),
    )


def _by_hand(export: Export, made: Upload) -> Iterator[tuple[str, files.Content]]:
    """Yield the pages of all who are in no file, to be sent by hand."""
    if export.lms == "folder":  # which holds every page already
        return
    missing = {person.owner for person in (*made.unmapped, *made.unreturned)}
    for item in export.graded:
        if item.student in missing:
            name = files.stem(f"{item.submission.name} {item.student}")
            yield f"by-hand/{name}.html", item.page


def _readme(lms: str, assignment: Assignment, made: Upload) -> str:
    """Return what to upload where, in which order, and who is in none of the files."""
    lines = [f"{assignment.title}: grades for {lms.capitalize()}", ""]
    lines += [f"{number}. {step}" for number, step in enumerate(made.steps, start=1)]
    lines += ["", f"Students whose points are in these files: {len(made.changes)}."]
    lines += [f"The sum: {made.sum}."]
    lines += [f"Note: {note}" for note in made.notes]
    if made.unmapped:
        lines += ["", "Without points in these files (what feedback there is, is in by-hand/):"]
        lines += [f"  {_name(person)}: {person.reason}" for person in made.unmapped]
    if made.unreturned:
        lines += ["", "With points in these files, but without feedback (it is in by-hand/):"]
        lines += [f"  {_name(person)}: {person.reason}" for person in made.unreturned]
    return "\n".join(lines) + "\n"


def _name(person: Unmapped) -> str:
    return f"{shorten(person.name)} ({shorten(person.student)})"
