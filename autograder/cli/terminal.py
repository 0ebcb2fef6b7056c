"""What reaches a person's terminal: results on stdout, complaints and progress on stderr. The only module that prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def say(text: str = "") -> None:
    """Print a result, with whatever a student put into it made safe for a terminal."""
    from autograder.report import terminal

    print("\n".join(terminal(line) for line in text.split("\n")))


def complain(text: str) -> None:
    """Print what a person should know or mend."""
    from autograder.report import terminal

    print("\n".join(terminal(line) for line in text.split("\n")), file=sys.stderr)


def progress(total: int, what: str):
    """Show a bar with rate and time left on a terminal's stderr; nothing when it is none."""
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    @contextmanager
    def shown():
        console = Console(stderr=True)
        rate = TextColumn("{task.fields[rate]}")
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        with Progress(
            *columns, console=console, disable=not console.is_terminal, transient=True
        ) as bar:
            task = bar.add_task(what, total=total, rate="")

            def advance() -> None:
                bar.advance(task)
                speed = bar.tasks[0].speed or bar.tasks[0].finished_speed
                bar.update(task, rate=f"{60 * speed:.0f}/min" if speed else "")

            yield advance

    return shown()


def counted(items: Iterable[Any], advance: Callable[[], None]) -> Iterator[Any]:
    """Yield the items, advancing a bar at each."""
    for item in items:
        advance()
        yield item
