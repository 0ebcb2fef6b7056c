"""A download -> every submission in it, and every file that is none, with the reason.

`read` opens the archive, asks each LMS which of the names it gives, and the one that made the
download whose file each member is. The first file of a student who handed in no notebook is taken
too, so that nobody is lost. A zip that lies in a student's folder, or that an LMS names as a
student's file, is that student's: the notebooks in it are taken as theirs. Of a student whose
notebook cannot be taken, nothing else is graded in its place: the notebook is skipped as theirs, by
name. What lies beside one that is taken runs with it (`beside`). So every student whose file is in
a download has a submission, or is named as `alone`.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from autograder.characters import escape, shorten
from autograder.companions import Companion
from autograder.errors import SubmissionError
from autograder.handed_in import HandedIn
from autograder.lms import again, archive, beside, folder
from autograder.lms.archive import Archive, Member, Skipped
from autograder.lms.beside import Claimed
from autograder.lms.exchange import Claim, Reading
from autograder.lms.known import LMS
from autograder.notebook.raw import drop_outputs
from autograder.records import Received

NOBODYS = "not named as this LMS names a student's file"
NOBODYS_IN_A_FOLDER = "no student's name in it"
HIDDEN = "a hidden file or an editor's copy"
HIDDEN_ONLY = f"a hidden file or an editor's copy, and nothing else was handed in. {archive.ASK}"
BESIDE_A_LOST_ONE = "the student's notebook could not be taken"
NO_NOTEBOOK = "not a notebook; the student handed in one, which was taken"
ANOTHER_TAKEN = "the student handed in no notebook; another file of theirs was taken"

MOST_NOTEBOOKS = 50  # of one student: each is parsed, and where the best one counts, graded
TOO_MANY = f"the student handed in more than {MOST_NOTEBOOKS} notebooks; the first were taken"
MOST_ZIPS = 5  # of one student that are opened: listing what is in one takes seconds
MOST_LISTED = 20  # files of one student that are skipped, and files that are nobody's
NOT_LISTED = "too many to name each"


def read(path: Path, zone: tzinfo = UTC) -> Reading:
    """Read all submissions of a zip, a folder or one notebook.

    `zone` is that of times which an LMS writes without one. Raises `SubmissionError` when the whole
    of it cannot be read.
    """
    if path.is_file() and folder.NOTEBOOK.search(path.name):
        return _read_notebook(path, zone)
    with archive.open_download(path) as source:
        everything = [*source.members, *source.barred]
        parts = _sort_folder(source) if source.is_folder else {_vote(source): everything}
        zips = parts.pop("zip", [])
        readings = [_collect(source, lms, members, zone) for lms, members in parts.items()]
        readings += [_read_inner(path, member, zone) for member in zips]
        return _merge(readings)


def find_activity(received: Received) -> tuple[str, ...]:
    """Return which activity of an LMS a file was handed in to: its archive, and the folder there.

    Empty where that is not known: without an LMS, or unpacked beside files of other activities.
    """
    if received.lms == "folder":
        return ()
    parts = archive.split(received.entry)
    alone = (Member(name=part, size=0, load=bytes, again=bytes) for part in parts)
    named = map(LMS[received.lms].recognises, alone)
    depth = next((at for at, hit in enumerate(named) if hit), max(len(parts) - 1, 0))
    packed = received.origin.lower().endswith(".zip")
    return (received.origin, *parts[:depth]) if packed or depth else ()


def _read_notebook(path: Path, zone: tzinfo) -> Reading:
    size = path.stat().st_size
    if size > archive.MAX_BYTES:
        raise SubmissionError(
            f"{path}: {size:,} bytes, more than {archive.MAX_BYTES:,}. Clear its outputs."
        )
    load = path.read_bytes
    member = Member(name=path.name, size=size, load=load, again=load)
    source = Archive(path=path.parent, members=(member,), is_folder=True)
    parts = _sort_folder(source)
    return _merge([_collect(source, lms, members, zone) for lms, members in parts.items()])


def _read_inner(path: Path, member: Member, zone: tzinfo) -> Reading:
    """Read a download that is still zipped inside a folder."""
    try:
        if member.refusal:
            raise SubmissionError(member.refusal)
        return read(path / member.name, zone)
    except SubmissionError as error:
        skipped = replace(_skip(member, str(error)), download=True)
        return Reading(lms="", submissions=(), skipped=(skipped,))


def _vote(source: Archive) -> str:
    """Return the LMS that names at least half of the members in its way, or "folder"."""
    everything = (*source.members, *source.barred)
    voters = [one for one in everything if not one.litter] or everything
    votes = {lms: sum(map(reader.recognises, voters)) for lms, reader in LMS.items()}
    lms = max(votes, key=votes.__getitem__)
    return lms if votes[lms] and 2 * votes[lms] >= len(voters) else "folder"


def _sort_folder(source: Archive) -> dict[str, list[Member]]:
    """Return the members of a folder by LMS, each by its own name, and downloads under "zip"."""
    parts: dict[str, list[Member]] = {}
    for member in (*source.members, *source.barred):
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
    if not _is_zip(member) or member.litter:
        return False
    if len(member.parts) == 1 or member.refusal:
        return len(member.parts) == 1
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
        if member.litter and not _tells(lms, member):
            continue
        if member not in claims and not member.litter:
            nobodys = NOBODYS_IN_A_FOLDER if lms == "folder" else NOBODYS
            skipped.append(_skip(member, member.refusal or _hide(lms, member) or nobodys))
        for claim in claims.get(member, ()):
            by_student.setdefault(claim.student, []).append((member, claim))
    theirs = [_sort_out(source, lms, handed_in) for handed_in in by_student.values()]
    return _merge([*theirs, Reading(lms=lms, submissions=(), skipped=_list_most(skipped))])


def _tells(lms: str, member: Member) -> bool:
    """Tell whether litter shows that a student was there: in a folder that an LMS named, it does.

    In a folder of one's own, that goes for a hidden folder of the student's alone.
    """
    if lms == "folder":
        return not archive.is_litter(member.name)
    return "__MACOSX" not in member.parts and not member.parts[0].startswith("._")


def _sort_out(source: Archive, lms: str, handed_in: Sequence[Claimed]) -> Reading:
    """Return what is taken of one student's files, and why the others are not."""
    usable = [pair for pair in handed_in if not _refuse(lms, pair[0])]
    if lms == "folder" or not any(map(_is_notebook, usable)):
        zips = [pair for pair in handed_in if _is_zip(pair[0])][:MOST_ZIPS]
        handed_in = [
            one
            for pair in handed_in
            for one in (_unzip(source, lms, pair) if pair in zips else (pair,))
        ]
    refused = {pair: reason for pair in handed_in if (reason := _refuse(lms, pair[0]))}
    usable = [pair for pair in handed_in if pair not in refused]
    taken, reason = _take(usable)
    if any(map(_is_notebook, refused)) and not any(map(_is_notebook, usable)):
        taken, reason = [], BESIDE_A_LOST_ONE
    left = {pair: reason for pair in usable if pair not in taken}
    submissions = []
    for pair in taken:
        try:
            submissions.append(_submission(source, lms, *pair))
        except archive.RefusedError as error:
            refused[pair] = str(error)
        else:
            companions, left = _add_companions(source, pair, left)
            submissions[-1] = replace(submissions[-1], companions=companions)
    skipped = [_skip(member, why) for (member, _), why in left.items() if why]
    lost = _find_lost(refused, alone=not submissions)
    named = set(lost[:MOST_LISTED])
    others = {pair: why for pair, why in refused.items() if pair not in named}
    skipped += [_skip(pair[0], why) for pair, why in others.items() if not pair[0].litter]
    losses = (
        _lose(source, lms, pair, refused[pair], alone=not submissions)
        for pair in lost[:MOST_LISTED]
    )
    listed = (*_list_most(skipped), *losses)
    return Reading(lms=lms, submissions=tuple(submissions), skipped=listed)


def _add_companions(
    source: Archive, notebook: Claimed, left: Mapping[Claimed, str]
) -> tuple[tuple[Companion, ...], dict[Claimed, str]]:
    """Return what runs with a notebook, and why each other file is left; "" for those that ran."""
    others = [pair for pair in left if _is_notebook(notebook) and not _is_notebook(pair)]
    companions, refused = beside.choose(source, notebook, others)
    found = {pair: refused.get(pair, "") for pair in others}
    return companions, {pair: left[pair] and found.get(pair, left[pair]) for pair in left}


def _list_most(skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """Return what is said of some files: of each, or of many in one line what they are."""
    rest = len(skipped) - MOST_LISTED
    if rest <= 1:
        return tuple(skipped)
    last = replace(skipped[MOST_LISTED], reason=NOT_LISTED)
    entry = f"{last.entry} and {rest - 1:,} more"
    return (*skipped[:MOST_LISTED], replace(last, entry=entry))


def _find_lost(refused: Mapping[Claimed, str], *, alone: bool) -> list[Claimed]:
    """Return the files whose loss an instructor must solve: notebooks, and of some one the only."""
    notebooks = [pair for pair, why in refused.items() if _is_notebook(pair) and why != HIDDEN]
    return notebooks or (list(refused)[:1] if alone else [])


def _lose(source: Archive, lms: str, pair: Claimed, reason: str, *, alone: bool) -> Skipped:
    member, claim = pair
    return replace(
        _skip(member, HIDDEN_ONLY if reason == HIDDEN else reason),
        lms=lms,
        origin=str(source.path),
        student=_readable(claim.student),
        name=_readable(claim.name),
        filename=_readable(claim.filename),
        alone=alone,
    )


def _refuse(lms: str, member: Member) -> str:
    """Return why a student's file is not taken; "" for one that may be."""
    if member.refusal:
        return member.refusal
    if member.size > archive.MAX_BYTES:
        return f"it has {member.size:,} bytes, more than {archive.MAX_BYTES:,}. {archive.CLEAR}"
    return HIDDEN if member.litter else _hide(lms, member)


def _hide(lms: str, member: Member) -> str:
    """Return that a file is hidden, if it is; a student's own name may begin with a dot."""
    named = LMS[lms].recognises
    hidden = (part for part in member.parts if part.startswith("."))
    return "" if all(named(replace(member, name=part)) for part in hidden) else HIDDEN


def _skip(member: Member, reason: str) -> Skipped:
    return Skipped(entry=shorten(member.name), reason=reason)


def _take(theirs: list[Claimed]) -> tuple[list[Claimed], str]:
    """Return which of one student's files to take, and why the others are skipped."""
    notebooks = [pair for pair in theirs if _is_notebook(pair)]
    if len(notebooks) > MOST_NOTEBOOKS:
        return notebooks[:MOST_NOTEBOOKS], TOO_MANY
    return (notebooks, NO_NOTEBOOK) if notebooks else (theirs[:1], ANOTHER_TAKEN)


def _is_notebook(pair: Claimed) -> bool:
    return bool(folder.NOTEBOOK.search(pair[1].filename))


def _unzip(source: Archive, lms: str, pair: Claimed) -> Iterator[Claimed]:
    """Yield what a student's zip holds if a notebook is in it; any other file as it is."""
    member, claim = pair
    inner: list[Claimed] = []
    if _is_zip(member) and not _refuse(lms, member):
        try:
            opened = archive.open_inner(member, source.read(member))
            everything = (*opened.members, *opened.barred)
        except archive.RefusedError:  # graded as it is: a file that cannot be read
            everything = ()
        shown = (one for one in everything if not any(part.startswith(".") for part in one.parts))
        inner = [(one, replace(claim, filename=one.parts[-1])) for one in shown if not one.litter]
    yield from inner if any(map(_is_notebook, inner)) else [pair]


def _submission(source: Archive, lms: str, member: Member, claim: Claim) -> Received:
    place = beside.name_place(source, member)
    load = functools.partial(_read_again, place, member)
    file = HandedIn.at(place, drop_outputs(source.read(member)), load)
    return Received(
        student=_readable(claim.student),
        name=_readable(claim.name),
        filename=_readable(claim.filename),
        file=file,
        lms=lms,
        entry=member.name,
        origin=str(source.path),
        late=claim.late,
        submitted=claim.submitted,
    )


def _read_again(place: str, member: Member) -> bytes:
    return drop_outputs(again.read_again(place, member.again))


def _readable(name: str) -> str:
    return escape(unicodedata.normalize("NFC", name))


def _merge(readings: Sequence[Reading]) -> Reading:
    kinds = sorted({reading.lms for reading in readings if reading.submissions})
    return Reading(
        lms="mixed" if len(kinds) > 1 else next(iter(kinds), "folder"),
        submissions=tuple(one for reading in readings for one in reading.submissions),
        skipped=tuple(skipped for reading in readings for skipped in reading.skipped),
    )
