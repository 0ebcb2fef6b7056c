"""SECURITY.md promises nothing that no test proves: each file and test that it names exists."""

from __future__ import annotations

import re

import pytest
from conftest import REPOSITORY

TESTS = REPOSITORY / "tests"
ROWS = re.findall(
    r"^\| (.+?) \| ✓ \| [✓–] \| (.+) \|$",
    (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
PROOFS = [
    (path, phrase)
    for _, proof in ROWS
    for path, phrases in re.findall(r"`([\w/]+\.py)`(?:: ((?:\*[^*]+\*(?:, )?)+))?", proof)
    for phrase in re.findall(r"\*([^*]+)\*", phrases) or [""]
]


def test_every_promise_names_its_proof() -> None:
    assert len(ROWS) == 19
    assert [promise for promise, proof in ROWS if "`" not in proof] == []


@pytest.mark.parametrize(("path", "phrase"), PROOFS)
def test_a_proof_is_a_test(path: str, phrase: str) -> None:
    tests = re.findall(r"^def (\w+)\(", (TESTS / path).read_text(encoding="utf-8"), re.MULTILINE)
    assert any(phrase.lower().replace(" ", "_") in name for name in tests)
