"""Round trips with the LMS: a bulk download in, an upload out, nothing renamed by hand.

`read` takes a zip, a folder or one notebook, tells from the names inside which LMS made it, and returns what was `Received`
together with every file that it did not take and why. `write` makes one grade zip for an assignment: the files that the
LMS imports, numbered in the order of upload, with a README that says what to click. What cannot be mapped to a student
or a column is listed, never guessed. Each LMS is a module with `recognises`, `claims` (whose file is this?) and
`upload`; the formats are described in docs/lms.md.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, tzinfo
from pathlib import Path
from types import ModuleType

from autograder import files
from autograder.errors import CourseError, SubmissionError
from autograder.lms import archive, blackboard, brightspace, canvas, folder, gradescope, moodle
from autograder.lms.exchange import (
    Change,
    Claim,
    Graded,
    Reading,
    Skipped,
    Unmapped,
    Upload,
    Written,
)
from autograder.lms.roster import Roster
from autograder.records import Assignment, Received

__all__ = [
    "Change",
    "Graded",
    "Reading",
    "Roster",
    "Skipped",
    "Unmapped",
    "Written",
    "prepare",
    "read",
    "write",
]

# The most telling names first: a Moodle folder may hold a file that is named as Canvas would.
LMS = {
    "moodle": moodle,
    "brightspace": brightspace,
    "blackboard": blackboard,
    "gradescope": gradescope,
    "canvas": canvas,
}
NAMES = (*LMS, "folder")
NOBODYS = ("not named as this LMS names a student's file", "no student's name in it")
NO_NOTEBOOK = "no notebook; the student handed in one, which was taken"
ANOTHER_TAKEN = "the student handed in no notebook; another file of theirs was taken"


def read(path: Path, zone: tzinfo = UTC) -> Reading:
    """Read all submissions of a zip, a folder or one notebook; `zone` is that of times an LMS writes without one.

    Raises `SubmissionError` when the whole of it cannot be read.
    """
    if path.is_file() and folder.NOTEBOOK.search(path.name):
        return _read_notebook(path, zone)
    with archive.opened(path) as source:
        parts = _sort_folder(source) if source.is_folder else {_lms(source): list(source.members)}
        readings = [
            _collect(source, lms, members, zone) for lms, members in parts.items() if lms != "zip"
        ]
        for member in parts.get("zip", []):
            try:
                readings.append(read(path / member.name, zone))
            except SubmissionError as error:
                readings.append(Reading("", (), (Skipped(archive.shown(member.name), str(error)),)))
        return _merged(readings, source.refused)


def prepare(
    lms: str,
    assignment: Assignment,
    graded: Sequence[Graded],
    roster: Roster | None = None,
    column: str | None = None,
) -> Upload:
    """Return what `write` would write, for a dry run. Raises `CourseError` for an LMS that is not known."""
    if lms not in NAMES:
        raise CourseError(f"`{lms}` is no LMS. Use one of: {', '.join(NAMES)}.")
    if roster and roster.lms != lms:
        raise CourseError(
            f"{roster.origin}: a gradebook of {roster.lms}, not of {lms}. Export the one of {lms}."
        )
    count = Counter(item.submission.student for item in graded)
    held: list[tuple[Graded, str]] = []
    ready = []
    for item in sorted(graded, key=lambda item: (item.submission.student, item.submission.entry)):
        if count[item.submission.student] > 1:
            held.append((item, "several grades for one student: decide which counts"))
        elif item.grade.needs_a_human and not item.excused:
            held.append(
                (
                    item,
                    "a check or the sandbox failed, no fault of theirs: grade again, or enter points by hand",
                )
            )
        else:
            ready.append(item)
    made = _module(lms).upload(assignment, ready, roster, column)
    unmapped = (*(item.unmapped(reason) for item, reason in held), *made.unmapped)
    by_hand = {person.student for person in unmapped} if lms != "folder" else set()
    contents = dict(made.files)
    for item in graded:
        if item.submission.student in by_hand:
            name = files.stem(f"{item.submission.name} {item.submission.student}")
            contents[f"by-hand/{name}.html"] = item.feedback_html.encode()
    made = Upload(contents, made.steps, made.changes, unmapped, made.notes)
    contents["README.txt"] = _readme(lms, assignment, made).encode()
    return made


def write(
    lms: str,
    folder: Path,
    assignment: Assignment,
    graded: Sequence[Graded],
    roster: Roster | None = None,
    column: str | None = None,
) -> Written:
    """Write the grade zip of one assignment, `<slug>-<lms>.zip`; the same grades give the same bytes.

    `column` is the LMS's title or id for the assignment, where it is not the assignment's own title.
    """
    made = prepare(lms, assignment, graded, roster, column)
    path = folder / f"{assignment.slug}-{lms}.zip"
    files.write_whole(path, files.pack(made.files))
    return Written((path,), made.changes, made.unmapped, made.notes)


def _read_notebook(path: Path, zone: tzinfo) -> Reading:
    size = path.stat().st_size
    if size > archive.MAX_BYTES:
        raise SubmissionError(
            f"{path}: {size:,} bytes, more than {archive.MAX_BYTES:,}. Clear its outputs."
        )
    source = archive.Archive(
        path.parent, (archive.Member(path.name, size, path.read_bytes),), (), is_folder=True
    )
    parts = _sort_folder(source)
    return _merged([_collect(source, lms, members, zone) for lms, members in parts.items()], ())


def _module(lms: str) -> ModuleType:
    return LMS.get(lms, folder)


def _lms(source: archive.Archive) -> str:
    """Return the LMS whose names at least half of the members bear."""
    votes = {lms: sum(map(reader.recognises, source.members)) for lms, reader in LMS.items()}
    lms = max(votes, key=votes.__getitem__)
    return lms if votes[lms] and 2 * votes[lms] >= len(source.members) else "folder"


def _sort_folder(source: archive.Archive) -> dict[str, list[archive.Member]]:
    """Return the members of a folder by LMS, each told by its own name; downloads still zipped are under "zip"."""
    parts: dict[str, list[archive.Member]] = {}
    for member in source.members:
        readers = (lms for lms, reader in LMS.items() if reader.recognises(member))
        kind = "zip" if member.name.lower().endswith(".zip") else "folder"
        parts.setdefault(next(readers, kind), []).append(member)
    beside = {
        member.parts[:depth]
        for member in parts.get("brightspace", ())
        for depth in range(len(member.parts))
    }
    lists = [
        m for m in parts.get("folder", ()) if m.parts[-1] == "index.html" and m.parts[:-1] in beside
    ]
    if lists:  # Brightspace's list of submissions, unpacked with them
        parts["folder"] = [member for member in parts["folder"] if member not in lists]
        parts["brightspace"] += lists
    return parts


def _collect(
    source: archive.Archive, lms: str, members: Sequence[archive.Member], zone: tzinfo
) -> Reading:
    """Return the notebooks of every student, or the first other file of a student who handed in none."""
    claims = _module(lms).claims(source, members, zone)
    by_student: dict[str, list[tuple[archive.Member, Claim]]] = {}
    skipped = []
    for member in members:
        if member not in claims:
            skipped.append(Skipped(archive.shown(member.name), NOBODYS[lms == "folder"]))
        elif any(part.startswith(".") for part in member.parts):
            skipped.append(Skipped(archive.shown(member.name), "a hidden file or an editor's copy"))
        else:
            for claim in claims[member]:
                by_student.setdefault(claim.student, []).append((member, claim))
    submissions = []
    for theirs in by_student.values():
        taken = [(m, c) for m, c in theirs if folder.NOTEBOOK.search(c.filename)]
        reason = NO_NOTEBOOK if taken else ANOTHER_TAKEN
        taken = taken or theirs[:1]
        skipped += [
            Skipped(archive.shown(m.name), reason) for m, c in theirs if (m, c) not in taken
        ]
        for member, claim in taken:
            try:
                submissions.append(_submission(source, lms, member, claim))
            except archive.RefusedError as error:
                skipped.append(Skipped(archive.shown(member.name), str(error)))
    return Reading(lms, tuple(submissions), tuple(skipped))


def _submission(
    source: archive.Archive, lms: str, member: archive.Member, claim: Claim
) -> Received:
    def readable(name: str) -> str:
        return archive.printable(unicodedata.normalize("NFC", name))

    return Received(
        student=readable(claim.student),
        name=readable(claim.name),
        filename=readable(claim.filename),
        data=source.read(member),
        lms=lms,
        entry=member.name,
        origin=str(source.path),
        late=claim.late,
        submitted=claim.submitted,
    )


def _merged(readings: Sequence[Reading], refused: Sequence[Skipped]) -> Reading:
    kinds = sorted({reading.lms for reading in readings if reading.submissions})
    submissions = tuple(submission for reading in readings for submission in reading.submissions)
    skipped = (*refused, *(skipped for reading in readings for skipped in reading.skipped))
    return Reading(
        kinds[0] if len(kinds) == 1 else "mixed" if kinds else "folder", submissions, skipped
    )


def _readme(lms: str, assignment: Assignment, made: Upload) -> str:
    """Return what to upload where, in which order, and who is in none of the files."""
    lines = [f"{assignment.title}: grades for {lms.capitalize()}", ""]
    lines += [f"{number}. {step}" for number, step in enumerate(made.steps, start=1)]
    lines += ["", f"Points of {len(made.changes)} students are in these files."]
    lines += [f"Note: {note}" for note in made.notes]
    if made.unmapped:
        lines += ["", "Not in these files (their feedback is in by-hand/):"]
        lines += [
            f"  {archive.shown(p.name)} ({archive.shown(p.student)}): {p.reason}"
            for p in made.unmapped
        ]
    return "\n".join(lines) + "\n"
