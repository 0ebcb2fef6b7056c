"""New courses and new assignments: what `autograder init` and `autograder new` write.

A new assignment is a small one that is complete: it builds, verifies and audits at once, so its
author changes something that works. It is the example of docs/authoring.md. Nothing that exists is
ever overwritten.
"""

from __future__ import annotations

import importlib.resources
import re
from pathlib import Path

from autograder import files
from autograder.errors import CourseError

SLUG = re.compile(r"[0-9]{2}-[a-z0-9]+(?:-[a-z0-9]+)*")
EXAMPLE = "11-distance"
PLACES = {
    "master.txt": "{slug}.py",
    "mistake_squared.txt": "mistakes/squared.py",
    "mistake_two_only.txt": "mistakes/two_only.py",
    "variant_norm.txt": "variants/norm.py",
}
COURSE = {
    "course.txt": "course.toml",
    "README.txt": "README.md",
    "Makefile.txt": "Makefile",
    "ignored.txt": ".gitignore",
}


def make_course(folder: Path) -> list[Path]:
    """Write an empty course; return the files. Raises `CourseError` where one is already."""
    if (folder / "course.toml").exists():
        raise CourseError(
            f"{folder / 'course.toml'}: there is a course already. Name another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"{folder}: not a folder. Name another one.")
    (folder / "submissions").mkdir(parents=True, exist_ok=True)
    contents = {folder / name: _read(template) for template, name in COURSE.items()}
    return _write({path: text for path, text in contents.items() if not path.exists()})


def make_assignment(start: Path, slug: str) -> list[Path]:
    """Write a master with mistakes and a variant into the course around `start`; return the files.

    Raises `CourseError` for a name that is not a slug, and for an assignment that exists.
    """
    folder = _find_free(start, slug)
    return _write(
        {
            folder / place.format(slug=slug): _read(template).replace(EXAMPLE, slug)
            for template, place in PLACES.items()
        }
    )


def write_master(start: Path, slug: str, text: str) -> Path:
    """Write a master into the course around `start`; return it. Raises as `make_assignment`."""
    path = _find_free(start, slug) / f"{slug}.py"
    return _write({path: text})[0]


def _find_free(start: Path, slug: str) -> Path:
    """Return the folder of an assignment that does not exist yet."""
    if not SLUG.fullmatch(slug):
        raise CourseError(
            f"{slug!r} is not a name for an assignment. Write two digits and words of small "
            "letters, such as 11-my-topic."
        )
    folder = _find_root(start) / "solutions" / slug
    if folder.exists():
        raise CourseError(f"{folder}: exists already. Choose another name.")
    return folder


def _find_root(start: Path) -> Path:
    """Return the course's folder; unlike `course.find` also of one without assignments."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "course.toml").is_file():
            return folder
    raise CourseError(
        f"{start}: no course.toml here or above. `autograder init FOLDER` makes a new course."
    )


def _read(template: str) -> str:
    folder = importlib.resources.files("autograder.authoring") / "template"
    return (folder / template).read_text(encoding="utf-8")


def _write(contents: dict[Path, str]) -> list[Path]:
    for path, text in contents.items():
        files.write_whole(path, text.encode())
    return list(contents)
