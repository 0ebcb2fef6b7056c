"""Whose fault is it? A person's mistake is an `AutograderError`, a student's bug is a value.

Anything else that is raised is a bug of ours and reaches `cli.main`, which alone catches it.
"""


class AutograderError(Exception):
    """Something a person can fix, exit code 1.

    The message says what, where with the value seen, and what to do.
    """


class CourseError(AutograderError):
    """The course's own files are at fault (course.toml, a master, a stale build)."""


class MasterError(CourseError):
    """One master breaks the authoring rules; `problems` has every one, with file and line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class SubmissionError(AutograderError):
    """What was handed in cannot be read (a damaged archive, two notebooks of one student)."""


class MachineError(AutograderError):
    """This machine lacks something that grading needs (a kernel feature, a library)."""
