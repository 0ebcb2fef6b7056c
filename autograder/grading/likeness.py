"""How alike the answers of a class are, and which pairs are so unusually alike that a person asks.

An answer is a bag of pieces: five tokens in a row (`notebook.tokens`), without those of what was
handed out. The likeness of two answers is the share of their pieces that they have in common, so
that of two identical ones is 1. A piece is rare if few answers of this class have it. A pair is
*unusual* if answers that are alike share `UNUSUAL` rare pieces, in all questions together: what
everybody writes is held by many and says nothing, however alike the answers are.

`Index` lists who holds a piece, so that only pairs that share a rare one are ever compared: the
work grows with the class, not with its square. Nothing here reads a file or knows a name.

Measured by `tests/bench_similarity.py` on 5,245 pairs of independent right answers, and on each
answer copied and disguised. At a bound with no false pair this finds more than compare50 does, and
copydetect has no such bound at all; both know no rarity. `docs/similarity.md` has the figures.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise

from autograder.notebook.tokens import Token

SIZE = 5  # tokens of a piece
ALIKE = 0.5  # likeness from which answers count
UNUSUAL = 15  # rare pieces that a pair shares
NATURAL = 0.8  # likeness of answers that are nearly the same
SHORT = 10  # pieces; a shorter answer says nothing about who wrote it
SEVERAL = 5  # long answers, fewer than which cannot show what is natural
SAMPLE = 2_000  # pairs that tell whether a question has one natural answer
Piece = bytes
Bag = Counter[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A piece, and the lines on which its steps stand."""

    piece: Piece
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What the answers of a pair to one question have in common."""

    question: str
    likeness: float
    shared: int  # pieces
    rare: int  # those of them that are rare


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two members of a class, by their numbers, with the questions in which they are alike."""

    members: tuple[int, int]
    alike: tuple[Alike, ...] = ()

    @property
    def rare(self) -> int:
        return sum(one.rare for one in self.alike)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Who holds each piece of the answers to one question."""

    bags: Mapping[int, Bag]  # by member
    holders: Mapping[Piece, Sequence[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, bags: Mapping[int, Bag]) -> Index:
        """Return the index of answers by member."""
        holders: dict[Piece, list[int]] = defaultdict(list)
        for member, bag in bags.items():
            for piece in bag:
                holders[piece].append(member)
        return cls(bags=bags, holders=holders)

    @property
    def few(self) -> int:
        """How many answers may hold a piece that is rare."""
        return few(len(self.bags))

    def is_rare(self, piece: Piece) -> bool:
        """Return whether few answers hold a piece."""
        return len(self.holders.get(piece, ())) <= self.few

    def compare(self, first: int, second: int) -> tuple[float, int, int]:
        """Return the likeness of two answers, the pieces they share, and how many are rare."""
        one, two = self.bags[first], self.bags[second]
        shared = one & two
        rare = sum(count for piece, count in shared.items() if self.is_rare(piece))
        return 2 * shared.total() / (one.total() + two.total()), shared.total(), rare

    @property
    def long(self) -> list[int]:
        """Whose answers are long enough to say something about who wrote them."""
        return sorted(member for member, bag in self.bags.items() if bag.total() >= SHORT)

    def find_candidates(self) -> set[tuple[int, int]]:
        """Return the pairs of long answers that share a rare piece."""
        long = set(self.long)
        pairs = pair_up(self.holders.values(), self.few)
        return {pair for pair in pairs if long.issuperset(pair)}

    def explain_silence(self) -> str:
        """Return why no answers say anything about who wrote them; nothing if some do."""
        if len(self.bags) < 2:
            return "fewer than two answers"
        if len(self.long) < 2:
            return "the answers are too short"
        near = [self.compare(*pair)[0] >= NATURAL for pair in self._sample()]
        natural = len(self.long) >= SEVERAL and 2 * sum(near) > len(near)
        return "most answers are alike" if natural else ""

    def _sample(self) -> Iterable[tuple[int, int]]:
        """Return pairs of long answers, all of them where there are few."""
        members = self.long
        if len(members) ** 2 <= 2 * SAMPLE:
            return combinations(members, 2)
        steps = range(1, len(members))
        near = (pair for step in steps for pair in pairwise([*members[::step]]))
        return islice(near, SAMPLE)


def few(count: int) -> int:
    """Return how many of a class may have what is rare: two to eight, by its size.

    Of fifteen students or more three, since friends are seldom two.
    """
    return max(2, min(count // 5, 3), min(count // 20, 8))


def pair_up(holders: Iterable[Sequence[int]], most: int) -> set[tuple[int, int]]:
    """Return the pairs among the holders of something, where these are two to `most`."""
    groups = {tuple(who) for who in holders if 2 <= len(who) <= most}
    return {pair for who in groups for pair in combinations(sorted(who), 2)}


def cut(tokens: Sequence[Token]) -> list[Cut]:
    """Return the pieces of a row of tokens; a row that is shorter than one is one."""
    count = max(len(tokens) - SIZE + 1, 1 if tokens else 0)
    rows = (tokens[start : start + SIZE] for start in range(count))
    return [
        Cut(piece=_digest(row), lines=tuple(sorted({token.line for token in row}))) for row in rows
    ]


def find_unusual(indexes: Mapping[str, Index]) -> list[Pair]:
    """Return the unusual pairs of a class, given each question's index; the most unusual first."""
    alike: dict[tuple[int, int], list[Alike]] = defaultdict(list)
    for question, index in indexes.items():
        for pair in index.find_candidates():
            likeness, shared, rare = index.compare(*pair)
            if likeness >= ALIKE and rare:
                found = Alike(question=question, likeness=likeness, shared=shared, rare=rare)
                alike[pair].append(found)
    pairs = [Pair(members=who, alike=tuple(found)) for who, found in alike.items()]
    unusual = [pair for pair in pairs if pair.rare >= UNUSUAL]
    return sorted(unusual, key=lambda pair: (-pair.rare, pair.members))


def _digest(row: Sequence[Token]) -> Piece:
    text = "\0".join(token.text for token in row)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
