"""Whose fault is it? A person's mistake is an `AutograderError`; a student's failing code is a value, never an
exception here.

Anything else that is raised is a bug of ours and reaches `cli.main`, which alone catches it.
"""


class AutograderError(Exception):
    """Something a person can mend: the message says what, where with the value seen, and what to do. Exit code 1."""


class CourseError(AutograderError):
    """The course's own files are at fault (course.toml, a master, a stale build)."""


class MasterError(CourseError):
    """One master breaks the authoring rules; `problems` holds every one found, each naming file and line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class SubmissionError(AutograderError):
    """What was handed in cannot be read (a damaged archive, two notebooks of one student)."""


class MachineError(AutograderError):
    """This machine lacks something that grading needs (a kernel feature, a library)."""
