"""Moodle's grading worksheet: whose rows a folder of the download means, and what they tell.

A folder carries a participant's number, or in a team assignment that of the team, which is no
participant's; the column *Group* leads from the team's name to its members. The worksheet alone
knows when each submission came, who has more time, and what was never submitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from autograder.lms import times
from autograder.lms.roster import Person, Roster, plain
from autograder.lms.terms import Terms
from autograder.records import Received

STRIPPED = re.compile(r"[\x00-\x1f\x7f&<>\"`|':\\/]")  # from a name, when Moodle makes it a path
# A team's name is written as HTML before that: `R&D` becomes `R&amp;D`, and so `Ramp;D`.
ENTITY = re.compile(r"(?:amp|lt|gt|quot|apos|nbsp|#[0-9]+|#x[0-9a-f]+);", re.I)
EXTENSION = re.compile(r"Extension granted until:(?P<until>.+)", re.I | re.S)
STATUSES = {
    "draft": "a draft, never submitted, says the worksheet: have it submitted in Moodle and "
    "download the worksheet again, or enter the points by hand",
    "reopened": "the worksheet says that the attempt was opened again and is still empty: the "
    "old grade would count for the new attempt",
    "no submission": "the worksheet says that nothing is submitted any more: download again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A worksheet, ready to be searched: people by number, teams by their names as in a path.

    `due` is the assignment's own due date as a cell says it: students with
    another have one of theirs.
    """

    people: Mapping[str, Person]
    teams: Mapping[str, Mapping[str, Sequence[Person]]]
    due: str = ""

    def find(self, student: str, name: str) -> Sequence[Person]:
        """Return the people whom a folder means: a team's members, or the one participant.

        Nobody where its number is not in the worksheet, or is there with another name.
        """
        named = self.teams.get(as_path(name))
        if named:
            return next(iter(named.values())) if len(named) == 1 else ()
        person = self.people.get(student)
        return (person,) if person and _fits(person, name) else ()

    def find_terms(self, student: str, name: str, zone: tzinfo) -> Terms:
        """Return what the rows of a student, or of a team, say: of several dates the latest."""
        found = [self._read(person, zone) for person in self.find(student, name)]
        reasons = [terms.held for terms in found]
        return Terms(
            submitted=max((t.submitted for t in found if t.submitted), default=None),
            due=max((t.due for t in found if t.due), default=None),
            held=reasons[0] if reasons and all(reasons) else "",
            known=bool(found),
        )

    def _read(self, person: Person, zone: tzinfo) -> Terms:
        status = cell(person, "Status")
        extension, own = EXTENSION.search(status), cell(person, "Due date")
        until = extension["until"] if extension else own if own != self.due else ""
        return Terms(
            submitted=times.read(cell(person, "Last modified (submission)"), zone),
            due=times.read(until, zone),
            held=next((told for word, told in STATUSES.items() if _begins(status, word)), ""),
        )


def find_terms(rosters: Sequence[Roster], zone: tzinfo) -> Callable[[Received], Terms]:
    """Return a function that tells what worksheets say of a submission; of several the last."""
    worksheets = [index(roster) for roster in rosters if roster.lms == "moodle"]

    def find(received: Received) -> Terms:
        asked = worksheets if received.lms == "moodle" else ()
        found = [one.find_terms(received.student, received.name, zone) for one in asked]
        return next((terms for terms in reversed(found) if terms.known), Terms())

    return find


def index(roster: Roster) -> Worksheet:
    """Return a worksheet that can be searched."""
    teams: dict[str, dict[str, list[Person]]] = {}
    for person in roster.people:
        if team := cell(person, "Group"):
            teams.setdefault(as_path(team), {}).setdefault(team, []).append(person)
    dates = Counter(cell(person, "Due date") for person in roster.people)
    ((due, count),) = dates.most_common(1) or [("", 0)]
    common = count > 1 and 2 * count > len(roster.people)
    return Worksheet(people=roster.by_key(), teams=teams, due=due if common else "")


def as_path(name: str) -> str:
    """Return a name as Moodle puts it into a path, for comparing."""
    bare = ENTITY.sub("", STRIPPED.sub("", name.replace("_", " ")))
    return STRIPPED.sub("", plain(bare))


def cell(person: Person, title: str) -> str:
    """Return what a person's row says in a column, "" where there is none."""
    return person.cells.get(title, "").strip()


def _begins(status: str, word: str) -> bool:
    return status.lower().startswith(word)


def _fits(person: Person, name: str) -> bool:
    """Tell whether a folder's name is a person's: "Participant" where names are hidden.

    Moodle up to 4.0 puts the team before the name of a member.
    """
    if not person.name:
        return True
    team = cell(person, "Group")
    hidden = plain(cell(person, "Identifier").rpartition(" ")[0])
    return as_path(name) in {as_path(person.name), hidden, as_path(f"{team}-{person.name}")}
