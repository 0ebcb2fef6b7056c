"""What carrying errors forward would change, measured on the course's own mistakes.

    .venv/bin/python tests/bench_carried.py [01 02 …]

Each mistake of an assignment is a notebook with one wrong answer. Those that, by their own header, lose checks of other
questions, too, are graded with `carry_forward = "show"`: first cut to what the wrong answer can touch, as `verify` does;
then whole where something was not given back, since the reference may need a cell that was cut. Prints a row for each assignment: its mistakes, how many lose
something behind them, the points lost there, and how many of these the second judgement would give back, with the checks
that it would not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bench_notes import ROOT

from autograder import course
from autograder.authoring import build, verify
from autograder.authoring.verify import Case, Verified
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.session import grader
from autograder.records import CarryForward, Result
from autograder.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One mistake with what it lost behind the wrong answer: check, points, and whether they would be given."""

    name: str
    lost: tuple[tuple[str, float, bool], ...]

    @property
    def points(self) -> float:
        return sum(points for _, points, _ in self.lost)

    @property
    def given(self) -> float:
        return sum(points for _, points, given in self.lost if given)


def main(arguments: Sequence[str]) -> int:
    here = course.find(ROOT)
    say("assignment                  mistakes  behind them  points lost there  given back  seconds")
    for slug in course.select(here, arguments):
        began = time.perf_counter()
        try:
            mistakes, found = measure(show(here, slug), slug)
        except CourseError:
            say(f"{slug:27} its questions stand alone")
            continue
        lost, given = sum(one.points for one in found), sum(one.given for one in found)
        took = time.perf_counter() - began
        say(f"{slug:27} {mistakes:8} {len(found):12} {lost:18.2f} {given:11.2f} {took:8.0f}")
        for one in found:
            if kept := [key for key, _, given in one.lost if not given]:
                say(f"  {one.name} still loses {', '.join(kept)}")
    return 0


def show(here: Course, slug: str) -> Course:
    """Return the course with the option for one assignment."""
    return replace(here, rules={slug: Rules(carry_forward=CarryForward.SHOW)})


def measure(here: Course, slug: str) -> tuple[int, list[Carried]]:
    """Return how many mistakes an assignment has, and what those lost that lose something behind them."""
    assignment = build.ready_for_class(here, slug)
    mistakes = [
        case for case in verify.find_cases(here, assignment) if case.name.startswith("mistakes/")
    ]
    behind = [case for case in mistakes if len(find_questions(case)) > 1]
    with grader(here.cache, workers=1) as session:
        found = [read(one) for one in verify.verify(behind, {slug: assignment}, session)]
        kept = {one.name for one in found if one.given < one.points}
        again = [case for case in behind if case.name in kept]
        whole = [read(one) for one in verify.verify(again, {slug: assignment}, session, whole=True)]
    return len(mistakes), [one for one in found if one.name not in kept] + whole


def find_questions(case: Case) -> set[str]:
    """Return the questions in which a mistake loses checks."""
    return {key.partition("/")[0] for key in case.loses}


def read(one: Verified) -> Carried:
    """Return what a mistake lost behind its own question. Stops at one that is not as its header says."""
    if one.faults:
        raise SystemExit(f"{one.case.slug}/{one.case.name}: {'; '.join(one.faults)}")
    return Carried(name=one.case.name, lost=tuple(_find_lost(one)))


def _find_lost(one: Verified) -> Iterator[tuple[str, float, bool]]:
    own = one.case.changed.removesuffix("-answer")
    for result in one.grade.results:
        key = result.check.key
        if key in one.case.loses and result.check.question != own:
            yield key, result.check.points, _would_pass(result)


def _would_pass(result: Result) -> bool:
    return bool(result.stood_on)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
