"""What happened on a real Moodle 5.1.3, case by case: no grade is lost there, or somebody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from downloads import zipped
from moodle_site import NEW_YORK, TOKYO, Site, Student
from rounds import SLUG, contents, course, homework, publish_round

from autograder.errors import CourseError
from autograder.grading.settings import Seen, check
from autograder.lms import Roster, Upload
from autograder.rules import Policy

DUE = datetime(2025, 11, 24, 16, tzinfo=UTC)
LATE = Policy(due=DUE, late_per_day=0.1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "submissions").mkdir()
    return tmp_path / "submissions"


def make_class(*names: str, first: int = 71) -> list[Student]:
    return [
        Student(number=n, name=name, handed_in=homework(f"x = {n}"))
        for n, name in enumerate(names, start=first)
    ]


def worksheet(site: Site, folder: Path, name: str = "ws.csv") -> Roster:
    return Roster.read(site.worksheet(folder.parent / name))


def upload(site: Site, made: Upload, *, tick: bool = True) -> tuple[int, int]:
    """Upload as README.txt says; return how many grades and pages Moodle says it took."""
    files = contents(made)
    graded = site.import_grades(files["1-grades.csv"], tick=tick)
    return graded, site.import_feedback(files["2-feedback.zip"])


@pytest.mark.parametrize("given", [False, True], ids=["alone", "with the worksheet"])
@pytest.mark.parametrize("folders", [True, False], ids=["folders", "flat"])
def test_a_first_upload_sets_every_grade_also_where_pdfs_are_annotated(
    folder: Path, given: bool, folders: bool
) -> None:
    """There each submission has an empty grade record, and a row without a date is stale."""
    site = Site(make_class("Siobhán O'Brien", "Kim Lee", "Kim Lee", "Tom & Jerry"))
    site.annotate_pdf()
    site.download(folder / "hw.zip", folders=folders)
    rosters = [worksheet(site, folder)] if given else []

    _, made = publish_round(course(folder.parent), folder, rosters, {"72": 0.0, "73": 20.0})

    readme = contents(made["moodle"])["README.txt"].decode()
    assert "Always tick *Allow updating records" in readme
    assert "it must announce 4 grades" in readme
    assert upload(site, made["moodle"]) == (4, 4)
    assert [one.grade for one in site.students] == [12.5, 0.0, 20.0, 12.5]
    assert all(
        one.pages["feedback.html"].endswith(f"<title>{one.number}</title>".encode())
        for one in site.students
    )


def test_without_the_tick_the_first_upload_sets_nothing_there(folder: Path) -> None:
    """What the importer of these tests does as the real one did: 0 grades, and then the pages."""
    site = Site(make_class("Ann", "Ben"))
    site.annotate_pdf()
    site.download(folder / "hw.zip")

    _, made = publish_round(course(folder.parent), folder)

    assert upload(site, made["moodle"], tick=False) == (0, 2)
    assert upload(site, made["moodle"]) == (2, 2)
    assert upload(site, made["moodle"]) == (0, 2), "a second time nothing changes"


@pytest.mark.parametrize("teacher", [UTC, TOKYO, NEW_YORK], ids=["same", "ahead", "behind"])
def test_a_second_upload_replaces_every_grade_in_every_time_zone(
    folder: Path, teacher: tzinfo
) -> None:
    """Moodle reads the worksheet's dates in the server's zone, so behind it each is stale."""
    site = Site(make_class("Ann", "Ben", "Cem"), teacher=teacher)
    site.students[0].grade, site.students[1].grade = 20.0, 6.0
    for one in site.students[:2]:
        one.graded = site.now - timedelta(hours=4)
    site.download(folder / "hw.zip")

    _, made = publish_round(course(folder.parent), folder, [worksheet(site, folder)], {"71": 0.0})

    if teacher is NEW_YORK:
        assert upload(site, made["moodle"], tick=False) == (1, 3)
    upload(site, made["moodle"])
    assert [one.grade for one in site.students] == [0.0, 12.5, 12.5]


def test_two_assignments_of_a_site_each_get_their_own_upload(folder: Path) -> None:
    """Participants choose their worksheet: their numbers are unique on a site."""
    sites = [Site(make_class("Ann", "Ben", first=71)), Site(make_class("Ann", "Cem", first=91))]
    rosters = []
    for name, site in zip("ab", sites, strict=True):
        site.annotate_pdf()
        site.download(folder / f"{name}.zip")
        rosters.append(worksheet(site, folder, f"ws-{name}.csv"))

    _, made = publish_round(course(folder.parent), folder, rosters)

    files = contents(made["moodle"])
    assert made["moodle"].sum == (
        "4 students in the download = 4 in the upload + 0 listed with a reason"
    )
    for place, site in zip(("1-ws-a", "2-ws-b"), sites, strict=True):
        assert site.import_grades(files[f"{place}/1-grades.csv"], tick=True) == 2
        assert site.import_feedback(files[f"{place}/2-feedback.zip"]) == 2
        assert f"{place}/: Assignment > Submissions" in files["README.txt"].decode()


def test_a_worksheet_of_another_assignment_beside_the_right_one_changes_nothing(
    folder: Path,
) -> None:
    site, other = Site(make_class("Ann", "Ben")), Site(make_class("Cem", first=91))
    site.download(folder / "hw.zip")
    rosters = [worksheet(other, folder, "other.csv"), worksheet(site, folder)]

    _, made = publish_round(course(folder.parent), folder, rosters)

    assert upload(site, made["moodle"]) == (2, 2)


def late(
    folder: Path, site: Site, policy: Policy = LATE, *, given: bool = True
) -> dict[str, float]:
    """Return the points that are uploaded, by participant."""
    site.download(folder / "hw.zip")
    rosters = [worksheet(site, folder)] if given else []
    _, made = publish_round(course(folder.parent, policy), folder, rosters)
    return {change.student: float(change.after) for change in made["moodle"].changes}


def test_an_extension_and_a_due_date_of_ones_own_are_honoured(folder: Path) -> None:
    ann, ben, cem, eve = make_class("Ann", "Ben", "Cem", "Eve")
    for one in (ann, ben, cem, eve):
        one.when, one.due = DUE + timedelta(days=2, hours=7), DUE
    ann.extension, ben.due = DUE + timedelta(days=3), DUE + timedelta(days=3)
    cem.extension = DUE + timedelta(days=1)

    assert late(folder, Site([ann, ben, cem, eve])) == {
        "71": 12.5,
        "72": 12.5,
        "73": 8.5,  # two days after what was granted
        "74": 6.5,
    }


def test_a_due_date_without_times_is_a_mistake_that_names_the_worksheet(folder: Path) -> None:
    site, here = Site(make_class("Ann")), course(folder.parent, LATE)
    site.download(folder / "hw.zip")
    taken, _ = publish_round(here, folder)

    with pytest.raises(CourseError, match=r"`due` does nothing: .* pass the grading worksheet"):
        check(here, Seen(submissions=taken.submissions))


def test_whose_time_is_unknown_is_said_once(folder: Path) -> None:
    ann, ben = make_class("Ann", "Ben")
    Site([ann, ben]).download(folder / "hw.zip")
    here = course(folder.parent, LATE)
    taken, _ = publish_round(here, folder, [worksheet(Site([ann]), folder)])

    (note,) = check(here, Seen(submissions=taken.submissions))

    assert "not known when these came: Ben (72)." in note


def test_the_sites_own_penalty_is_warned_of_only_where_ours_is_taken(folder: Path) -> None:
    ann, ben = make_class("Ann", "Ben")
    site = Site([ann, ben])
    site.download(folder / "hw.zip")
    told = []
    for ann.when in (DUE, DUE + timedelta(days=1)):
        _, made = publish_round(course(folder.parent, LATE), folder, [worksheet(site, folder)])
        told.append(any("Grade penalties" in note for note in made["moodle"].notes))

    assert told == [False, True]


def test_a_teams_grade_and_page_reach_each_member(folder: Path) -> None:
    """A folder carries the team's number, which is also that of another participant here."""
    students = make_class("Ann", "Ben", "Cem", "Eve", "Kim", first=1)
    for one, team in zip(students, ("Team_5", "Team_5", "Red", "", ""), strict=True):
        one.group = team
        one.handed_in = homework(team)
    students[1].handed_in = students[4].handed_in = None  # one of each team handed in
    site = Site(students, groups={"Team_5": 3, "Red": 1})
    site.annotate_pdf()
    site.download(folder / "hw.zip")

    points = {"3": 7.0, "1": 20.0, "Default group": 3.0}
    _, made = publish_round(course(folder.parent), folder, [worksheet(site, folder)], points)

    assert upload(site, made["moodle"]) == (5, 3)
    assert [one.grade for one in students] == [7.0, 7.0, 20.0, 3.0, 3.0]
    assert [bool(one.pages) for one in students] == [True, True, True, False, False]
    assert made["moodle"].sum.startswith("5 students in the download = 5 in the upload + 0 ")
    assert [one.student for one in made["moodle"].unreturned] == ["Default group"]
    assert any("4.1.0 and older" in note for note in made["moodle"].notes)


def test_a_team_whose_name_two_groups_share_is_listed(folder: Path) -> None:
    students = make_class("Ann", "Ben")
    students[0].group, students[1].group = "Team_5", "Team 5"
    site = Site(students, groups={"Team_5": 30, "Team 5": 31})
    site.download(folder / "hw.zip")

    _, made = publish_round(course(folder.parent), folder, [worksheet(site, folder)])

    assert made["moodle"].changes == ()
    assert {one.student for one in made["moodle"].unmapped} == {"30", "31"}
    told = {one.reason for one in made["moodle"].unmapped}
    assert [text.split(":")[0] for text in told] == [
        "the teams Team 5 and Team_5 are named alike in the download"
    ]


def test_a_draft_and_a_reopened_attempt_are_listed_and_get_no_grade(folder: Path) -> None:
    """A reopened, empty attempt is in an older download that still lies in submissions/."""
    ann, ben, cem = make_class("Ann", "Ben", "Cem")
    site = Site([ann, ben, cem])
    site.download(folder / "hw.zip")
    ann.status, ben.status = "Draft (not submitted)", "Reopened"

    _, made = publish_round(course(folder.parent), folder, [worksheet(site, folder)])

    assert [change.student for change in made["moodle"].changes] == ["73"]
    assert [(one.student, one.reason.split(",")[0]) for one in made["moodle"].unmapped] == [
        ("71", "a draft"),
        ("72", "the worksheet says that the attempt was opened again and is still empty: the old "
         "grade would count for the new attempt"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("R&D", id="an ampersand"),
        pytest.param("A & B <x>", id="HTML"),
        pytest.param("&amp; &#39;Q", id="HTML already"),
        pytest.param("علی\u200cرضا", id="a joiner that does not print"),
        pytest.param("Ann\u202e B", id="a mark of direction"),
    ],
)
@pytest.mark.parametrize("team", [True, False], ids=["team", "student"])
def test_a_name_is_found_in_the_worksheet_whatever_a_path_makes_of_it(
    folder: Path, name: str, team: bool
) -> None:
    """Moodle writes a team's name as HTML before it cleans it: R&D's folder is `Ramp;D_30_…`."""
    students = make_class("Ann" if team else name, "Ben")
    students[0].group = students[1].group = name
    students[1].handed_in = None if team else students[1].handed_in
    site = Site(students, groups={name: 30} if team else None)
    site.download(folder / "hw.zip")

    _, made = publish_round(course(folder.parent), folder, [worksheet(site, folder)])

    assert made["moodle"].unmapped == ()
    assert upload(site, made["moodle"]) == (2, 2)


@pytest.mark.parametrize(
    ("grading", "told"),
    [
        pytest.param("scale", "has a scale", id="scale"),
        pytest.param("none", "has no grade", id="no grade"),
        pytest.param(10.0, "12.5 points are more than Moodle's maximum grade of 10", id="lower"),
        pytest.param(100.0, "", id="higher"),
    ],
)
def test_points_that_the_assignment_in_moodle_has_no_room_for_are_listed(
    folder: Path, grading: float | str, told: str
) -> None:
    """The importer skips them without a word."""
    site = Site(make_class("Ann", "Ben"), grading=grading)
    site.download(folder / "hw.zip")

    _, made = publish_round(
        course(folder.parent), folder, [worksheet(site, folder)], {"71": 10.0 if told else 12.5}
    )

    changed = {change.student for change in made["moodle"].changes}
    listed = {one.student: one.reason for one in made["moodle"].unmapped}
    assert changed | listed.keys() == {"71", "72"}
    assert (told in listed["72"]) if told else not listed
    if changed:
        site.import_grades(contents(made["moodle"])["1-grades.csv"], tick=True)
    graded = {str(one.number) for one in site.students if one.grade is not None}
    assert graded == changed


def test_feedback_that_is_too_large_for_one_upload_arrives_in_several(folder: Path) -> None:
    site = Site(make_class(*"ABCDEFG"))
    site.download(folder / "hw.zip")

    _, made = publish_round(replace(course(folder.parent), upload_bytes=1_000), folder)

    files = contents(made["moodle"])
    parts = [name for name in files if name.startswith("2-feedback")]
    assert len(parts) > 1
    assert all(len(files[name]) <= 1_000 for name in parts)
    assert f"> `{parts[0]}`, then `{parts[1]}`" in files["README.txt"].decode()
    assert sum(site.import_feedback(files[name]) for name in parts) == 7
    assert all(len(one.pages) == 1 for one in site.students)


@pytest.mark.parametrize("given", [False, True], ids=["alone", "with the worksheet"])
def test_hidden_names_are_graded_and_told(folder: Path, given: bool) -> None:
    site = Site(make_class("Ann", "Ben"), anonymous=True)
    site.download(folder / "hw.zip")
    rosters = [worksheet(site, folder)] if given else []

    _, made = publish_round(course(folder.parent), folder, rosters)

    assert upload(site, made["moodle"]) == (2, 2)
    assert sum("Reveal student identities" in note for note in made["moodle"].notes) == 1


@pytest.mark.parametrize(
    ("names", "hidden"),
    [
        pytest.param(["Teilnehmerin"] * 3, True, id="in another language"),
        pytest.param(["Kim Lee", "Kim Lee"], False, id="two namesakes"),
        pytest.param(["Participant", "Ann"], True, id="one download of two"),
    ],
)
def test_names_that_are_hidden_are_told_from_namesakes(
    folder: Path, names: list[str], hidden: bool
) -> None:
    Site(make_class(*names)).download(folder / "hw.zip")
    _, made = publish_round(course(folder.parent), folder)
    assert any("anonymous submissions" in note for note in made["moodle"].notes) == hidden


@pytest.mark.parametrize(
    ("state", "told"), [("Not marked", True), ("Released", False), (None, False)]
)
def test_a_marking_workflow_is_told_while_something_is_not_released(
    folder: Path, state: str | None, told: bool
) -> None:
    site = Site(make_class("Ann", "Ben"), workflow=state is not None)
    site.download(folder / "hw.zip")
    path = site.worksheet(folder.parent / "ws.csv")
    path.write_text(path.read_text().replace(",,Yes,", f",{state},Yes,"))

    _, made = publish_round(course(folder.parent), folder, [Roster.read(path)])

    assert upload(site, made["moodle"]) == (2, 2)
    assert any("marking workflow" in note for note in made["moodle"].notes) == told


@pytest.mark.parametrize("locked", [True, False])
def test_a_closed_grade_is_listed(folder: Path, locked: bool) -> None:
    site = Site(make_class("Ann"))
    site.students[0].locked = locked
    site.download(folder / "hw.zip")

    _, made = publish_round(course(folder.parent), folder, [worksheet(site, folder)])

    assert len(made["moodle"].unmapped) == locked
    assert len(made["moodle"].changes) != locked


@pytest.mark.parametrize(
    ("entry", "listed"),
    [
        pytest.param(".Hidden Nick_14_assignsubmission_file_/hw.ipynb", "", id="a name with a dot"),
        pytest.param(".Nick_14_assignsubmission_file_hw.ipynb", "", id="the same, flat"),
        pytest.param("Ann_14_assignsubmission_file_/.hw.ipynb", "a hidden file", id="hidden file"),
        pytest.param("Ann_14_assignsubmission_file_/._hw.ipynb", "a hidden file", id="macOS"),
        pytest.param("Ann_14_assignsubmission_file_/.DS_Store", "a hidden file", id="litter"),
    ],
)
@pytest.mark.parametrize("unpacked", [False, True], ids=["zip", "unpacked"])
def test_whoever_hides_a_file_or_a_name_is_graded_or_listed(
    folder: Path, entry: str, listed: str, unpacked: bool
) -> None:
    Site(make_class("Ben")).download(folder / "hw.zip")
    if unpacked:
        (folder / "own" / entry).parent.mkdir(parents=True)
        (folder / "own" / entry).write_bytes(homework("14"))
    else:
        zipped(folder / f"{SLUG}.zip", {entry: homework("14")})

    taken, made = publish_round(course(folder.parent), folder)

    assert [one.student for one in made["moodle"].unmapped] == (["14"] if listed else [])
    assert made["moodle"].sum.startswith("2 students in the download = ")
    assert ("14" in {change.student for change in made["moodle"].changes}) != bool(listed)
    if listed:
        (problem,) = taken.problems
        assert "(14)" in problem
        assert listed in problem
