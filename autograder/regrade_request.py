"""What a student asks an instructor to look at again, and what was decided then."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeRequest:
    """One student's request about one question. An empty `text` takes back what was asked before.

    Times are ISO 8601. The points are `kept` where the decision is words alone.
    """

    slug: str
    question: str
    lms: str
    student: str
    text: str
    made: str = ""
    decided: str = ""  # when; empty while it waits
    kept: bool = False
    reason: str = ""

    @property
    def waits(self) -> bool:
        """Whether nobody decided about it yet."""
        return not self.decided
