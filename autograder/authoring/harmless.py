"""Right answers made of the right one: its results in another type that its contract allows, and
what students put around it. No check may lose any of them.

Where a contract's text says a type (*list*, *array*, *double precision*), that is respected: the
text is what a docstring says from *Returns* on, or all of it where it has no such word.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.authoring import cheats
from autograder.notebook.syntax import parse
from autograder.records import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmless:
    """An answer cell changed without harm, and cells that stand above and below it."""

    name: str
    source: str
    above: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """Another type of result: `act` makes it (`disguise`), `unless` finds the words against it."""

    name: str
    act: str
    unless: str = "(?!)"


SAME = r"same (shapes? and )?d?types?\b"  # as those passed in
EXACT = rf"float64|double|\b1\d digits|64-bit|{SAME}"
TYPES = (
    Type(name="float32", act="change(to_float32)", unless=EXACT),
    Type(
        name="float64",
        act="change(to_float64)",
        unless=rf"float32 array|(of|as|dtype) float32|{SAME}",
    ),
    Type(name="int32", act="change(to_int32)", unless=rf"64|{SAME}"),
    Type(name="NumPy numbers", act="change(to_numpy)", unless="is unchanged"),
    Type(name="Python numbers", act="change(to_python)"),
    Type(
        name="array of no axes",
        act="change(to_point)",
        unless=r"\ban? (int|float|bool)\b|one bool|is unchanged",
    ),
    Type(name="order of memory", act="change(to_columns)"),
    Type(name="masked array", act="change(to_masked)"),
    Type(name="list for array", act="change(to_list)", unless=r"\barray"),
    Type(name="pandas", act="change(to_series)", unless=r"\b(array|list)"),
    Type(
        name="tensor", act="change(to_tensor)", unless=r"\b(array|list|int|bool|float|string)s?\b"
    ),
    Type(name="array for list", act="to_array", unless=r"\blist"),
    Type(name="other sequence", act="swap_sequence", unless=r"\b(list|tuple)"),
    Type(name="named tuple", act="name_parts"),
    Type(name="prints at each call", act="print_more"),
)
OF_VALUES = ("float32", "int32", "NumPy numbers", "Python numbers", "array of no axes")
AS_OBJECT = """

class _Called:
    def __init__(self, right):
        self.right = right

    def __call__(self, *args, **kwargs):
        return self.right(*args, **kwargs)


"""
HELPER = "def _check_by_hand(value):\n    return value == value\n\n\n_check_by_hand(3)"
LOOK = "for _name in list(globals())[:3]:\n    print(_name)"
SEEDS = "import random\nimport numpy\nrandom.seed(7)\nnumpy.random.seed(7)"
IMPORTS = "import itertools, math, os\nimport pandas as pd\nfrom collections import Counter"


def make(source: str, question: Question) -> list[Harmless]:
    """Return the harmless changes of an answer cell."""
    names = sorted(cheats.find_names(source, question))
    return [*(_make_types(source, names) if names else ()), *_make_layouts(source)]


def _make_types(source: str, names: list[str]) -> Iterator[Harmless]:
    contracts = _read_contracts(source, names)
    functions = contracts.keys()
    text = "\n".join(contracts.values())
    for one in TYPES:
        allowed = not re.search(one.unless, text) if functions else one.name in OF_VALUES
        if allowed:
            yield Harmless(name=one.name, source=cheats.wrap(source, names, one.act))
    called = [
        node.name for node in _find_defined(source, names) if isinstance(node, ast.FunctionDef)
    ]
    if called:
        lines = "".join(f"{name} = _Called({name})\n" for name in called)
        yield Harmless(name="callable object", source=source.rstrip() + AS_OBJECT + lines)
    if not functions:
        for name, act in (("capitals", "to_capitals"), ("blanks around", "add_blanks")):
            yield Harmless(name=name, source=cheats.wrap(source, names, f"change({act})"))


def _make_layouts(source: str) -> Iterator[Harmless]:
    yield Harmless(name="comment", source=f"# my answer\n{source.rstrip()}\n# done\n")
    yield Harmless(name="%%time", source=f"%%time\n{source}")
    yield Harmless(
        name="extra prints", source=f'print("before")\n{source.rstrip()}\nprint("behind")\n'
    )
    yield Harmless(name="seeds", source=f"{SEEDS}\n{source}")
    yield Harmless(name="type hints", source=_add_hints(source))
    yield Harmless(name="helper cells", source=source, above=HELPER, below=LOOK)
    yield Harmless(name="extra imports", source=source, above=IMPORTS)


def _add_hints(source: str) -> str:
    tree = parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = ast.Name(id="object")
            for argument in node.args.args:
                argument.annotation = ast.Name(id="object")
    return ast.unparse(tree) + "\n"


def _read_contracts(source: str, names: list[str]) -> dict[str, str]:
    """Return what each function or class of the answer says of its results."""
    return {node.name: _read_contract(node) for node in _find_defined(source, names)}


def _find_defined(source: str, names: list[str]) -> list[ast.FunctionDef | ast.ClassDef]:
    return [
        node
        for node in parse(source).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in names
    ]


def _read_contract(node: ast.FunctionDef | ast.ClassDef) -> str:
    inner = [one for one in node.body if isinstance(one, ast.FunctionDef)]
    text = ast.get_docstring(node) or ""
    own = text[text.index("Returns") :] if "Returns" in text else text
    methods = inner if isinstance(node, ast.ClassDef) else []
    return "\n".join([own, *map(_read_contract, methods)])
