"""A master read and judged: one py:percent text with otter's marks becomes cells, questions and checks, or a list of
problems.

`parse` refuses every authoring trap that otter lets through (otter 7.0.0, `otter/assign`): a solution mark where
otter does not strip it, a comment that makes a check hidden or drops a cell, two checks of one name of which otter
keeps the last, a message that breaks the generated file, a key that nothing reads. It collects all problems of a
master and names file and line.

The keys of ours (`about` on a check; `title`, `difficulty`, `minutes` on a question; all of the assignment's) are
taken out before otter sees the text, since otter ignores unknown keys silently.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import jupytext
import yaml

from autograder import files
from autograder.errors import MasterError
from autograder.records import Check, Limits

ASSIGNMENT_KEYS = {"name", "title", "section", "minutes", "points", "limits"}
QUESTION_KEYS = {"name", "title", "points", "difficulty", "minutes", "manual"}
CHECK_KEYS = {"points", "hidden", "about", "failure_message", "success_message"}
LIMIT_KEYS = {limit.name for limit in fields(Limits)}

MARKER = re.compile(r"^# %%(?:\s|$)")
BOUNDARY = re.compile(r"^#\s*(BEGIN|END)\s+(QUESTION|SOLUTION|PROMPT|TESTS)\s*$", re.IGNORECASE)
CONFIG = re.compile(r"^#\s*ASSIGNMENT\s+CONFIG\s*$", re.IGNORECASE)
TEST_CONFIG = re.compile(
    r'\A""" # BEGIN TEST CONFIG\n(?P<yaml>.*?)\n""" # END TEST CONFIG\n(?P<body>.*)\Z', re.DOTALL
)
SOLUTION_MARK = re.compile(r"#\s*(BEGIN |END )?SOLUTION\b")
IGNORED = re.compile(
    r"\s*#\s*ignore\s*", re.IGNORECASE
)  # as otter/assign/utils.py has it: no end anchor


@dataclass(frozen=True, slots=True)
class MasterCell:
    """One cell of the text, with the line its marker stands on and the part it plays."""

    kind: str
    source: str
    line: int
    question: str = ""
    role: str = "given"  # given | text | answer | check | boundary | config


@dataclass(slots=True)
class MasterQuestion:
    """A question as written: its settings, and its checks each with the body that otter will see."""

    name: str
    title: str
    points: float
    difficulty: int
    minutes: int
    manual: bool
    line: int
    checks: list[Check] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Master:
    slug: str
    title: str
    section: str
    minutes: int
    limits: Limits
    cells: tuple[MasterCell, ...]
    questions: tuple[MasterQuestion, ...]


def parse(path: Path) -> Master:
    """Read one master. Raises `MasterError` with every problem found, each as `file, line N: what. Remedy.`"""
    reader = _Reader(path)
    reader.read()
    if reader.problems:
        raise MasterError(reader.problems)
    return reader.master()


class _Reader:
    """One pass over the cells, keeping the open blocks; problems are collected, never raised one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []
        self.cells: list[MasterCell] = []
        self.questions: list[MasterQuestion] = []
        self.config: dict[str, Any] = {}
        self.open: list[tuple[str, int]] = []

    def master(self) -> Master:
        config = self.config
        limits = Limits(**config.get("limits", {}))
        return Master(
            config["name"],
            config["title"],
            config["section"],
            config["minutes"],
            limits,
            tuple(self.cells),
            tuple(self.questions),
        )

    def problem(self, line: int, what: str, question: str = "") -> None:
        where = (
            f"{self.path.name}, question `{question}`, line {line}"
            if question
            else f"{self.path.name}, line {line}"
        )
        self.problems.append(f"{where}: {what}")

    def read(self) -> None:
        for kind, source, line in self._raw_cells():
            self._take(kind, source, line)
        for block, line in self.open:
            self.problem(line, f"BEGIN {block} has no END {block}. Add a raw cell `# END {block}`.")
        self._judge_whole()

    def _raw_cells(self) -> Iterator[tuple[str, str, int]]:
        data = self.path.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.problem(
                data[: error.start].count(b"\n") + 1,
                "a byte that is no UTF-8. Save the file as UTF-8.",
            )
            return
        lines = [number for number, line in enumerate(text.splitlines(), 1) if MARKER.match(line)]
        cells = jupytext.reads(text, fmt="py:percent").cells
        for cell, line in zip(cells, lines, strict=False):
            if any(MARKER.match(inner) for inner in cell.source.splitlines()):
                self.problem(
                    line, 'the cell swallows the `# %%` after it: a `"""` is not closed. Close it.'
                )
                return
        if len(lines) != len(cells):
            first = lines[0] if lines else 1
            self.problem(
                first,
                f"{len(lines)} cell marks give {len(cells)} cells. Begin every cell with `# %%`.",
            )
            return
        for cell, line in zip(cells, lines, strict=True):
            yield cell.cell_type, cell.source, line

    def _take(self, kind: str, source: str, line: int) -> None:
        first = source.split("\n", 1)[0]
        boundary = BOUNDARY.match(first) if kind == "raw" else None
        if kind == "raw" and CONFIG.match(first):
            self._take_config(source, line)
            self.cells.append(MasterCell(kind, source, line, role="config"))
        elif boundary:
            self._take_boundary(boundary.group(1).upper(), boundary.group(2).upper(), source, line)
            self.cells.append(MasterCell(kind, source, line, self._question(), "boundary"))
        else:
            role = self._role(kind)
            self.cells.append(MasterCell(kind, source, line, self._question(), role))
            self._judge_cell(self.cells[-1])

    def _question(self) -> str:
        return (
            self.questions[-1].name
            if self.questions and any(block == "QUESTION" for block, _ in self.open)
            else ""
        )

    def _role(self, kind: str) -> str:
        inner = self.open[-1][0] if self.open else ""
        return {"TESTS": "check", "SOLUTION": "answer", "PROMPT": "answer", "QUESTION": "text"}.get(
            inner, "given"
        )

    def _yaml(
        self, source: str, line: int, keys: set[str], what: str, question: str = ""
    ) -> dict[str, Any]:
        try:
            value = yaml.safe_load(source) or {}
        except yaml.YAMLError as error:
            self.problem(
                line,
                f"the {what} is no YAML ({str(error).splitlines()[0]}). Write `key: value` lines.",
                question,
            )
            return {}
        if not isinstance(value, dict):
            self.problem(
                line, f"the {what} is no list of keys. Write `key: value` lines.", question
            )
            return {}
        for key in sorted(map(str, value.keys() - keys)):
            known = ", ".join(sorted(keys))
            self.problem(
                line,
                f"unknown key `{key}` in the {what}, which nothing reads. Use one of {known}.",
                question,
            )
        return value

    def _take_config(self, source: str, line: int) -> None:
        if self.config:
            self.problem(line, "a second ASSIGNMENT CONFIG. Keep one.")
        self.config = self._yaml(source, line, ASSIGNMENT_KEYS, "assignment config")
        for key in sorted({"name", "title", "section", "minutes"} - self.config.keys()):
            self.problem(line, f"the assignment config has no `{key}`. Add it.")
        if self.config.get("name") not in (None, self.path.stem):
            self.problem(
                line,
                f"the name is `{self.config['name']}`, the file `{self.path.name}`. Make them the same.",
            )
        self._judge_limits(self.config.get("limits", {}), line)

    def _judge_limits(self, limits: Any, line: int) -> None:
        if not isinstance(limits, dict):
            self.problem(
                line,
                f"limits {limits!r} are no list of keys. Write `limits: {{cell_seconds: 60}}`.",
            )
            return
        for key, value in limits.items():
            if key not in LIMIT_KEYS:
                self.problem(
                    line, f"unknown limit `{key}`. Use one of {', '.join(sorted(LIMIT_KEYS))}."
                )
            elif isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
                self.problem(line, f"limit `{key}` is {value!r}. Give a positive number.")

    def _take_boundary(self, verb: str, block: str, source: str, line: int) -> None:
        if verb == "END":
            if self.open and self.open[-1][0] == block:
                self.open.pop()
            else:
                expected = f"END {self.open[-1][0]}" if self.open else "no END"
                self.problem(
                    line,
                    f"END {block} where {expected} is expected. Balance the blocks.",
                    self._question(),
                )
            return
        if block == "QUESTION":
            self._take_question(source, line)
        elif not any(name == "QUESTION" for name, _ in self.open) or len(self.open) > 1:
            self.problem(
                line,
                f"BEGIN {block} must stand directly inside a question. Move it.",
                self._question(),
            )
        self.open.append((block, line))

    def _take_question(self, source: str, line: int) -> None:
        if self.open:
            self.problem(
                line, "a question inside another. Add `# END QUESTION` before it.", self._question()
            )
        config = self._yaml(source, line, QUESTION_KEYS, "question")
        name = str(config.get("name", ""))
        if not name.isidentifier():
            self.problem(
                line, f"the question's name is {name!r}. Use a Python name, such as `one_nn`."
            )
        for key in ("title", "points", "difficulty", "minutes"):
            if key not in config:
                self.problem(line, f"the question has no `{key}`. Add it.", name)
        if config.get("difficulty", 1) not in (1, 2, 3):
            self.problem(line, f"difficulty {config['difficulty']!r} is not 1, 2 or 3.", name)
        if not isinstance(config.get("points", 0), (int, float)):
            self.problem(
                line, f"points {config['points']!r} is no number. Give the question's total.", name
            )
            config["points"] = 0
        self.questions.append(
            MasterQuestion(
                name,
                str(config.get("title", "")),
                config.get("points", 0),
                config.get("difficulty", 1),
                config.get("minutes", 0),
                bool(config.get("manual", False)),
                line,
            )
        )

    def _judge_cell(self, cell: MasterCell) -> None:
        if cell.kind in ("markdown", "code") and IGNORED.match(cell.source):
            self.problem(
                cell.line,
                "the cell begins with `# ignore`, so otter drops it. Reword its first line.",
                cell.question,
            )
        if cell.role == "check":
            self._take_check(cell)
        elif cell.kind == "code":
            self._judge_marks(cell)

    def _judge_marks(self, cell: MasterCell) -> None:
        """Refuse marks that otter would leave in the student notebook, and blocks that do not close."""
        if cell.role == "answer":
            self._judge_balance(cell, "SOLUTION")
            self._judge_balance(cell, "PROMPT")
            return
        for number, text in enumerate(cell.source.split("\n"), cell.line + 1):
            mark = SOLUTION_MARK.search(text)
            if mark:
                self.problem(
                    number,
                    f"`{mark.group(0)}` outside a SOLUTION block leaks the answer: otter strips marks only there. "
                    "Put the cell between raw cells `# BEGIN SOLUTION` and `# END SOLUTION`.",
                    cell.question,
                )

    def _judge_balance(self, cell: MasterCell, block: str) -> None:
        begun = 0
        for number, text in enumerate(cell.source.split("\n"), cell.line + 1):
            if re.search(rf"# BEGIN {block}( NO PROMPT)?$", text.rstrip()):
                begun = begun or number
            elif text.rstrip().endswith(f"# END {block}"):
                if not begun:
                    self.problem(
                        number, f"END {block} has no BEGIN {block}. Add it before.", cell.question
                    )
                begun = 0
        if begun:
            end = cell.line + cell.source.count("\n") + 1
            self.problem(
                begun,
                f"BEGIN {block} has no END {block}. Add `# END {block}` after line {end}.",
                cell.question,
            )

    def _take_check(self, cell: MasterCell) -> None:
        if not self.questions:
            return  # the block that stands outside any question is a problem already
        question = self.questions[-1]
        if cell.kind != "code":
            self.problem(
                cell.line,
                "only code cells may stand in a TESTS block. Move the text above it.",
                question.name,
            )
            return
        match = TEST_CONFIG.match(cell.source)
        if not match:
            self.problem(
                cell.line,
                'a check begins with `""" # BEGIN TEST CONFIG` … `""" # END TEST CONFIG` (a first comment holding the '
                "word hidden would silently hide it). Add the block.",
                question.name,
            )
            return
        config = self._yaml(match["yaml"], cell.line, CHECK_KEYS, "test config", question.name)
        name = self._check_function(match["body"], cell, question)
        self._judge_check_config(config, cell, question)
        points = config.get("points", 0)
        question.checks.append(
            Check(
                question=question.name,
                name=name,
                points=points if isinstance(points, (int, float)) else 0,
                hidden=bool(config.get("hidden", False)),
                about=str(config.get("about", "")),
                hint=str(config.get("failure_message", "")),
            )
        )
        question.bodies.append(match["body"].strip() + "\n")

    def _judge_check_config(
        self, config: dict[str, Any], cell: MasterCell, question: MasterQuestion
    ) -> None:
        for key in ("points", "about", "failure_message"):
            if key not in config:
                self.problem(
                    cell.line,
                    f"the check has no `{key}`. Add it to its TEST CONFIG.",
                    question.name,
                )
        if not isinstance(config.get("points", 0), (int, float)):
            self.problem(cell.line, f"points {config['points']!r} is no number.", question.name)
        if not isinstance(config.get("hidden", False), bool):
            what = f"hidden {config['hidden']!r} is neither true nor false. Write `hidden: true`."
            self.problem(cell.line, what, question.name)
        for key in ("failure_message", "success_message"):
            message = str(config.get(key, ""))
            if any(character in message for character in '"\\\n'):
                self.problem(
                    cell.line,
                    f"{key} {message!r} holds a double quote, backslash or line break, which otter does not escape. "
                    "Use ‘single’ quotes and one line.",
                    question.name,
                )

    def _check_function(self, body: str, cell: MasterCell, question: MasterQuestion) -> str:
        try:
            tree = ast.parse(body)
        except SyntaxError as error:
            self.problem(
                cell.line, f"the check does not parse: {error.msg}. Mend it.", question.name
            )
            return ""
        if len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef):
            self.problem(
                cell.line,
                "a check is exactly one function. Import inside it; move helpers into it.",
                question.name,
            )
            return ""
        function = tree.body[0]
        if not function.name.startswith("test_"):
            self.problem(
                cell.line,
                f"the check is called `{function.name}`. Call it `test_…`.",
                question.name,
            )
        for name in _free_names(body):
            self.problem(
                cell.line,
                f"`{function.name}` uses `{name}`, which is neither its parameter nor made in it. "
                "Take it as a parameter or import it inside.",
                question.name,
            )
        return function.name.removeprefix("test_")

    def _judge_whole(self) -> None:
        if not self.config and not self.problems:
            self.problem(1, "no ASSIGNMENT CONFIG. Begin with a raw cell `# ASSIGNMENT CONFIG`.")
        for name, count in Counter(question.name for question in self.questions).items():
            if count > 1:
                line = [question.line for question in self.questions if question.name == name][1]
                self.problem(
                    line,
                    f"{count} questions are called `{name}`; otter would merge them. Rename one.",
                )
        for question in self.questions:
            self._judge_question(question)
        total = sum(question.points for question in self.questions)
        if self.config and total != self.config.get("points", 20):
            self.problem(
                1,
                f"the questions give {files.points(total)}, the assignment {self.config.get('points', 20)}.",
            )

    def _judge_question(self, question: MasterQuestion) -> None:
        for name, count in Counter(check.name for check in question.checks).items():
            if count > 1:
                self.problem(
                    question.line,
                    f"{count} checks are called `{name}`; otter keeps only the last.",
                    question.name,
                )
        answers = [c for c in self.cells if c.question == question.name and c.role == "answer"]
        if not answers:
            self.problem(
                question.line, "the question has no SOLUTION block. Add one.", question.name
            )
        if question.manual:
            return
        if not any(not check.hidden for check in question.checks):
            self.problem(
                question.line,
                "no public check: a student would see nothing. Add one.",
                question.name,
            )
        total = sum(check.points for check in question.checks)
        if abs(total - question.points) > 1e-9:
            self.problem(
                question.line,
                f"its checks give {files.points(total)}, the question {files.number(question.points)}.",
                question.name,
            )
        if not any(SOLUTION_MARK.search(cell.source) for cell in answers if cell.kind == "code"):
            self.problem(
                question.line,
                "no answer cell has a solution mark: the answer would be given away.",
                question.name,
            )


def _free_names(body: str) -> list[str]:
    """Return the names that a function takes from outside itself, apart from builtins."""
    import builtins

    free: set[str] = set()
    tables = list(symtable.symtable(body, "<check>", "exec").get_children())
    while tables:
        table = tables.pop()
        tables += table.get_children()
        free |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_global() and symbol.is_referenced()
        }
    return sorted(name for name in free if not hasattr(builtins, name))
