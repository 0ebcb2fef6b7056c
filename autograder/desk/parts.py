"""The questions of a student's page: the answer, its checks, its mark or rubric, what was decided.

`pages` shows them. Pure functions over what the shelf has read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.desk import changes
from autograder.desk.answers import Shown
from autograder.desk.shelf import Group
from autograder.desk.way import Way
from autograder.grading import adjustments, marking, rubric, sheet
from autograder.grading.adjustments import Adjustment
from autograder.grading.marking import Key, Mark
from autograder.grading.overrides import Decision
from autograder.grading.rubric import Item
from autograder.records import MARK, OVERRIDE, RUBRIC, Check, Question, Result, Standing
from autograder.regrade_request import RegradeRequest
from autograder.report import outcomes
from autograder.report.outcomes import CheckLine, QuestionLine

MOST_COMMENTS = 12


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
    adjustment: Adjustment | None = None  # of a question with checks
    seen_mark: str  # what tells whether somebody else changed it since
    seen_decisions: str
    decisions: tuple[Decision, ...] = ()  # that hold
    request: RegradeRequest | None = None
    typed: Mapping[str, str] = field(default_factory=dict)  # what could not be saved

    @property
    def question(self) -> Question:
        return self.line.question

    def typed_in(self, *forms: str) -> Mapping[str, str]:
        """Return what was typed in one of these forms and could not be saved."""
        return self.typed if self.typed.get("form") in forms else {}


def make_parts(
    way: Way,
    group: Group,
    standing: Standing,
    shown: Mapping[str, tuple[Shown, ...]],
    typed: Mapping[str, str],
) -> list[Part]:
    """Return the questions that a student's page has on this way; `typed` could not be saved."""
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
        add = _with_mark if question.manual else _with_adjustment
        parts.append(add(part, group, standing))
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
        items=_list_items(group, question, numbers),
        bank=_find_comments(group, question, standing),
        seen_mark=sheet.fingerprint(mark),
    )


def _with_adjustment(part: Part, group: Group, standing: Standing) -> Part:
    """Return the part of a question with checks with its rubric and comments."""
    question, submission = part.question, standing.submission
    ticked = adjustments.find(group.rubric, submission, question.name)
    return replace(
        part,
        adjustment=adjustments.add_up(group.rubric, submission, standing.grade, question),
        comment=ticked.comment,
        items=_list_items(group, question, ticked.items),
        bank=_find_comments(group, question, standing),
        seen_mark=adjustments.fingerprint(ticked),
    )


def _list_items(
    group: Group, question: Question, ticked: Collection[int]
) -> tuple[tuple[Item, str, bool], ...]:
    """Return the items to choose from, each with its print, and whether it is ticked."""
    return tuple(
        (item, changes.print_item(item), item.number in ticked)
        for item in group.rubric.of(question.name)
    )


def _find_comments(group: Group, question: Question, standing: Standing) -> tuple[str, ...]:
    """Return the comments that others got for a question, those used most often first."""
    own = marking.key_of(standing.submission)
    if question.manual:
        marked = {key: row.marks.get(question.name, Mark()) for key, row in group.marks.items()}
        told = [_read_comment(group, question, k, m) for k, m in marked.items() if k != own]
    else:
        ticked = group.rubric.ticked.items()
        told = [t.comment for (k, name), t in ticked if name == question.name and k[:2] != own[:2]]
    found = Counter(text for text in told if text)
    return tuple(text for text, _ in found.most_common(MOST_COMMENTS))


def _read_comment(group: Group, question: Question, key: Key, mark: Mark) -> str:
    """Return the marker's own words of a mark, without those of the rubric."""
    ticked = rubric.find_ticked(group.rubric, question, key, mark)
    return ticked.comment if ticked else mark.comment


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
        if result.check.name not in (MARK, RUBRIC, OVERRIDE)  # those stand in the forms
    ]
