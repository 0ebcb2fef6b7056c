"""How each LMS reads what is uploaded, re-implemented from its documented rules; what it skips silently is an error."""

from __future__ import annotations

import csv
import io
import re
import zipfile


def inner(outer: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(outer)) as archive:
        return archive.read(name)


def members(data: bytes) -> dict[str, bytes]:
    """Return a zip's members under the rules that hold for every LMS: plain, unencrypted, no ZIP64, no climbing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        assert len({info.filename for info in infos}) == len(infos)
        for info in infos:
            assert info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            assert not info.flag_bits & 1
            assert b"\x01\x00" not in info.extra[:2]
            assert ".." not in info.filename.split("/")
            assert not info.filename.startswith("/")
            assert "\\" not in info.filename
        return {info.filename: archive.read(info) for info in infos}


def canvas_gradebook(data: bytes, users: set[str], assignments: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return (user id, assignment id) -> new value. `assignments` is id -> title."""
    assert not data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    assert "Student" in header[0]
    assert "ID" in header[1]
    section = next(index for index in range(2, len(header)) if "Section" in header[index])
    assert len(header) > 3
    columns = {}
    for index in range(section + 1, len(header)):
        match = re.fullmatch(r"(.*)\s\((\d+)\)", header[index])
        assert match, f"Canvas would offer to create a new assignment called {header[index]}"
        assert match[2] in assignments
        columns[index] = match[2]
    values = {}
    for row in rows:
        assert len(row) == len(header)
        assert row[1] in users, f"Canvas would ask the teacher who {row[0]} is"
        for index, assignment in columns.items():
            value = row[index]
            assert value, "a blank cell clears a grade"
            assert re.fullmatch(r"EX|\d+(\.\d{1,2})?", value)
            assert (row[1], assignment) not in values
            values[row[1], assignment] = value
    return values


def canvas_files(data: bytes, attachments: dict[tuple[str, str], str]) -> dict[str, tuple[str, bytes]]:
    """Return user id -> (shown name, bytes). `attachments` is (user, attachment) -> the student's file name."""
    found: dict[str, tuple[str, bytes]] = {}
    names: set[str] = set()
    for name, content in members(data).items():
        base = name.rsplit("/", 1)[-1]
        assert base not in names, "two equal base names fail the whole job"
        names.add(base)
        assert not base.startswith("._")
        tokens = [token for token in base.split("_") if token != "LATE"]
        if "anon" in tokens[:1]:
            user, attachment = tokens[1:3]
        else:
            user, attachment = [token for token in tokens if re.fullmatch(r"[0-9]+", token)][:2]
        assert (user, attachment) in attachments, "Canvas would list this file as ignored"
        found[user] = (attachments[user, attachment], content)
    return found
