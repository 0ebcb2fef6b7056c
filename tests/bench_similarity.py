"""How often similarity finds copies, and how often it asks about answers that are independent.

    .venv/bin/python tests/bench_similarity.py [FOLDER…]

A FOLDER holds independent right answers, as `<number of the assignment>/right/<question>__<anything>.py`; without it, the
course's own variants are taken. Of several folders, each of which may hold answers of one author, only pairs of two
folders count as independent. Each answer is in its class once, so that every pair is one of independent answers; the
class is filled up with wrong answers and the course's own, which are in no pair that counts, but hold pieces; then
a copy of each, disguised as `planted` does it, is handed in beside them. Prints a row for each question: answers, pairs,
how many are asked about, what part of the copies is found; then, by resampling, how many false pairs are expected in a
class of 100, and what part of copied notebooks is found.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import planted

from autograder import course
from autograder.grading import handed
from autograder.grading.handed import Template
from autograder.grading.likeness import ALIKE, UNUSUAL, Bag, Index
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment

ROOT = Path(__file__).parents[1]
QUESTION = re.compile(r"# question: (\w+)$", re.MULTILINE)
DRAWS = 20_000
CLASS = 100
Pool = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The rare pieces shared by pairs of answers to one question: independent ones, and copies by disguise."""

    independent: list[int]
    copies: dict[str, list[int]]
    silent: str

    def __str__(self) -> str:
        alarms = sum(weight >= UNUSUAL for weight in self.independent)
        return f"{alarms} of {len(self.independent)} pairs asked about; found: {_rates(self.copies)}  {self.silent}"


def read_course(slug: str, kind: str) -> Pool:
    """Return the answers of the course beside the solution, by question: `variants` or `mistakes`."""
    found: Pool = defaultdict(list)
    for path in sorted((ROOT / "solutions" / slug / kind).glob("*.py")):
        source = path.read_text(encoding="utf-8")
        if match := QUESTION.match(source):
            found[match[1]].append(source)
    return found


def read_folder(folder: Path, slug: str, kind: str) -> Pool:
    """Return the answers of a folder to an assignment, by question: `right` or `wrong`."""
    found: Pool = defaultdict(list)
    for path in sorted((folder / slug[:2] / kind).glob("*.py")):
        found[path.stem.partition("__")[0]].append(path.read_text(encoding="utf-8"))
    return found


def read_class(folders: Sequence[Path], slug: str) -> tuple[list[Pool], list[Pool]]:
    """Return the independent right answers to an assignment, by folder, and those that fill the class up."""
    variants, mistakes = read_course(slug, "variants"), read_course(slug, "mistakes")
    if not folders:
        return [variants], [mistakes]
    wrong = [read_folder(folder, slug, "wrong") for folder in folders]
    return [read_folder(folder, slug, "right") for folder in folders], [variants, mistakes, *wrong]


def read_template(slug: str) -> Template:
    """Return what is handed out for an assignment: all that its committed student notebook holds."""
    data = course.find(ROOT).student(slug).read_bytes()
    shipped = tuple(cell.source for cell in notebooks.read(data).code)
    return handed.read_template(
        Assignment(slug=slug, title=slug, questions=(), shipped=shipped), data
    )


def bag(source: str, template: Template) -> Bag:
    """Return the pieces of an answer as if a notebook had held it in one cell."""
    return handed.extend(handed.Answer(), Cell(kind="code", source=source), template).bag


def plant(source: str, disguise: str) -> str | None:
    """Return a disguised copy; nothing of a source that is not plain Python."""
    try:
        return planted.DISGUISES[disguise](source)
    except SyntaxError:
        return None


def weigh(index: Index, pair: tuple[int, int]) -> int:
    """Return how many rare pieces a pair shares, if its answers count as alike."""
    likeness, _, rare = index.compare(*pair)
    return rare if likeness >= ALIKE else 0


def measure(
    answers: Sequence[Sequence[str]], others: Sequence[str], template: Template
) -> Measured:
    """Return what comes of the answers to one question, by folder, in a class with others."""
    sources = [source for theirs in answers for source in theirs]
    origins = [number for number, theirs in enumerate(answers) for _ in theirs]
    bags = [bag(source, template) for source in (*sources, *others)]
    members = {n: one for n, one in enumerate(bags) if one}
    index = Index.of(members)
    pairs = itertools.combinations([n for n in members if n < len(sources)], 2)
    independent = [
        pair for pair in pairs if len(answers) == 1 or origins[pair[0]] != origins[pair[1]]
    ]
    copies: dict[str, list[int]] = {}
    for disguise in planted.DISGUISES:
        made = ((n, plant(source, disguise)) for n, source in enumerate(sources) if bags[n])
        planted_bags = ((n, bag(copy, template)) for n, copy in made if copy)
        copies[disguise] = [
            weigh(Index.of(members | {len(bags): one}), (n, len(bags))) if one else 0
            for n, one in planted_bags
        ]
    return Measured(
        independent=[weigh(index, pair) for pair in independent],
        copies=copies,
        silent=index.explain_silence(),
    )


def resample(weights: Iterable[Sequence[int]]) -> float:
    """Return how likely a pair of notebooks is asked about, each of whose questions is a pair drawn by chance."""
    draw, pools = random.Random(1), [pool for pool in weights if pool]
    return sum(sum(map(draw.choice, pools)) >= UNUSUAL for _ in range(DRAWS)) / DRAWS


def bench(folders: Sequence[Path]) -> None:
    here, rows = course.find(ROOT), []
    for slug in here.slugs:
        template, (pools, others) = read_template(slug), read_class(folders, slug)
        say(slug)
        theirs = []
        for question in dict.fromkeys(name for pool in pools for name in pool):
            answers = [pool.get(question, []) for pool in pools]
            filling = [source for other in others for source in other.get(question, ())]
            theirs.append(measure(answers, filling, template))
            say(
                f"  {question:22} {sum(map(len, answers)):3} answers and {len(filling):3} others  {theirs[-1]}"
            )
        tell_notebooks(theirs)
        rows += theirs
    weights = [weight for row in rows for weight in row.independent]
    alarms = sum(weight >= UNUSUAL for weight in weights)
    copies = {
        name: [weight for row in rows for weight in row.copies[name]] for name in planted.DISGUISES
    }
    say(
        f"{alarms} of {len(weights)} independent pairs of answers asked about; copies found: {_rates(copies)}"
    )


def tell_notebooks(rows: Sequence[Measured]) -> None:
    """Print what is expected of whole notebooks, whose questions are drawn by chance from those measured."""
    false = resample([row.independent for row in rows]) * CLASS * (CLASS - 1) / 2
    found = (
        f"{name} {resample([row.copies[name] for row in rows]):.1%}" for name in planted.DISGUISES
    )
    say(
        f"  false pairs expected in a class of {CLASS}: {false:.2f}; copied notebooks found: {', '.join(found)}"
    )


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _rates(found: Mapping[str, Sequence[int]]) -> str:
    return ", ".join(f"{name} {_share(those)}" for name, those in found.items())


def _share(weights: Sequence[int]) -> str:
    return f"{sum(one >= UNUSUAL for one in weights) / len(weights):.0%}" if weights else "–"


if __name__ == "__main__":
    began = time.perf_counter()
    bench([Path(folder) for folder in sys.argv[1:]])
    say(f"{time.perf_counter() - began:.0f} s")
