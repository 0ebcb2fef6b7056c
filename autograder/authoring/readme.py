"""The tables in README.md and solutions/README.md: what there is, what it costs, how our figures compare with the
tutorial's.

`measure` runs a solution in the box and returns what it took and the values that `solutions/<slug>/figures.toml` asks
for; the command writes these to solutions/measured.json; `audit` writes what became of its mutants to solutions/audited.json. The
tables are made from masters and these files alone, so that `build --check` can compare bytes.

    [[figure]]
    what = "1-NN, right of 200 test points"
    tutorial = "198"
    value = "int(np.sum(predicted == test_labels))"    an expression over the solution's names, giving a number
    low = 190                                          the noise within which ours must lie
    high = 200
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import files
from autograder.authoring.master import Master, parse
from autograder.course import Course
from autograder.errors import CourseError
from autograder.notebook import format as notebooks
from autograder.sandbox.box import Box

MEASURED = "solutions/measured.json"
AUDITED = "solutions/audited.json"
FIGURE_KEYS = {"what", "tutorial", "value", "low", "high"}
BLOCK = "<!-- {name}: written by `make assignments` -->"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the tutorial, and the range in which ours must lie."""

    what: str
    tutorial: str
    value: str
    low: float
    high: float


def figures(course: Course, slug: str) -> tuple[Figure, ...]:
    """Return the figures of an assignment; none when it has no figures.toml. Raises `CourseError`."""
    path = course.master(slug).parent / "figures.toml"
    if not path.is_file():
        return ()
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
        return tuple(Figure(**row) for row in rows)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path}: {error}. Each [[figure]] has {', '.join(sorted(FIGURE_KEYS))}."
        ) from None


def measure(course: Course, slug: str, box: Box) -> dict[str, Any]:
    """Run a solution from top to bottom; return its CPU seconds, its megabytes, and its figures."""
    notebook = notebooks.read((course.built(slug) / "solution.ipynb").read_bytes())
    seconds = sum(
        box.run(cell.source, number).seconds for number, cell in enumerate(notebook.code, 1)
    )
    megabytes = box.private_memory() >> 20
    values = {}
    for figure in figures(course, slug):
        box.run(f"_figure = float({figure.value})", 10_000)
        value = box.get("_figure")
        if type(value) is not float:
            raise CourseError(
                f"{slug}: the figure `{figure.what}` has no value: `{figure.value}` fails in the solution."
            )
        values[figure.what] = round(value, 4)
    return {"seconds": round(seconds, 1), "megabytes": megabytes, "figures": values}


def faults(course: Course, slug: str, measured: dict[str, Any]) -> list[str]:
    """Return the figures that are out of their range, and the budgets that are not kept."""
    found = [
        f"{slug}: {figure.what}: {measured['figures'][figure.what]:g} is not between {figure.low:g} and {figure.high:g}"
        for figure in figures(course, slug)
        if not figure.low <= measured["figures"].get(figure.what, float("nan")) <= figure.high
    ]
    if measured["seconds"] > 30:
        found.append(f"{slug}: the solution takes {measured['seconds']} CPU seconds, more than 30")
    if measured["megabytes"] > 1_024:
        found.append(f"{slug}: the solution takes {measured['megabytes']} MB, more than 1,024")
    return found


def texts(course: Course) -> dict[Path, str]:
    """Return both READMEs with their tables as they should be."""
    measured = read(course, MEASURED)
    masters = [parse(course.master(slug)) for slug in course.slugs]
    readme, figures_readme = course.root / "README.md", course.root / "solutions" / "README.md"
    tables = {
        "overview": _overview(masters, measured),
        "audit": _audit(course, read(course, AUDITED)),
    }
    return {
        readme: _filled(readme, tables),
        figures_readme: _filled(figures_readme, {"figures": _figures(course, measured)}),
    }


def read(course: Course, name: str) -> dict[str, Any]:
    """Return what was measured, by assignment; nothing before the first time. Raises `CourseError`."""
    path = course.root / name
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError as error:
        raise CourseError(f"{path}: {error}. Restore it, or delete it and measure again.") from None


def write(course: Course, name: str, measured: dict[str, Any]) -> None:
    """Write what was measured of the course's assignments, in their order."""
    kept = {slug: measured[slug] for slug in course.slugs if slug in measured}
    (course.root / name).write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def _overview(masters: list[Master], measured: dict[str, Any]) -> str:
    rows = [
        "| assignment | section of the tutorial | questions | points | minutes | CPU seconds |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for master in masters:
        points = sum(question.points for question in master.questions)
        seconds = measured.get(master.slug, {}).get("seconds")
        link = f"[{master.slug[:2]} {master.title}](assignments/{master.slug}/{master.slug}.ipynb)"
        shown = f"{seconds:.0f}" if seconds else "–"
        rows.append(
            f"| {link} | {master.section} | {len(master.questions)} | {files.number(points)} | {master.minutes} | {shown} |"
        )
    return "\n".join(rows)


def _figures(course: Course, measured: dict[str, Any]) -> str:
    rows = ["| assignment | figure | tutorial | ours | must lie in |", "|---|---|--:|--:|--:|"]
    for slug in course.slugs:
        values = measured.get(slug, {}).get("figures", {})
        for figure in figures(course, slug):
            ours = f"{values[figure.what]:g}" if figure.what in values else "–"
            rows.append(
                f"| {slug} | {figure.what} | {figure.tutorial} | {ours} | {figure.low:g} – {figure.high:g} |"
            )
    return "\n".join(rows)


def _audit(course: Course, audited: dict[str, dict[str, int]]) -> str:
    ends = ("public", "hidden", "survive", "equivalent")
    rows = [
        "| assignment | mutants | killed by public checks | by hidden checks only | survive | equivalent | killed |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    known = {slug: [audited[slug][end] for end in ends] for slug in course.slugs if slug in audited}
    total = [sum(counts[number] for counts in known.values()) for number in range(len(ends))]
    for name, counts in [*known.items(), ("all", total)]:
        public, hidden, survive, _ = counts
        share = (public + hidden) / max(public + hidden + survive, 1)
        rows.append(f"| {name} | {sum(counts)} | {' | '.join(map(str, counts))} | {share:.1%} |")
    return "\n".join(rows)


def _filled(path: Path, tables: dict[str, str]) -> str:
    """Return the file's text with each table between its two marks. Raises `CourseError` when they are missing."""
    if not path.is_file():
        raise CourseError(f"{path}: missing. Its table has its place there.")
    text = path.read_text(encoding="utf-8")
    for name, table in tables.items():
        mark, end = BLOCK.format(name=name), f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(mark)}\n.*?{re.escape(end)}", re.DOTALL)
        place = pattern.search(text)
        if not place:
            raise CourseError(
                f"{path}: no place for the table. Put the lines `{mark}` and `{end}` where it belongs."
            )
        text = f"{text[: place.start()]}{mark}\n\n{table}\n\n{end}{text[place.end() :]}"
    return text
