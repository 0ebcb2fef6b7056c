"""How somebody goes through a class: addresses, the order of students, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from autograder.desk.shelf import Group, name_student
from autograder.records import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How somebody goes through a class: all of a student, or one question of each; names or none.

    `root` is the beginning of every address.
    """

    root: str
    slug: str
    question: str = ""
    hidden: bool = False

    def to(self, standing: Standing | None) -> str:
        """Return the address of a student's page on this way; empty for nobody."""
        if standing is None:
            return ""
        return f"{self.root}/{quote(self.slug)}/{name_student(standing)}{self._options()}"

    @property
    def group(self) -> str:
        """The address of the class."""
        return f"{self.root}/{quote(self.slug)}/{self._options()}"

    @property
    def publish(self) -> str:
        """The address of the page that writes the uploads of the class."""
        return f"{self.root}/{quote(self.slug)}/publish"

    @property
    def similar(self) -> str:
        """The address of the pairs that are asked about."""
        return f"{self.root}/{quote(self.slug)}/similar"

    def pair(self, place: int) -> str:
        """Return the address of a pair by its place among them."""
        return f"{self.similar}/{place + 1}"

    def about(self, standing: Standing) -> str:
        """Return the address of the pairs that a student is in."""
        return f"{self.similar}?who={name_student(standing)}"

    def _options(self) -> str:
        asked = {"question": self.question, "names": "hidden" if self.hidden else ""}
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"?{told}" if told else ""

    @property
    def turned(self) -> Way:
        """The same way with names hidden where they are shown, or shown where they are hidden."""
        return replace(self, hidden=not self.hidden)

    @property
    def whole(self) -> Way:
        """The way through all questions of each student."""
        return replace(self, question="")

    def order(self, group: Group) -> Sequence[Standing]:
        """Return the students as they follow each other: where names are hidden, by no name."""
        found = group.students
        return sorted(found, key=name_student) if self.hidden else found

    def call(self, standing: Standing) -> str:
        """Return what a student is called on this way."""
        if self.hidden:
            return f"Student {name_student(standing)[:6]}"
        return standing.submission.name or standing.submission.student
