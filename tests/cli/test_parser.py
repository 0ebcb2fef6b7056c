"""What can be typed, and an answer to --help at once."""

from __future__ import annotations

import os
import subprocess
import time

import pytest
from conftest import python
from console import run

from autograder import cli


def test_help_imports_nothing_heavy() -> None:
    """The promise is 0.3 s; how long it takes on a busy machine is not ours to say, what it imports is."""
    script = "import sys\nfrom autograder import cli\ntry: cli.main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    plain = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        python("-c", script), capture_output=True, text=True, check=False, env=plain
    )  # measuring coverage imports sqlite3
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
