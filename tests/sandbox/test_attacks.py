"""Attacks: not one gains a point, reads a hidden check, stays behind, or touches a neighbour's
grade.

Each file below attacks/ is a submission in py:percent form, with its expected result on top. The
corpus is graded once, in one batch with honest neighbours between, by the real workers. What is
tried elsewhere is not repeated here: single probes from inside the sandbox (test_box), frames
(test_wire), values in a check (test_judge), zips (lms/test_lms_archive), text in reports
(report/test_page), images (test_images), damaged notebooks (notebook/test_mangled).
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pickle
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import psutil
import pytest
from classroom import assert_safe, standing
from conftest import LIGHT, LIMITS, REPOSITORY, edited, lower, python
from conftest import submission as handed_in

from autograder import assignments, report
from autograder.authoring.build import Built
from autograder.grading.task import prepare
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Submission,
    Tier,
    Verdict,
)
from autograder.sandbox.start import zygote

pytestmark = pytest.mark.kernel

ATTACKS = Path(__file__).parents[1] / "attacks"
HEADER = re.compile(r"^# (why|points|verdict|prints|name): (.+)$", re.MULTILINE)
GIVEN = "import numpy as np\n\nnumbers = np.arange(4.0)"
SECRETS = (
    "test_negative",
    "secret",
    "negative numbers come out wrong",
    "arange(7.0",
    "hidden mountain",
    "half the way",
)  # of the hidden checks' sources
GRADER_BYTES = 300 << 20
LEFT = "left-behind"
CLASS = 15  # students of the class that is attacked
PLACES = "/ /etc /etc/cron.d /opt /root /run /srv /tmp /usr/local/bin /var/tmp /dev/shm".split()


@dataclass(frozen=True)
class Attack:
    """One submission, and what must come of it."""

    kind: str
    name: str
    data: bytes
    points: float
    verdicts: tuple[
        Verdict, ...
    ]  # more than one where the moment decides at which the judge is stopped
    prints: str = ""
    student: str = ""  # the name of the person, where that is part of the attack

    @property
    def submission(self) -> Submission:
        return replace(handed_in(self.data, self.name), name=self.student or self.name)


def attack(path: Path) -> Attack:
    head, *cells = path.read_text().split("\n# %%\n")
    fields = dict(HEADER.findall(head))
    data = notebooks.write(
        [
            Cell(kind="code", source=text.strip("\n"), id=f"c{n}")
            for n, text in enumerate([GIVEN, *cells])
        ],
        "99-demo",
    )
    name = fields.get("name", "").encode("latin-1", "backslashreplace").decode("unicode_escape")
    verdicts = tuple(map(Verdict, fields["verdict"].split(" or ")))
    return Attack(
        path.parent.name,
        path.stem,
        data,
        float(fields["points"]),
        verdicts,
        fields.get("prints", ""),
        name,
    )


def document(*cells: object, **metadata: object) -> bytes:
    return json.dumps(
        {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


def code(source: str, **fields: object) -> dict[str, object]:
    return {
        "cell_type": "code",
        "id": "x",
        "metadata": {},
        "source": source,
        "outputs": [],
        **fields,
    }


WALK = """
OK_FORMAT = False
from otter.test_files import test_case
name, points = "walk", 2
@test_case(name="steps", points=1, hidden=True)
def test_steps(walk):
    places = []
    def height(place):
        "Tell the height of the hidden mountain."
        wanted = [731552, 365776, 182888][len(places)]
        assert place == wanted, f"a step to {place}, where {wanted} is half the way"
        places.append(place)
        return place / 2
    walk(height, 731552)
    assert len(places) == 3
@test_case(name="rows", points=1)
def test_rows(walk, table):
    import numpy as np
    rows = np.asarray(table)
    assert np.array_equal(walk(rows, 1), rows[::-1])
    for last in table:
        pass
    assert last[0] == 1
"""
WALK_CHECKS = (
    Check(question="walk", name="steps", points=1, hidden=True, about="steps", hint="Halve it."),
    Check(question="walk", name="rows", points=1, about="rows", hint="Turn them round."),
)
WALKING = Question(
    name="walk", title="W", points=2, difficulty=1, minutes=1, checks=WALK_CHECKS, source=WALK
)  # a function of a hidden check, and a table that goes back to the student's process

UNREADABLE, OK = (Verdict.UNREADABLE,), (Verdict.OK,)
HONEST = code(GIVEN + "\ntotal = numbers.sum()")
FLOOD = {"output_type": "stream", "name": "stdout", "text": "x" * (30 << 20)}
SCRIPTS = {
    "text/html": "<script>alert(1)</script>",
    "image/svg+xml": "<svg onload=alert(1)>",
    "text/latex": "$alert$",
}
SHOWN = {"output_type": "display_data", "data": SCRIPTS, "metadata": {}}
CLAIMS = {
    "points": 99,
    "nbgrader": {"grade": True, "points": 99, "grade_id": "double", "locked": True},
}
KERNEL = {
    "name": "x",
    "language": "bash",
    "argv": ["/bin/sh", "-c", "touch /tmp/left-behind-kernel"],
}
FILES = (
    Attack("files", "nested", b"[" * 1_000_000, 0, UNREADABLE),
    Attack(
        "files",
        "nested-cells",
        b'{"cells": ' + b'{"a": ' * 100_000 + b"1" + b"}" * 100_001,
        0,
        UNREADABLE,
    ),
    Attack("files", "a-number-without-end", b'{"cells": ' + b"9" * 1_000_000 + b"}", 0, UNREADABLE),
    Attack(
        "files",
        "a-text-for-cells",
        document(code("1")).replace(b'[{"cell', b'"[{cell', 1),
        0,
        UNREADABLE,
    ),
    Attack(
        "files", "lists-for-cells", b'{"cells": [' + b"[]," * 1_000_000 + b"[]]}", 0, UNREADABLE
    ),
    Attack("files", "many-cells", document(*[code("1")] * 5_000), 0, UNREADABLE),
    Attack(
        "files",
        "dense-source",
        document(*[code(f"#{n}\n" + "a;" * 32_000) for n in range(16)]),
        0,
        UNREADABLE,
    ),
    Attack("files", "a-pickle", pickle.dumps(os.getcwd), 0, UNREADABLE),
    Attack("files", "a-page", b"<script>alert(1)</script>", 0, UNREADABLE),
    Attack("files", "large-outputs", document(HONEST, code("1", outputs=[FLOOD])), 1, OK),
    Attack(
        "files",
        "scripts-in-outputs",
        document(HONEST, code("1", outputs=[SHOWN]), widgets=SCRIPTS),
        1,
        OK,
    ),
    Attack(
        "files",
        "forged-metadata",
        document(HONEST, code("1", metadata=CLAIMS), otter=CLAIMS, **CLAIMS),
        1,
        OK,
    ),
    Attack("files", "another-kernel", document(HONEST, kernelspec=KERNEL), 1, OK),
    Attack(
        "files",
        "names-of-cells",
        document({**HONEST, "id": "../left-behind\x1b[2J"}, code("1", id="<script>")),
        1,
        OK,
    ),
)
CORPUS = tuple(attack(path) for path in sorted(ATTACKS.glob("*/*.py"))) + FILES
INTEGRITY = tuple(attack for attack in CORPUS if attack.kind == "integrity")
every_attack = pytest.mark.parametrize(
    "attack", CORPUS, ids=lambda attack: f"{attack.kind}-{attack.name}"
)


@dataclass(frozen=True)
class Batch:
    """What a batch left.

    Grades by student, the workers' largest memory in bytes, and what should not be there.
    """

    grades: dict[str, Grade]
    peak_bytes: int
    processes: tuple[str, ...]
    files: tuple[str, ...]

    def grade(self, attack: Attack) -> Grade:
        return self.grades[attack.name]


@dataclass(frozen=True)
class Warm:
    """A zygote, and a folder that only it and its children name in their environment."""

    path: str
    fonts: Path
    tier: Tier


@pytest.fixture(scope="module", params=[Tier.NAMESPACES, Tier.LANDLOCK])
def warm(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warm]:
    """The zygote that the corpus is graded with, on each tier.

    The one place here that knows of tiers.
    """
    cache = tmp_path_factory.mktemp("cache")
    tier: Tier = request.param
    with lower(cache) if tier is Tier.LANDLOCK else zygote(cache, LIGHT, [tier]) as opened:
        yield Warm(opened.path, Path(opened.path).with_name("fonts"), opened.tier)


@pytest.fixture(scope="module")
def walked(assignment: Assignment) -> Assignment:
    """The demonstration with one question more, which the honest do not answer."""
    return replace(assignment, questions=(*assignment.questions, WALKING))


@pytest.fixture(scope="module")
def limited(walked: Assignment) -> Assignment:
    limits = replace(
        LIMITS,
        cell_seconds=1.0,
        idle_seconds=2.0,
        notebook_idle_seconds=4.0,
        judge_seconds=1.0,
        reading_seconds=1.0,
        images=100,
    )
    return replace(walked, limits=limits)


@pytest.fixture(scope="module")
def neighbours(demo: Built) -> dict[str, bytes]:
    half = edited(demo.student, {"total-answer": "total = numbers.sum(); print(total)"})
    kinds = (demo.solution, half, demo.student)
    return {f"honest{n + 1:02}": kinds[n % len(kinds)] for n in range(CLASS)}


def graded(
    warm: Warm, assignment: Assignment, submissions: list[Submission], folder: Path
) -> Batch:
    (folder / "tmp").mkdir()
    (folder / "tasks").write_bytes(
        pickle.dumps([prepare(submission, assignment) for submission in submissions])
    )
    command = python(
        str(REPOSITORY / "tests" / "batch_run.py"),
        warm.path,
        str(folder / "tasks"),
        str(folder / "result"),
    )
    environment = os.environ | {"TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    grades, peak = pickle.loads((folder / "result").read_bytes())
    return Batch(grades, peak, tuple(_left_processes(warm.fonts)), tuple(_left_files(folder)))


def _left_processes(fonts: Path) -> list[str]:
    """Return what still runs in the environment of a box.

    Of the zygote's, which is our child, and nobody else's.
    """
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if str(fonts) in process.environ().values() and process.ppid() != os.getpid():
                found.append(process)
    _, alive = psutil.wait_procs(found, timeout=5)
    return [str(process) for process in alive]


def _left_files(folder: Path) -> Iterator[str]:
    for place in (*map(Path, PLACES), Path.home(), REPOSITORY, folder, folder / "tmp"):
        if os.access(place, os.R_OK | os.X_OK):
            yield from (
                str(path)
                for path in place.iterdir()
                if LEFT in path.name or path.parent == folder / "tmp"
            )


@pytest.fixture(scope="module")
def attacked(
    warm: Warm,
    limited: Assignment,
    neighbours: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> Batch:
    """All attacks in one batch, honest neighbours before, between and after them."""
    honest = [handed_in(data, name) for name, data in neighbours.items()]
    attacks = [attack.submission for attack in CORPUS]
    apart = len(attacks) // (CLASS - 1) + 1
    order = [honest[0]]
    for number, neighbour in enumerate(honest[1:]):
        order += [*attacks[number * apart : (number + 1) * apart], neighbour]
    return graded(warm, limited, order, tmp_path_factory.mktemp("attacked"))


@every_attack
def test_an_attack_earns_what_is_honest_in_it_and_no_more(attacked: Batch, attack: Attack) -> None:
    grade = attacked.grade(attack)
    assert grade.points == attack.points, grade.results
    assert grade.verdict in attack.verdicts, grade.note
    assert not grade.needs_review
    assert all(cell.seconds >= 0 for cell in grade.cells)
    if grade.verdict is attack.verdicts[0]:
        assert attack.prints in " ".join(cell.stdout.strip() for cell in grade.cells)


@every_attack
@pytest.mark.parametrize(
    "warm", [Tier.NAMESPACES], indirect=True
)  # reports do not depend on the tier
def test_an_attack_shows_nothing_of_a_hidden_check_and_its_reports_are_safe(
    attacked: Batch, limited: Assignment, attack: Attack
) -> None:
    grade, submission = attacked.grade(attack), attack.submission
    one = standing(submission, grade)
    page = report.student_page(limited, one)
    overview = report.class_page(limited, [one])
    table = report.grades_csv(limited, [one])
    notebook = report.student_notebook(limited, one)

    assert_safe(page)
    assert_safe(overview, frozenset({report.page_name(submission)}))
    nbformat.validate(json.loads(notebook))
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert not [
        cell
        for cell in cells
        if any(part.lstrip().startswith(("=", "+", "-", "@")) for part in cell.split(";"))
        or re.search(r"[\x00-\x1f\x7f-\x9f]", cell)
    ]
    shown = "\n".join(
        [
            page,
            overview,
            table,
            *(f"{c.stdout}\n{c.error}" for c in grade.cells),
            *(r.message for r in grade.results),
        ]
    )
    given = attack.data.decode("utf-8", "replace")
    assert not [secret for secret in SECRETS if secret in shown and secret not in given]
    for text in (submission.name, grade.note, *(r.message for r in grade.results)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", report.terminal(text))


def test_no_process_and_no_file_stays_behind(attacked: Batch) -> None:
    assert attacked.processes == ()
    assert attacked.files == ()


def test_the_graders_memory_stays_small(attacked: Batch) -> None:
    assert attacked.peak_bytes < GRADER_BYTES, f"{attacked.peak_bytes >> 20} MB"


def test_a_neighbours_grade_is_the_same_without_the_attackers(
    attacked: Batch, warm: Warm, limited: Assignment, neighbours: dict[str, bytes], tmp_path: Path
) -> None:
    honest = [handed_in(data, name) for name, data in neighbours.items()]
    alone = graded(warm, limited, honest, tmp_path)
    assert [alone.grades[name].points for name in neighbours] == [3, 1, 0] * (CLASS // 3)
    for submission in honest:
        told = [
            _bytes(limited, submission, batch.grades[submission.student])
            for batch in (alone, attacked)
        ]
        assert told[0] == told[1]


def _bytes(
    assignment: Assignment, submission: Submission, grade: Grade
) -> tuple[bytes, str, bytes]:
    """Return a grade, its page and its notebook as bytes, without the seconds it took."""
    cells = tuple(replace(cell, seconds=0.0) for cell in grade.cells)
    grade = replace(grade, cells=cells, seconds=0.0)
    one = standing(submission, grade)
    notebook = report.student_notebook(assignment, one)
    return repr(grade).encode(), report.student_page(assignment, one), notebook


@pytest.fixture(scope="module")
def naive(tmp_path_factory: pytest.TempPathFactory, walked: Assignment) -> dict[str, float]:
    """Return what a grader of one interpreter gives for each attack on points."""
    folder = tmp_path_factory.mktemp("naive")
    (folder / "assignment.json").write_bytes(assignments.dump(walked))
    paths = [folder / f"{attack.name}.ipynb" for attack in INTEGRITY]
    for path, attack in zip(paths, INTEGRITY, strict=True):
        path.write_bytes(attack.data)
    command = python(
        str(REPOSITORY / "tests" / "naive.py"), str(folder / "assignment.json"), *map(str, paths)
    )
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("attack", INTEGRITY, ids=lambda attack: attack.name)
def test_an_attack_on_points_gains_some_in_one_interpreter(
    naive: dict[str, float], attack: Attack
) -> None:
    """Else it would prove nothing."""
    assert naive[attack.name] > attack.points


def test_the_corpus_is_as_large_as_promised_and_no_two_are_alike() -> None:
    assert len(CORPUS) >= 60
    assert (
        len({attack.name for attack in CORPUS})
        == len({attack.data for attack in CORPUS})
        == len(CORPUS)
    )


def test_no_check_is_broken_by_an_attack(attacked: Batch) -> None:
    assert not [
        name
        for name, grade in attacked.grades.items()
        if any(r.outcome is Outcome.BROKEN for r in grade.results)
    ]
