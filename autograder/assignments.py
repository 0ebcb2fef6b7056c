"""An assignment as built: its record on the disk, and the notebook's names that its checks take.

Grading needs only this; `authoring.build` makes it from a master.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
from dataclasses import asdict, replace

from autograder.records import Assignment, Check, Limits, Question


def load(data: bytes) -> Assignment:
    """Return the assignment that `dump` wrote."""
    document = json.loads(data)
    questions = tuple(
        Question(
            **{
                **raw,
                "checks": tuple(Check(**check) for check in raw["checks"]),
                "blanks": tuple(raw["blanks"]),
            }
        )
        for raw in document.pop("questions")
    )
    limits, shipped = Limits(**document.pop("limits")), tuple(document.pop("shipped"))
    return Assignment(questions=questions, limits=limits, shipped=shipped, **document)


def dump(assignment: Assignment) -> bytes:
    """Return the canonical bytes of an assignment's record (build/<slug>/assignment.json)."""
    return (
        json.dumps(asdict(assignment), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    ).encode()


def sealed(assignment: Assignment) -> Assignment:
    """Return the assignment with the fingerprint of what it now holds."""
    return replace(
        assignment,
        fingerprint=hashlib.sha256(dump(replace(assignment, fingerprint=""))).hexdigest(),
    )


@functools.cache
def taken(question: Question) -> dict[str, frozenset[str]]:
    """Return for each check, by its key, the names of the notebook that it takes."""
    functions = [
        node for node in ast.parse(question.source).body if isinstance(node, ast.FunctionDef)
    ]
    return {
        check.key: frozenset(argument.arg for argument in function.args.args)
        for check, function in zip(question.checks, functions, strict=True)
    }


def parameters(question: Question) -> frozenset[str]:
    """Return the names of the notebook that any of a question's checks takes."""
    return frozenset().union(*taken(question).values())
