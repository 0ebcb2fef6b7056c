"""`autograder similar`: which answers of a class are unusually alike; a question to a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.graded import GRADES, locate
from autograder.cli.terminal import complain, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course import Course, Outputs
    from autograder.grading.gradebook import Gradebook
    from autograder.records import Submission
    from autograder.report import AlikePair, Similarity

MOST_LINES = 20


def compare_answers(slugs: Sequence[str], *, grades: Path = GRADES) -> int:
    """Print the pairs whose answers are unusually alike; write them side by side."""
    from autograder import course
    from autograder.grading.gradebook import open_gradebook

    here, outputs = locate(course.find(Path.cwd()), grades)
    with open_gradebook(outputs.gradebook, writable=False) as book:
        graded = book.slugs()
        for slug in course.select(here, slugs):
            if slug in graded:
                _compare(here, outputs, book, slug)
            elif slugs:
                raise CourseError(f"{slug}: no grades yet. Run `make grade` first.")
    return 0


def _compare(here: Course, outputs: Outputs, book: Gradebook, slug: str) -> None:
    """Compare everyone in the gradebook, students of earlier runs among them."""
    from autograder import files, report
    from autograder.authoring import build
    from autograder.grading import handed, pairs, similarity, standings

    assignment = build.ready(here, slug)
    template = handed.read_template(assignment, (here.built(slug) / "student.ipynb").read_bytes())
    reader = similarity.Reader(assignment=assignment, template=template, complete=book.complete)
    given = standings.Given(policy=here.policy(slug))
    everyone = standings.read(book, assignment, given)
    found = similarity.find(reader, everyone)
    page = outputs.similarity(slug)
    files.write_whole(page, report.similarity_page(found).encode())
    files.write_whole(page.with_suffix(".csv"), report.similarity_csv(found).encode())
    compared = {one.submission.digest for one in everyone}
    pairs.write(pairs.path_beside(page), found, compared)
    _tell(found)
    say(f"wrote  {page}")


def _tell(found: Similarity) -> None:
    slug = found.assignment.slug
    for group in found.same:
        say(f"{slug}: the same file: {', '.join(map(_call, group))}")
    for pair in found.pairs[:MOST_LINES]:
        say(f"{slug}: {_call(pair.members[0])} and {_call(pair.members[1])}: {_describe(pair)}")
    if more := len(found.pairs[MOST_LINES:]) + found.left_out:
        say(f"{slug}: {more} more")
    if not found.pairs and not found.same:
        say(f"{slug}: no answers are unusually alike")
    for question, reason in found.silent:
        complain(f"{slug}: `{question}` says nothing: {reason}")


def _describe(pair: AlikePair) -> str:
    alike = [f"{one.question.name} {one.share:.0%} ({one.rare} rare)" for one in pair.alike]
    return "; ".join([", ".join(alike), *pair.also] if alike else pair.also)


def _call(one: Submission) -> str:
    return one.name or one.student
