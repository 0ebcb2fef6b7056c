"""A download -> every submission in it, and every file that is none, with the reason.

`read` opens the archive, asks each LMS which of the names it gives, and the one that made the
download whose file each member is. The first file of a student who handed in no notebook is taken
too, so that nobody is lost. A zip that lies in a student's folder, or that an LMS names as a
student's file, is that student's: the notebooks in it are taken as theirs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.lms import archive, folder
from autograder.lms.archive import Archive, Member, Skipped
from autograder.lms.exchange import Claim, Reading
from autograder.lms.known import LMS
from autograder.records import Received

NOBODYS = "not named as this LMS names a student's file"
NOBODYS_IN_A_FOLDER = "no student's name in it"
HIDDEN = "a hidden file or an editor's copy"
NO_NOTEBOOK = "not a notebook; the student handed in one, which was taken"
ANOTHER_TAKEN = "the student handed in no notebook; another file of theirs was taken"

Claimed = tuple[Member, Claim]


def read(path: Path, zone: tzinfo = UTC) -> Reading:
    """Read all submissions of a zip, a folder or one notebook.

    `zone` is that of times which an LMS writes without one. Raises `SubmissionError` when the whole
    of it cannot be read.
    """
    if path.is_file() and folder.NOTEBOOK.search(path.name):
        return _read_notebook(path, zone)
    with archive.open_download(path) as source:
        parts = _sort_folder(source) if source.is_folder else {_vote(source): list(source.members)}
        zips = parts.pop("zip", [])
        readings = [_collect(source, lms, members, zone) for lms, members in parts.items()]
        readings += [_read_inner(path, member, zone) for member in zips]
        return _merge(readings, source.refused)


def _read_notebook(path: Path, zone: tzinfo) -> Reading:
    size = path.stat().st_size
    if size > archive.MAX_BYTES:
        raise SubmissionError(
            f"{path}: {size:,} bytes, more than {archive.MAX_BYTES:,}. Clear its outputs."
        )
    member = Member(name=path.name, size=size, load=path.read_bytes)
    source = Archive(path=path.parent, members=(member,), refused=(), is_folder=True)
    parts = _sort_folder(source)
    return _merge([_collect(source, lms, members, zone) for lms, members in parts.items()], ())


def _read_inner(path: Path, member: Member, zone: tzinfo) -> Reading:
    """Read a download that is still zipped inside a folder."""
    try:
        return read(path / member.name, zone)
    except SubmissionError as error:
        skipped = replace(_skip(member, str(error)), download=True)
        return Reading(lms="", submissions=(), skipped=(skipped,))


def _vote(source: Archive) -> str:
    """Return the LMS that names at least half of the members in its way, or "folder"."""
    votes = {lms: sum(map(reader.recognises, source.members)) for lms, reader in LMS.items()}
    lms = max(votes, key=votes.__getitem__)
    return lms if votes[lms] and 2 * votes[lms] >= len(source.members) else "folder"


def _sort_folder(source: Archive) -> dict[str, list[Member]]:
    """Return the members of a folder by LMS, each by its own name, and downloads under "zip"."""
    parts: dict[str, list[Member]] = {}
    for member in source.members:
        readers = (lms for lms, reader in LMS.items() if reader.recognises(member))
        kind = "zip" if _is_download(source, member) else "folder"
        parts.setdefault(next(readers, kind), []).append(member)
    lists = _submission_lists(parts)
    if lists:
        parts["folder"] = [member for member in parts["folder"] if member not in lists]
        parts["brightspace"] += lists
    return parts


def _is_download(source: Archive, member: Member) -> bool:
    """Tell whether a zip holds a class: it lies on top, or an LMS named what is in it."""
    if not _is_zip(member) or len(member.parts) == 1:
        return _is_zip(member)
    try:
        with archive.open_download(source.path / member.name) as inner:
            return _vote(inner) != "folder"
    except SubmissionError:
        return False


def _is_zip(member: Member) -> bool:
    return member.name.lower().endswith(".zip")


def _submission_lists(parts: dict[str, list[Member]]) -> list[Member]:
    """Return Brightspace's lists of submissions, which lie beside what was unpacked with them."""
    beside = {
        member.parts[:depth]
        for member in parts.get("brightspace", ())
        for depth in range(len(member.parts))
    }
    return [
        member
        for member in parts.get("folder", ())
        if member.parts[-1] == "index.html" and member.parts[:-1] in beside
    ]


def _collect(source: Archive, lms: str, members: Sequence[Member], zone: tzinfo) -> Reading:
    """Return every student's notebooks, or the first other file of one who handed in none."""
    claims = LMS[lms].claims(source, members, zone)
    by_student: dict[str, list[Claimed]] = {}
    skipped = []
    for member in members:
        if reason := _refuse(lms, member, claimed=member in claims):
            skipped.append(_skip(member, reason))
            continue
        for claim in claims[member]:
            by_student.setdefault(claim.student, []).append((member, claim))
    submissions = []
    for handed_in in by_student.values():
        theirs = handed_in
        if lms == "folder" or not any(map(_is_notebook, handed_in)):
            theirs = [one for pair in handed_in for one in _unzip(source, pair)]
        taken, reason = _take(theirs)
        skipped += [
            _skip(member, reason) for member, claim in theirs if (member, claim) not in taken
        ]
        for member, claim in taken:
            try:
                submissions.append(_submission(source, lms, member, claim))
            except archive.RefusedError as error:
                skipped.append(_skip(member, str(error)))
    return Reading(lms=lms, submissions=tuple(submissions), skipped=tuple(skipped))


def _refuse(lms: str, member: Member, *, claimed: bool) -> str:
    """Return why a member is nobody's submission; "" for one that may be."""
    if not claimed:
        return NOBODYS_IN_A_FOLDER if lms == "folder" else NOBODYS
    if member.size > archive.MAX_BYTES:
        return f"it has {member.size:,} bytes, more than {archive.MAX_BYTES:,}."
    return HIDDEN if any(part.startswith(".") for part in member.parts) else ""


def _skip(member: Member, reason: str) -> Skipped:
    return Skipped(entry=archive.shorten(member.name), reason=reason)


def _take(theirs: list[Claimed]) -> tuple[list[Claimed], str]:
    """Return which of one student's files to take, and why the others are skipped."""
    notebooks = [pair for pair in theirs if _is_notebook(pair)]
    return (notebooks, NO_NOTEBOOK) if notebooks else (theirs[:1], ANOTHER_TAKEN)


def _is_notebook(pair: Claimed) -> bool:
    return bool(folder.NOTEBOOK.search(pair[1].filename))


def _unzip(source: Archive, pair: Claimed) -> Iterator[Claimed]:
    """Yield what a student's zip holds if a notebook is in it; any other file as it is."""
    member, claim = pair
    inner: list[Claimed] = []
    if _is_zip(member):
        try:
            opened = archive.open_inner(member, source.read(member)).members
        except archive.RefusedError:  # graded as it is: a file that cannot be read
            opened = ()
        shown = (one for one in opened if not any(part.startswith(".") for part in one.parts))
        inner = [(one, replace(claim, filename=one.parts[-1])) for one in shown]
    yield from inner if any(map(_is_notebook, inner)) else [pair]


def _submission(source: Archive, lms: str, member: Member, claim: Claim) -> Received:
    return Received(
        student=_readable(claim.student),
        name=_readable(claim.name),
        filename=_readable(claim.filename),
        data=source.read(member),
        lms=lms,
        entry=member.name,
        origin=str(source.path),
        late=claim.late,
        submitted=claim.submitted,
    )


def _readable(name: str) -> str:
    return archive.escape(unicodedata.normalize("NFC", name))


def _merge(readings: Sequence[Reading], refused: Sequence[Skipped]) -> Reading:
    kinds = sorted({reading.lms for reading in readings if reading.submissions})
    return Reading(
        lms="mixed" if len(kinds) > 1 else next(iter(kinds), "folder"),
        submissions=tuple(one for reading in readings for one in reading.submissions),
        skipped=(*refused, *(skipped for reading in readings for skipped in reading.skipped)),
    )
