"""Nobody goes astray, in any LMS: whoever is in a download is in the upload or in a list, and gets their own points."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import importers
import pytest
from downloads import ASSIGNMENT, canvas_name
from hypothesis import given, settings
from hypothesis import strategies as st
from moodle_site import Site, Student
from rounds import contents, course, homework, publish_round

from autograder.lms import Roster, Upload
from autograder.rules import Policy

KINDS = (
    *("plain", "two", "hidden", "encrypted", "encrypted beside", "pdf", "broken", "waiting"),
    *("stray", "stray beside"),
)
LMSS = ("moodle", "canvas", "brightspace", "blackboard", "gradescope", "folder")
COLUMN = {"canvas": "77", "blackboard": "A Neuron [Total Pts: 20 Score] |11"}
NAMES = st.text(
    st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Nd", "Zs"], include_characters=".-'~"),
    min_size=1,
    max_size=12,
)
ODD = [".Nick", "Kim Lee", "Anon", "team_5", "X_42 7", "=1+1", "Smith, Jr.", "link"]


@dataclass(frozen=True)
class Pupil:
    """Somebody of a random class. `number` tells them apart in every LMS."""

    number: int
    name: str
    kind: str
    points: float
    known: bool  # to the gradebook export
    half: bool  # in the second of two downloads


@st.composite
def pupils(draw: st.DrawFn) -> list[Pupil]:
    numbers = draw(st.lists(st.integers(1_000, 9_999), min_size=1, max_size=7, unique=True))
    plain, odd = draw(st.lists(NAMES, min_size=7, max_size=7)), draw(st.permutations(ODD))
    names = [odd[n] if draw(st.booleans()) else plain[n] for n in range(7)]
    return [
        Pupil(
            number=number,
            name=names.pop(),
            kind=draw(st.sampled_from(KINDS)),
            points=draw(st.integers(0, 80)) / 4,
            known=draw(st.integers(0, 4)) > 0,
            half=draw(st.booleans()),
        )
        for number in numbers
    ]


def key(lms: str, one: Pupil) -> str:
    prefix = {"blackboard": "user", "folder": "student", "gradescope": "submission_"}
    return f"{prefix.get(lms, '')}{one.number}"


def entry(lms: str, one: Pupil, file: str, part: int) -> str:
    """Return the name that an LMS gives a file; `part` numbers the files of one student."""
    safe = "".join(c for c in one.name.replace("_", " ") if c not in "&<>\"`|':\\/")
    return {
        "moodle": f"{safe}_{one.number}_assignsubmission_file/{file}",
        "canvas": canvas_name(one.name, one.number, 50_000 + 10 * one.number + part, file),
        "brightspace": f"{one.number}-640693 - x{one.name} - Oct 10, 2025 1022 AM/{file}",
        "blackboard": f"HW_user{one.number}_attempt_2025-03-03-16-05-06_{file}",
        "gradescope": f"assignment_1_export/submission_{one.number}/{file}",
        "folder": f"student{one.number}/{file}",
    }[lms]


def two_readings(one: Pupil) -> bool:
    """Tell whether a name ends in what Canvas may take for a user's id."""
    return re.match(rf".*_[0-9]+_{one.number}_", entry("canvas", one, "", 0)) is not None


def files_of(one: Pupil) -> Iterator[tuple[str, bytes, bool]]:
    """Yield a student's files: name, contents, whether encrypted."""
    work = homework(f"x = {one.number}")
    if one.kind == "pdf":
        yield "scan.pdf", b"%PDF", False
        return
    if one.kind == "hidden":
        yield ".hw.ipynb", work, False
        return
    if one.kind.startswith("stray"):
        yield "other.ipynb", homework("z = 1", "06-other"), False
        if one.kind == "stray":
            return
    yield "hw.ipynb", b"{" if one.kind == "broken" else work, one.kind.startswith("encrypted")
    if one.kind == "two":
        yield "b.ipynb", homework(f"y = {one.number}"), False
    if one.kind == "encrypted beside":
        yield "notes.pdf", b"%PDF", False


def download(path: Path, lms: str, people: Sequence[Pupil]) -> None:
    """Write a download of the class, with one more student whose homework is sound."""
    with zipfile.ZipFile(path, "w") as archive:
        for one in people:
            for part, (file, data, encrypted) in enumerate(files_of(one)):
                name = entry(lms, one, file, part)
                archive.writestr(name, data)
                archive.getinfo(name).flag_bits |= int(encrypted)


def export(path: Path, lms: str, people: Sequence[Pupil]) -> Roster | None:
    """Write the LMS's gradebook of those who are known to it."""
    rows: list[list[object]] = []
    if lms == "moodle":
        rows = [["Identifier", "Full name", "Grade", "Last modified (grade)"]]
        rows += [[f"Participant {one.number}", one.name, "", "-"] for one in people]
    elif lms == "canvas":
        rows = [["Student", "ID", "Section", "A Neuron (77)"]]
        rows += [[one.name, one.number, "", ""] for one in people]
    elif lms == "brightspace":
        titles = ("OrgDefinedId", "Username", "First Name", "Last Name", "A Neuron Points Grade")
        rows = [[*titles, "End-of-Line Indicator"]]
        rows += [[f"#{o.number}", f"#user{o.number}", "", f"x{o.name}", "", "#"] for o in people]
    elif lms == "blackboard":
        rows = [["Last Name", "First Name", "Username", COLUMN["blackboard"]]]
        rows += [["", one.name, f"user{one.number}", ""] for one in people]
    else:
        return None
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return Roster.read(path)


def read_upload(lms: str, made: Upload, people: Sequence[Pupil]) -> dict[str, float]:
    """Return what the LMS's importer would set, by the key of the submission."""
    files = contents(made)
    table = files.get("1-grades.csv", files.get("grades.csv", b""))
    numbers = {str(one.number) for one in people}
    if not table:
        return {}
    if lms == "moodle":
        sheet = importers.moodle_worksheet(table, numbers, 20.0)
        return {number: grade for number, (grade, _) in sheet.items()}
    if lms == "canvas":
        cells = importers.canvas_gradebook(table, numbers, {"77": ""})
        return {user: float(value) for (user, _), value in cells.items()}
    if lms == "brightspace":
        users = {f"user{number}": number for number in numbers}
        grades = importers.brightspace_grades(table, users, {"A Neuron"}, 20)
        return {users[user]: grade for user, grade in grades.items()}
    if lms == "blackboard":
        users = {f"user{number}": "" for number in numbers}
        found = importers.blackboard_grades(table, set(users), {"11": "A Neuron"})
        return {user: grade for user, (grade, _) in found.items()}
    rows = csv.DictReader(io.StringIO(table.decode()))
    return {row["student"].removeprefix("'"): float(row["points"]) for row in rows}


@pytest.mark.parametrize("given_export", [False, True], ids=["alone", "with the export"])
@pytest.mark.parametrize("lms", LMSS)
@settings(max_examples=8, deadline=None)
@given(people=pupils())
def test_the_download_is_the_upload_and_the_list(
    tmp_path_factory: pytest.TempPathFactory, lms: str, given_export: bool, people: list[Pupil]
) -> None:
    root = tmp_path_factory.mktemp("everyone")
    folder = root / "submissions"
    folder.mkdir()
    for half in {one.half for one in people}:
        theirs = [one for one in people if one.half is half]
        sound = Pupil(100 + half, "Sound", "plain", 10.0, known=True, half=half)
        download(folder / f"{ASSIGNMENT.slug} {half}.zip", lms, [*theirs, sound])
        people = [*people, sound]
    known = [one for one in people if one.known]
    roster = export(root / "export.csv", lms, known) if given_export else None
    points = {key(lms, one): one.points for one in people}
    waiting = {key(lms, one) for one in people if one.kind == "waiting"}
    here = course(root, Policy(), COLUMN.get(lms))
    people = [one for one in people if lms != "folder" or one.kind != "stray"]  # theirs is 06's

    taken, uploads = publish_round(here, folder, [roster] if roster else [], points, waiting)

    made = uploads[lms]
    clear = {key(lms, one) for one in people if lms != "canvas" or not two_readings(one)}
    accounted = Counter(one.student for one in (*made.changes, *made.unmapped))
    assert set(accounted.values()) == {1}
    assert len(accounted) == len(people)
    assert clear <= accounted.keys()
    assert {change.student for change in made.changes} <= points.keys()
    readme = contents(made)["README.txt"].decode()
    counts = len(people), len(made.changes), len(made.unmapped)
    assert re.findall("[0-9]+", made.sum) == [str(count) for count in counts]
    assert f"The sum: {made.sum}." in readme
    assert all(f"({one.student}): {one.reason}" in readme for one in made.unmapped)
    read = read_upload(lms, made, people)
    assert read == {student: points[student] for student in (c.student for c in made.changes)}
    assert not waiting & read.keys()
    for one in people:
        lost = one.kind in ("two", "stray") or one.kind.startswith("encrypted")
        if key(lms, one) in clear and lost:
            assert key(lms, one) not in read
            (problem,) = (text for text in taken.problems if f"({key(lms, one)})" in text)
            assert problem.startswith(f"{ASSIGNMENT.slug} {one.half}.zip: ")


@st.composite
def teams(draw: st.DrawFn) -> tuple[list[Student], dict[str, int]]:
    """Return a class in teams, whose numbers may be those of participants, too."""
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    ids = draw(st.lists(st.integers(1, 9), min_size=3, max_size=3, unique=True))
    numbers = draw(st.lists(st.integers(1, 9), min_size=1, max_size=6, unique=True))
    students = [
        Student(
            number=number,
            name=draw(NAMES),
            group=draw(st.sampled_from(["", *names])),
            locked=draw(st.integers(0, 5)) == 0,
            graded=draw(st.sampled_from([None, datetime(2025, 11, 24, tzinfo=UTC)])),
            status=draw(st.sampled_from(["Submitted for grading", "Draft (not submitted)"])),
        )
        for number in numbers
    ]
    return students, dict(zip(names, ids, strict=False))


@settings(max_examples=20, deadline=None)
@given(teams(), st.data())
def test_the_members_of_the_teams_are_the_upload_and_the_list(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[list[Student], dict[str, int]],
    data: st.DataObject,
) -> None:
    students, groups = drawn
    root = tmp_path_factory.mktemp("teams")
    folder = root / "submissions"
    folder.mkdir()
    for name in {one.group for one in students}:
        first = next(one for one in students if one.group == name)
        first.handed_in = homework(f"team {name!r}")
        for one in students:
            if one.group == name:
                one.status = first.status
    site = Site(students, groups=groups)
    site.download(folder / "hw.zip")
    roster = Roster.read(site.worksheet(root / "ws.csv"))
    keys = {name: str(groups.get(name, "Default group")) for name in ("", *groups)}
    points = {of: data.draw(st.integers(0, 80)) / 4 for of in keys.values()}

    _, uploads = publish_round(course(root), folder, [roster], points)

    made = uploads["moodle"]
    changed = {change.student for change in made.changes}
    for one in students:
        number, team = str(one.number), keys[one.group]
        listed = {who.student for who in made.unmapped if who.owner == team}
        assert number in changed or {number, team} & listed
        assert number not in changed or number not in listed or number == team
        assert not (one.locked and number in changed)
        assert not (one.status.startswith("Draft") and number in changed)
    before = {one.number: one.grade for one in students}
    if changed:
        site.import_grades(contents(made)["1-grades.csv"], tick=True)
    for one in students:
        mine = points[keys[one.group]] if str(one.number) in changed else before[one.number]
        assert one.grade == mine
