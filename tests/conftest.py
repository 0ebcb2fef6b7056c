"""What the tests share: a small course with one assignment, and warm zygotes to open boxes from."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # as in a worker: the judge is forked, and threads do not survive that

from autograder import assignments
from autograder.authoring import build, readme
from autograder.course import Course, find
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.grading.session import Grader
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Limits, Submission, Tier
from autograder.sandbox.box import Box
from autograder.sandbox.start import Zygote, zygote

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DEMO = Path(__file__).parent / "demo" / "99-demo.py"
REPOSITORY = Path(__file__).parent.parent
LIGHT = (
    "numpy",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "IPython.core.interactiveshell",
)
LIMITS = Limits(
    cell_seconds=1.0,
    notebook_seconds=30.0,
    idle_seconds=20.0,
    memory_bytes=400 << 20,
    processes=64,
    scratch_bytes=64 << 20,
    scratch_files=4_000,
    cell_output_bytes=10_000,
    notebook_output_bytes=50_000,
    images=3,
)
Edit = Callable[[str], str]

# A run of the tests decides whether a change lands, so two runs must try the same examples.
# New ones are sought on purpose: `pytest --hypothesis-profile explore`.
settings.register_profile("same examples", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("same examples")


def pytest_sessionstart() -> None:
    """Let Ctrl-C end what tests interrupt, and draw nothing that stands in the code.

    A script's background job ignores it, and so would each command that a test starts there: it would never end. Examples drawn from the
    code would change with each line of it, and with each module that another test imports.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if settings().derandomize:
        providers._get_local_constants = lambda: NO_CONSTANTS


NO_CONSTANTS = providers.Constants()
LONGEST_FIRST = ("test_sample_class", "test_attacks", "test_jupyterlab", "test_box")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first: two processes share the files, and none should be left alone with a long one at the end."""
    rank = {name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


@pytest.fixture(scope="session")
def demo() -> build.Built:
    return build.build(DEMO)


@pytest.fixture(scope="session")
def assignment(demo: build.Built) -> Assignment:
    return assignments.load(assignments.dump(demo.assignment))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of one assignment, 99-demo, in a folder of its own."""
    return make_course(tmp_path / "course")


@pytest.fixture
def here(course: Course, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course's folder, as the current one, with an empty folder for submissions."""
    (course.root / "submissions").mkdir()
    monkeypatch.chdir(course.root)
    return course.root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for tests with the marks `NEEDS_BROWSER`."""
    from browser import launch

    with launch() as running:
        yield running


@pytest.fixture(scope="session")
def light_zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real zygote, without the libraries that take seconds to import."""
    with zygote(tmp_path_factory.mktemp("cache"), LIGHT) as warm:
        yield warm.path


@pytest.fixture(scope="session")
def full_zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The zygote as graders use it, with TensorFlow and Keras. For tests marked slow."""
    with zygote(tmp_path_factory.mktemp("cache")) as warm:
        yield warm.path


@pytest.fixture(scope="session")
def lower_zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same on the lower tier: no namespaces."""
    folder = tmp_path_factory.mktemp("lower")
    with lower(folder) as warm:
        yield warm.path


@contextlib.contextmanager
def lower(folder: Path) -> Iterator[Zygote]:
    """Start a light zygote on the lower tier, with Python's folder shown to the uids of its students."""
    script = folder / "python"
    command = shown([sys.executable])
    command[-1] += ' "$@"'
    script.write_text(f'#!/bin/sh\nexec {shlex.join(command)} sh "$@"\n')
    script.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        if ROOT:
            patch.setattr(sys, "executable", str(script))
        manager = zygote(folder, LIGHT, [Tier.LANDLOCK])
        warm = manager.__enter__()
    try:
        yield warm
    finally:
        manager.__exit__(None, None, None)


@pytest.fixture
def light_grader(light_zygote: str) -> Iterator[Grader]:
    """A session over the light zygote that keeps its grades in memory."""
    with open_gradebook(None) as book:
        yield make_grader(light_zygote, book)


def make_grader(path: str, book: Gradebook) -> Grader:
    """Return a session over a zygote that runs already."""
    return Grader(warm=lambda: Zygote(path=path, tier=Tier.NAMESPACES), book=book, environment="e")


@pytest.fixture
def open_box(light_zygote: str) -> Iterator[Callable[..., Box]]:
    """Return a function that opens a box with limits of one's choice; all are closed at the end."""
    boxes = []

    def opened(**limits: float) -> Box:
        boxes.append(Box(light_zygote, replace(LIMITS, **limits)))
        return boxes[-1]

    yield opened
    for box in boxes:
        box.kill()


@pytest.fixture
def box(open_box: Callable[..., Box]) -> Box:
    return open_box()


def make_course(root: Path, master: str | None = None) -> Course:
    """Write a course of one assignment, 99-demo, below `root`."""
    folder = root / "solutions" / "99-demo"
    folder.mkdir(parents=True)
    (root / "course.toml").write_text('time_zone = "UTC"\n')
    for path, names in (
        (root / "README.md", ("overview", "audit")),
        (root / "solutions" / "README.md", ("figures",)),
    ):
        blocks = (
            f"{readme.BEGIN.format(name=name)}\n{readme.END.format(name=name)}\n" for name in names
        )
        path.write_text("\n".join(blocks))
    if master is None:
        shutil.copy(DEMO, folder)
    else:
        (folder / DEMO.name).write_text(master)
    return find(root)


def edited(
    data: bytes, edits: dict[str, str | Edit | None], add: Iterable[tuple[int, str]] = ()
) -> bytes:
    """Return a notebook with cells replaced by id (None: deleted) and code cells inserted at places."""
    notebook = notebooks.read(data)
    cells = []
    for cell in notebook.cells:
        change = edits.get(cell.id, cell.source)
        if change is not None:
            cells.append(replace(cell, source=change(cell.source) if callable(change) else change))
    for place, source in add:
        cells.insert(place, Cell(kind="code", source=source, id=f"added-{place}"))
    assert edits.keys() <= {cell.id for cell in notebook.cells}, "an edit names no cell"
    return notebooks.write(cells, notebook.slug or "")


def submission(
    data: bytes, student: str = "student01", filename: str = "99-demo.ipynb"
) -> Submission:
    return Submission(
        student=student,
        name=student,
        filename=filename,
        file=HandedIn.of(data),
        slug="99-demo",
        entry=filename,
    )


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


ROOT = os.getuid() == 0


def shown(command: list[str], uid: int = 0) -> list[str]:
    """Return a command that runs another in a mount namespace of its own, as a user without an account where `uid` is given.

    Python's folder is shown to every user even where it lies in root's home: only there, and only while the command runs.
    """
    base = Path(sys.base_prefix)
    closed = next(
        (p for p in reversed(base.parents) if p.exists() and not p.stat().st_mode & 0o001), None
    )
    steps = []
    if closed:
        place = shlex.quote(str(base))
        steps = [
            "mkdir -p /tmp/.shown.$$ && mount -t tmpfs none /tmp/.shown.$$ && mkdir /tmp/.shown.$$/base",
            f"mount --bind {place} /tmp/.shown.$$/base",
            f"mount -t tmpfs -o mode=755 none {shlex.quote(str(closed))}",
            f"mkdir -p {place} && mount --bind /tmp/.shown.$$/base {place}",
            "umount -l /tmp/.shown.$$/base /tmp/.shown.$$; rmdir /tmp/.shown.$$",
        ]
    identity = f"setpriv --reuid {uid} --regid {uid} --clear-groups " if uid else ""
    steps.append(f"exec {identity}{shlex.join(command)}")
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", " && ".join(steps)]
