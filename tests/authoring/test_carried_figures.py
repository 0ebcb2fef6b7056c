"""A figure says in words what it shows, in the HTML that a notebook displays of it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from IPython.core.formatters import DisplayFormatter
from IPython.core.pylabtools import print_figure
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from autograder.authoring.carried import figures


def drawn(draw: Callable[[Any], object]) -> Figure:
    """Return a figure with one plot, after `draw`."""
    figure = Figure(figsize=(1, 1))
    draw(figure.add_subplot())
    return figure


def draw_loss(axes: Any) -> None:
    axes.set(title="Loss", xlabel="epoch", ylabel="loss", yscale="log")
    axes.plot([0.8, 0.05, 0.1], label="training")
    axes.set(xlim=(0, 2), ylim=(0.01, 1))


def draw_classes(axes: Any) -> None:
    axes.scatter([0, 1], [0, 1], label="negative")
    axes.scatter([0.5], [0.5])
    axes.set(xlim=(0, 1), ylim=(0, 1))


def draw_bars(axes: Any) -> None:
    axes.bar(["none", "standard"], [0.52, 0.97])
    axes.set(ylim=(0, 1), ylabel="accuracy")


def draw_confusion(axes: Any) -> None:
    axes.imshow([[5, 1], [0, 4]])
    axes.set(xticks=[], yticks=[])
    for number, count in enumerate((5, 1, 0, 4)):
        axes.text(number % 2, number // 2, count)


def draw_shapes(axes: Any) -> None:
    axes.axis("off")
    axes.add_patch(Circle((0, 0), 1))
    axes.fill_between([0, 1], [1, 2])


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        pytest.param(
            draw_loss,
            "Plot “Loss”: epoch from 0 to 2, loss from 0.01 to 1, logarithmic. "
            "line “training” from 0.8 to 0.1, lowest 0.05, highest 0.8.",
            id="a curve",
        ),
        pytest.param(
            draw_classes,
            "Plot: x from 0 to 1, y from 0 to 1. 2 points “negative”; 1 point.",
            id="points",
        ),
        pytest.param(
            draw_bars,
            "Plot: x: none, standard, accuracy from 0 to 1. 2 bars: 0.52, 0.97.",
            id="bars",
        ),
        pytest.param(
            draw_confusion,
            "Plot: an image of 2 by 2; the words “5”, “1”, “0”, “4”.",
            id="a confusion matrix",
        ),
        pytest.param(draw_shapes, "Plot: 1 area; 1 shape.", id="shapes without axes"),
        pytest.param(
            lambda axes: axes.axis("off"),
            "Plot: nothing drawn.",
            id="an empty plot",
        ),
    ],
)
def test_a_plot_is_told_in_words(draw: Callable[[Any], object], words: str) -> None:
    assert figures.describe(drawn(draw)) == words


def test_a_sentence_of_the_author_stands_first_and_plots_are_counted() -> None:
    figure = Figure()
    for axes in figure.subplots(1, 2):
        axes.axis("off")
    figure.set_label("Two crescents")
    figure.suptitle("The shape")
    assert figures.describe(figure) == (
        "Two crescents. The shape. 2 plots. Plot 1: nothing drawn. Plot 2: nothing drawn."
    )


def test_a_long_text_ends_at_a_word() -> None:
    figure = Figure()
    figure.set_label("word " * 1_000)
    assert figures.describe(figure).endswith("word word …")
    assert len(figures.describe(figure)) <= figures.LONGEST + 2


@pytest.fixture
def display() -> DisplayFormatter:
    """What a kernel formats with, with a PNG for a figure and our text."""
    display = DisplayFormatter()
    display.formatters["image/png"].for_type(
        Figure, lambda figure: print_figure(figure, fmt="png", base64=True)
    )
    figures.follow(SimpleNamespace(display_formatter=display))
    return display


def test_a_notebook_shows_the_picture_with_its_text(display: DisplayFormatter) -> None:
    figure = drawn(lambda axes: axes.set_title('<b>"'))
    data, _ = display.format(figure)
    assert 'alt="Plot “&lt;b&gt;&quot;”: x from 0 to 1' in data["text/html"]
    assert f'src="data:image/png;base64,{data["image/png"].strip()}"' in data["text/html"]
    assert data["text/plain"].startswith("Plot “<b>")


def test_a_figure_that_cannot_be_told_is_shown(display: DisplayFormatter) -> None:
    figure = drawn(lambda axes: setattr(axes, "get_title", None))
    data, _ = display.format(figure)
    assert 'alt="A figure that could not be described (TypeError)."' in data["text/html"]
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")


def test_a_kernel_that_draws_no_png_shows_what_it_draws(display: DisplayFormatter) -> None:
    display.formatters["image/png"].pop(Figure)
    assert "text/html" not in display.format(drawn(draw_loss))[0]


def test_a_picture_with_a_size_keeps_it() -> None:
    made = figures.show(drawn(draw_loss), lambda _: (b"\x89PNG", {"width": 300, "height": 200}))
    assert made["text/html"].startswith(
        '<img src="data:image/png;base64,iVBORw==" alt="Plot “Loss”'
    )
    assert made["text/html"].endswith('width="300" height="200">')
