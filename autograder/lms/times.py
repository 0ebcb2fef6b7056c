"""Points in time as an LMS writes them in file names and tables: local, without a zone, in English."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CLOCK = r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?(?P<half>[AaPp])\.?[Mm])?"
PATTERNS = (
    re.compile(
        r"(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2}), (?P<year>\d{4}),? " + CLOCK
    ),  # Mar 3, 2025 405 PM
    re.compile(
        r"(?P<day>\d{1,2}) (?P<month>[^\W\d_]{3,10}) (?P<year>\d{4}),? " + CLOCK
    ),  # 3 March 2025, 4:05 PM
    re.compile(
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)-(?P<hour>\d\d)-(?P<minute>\d\d)-(?P<second>\d\d)"
    ),
)


def read(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that a text names, in this zone, or None."""
    for pattern in PATTERNS:
        if match := pattern.search(text):
            return _moment(match, zone)
    return None


def _moment(match: re.Match[str], zone: tzinfo) -> datetime | None:
    parts = match.groupdict()
    month = parts["month"][:3].lower()
    number = (
        int(month) if month[:2].isdigit() else MONTHS.index(month) + 1 if month in MONTHS else 0
    )
    hour = int(parts["hour"])
    if half := parts.get("half"):
        hour = hour % 12 + (12 if half in "Pp" else 0)
    try:
        second = int(parts["second"] or 0)
        return datetime(
            int(parts["year"]),
            number,
            int(parts["day"]),
            hour,
            int(parts["minute"]),
            second,
            tzinfo=zone,
        )
    except ValueError:
        return None
