"""Grades -> the grade zip of one assignment for one LMS.

The LMS's module makes the files that it imports. Here they get a README with the clicks; it lists
the students they leave out, whose pages go to by-hand/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder import files
from autograder.errors import CourseError
from autograder.lms import archive, known
from autograder.lms.exchange import Export, Graded, Unmapped, Upload, Written
from autograder.records import Assignment

SEVERAL = "several grades for one student: decide which one counts"
OUR_FAULT = (
    "a check or the sandbox failed, which is not the student's fault: grade again, or enter the "
    "points by hand"
)


def write(folder: Path, assignment: Assignment, export: Export) -> Written:
    """Write the grade zip, `<slug>-<lms>.zip`; the same grades give the same bytes."""
    upload = prepare(assignment, export)
    path = folder / f"{assignment.slug}-{export.lms}.zip"
    files.write_whole(path, files.pack(upload.files))
    return Written(path=path, upload=upload)


def prepare(assignment: Assignment, export: Export) -> Upload:
    """Return what `write` writes, for a dry run. Raises `CourseError` for an unknown LMS."""
    module = known.find(export.lms)
    roster = export.roster
    if roster and roster.lms != export.lms:
        raise CourseError(
            f"{roster.origin}: a gradebook of {roster.lms}, not of {export.lms}. Export the "
            f"gradebook of {export.lms}."
        )
    ready, held = _part(export.graded)
    made = module.upload(assignment, replace(export, graded=tuple(ready)))
    made = replace(made, unmapped=(*held, *made.unmapped))
    by_hand = dict(_by_hand(export, made))
    readme = _readme(export.lms, assignment, made).encode()
    return replace(made, files={**made.files, **by_hand, "README.txt": readme})


def _part(graded: tuple[Graded, ...]) -> tuple[list[Graded], list[Unmapped]]:
    """Return those whose grade may be uploaded, in order, and the others with the reason."""
    count = Counter(item.student for item in graded)
    ready, held = [], []
    for item in sorted(graded, key=lambda item: (item.student, item.submission.entry)):
        if count[item.student] > 1:
            held.append(item.unmapped(SEVERAL))
        elif item.grade.needs_review and not item.standing.excused:
            held.append(item.unmapped(OUR_FAULT))
        else:
            ready.append(item)
    return ready, held


def _by_hand(export: Export, made: Upload) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of all who are in no file, to be sent by hand."""
    if export.lms == "folder":  # which holds every page already
        return
    missing = {person.student for person in made.unmapped}
    for item in export.graded:
        if item.student in missing:
            name = files.stem(f"{item.submission.name} {item.student}")
            yield f"by-hand/{name}.html", item.page.encode()


def _readme(lms: str, assignment: Assignment, made: Upload) -> str:
    """Return what to upload where, in which order, and who is in none of the files."""
    lines = [f"{assignment.title}: grades for {lms.capitalize()}", ""]
    lines += [f"{number}. {step}" for number, step in enumerate(made.steps, start=1)]
    lines += ["", f"Students whose points are in these files: {len(made.changes)}."]
    lines += [f"Note: {note}" for note in made.notes]
    if made.unmapped:
        lines += ["", "Not in these files (their feedback is in by-hand/):"]
        lines += [f"  {_name(person)}: {person.reason}" for person in made.unmapped]
    return "\n".join(lines) + "\n"


def _name(person: Unmapped) -> str:
    return f"{archive.shorten(person.name)} ({archive.shorten(person.student)})"
