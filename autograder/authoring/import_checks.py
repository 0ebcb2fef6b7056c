"""The tests of one question of otter, as checks of ours with the points that otter gives them.

`import_otter` and `import_zip` come here. otter divides what is left of a question's points among
the tests that have none, and a question of ours needs a public check.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from autograder.authoring.blocks import only_function
from autograder.authoring.imports import Check, Question


def rename_function(number: int, body: str) -> str:
    """Return a test that is one function, under a name of its own. Raises ValueError."""
    function = only_function(body)
    if function is None:
        raise ValueError("a test is one function here. Move what is beside it into it.")
    if any(argument.arg == "env" for argument in function.args.args):
        raise ValueError("the test takes `env`. Name what it needs as parameters.")
    name = function.name if function.name.startswith("test_") else f"test_{function.name}"
    return re.sub(rf"\bdef {function.name}\b", f"def {name}_{number}", body, count=1).strip()


def complete(question: Question) -> Iterator[str]:
    """Give a question's checks their points as otter does; yield why that cannot be."""
    where = f"cell {question.cell}, question `{question.name}`"
    if question.manual:
        return
    if not question.checks:
        yield f"{where}: no tests. Write some, or say `manual: true`."
        return
    try:
        question.checks = list(_divide(question))
    except ValueError as error:
        yield f"{where}: {error}"
        return
    if question.all_or_nothing:
        question.checks = _join(question.checks)
    if all(check.hidden for check in question.checks):
        question.checks.insert(0, _ask_for_names(question.checks))


def _divide(question: Question) -> Iterator[Check]:
    total, checks = question.points, question.checks
    if isinstance(total, list):
        if len(total) != len(checks):
            raise ValueError(f"{len(total)} points for {len(checks)} tests. Give one for each.")
        checks, total = [replace(c, points=p) for c, p in zip(checks, total, strict=True)], None
    given = [check.points for check in checks if check.points is not None]
    free = len(checks) - len(given)
    if total is None:
        share = 1 / free if free and not any(given) else 0.0
    elif sum(given) > total:
        raise ValueError(f"its tests give more than its {total} points. Lower them.")
    else:
        share = (total - sum(given)) / free if free else 0.0
    for check in checks:
        yield check if check.points is not None else replace(check, points=share)


def _join(checks: list[Check]) -> list[Check]:
    """Return public checks without points, and a hidden one that runs all and earns them all."""
    functions = [only_function(check.body) for check in checks]
    names = sorted({argument.arg for one in functions if one for argument in one.args.args})
    inner = ["\n".join("    " + line for line in check.body.splitlines()) for check in checks]
    calls = [
        f"    {one.name}({', '.join(argument.arg for argument in one.args.args)})"
        for one in functions
        if one
    ]
    body = "\n".join([f"def test_all({', '.join(names)}):", *inner, *calls])
    points = sum(check.points or 0 for check in checks)
    whole = Check(name="test_all", body=body, hidden=True, points=points)
    return [*(replace(c, points=0) for c in checks if not c.hidden), whole]


def _ask_for_names(checks: list[Check]) -> Check:
    """Return a public check without points: that the names have a value."""
    names = sorted(
        {
            argument.arg
            for check in checks
            for node in ast.parse(check.body).body
            if isinstance(node, ast.FunctionDef)
            for argument in node.args.args
        }
    )
    asserts = [f"    assert {name} is not ..., '{name} is not written yet'" for name in names]
    body = "\n".join([f"def test_written({', '.join(names)}):", *(asserts or ["    pass"])])
    return Check(name="test_written", body=body, points=0, hint="Write your answer first.")
