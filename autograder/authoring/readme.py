"""The tables in README.md and solutions/README.md: what there is, what it costs, how our figures
compare with the tutorial's, and how many mutants the checks kill.

`measure` and `audit` write what they find to solutions/measured.json and solutions/audited.json.
The tables are made from the masters and these two files alone, so that `build --check` can compare
bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder import files
from autograder.authoring import figures
from autograder.authoring.master import Master
from autograder.course import Course
from autograder.errors import CourseError

MEASURED = "solutions/measured.json"
AUDITED = "solutions/audited.json"
BEGIN = "<!-- {name}: written by `make assignments` -->"
END = "<!-- end of {name} -->"
UNKNOWN = "–"
OVERVIEW = "assignment | section of the tutorial | questions | points | minutes | CPU seconds"
FIGURES = "assignment | figure | tutorial | ours | must lie in"
AUDIT = (
    "assignment | mutants | killed by public checks | by hidden checks only "
    "| survive | equivalent | killed | cheats | checks that pay one | harmless changes | that lose"
)
ENDS = ("public", "hidden", "survive", "equivalent")  # of mutants, as audited.json has them
TRIALS = ("cheats", "earning", "harmless", "losing")  # the same of cheats and harmless changes


def fill(course: Course, masters: Iterable[Master]) -> dict[Path, bytes]:
    """Return both READMEs with the tables whose marks they hold; a course may have neither.

    Raises `CourseError` where one mark of a table lacks the other.
    """
    measured = read(course, MEASURED)
    overview, audit = _overview(masters, measured), _audit(course, read(course, AUDITED))
    tables = {"overview": overview, "audit": audit}
    return {
        path: _fill(path, wanted).encode()
        for path, wanted in (
            (course.root / "README.md", tables),
            (course.root / "solutions" / "README.md", {"figures": _figures(course, measured)}),
        )
        if path.is_file()
    }


def read(course: Course, name: str) -> dict[str, Any]:
    """Return what one of the two files holds, by assignment; nothing where there is none yet.

    Raises `CourseError` when the file is damaged.
    """
    path = course.root / name
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError as error:
        what = f"{path}: {error}. Restore it, or delete it and measure again."
        raise CourseError(what) from None
    return dict(found)


def write(course: Course, name: str, found: Mapping[str, Any]) -> None:
    """Write one of the two files: what was found of the course's assignments, in their order."""
    kept = {slug: found[slug] for slug in course.slugs if slug in found}
    text = json.dumps(kept, indent=1, sort_keys=True) + "\n"
    files.write_whole(course.root / name, text.encode())


def _overview(masters: Iterable[Master], measured: Mapping[str, Any]) -> str:
    return _table(OVERVIEW, 2, (_overview_row(master, measured) for master in masters))


def _overview_row(master: Master, measured: Mapping[str, Any]) -> list[str]:
    seconds = measured.get(master.slug, {}).get("seconds")
    path = f"assignments/{master.slug}/{master.slug}.ipynb"
    return [
        f"[{master.slug[:2]} {master.title}]({path})",
        master.section,
        str(len(master.questions)),
        files.number(sum(question.points for question in master.questions)),
        str(master.minutes),
        f"{seconds:.0f}" if seconds else UNKNOWN,
    ]


def _figures(course: Course, measured: Mapping[str, Any]) -> str:
    rows = (
        [slug, figure.what, figure.tutorial, _ours(measured, slug, figure.what), _span(figure)]
        for slug in course.slugs
        for figure in figures.read(course, slug)
    )
    return _table(FIGURES, 2, rows)


def _ours(measured: Mapping[str, Any], slug: str, what: str) -> str:
    value = measured.get(slug, {}).get("figures", {}).get(what)
    return UNKNOWN if value is None else f"{value:g}"


def _span(figure: figures.Figure) -> str:
    return f"{figure.low:g} – {figure.high:g}"


def _audit(course: Course, audited: Mapping[str, Mapping[str, int]]) -> str:
    counts = {slug: audited[slug] for slug in course.slugs if slug in audited}
    total = {end: sum(one.get(end, 0) for one in counts.values()) for end in (*ENDS, *TRIALS)}
    return _table(AUDIT, 1, (_audit_row(*row) for row in [*counts.items(), ("all", total)]))


def _audit_row(name: str, counts: Mapping[str, int]) -> list[str]:
    public, hidden, survive, _ = ends = [counts.get(end, 0) for end in ENDS]
    share = (public + hidden) / max(public + hidden + survive, 1)
    trials = [str(counts.get(end, UNKNOWN)) for end in TRIALS]
    return [name, str(sum(ends)), *map(str, ends), f"{share:.1%}", *trials]


def _table(header: str, left: int, rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown, its first columns aligned left, the others right."""
    columns = header.count("|") + 1
    rule = "|" + "---|" * left + "--:|" * (columns - left)
    return "\n".join([f"| {header} |", rule, *(f"| {' | '.join(row)} |" for row in rows)])


def _fill(path: Path, tables: Mapping[str, str]) -> str:
    """Return the file's text with each table between its two marks, where they stand."""
    text = path.read_text(encoding="utf-8")
    for name, table in tables.items():
        begin, end = BEGIN.format(name=name), END.format(name=name)
        if begin not in text and end not in text:
            continue
        place = re.search(f"{re.escape(begin)}\n.*?{re.escape(end)}", text, re.DOTALL)
        if not place:
            raise CourseError(
                f"{path}: no place for the table of {name}. "
                f"Put the lines `{begin}` and `{end}` where it belongs."
            )
        text = f"{text[: place.start()]}{begin}\n\n{table}\n\n{end}{text[place.end() :]}"
    return text
