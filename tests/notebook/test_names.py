"""What a cell does to names: a table of cells, and a comparison with Python's symbol tables."""

from __future__ import annotations

import ast
import symtable
import sys
from collections.abc import Iterator
from dataclasses import fields

import pytest
from conftest import REPOSITORY

from autograder.notebook import format as notebooks
from autograder.notebook.names import NOTHING, Names, analyse, free_names
from autograder.notebook.syntax import MAX_DEPTH, parse, root

SINCE_3_12 = pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
ASKED = ("binds", "needs", "uses_later", "deletes", "imports", "stores", "binds_later")


def names(source: str) -> dict[str, str]:
    """Return what the analyser finds, without what it does not find."""
    found = analyse(parse(source))
    told = {name: " ".join(sorted(getattr(found, name))) for name in ASKED}
    return {name: value for name, value in told.items() if value}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("x = y", {"binds": "x", "needs": "y"}, id="an assignment"),
        pytest.param(
            "a, (b, *c) = d[0] = y", {"binds": "a b c", "needs": "d y", "stores": "d"}, id="targets"
        ),
        pytest.param("x += y", {"binds": "x", "needs": "x y"}, id="an augmented assignment"),
        pytest.param("x.a[0] += y", {"needs": "x y", "stores": "x"}, id="one of a part"),
        pytest.param("x: T = y", {"binds": "x", "needs": "T y"}, id="an annotated assignment"),
        pytest.param("x: T", {"needs": "T"}, id="an annotation alone"),
        pytest.param("x = 1\ny = x", {"binds": "x y"}, id="a name of its own"),
        pytest.param("y = x\nx = 1", {"binds": "x y", "needs": "x"}, id="read before it is bound"),
        pytest.param(
            "if a:\n    x = 1\ny = x", {"binds": "x y", "needs": "a x"}, id="bound perhaps"
        ),
        pytest.param(
            "if a:\n    x = 1\nelse:\n    x = 2\ny = x",
            {"binds": "x y", "needs": "a"},
            id="bound either way",
        ),
        pytest.param(
            "for i, j in xs:\n    k = i\nprint(k)",
            {"binds": "i j k", "needs": "print xs"},
            id="a loop",
        ),
        pytest.param(
            "while (x := f()):\n    x.g()",
            {"binds": "x", "needs": "f"},
            id="a walrus in a condition",
        ),
        pytest.param(
            "a and (x := 1)\nx",
            {"binds": "x", "needs": "a x"},
            id="a walrus that may not be reached",
        ),
        pytest.param(
            "with f() as (a, b), g(a) as c.d: b",
            {"binds": "a b", "needs": "c f g", "stores": "c"},
            id="with",
        ),
        pytest.param(
            "del x, y.z, w[0]", {"needs": "w x y", "deletes": "x", "stores": "w y"}, id="del"
        ),
        pytest.param("x = 1\ndel x", {"deletes": "x"}, id="bound and deleted"),
        pytest.param(
            "try:\n    f()\nexcept E as e:\n    x = e",
            {"binds": "x", "needs": "E f", "deletes": "e"},
            id="an error's name ends with its handler",
        ),
        pytest.param(
            "try:\n    import a\nexcept E:\n    a = None\na",
            {"binds": "a", "needs": "E", "imports": "a"},
            id="try or else",
        ),
        pytest.param(
            "try:\n    x = f()\nfinally:\n    print(x)\nx",
            {"binds": "x", "needs": "f print x"},
            id="finally",
        ),
        pytest.param(
            "try:\n    pass\nexcept* E as e:\n    e", {"needs": "E", "deletes": "e"}, id="except*"
        ),
        pytest.param(
            "import a.b, c.d as e\nfrom f import g, h as i",
            {"binds": "a e g i", "imports": "a e g i"},
            id="imports",
        ),
        pytest.param("from a import *", {}, id="a star import"),
        pytest.param(
            "[x for x in range(3)]", {"needs": "range"}, id="a comprehension's variable is its own"
        ),
        pytest.param(
            "x = 5\n{x: y for x, y in zs if w}",
            {"binds": "x", "needs": "w zs"},
            id="which hides another",
        ),
        pytest.param("[x for x in x]", {"needs": "x"}, id="but not where its first list is made"),
        pytest.param("[y for xs in z for y in xs]", {"needs": "z"}, id="two lists"),
        pytest.param("[[y for y in x] for x in z]", {"needs": "z"}, id="one within another"),
        pytest.param(
            "[y for x in z if (y := f(x))]",
            {"binds": "y", "needs": "f z"},
            id="a walrus in a comprehension binds outside",
        ),
        pytest.param(
            "def f(z):\n    [y for x in z if (y := x)]\n    return y",
            {"binds": "f"},
            id="of the function around it",
        ),
        pytest.param(
            "[lambda: x + y for x in z]",
            {"needs": "z", "uses_later": "y"},
            id="a function in a comprehension",
        ),
        pytest.param(
            "class A:\n    n = 3\n    xs = [n for _ in range(n)]",
            {"binds": "A", "needs": "n range", "uses_later": "n range"},
            id="a comprehension in a class sees none of its names",
        ),
        pytest.param(
            "match x:\n    case [a, *b] if c: a\n    case {'k': d, **e} | K(d, e=e): d"
            "\n    case M.v as g: pass",
            {"binds": "a b d e g", "needs": "K M c x"},
            id="match",
        ),
        pytest.param(
            "match x:\n    case 1: y = 1\n    case _: y = 2\ny",
            {"binds": "y", "needs": "x"},
            id="a match with an end",
        ),
        pytest.param(
            "match x:\n    case 1: y = 1\ny", {"binds": "y", "needs": "x y"}, id="and one without"
        ),
        pytest.param(
            "def f(a, b=c, *d, e: g = h, **i) -> j:\n    return a + b + d + e + i + k",
            {"binds": "f", "needs": "c g h j", "uses_later": "k"},
            id="a function's defaults and annotations are evaluated at once",
        ),
        pytest.param(
            "from __future__ import annotations\ndef f(a: b): pass",
            {"binds": "annotations f", "imports": "annotations", "uses_later": "b"},
            id="unless they are put off",
        ),
        pytest.param(
            "@d(x)\ndef f(): y",
            {"binds": "f", "needs": "d x", "uses_later": "d x y"},
            id="a decorator",
        ),
        pytest.param(
            "async def f():\n    async for x in y: await x\n    async with z as w: w",
            {"binds": "f", "uses_later": "y z"},
            id="async",
        ),
        pytest.param(
            "f = lambda a, b=c: a + b + d",
            {"binds": "f", "needs": "c", "uses_later": "d"},
            id="a lambda",
        ),
        pytest.param(
            "def f():\n    x = 1\n    def g():\n        return x + y\n    return g",
            {"binds": "f", "uses_later": "y"},
            id="a closure",
        ),
        pytest.param(
            "def f():\n    def g():\n        nonlocal x\n        x += 1\n    x = 0",
            {"binds": "f"},
            id="nonlocal",
        ),
        pytest.param(
            "def f():\n    global x, y\n    x = y",
            {"binds": "f", "binds_later": "x", "uses_later": "y"},
            id="global",
        ),
        pytest.param(
            "def f():\n    x = 1\n    def g():\n        global x\n        return x",
            {"binds": "f", "uses_later": "x"},
            id="global within a function of that name",
        ),
        pytest.param(
            "def f():\n    global x\n    return [x for _ in y]",
            {"binds": "f", "uses_later": "x y"},
            id="global in a comprehension",
        ),
        pytest.param(
            "class A(B, metaclass=M):\n    x = y\n    z = x\n    def f(self): return x + A",
            {"binds": "A", "needs": "B M y", "uses_later": "A x y"},
            id="a class runs at once, and its functions do not see its names",
        ),
        pytest.param(
            "class A:\n    x = x",
            {"binds": "A", "needs": "x", "uses_later": "x"},
            id="a class that takes a name over",
        ),
        pytest.param(
            "class A(B):\n    def f(self): return super().f(__class__)",
            {"binds": "A", "needs": "B", "uses_later": "super"},
            id="__class__",
        ),
        pytest.param(
            "def f():\n    class A:\n        x = 1\n        def g(self): return x\n    return A",
            {"binds": "f", "uses_later": "x"},
            id="a class within a function",
        ),
        pytest.param(
            "def f[T: B](a: T) -> U[T]:\n    return T, x",
            {"binds": "f", "needs": "U", "uses_later": "B x"},
            id="type parameters of a function",
            marks=SINCE_3_12,
        ),
        pytest.param(
            "class A[T](B[T]):\n    x: T\n    def f(self): return T",
            {"binds": "A", "needs": "B", "uses_later": ""},
            id="type parameters of a class",
            marks=SINCE_3_12,
        ),
        pytest.param(
            "type X[T] = list[T] | Y",
            {"binds": "X", "uses_later": "Y list"},
            id="a type alias",
            marks=SINCE_3_12,
        ),
        pytest.param("f'{x!r:{y}} {[z for z in w]}'", {"needs": "w x y"}, id="an f-string"),
        pytest.param("%matplotlib inline\nx = y", {"binds": "x", "needs": "y"}, id="a line magic"),
        pytest.param("%time x = f(y)", {"binds": "x", "needs": "f y"}, id="a timed statement"),
        pytest.param("x = %time f(y)", {"binds": "x", "needs": "f y"}, id="a timed value"),
        pytest.param("%timeit -n 10 -r3 f(y)", {"needs": "f y"}, id="a statement timed often"),
        pytest.param(
            "%timeit x = f(y)", {"needs": "f y", "uses_later": "f y"}, id="which binds nothing"
        ),
        pytest.param(
            "for a in b:\n    %prun -s cumulative x = a",
            {"binds": "a x", "needs": "b"},
            id="in a loop",
        ),
        pytest.param("!pip install 'it\nx = 1", {"binds": "x"}, id="a shell command"),
        pytest.param("x = !ls {folder}\ny = x", {"binds": "x y"}, id="what a shell command prints"),
        pytest.param("x?\n?x\nx.f??\ny = x", {"binds": "y", "needs": "x"}, id="help"),
        pytest.param(
            "s = '''\n%time x = 1\n!ls\n'''\n%time y = s",
            {"binds": "s y"},
            id="a magic in a string",
        ),
        pytest.param("f(a\n%time)\n!ls", {"needs": "a f time"}, id="a remainder, not a magic"),
        pytest.param("%%time\nx = f(y)", {"binds": "x", "needs": "f y"}, id="a timed cell"),
        pytest.param(
            "%%capture out\nx = y", {"binds": "out x", "needs": "y"}, id="a captured cell"
        ),
        pytest.param(
            "%%timeit\nx = f(y)\nx", {"needs": "f y", "uses_later": "f y"}, id="a cell timed often"
        ),
        pytest.param("%%writefile a.py\nx = y", {}, id="a file"),
        pytest.param("%%bash --out x\necho it's", {"binds": "x"}, id="a shell script"),
        pytest.param("%run other.py", {}, id="another file"),
        pytest.param(
            "get_ipython().run_line_magic('time', 'x = f(y)')",
            {"binds": "x", "needs": "f y"},
            id="a magic as a call",
        ),
        pytest.param(
            "get_ipython().run_cell_magic('time', '', 'x = y\\n')",
            {"binds": "x", "needs": "y"},
            id="a cell's magic as a call",
        ),
        pytest.param(
            "x = get_ipython().getoutput('ls')",
            {"binds": "x", "needs": "get_ipython"},
            id="a shell command as a call",
        ),
        pytest.param(">>> x = [\n...   y]\n>>> x", {"binds": "x", "needs": "y"}, id="prompts"),
    ],
)
def test_what_a_cell_does_to_names(source: str, expected: dict[str, str]) -> None:
    assert names(source) == {name: value for name, value in expected.items() if value}


@pytest.mark.parametrize("source", ["from a import *", "%run other.py", "%pylab inline"])
def test_names_that_only_a_module_knows_are_told(source: str) -> None:
    assert analyse(parse(source)).stars


def test_each_function_keeps_what_it_reads() -> None:
    found = analyse(
        parse("def f(): x\n@d\nclass A(B):\n    y\n    def g(self): z\nh = map(lambda: w)"),
        bodies=True,
    )
    assert {name: " ".join(sorted(body)) for name, body in found.bodies.items()} == {
        "f": "w x",
        "A": "d w y z",
        "h": "w",
    }
    assert found.lambdas == {"w"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "def test(a):\n    import b\n    assert a == b.c(d)", ["d"], id="a name from outside"
        ),
        pytest.param("def test(a, b=c): assert test", ["c"], id="a default, and itself"),
        pytest.param("def test(a):\n    return [len(x) for x in a]", [], id="builtins"),
    ],
)
def test_what_a_function_takes_from_outside(body: str, expected: list[str]) -> None:
    assert free_names(parse(body)) == expected


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = 1\n" * 20_000, id="long"),
        pytest.param("-" * (MAX_DEPTH + 1) + "1", id="deep"),
        pytest.param("-" * 60_000 + "1", id="very deep"),
        pytest.param("(" * 60_000, id="brackets"),
        pytest.param("x." * 30_000 + "y", id="attributes"),
        pytest.param("lambda: " * 7_000 + "1", id="functions"),
        pytest.param("f(" * 90 + "1", id="broken"),
        pytest.param("a\0b", id="a zero"),
        pytest.param("    x = 1", id="indented"),
        pytest.param("x = 1\n%%time\ny = 2", id="a cell magic in the middle"),
    ],
)
def test_what_is_no_python_anywhere_is_refused_everywhere(source: str) -> None:
    with pytest.raises(SyntaxError):
        parse(source)


@pytest.mark.parametrize(
    "source", ["-" * 90 + "1", "f(" * 45 + "1" + ")" * 45, "(" * 90 + "1" + ")" * 90]
)
def test_what_is_nested_less_deeply_is_parsed_everywhere(source: str) -> None:
    assert analyse(parse(source)).binds == NOTHING


def cells() -> Iterator[str]:
    """Yield all code cells of the course's solutions, and its wrong and other right answers."""
    for path in sorted((REPOSITORY / "solutions").glob("*/*.ipynb")):
        yield from (cell.source for cell in notebooks.read(path.read_bytes()).code)
    for path in sorted((REPOSITORY / "solutions").glob("*/*s/*.py")):
        yield path.read_text(encoding="utf-8")


def tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from tables(child)


def same_everywhere(tree: ast.AST) -> bool:
    """Return whether all versions' symbol tables agree: there is no comprehension."""
    kinds = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    return not any(isinstance(node, kinds) for node in ast.walk(tree))


def augmented(tree: ast.AST) -> set[str]:
    """Return the names that are added to, which symbol tables do not count as read."""
    return {root(node.target) for node in ast.walk(tree) if isinstance(node, ast.AugAssign)}


def test_python_itself_finds_the_same_names() -> None:
    """Of each statement of the course's cells, beside the symbol table of the running Python."""
    compared = 0
    for source in sorted(set(cells())):
        for statement in parse(source).body:
            code = ast.unparse(statement)
            table = symtable.symtable(code, "<cell>", "exec")
            found = analyse(ast.parse(code))
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                inner = [symbol for child in tables(table) for symbol in child.get_symbols()]
                later = {s.get_name() for s in inner if s.is_global() and s.is_referenced()}
                assert found.uses_later - augmented(statement) >= later - augmented(statement), code
                if not statement.decorator_list:
                    assert found.uses_later == later, code
            elif same_everywhere(statement):
                symbols = table.get_symbols()
                bound = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}
                read = {s.get_name() for s in symbols if s.is_referenced()}
                assert found.binds | found.deletes == bound, code
                assert found.uses - augmented(statement) == read - augmented(statement), code
            compared += 1
    assert compared > 2_000


def test_names_without_a_finding_are_empty() -> None:
    empty = analyse(parse(""))
    assert {field.name for field in fields(Names) if getattr(empty, field.name)} == set()


@pytest.mark.parametrize("digits", ["0x" + "F" * 4_000, "0b" + "1" * 15_000, "-0o" + "7" * 9_000])
def test_a_number_that_cannot_be_written_out_does_not_parse(digits: str) -> None:
    """Python reads such numbers, and raises where it writes them."""
    with pytest.raises(SyntaxError, match="too long to be written out"):
        parse(f"x = [{digits}]")
    assert names("x = 0x" + "F" * 2_000) == {"binds": "x"}
