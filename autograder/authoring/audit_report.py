"""What an audit found, for people: faults, a line for each question, a page with every survivor."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

from autograder.authoring.audit import Audited, Fate, Planted, score
from autograder.authoring.equivalents import Equivalent

LEAST_SCORE = 0.95  # of a question
LEAST_COURSE_SCORE = 0.98


def find_faults(audited: Sequence[Audited], listed: Sequence[Equivalent]) -> list[str]:
    """Return what is not as it should be, a line each."""
    planted = [fate.planted for one in audited for fate in one.fates]
    return [
        *(fault for one in audited for fault in _find_faults(one)),
        *(
            f"equivalent.toml lists {row}, but there is no such mutant. Remove it."
            for row in listed
            if not any(row.covers(one.question, one.mutant) for one in planted)
        ),
    ]


def summarise(audited: Sequence[Audited]) -> list[str]:
    """Return a line for each question and one for all."""
    width = max((len(one.question.name) for one in audited), default=0)
    lines = [f"  {one.question.name:{width}}  {_count(one)}  {one.score:6.1%}" for one in audited]
    return [*lines, f"  {'all':{width}}  {score(audited):.1%}"]


def write_page(slug: str, audited: Sequence[Audited], faults: Sequence[str]) -> str:
    """Return the report in Markdown: what each check kills, and each survivor and equivalent."""
    share = f"{score(audited):.1%} of all mutants are killed, equivalents left out."
    lines = [f"# Audit of {slug}", "", share, "", *(f"- {fault}" for fault in faults)]
    for one in audited:
        lines += _write_question(one)
    return "\n".join(lines) + "\n"


def tally(audited: Sequence[Audited]) -> dict[str, int]:
    """Return how many mutants of an assignment came to which end, as audited.json has them."""
    hidden = sum(one.killed_by_hidden for one in audited)
    return {
        "public": sum(one.killed for one in audited) - hidden,
        "hidden": hidden,
        "survive": sum(len(one.survivors) for one in audited),
        "equivalent": sum(len(one.fates) - len(one.counted) for one in audited),
    }


def _find_faults(one: Audited) -> Iterator[str]:
    if one.score < LEAST_SCORE:
        share = f"{one.score:.1%} of its mutants are killed, expected {LEAST_SCORE:.0%}"
        yield f"{one.question.name}: {share}"
    for check in one.question.checks:
        if not one.count_kills(check):
            yield f"{check.key} is redundant: no mutant or mistake that runs fails it"
        for name in one.failed_variants.get(check.key, ()):
            yield f"{check.key} fails {name}, which is right: it asks for more than the task does"
    for fate in one.fates:
        yield from _find_fate_faults(fate)


def _find_fate_faults(fate: Fate) -> Iterator[str]:
    mutant = f"mutant {fate.planted.mutant.id} ({fate.planted.mutant.change})"
    if fate.equivalent and fate.killers:
        killers = ", ".join(sorted(fate.killers))
        yield f"{mutant} is listed as equivalent, but {killers} kills it"
    if fate.broken:
        broken = ", ".join(sorted(fate.broken))
        yield f"{mutant} breaks {broken}: a check must fail on a wrong answer, not break"


def _count(one: Audited) -> str:
    return (
        f"{len(one.fates):4} mutants: "
        f"{one.killed - one.killed_by_hidden:4} killed by public checks, "
        f"{one.killed_by_hidden:3} by hidden checks only, "
        f"{len(one.survivors):2} survive, {len(one.fates) - len(one.counted):2} equivalent"
    )


def _write_question(one: Audited) -> Iterator[str]:
    yield from ("", f"## {one.question.name}: {one.score:.1%}", "", _count(one).strip(), "")
    yield from ("| check | | kills | alone |", "|---|---|--:|--:|")
    for check in one.question.checks:
        kind = "hidden" if check.hidden else "public"
        kills = f"{one.count_kills(check)} | {one.count_lone_kills(check)}"
        yield f"| {check.name} | {kind} | {kills} |"
    for fate in one.fates:
        if fate.equivalent or not fate.killers:
            yield from _write_unkilled(fate)
    yield ""
    for fate in one.fates:
        if fate.killers:
            mutant, killers = fate.planted.mutant, ", ".join(sorted(fate.killers))
            yield f"- {mutant.id} ({mutant.change}): {killers}"


def _write_unkilled(fate: Fate) -> Iterator[str]:
    mutant = fate.planted.mutant
    what = f"equivalent: {fate.equivalent}" if fate.equivalent else "survives"
    yield from ("", f"{mutant.id} ({mutant.operator}) {what}", "", "```diff")
    yield from _diff(fate.planted)
    yield "```"


def _diff(planted: Planted) -> Iterator[str]:
    """Yield the changed lines, from the original in the mutant's layout."""
    before = ast.unparse(ast.parse(planted.original)).splitlines()
    after = planted.mutant.source.splitlines()
    lines = difflib.unified_diff(before, after, lineterm="", n=1)
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))
