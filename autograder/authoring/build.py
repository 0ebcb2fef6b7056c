"""Master -> student notebook, solution notebook, checks. `otter assign` does the stripping; what goes in and comes
out is ours.

`build` writes nothing outside the folder it is given and is a pure function of the master's bytes: two builds are
byte-identical. Cells otter cannot name get ids from their place (`one_nn-answer`, `one_nn-text-2`), so that one
edited line in a master is one edited line in the notebooks. What otter made is then judged: the student notebook must
parse cell by cell and must hold no solution mark and no line of a hidden check.

    solutions/<slug>/<slug>.py ──parse──► Master ──otter assign──► assignments/<slug>/<slug>.ipynb   (student)
                                                              ├──► solutions/<slug>/<slug>.ipynb     (solution)
                                                              └──► build/<slug>/assignment.json, autograder.zip
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib.metadata
import io
import json
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from IPython.core.inputtransformer2 import TransformerManager

from autograder import assignments, files
from autograder.authoring.master import Master, MasterCell, MasterQuestion, parse
from autograder.course import Course
from autograder.errors import MasterError
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Question

OTTER = "otter-grader==7.0.0"
OTTER_RUNS = ("run_autograder", "setup.sh")  # what is executable in its zip
BUILT_BY = ("authoring/build.py", "authoring/master.py")  # beside the root and notebook/
PROMPT_BLOCK = re.compile(
    r'^[ \t]*""" # BEGIN PROMPT\n.*?^[ \t]*""";?\s*# END PROMPT\n?', re.DOTALL | re.MULTILINE
)
WHOLE_LINE_MARK = re.compile(r"^[ \t]*# (BEGIN|END) SOLUTION( NO PROMPT)?[ \t]*\n?", re.MULTILINE)
END_OF_LINE_MARK = re.compile(r"[ \t]*# SOLUTION( NO PROMPT)?[ \t]*$", re.MULTILINE)
ANY_MARK = re.compile(r"# ?(BEGIN |END )?(SOLUTION|PROMPT|TEST CONFIG)\b")
SHORTEST_TELLING_LINE = (
    24  # characters; a shorter line of a check may well stand in the notebook by chance
)


@dataclass(frozen=True, slots=True)
class Built:
    """The three products of one master, as bytes by their place, and the record the judge works from."""

    assignment: Assignment
    student: bytes
    solution: bytes
    autograder_zip: bytes


def build(path: Path) -> Built:
    """Build one master. Raises `MasterError` with every problem of the master or of what otter made of it."""
    master = parse(path)
    with tempfile.TemporaryDirectory() as folder:
        made = _otter_assign(master, Path(folder))
    sources = {name: _named_checks(source, master, name) for name, source in made.full.items()}
    public = {name: _named_checks(source, master, name) for name, source in made.public.items()}
    student_cells = _finish(master, made.student, public)
    solution_cells = [_clean(cell) for cell in _finish(master, made.solution, public)]
    _judge_student(path, master, student_cells, public, sources)
    assignment = _assignment(master, student_cells, sources)
    return Built(
        assignment,
        notebooks.write(student_cells, master.slug),
        notebooks.write(solution_cells, master.slug),
        files.repack(
            made.archive,
            {f"tests/{name}.py": source.encode() for name, source in sources.items()},
            OTTER_RUNS,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """What otter assign left: cells of both notebooks, test files by question, and its zip."""

    student: list[dict[str, Any]]
    solution: list[dict[str, Any]]
    full: dict[str, str]
    public: dict[str, str]
    archive: bytes


def _otter_assign(master: Master, folder: Path) -> _Made:
    from otter.assign import main as otter_assign

    notebook = folder / f"{master.slug}.ipynb"
    notebook.write_bytes(notebooks.write(_otter_cells(master), master.slug, ids=False))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            otter_assign(str(notebook), str(folder / "made"), no_pdfs=True, no_run_tests=True)
    except (
        Exception
    ) as error:  # otter raises whatever it meets; to an author it is a fault of the master
        raise MasterError([f"{master.slug}.py: otter assign refuses it: {error}"]) from error
    student, solution = folder / "made" / "student", folder / "made" / "autograder"
    return _Made(
        json.loads((student / notebook.name).read_bytes())["cells"],
        json.loads((solution / notebook.name).read_bytes())["cells"],
        {file.stem: file.read_text() for file in sorted((solution / "tests").glob("*.py"))},
        {file.stem: file.read_text() for file in sorted((student / "tests").glob("*.py"))},
        next(solution.glob("*.zip")).read_bytes(),
    )


def _otter_cells(master: Master) -> list[Cell]:
    """Return the cells as otter wants them: our keys gone, its own settings fixed, each cell marked with its place."""
    questions = {question.name: question for question in master.questions}
    seen: dict[str, int] = {}
    cells = []
    for cell in master.cells:
        source = cell.source
        if cell.role == "config":
            source = "# ASSIGNMENT CONFIG\n" + yaml.safe_dump(_otter_config(master), sort_keys=True)
        elif cell.role == "boundary" and re.match(r"#\s*BEGIN\s+QUESTION", source, re.IGNORECASE):
            question = questions[cell.question]
            settings = {"name": question.name, "points": question.points, "manual": question.manual}
            source = "# BEGIN QUESTION\n" + yaml.safe_dump(settings, sort_keys=True)
        elif cell.role == "check":
            number = seen[cell.question] = seen.get(cell.question, -1) + 1
            source = _otter_check(questions[cell.question], number)
        cells.append(Cell(cell.kind, source.rstrip("\n"), metadata={"course": {"line": cell.line}}))
    return cells


def _otter_config(master: Master) -> dict[str, Any]:
    return {
        "name": master.slug,
        "init_cell": False,
        "export_cell": False,
        "tests": {"files": True, "ok_format": False},
        "generate": {"show_hidden": False},
        "run_tests": False,
    }


def _otter_check(question: MasterQuestion, number: int) -> str:
    check = question.checks[number]
    settings = {"points": check.points, "hidden": check.hidden, "failure_message": check.hint}
    config = yaml.safe_dump(settings, sort_keys=True, width=10_000, allow_unicode=True).rstrip()
    return f'""" # BEGIN TEST CONFIG\n{config}\n""" # END TEST CONFIG\n{question.bodies[number]}'


def _named_checks(source: str, master: Master, question: str) -> str:
    """Give otter's test cases our names, and one canonical layout."""
    names = {
        f"test_{c.name}": c.name for q in master.questions if q.name == question for c in q.checks
    }
    parts = re.split(r"^(?=@test_case\()", source, flags=re.MULTILINE)
    for number, part in enumerate(parts):
        function = re.search(r"^def (test_\w+)\(", part, re.MULTILINE)
        if part.startswith("@test_case(") and function:
            parts[number] = (
                part.replace("@test_case(", f"@test_case(name={names[function[1]]!r}, ", 1).rstrip()
                + "\n\n\n"
            )
    return re.sub(r", \n    ", ", ", "".join(parts)).rstrip() + "\n"


def _finish(master: Master, raw_cells: list[dict[str, Any]], public: dict[str, str]) -> list[Cell]:
    """Turn otter's cells into ours: ids by place, the header of each question, set-up and submit cells."""
    by_line = {cell.line: cell for cell in master.cells}
    questions = {question.name: question for question in master.questions}
    cells: list[Cell] = []
    counts: dict[str, int] = {}
    headed: set[str] = set()
    section = "start"
    for raw in raw_cells:
        source = raw["source"] if isinstance(raw["source"], str) else "".join(raw["source"])
        origin = by_line.get(raw["metadata"].get("course", {}).get("line"))
        check = re.fullmatch(r'grader\.check\("(\w+)"\)', source)
        if check and origin is None:
            cells.append(Cell("code", source, f"{check[1]}-check", _locked("check", check[1])))
            continue
        if origin and origin.question:
            section = origin.question
        role = origin.role if origin else "given"
        if role == "text" and section not in headed:
            headed.add(section)
            number = list(questions).index(section) + 1
            source = _header(number, questions[section]) + "\n\n" + source
        if raw["cell_type"] == "code" and not any(cell.id == "setup" for cell in cells):
            cells.append(_setup(master, public))
        cells.append(
            Cell(raw["cell_type"], source, _id(section, role, counts), _metadata(origin, role))
        )
    return [*cells, *_submit(master)]


def _id(section: str, role: str, counts: dict[str, int]) -> str:
    stem = f"{section}-{role}"[:56]
    counts[stem] = counts.get(stem, 0) + 1
    return stem if counts[stem] == 1 else f"{stem}-{counts[stem]}"


def _metadata(origin: MasterCell | None, role: str) -> dict[str, Any]:
    if role == "answer" and origin:
        return {
            "course": {"question": origin.question, "role": "answer"},
            "tags": ["otter_answer_cell"],
        }
    return {"deletable": False, "editable": False} if role == "text" else {}


def _locked(role: str, question: str) -> dict[str, Any]:
    return {"course": {"question": question, "role": role}, "deletable": False, "editable": False}


def _header(number: int, question: MasterQuestion) -> str:
    stars = "●" * question.difficulty + "○" * (3 - question.difficulty)
    lines = [
        f"## Question {number} · {question.title}",
        "",
        f"{files.points(question.points)} · {stars} · about {question.minutes} minutes",
    ]
    hidden = [check.about for check in question.checks if check.hidden]
    if question.manual:
        lines[2] += " · graded manually"
    elif hidden:
        plural = f"{len(hidden)} hidden checks look" if len(hidden) > 1 else "1 hidden check looks"
        lines[2] += (
            f"  \nThe checks below the blank are public. After you submit, {plural} at: {'; '.join(hidden)}."
        )
    return "\n".join(lines)


def _setup(master: Master, public: dict[str, str]) -> Cell:
    """Return the set-up cell: it carries the public checks, so that a lone notebook works anywhere, whatever its name."""
    tests = "\n".join(f"    {name!r}: r'''\n{source}''',\n" for name, source in public.items())
    source = f"""\
#@title Set-up: run this cell first (nothing to fill in)
# It holds the public checks that grader.check("…") runs, so that this notebook works on its own
# in JupyterLab, VS Code and Colab.
import importlib.util, os, pathlib, tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow prints errors only
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # and computes exactly as it does in grading
if importlib.util.find_spec("otter") is None:
    %pip install --quiet {OTTER}
import otter

checks = pathlib.Path(tempfile.mkdtemp(prefix="checks-"))
for name, source in {{
{tests}}}.items():
    (checks / f"{{name}}.py").write_text(source, encoding="utf-8")
grader = otter.Notebook(tests_dir=str(checks))
print("Ready: {master.slug}")"""
    metadata = {
        "cellView": "form",
        "deletable": False,
        "editable": False,
        "jupyter": {"source_hidden": True},
    }
    metadata["tags"] = ["hide-input"]  # for renderers
    return Cell("code", source, "setup", metadata)


def _submit(master: Master) -> list[Cell]:
    text = (
        "## Submit\n\nRun everything once from the top (*Kernel ▸ Restart Kernel and Run All Cells*), "
        f"save, and submit this notebook, `{master.slug}.ipynb`. The cell below runs all public checks "
        "again; once they pass, only the hidden checks remain."
    )
    return [
        Cell("markdown", text, "submit-text", {"deletable": False, "editable": False}),
        Cell("code", "grader.check_all()", "submit-check", {"deletable": False, "editable": False}),
    ]


def _clean(cell: Cell) -> Cell:
    """Take otter's marks out of a solution cell, so that the solution reads as the code it is."""
    if cell.kind != "code" or cell.id == "setup":
        return cell
    source = PROMPT_BLOCK.sub("", cell.source)
    source = END_OF_LINE_MARK.sub("", WHOLE_LINE_MARK.sub("", source))
    return replace(cell, source=source.rstrip("\n"))


def _judge_student(
    path: Path, master: Master, cells: list[Cell], public: dict[str, str], full: dict[str, str]
) -> None:
    """Refuse a student notebook that does not parse, keeps a mark, or holds a line of a hidden check."""
    problems = []
    transform = TransformerManager().transform_cell
    text = "\n".join(cell.source for cell in cells)
    for cell in cells:
        if cell.kind != "code":
            continue
        try:
            ast.parse(transform(cell.source))
        except SyntaxError as error:
            question = cell.metadata.get("course", {}).get("question", "")
            line = next(
                (c.line for c in master.cells if c.question == question and c.role == "answer"), 1
            )
            shown = (error.text or "").strip()
            problems.append(
                f"{path.name}, question `{question}`, line {line}: after stripping, the student's cell `{cell.id}` does not "
                f"parse: {error.msg} at {shown!r}. Use BEGIN SOLUTION … END SOLUTION around whole statements."
            )
        mark = ANY_MARK.search(cell.source)
        if mark and cell.id != "setup":
            problems.append(
                f"{path.name}: the student's cell `{cell.id}` still holds `{mark.group(0)}`. Move the mark."
            )
    for name, line in _telling_lines(master, public, full):
        if line in text:
            where = next(question.line for question in master.questions if question.name == name)
            problems.append(
                f"{path.name}, question `{name}`, line {where}: the student notebook holds {line!r}, a line of a hidden "
                "check. Write the hidden check with other names and values."
            )
    if problems:
        raise MasterError(problems)


def _telling_lines(
    master: Master, public: dict[str, str], full: dict[str, str]
) -> list[tuple[str, str]]:
    """Return the lines of hidden checks that no public check shares, long enough to give something away."""
    shared = {line.strip() for source in public.values() for line in source.splitlines()}
    return [
        (name, line.strip())
        for name, source in full.items()
        for line in source.splitlines()
        if len(line.strip()) >= SHORTEST_TELLING_LINE
        and line.strip() not in shared
        and not line.strip().startswith(("import ", "from ", "@test_case", "name ="))
    ]


def _assignment(master: Master, student_cells: list[Cell], sources: dict[str, str]) -> Assignment:
    questions = tuple(
        Question(
            name=question.name,
            title=question.title,
            points=question.points,
            difficulty=question.difficulty,
            minutes=question.minutes,
            checks=tuple(question.checks),
            source=sources.get(question.name, ""),
            blanks=tuple(
                cell.source
                for cell in student_cells
                if cell.kind == "code"
                and cell.metadata.get("course") == {"question": question.name, "role": "answer"}
            ),
            manual=question.manual,
        )
        for question in master.questions
    )
    shipped = tuple(cell.source for cell in student_cells if cell.kind == "code")
    assignment = Assignment(
        slug=master.slug,
        title=master.title,
        questions=questions,
        limits=master.limits,
        shipped=shipped,
    )
    return assignments.sealed(assignment)


def ready(course: Course, slug: str) -> Assignment:
    """Return an assignment, building its checks first when its master has changed. Writes only below build/."""
    folder = course.built(slug)
    stamp = _stamp(course.master(slug))
    if not (folder / "stamp").is_file() or (folder / "stamp").read_text() != stamp:
        made = build(course.master(slug))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "stamp").unlink(missing_ok=True)
        (folder / "assignment.json").write_bytes(assignments.dump(made.assignment))
        (folder / "autograder.zip").write_bytes(made.autograder_zip)
        (folder / "student.ipynb").write_bytes(made.student)
        (folder / "solution.ipynb").write_bytes(made.solution)
        (folder / "stamp").write_text(stamp)
    assignment = assignments.load((folder / "assignment.json").read_bytes())
    return assignments.sealed(
        replace(assignment, limits=replace(assignment.limits, **course.limits))
    )


def _stamp(master: Path) -> str:
    """Return the hash of all that a build depends on: the master, the builder, otter."""
    parts = [master.read_bytes(), importlib.metadata.version("otter-grader").encode()]
    package = Path(__file__).parent.parent
    sources = [
        *package.glob("*.py"),
        *package.glob("notebook/*.py"),
        *map(package.joinpath, BUILT_BY),
    ]
    parts += [path.read_bytes() for path in sorted(sources)]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
