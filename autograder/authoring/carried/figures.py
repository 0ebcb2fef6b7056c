"""A figure of Matplotlib in words, as the picture's alternative text.

Jupyter shows a figure as a picture about which a screen reader can say nothing. `follow` has
IPython add the same picture as HTML, with a text; a program that shows no HTML has the text alone.
The text comes from the figure itself: titles, axes, labels and values, so a student's own figures
have one, too. Who draws can put a sentence before it: `figure.set_label("…")`.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator, Sequence
from typing import Any

LONGEST = 1_200  # characters: who listens cannot skim
MOST_LABELS = 12  # of ticks or words in a plot; more are a table, and counted only
COLOUR_BAR = "<colorbar>"


def follow(shell: Any) -> None:
    """Have IPython show a figure with its text from now on."""
    if shell is not None:
        formatters = shell.display_formatter.formatters
        shell.display_formatter.mimebundle_formatter.for_type_by_name(
            "matplotlib.figure", "Figure", lambda figure: show(figure, formatters["image/png"])
        )


def show(figure: Any, draw: Any) -> dict[str, str]:
    """Return a figure as HTML and as text; nothing where the kernel draws no PNG of it."""
    made = draw(figure)
    picture, size = made if isinstance(made, tuple) else (made, {})
    if not picture:
        return {}
    if isinstance(picture, bytes):
        picture = base64.b64encode(picture).decode("ascii")
    words = describe(figure)
    sizes = "".join(f' {side}="{size[side]}"' for side in ("width", "height") if side in size)
    image = f'<img src="data:image/png;base64,{picture}" alt="{html.escape(words)}"{sizes}>'
    return {"text/html": image, "text/plain": words}


def describe(figure: Any) -> str:
    """Return what a figure shows, in sentences."""
    try:
        words = " ".join(filter(None, _tell(figure)))
    except Exception as error:  # whatever a figure holds, it is shown
        words = f"A figure that could not be described ({type(error).__name__})."
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _tell(figure: Any) -> Iterator[str]:
    plots = [axes for axes in figure.axes if axes.get_label() != COLOUR_BAR]
    yield _sentence(figure.get_label())
    yield _sentence(figure.get_suptitle() if hasattr(figure, "get_suptitle") else "")
    yield f"{len(plots)} plots." if len(plots) > 1 else ""
    for number, axes in enumerate(plots, 1):
        yield _tell_plot(axes, f"Plot {number}" if len(plots) > 1 else "Plot")


def _tell_plot(axes: Any, name: str) -> str:
    title = axes.get_title()
    head = f"{name} “{title}”" if title else name
    sides = [_tell_axis(axis) for axis in (axes.xaxis, axes.yaxis)] if axes.axison else []
    content = [*_bars(axes), *_lines(axes), *_points(axes), *_rest(axes)]
    parts = [", ".join(filter(None, sides)), "; ".join(content) or "nothing drawn"]
    return f"{head}: {'. '.join(filter(None, parts))}."


def _tell_axis(axis: Any) -> str:
    """Return an axis with what it measures, from where to where; nothing of one without ticks."""
    if not len(axis.get_ticklocs()):
        return ""
    name = axis.get_label_text() or axis.axis_name
    labels = _tick_labels(axis)
    if labels:
        return f"{name}: {', '.join(labels)}"
    start, end = map(_number, axis.get_view_interval())
    scale = ", logarithmic" if axis.get_scale() == "log" else ""
    return f"{name} from {start} to {end}{scale}"


def _tick_labels(axis: Any) -> list[str]:
    """Return the words at an axis; none where it counts."""
    words = [tick.get_text() for tick in axis.get_ticklabels()]
    shown = [word for word in words if word]
    given = type(axis.get_major_formatter()).__name__ in ("FixedFormatter", "StrCategoryFormatter")
    counts = all(map(_is_number, shown))
    return shown if given and not counts and len(shown) <= MOST_LABELS else []


def _is_number(word: str) -> bool:
    try:
        float(word.replace("−", "-"))
    except ValueError:
        return False
    return True


def _bars(axes: Any) -> Iterator[str]:
    for group in axes.containers:
        sizes = getattr(group, "datavalues", None)
        if sizes is not None:
            label = _name(group)
            values = ", ".join(map(_number, sizes[:MOST_LABELS])) + _more(sizes)
            yield f"{_count(len(sizes), 'bar')}{label}: {values}"


def _lines(axes: Any) -> Iterator[str]:
    for line in axes.get_lines():
        values = [float(value) for value in line.get_ydata(orig=False)]
        if len(values) and (line.get_linestyle() != "None" or line.get_marker() != "None"):
            name = _name(line)
            ends = f"from {_number(values[0])} to {_number(values[-1])}"
            around = f", lowest {_number(min(values))}, highest {_number(max(values))}"
            yield f"line{name} {ends}{around if len(values) > 2 else ''}"


def _points(axes: Any) -> Iterator[str]:
    for group in axes.collections:
        if type(group).__name__ == "PathCollection":
            yield f"{_count(len(group.get_offsets()), 'point')}{_name(group)}"


def _rest(axes: Any) -> Iterator[str]:
    for image in axes.images:
        rows, columns = image.get_array().shape[:2]
        yield f"an image of {rows} by {columns}"
    others = [one for one in axes.collections if type(one).__name__ != "PathCollection"]
    if others:
        yield _count(len(others), "area")
    bars = {id(bar) for group in axes.containers for bar in getattr(group, "patches", ())}
    shapes = [patch for patch in axes.patches if id(patch) not in bars]
    if shapes:
        yield _count(len(shapes), "shape")
    words = [text.get_text() for text in axes.texts if text.get_text()]
    if words:
        told = ", ".join(f"“{word}”" for word in words[:MOST_LABELS])
        yield f"the words {told}{_more(words)}"


def _name(artist: Any) -> str:
    label = str(artist.get_label())
    return "" if not label or label.startswith("_") else f" “{label}”"


def _more(values: Sequence[Any]) -> str:
    more = len(values) - MOST_LABELS
    return f" and {more} more" if more > 0 else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _number(value: Any) -> str:
    return f"{float(value):.3g}"


def _sentence(words: Any) -> str:
    text = str(words or "").strip()
    return text if not text or text[-1] in ".!?" else f"{text}."
