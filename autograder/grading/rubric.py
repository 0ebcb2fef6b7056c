"""Rubrics: sentences with points that a marker ticks for an answer, and changes for everybody.

`grades/<slug>/rubric.json` holds the items of each question, and who was given which; what they do
where a question has checks is in `adjustments`. Where it is graded manually, points and comment of
a mark are those of its items, plus what the marker changed and wrote beside them; as every mark
they lie in the marking sheet, which is what counts. Where a mark there is not what its items make,
somebody changed it in a spreadsheet: it is left alone from then on, and so are the items.

The file is written before the sheet. An item keeps what it `was` until every mark that rests on it
has been changed, so that the next one who writes completes what a kill cut short.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder import files
from autograder.errors import CourseError
from autograder.grading import marking, sheet
from autograder.grading.marking import Key, Mark, Row
from autograder.grading.sheet import Sheet
from autograder.lms import tables
from autograder.records import Question, Submission

TYPED_SIGNS = str.maketrans({",": ".", "−": "-"})
Place = tuple[Key, str]  # a notebook and a question


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One sentence of a rubric with its points, which may be negative; without text it is gone."""

    number: int
    question: str
    text: str
    points: float
    was: tuple[str, float] | None = None  # while marks are changed from it

    @property
    def before(self) -> Item:
        """The item as marks that were not changed yet have it."""
        return replace(self, text=self.was[0], points=self.was[1]) if self.was else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What a marker gave one answer: items, points beside them, words beside theirs."""

    items: tuple[int, ...]
    more: float = 0.0
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A form as it was sent: points and own words, the items ticked, and what its page showed.

    `seen` is the print of the mark.
    """

    mark: Mark
    seen: str
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """The items of an assignment's questions, and who was given which."""

    items: tuple[Item, ...] = ()
    ticked: Mapping[Place, Ticked] = field(default_factory=dict)

    def of(self, question: str) -> tuple[Item, ...]:
        """Return the items to choose from for a question."""
        return tuple(item for item in self.items if item.question == question and item.text)


def path_beside(sheet_path: Path) -> Path:
    """Return where the rubric of a marking sheet lies."""
    return sheet_path.with_name("rubric.json")


def read(path: Path) -> Rubric:
    """Return the rubric, an empty one where there is none yet. Raises `CourseError`."""
    if not path.is_file():
        return Rubric()
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        items = tuple(_read_item(raw) for raw in document["items"])
        ticked = dict(_read_ticked(raw) for raw in document["ticked"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"{path}: not a rubric ({error}). Move it aside: every mark stays in marking.csv."
        ) from None
    return Rubric(items=items, ticked=ticked)


def make_mark(question: Question, items: Iterable[Item], ticked: Ticked) -> Mark:
    """Return the mark that ticked items make; without any points and items, none."""
    given = choose(items, ticked)
    points = sum(item.points for item in given) + ticked.more
    lines = tell_items(given)
    marked = bool(ticked.items or ticked.more)
    return Mark(
        points=round(max(0.0, min(question.points, points)), 2) if marked else None,
        comment="\n".join([*lines, *([ticked.comment] if ticked.comment else [])]),
    )


def choose(items: Iterable[Item], ticked: Ticked) -> tuple[Item, ...]:
    """Return those of the items that were given."""
    return tuple(item for item in items if item.number in ticked.items and item.text)


def tell_items(items: Iterable[Item]) -> list[str]:
    """Return a line for each item, with its points."""
    return [f"{sign(item.points)}: {item.text}" for item in items]


def find_ticked(rubric: Rubric, question: Question, key: Key, mark: Mark) -> Ticked | None:
    """Return what made a mark; None where no item did, or it was changed in the sheet since."""
    ticked = rubric.ticked.get((key, question.name))
    if ticked is None:
        return None
    made = (make_mark(question, items, ticked) for items in (rubric.items, _before(rubric)))
    return ticked if mark in made else None


def give(whole: Sheet, submission: Submission, question: Question, typed: Typed) -> bool:
    """Write the mark of an answer; False, and nothing, where another one was given since.

    Points that the marker did not touch move with the items; points that were typed stay.
    Raises `CourseError`.
    """
    with sheet.hold(whole.path):
        rubric, rows = _settle(whole)
        key, mark = marking.key_of(submission), sheet.find(rows, submission, question.name)
        before = find_ticked(rubric, question, key, mark)
        ticked = _tick(rubric.of(question.name), typed, mark, before)
        made = typed.mark
        if ticked.items or (before and typed.mark.points == mark.points):
            made = make_mark(question, rubric.items, ticked)
        if sheet.fingerprint(mark) not in (typed.seen, sheet.fingerprint(made)):
            return False
        places = {**rubric.ticked, (key, question.name): ticked}
        if not ticked.items:
            del places[key, question.name]
        if places != rubric.ticked:
            write(path_beside(whole.path), replace(rubric, ticked=places))
        whole.write(marking.change(rows, submission, question.name, made))
    return True


def change_item(whole: Sheet, item: Item, seen: Item | None) -> bool:
    """Write an item, a new one where none was `seen`, and change every mark that rests on it.

    Returns False, and writes nothing, where somebody else changed it since.
    """
    path = path_beside(whole.path)
    with sheet.hold(whole.path):
        rubric, _ = _settle(whole)
        if seen is None:
            number = max((one.number for one in rubric.items), default=0) + 1
            write(path, replace(rubric, items=(*rubric.items, replace(item, number=number))))
            return True
        if seen not in rubric.items:
            return False
        marks = item.question in {question.name for question in marking.by_hand(whole.assignment)}
        was = (seen.text, seen.points) if marks else None
        new = replace(item, number=seen.number, was=was)
        items = tuple(new if one == seen else one for one in rubric.items)
        write(path, replace(rubric, items=items))
        _settle(whole)
    return True


def forget(sheet_path: Path, people: Iterable[tuple[str, str]]) -> None:
    """Remove what students were given; marks of theirs in the sheet stay. Raises `CourseError`."""
    path = path_beside(sheet_path)
    gone = {tuple(map(tables.text, person)) for person in people}
    if not gone or not path.is_file():
        return
    with sheet.hold(sheet_path):
        rubric = read(path)
        ticked = {place: one for place, one in rubric.ticked.items() if place[0][:2] not in gone}
        write(path, replace(rubric, ticked=ticked))


def read_item(question: Question, text: str, points: str) -> Item:
    """Return the item that was typed; one without text is taken out. Raises `CourseError`."""
    number = files.parse_number(points.strip().translate(TYPED_SIGNS)) if text.strip() else 0.0
    if number is None or not abs(number) <= question.points:
        raise CourseError(
            f"`{points}` is not a number of points for an item. Write "
            f"−{files.number(question.points)} to {files.number(question.points)}."
        )
    line = " ".join(text.split())
    return Item(number=0, question=question.name, text=line, points=round(number, 2))


def _tick(items: Sequence[Item], typed: Typed, mark: Mark, before: Ticked | None) -> Ticked:
    """Return what a marker gave, where `mark` is the mark so far and `before` what made it."""
    given = [item for item in items if item.number in typed.items]
    more = before.more if before else mark.points or 0.0
    if typed.mark.points != mark.points:
        more = (typed.mark.points or 0.0) - sum(item.points for item in given)
    if typed.mark.points is None:
        more = 0.0
    numbers = tuple(item.number for item in given)
    return Ticked(items=numbers, more=round(more, 2), comment=typed.mark.comment)


def _settle(whole: Sheet) -> tuple[Rubric, dict[Key, Row]]:
    """Return rubric and rows, once every mark that rests on a changed item has been changed."""
    rubric, rows = read(path_beside(whole.path)), whole.read()
    if all(item.was is None for item in rubric.items):
        return rubric, rows
    questions = {question.name: question for question in marking.by_hand(whole.assignment)}
    for (key, name), ticked in rubric.ticked.items():
        old = make_mark(questions[name], _before(rubric), ticked) if name in questions else None
        if key in rows and old and rows[key].marks.get(name) == old:
            made = make_mark(questions[name], rubric.items, ticked)
            rows[key] = replace(rows[key], marks={**rows[key].marks, name: made})
    whole.write(rows)
    settled = replace(rubric, items=tuple(replace(item, was=None) for item in rubric.items))
    write(path_beside(whole.path), settled)
    return settled, rows


def _before(rubric: Rubric) -> tuple[Item, ...]:
    return tuple(item.before for item in rubric.items)


def write(path: Path, rubric: Rubric) -> None:
    """Write the rubric, whole or not at all, while the sheet beside it is held."""
    ticked = [
        {"notebook": key, "question": name, **asdict(one)}
        for (key, name), one in rubric.ticked.items()
    ]
    document = {"items": [asdict(item) for item in rubric.items], "ticked": ticked}
    data = json.dumps(document, indent=1, ensure_ascii=False).encode()
    files.write_whole(path, data)


def _read_item(raw: dict[str, Any]) -> Item:
    was = raw.pop("was")
    return Item(**raw, was=(str(was[0]), float(was[1])) if was else None)


def _read_ticked(raw: dict[str, Any]) -> tuple[Place, Ticked]:
    lms, student, notebook = raw.pop("notebook")
    question, items = raw.pop("question"), tuple(raw.pop("items"))
    return ((lms, student, notebook), question), Ticked(items=items, **raw)


def sign(points: float) -> str:
    """Return points that are added or taken off."""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{files.number(abs(points))}"
