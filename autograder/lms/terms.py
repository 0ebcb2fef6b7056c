"""What an LMS says of one student beside the file: when it is due, why no points go back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A student who handed in, but whose points cannot be published, and why."""

    lms: str
    student: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the LMS says of one student beside the file: a due date of their own, say."""

    submitted: datetime | None = None
    due: datetime | None = None
    held: str = ""  # why the points must not be uploaded
    known: bool = False  # whether the LMS was asked at all
