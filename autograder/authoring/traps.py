"""The authoring traps that otter lets through (otter 7.0.0, `otter/assign`), each refused with its
place and remedy.

A solution mark where otter does not strip it, a comment that hides a check or drops a cell, two
checks of one name of which otter keeps the last, a message that breaks the generated file, a key
that nothing reads, points that do not add up. `find` takes a master as `blocks` read it and yields
every problem, in the order of the file; it changes nothing.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from autograder.authoring.blocks import (
    Draft,
    DraftCheck,
    DraftQuestion,
    MasterCell,
    Settings,
    only_function,
    read_check,
)
from autograder.notebook.names import free_names
from autograder.notebook.syntax import parse
from autograder.records import Limits

ASSIGNMENT_KEYS = {"name", "title", "section", "minutes", "points", "limits"}
ASSIGNMENT_NEEDS = ("minutes", "name", "section", "title")
ASSIGNMENT_POINTS = 20  # where the config does not say
QUESTION_KEYS = {"name", "title", "points", "difficulty", "minutes", "manual"}
QUESTION_NEEDS = ("title", "points", "difficulty", "minutes")
CHECK_KEYS = {"points", "hidden", "about", "failure_message", "success_message"}
CHECK_NEEDS = ("points", "about", "failure_message")
MESSAGES = ("failure_message", "success_message")
LIMIT_KEYS = {limit.name for limit in fields(Limits)}
DIFFICULTIES = (1, 2, 3)
SOLUTION_MARK = re.compile(r"#\s*(BEGIN |END )?SOLUTION\b")
SILENT_PICTURE = re.compile(r"!\[\s*\]\(|<img\b(?![^>]*\balt=)[^>]*>", re.IGNORECASE)
IGNORED = re.compile(r"\s*#\s*ignore\s*", re.IGNORECASE)  # as otter/assign/utils.py: no end anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to fix in a master."""

    line: int
    what: str
    question: str = ""

    def text(self, file: str) -> str:
        question = f"question `{self.question}`, " if self.question else ""
        return f"{file}, {question}line {self.line}: {self.what}"


def find(draft: Draft) -> list[Problem]:
    """Return every problem of a master, from its first line to its last."""
    found = [
        *_judge_config(draft),
        *_judge_points(draft),
        *(problem for cell in draft.cells for problem in _judge_cell(cell)),
        *_judge_end(draft),
        *_judge_names(draft),
        *(problem for question in draft.questions for problem in _judge_question(question)),
    ]
    return sorted(found, key=lambda problem: problem.line)


def _judge_config(draft: Draft) -> Iterator[Problem]:
    lines = [cell.line for cell in draft.cells if cell.role == "config"]
    if draft.config is None:
        what = "no ASSIGNMENT CONFIG. Begin with a raw cell `# ASSIGNMENT CONFIG`."
        yield Problem(line=1, what=what)
        return
    for line in lines[1:]:
        yield Problem(line=line, what="a second ASSIGNMENT CONFIG. Keep one.")
    found = _judge_settings(draft.config, ASSIGNMENT_KEYS, "assignment config")
    name = draft.config.values.get("name", draft.slug)
    for what in (
        *found,
        *_missing(draft.config, ASSIGNMENT_NEEDS, "assignment config"),
        *_judge_limits(draft.config.values.get("limits", {})),
        *_judge_minutes(draft.config),
    ):
        yield Problem(line=lines[-1], what=what)
    if name != draft.slug:
        what = f"the name is `{name}`, the file `{draft.slug}.py`. Make them the same."
        yield Problem(line=lines[-1], what=what)


def _judge_settings(settings: Settings, keys: set[str], what: str) -> Iterator[str]:
    if settings.fault:
        yield f"the {what} {settings.fault}. Write `key: value` lines."
    known = ", ".join(sorted(keys))
    for key in sorted(settings.values.keys() - keys):
        yield f"unknown key `{key}` in the {what}, which nothing reads. Use one of {known}."


def _missing(settings: Settings, keys: Iterable[str], what: str) -> Iterator[str]:
    for key in () if settings.fault else keys:
        if key not in settings.values:
            yield f"the {what} has no `{key}`. Add it."


def _judge_limits(limits: Any) -> Iterator[str]:
    if not isinstance(limits, dict):
        yield f"limits {limits!r} is not a list of keys. Write `limits: {{cell_seconds: 60}}`."
        return
    for key, value in limits.items():
        if key not in LIMIT_KEYS:
            yield f"unknown limit `{key}`. Use one of {', '.join(sorted(LIMIT_KEYS))}."
        elif not _is_number(value) or value <= 0:
            yield f"limit `{key}` is {value!r}. Give a positive number."


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _judge_minutes(settings: Settings) -> Iterator[str]:
    minutes = settings.values.get("minutes", 1)
    if not _is_number(minutes) or minutes <= 0:
        yield f"minutes {minutes!r} is not a positive number. Say how long it takes."


def _judge_points(draft: Draft) -> Iterator[Problem]:
    if draft.config is None or draft.config.fault:
        return
    total = sum(points_of(question.settings) for question in draft.questions)
    expected = draft.config.values.get("points", ASSIGNMENT_POINTS)
    if total != expected:
        what = f"the questions give {total:g} points, the assignment {expected}. Make them equal."
        yield Problem(line=1, what=what)


def points_of(settings: Settings) -> float:
    """Return the points of a question or check as written; 0 where they are not a number."""
    value = settings.values.get("points", 0)
    return value if _is_number(value) else 0


def _judge_cell(cell: MasterCell) -> Iterator[Problem]:
    if cell.role == "boundary":
        yield from _judge_boundary(cell)
        return
    if cell.kind in ("markdown", "code") and IGNORED.match(cell.source):
        what = "the cell begins with `# ignore`, so otter drops it. Reword its first line."
        yield Problem(line=cell.line, what=what, question=cell.question)
    if cell.kind == "markdown":
        yield from _judge_pictures(cell)
    if cell.role == "check":
        yield from _judge_check_cell(cell)
    elif cell.kind == "code" and cell.role == "answer":
        yield from _judge_balance(cell, "SOLUTION")
        yield from _judge_balance(cell, "PROMPT")
    elif cell.kind == "code":
        yield from _judge_leak(cell)


def _judge_pictures(cell: MasterCell) -> Iterator[Problem]:
    """Yield the pictures of a text about which a screen reader can say nothing."""
    for line, text in enumerate(cell.source.split("\n"), cell.line + 1):
        if picture := SILENT_PICTURE.search(text):
            what = (
                f"`{picture[0]}` is a picture without a text for those who cannot see it. Say "
                "what it shows: `![a curve that falls](curve.png)`."
            )
            yield Problem(line=line, what=what, question=cell.question)


def _judge_boundary(cell: MasterCell) -> Iterator[Problem]:
    outer = [block.kind for block in cell.open]
    if cell.begins is None:
        if not outer or outer[-1] != cell.ends:
            expected = f"END {outer[-1]}" if outer else "no END"
            what = f"END {cell.ends} where {expected} is expected. Balance the blocks."
            yield Problem(line=cell.line, what=what, question=cell.question)
    elif cell.begins.kind == "QUESTION" and outer:
        what = "a question inside another. Add `# END QUESTION` before it."
        yield Problem(line=cell.line, what=what, question=cell.question)
    elif cell.begins.kind != "QUESTION" and outer != ["QUESTION"]:
        what = f"BEGIN {cell.begins.kind} must stand directly inside a question. Move it."
        yield Problem(line=cell.line, what=what, question=cell.question)


def _judge_balance(cell: MasterCell, block: str) -> Iterator[Problem]:
    """Yield each block inside an answer cell that does not open or close."""
    opened = 0
    for line, text in enumerate(cell.source.split("\n"), cell.line + 1):
        if re.search(rf"# BEGIN {block}( NO PROMPT)?$", text.rstrip()):
            opened = opened or line
        elif text.rstrip().endswith(f"# END {block}"):
            if not opened:
                what = f"END {block} has no BEGIN {block}. Add it before."
                yield Problem(line=line, what=what, question=cell.question)
            opened = 0
    if opened:
        end = cell.line + cell.source.count("\n") + 1
        what = f"BEGIN {block} has no END {block}. Add `# END {block}` after line {end}."
        yield Problem(line=opened, what=what, question=cell.question)


def _judge_leak(cell: MasterCell) -> Iterator[Problem]:
    """Yield the marks that otter would leave in the student notebook."""
    for line, text in enumerate(cell.source.split("\n"), cell.line + 1):
        mark = SOLUTION_MARK.search(text)
        if mark:
            what = (
                f"`{mark[0]}` outside a SOLUTION block leaks the answer: otter strips marks only "
                "there. Put the cell between raw cells `# BEGIN SOLUTION` and `# END SOLUTION`."
            )
            yield Problem(line=line, what=what, question=cell.question)


def _judge_check_cell(cell: MasterCell) -> Iterator[Problem]:
    check = read_check(cell)
    if check:
        found = (*_judge_check_settings(check.settings), *_judge_check_body(check))
    elif cell.kind != "code":
        found = ("only code cells may stand in a TESTS block. Move the text above it.",)
    else:
        found = (
            'a check begins with `""" # BEGIN TEST CONFIG` … `""" # END TEST CONFIG` (a first '
            "comment holding the word hidden would silently hide it). Add the block.",
        )
    for what in found:
        yield Problem(line=cell.line, what=what, question=cell.question)


def _judge_check_settings(settings: Settings) -> Iterator[str]:
    yield from _judge_settings(settings, CHECK_KEYS, "test config")
    yield from _missing(settings, CHECK_NEEDS, "check")
    points, hidden = settings.values.get("points", 0), settings.values.get("hidden", False)
    if not _is_number(points):
        yield f"points {points!r} is not a number. Give the check's points."
    if not isinstance(hidden, bool):
        yield f"hidden {hidden!r} is neither true nor false. Write `hidden: true`."
    for key in MESSAGES:
        message = str(settings.values.get(key, ""))
        if any(character in message for character in '"\\\n'):
            yield (
                f"{key} {message!r} holds a double quote, backslash or line break, which otter "
                "does not escape. Use ‘single’ quotes and one line."
            )


def _judge_check_body(check: DraftCheck) -> Iterator[str]:
    try:
        ast.parse(check.body)
    except SyntaxError as error:
        yield f"the check does not parse: {error.msg}. Fix it."
        return
    function = only_function(check.body)
    if function is None:
        yield "a check is exactly one function. Import inside it; move helpers into it."
        return
    if not function.name.startswith("test_"):
        yield f"the check is called `{function.name}`. Call it `test_…`."
    for name in free_names(parse(check.body)):
        yield (
            f"`{function.name}` uses `{name}`, which is neither its parameter nor defined in it. "
            "Take it as a parameter or import it inside."
        )


def _judge_end(draft: Draft) -> Iterator[Problem]:
    for block in draft.cells[-1].open_after if draft.cells else ():
        what = f"BEGIN {block.kind} has no END {block.kind}. Add a raw cell `# END {block.kind}`."
        yield Problem(line=block.line, what=what)


def _judge_names(draft: Draft) -> Iterator[Problem]:
    for name, count in Counter(question.name for question in draft.questions).items():
        if count > 1:
            line = [question.line for question in draft.questions if question.name == name][1]
            what = f"{count} questions are called `{name}`; otter would merge them. Rename one."
            yield Problem(line=line, what=what)


def _judge_question(question: DraftQuestion) -> Iterator[Problem]:
    found = [*_judge_question_settings(question), *_judge_answers(question)]
    if not question.settings.values.get("manual", False):
        found += _judge_checks(question)
    for what in found:
        yield Problem(line=question.line, what=what, question=question.name)


def _judge_question_settings(question: DraftQuestion) -> Iterator[str]:
    settings = question.settings
    yield from _judge_settings(settings, QUESTION_KEYS, "question")
    yield from _missing(settings, QUESTION_NEEDS, "question")
    yield from _judge_minutes(settings)
    points = settings.values.get("points", 0)
    difficulty = settings.values.get("difficulty", 1)
    if not question.name.isidentifier():
        yield f"the question's name is {question.name!r}. Use a Python name, such as `one_nn`."
    if difficulty not in DIFFICULTIES:
        yield f"difficulty {difficulty!r} is not 1, 2 or 3. Use one of these."
    if not _is_number(points):
        yield f"points {points!r} is not a number. Give the question's total."


def _judge_answers(question: DraftQuestion) -> Iterator[str]:
    code = [cell for cell in question.answers if cell.kind == "code"]
    manual = question.settings.values.get("manual", False)
    if not question.answers:
        yield "the question has no SOLUTION block. Add one."
    if not manual and not any(SOLUTION_MARK.search(cell.source) for cell in code):
        yield "no answer cell has a solution mark: the answer would be given away. Mark it."


def _judge_checks(question: DraftQuestion) -> Iterator[str]:
    for name, count in Counter(check.name for check in question.checks).items():
        if count > 1:
            yield f"{count} checks are called `{name}`; otter keeps only the last. Rename one."
    if all(check.settings.values.get("hidden", False) for check in question.checks):
        yield "no public check: a student would see nothing. Add one."
    total = sum(points_of(check.settings) for check in question.checks)
    points = points_of(question.settings)
    if abs(total - points) > 1e-9:
        yield f"its checks give {total:g} points, the question {points:g}. Make them equal."
