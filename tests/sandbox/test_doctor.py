"""The doctor proves its words by trying, and names what it cannot prove.

That this machine is sound throughout is tested in cli/test_cli_doctor.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import doctor, probes

# Outside the sandbox these depend on the machine: a service on port 9, free memory, free processes,
# whose process 1 is.
PROVABLE = probes.PROBES.keys() - {
    "the network cannot be reached",
    "the memory limit holds",
    "the process limit holds",
    "no process outside can be signalled",
}


@pytest.mark.slow
def test_every_probe_holds_on_the_lower_tier_too(lower_zygote: str) -> None:
    found = doctor.examine_sandbox(lower_zygote)
    assert [finding for finding in found if not finding.sound] == []


def test_a_probe_that_gets_through_is_reported(light_zygote: str) -> None:
    """Without this the doctor could be blind and nobody would know."""
    (finding,) = doctor.probe(light_zygote, probes={"a hole": "print('open')"})

    assert not finding.sound
    assert "do not grade here" in finding.remedy


@pytest.mark.parametrize("name", sorted(PROVABLE))
def test_each_probe_gets_through_outside_the_sandbox(name: str, tmp_path: Path) -> None:
    """A probe that fails everywhere would prove nothing."""
    canary = tmp_path / "canary"
    canary.write_text("secret")
    names = {
        "canary": str(canary),
        "home": ["/etc/passwd"],
        "folder": os.environ["PATH"],
        "pid": 1,
    }
    source = probes.PROBES[name].format(**names).replace("/usr/probe", str(tmp_path / "probe"))

    assert "open" in _outside(source, tmp_path)


@pytest.mark.parametrize("what", doctor.BORDER)
def test_each_probe_of_the_border_gets_through_where_there_is_none(what: str) -> None:
    source, holds = doctor.BORDER[what]
    names: dict[str, Any] = {}
    exec(source, names)

    def call(*args: object) -> object:
        """Call as a grader would that hands over a generator's state alone."""
        return names["probe"](*(_forget(value) for value in args))

    assert not holds(call)


def _forget(value: object) -> object:
    if not isinstance(value, np.random.Generator):
        return value
    copy = np.random.default_rng(0)
    copy.bit_generator.state = value.bit_generator.state
    return copy


def _outside(source: str, folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", source], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("pattern", "hard", "sound"),
    [
        pytest.param("core", 0, True, id="a file, which the limit stops"),
        pytest.param("|/usr/lib/dumper %p", 0, False, id="a program, which it does not"),
        pytest.param("@/run/dumper", 0, False, id="a socket"),
    ],
)
def test_a_dump_that_cannot_be_stopped_is_reported(
    pattern: str, hard: int, sound: bool, tmp_path: Path
) -> None:
    path = tmp_path / "core_pattern"
    path.write_text(pattern)
    script = (
        "import pathlib, resource, sys; from autograder.sandbox import doctor; "
        f"resource.setrlimit(resource.RLIMIT_CORE, ({hard}, {hard})); "
        "print(doctor._examine_dumps(pathlib.Path(sys.argv[1])).sound)"
    )
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(sound)
