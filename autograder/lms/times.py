"""Points in time as an LMS writes them in file names and tables: local, without a zone, English."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CLOCK = r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?(?P<half>[AaPp])\.?[Mm])?"
PATTERNS = (
    # Mar 3, 2025 405 PM
    re.compile(r"(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2}), (?P<year>\d{4}),? " + CLOCK),
    # 3 March 2025, 4:05 PM
    re.compile(r"(?P<day>\d{1,2}) (?P<month>[^\W\d_]{3,10}) (?P<year>\d{4}),? " + CLOCK),
    # 2025-03-03-16-05-06
    re.compile(
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
        r"-(?P<hour>\d\d)-(?P<minute>\d\d)-(?P<second>\d\d)"
    ),
)


def read(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that a text names, in this zone, or None."""
    for pattern in PATTERNS:
        if match := pattern.search(text):
            return _moment(match.groupdict(), zone)
    return None


def _moment(parts: dict[str, str | None], zone: tzinfo) -> datetime | None:
    year, day, minute, second = (
        int(parts.get(name) or 0) for name in ("year", "day", "minute", "second")
    )
    try:
        month, hour = _month(parts["month"] or ""), _hour(parts["hour"] or "", parts.get("half"))
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _month(word: str) -> int:
    """Return a month's number. Raises `ValueError` for one in another language."""
    return int(word) if word.isdigit() else MONTHS.index(word[:3].lower()) + 1


def _hour(digits: str, half: str | None) -> int:
    hour = int(digits)
    if half is None:
        return hour
    return hour % 12 + (12 if half in "Pp" else 0)
