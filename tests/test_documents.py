"""What the documents say exists: every command parses, every path is there, every link leads somewhere.

A command is a span of code, or a line of a `sh` block, that begins with `make`, `autograder` or a Python that runs it.
Those that take no time are run.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY, python

from autograder.cli import parser

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "solutions/README.md", "assignments/README.md")
    for path in REPOSITORY.glob(pattern)
)
SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
AUTOGRADER = re.compile(r"^(?:\S*python -m |\.venv/bin/)?autograder (.+)$")
MAKE = re.compile(r"^make (.+)$")
OPTION = re.compile(r"^(--[a-z-]+)")
NUMBER = re.compile(r"\b[NK]\b")
FILE = re.compile(r"^[\w.*<>{}/-]+(?:/|\.(?:py|md|toml|lock|yaml))$")
TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)
MESSAGE = re.compile(r"^\| (?!message \|)(?!-)([^|]+) \| [^|]+ \|$", re.MULTILINE)
CONTINUED = re.compile(r"[\"']\s*\n\s*f?[\"']")  # a text that goes on in the next line
MACHINES = (REPOSITORY / "docs" / "machines.md").read_text(encoding="utf-8")
MADE = ("grades/", "build/", ".venv", "by-hand/", "feedback/")  # by the grader, so not in a clone


def spans(document: Path) -> Iterator[str]:
    """Yield each span of code of a document, and each line of its shell blocks without its comment."""
    text = document.read_text(encoding="utf-8")
    for language, block in BLOCK.findall(text):
        if language == "sh":
            yield from (line.partition("#")[0].strip() for line in block.splitlines())
    yield from SPAN.findall(BLOCK.sub("", text))


def all_of(pattern: re.Pattern[str]) -> list[object]:
    """Return what the spans of all documents name, each once, with the document that names it."""
    found = {
        match.group(1): document.name
        for document in DOCUMENTS
        for span in spans(document)
        if (match := pattern.match(span))
    }
    return [pytest.param(text, id=f"{document}: {text}") for text, document in found.items()]


def makefile() -> str:
    return (REPOSITORY / "Makefile").read_text()


@pytest.mark.parametrize("command", all_of(AUTOGRADER))
def test_a_documented_command_parses(command: str) -> None:
    assert leaves_with(NUMBER.sub("1", command)) == 0


def leaves_with(command: str) -> object:
    """Return the exit code of parsing a command: 2 for wrong usage; `--help` leaves with 0."""
    try:
        parser.parse(shlex.split(command))
    except SystemExit as done:
        return done.code
    return 0


@pytest.mark.parametrize("option", all_of(OPTION))
def test_a_documented_option_exists(option: str) -> None:
    assert option in options(parser._parser())


def options(of: argparse.ArgumentParser) -> set[str]:
    """Return the options of a parser and of its verbs."""
    found = set(of._option_string_actions)
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= {option for verb in action.choices.values() for option in options(verb)}
    return found


@pytest.mark.parametrize("command", all_of(MAKE))
def test_a_documented_make_command_exists(command: str) -> None:
    words = shlex.split(command)
    settings = {word.partition("=")[0] for word in words if "=" in word}
    targets = {word for word in words if "=" not in word}

    assert targets <= set(TARGET.findall(makefile()))
    assert all(f"$({name})" in makefile() or f",{name})" in makefile() for name in settings)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["make", "--silent", "help"], id="make help"),
        pytest.param(python("-m", "autograder", "--help"), id="autograder --help"),
        pytest.param(python("-m", "autograder", "--version"), id="autograder --version"),
        pytest.param(
            python("-m", "autograder", "doctor"), id="autograder doctor", marks=pytest.mark.slow
        ),
    ],
)
def test_a_cheap_command_runs(command: list[str]) -> None:
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    named = {span for span in spans(document) if FILE.match(span)}
    named -= {name for name in named if name.startswith(MADE)}

    assert not {name for name in named if not exists(name, document.parent)}


def exists(name: str, folder: Path) -> bool:
    """Say whether a file is there: from the root, below tests/ or beside its document; one without a folder, anywhere."""
    pattern = re.sub(r"<\w+>", "*", name).rstrip("/")
    places = [REPOSITORY, REPOSITORY / "tests", folder, *REPOSITORY.glob("solutions/*/")]
    if "/" not in pattern:
        places += [p for p in REPOSITORY.glob("autograder/**/") if p.name != "__pycache__"]
    return any(any(place.glob(pattern)) for place in places)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_local_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert not [link for link in links if "://" not in link and not leads(link, document)]


def leads(link: str, document: Path) -> bool:
    path, _, anchor = link.partition("#")
    target = document.parent / path if path else document
    if not anchor:
        return target.exists()
    headings = HEADING.findall(target.read_text(encoding="utf-8"))
    return anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


def messages() -> list[str]:
    text = (REPOSITORY / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    return [found for found in MESSAGE.findall(text) if not found.startswith("NameError")]


@pytest.fixture(scope="module")
def told() -> str:
    """What the grader can say, with each message on one line."""
    sources = [*(REPOSITORY / "autograder").rglob("*.py"), REPOSITORY / ".ci" / "find-python"]
    return CONTINUED.sub("", "\n".join(path.read_text(encoding="utf-8") for path in sources))


@pytest.mark.parametrize("message", messages())
def test_a_message_that_is_explained_is_one_of_ours(message: str, told: str) -> None:
    for part in message.split("…"):
        assert part.strip(" ()") in told


@pytest.mark.parametrize(
    "recipe", [block for language, block in BLOCK.findall(MACHINES) if language == "yaml"]
)
def test_a_recipe_is_yaml_whose_make_targets_exist(recipe: str) -> None:
    assert yaml.safe_load(recipe)
    for command in re.findall(r"make ([a-z].*)", recipe):
        assert command.split()[0] in TARGET.findall(makefile())


def test_the_containerfile_makes_a_target_that_exists() -> None:
    assert "RUN make .venv/bin/autograder\n" in (REPOSITORY / "Containerfile").read_text()
    assert "READY := $(VENV)/bin/autograder\n" in makefile()
