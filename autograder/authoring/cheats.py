"""Answers that know nothing, or too little, made of the right one: points must not come of them.

A *blind* cheat gives the same worthless answer to everything: nothing, zeros, its own argument. No
check may be worth points to it. A *narrow* cheat is right where one might look, such as in the
first rows: a check of its question must lose. (`only_public` is another, counted as a mutant.)
Where such an answer is right after all, `solutions/<slug>/cheats.toml` lists it with the reason:

    [[earns]]
    of = "sigmoid/extremes"                  a check; a question, for a narrow cheat
    cheats = ["zeros", "constant"]
    why = "…"

All cheats are made from the names that an answer defines and from their signatures (`disguise`).
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.assignments import parameters
from autograder.authoring import disguise
from autograder.authoring.mutants import Mutant
from autograder.course import Course
from autograder.errors import CourseError
from autograder.notebook.names import analyse
from autograder.notebook.syntax import parse
from autograder.records import Question

BLIND, NARROW = "blind", "narrow"
ANY = {  # blind cheats of a function or a value, with the act that `disguise` has for each
    "nothing": "say_nothing",
    "empty": "empty",
    "nan": "fill(float('nan'))",
    "zeros": "fill(0.0)",
    "ones": "fill(1.0)",
    "constant": "change(repeat_first)",
    "axis in front": "change(add_front)",
    "axis behind": "change(add_back)",
    "one row": "change(keep_one)",
}
CALLED = {  # blind cheats of a function
    "arguments overwritten by their first element": "overwrite(True, True)",
    "arguments overwritten by 0": "overwrite(False, True)",
}
NARROWLY = {
    "first rows": "change(keep_few)",
    "first answer again": "repeat_answer()",
    "right, then overwrites its arguments": "overwrite(True, False)",
}
MOST_ARGUMENTS = 4
DISGUISED = """
import types as _types

_disguise = _types.ModuleType("_disguise")
exec({module!r}, _disguise.__dict__)
_disguise.put_on({names}, globals(), _disguise.ACT)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """Cheats that may keep a check's points, or all of a question; `why` says so."""

    of: str
    cheats: tuple[str, ...]
    why: str


def make(source: str, question: Question) -> list[Mutant]:
    """Return the cheats of an answer cell: `operator` is its kind, `change` the cheat's name."""
    names = sorted(find_names(source, question))
    if not names:
        return []
    functions = [node for node in parse(source).body if isinstance(node, ast.FunctionDef)]
    called = [one for one in functions if one.name in names]
    blind, narrow = dict(ANY), {"first rows": NARROWLY["first rows"]}
    if called or any(isinstance(node, ast.ClassDef) for node in parse(source).body):
        arguments = max((len(one.args.args) for one in called), default=1)
        blind |= CALLED | {
            f"its argument {number + 1}": f"return_argument({number})"
            for number in range(min(arguments, MOST_ARGUMENTS))
        }
        narrow = NARROWLY
    return [
        Mutant(operator=kind, change=name, source=wrap(source, names, form.format(act)))
        for kind, acts, form in ((BLIND, blind, "blind({})"), (NARROW, narrow, "{}"))
        for name, act in acts.items()
    ]


def find_names(source: str, question: Question) -> frozenset[str]:
    """Return the names that an answer cell gives to the question's checks."""
    return analyse(parse(source)).binds & parameters(question)


def wrap(source: str, names: list[str], act: str) -> str:
    """Return an answer cell that puts its answers into a disguise, an act of `disguise`."""
    module = Path(disguise.__file__).read_text(encoding="utf-8")
    module += f"\n\nACT = {act}\n"
    return source.rstrip() + "\n" + DISGUISED.format(module=module, names=names)


def read(course: Course, slug: str) -> list[Earned]:
    """Return what cheats.toml lists; nothing where there is none. Raises `CourseError`."""
    path = course.master(slug).parent / "cheats.toml"
    if not path.is_file():
        return []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return list(_read_rows(tables["earns"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise CourseError(
            f"{path}: {error}. Each [[earns]] has `of`, a check or a question; `cheats`, a list of "
            "their names; and `why`."
        ) from None


def _read_rows(rows: list[dict[str, object]]) -> Iterator[Earned]:
    for row in rows:
        of, names, why = row["of"], row["cheats"], row["why"]
        if len(row) > 3 or not (isinstance(of, str) and isinstance(names, list) and why):
            raise ValueError(f"{row}: incomplete, or too much")
        yield Earned(of=of, cheats=tuple(map(str, names)), why=str(why))
