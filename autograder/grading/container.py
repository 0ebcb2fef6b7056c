"""Gradescope's container: the autograder to upload for an assignment, and what runs there.

`bundle` makes `build/<slug>/gradescope.zip`: `setup.sh` (run once, when the container is made),
`run_autograder` (run for each submission), the package, its locked requirements and the assignment
with its checks. `run` grades the one submission and writes `results.json`. Student code runs there
in the lower tier's sandbox, since a container grants no namespaces; nothing that it can read holds
a check. Format: gradescope/autograder_samples, docs/specs.md.
"""

from __future__ import annotations

import json
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from autograder import assignments
from autograder.course import Course
from autograder.errors import CourseError, SubmissionError
from autograder.files import pack
from autograder.grading.session import grader
from autograder.grading.standings import carry_forward
from autograder.grading.task import parse
from autograder.handed_in import HandedIn
from autograder.lms import archive, beside, gradescope
from autograder.lms.exchange import Claim
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Assignment, Submission

PACKAGE = Path(__file__).parent.parent
LOCK = "requirements.lock"
INSTALLED_FROM = ("pyproject.toml", LOCK, "LICENSE")
SHARE = Path("share", "deep-learning-course")  # where a wheel puts these three (pyproject.toml)
HOMES = (PACKAGE.parent, PACKAGE.parent / SHARE, Path(sysconfig.get_path("data")) / SHARE)
SOURCE = ("*.py", "*.html")
EXECUTABLE = frozenset({"setup.sh", "run_autograder"})
SETUP = """#!/usr/bin/env bash
# Run once by Gradescope while it makes the container: Python with the locked packages, and the
# system's seccomp library.
set -euo pipefail
root=${AUTOGRADER_ROOT:-/autograder}
export DEBIAN_FRONTEND=noninteractive

supported() {
  command -v "$1" >/dev/null && "$1" - 2>/dev/null <<'END'
import sys, venv, ensurepip
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
END
}
find_python() {
  for name in python3.13 python3.12 python3.11 python3; do
    if supported "$name"; then echo "$name"; return; fi
  done
}

python=$(find_python)
if [ -z "$python" ] || ! ldconfig -p | grep -q libseccomp; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends libseccomp2 ca-certificates >/dev/null
  if [ -z "$python" ]; then
    apt-get install -y -qq --no-install-recommends python3.11 python3.11-venv >/dev/null
  fi
  python=$(find_python)
fi
if [ -z "$python" ]; then
  echo "This image has no Python 3.11, 3.12 or 3.13. Choose another base image." >&2
  exit 1
fi
"$python" -m venv --clear "$root/venv"
install() { "$root/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
install --require-hashes -r "$root/source/requirements.lock"
install --no-deps --no-build-isolation "$root/source"
# Student code runs as another user, and must reach Python; it is not let into anything else here.
chmod o+x "$root"
"""
RUN = """#!/usr/bin/env bash
# Run by Gradescope for each submission.
root=${AUTOGRADER_ROOT:-/autograder}
exec "$root/venv/bin/python" -m autograder container "$root"
"""


def bundle(course: Course, assignment: Assignment) -> bytes:
    """Return the zip to upload as an assignment's autograder: equal sources, equal bytes."""
    files = {"setup.sh": SETUP.encode(), "run_autograder": RUN.encode()}
    files |= read_installed_from(course, HOMES)
    for pattern in SOURCE:
        for path in PACKAGE.rglob(pattern):
            files[f"autograder/{path.relative_to(PACKAGE).as_posix()}"] = path.read_bytes()
    files["assignment.json"] = assignments.dump(assignment)
    return pack(files, EXECUTABLE)


def read_installed_from(course: Course, homes: Sequence[Path]) -> dict[str, bytes]:
    """Return what the container installs the package from; a course may have a lock of its own.

    It lies beside the package's source, or where a wheel was installed: in one of `homes`.
    """
    for home in homes:
        paths = {name: home / name for name in INSTALLED_FROM}
        if all(path.is_file() for path in paths.values()):
            own = course.root / LOCK
            paths[LOCK] = own if own.is_file() else paths[LOCK]
            return {name: path.read_bytes() for name, path in paths.items()}
    raise CourseError(
        f"{homes[0]}: {', '.join(INSTALLED_FROM)} are not all there. The container installs from "
        "them: install the autograder again."
    )


def run(root: Path) -> None:
    """Grade the submission in a container and write its `results/results.json`.

    `root` is /autograder there. Raises `MachineError` where the container has no sandbox:
    Gradescope shows that as a failed run, and no points are lost.
    """
    path = root / "source" / "assignment.json"
    if not path.is_file():
        raise CourseError(f"{path}: missing. {root} must hold what Gradescope unpacks.")
    assignment = assignments.sealed(assignments.load(path.read_bytes()))
    results = root / "results" / "results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    results.unlink(missing_ok=True)
    try:
        submission, notebook = _find_notebook(root / "submission", assignment)
    except SubmissionError as error:
        made = {"score": 0, "output": str(error), "output_format": "text", "tests": []}
    else:
        with grader(root / "cache") as session:
            task = session.prepare(submission, assignment, notebook)
            ((_, grade),) = session.grade([task])
        counted = carry_forward(assignment.carry_forward, grade)
        made = gradescope.results_json(counted, assignment)
    results.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _find_notebook(
    folder: Path, assignment: Assignment
) -> tuple[Submission, Notebook | Unreadable]:
    """Return the notebook that was handed in: the only one, or the only one for this assignment."""
    with archive.open_download(folder) as source:
        files = [(member, _claim(member)) for member in source.members]
        notebooks = [pair for pair in files if pair[0].name.lower().endswith(".ipynb")]
        others = [pair for pair in files if pair not in notebooks]
        found = [_submission(source, pair, others, assignment.slug) for pair in notebooks]
    parsed = [(submission, parse(submission.data)) for submission in found]
    named = [one for one in parsed if _names(one[1], assignment.slug)]
    chosen = named if len(named) == 1 else parsed
    if len(chosen) == 1:
        return chosen[0]
    wanted = f"{assignment.slug}.ipynb"
    if not found:
        raise SubmissionError(f"There is no notebook in your submission. Submit {wanted}.")
    names = ", ".join(sorted(submission.filename for submission in found))
    raise SubmissionError(f"You submitted several notebooks: {names}. Submit {wanted} alone.")


def _claim(member: archive.Member) -> Claim:
    return Claim(student="student", name="student", filename=member.parts[-1])


def _submission(
    source: archive.Archive,
    notebook: beside.Claimed,
    others: Sequence[beside.Claimed],
    slug: str,
) -> Submission:
    """Return a notebook as handed in, with the files that lie beside it."""
    member, claim = notebook
    return Submission(
        student=claim.student,
        name=claim.name,
        filename=claim.filename,
        file=HandedIn.of(source.read(member)),
        slug=slug,
        companions=beside.choose(source, notebook, others)[0],
    )


def _names(notebook: Notebook | Unreadable, slug: str) -> bool:
    return isinstance(notebook, Notebook) and notebook.slug == slug
