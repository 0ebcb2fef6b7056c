"""The command line as a person meets it: exit codes, messages that name file and remedy, an answer at once to --help."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from conftest import DEMO, edited, python

from autograder import cli
from autograder.authoring.build import Built
from autograder.cli import terminal
from autograder.course import Course
from autograder.errors import AutograderError


@pytest.fixture
def here(course: Course, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course's folder, as the current one, with an empty folder for submissions."""
    (course.root / "submissions").mkdir()
    monkeypatch.chdir(course.root)
    return course.root


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        python("-m", "autograder", *arguments), capture_output=True, text=True, check=False
    )


# -- exit codes


def test_help_imports_nothing_heavy() -> None:
    """The promise is 0.3 s; how long it takes on a busy machine is not ours to say, what it imports is."""
    script = "import sys\nfrom autograder import cli\ntry: cli.main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(python("-c", script), capture_output=True, text=True, check=False)
    heavy = {
        "numpy",
        "otter",
        "IPython",
        "tensorflow",
        "keras",
        "rich",
        "jinja2",
        "nbformat",
        "sqlite3",
        "PIL",
        "jupytext",
    }
    assert done.returncode == 0
    assert not heavy & set(done.stderr.split())
    assert {"grade", "build", "verify"} <= set(done.stdout.replace(" ", "\n").split())


def test_help_answers_at_once() -> None:
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        assert run("--help").returncode == 0
        seconds.append(time.perf_counter() - begun)
    assert min(seconds) < 0.3 * max(1.0, os.getloadavg()[0])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "required", id="no verb"),
        pytest.param(["mark"], "invalid choice: 'mark'", id="an unknown verb"),
        pytest.param(
            ["grade", "--worker"],
            "unrecognized arguments|ambiguous|expected",
            id="an unknown option",
        ),
        pytest.param(["grade", "--workers", "0"], "'0' is not a positive number", id="no workers"),
        pytest.param(
            ["grade", "--workers", "many"], "'many' is not a positive number", id="many workers"
        ),
    ],
)
def test_wrong_usage_is_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    printed = capsys.readouterr()
    assert caught.value.code == 2
    assert any(part in printed.err for part in said.split("|"))
    assert printed.out == ""


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        pytest.param(
            AutograderError("file.py: fix it"), 1, "file.py: fix it\n", id="a person's mistake"
        ),
        pytest.param(
            KeyboardInterrupt(), 130, "Interrupted. What was graded is kept", id="interrupted"
        ),
        pytest.param(ZeroDivisionError("ours"), 3, "ZeroDivisionError: ours", id="a bug of ours"),
    ],
)
def test_whose_fault_it_is_decides_the_code(
    capsys: pytest.CaptureFixture[str], raised: BaseException, code: int, said: str
) -> None:
    def fails() -> int:
        raise raised

    assert cli.answer(fails) == code
    assert said in capsys.readouterr().err


def test_nothing_a_student_wrote_reaches_the_terminal_as_a_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal.say("a\x1b]52;c;x\x07b\rc\u202ed")
    terminal.complain("a\x1b[2Jb")
    printed = capsys.readouterr()
    assert not set("\x1b\x07\r\u202e") & set(printed.out + printed.err)


# -- bad input: each is 1, names the file and the remedy


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(list(arguments)) == 1
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return printed.err


def test_outside_a_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no course.toml here or above. Run the command inside the course's folder." in complaint(
        capsys, "build"
    )


def test_a_course_file_that_does_not_parse(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "course.toml").write_text("title = Deep")
    assert "course.toml" in complaint(capsys, "build")


def test_a_course_file_with_a_typing_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "course.toml").write_text('titel = "Deep"')
    said = complaint(capsys, "build")
    assert "course.toml" in said
    assert "`titel`" in said
    assert "title" in said


def test_figures_that_do_not_parse(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "solutions" / "audited.json").write_text("{")
    said = complaint(capsys, "build")
    assert "audited.json: " in said
    assert "Restore it, or delete it" in said


def test_an_assignment_that_is_none(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "`77` is no assignment. Use one of: 99-demo." in complaint(capsys, "build", "77")


def test_a_master_with_problems_names_them_all(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "solutions" / "99-demo" / "99-demo.py"
    path.write_text(
        DEMO.read_text()
        .replace("# points: 3", "# pionts: 3")
        .replace("hidden: true", "hiden: true")
    )
    said = complaint(capsys, "build")
    assert "99-demo.py, line 6: unknown key `pionts`" in said
    assert "99-demo.py, question `double`, line" in said
    assert "unknown key `hiden`" in said


def test_no_folder_of_submissions(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "grade", "nowhere")
    assert "nowhere: no such folder. Put the downloads of your LMS there" in said
    assert not (here / "grades").exists()


def test_no_submissions(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "submissions: no submissions. Put the downloads of your LMS there" in complaint(
        capsys, "grade"
    )


def test_a_zip_that_cannot_be_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "submissions" / "canvas.zip").write_bytes(b"PK\x03\x04 cut off")
    assert "canvas.zip" in complaint(capsys, "grade")


def test_an_unknown_assignment(here: Path, demo: Built, capsys: pytest.CaptureFixture[str]) -> None:
    data = demo.solution.replace(b'"assignment_name": "99-demo"', b'"assignment_name": "00-other"')
    (here / "submissions" / "student01.ipynb").write_bytes(data)
    said = complaint(capsys, "grade")
    assert "student01" in said
    assert "Rename it to one of 99-demo" in said


def test_two_notebooks_of_one_student(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = here / "submissions" / "student01"
    folder.mkdir()
    (folder / "a.ipynb").write_bytes(demo.solution)
    (folder / "b.ipynb").write_bytes(demo.student)
    said = complaint(capsys, "grade")
    assert "student01" in said
    assert "2 different notebooks for 99-demo" in said
    assert "a.ipynb" in said
    assert "b.ipynb" in said


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(b"no database at all, but long enough to look at" * 100, id="another file"),
        pytest.param(b"SQLite format 3\x00" + bytes(4_000), id="a header alone"),
    ],
)
def test_a_damaged_gradebook_is_left_as_it_is(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    (here / "grades").mkdir()
    book = here / "grades" / "gradebook.sqlite"
    book.write_bytes(damage)
    said = complaint(capsys, "grade")
    assert "gradebook.sqlite: the gradebook is damaged" in said
    assert "Move it aside and grade again" in said
    assert book.read_bytes() == damage


@pytest.mark.slow
def test_without_a_jail_nothing_is_graded_unless_asked_and_then_every_report_says_so(
    here: Path, demo: Built
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    script = """
import errno, sys, pyseccomp
rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for name in ("unshare", "landlock_create_ruleset"):
    rules.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
rules.load()
from autograder.cli import main
sys.exit(main(sys.argv[1:]))
"""

    def grade(*options: str) -> subprocess.CompletedProcess[str]:
        command = python("-c", script, "grade", *options)
        return subprocess.run(command, capture_output=True, text=True, cwd=here, check=False)

    refused = grade()
    assert refused.returncode == 1, refused.stderr
    assert (
        "the sandbox is unavailable on this machine: namespaces: unshare: Operation not permitted"
        in refused.stderr
    )
    assert "Traceback" not in refused.stderr
    assert "student01" not in refused.stdout

    unsafe = grade("--unsafe")
    assert unsafe.returncode == 0, unsafe.stderr
    assert "WITHOUT A JAIL" in unsafe.stderr
    assert "graded without a jail" in unsafe.stdout
    (row,) = csv.DictReader(
        (here / "grades" / "99-demo" / "grades.csv").read_text("utf-8-sig").splitlines()
    )
    assert row["unsafe"] == "yes"
    pages = list((here / "grades" / "99-demo").rglob("*.html"))
    assert len(pages) == 2
    assert all("jail" in page.read_text() for page in pages)
    assert (
        "1 to grade" in grade("--dry-run").stdout
    )  # with a jail, or without the word, it does not count


# -- build


def test_build_writes_and_check_compares(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--check"]) == 1
    first = capsys.readouterr()
    assert not (here / "assignments").exists()
    assert cli.main(["build"]) == 0
    wrote = capsys.readouterr()
    assert cli.main(["build", "--check"]) == 0
    paths = ["assignments/99-demo/99-demo.ipynb", "solutions/99-demo/99-demo.ipynb"]
    stale = [
        word for path in [*paths, "README.md", "solutions/README.md"] for word in ("stale", path)
    ]
    assert first.out.split() == stale
    assert "Run `make assignments`" in first.err
    assert wrote.out.split() == [word.replace("stale", "wrote") for word in stale]
    assert capsys.readouterr() == ("", "")
    (here / paths[0]).write_bytes((here / paths[0]).read_bytes() + b"\n")
    assert cli.main(["build", "--check", "99"]) == 1


# -- the whole way


@pytest.mark.slow
def test_grade_ends_with_a_table_and_files_and_grades_nothing_twice(
    here: Path, demo: Built
) -> None:
    half = edited(demo.student, {"total-answer": "total = 6"})
    wild = edited(demo.solution, {"double-answer": "import os; os._exit(0)"})
    members = {
        "student01_101_1001_99-demo.ipynb": demo.solution,
        "student02_LATE_102_1002_99-demo.ipynb": half,
        "student03_103_1003_99-demo-1.ipynb": wild,
        "student04_104_1004_99-demo.ipynb": b"no notebook",
    }
    with zipfile.ZipFile(here / "submissions" / "canvas.zip", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    first = subprocess.run(
        python("-m", "autograder", "grade"),
        capture_output=True,
        text=True,
        cwd=here,
        check=False,
        env=os.environ,
    )
    assert first.returncode == 0, first.stderr
    lines = {
        line.split()[0]: line for line in first.stdout.splitlines() if line.startswith("  student0")
    }
    assert [
        "3/3" in lines["student01"],
        "1/3" in lines["student02"],
        "1/3" in lines["student03"],
    ] == [True] * 3
    assert "late" in lines["student02"]
    assert "killed" in lines["student03"]
    assert "unreadable" in lines["student04"]
    files = sorted(path.name for path in (here / "grades" / "99-demo").iterdir())
    assert {"grades.csv", "index.html", "feedback"} <= set(files)
    assert any(name.endswith("canvas.zip") for name in files)

    second = run_in(here)
    assert second.returncode == 0
    assert "0 to grade" in second.stderr
    assert second.stdout == first.stdout


def run_in(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", "grade"],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
