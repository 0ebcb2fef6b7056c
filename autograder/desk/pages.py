"""Standings -> the desk's pages, as HTML. Pure functions: what is written is decided in `app`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

from autograder.desk import answers, changes
from autograder.desk.answers import Shown
from autograder.desk.shelf import Group, name_student
from autograder.grading import marking, rubric, sheet
from autograder.grading.marking import Mark
from autograder.grading.overrides import Decision
from autograder.grading.rubric import Item
from autograder.records import MARK, OVERRIDE, Check, Question, Result, Standing
from autograder.regrade_request import RegradeRequest
from autograder.report import outcomes, page
from autograder.report.outcomes import CheckLine, QuestionLine
from autograder.report.student_page import headline

ROOM = "autograder.desk"
MOST_COMMENTS = 12


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One check beside the answer: what it is, what became of it, and the words of the judge."""

    check: Check
    line: CheckLine
    message: str
    decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One question of a student's page."""

    line: QuestionLine
    cells: tuple[Shown, ...]
    checks: tuple[Judged, ...]
    mark: Mark = field(default_factory=Mark)
    comment: str = ""  # the marker's own words, without those of the rubric
    items: tuple[tuple[Item, str, bool], ...] = ()  # with their prints, and whether it is ticked
    bank: tuple[str, ...] = ()  # comments that others got
    seen_mark: str  # what tells whether somebody else changed it since
    seen_decisions: str
    decisions: tuple[Decision, ...] = ()  # that hold
    request: RegradeRequest | None = None
    typed: Mapping[str, str] = field(default_factory=dict)  # what could not be saved

    @property
    def question(self) -> Question:
        return self.line.question


def course_page(root: str, slugs: Sequence[str]) -> str:
    """Return the page that lists the assignments."""
    links = [(slug, f"{root}/{quote(slug)}/") for slug in slugs]
    return _render("course.html", root=root, links=links)


def group_page(way: Way, group: Group) -> str:
    """Return the page of a class: everyone with the state of each question."""
    rows = [
        (way.call(one), way.to(one), one, outcomes.question_lines(group.assignment, one.grade))
        for one in way.order(group)
    ]
    questions = [
        (question, Way(root=way.root, slug=way.slug, question=question.name, hidden=True).group)
        for question in group.assignment.questions
    ]
    return _render(
        "group.html",
        way=way,
        root=way.root,
        assignment=group.assignment,
        rows=rows,
        questions=questions,
        waiting=[one for one in way.order(group) if _awaits(way, group, one)],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a form was not saved, and what was typed into it."""

    status: int
    message: str
    typed: Mapping[str, str] = field(default_factory=dict)


def student_page(way: Way, group: Group, standing: Standing, refusal: Refusal | None = None) -> str:
    """Return the page of one student; `standing` has its file and cells."""
    everyone = way.order(group)
    names = [name_student(one) for one in everyone]
    place = names.index(name_student(standing))
    later = [*everyone[place + 1 :], *everyone[:place]]
    shown = answers.find(group.assignment, standing)
    return _render(
        "student.html",
        way=way,
        root=way.root,
        assignment=group.assignment,
        standing=standing,
        name=way.call(standing),
        headline=headline(group.assignment, standing),
        parts=_parts(way, group, standing, shown, refusal),
        refusal=refusal,
        others=() if way.question else shown.get("", ()),
        place=place + 1,
        count=len(everyone),
        before=way.to(everyone[place - 1] if place else None),
        after=way.to(everyone[place + 1] if place + 1 < len(everyone) else None),
        unmarked=way.to(next((one for one in later if _awaits(way, group, one)), None)),
    )


def _parts(
    way: Way,
    group: Group,
    standing: Standing,
    shown: Mapping[str, tuple[Shown, ...]],
    refusal: Refusal | None,
) -> list[Part]:
    typed = refusal.typed if refusal else {}
    parts = []
    for line in outcomes.question_lines(group.assignment, standing.grade):
        question = line.question
        if way.question not in ("", question.name):
            continue
        part = Part(
            line=line,
            cells=shown.get(question.name, ()),
            checks=tuple(_judge(line, standing.grade.results)),
            seen_mark="",
            seen_decisions=changes.count(group, standing, question),
            decisions=changes.find_holding(group, standing, question),
            request=next((r for r in standing.requests if r.question == question.name), None),
            typed=typed if typed.get("question") == question.name else {},
        )
        parts.append(_with_mark(part, group, standing) if question.manual else part)
    return parts


def _with_mark(part: Part, group: Group, standing: Standing) -> Part:
    """Return the part of a question that is graded manually with its mark, rubric and comments."""
    question, submission = part.question, standing.submission
    mark = sheet.find(group.marks, submission, question.name)
    ticked = rubric.find_ticked(group.rubric, question, marking.key_of(submission), mark)
    numbers = ticked.items if ticked else ()
    return replace(
        part,
        mark=mark,
        comment=ticked.comment if ticked else mark.comment,
        items=tuple(
            (item, changes.print_item(item), item.number in numbers)
            for item in group.rubric.of(question.name)
        ),
        bank=_find_comments(group, question, standing),
        seen_mark=sheet.fingerprint(mark),
    )


def _find_comments(group: Group, question: Question, standing: Standing) -> tuple[str, ...]:
    """Return the comments that markers wrote for a question, those used most often first."""
    found: Counter[str] = Counter()
    for one in group.students:
        if name_student(one) == name_student(standing):
            continue
        mark = sheet.find(group.marks, one.submission, question.name)
        key = marking.key_of(one.submission)
        ticked = rubric.find_ticked(group.rubric, question, key, mark)
        found[ticked.comment if ticked else mark.comment] += 1
    return tuple(text for text, _ in found.most_common(MOST_COMMENTS + 1) if text)[:MOST_COMMENTS]


def _judge(line: QuestionLine, results: Sequence[Result]) -> list[Judged]:
    """Return the checks of a question with the words of the judge, hidden ones like the others."""
    theirs = [result for result in results if result.check.question == line.question.name]
    if not theirs and line.question.manual:
        return []
    if not theirs or len(theirs) != len(line.checks):  # nothing was judged
        pairs = zip(line.question.checks, line.checks, strict=True)
        return [Judged(check=check, line=told, message="") for check, told in pairs]
    return [
        Judged(
            check=result.check,
            line=told,
            message=result.message or "",
            decided=result.given is not None,
        )
        for result, told in zip(theirs, line.checks, strict=True)
        if result.check.name not in (MARK, OVERRIDE)  # those stand in the forms
    ]


def _awaits(way: Way, group: Group, standing: Standing) -> bool:
    """Tell whether a student awaits a mark, for the question of this way if it has one."""
    waiting = group.unmarked(standing)
    return way.question in waiting if way.question else bool(waiting) or _reviewed(standing)


def _reviewed(standing: Standing) -> bool:
    asked = any(request.waits for request in standing.requests)
    return standing.grade.needs_review or standing.unclear or asked


def _render(template: str, /, **names: object) -> str:
    return page.environment(ROOM).get_template(template).render(names)
