"""The class of one assignment, looked through for answers that are unusually alike.

`cli.similar` calls `find` with what counts of everyone in the gradebook. Files are read one at a
time, and of each only its pieces and traces stay; answers are read again for the pairs that are
shown. A pair is shown if its answers are unusually alike (`likeness`), or if its notebooks have
cells of the same origin (`traces`). Who handed in the very same file is told apart.

No points depend on anything here, and nothing of it reaches a student.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.grading import handed, likeness, traces
from autograder.grading.handed import Answer, Handed, Template
from autograder.grading.likeness import Bag, Index, Pair
from autograder.records import Assignment, Standing, Submission
from autograder.report import AlikePair, Likeness, Line, Similarity

MOST_LISTED, MOST_SHOWN = 500, 100  # pairs; the second side by side
MOST_LINES = 400  # of one answer
Complete = Callable[[Standing], Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How notebooks are read; `complete` returns a standing with its file and cells."""

    assignment: Assignment
    template: Template
    complete: Complete

    def read(self, standing: Standing) -> Handed:
        return handed.read(self.assignment, self.complete(standing), self.template)

    def read_answers(self, standing: Standing) -> dict[str, Answer]:
        cells = handed.read_cells(self.complete(standing).submission.data)
        return handed.read_answers(self.assignment, cells, self.template)


def find(reader: Reader, everyone: Sequence[Standing]) -> Similarity:
    """Return the pairs of a class that a person should look at."""
    group = [reader.read(one) for one in everyone]
    indexes = {q.name: Index.of(_bags(group, q.name)) for q in reader.assignment.questions}
    silent = {name: why for name, index in indexes.items() if (why := index.explain_silence())}
    heard = {name: index for name, index in indexes.items() if name not in silent}
    also = traces.find_shared([one.traces for one in group])
    pairs = _find_pairs(group, heard)
    listed = [_show(reader.assignment, pair, everyone, also) for pair in pairs[:MOST_LISTED]]
    drawn = [
        replace(one, alike=tuple(_draw(one, reader, [everyone[n] for n in pair.members], heard)))
        for one, pair in zip(listed[:MOST_SHOWN], pairs, strict=False)
    ]
    return Similarity(
        assignment=reader.assignment,
        students=len(everyone),
        pairs=(*drawn, *listed[MOST_SHOWN:]),
        same=tuple(_group_files(everyone, group)),
        silent=tuple(silent.items()),
        left_out=max(0, len(pairs) - MOST_LISTED),
    )


def _bags(group: Sequence[Handed], question: str) -> dict[int, Bag]:
    """Return the answers to a question by member; of those who gave one."""
    found = ((member, one.bags.get(question)) for member, one in enumerate(group))
    return {member: bag for member, bag in found if bag}


def _find_pairs(group: Sequence[Handed], heard: Mapping[str, Index]) -> list[Pair]:
    """Return the pairs to show, the most unusual first."""
    unusual = likeness.find_unusual(heard)
    known = {pair.members for pair in unusual}
    passed_on = sorted(traces.find_passed_on([one.traces for one in group]) - known)
    return [*unusual, *(Pair(members=members) for members in passed_on)]


def _group_files(
    everyone: Sequence[Standing], group: Sequence[Handed]
) -> Iterator[tuple[Submission, ...]]:
    """Yield those who handed in the very same file, unless nothing was done in it."""
    owners: dict[str, list[Submission]] = defaultdict(list)
    for standing, one in zip(everyone, group, strict=True):
        if one.answered:
            owners[standing.submission.digest].append(standing.submission)
    yield from (tuple(who) for who in owners.values() if len(who) > 1)


def _show(
    assignment: Assignment,
    pair: Pair,
    everyone: Sequence[Standing],
    also: Mapping[tuple[int, int], Sequence[str]],
) -> AlikePair:
    """Return a pair as it is listed, its questions by how unusual they are."""
    first, second = (everyone[member].submission for member in pair.members)
    return AlikePair(
        members=(first, second),
        alike=tuple(
            Likeness(
                question=assignment.question(one.question),
                share=one.likeness,
                shared=one.shared,
                rare=one.rare,
            )
            for one in sorted(pair.alike, key=lambda one: -one.rare)
        ),
        also=tuple(also.get(pair.members, ())),
    )


def _draw(
    pair: AlikePair, reader: Reader, members: Sequence[Standing], heard: Mapping[str, Index]
) -> Iterator[Likeness]:
    """Yield what is alike of a pair with both answers, their shared lines marked."""
    first, second = (reader.read_answers(member) for member in members)
    for one in pair.alike:
        answers = [read[one.question.name] for read in (first, second)]
        shared = answers[0].bag & answers[1].bag
        index = heard[one.question.name]
        yield replace(one, sides=tuple(tuple(_mark(answer, shared, index)) for answer in answers))


def _mark(answer: Answer, shared: Bag, index: Index) -> Iterator[Line]:
    """Yield the lines of an answer, each with how many answers hold its rarest shared piece."""
    holders: dict[int, int] = {}
    for cut in answer.cuts:
        if cut.piece in shared:
            count = len(index.holders[cut.piece])
            for line in cut.lines:
                holders[line] = min(holders.get(line, count), count)
    for number, text in enumerate(answer.lines[:MOST_LINES]):
        count = holders.get(number, 0) if text.strip() else 0
        yield Line(text=text, holders=count, rare=0 < count <= index.few)
