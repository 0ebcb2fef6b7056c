"""The policy's page is what the sandbox enforces: each denied system call is tried in one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pyseccomp
from conftest import LIGHT, LIMITS

from autograder.records import Tier
from autograder.sandbox import policy
from autograder.sandbox.box import Box
from autograder.sandbox.start import zygote
from autograder.sandbox.syscalls import rules

TRY = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
answers = {}
for name, number in NUMBERS.items():
    ctypes.set_errno(0)
    result = libc.syscall(number, *(ctypes.c_long(-1) for _ in range(6)))
    answers[name] = (result, ctypes.get_errno())
"""


def number(name: str) -> int:
    return pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)


def answers(zygote_path: str, names: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Return what the system calls of this machine answer in a sandbox."""
    numbers = {name: number(name) for name in names if number(name) >= 0}
    assert len(numbers) > len(names) / 2
    with Box(zygote_path, LIMITS) as box:
        assert box.run(f"NUMBERS = {numbers}\n{TRY}", 1).error == ""
        return box.get("answers")


def test_every_denied_call_is_refused(light_zygote: str) -> None:
    found = answers(light_zygote, policy.DENIED_CALLS + policy.DENIED_TO_OTHERS)
    assert {name: answer for name, answer in found.items() if answer != (-1, errno.EPERM)} == {}


def test_every_absent_call_says_that_it_is(light_zygote: str) -> None:
    found = answers(light_zygote, policy.ABSENT_CALLS)
    assert set(found.values()) == {(-1, errno.ENOSYS)}


def test_without_namespaces_more_is_refused_and_some_does_nothing(lower_zygote: str) -> None:
    denied = answers(lower_zygote, policy.DENIED_CALLS + policy.DENIED_WITHOUT_NAMESPACES)
    ignored = answers(lower_zygote, policy.IGNORED_WITHOUT_NAMESPACES)
    assert {name: answer for name, answer in denied.items() if answer != (-1, errno.EPERM)} == {}
    assert {name: answer for name, answer in ignored.items() if answer != (0, 0)} == {}


def test_what_concerns_the_whole_machine_does_nothing(light_zygote: str) -> None:
    assert set(answers(light_zygote, policy.IGNORED_CALLS).values()) == {(0, 0)}


def test_no_call_has_two_unconditional_rules() -> None:
    for tier in (Tier.NAMESPACES, Tier.LANDLOCK):
        calls = [rule.call for rule in rules(tier) if not rule.compare]
        assert len(calls) == len(set(calls))


def test_the_writable_folders_share_what_is_allowed() -> None:
    sizes = policy.scratch(LIMITS)
    assert sum(size for size, _ in sizes.values()) - sizes[policy.SHARED][0] <= LIMITS.scratch_bytes
    assert set(sizes) == {policy.HOME, policy.TEMPORARY, policy.SHARED}


def test_the_environment_is_the_policys(light_zygote: str) -> None:
    with Box(light_zygote, LIMITS) as box:
        box.run("import os\nseen = dict(os.environ)", 1)
        seen = box.get("seen")
    assert policy.ENVIRONMENT.items() <= seen.items()
    assert not {name for name in os.environ if name not in policy.ENVIRONMENT} & set(seen)


def test_no_variable_names_a_folder_of_the_instructors(tmp_path: Path) -> None:
    source = "import os; print(open('/proc/self/cmdline').read(), *os.environ.values())"
    with zygote(tmp_path, LIGHT) as warm, Box(warm.path, LIMITS) as box:
        shown = box.run(source, 1).stdout
        assert not Path(warm.path).with_name("fonts").is_symlink()
    assert str(tmp_path) not in shown


def test_no_file_of_the_system_is_shown_but_the_policys() -> None:
    shown = (*policy.SYSTEM, *policy.LINKS, *policy.DEVICES, *policy.PROC)
    hidden = ("/etc/passwd", "/etc/shadow", "/root", "/home", "/var", "/run", "/proc/1", "/dev/mem")
    assert not [path for path in hidden if any(Path(path).is_relative_to(p) for p in shown)]
