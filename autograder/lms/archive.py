"""The one door through which downloads are opened; `files.pack` makes the zips that go back.

A download is untrusted: students choose the names and the contents of its members. `open_download`
lists a zip or a folder as `Member`s and refuses the hostile ones by name (a path that climbs, a
link, a name that occurs twice, a bomb); a reader then reads the members it wants, into memory.
No path from a zip is ever created on disk, so a refusal protects people who unpack the file by
hand, and tells who must hand in again. The rest of the archive is read. `again` reads what was
listed here once more, later.
"""

from __future__ import annotations

import functools
import io
import os
import re
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from autograder.errors import SubmissionError
from autograder.lms.again import DAMAGE, read_member
from autograder.notebook import format as notebooks

MAX_DIRECTORY_BYTES = 64 << 20  # of the zip's table of contents, which zipfile reads whole
MAX_INNER_DIRECTORY_BYTES = 4 << 20  # of a student's own zip: 60,000 files
MAX_MEMBERS = 100_000
MAX_BYTES = notebooks.MAX_BYTES  # of one member
MAX_TOTAL_BYTES = 2 << 30  # of all members read from one archive
FOR_MEMBERS = 2_048  # of so many; of more, each has a mebibyte on average
MAX_RATIO = 250  # a notebook of progress bars reaches 50, a bomb 1,000
RATIO_FROM_BYTES = 4 << 20
MAX_NAME = 1_000
MAX_DEPTH = 20
ASK = "Ask the student for the notebook."
CLEAR = "Ask the student to clear its outputs and hand it in again."
# A folder of Moodle's is named after the student, whose name may begin with a dot.
STUDENTS_FOLDER = re.compile(r"_assignsubmission_")
LITTER = re.compile(
    r"(?:^|/)(?:__MACOSX/|\._|(?:\.DS_Store|Thumbs\.db|desktop\.ini|\.gitkeep|\.gitignore)$)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """One member of a download that was not taken, by its name there, and why.

    Where it was somebody's homework, `student` and `name` say whose; `alone` that nothing else of
    theirs was taken.
    """

    entry: str
    reason: str
    download: bool = False  # a whole download: everyone in it is missing
    lms: str = ""
    origin: str = ""
    student: str = ""
    name: str = ""
    filename: str = ""
    alone: bool = False


class RefusedError(ValueError):
    """This member is not read; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive. `name` is its raw name there, `parts` the same split at slashes.

    One with a `refusal` is never read: it only tells who handed in. So does `litter`, without a
    word.
    """

    name: str
    size: int
    load: Callable[[], bytes] = field(repr=False, compare=False)  # while the archive is open
    again: Callable[[], bytes] = field(repr=False, compare=False)  # when it is not any more
    refusal: str = ""
    litter: bool = False
    within: str = ""  # the name of the student's own zip that it lies in

    @property
    def parts(self) -> tuple[str, ...]:
        return split(self.name) or (self.name,)


@dataclass(slots=True, kw_only=True)
class Archive:
    """An open zip or folder: what may be read, what must not be, how many bytes were read."""

    path: Path
    members: tuple[Member, ...]
    barred: tuple[Member, ...] = ()
    is_folder: bool = False
    bytes_read: int = 0

    def read(self, member: Member) -> bytes:
        """Return a member's bytes.

        Raises `RefusedError` when it is damaged or the archive's total is used up.
        """
        if member.refusal:
            raise RefusedError(member.refusal)
        most = MAX_TOTAL_BYTES * max(len(self.members), FOR_MEMBERS) // FOR_MEMBERS
        if self.bytes_read + member.size > most:
            raise RefusedError(
                f"the files before it already hold {self.bytes_read:,} bytes. Split the download."
            )
        try:
            data = member.load()
        except DAMAGE as error:
            raise RefusedError(
                f"damaged: {error}. Download it again, or ask the student for the file."
            ) from None
        self.bytes_read += len(data)
        return data


@contextmanager
def open_download(path: Path) -> Iterator[Archive]:
    """Open a zip file or a folder for reading. Raises `SubmissionError` when it is neither."""
    if path.is_dir():
        yield _walk(path)
        return
    try:
        with path.open("rb") as file:
            size = _directory_bytes(file)
        if size > MAX_DIRECTORY_BYTES:
            raise SubmissionError(
                f"{path}: its table of contents is too large for any class. Download it again."
            )
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise SubmissionError(
            f"{path}: no such file. Name a zip, a folder or a notebook."
        ) from None
    except DAMAGE as error:
        raise SubmissionError(
            f"{path}: not a readable zip ({error}). Download it again from the LMS."
        ) from None
    with archive:
        yield _list(path, archive)


def open_inner(outer: Member, data: bytes) -> Archive:
    """Return what a student's own zip holds; each name begins with that of the zip.

    Raises `RefusedError` when it cannot be read.
    """
    file = io.BytesIO(data)
    try:
        if _directory_bytes(file) > MAX_INNER_DIRECTORY_BYTES:
            raise RefusedError("its table of contents is too large. Ask the student for the file.")
        opened = _list(Path(outer.name), zipfile.ZipFile(file))
    except DAMAGE as error:
        raise RefusedError(f"not a readable zip ({error}). Ask the student for the file.") from None
    prefix = f"{outer.name}/"
    return replace(
        opened,
        members=tuple(
            replace(
                one,
                name=prefix + one.name,
                within=outer.name,
                again=functools.partial(_read_inner, outer, prefix + one.name),
            )
            for one in opened.members
        ),
        barred=tuple(replace(one, name=prefix + one.name) for one in opened.barred),
    )


def _read_inner(outer: Member, name: str) -> bytes:
    """Return a member of a student's own zip once more. Raises one of `DAMAGE`, `LookupError`."""
    inner = open_inner(outer, outer.again())
    found = [member for member in inner.members if member.name == name]
    if len(found) != 1:
        raise LookupError("it is not there")
    return inner.read(found[0])


def split(name: str) -> tuple[str, ...]:
    """Return the folders and the file name in a member's name, also with Windows' backslashes."""
    return tuple(part for part in re.split(r"[/\\]", name) if part not in ("", "."))


def _directory_bytes(file: BinaryIO) -> int:
    """Return the size of a zip's table of contents as its end record gives it, or 0."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - (1 << 16) - 22))
    tail = file.read()
    end = tail.rfind(b"PK\5\6")
    if end < 0 or len(tail) < end + 22:
        return 0
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    locator = tail[end - 20 : end] if end >= 20 else b""
    if length < 0xFFFFFFFF or not locator.startswith(b"PK\6\7"):
        return length if length < size else 0
    file.seek(min(size, int.from_bytes(locator[8:16], "little")))
    return int.from_bytes(file.read(56)[40:48], "little")


def _list(path: Path, archive: zipfile.ZipFile) -> Archive:
    infos = [(_name(info), info) for info in archive.infolist() if not info.filename.endswith("/")]
    count = Counter(name for name, _ in infos)
    members: list[Member] = []
    barred: list[Member] = []
    for name, info in infos:
        if is_litter(name):
            barred.append(_bar(name, "", litter=True))
            continue
        reason = _hostile_name(name) or _hostile_member(info)
        if count[name] > 1:
            reason = (
                f"the archive holds this name {count[name]} times; there is no way to tell which "
                f"one counts. {ASK}"
            )
        elif len(members) >= MAX_MEMBERS:
            reason = f"the archive holds more than {MAX_MEMBERS:,} files. Split it."
        if reason:
            barred.append(_bar(name, reason))
        else:
            load = functools.partial(archive.read, info)
            again = functools.partial(read_member, path, info)
            members.append(Member(name=name, size=info.file_size, load=load, again=again))
    return Archive(path=path, members=tuple(members), barred=tuple(barred))


def is_litter(name: str) -> bool:
    """Tell whether a system left a file of this name, and no student."""
    return LITTER.search(name.replace("\\", "/")) is not None


def _bar(name: str, refusal: str, *, litter: bool = False) -> Member:
    """Return a member that is never read."""
    return Member(
        name=name[:MAX_NAME], size=0, load=bytes, again=bytes, refusal=refusal, litter=litter
    )


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name.

    Some LMSs write UTF-8 without the flag that says so, which zipfile reads as CP437.
    """
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return name


def _hostile_name(name: str) -> str | None:
    parts = re.split(r"[/\\]", name)
    if not split(name):
        return f"it has no name. {ASK}"
    if "\0" in name:
        return f"its name holds a zero byte. {ASK}"
    if len(name) > MAX_NAME:
        return f"its name has {len(name):,} characters, more than {MAX_NAME:,}. {ASK}"
    if len(parts) > MAX_DEPTH:
        return f"it lies {len(parts):,} folders deep, more than {MAX_DEPTH}. {ASK}"
    if ".." in parts or parts[0] == "" or re.match(r"[A-Za-z]:[/\\]", name):
        return f"its path leads out of the archive. Do not unpack this file by hand. {ASK}"
    return None


def _hostile_member(info: zipfile.ZipInfo) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return f"it is a link or a device, not a file. {ASK}"
    if info.flag_bits & 1:
        return "it is encrypted. Ask the student for it without a password."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "it is compressed by a method that an LMS does not use. Zip the download again."
    if info.file_size > MAX_BYTES:
        return f"it has {info.file_size:,} bytes, more than {MAX_BYTES:,}. {CLEAR}"
    if info.file_size > RATIO_FROM_BYTES and info.file_size > MAX_RATIO * info.compress_size:
        packed = f"{info.compress_size:,} bytes that unpack to {info.file_size:,}"
        return f"{packed}: a zip bomb. {ASK}"
    return None


def _walk(root: Path) -> Archive:
    members: list[Member] = []
    barred: list[Member] = []
    for folder, folders, files in os.walk(root):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        hidden = [name for name in folders if _is_hidden(name) and name not in links]
        folders[:] = sorted(set(folders) - set(links) - set(hidden))
        barred += [_bar(_inside(root, folder, name), "", litter=True) for name in sorted(hidden)]
        for file in sorted(files + links):
            path, name = Path(folder, file), _inside(root, folder, file)
            if is_litter(name):
                barred.append(_bar(name, "", litter=True))
                continue
            reason = _hostile_file(path, name)
            if not reason and len(members) >= MAX_MEMBERS:
                reason = f"the folder holds more than {MAX_MEMBERS:,} files. Split it."
            if reason:
                barred.append(_bar(name, reason))
            else:
                size = path.stat().st_size
                load = path.read_bytes
                members.append(Member(name=name, size=size, load=load, again=load))
    return Archive(path=root, members=tuple(members), barred=tuple(barred), is_folder=True)


def _is_hidden(folder: str) -> bool:
    return folder.startswith(".") and not STUDENTS_FOLDER.search(folder)


def _inside(root: Path, folder: str, name: str) -> str:
    return Path(folder, name).relative_to(root).as_posix()


def _hostile_file(path: Path, name: str) -> str | None:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return "it is a link or a device, not a file. Put the file itself here."
    if not name.isprintable() and any("\ud800" <= c <= "\udfff" for c in name):
        return "its name is not valid UTF-8. Rename it."
    if status.st_size > MAX_BYTES and path.suffix.lower() != ".zip":
        return f"it has {status.st_size:,} bytes, more than {MAX_BYTES:,}. {CLEAR}"
    return _hostile_name(name)
