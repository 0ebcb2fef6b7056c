"""What decides a grade beside notebook and checks: Python, the libraries, the grader's own source.

Its hash is part of each grade's key. A worker of a cluster compares it by name with its own, so
that grades made on several machines are those of one.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import platform
from collections.abc import Mapping
from pathlib import Path

from autograder.records import Tier

GRADED_BY = (".", "notebook", "sandbox", "grading")  # folders whose source can change a grade
OURS = "autograder"
TIERS = {
    Tier.LANDLOCK: "Student code runs in a sandbox without namespaces, as in a container; "
    "SECURITY.md says what that leaves open.",
    Tier.NONE: "WITHOUT A SANDBOX, as --unsafe allows: student code can read, change and send "
    "whatever you can.",
}
LIBRARIES = (
    "otter-grader",
    "numpy",
    "scipy",
    "scikit-learn",
    "keras",
    "tensorflow-cpu",
    "tensorflow",
    "matplotlib",
    "pandas",
    "seaborn",
    "tqdm",
    "ipython",
)


def read_versions() -> dict[str, str]:
    """Return what decides a grade, each by its name; of our own source the hash."""
    found = {"Python": platform.python_version(), "processor": platform.machine()}
    for name in LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    package = Path(__file__).parent.parent
    files = [file for folder in GRADED_BY for file in sorted((package / folder).glob("*.py"))]
    hashes = "\n".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return found | {OURS: hashlib.sha256(hashes.encode()).hexdigest()}


def hash_versions(versions: Mapping[str, str]) -> str:
    """Return one hash for all of them."""
    lines = "\n".join(f"{name}=={version}" for name, version in versions.items())
    return hashlib.sha256(lines.encode()).hexdigest()


def environment() -> str:
    """Return the hash of what decides a grade on this machine."""
    return hash_versions(read_versions())


def compare(wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """Return what differs, each as a phrase: `numpy 2.3.1 instead of 2.4.0`."""
    names = [name for name in {**wanted, **found} if wanted.get(name) != found.get(name)]
    return [
        f"{name} {_shorten(found.get(name))} instead of {_shorten(wanted.get(name))}"
        for name in names
    ]


def describe_tier(tier: Tier, refused: str) -> str:
    """Return what a person should know of a sandbox, if anything.

    `refused` is why it is not a better one.
    """
    return f"{TIERS[tier]} The machine refused {refused}" if tier in TIERS else ""


def _shorten(version: str | None) -> str:
    return (version or "not installed")[:20]
