"""What is said when a verb fails: the machine's trouble in one line, or how to report a bug."""

from __future__ import annotations

import errno
import importlib.metadata
import platform
import shlex
import sys

DISTRIBUTIONS = ("otter-grader", "keras", "tensorflow-cpu", "tensorflow", "numpy")
PERMISSIONS = "Check who owns it and its permissions"
IN_THE_WAY = "Move what is in the way aside, or name another path"
REMEDIES = {
    errno.EACCES: PERMISSIONS,
    errno.EPERM: PERMISSIONS,
    errno.EROFS: "Use a folder that can be written to",
    errno.ENOSPC: "Free some space on that disk",
    errno.EDQUOT: "Free some space, or ask for a larger quota",
    errno.EMFILE: "Allow more open files with `ulimit -n 4096`",
    errno.ENFILE: "End some programs, which hold too many open files",
    errno.ENAMETOOLONG: "Choose a shorter name",
    errno.ENOTDIR: IN_THE_WAY,
    errno.EEXIST: IN_THE_WAY,
    errno.EISDIR: IN_THE_WAY,
}
NO_FOLDER = "The current folder no longer exists. Change to the course's folder, then try again."


def explain(error: OSError) -> str | None:
    """Return one line about trouble that a person can fix; None for what can only be a bug."""
    if error.errno == errno.ENOENT and error.filename is None:
        return NO_FOLDER if "No usable temporary" not in str(error) else f"{error.strerror}."
    if error.errno not in REMEDIES:
        return None
    where = f"{error.filename}: " if error.filename is not None else ""
    return f"{where}{error.strerror}. {REMEDIES[error.errno]}, then run the same command again."


def describe_bug() -> str:
    """Return what a report of a bug needs, below the traceback."""
    versions = [f"autograder {version()}", f"Python {platform.python_version()}"]
    for name in DISTRIBUTIONS:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue  # one of TensorFlow's two distributions is installed, or neither is
    return "\n".join(
        [
            "This is a bug in the autograder, not a mistake of yours or of a student's.",
            f"  command:  autograder {shlex.join(sys.argv[1:])}",
            f"  versions: {', '.join(versions)}",
            f"  platform: {platform.platform()}",
            "Please open an issue in the autograder's repository with these lines and those above.",
        ]
    )


def version() -> str:
    """Return the version of the autograder that is installed."""
    try:
        return importlib.metadata.version("deep-learning-course")
    except importlib.metadata.PackageNotFoundError:
        return "that is not installed"
