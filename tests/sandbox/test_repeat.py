"""The same submission, graded again and again, gets the same grade to the bit: alone, beside
others, on a busy machine, as another user.

What is compared: each result and message, the verdict, and what every cell printed and drew. A
small network that trains stands for all; set `EVERY_SOLUTION=1` for the solutions of the whole
course (half an hour). Run as a script, it grades once and prints the fingerprints: that is how it
becomes another user.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DEMO, REPOSITORY, ROOT, edited, python, shown

from autograder import assignments, course
from autograder.authoring import build
from autograder.grading.batch import grade_all
from autograder.grading.task import prepare
from autograder.handed_in import HandedIn
from autograder.records import Assignment, Grade, Limits, Submission
from autograder.sandbox.policy import THREAD_ENVIRONMENT
from autograder.sandbox.start import zygote

pytestmark = pytest.mark.slow
USER = 61_234
TIMES = 5 if os.environ.get("EVERY_SOLUTION") else 3  # in each of four settings
NETWORK = """
import hashlib, keras, matplotlib.pyplot as plt
keras.utils.set_random_seed(7)
draw = np.random.default_rng(7)
inputs, targets = draw.normal(size=(96, 4)), draw.integers(0, 3, size=96)
dense = keras.layers.Dense
model = keras.Sequential([keras.Input((4,)), dense(24, "tanh"), dense(3, "softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
losses = model.fit(inputs, targets, epochs=3, batch_size=16, verbose=0).history["loss"]
print(losses, keras.random.uniform((3,)).numpy(), np.random.random(3))
for weights in model.get_weights():
    print(hashlib.sha256(weights.tobytes()).hexdigest())
plt.plot(model.predict(inputs, verbose=0))
plt.show()
"""


def subject(name: str) -> tuple[Assignment, bytes]:
    """Return an assignment and a solution of it.

    The demonstration's, which trains a network, or one of the course.
    """
    if name == DEMO.stem:
        demo = build.build(DEMO)
        assignment = assignments.load(assignments.dump(demo.assignment))
        return replace(assignment, limits=Limits(cell_seconds=60)), edited(
            demo.solution, {}, add=[(3, NETWORK)]
        )
    here = course.find(REPOSITORY)
    return build.ready(here, name), (here.built(name) / "solution.ipynb").read_bytes()


def fingerprints(name: str, zygote_path: str, workers: int) -> list[str]:
    """Return the fingerprints of `TIMES` gradings."""
    assignment, data = subject(name)
    submissions = [
        Submission(
            student=f"student{n:02}",
            name=f"student{n:02}",
            filename=f"{name}.ipynb",
            file=HandedIn.of(data),
            slug=name,
        )
        for n in range(TIMES)
    ]
    tasks = [prepare(submission, assignment) for submission in submissions]
    return [fingerprint(grade) for _, grade in grade_all(tasks, zygote_path, workers)]


def fingerprint(grade: Grade) -> str:
    """Return a hash of all that must not differ: everything but the names and the seconds."""
    assert grade.points == grade.possible, grade.results
    cells = [
        replace(cell, seconds=0.0, stdout="" if "time." in cell.source else cell.stdout, images=())
        for cell in grade.cells
    ]
    drawn = [hashlib.sha256(image).hexdigest() for cell in grade.cells for image in cell.images]
    return hashlib.sha256(
        repr((grade.results, grade.verdict, grade.note, cells, drawn)).encode()
    ).hexdigest()


@contextlib.contextmanager
def busy_machine() -> Iterator[None]:
    """A process for each core that does nothing but compute."""
    spinning = [subprocess.Popen(python("-c", "while True: pass")) for _ in os.sched_getaffinity(0)]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def as_another_user(name: str) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="repeat-") as folder:
        os.chown(folder, USER, USER)
        command = shown(python("-B", str(Path(__file__).resolve()), name, folder), USER)
        environment = THREAD_ENVIRONMENT | {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "TMPDIR": folder,
            "LANG": "C.UTF-8",
        }
        environment["PYTHONPATH"] = os.pathsep.join(map(str, (REPOSITORY, REPOSITORY / "tests")))
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=REPOSITORY, env=environment, check=False
        )
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout.split()


@pytest.mark.parametrize(
    "name", course.find(REPOSITORY).slugs if os.environ.get("EVERY_SOLUTION") else [DEMO.stem]
)
def test_all_gradings_of_one_submission_are_one_and_the_same(name: str, full_zygote: str) -> None:
    alone = fingerprints(name, full_zygote, 1)
    beside = fingerprints(name, full_zygote, 2)
    with busy_machine():
        loaded = fingerprints(name, full_zygote, 2)
    other = as_another_user(name) if ROOT else fingerprints(name, full_zygote, 1)
    assert [len(found) for found in (alone, beside, loaded, other)] == [TIMES] * 4
    assert {*alone, *beside, *loaded, *other} == {alone[0]}


def test_another_seed_is_another_fingerprint(full_zygote: str) -> None:
    """Else the test above would see nothing.

    A seed moves what a cell prints and draws, and no result.
    """
    assignment, data = subject(DEMO.stem)
    other = data.replace(b"set_random_seed(7)", b"set_random_seed(8)")
    assert other != data
    tasks = [
        prepare(
            Submission(
                student=who, name=who, filename="x.ipynb", file=HandedIn.of(what), slug="99-demo"
            ),
            assignment,
        )
        for who, what in (("a", data), ("b", other))
    ]
    (_, one), (_, two) = grade_all(tasks, full_zygote, 2)
    assert one.results == two.results
    assert fingerprint(one) != fingerprint(two)


if __name__ == "__main__":
    with zygote(Path(sys.argv[2])) as warm:
        sys.stdout.write("\n".join(fingerprints(sys.argv[1], warm.path, 1)))
