"""One submission while it is run and judged, and run again without what ended its process.

`grade` makes a `Progress` for a notebook and calls `replay`; `forward` makes a second one where
errors are carried forward, with the `references` that stand in for answers which lost points. What
is known grows over the boxes; nothing that a student's process says decides about points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.companions import Companion
from autograder.grading.clock import Reading, TooLong
from autograder.grading.judge import Judge
from autograder.grading.missing import explain_missing
from autograder.grading.outcome import charge
from autograder.grading.pieces import run_pieces
from autograder.notebook.format import Cell
from autograder.notebook.given import find_pieces
from autograder.notebook.shipped import Shipped
from autograder.records import CellReport, Question, Result, Tier, Verdict
from autograder.sandbox.box import Box
from autograder.sandbox.budget import Budget
from autograder.sandbox.faults import BoxLost

REPLAYS = 8  # boxes that one judgement may cost
USED_UP = "not run: the notebook had used up its time"
OpenBox = Callable[[], Box]


@dataclass(slots=True, kw_only=True)
class Progress:
    """One submission while it is graded: what is known so far, which grows over the replays.

    `points` are the questions by the number of the cell after which they are judged. Behind one of
    `references` that did not pass, the reference's answer runs in its place; `stood_on` has, by
    check, the questions of which that was so when it was judged.
    """

    cells: tuple[Cell, ...]
    questions: tuple[Question, ...]
    points: Mapping[int, Sequence[Question]]
    shipped: Shipped
    budget: Budget
    reading: Reading
    companions: Sequence[Companion] = ()
    repairs: dict[int, tuple[str, ...]] = field(default_factory=dict)  # made as the cells ran
    results: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    reports: dict[int, CellReport] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    seconds: float = 0.0  # over all boxes
    spent: float = 0.0  # in this box
    worst: BoxLost | None = None
    unsafe: bool = False
    references: dict[str, tuple[str, ...]] = field(default_factory=dict)
    in_place: list[str] = field(default_factory=list)  # those that have run in this box
    stood_on: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def replay(self, box: Box, judge: Judge) -> None:
        """Run the notebook from the top, judging what is not judged yet.

        Raises `BoxLost`, having noted where.
        """
        self.unsafe = box.tier is Tier.NONE
        box.spend(self.budget)
        box.put({one.path: one.read() for one in self.companions})
        self.spent = 0.0  # all the time again: one killer must not use up the honest cells' time
        self.in_place = []
        for number, cell in enumerate(self.cells, start=1):
            if number not in self.skipped:
                self._run(cell, number, box)
            for question in self.points.get(number, ()):
                self._judge(question, judge)
                self._put_in_place(question, box, number)
        for question in self.questions:
            self._judge(question, judge)

    def _run(self, cell: Cell, number: int, box: Box) -> None:
        if self.spent > box.limits.notebook_seconds or self.budget.overdue:
            self.reports.setdefault(number, _not_run(cell, number, USED_UP))
            return
        try:
            report = box.run(cell.source, number)
            if report.verdict is Verdict.STUDENT_ERROR:
                report = self._run_given(report, box)
        except BoxLost as loss:
            self.skipped.add(number)
            self.reports[number] = _not_run(cell, number, loss.note, loss.verdict)
            if loss.verdict is Verdict.TIMEOUT:
                self.seconds += box.limits.cell_seconds
            raise
        self.seconds += report.seconds
        self.spent += report.seconds
        self.reports.setdefault(number, report)

    def all_repairs(self) -> list[str]:
        return [repair for made in self.repairs.values() for repair in made]

    def explain(self, name: str) -> str:
        """Return why a name does not exist, as far as the notebook has run."""
        return explain_missing(name, self.cells, self.reports, self.shipped)

    def _run_given(self, report: CellReport, box: Box) -> CellReport:
        """Run on where a handed-out cell stopped at what the student added to it."""
        try:
            with self.reading.spend():
                pieces = find_pieces(report.source, self.shipped)
        except TooLong:
            return report
        if not pieces:
            return report
        report, repairs = run_pieces(report, pieces, box)
        self.repairs.setdefault(report.number, repairs)
        return report

    def _judge(self, question: Question, judge: Judge) -> None:
        done = self.results.setdefault(question.name, ())
        if question.manual or len(done) == len(question.checks) or self.budget.overdue:
            return
        try:
            for result in judge.results(question.name, len(done)):
                self.results[question.name] += (result,)
                self.stood_on[result.check.key] = tuple(self.in_place)
        except BoxLost as loss:
            check = question.checks[len(self.results[question.name])]
            if loss.verdict is not Verdict.SANDBOX_FAILURE:
                self.results[question.name] += (charge(check, loss),)
            raise

    def _put_in_place(self, question: Question, box: Box, number: int) -> None:
        """Run the reference's answer behind one that lost points; what it shows goes nowhere."""
        sources, results = self.references.get(question.name, ()), self.results[question.name]
        if not sources or not any(one.points < one.check.points for one in results):
            return
        try:
            for source in sources:
                box.run(source, number)
        except BoxLost:
            del self.references[question.name]  # else each replay would end here
            raise
        self.in_place.append(question.name)

    @property
    def failed(self) -> BoxLost | None:
        """What the sandbox itself failed with, if it did."""
        ours = self.worst is not None and self.worst.verdict is Verdict.SANDBOX_FAILURE
        return self.worst if ours else None


def replay(progress: Progress, open_box: OpenBox) -> None:
    """Run the notebook until it comes through, each time without what ended its process."""
    for _ in range(REPLAYS):
        try:
            with open_box() as box, Judge(box, progress.questions, progress.explain) as judge:
                progress.replay(box, judge)
            return
        except BoxLost as loss:
            progress.worst = loss
            if progress.failed or progress.budget.overdue:
                return


def _not_run(cell: Cell, number: int, note: str, verdict: Verdict = Verdict.TIMEOUT) -> CellReport:
    return CellReport(number=number, source=cell.source, verdict=verdict, note=note)
