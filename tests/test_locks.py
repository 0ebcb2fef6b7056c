"""The lock files: what they pin installs with every pip that a supported Python brings, and costs no import."""

from __future__ import annotations

import importlib.util
import re
from importlib import metadata
from pathlib import Path

import pytest
from conftest import REPOSITORY
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = sorted(REPOSITORY.glob("requirements*.lock"))
LINE = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[([^\]]*)\])?==", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_an_extra_that_a_pinned_package_asks_for_is_pinned_with_it(lock: Path) -> None:
    """pip 23.2, which Python 3.11 brings, pins no `name[extra]` by a line of `name`: it takes the newest release, which has no hash here."""
    pinned: dict[str, set[str]] = {}
    for name, extras in LINE.findall(lock.read_text()):
        pinned.setdefault(canonicalize_name(name), set()).update(filter(None, extras.split(",")))
    asked = [
        (wanted.name, extra)
        for name, extras in pinned.items()
        for wanted in _requirements(name, extras)
        for extra in wanted.extras
    ]

    assert asked
    assert [one for one in asked if one[1] not in pinned[canonicalize_name(one[0])]] == []


def _requirements(name: str, extras: set[str]) -> list[Requirement]:
    """Return what a package asks for here; nothing where it is not installed (docs, a cluster)."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    found = map(Requirement, lines)
    chosen = [{"extra": extra} for extra in extras or {""}]
    return [one for one in found if not one.marker or any(map(one.marker.evaluate, chosen))]


def test_reading_a_notebook_compiles_no_grammar() -> None:
    """With rfc3987-syntax, which JupyterLab brings by way of jsonschema 4.25 and later, `import nbformat` takes 4.7 CPU seconds."""
    assert importlib.util.find_spec("rfc3987_syntax") is None
