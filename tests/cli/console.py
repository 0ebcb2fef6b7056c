"""What the tests of the command line share."""

from __future__ import annotations

import subprocess

import pytest
from conftest import python

from autograder import cli


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        python("-m", "autograder", *arguments), capture_output=True, text=True, check=False
    )


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(list(arguments)) == 1
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return printed.err
