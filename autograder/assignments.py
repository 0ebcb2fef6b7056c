"""An assignment as built: its record on the disk, and the notebook's names that its checks take.

Grading needs only this; `authoring.build` makes it from a master.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
from dataclasses import asdict, replace

from autograder.records import Assignment, CarryForward, Check, Limits, Question

CARRIED = "+"  # in a fingerprint, before the hash of the reference's answers


def load(data: bytes) -> Assignment:
    """Return the assignment that `dump` wrote."""
    document = json.loads(data)
    questions = tuple(
        Question(
            **{
                **raw,
                "checks": tuple(Check(**check) for check in raw["checks"]),
                "blanks": tuple(raw["blanks"]),
                "reference": tuple(raw.get("reference", ())),
            }
        )
        for raw in document.pop("questions")
    )
    parts = {
        "questions": questions,
        "limits": Limits(**document["limits"]),
        "shipped": tuple(document["shipped"]),
        "carry_forward": CarryForward(document.get("carry_forward", CarryForward.OFF)),
    }
    return Assignment(**document | parts)


def dump(assignment: Assignment) -> bytes:
    """Return the canonical bytes of an assignment's record (build/<slug>/assignment.json).

    Where errors are not carried forward, no word of it: neither the option nor a reference answer.
    """
    document = asdict(assignment)
    if assignment.carry_forward is CarryForward.OFF:
        del document["carry_forward"]
        for question in document["questions"]:
            del question["reference"]
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def sealed(assignment: Assignment) -> Assignment:
    """Return the assignment with the fingerprint of what it now holds.

    Where errors are carried forward, the hash of the reference's answers follows, whether the
    points count or not: it is the same judgement.
    """
    plain = replace(assignment, fingerprint="", carry_forward=CarryForward.OFF)
    fingerprint = hashlib.sha256(dump(plain)).hexdigest()
    if assignment.carry_forward is not CarryForward.OFF:
        answers = json.dumps([question.reference for question in assignment.questions])
        fingerprint += CARRIED + hashlib.sha256(answers.encode()).hexdigest()
    return replace(assignment, fingerprint=fingerprint)


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
