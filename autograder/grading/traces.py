"""What two notebooks have in common beside likeness: the file, ids of cells, long numbers.

`similarity` tells it of pairs. An editor makes the id of a new cell at random, so two notebooks
share one only where cells went from one to the other. Long numbers that few wrote into their code
can be learned weights that were passed on; those that few printed come from the same training. Both
may be chance, where the same seed trained the same network, so they make no pair by themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from autograder.grading import likeness
from autograder.notebook.format import Cell

MADE_ID = re.compile(r"(?=[^\d]*\d)[0-9A-Za-z_-]{8,64}", re.ASCII)
NUMBER = re.compile(r"(?<![\w.])\d{1,20}\.\d{1,40}(?![\w.])", re.ASCII)
LONG = 7  # digits, from which a number is hardly met by chance
MOST = 5_000  # numbers of one student
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What one notebook holds that may be in another."""

    ids: frozenset[str] = NOTHING
    written: frozenset[str] = NOTHING  # long numbers in cells
    printed: frozenset[str] = NOTHING  # and in what these printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of traces, in words."""

    words: str
    least: int  # as many as are worth telling
    of: Callable[[Traces], frozenset[str]]


KINDS = (
    Kind(words="{count} cell{s} with an id in common", least=1, of=lambda one: one.ids),
    Kind(words="{count} long number{s} written into both", least=3, of=lambda one: one.written),
    Kind(words="{count} long number{s} printed by both", least=3, of=lambda one: one.printed),
)


def read(cells: Sequence[Cell], printed: Iterable[str], given: Traces = Traces()) -> Traces:
    """Return the traces of a notebook, without those that were handed out."""
    written = find_numbers(cell.source for cell in cells) - given.written
    return Traces(
        ids=frozenset(cell.id for cell in cells if MADE_ID.fullmatch(cell.id)) - given.ids,
        written=written,
        printed=find_numbers(printed) - given.written,
    )


def find_shared(everyone: Sequence[Traces]) -> dict[tuple[int, int], list[str]]:
    """Return what few members of a class share, in words, by pair of their numbers."""
    told: dict[tuple[int, int], list[str]] = defaultdict(list)
    for kind in KINDS:
        for pair, count in _count([kind.of(one) for one in everyone]).items():
            if count >= kind.least:
                told[pair].append(kind.words.format(count=count, s="" if count == 1 else "s"))
    return dict(told)


def find_passed_on(everyone: Sequence[Traces]) -> set[tuple[int, int]]:
    """Return the pairs whose notebooks have cells of the same origin."""
    return set(_count([one.ids for one in everyone]))


def find_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Return the long numbers in texts, `MOST` of them."""
    found: set[str] = set()
    for text in texts:
        found.update(filter(_is_long, NUMBER.findall(text)))
        if len(found) > MOST:
            break
    return frozenset(sorted(found)[:MOST])


def _is_long(number: str) -> bool:
    return len(number.replace(".", "").strip("0")) >= LONG


def _count(held: Sequence[frozenset[str]]) -> Counter[tuple[int, int]]:
    """Return how much each pair shares that only few have."""
    holders: dict[str, list[int]] = defaultdict(list)
    for member, found in enumerate(held):
        for one in found:
            holders[one].append(member)
    most = likeness.few(len(held))
    groups = (who for who in holders.values() if 2 <= len(who) <= most)
    return Counter(pair for who in groups for pair in combinations(who, 2))
