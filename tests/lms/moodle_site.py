"""One assignment on a Moodle site: what it hands out, and what its two importers really do.

In words of our own after what mod/assign/gradingtable.php, feedback/offline and feedback/file do in 5.1.3 (run by hand, on
real pages) and 4.2.3 (the same code): rows and files that fit nobody, stale rows and closed grades are skipped without a
word. Moodle itself, 1.4 GB of PHP under the GPL with a database behind it, cannot be run by these tests.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import importers
from downloads import zipped

LONG = "%A, %-d %B %Y, %-I:%M %p"
COLUMNS = (
    *(
        "Identifier",
        "Full name",
        "Email address",
        "Status",
        "Due date",
        "Group",
        "Grade",
        "Maximum grade",
    ),
    *(
        "Grade can be changed",
        "Last modified (submission)",
        "Last modified (grade)",
        "Feedback comments",
    ),
)


@dataclass
class Student:
    """A participant. `handed_in` is the notebook, or nothing; `graded` when the grade record last changed."""

    number: int
    name: str
    handed_in: bytes | None = None
    when: datetime = datetime(2025, 11, 24, 7, 39, tzinfo=UTC)
    group: str = ""
    status: str = "Submitted for grading"
    extension: datetime | None = None
    due: datetime | None = None
    locked: bool = False
    grade: float | None = None
    graded: datetime | None = None
    comment: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Site:
    """The assignment. `groups` has the teams' ids if it is one for teams; `teacher` is the zone of the profile.

    `grading` is the maximum, "scale" or "none"; `anonymous` hides names, `workflow` keeps grades back.
    """

    students: list[Student]
    groups: Mapping[str, int] | None = None
    grading: float | str = 20.0
    anonymous: bool = False
    workflow: bool = False
    teacher: tzinfo = UTC
    server: tzinfo = UTC
    now: datetime = datetime(2025, 11, 25, 12, tzinfo=UTC)

    def annotate_pdf(self) -> None:
        """Do what the feedback type *Annotate PDF*, on by default, does after each submission."""
        for one in self.students:
            if one.handed_in is not None and one.graded is None:
                one.graded = one.when

    def download(self, path: Path, *, folders: bool = True) -> Path:
        """Write "Download all submissions"."""
        mark = "/" if folders else "_"
        return zipped(
            path,
            {
                f"{self._prefix(one)}_assignsubmission_file{mark}hw.ipynb": one.handed_in
                for one in self.students
                if one.handed_in is not None
            },
        )

    def worksheet(self, path: Path) -> Path:
        """Write "Download grading worksheet", with times in the zone of the teacher's profile."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        rows = [dict(zip(COLUMNS, self._row(one), strict=True)) for one in self.students]
        writer.writerow(self._columns())
        writer.writerows([row.get(title, "") for title in self._columns()] for row in rows)
        path.write_text(text.getvalue(), encoding="utf-8-sig")
        return path

    def import_grades(self, data: bytes, *, tick: bool) -> int:
        """Import a grading worksheet, with or without *Allow updating records …*; return the grades it updates."""
        header, *rows = importers.php_rows(data)
        assert {"Identifier", "Grade", "Last modified (grade)"} <= set(header)
        updated = 0
        for cells in rows:
            assert len(cells) == len(header)
            updated += self._import_row(dict(zip(header, cells, strict=True)), tick=tick)
        return updated

    def import_feedback(self, data: bytes) -> int:
        """Import a zip of feedback files; return the students who get one. Teams go by the group's id."""
        reached = 0
        for name, content in importers.members(data).items():
            folder, _, file = name.partition("/")
            words = folder.split("_", 4)
            for one in self.students if len(words) >= 4 and words[1].isdecimal() else ():
                number = self.groups.get(one.group) if self.groups else one.number
                if number == int(words[1]):
                    one.pages[file], one.graded = content, one.graded or self.now
                    reached += 1
        return reached

    def _columns(self) -> list[str]:
        """Return the titles: a scale or no grade has no maximum, a marking workflow has its state."""
        limit = {"scale": ["Scale"], "none": []}.get(str(self.grading), ["Maximum grade"])
        limit += ["Marking workflow state"] if self.workflow else []
        return [t for title in COLUMNS for t in (limit if title == "Maximum grade" else [title])]

    def _import_row(self, row: Mapping[str, str], *, tick: bool) -> bool:
        found = [one for one in self.students if row["Identifier"][12:] == str(one.number)]
        dated = row["Last modified (grade)"]
        if not found or not row["Grade"] or found[0].locked:
            return False
        (one,), grade = found, float(row["Grade"].replace("-", "0"))
        told = datetime(1970, 1, 1, tzinfo=UTC)
        if dated != "-":
            told = datetime.strptime(dated, "%A, %d %B %Y, %I:%M %p").replace(tzinfo=self.server)
        stale = one.graded is not None and one.graded > told + timedelta(seconds=60)
        most = self.grading if isinstance(self.grading, float) else -1.0
        if (stale and not tick) or not 0 <= grade <= most or one.grade == grade:
            return False
        one.grade, one.graded, one.comment = grade, self.now, row["Feedback comments"]
        return True

    def _prefix(self, one: Student) -> str:
        if self.groups is None:
            name = "Participant" if self.anonymous else as_path(one.name)
            return f"{name}_{one.number}"
        team = as_path(re.sub(r"&(?![a-zA-Z0-9#]{1,8};)", "&amp;", one.group))  # written as HTML
        return f"{team}_{self.groups[one.group]}" if one.group in self.groups else "Default group"

    def _row(self, one: Student) -> list[str]:
        status = (
            one.status if one.handed_in is not None or one.status == "Reopened" else "No submission"
        )
        if one.extension:
            status += f" - Extension granted until: {self._date(one.extension)}"
        team = (one.group or "Default group") if self.groups is not None else ""
        name = f"Participant {one.number} ({one.name})" if self.anonymous else one.name
        return [
            *(f"Participant {one.number}", name, "", status, self._date(one.due, ""), team),
            *(
                "" if one.grade is None else f"{one.grade:.2f}",
                f"{self.grading:.2f}" if isinstance(self.grading, float) else "",
                "No" if one.locked else "Yes",
            ),
            *(self._date(one.when if one.handed_in else None), self._date(one.graded), one.comment),
        ]

    def _date(self, when: datetime | None, empty: str = "-") -> str:
        return when.astimezone(self.teacher).strftime(LONG) if when else empty


def as_path(name: str) -> str:
    """Return a name as Moodle puts it into a path."""
    return "".join(c for c in name.replace("_", " ") if c not in "&<>\"`|':\\/")


NEW_YORK, TOKYO = ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
