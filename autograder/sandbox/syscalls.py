"""The seccomp filter: policy's denied system calls as rules of libseccomp.

Built in the zygote, once for each tier, and loaded by `jail.enter` in the student's process.
"""

from __future__ import annotations

import errno
import socket
from typing import Any, NamedTuple

from autograder.records import Tier
from autograder.sandbox import policy
from autograder.sandbox.faults import MachineRefused

WORD = 0xFFFFFFFF  # the kernel looks at this half of an option's number


class Rule(NamedTuple):
    """Answer a system call with an error, where an argument compares as given; 0 feigns success."""

    call: str | int  # by number where its name may be unknown
    error: int
    argument: int = 0
    compare: str = ""  # "" for any arguments, else pyseccomp's name of a comparison
    values: tuple[int, ...] = ()


def rules(tier: Tier) -> list[Rule]:
    """Return what a tier refuses."""
    denied = [*policy.DENIED_CALLS]
    found = [
        *(Rule(call, errno.EPERM, 0, "NE", (0,)) for call in policy.DENIED_TO_OTHERS),
        *(Rule(call, errno.ENOSYS) for call in policy.ABSENT_CALLS),
        *(Rule("clone", errno.EPERM, 0, "MASKED_EQ", (bit, bit)) for bit in _namespace_bits()),
        *_option_rules(policy.DENIED_OPTIONS, errno.EPERM),
        *_option_rules(policy.IGNORED_OPTIONS, 0),
        *(Rule(call, 0) for call in policy.IGNORED_CALLS),
        *(Rule(number, errno.ENOSYS) for number in policy.NEWEST_CALLS),
        Rule("mmap", errno.EPERM, 3, "MASKED_EQ", (policy.SHARED_ANONYMOUS,) * 2),
        Rule("mmap", errno.EPERM, 3, "MASKED_EQ", (policy.HUGE_PAGES,) * 2),
        Rule("sendto", errno.EPERM, 4, "NE", (0,)),  # with an address; without it is a plain send
        Rule("prctl", errno.EINVAL, 0, "GE", (policy.NEWEST_PRCTL,)),
        *(Rule(call, errno.EOPNOTSUPP, 0, "NE", (socket.AF_UNIX,)) for call in policy.UNIX_ONLY),
    ]
    if tier is not Tier.NAMESPACES:  # nothing hides what is reached by name
        denied += policy.DENIED_WITHOUT_NAMESPACES
        found += [Rule(call, 0) for call in policy.IGNORED_WITHOUT_NAMESPACES]
    return [*(Rule(call, errno.EPERM) for call in denied), *found]


def _option_rules(options: dict[str, tuple[int, tuple[int, ...]]], error: int) -> list[Rule]:
    return [
        Rule(call, error, argument, "MASKED_EQ", (WORD, value))
        for call, (argument, values) in options.items()
        for value in values
    ]


def _namespace_bits() -> list[int]:
    return [1 << bit for bit in range(32) if policy.NEW_NAMESPACES >> bit & 1]


def build_filter(tier: Tier) -> Any:
    """Return pyseccomp's filter, whose `load` cannot be undone. Raises `MachineRefused`."""
    try:
        import pyseccomp
    except RuntimeError as error:
        raise MachineRefused(
            f"seccomp: {error}. Install the system package libseccomp2 (libseccomp on Fedora)."
        ) from error
    made = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    made.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    for rule in rules(tier):
        number = rule.call
        if isinstance(number, str):
            number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, number)
        if number == -1:
            continue  # unknown to this libseccomp or machine: nothing to refuse
        compared = []
        if rule.compare:
            operator = getattr(pyseccomp, rule.compare)
            compared = [pyseccomp.Arg(rule.argument, operator, *rule.values)]
        made.add_rule(pyseccomp.ERRNO(rule.error), number, *compared)
    return made
