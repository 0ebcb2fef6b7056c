"""How each LMS reads an upload, from its documented rules; what it skips silently is an error."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence


def inner(outer: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(outer)) as archive:
        return archive.read(name)


def members(data: bytes) -> dict[str, bytes]:
    """Return a zip's members by every LMS's rules: plain, unencrypted, no ZIP64, no climbing."""
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


CANVAS_TOTALS = (
    *(f"{when} {what}" for when in ("Current", "Final") for what in ("Score", "Points", "Grade")),
    *(f"Override {what}" for what in ("Score", "Grade", "Status")),
)


def canvas_gradebook(
    data: bytes, users: set[str], assignments: dict[str, str]
) -> dict[tuple[str, str], str]:
    """Return (user id, assignment id) -> new value. `assignments` is id -> title."""
    assert not data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    assert "Student" in header[0]
    assert "ID" in header[1]
    section = next(index for index in range(2, len(header)) if "Section" in header[index])
    assert len(header) > 3
    assert not any(word in title for title in header[section + 1 :] for word in CANVAS_TOTALS), (
        "Canvas would skip this column silently"
    )
    columns = {}
    for index in range(section + 1, len(header)):
        match = re.fullmatch(r"(.*)\s\((\d+)\)", header[index])
        assert match, f"Canvas would offer to create a new assignment called {header[index]}"
        assert match[2] in assignments
        columns[index] = match[2]
    values = {}
    for row in rows:
        assert len(row) == len(header)
        assert "Points Possible" not in row[0], "Canvas would take the points for the maximum"
        assert row[1] in users, f"Canvas would ask the teacher who {row[0]} is"
        for index, assignment in columns.items():
            value = row[index]
            assert value, "a blank cell clears a grade"
            assert re.fullmatch(r"EX|\d+(\.\d{1,2})?", value)
            assert (row[1], assignment) not in values
            values[row[1], assignment] = value
    return values


def canvas_ids(base: str, groups: Sequence[str] = ()) -> list[str]:
    """Return user and attachment as Canvas infers them from a file's name; [] for a file that it ignores.

    Present versions take a group's name off first. A last part that begins with "link" counts as a web address, and a
    first part "anon" as an anonymous id.
    """
    for group in groups:
        base = base.removeprefix(f"{group}_")
    tokens = [token for token in base.split("_") if token != "LATE"]
    if re.search("^link", tokens[-1], re.M):
        return []
    if "anon" in tokens[:1]:
        return tokens[1:3]
    return [token for token in tokens if re.fullmatch(r"[0-9]+", token)][:2]


def canvas_files(
    data: bytes, attachments: dict[tuple[str, str], str]
) -> dict[str, tuple[str, bytes]]:
    """Return user id -> (shown name, bytes).

    `attachments` is (user, attachment) -> the student's file name.
    """
    found: dict[str, tuple[str, bytes]] = {}
    names: set[str] = set()
    for name, content in members(data).items():
        base = name.rsplit("/", 1)[-1]
        assert base not in names, "two equal base names fail the whole job"
        names.add(base)
        assert not base.startswith("._")
        ids = canvas_ids(base)
        assert len(ids) == 2, "Canvas would list this file as ignored"
        user, attachment = ids
        assert (user, attachment) in attachments, "Canvas would list this file as ignored"
        assert not base.startswith("anon_"), "Canvas would look for an anonymous id"
        found[user] = (attachments[user, attachment], content)
    return found


def php_rows(data: bytes) -> list[list[str]]:
    """Return rows as PHP's fgetcsv reads them.

    A backslash inside quotes keeps the next quote from ending the cell.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    rows, row, cell, quoted, at = [], [], "", False, 0
    while at < len(text):
        char = text[at]
        if quoted and char == "\\" and text[at + 1 : at + 2]:
            cell += text[at : at + 2]
            at += 1
        elif quoted and text[at : at + 2] == '""':
            cell += '"'
            at += 1
        elif char == '"':
            quoted = not quoted
        elif not quoted and char in ",\n":
            row.append(cell)
            cell = ""
            if char == "\n":
                rows.append(row)
                row = []
        else:
            cell += char
        at += 1
    assert not quoted, "the file ends inside a quoted cell"
    return rows + ([[*row, cell]] if row or cell else [])


def moodle_worksheet(
    data: bytes,
    participants: set[str],
    maximum: float,
    stored: dict[str, tuple[float, float]] | None = None,
) -> dict[str, tuple[float, str]]:
    """Return participant -> (grade, comment).

    `stored` is participant -> (grade, epoch seconds of its last change).
    """
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = php_rows(data)
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(header)
    assert header.index("Feedback comments") > 0
    found = {}
    for cells in rows:
        assert len(cells) == len(header), "Moodle refuses the whole file"
        row = dict(zip(header, cells, strict=True))
        assert row["Identifier"][:12] == "Participant ", (
            "Moodle drops 12 bytes and looks the rest up"
        )
        number = row["Identifier"][12:]
        assert number in participants, "Moodle would skip this row silently"
        assert number not in found
        assert re.fullmatch(r"\d+(\.\d{1,5})?", row["Grade"]), (
            "`-` and N/A are a real zero, 8,5 is 8"
        )
        grade = float(row["Grade"])
        assert 0 <= grade <= maximum, "Moodle would skip this grade silently"
        assert row["Feedback comments"], "an empty comment overwrites the teacher's"
        assert not row["Feedback comments"].startswith(("=", "+", "-", "@"))
        if stored and number in stored:
            assert row["Last modified (grade)"] != "-", "Moodle would skip this row as stale"
        found[number] = (grade, row["Feedback comments"])
    return found


def moodle_feedback(
    data: bytes, participants: set[str], pieces: int = 5
) -> dict[str, dict[str, bytes]]:
    """Return participant -> feedback file -> bytes.

    Moodle up to 4.1.0 wants five pieces in a name, later ones four.
    """
    found: dict[str, dict[str, bytes]] = {}
    for name, content in members(data).items():
        parts = name.split("/")
        assert not any(part.startswith((".", "~")) for part in parts)
        for index, part in enumerate(parts):
            words = part.split("_", 4)
            if len(words) >= pieces and words[1].isascii() and words[1].isdigit():
                assert words[2] in ("assignsubmission", "assignfeedback")
                assert words[3] in ("file", "onlinetext")
                assert words[1] in participants, "Moodle would ignore this file silently"
                path = "/".join(
                    ([words[4]] if len(words) == 5 and words[4] else []) + parts[index + 1 :]
                )
                assert path not in found.setdefault(words[1], {})
                found[words[1]][path] = content
                break
        else:
            raise AssertionError(f"Moodle would ignore {name} silently")
    return found


def brightspace_grades(
    data: bytes, people: dict[str, str], items: set[str], maximum: float
) -> dict[str, float]:
    """Return user name -> points.

    `people` is user name -> OrgDefinedId, `items` the names of numeric grade items.
    """
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header[-1] == "End-of-Line Indicator"
    assert {"OrgDefinedId", "Username"} & set(header)
    columns = [title for title in header if title.endswith(" Points Grade")]
    assert {title.removesuffix(" Points Grade") for title in columns} <= items, (
        "the wizard offers to create a new item"
    )
    found = {}
    for cells in rows:
        assert len(cells) == len(header)
        row = dict(zip(header, cells, strict=True))
        assert row["End-of-Line Indicator"] == "#"
        username, number = (
            row.get("Username", "").lstrip("#"),
            row.get("OrgDefinedId", "").lstrip("#"),
        )
        hits = [u for u, n in people.items() if username in ("", u) and number in ("", n)]
        assert len(hits) == 1, "the wizard lists this row as an error"
        assert hits[0] not in found
        assert re.fullmatch(r"\d+(\.\d{1,2})?", row[columns[0]])
        assert float(row[columns[0]]) <= maximum
        found[hits[0]] = float(row[columns[0]])
    return found


def brightspace_feedback(data: bytes, folders: set[str]) -> dict[str, dict[str, bytes]]:
    """Return downloaded folder -> file -> bytes; any other folder belongs to nobody."""
    found: dict[str, dict[str, bytes]] = {}
    for name, content in members(data).items():
        if name == "index.html":
            continue
        top, _, rest = name.partition("/")
        assert top in folders, "not a folder of the download"
        found.setdefault(top, {})[rest] = content
    return found


def blackboard_grades(
    data: bytes, usernames: set[str], columns: dict[str, str]
) -> dict[str, tuple[float, str]]:
    """Return user name -> (points, feedback). `columns` is id -> title."""
    assert not data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    assert header[0] == "Username"
    match = re.fullmatch(r"(.+) \[Total Pts: .+\] \|(\d+)", header[1])
    assert match, "Blackboard would make a new column that counts for nothing"
    assert columns[match[2]] == match[1]
    assert header[2:] == ["Grading Notes", "Notes Format", "Feedback to Learner", "Feedback Format"]
    found = {}
    for cells in rows:
        username, points, notes, notes_format, feedback, feedback_format = cells
        assert username in usernames, "not processed"
        assert username not in found
        assert re.fullmatch(r"\d+(\.\d{1,2})?", points)
        assert (notes, notes_format, feedback_format) == ("", "", "HTML")
        found[username] = (float(points), feedback)
    return found


def gradescope_results(results: dict, maximum: float) -> float:
    """Return the score that Gradescope would show, after its documented rules."""
    formats = {"text", "html", "simple_format", "md", "ansi"}
    visibilities = {"hidden", "after_due_date", "after_published", "visible"}
    assert "score" in results or any("score" in test for test in results["tests"]), (
        "autograder failed to execute"
    )
    assert {
        results[key] for key in ("output_format", "test_output_format", "test_name_format")
    } <= formats
    for test in results["tests"]:
        assert test["visibility"] in visibilities
        assert test["status"] in ("passed", "failed")
        assert 0 <= test["score"] <= test["max_score"]
        assert isinstance(test["number"], str)
    score = results.get("score", sum(test["score"] for test in results["tests"]))
    assert 0 <= score <= maximum
    return score
