"""A cell's source as a tree of Python, with IPython's own syntax, and small questions to trees.

`parse` is called with any student's cell; it runs nothing and needs no IPython, so that the tree is
the same wherever the cell parses. A magic whose argument is Python becomes that Python, as in
`%time x = f()`; any other magic, shell command or request for help becomes a string that holds it.
A `%%` cell in another language has no Python. What one Python's parser takes and another's does not
(deep nesting, long cells) is refused here, for all alike.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator

MAX_CHARACTERS = 1 << 16  # of one cell
MAX_BITS = 10_000  # of an integer; `repr` refuses those of more than 4,300 digits
MAX_DEPTH = 100  # of its tree; the interpreters' own limits differ
CELL_MAGIC = re.compile(r"\s*%%(\w+)[ \t]*([^\n]*)\n?")
ESCAPED = re.compile(
    r"""(?P<indent>[ \t]*+)
    (?:%?[\w.*]++\?{1,2}[ \t]*+(?=\n|\Z)
     |(?P<target>(?:[A-Za-z_][^\n=\#%!]*+=[ \t]*+)*+)
      (?:%(?P<magic>\w++)|!)(?P<rest>(?:\\\n|[^\n])*+)
     |(?:\?|[/,;](?=[A-Za-z_]))[^\n]*+)
    (?P<end>\n?)""",
    re.VERBOSE,
)
TOKEN = re.compile(
    r"""'''(?:[^\\]|\\.)*?(?:'''|\Z)|\"{3}(?:[^\\]|\\.)*?(?:\"{3}|\Z)
    |'(?:[^'\\\n]|\\.)*+'?|"(?:[^"\\\n]|\\.)*+"?|\#[^\n]*+|\\\n|[()\[\]{}\n]""",
    re.VERBOSE | re.DOTALL,
)
PROMPT = re.compile(r"^(?:>>>|\.\.\.|In \[\d+\]:|[ \t]+\.{3,}:)(?: |$)", re.MULTILINE)
OPTIONS = re.compile(r"\A(?:-(?:[nrp][ \t]*\d+|[lsTD][ \t]*\S+|\w+)[ \t]+)+")
OUTPUT = re.compile(r"--(?:out|err)[ =](\w+)")
RUNS = ("time", "prun", "capture")  # magics that run Python in the notebook's namespace
TIMEIT = "timeit"  # runs it in a namespace of its own, as
NAMELESS = "__timeit__"  # the body of a class that nobody binds
STARS = ("run", "pylab")  # magics that bind names which only a file knows
BY_CALL = ("run_line_magic", "run_cell_magic", "magic")


def parse(source: str) -> ast.Module:
    """Return the tree of a cell. Raises SyntaxError, also for what is too long or too deep."""
    if len(source) > MAX_CHARACTERS:
        raise SyntaxError(f"the cell has {len(source):,} characters, more than {MAX_CHARACTERS:,}")
    try:
        tree = _Unwrap().visit(_parse_any(source))
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(f"the cell cannot be parsed: {error}") from None
    if _is_deep(tree):
        raise SyntaxError(f"the cell is nested more than {MAX_DEPTH} levels deep")
    if any(map(_is_long_number, ast.walk(tree))):
        raise SyntaxError("the cell holds a number that is too long to be written out")
    return ast.Module(tree.body, [])


def split(source: str) -> list[tuple[str, list[ast.stmt]]]:
    """Return a cell's lines statement by statement, each with its tree; those that share a line
    stay together, and a cell magic on top is left out. Raises SyntaxError.
    """
    tree, lines = parse(source), _body(source).splitlines(keepends=True)
    if len(lines) != len("".join(_translate_lines("".join(lines))).splitlines()):
        raise SyntaxError("a magic that goes on over several lines")
    parts: list[tuple[int, int, list[ast.stmt]]] = []
    for statement in tree.body:
        first, last = _first_line(statement) - 1, statement.end_lineno or 0
        if parts and first < parts[-1][1]:
            first, end, together = parts.pop()
            parts.append((first, max(last, end), [*together, statement]))
        else:
            parts.append((first, last, [statement]))
    return [("".join(lines[first:last]), together) for first, last, together in parts]


def root(node: ast.AST) -> str:
    """Return the name that an expression such as `a.b[0].c()` begins with, or nothing."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def stored(*nodes: ast.AST) -> set[str]:
    """Return the names that these nodes give a value to, not those of which they set a part."""
    return {name.id for name in _names(nodes) if isinstance(name.ctx, ast.Store)}


def loaded(*nodes: ast.AST) -> set[str]:
    """Return the names that these nodes read, whatever their scope."""
    return {name.id for name in _names(nodes) if isinstance(name.ctx, ast.Load)}


def _names(nodes: Iterable[ast.AST]) -> Iterator[ast.Name]:
    return (name for node in nodes for name in ast.walk(node) if isinstance(name, ast.Name))


def _parse_any(source: str) -> ast.Module:
    try:
        return _parse_python(source)
    except SyntaxError:
        return _parse_python(_translate(source))


def _parse_python(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an invalid escape, say: the student's affair
        return ast.parse(source)


def _body(source: str) -> str:
    """Return the lines that the numbers in the cell's tree count."""
    try:
        _parse_python(source)
    except SyntaxError:
        source = _strip_margin(source)
        magic = CELL_MAGIC.match(source)
        return source[magic.end() :] if magic else source
    return source


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(node.lineno for node in decorators)])


def _is_deep(tree: ast.AST) -> bool:
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return bool(level)


def _is_long_number(node: ast.AST) -> bool:
    """Return whether a hexadecimal number, say, has more digits than Python writes in decimal."""
    value = node.value if isinstance(node, ast.Constant) else 0
    return type(value) is int and value.bit_length() > MAX_BITS


def _translate(source: str) -> str:
    """Return the cell as plain Python."""
    source = _strip_margin(source)
    magic = CELL_MAGIC.match(source)
    if not magic:
        return "".join(_translate_lines(source))
    name, arguments = magic[1], magic[2]
    return _translate_cell_magic(name, arguments, source[magic.end() :])


def _strip_margin(source: str) -> str:
    """Take away empty lines before the first, and prompts.

    IPython also takes away the first line's indentation; here an indented cell is not Python, since
    it is nearly always the lower half of a cell that was torn in two.
    """
    source = re.sub(r"\A(?:[ \t]*\n)+", "", source)
    return PROMPT.sub("", source) if PROMPT.match(source) else source


def _translate_cell_magic(name: str, arguments: str, body: str) -> str:
    outputs = OUTPUT.findall(arguments)
    if name == "capture":
        outputs += [word for word in arguments.split() if word.isidentifier()]
    bound = "".join(f"\n{output} = {'%%' + name!r}" for output in outputs)
    if name in RUNS:
        return "".join(_translate_lines(body)) + bound
    if name == TIMEIT:
        return _enclose("".join(_translate_lines(body)))
    return repr(f"%%{name} {arguments}\n{body}") + bound


def _enclose(body: str) -> str:
    """Return the statements in a scope of their own: they bind none of the notebook's names."""
    lines = "".join(f" {line}" for line in body.splitlines(keepends=True))
    return f"class {NAMELESS}:\n pass\n{lines}"


def _translate_lines(source: str) -> Iterator[str]:
    start = 0
    while start < len(source):
        escaped = ESCAPED.match(source, start)
        end = escaped.end() if escaped else _end_of_statement(source, start)
        yield _translate_line(escaped) if escaped else source[start:end]
        start = end


def _end_of_statement(source: str, start: int) -> int:
    """Return where the line ends that begins here, with its strings and brackets."""
    depth = 0
    for token in TOKEN.finditer(source, start):
        mark = token[0]
        depth += (mark in ("(", "[", "{")) - (mark in (")", "]", "}"))
        if mark == "\n" and depth <= 0:
            return token.end()
    return len(source)


def _translate_line(line: re.Match[str]) -> str:
    python = (
        _translate_magic(line["magic"], line["rest"].replace("\\\n", " ").strip(), line["target"])
        if line["magic"]
        else f"{line['target'] or ''}{line[0].strip()!r}"
    )
    return f"{line['indent']}{python}{line['end']}"


def _translate_magic(name: str, rest: str, target: str) -> str:
    code = OPTIONS.sub("", rest)
    runs = name in (*RUNS, TIMEIT)
    if runs and _is_expression(code):
        return f"{target}{code}"
    if target or not (name in STARS or (runs and code)):
        return f"{target}{f'%{name} {rest}'!r}"
    if name in STARS:
        return f"from {name} import *"
    return f"class {NAMELESS}: {code}" if name == TIMEIT else code


def _is_expression(code: str) -> bool:
    try:
        ast.parse(code, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


class _Unwrap(ast.NodeTransformer):
    """Replace `get_ipython().run_line_magic("time", …)`, of exported scripts, by what it runs."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        words = _called_magic(node.value)
        if not words:
            return node
        name, rest, *body = words
        source = f"%%{name} {rest}\n{''.join(body)}" if body else f"%{name} {rest}"
        try:
            return _parse_any(source).body or node
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return node


def _called_magic(call: ast.expr) -> list[str]:
    """Return the strings that one of `BY_CALL` is called with; nothing for anything else."""
    match call:
        case ast.Call(
            func=ast.Attribute(value=ast.Call(func=ast.Name(id="get_ipython")), attr=name)
        ) if name in BY_CALL:
            words = [word.value for word in call.args if isinstance(word, ast.Constant)]
            given = [word for word in words if isinstance(word, str)]
            given = given[0].split(" ", 1) if name == "magic" and given else given
            return given if len(given) >= 2 else []
    return []
