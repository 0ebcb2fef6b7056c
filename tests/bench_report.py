"""build/bench.json -> a table and a plot for people: what each assignment costs, and how that grows with the class.

Pure functions: figures in, Markdown and SVG out. Only what was measured is shown, with its machine and date.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

Notes = Mapping[str, Any]
COLUMNS = {  # of the table, each with the place of its figure
    "student alone": ("floor", "cpu"),
    "student, graded": ("ours", "student"),
    "checks": ("ours", "checks"),
    "ours": ("ours", "ours"),
    "wall": ("ours", "wall"),
    "`otter run`": ("otter run", "wall"),
    "nbgrader": ("nbgrader", "wall"),
}
RUNS = ("nothing changed", "one new submission", "first publishing")


def make(notes: Notes) -> dict[str, bytes]:
    """Return what `make bench` writes beside bench.json, by name."""
    return {"bench.md": table(notes).encode(), "bench.svg": plot(notes)}


def join(notes: Notes) -> dict[str, dict[str, dict[str, float]]]:
    """Return what was measured of each assignment, by tool."""
    each = {
        slug: dict(tools) for slug, tools in _figures(notes, "assignments").get("each", {}).items()
    }
    for slug, costs in _figures(notes, "nbgrader").get("each", {}).items():
        each.setdefault(slug, {})["nbgrader"] = costs
    return dict(sorted(each.items()))


def table(notes: Notes) -> str:
    """Return the figures as Markdown."""
    lines = []
    if each := join(notes):
        lines += [*_list_assignments(each), ""]
    if whole := _figures(notes, "assignments").get("class"):
        told = ", ".join(f"{tool} {seconds:.0f} s" for tool, seconds in whole.items())
        lines += [f"One solution of each, whole: {told}.", ""]
    if hundred := _figures(notes, "hundred"):
        wall, busy = hundred["wall"], hundred["busy"]
        lines += [f"Ten solutions of each: {wall:.0f} s, students' code {busy:.0%} of it.", ""]
    if cluster := _figures(notes, "cluster"):
        share, wall = cluster["of local"], cluster["cluster"]
        lines += [f"Two Dask workers of this machine: {wall:.0f} s, {share:.0%} of local.", ""]
    if classes := list_classes(notes):
        lines += [*_list_growth(classes), ""]
    lines += [
        f"- {part}: {entry['machine']}, {entry['date']}, load {entry['load']:.1f}"
        for part, entry in notes.items()
        if "load" in entry
    ]
    return "\n".join(lines) + "\n"


def list_classes(notes: Notes) -> dict[int, dict[str, dict[str, float]]]:
    """Return what was measured of classes, by their size."""
    parts = (part for part in notes if part.startswith("class of "))
    found = {int(part.removeprefix("class of ")): _figures(notes, part) for part in parts}
    return dict(sorted(found.items()))


def plot(notes: Notes) -> bytes:
    """Return two pictures as SVG: seconds of each assignment by tool, CPU seconds by class."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    each, classes = join(notes), list_classes(notes)
    with mpl.rc_context({"svg.hashsalt": "bench", "svg.fonttype": "none"}):
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        for number, (title, (tool, key)) in enumerate(
            (title, COLUMNS[title])
            for title in ("student alone", "wall", "`otter run`", "nbgrader")
        ):
            shown = [costs.get(tool, {}).get(key, 0.0) for costs in each.values()]
            places = [place + number / 5 for place in range(len(each))]
            left.bar(
                places, shown, width=0.2, label="ours" if title == "wall" else title.strip("`")
            )
        left.set(ylabel="seconds", title="one submission")
        left.set_xticks([place + 0.3 for place in range(len(each))], [slug[:2] for slug in each])
        for run in RUNS:
            sizes = [size for size, runs in classes.items() if run in runs]
            seconds = [classes[size][run]["cpu_seconds"] for size in sizes]
            right.plot(sizes, seconds, marker="o", label=run)
        right.set(xscale="log", xlabel="students", ylabel="CPU seconds", title="a class")
        for axes in (left, right):
            axes.legend(frameon=False, fontsize="small")
        made = io.BytesIO()
        figure.savefig(made, format="svg", metadata={"Date": None})
    return made.getvalue()


def _figures(notes: Notes, part: str) -> dict[str, Any]:
    return notes[part]["figures"] if part in notes else {}


def _list_assignments(each: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Iterator[str]:
    """Yield the lines of the table of assignments: seconds, and their sums where all are known."""
    yield f"| seconds | {' | '.join(COLUMNS)} |"
    yield f"|:--|{'--:|' * len(COLUMNS)}"
    sums = dict.fromkeys(COLUMNS, 0.0)
    for slug, tools in each.items():
        found = {title: tools.get(tool, {}).get(key) for title, (tool, key) in COLUMNS.items()}
        cells = ("–" if value is None else f"{value:.2f}" for value in found.values())
        yield f"| {slug} | {' | '.join(cells)} |"
        for title, value in found.items():
            sums[title] += float("nan") if value is None else value
    cells = ("–" if value != value else f"{value:.1f}" for value in sums.values())
    yield f"| all {len(each)} | {' | '.join(cells)} |"


def _list_growth(classes: Mapping[int, Mapping[str, Mapping[str, float]]]) -> Iterator[str]:
    yield "| students | run | CPU seconds | peak MB |"
    yield "|--:|:--|--:|--:|"
    for size, runs in classes.items():
        for run in RUNS:
            if run in runs:
                cpu, peak = runs[run]["cpu_seconds"], runs[run]["peak_mb"]
                yield f"| {size:,} | {run} | {cpu:.1f} | {peak:.0f} |"
