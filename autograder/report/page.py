"""The templates and what they share: one self-contained HTML page that loads and runs nothing.

Autoescape is on and nothing is ever marked safe. A link is made from fragments and file names of
ours, never from text.
"""

from __future__ import annotations

import functools

import jinja2

from autograder import files
from autograder.report import text


def render(template: str, /, **names: object) -> str:
    """Return a finished page."""
    return environment().get_template(template).render(names)


@functools.cache
def environment(*packages: str) -> jinja2.Environment:
    """Return how templates become pages; those of `packages` are found before those of here."""
    rooms = (*packages, "autograder.report")
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(room, "") for room in rooms]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "block": text.block,
        "line": text.terminal,
        "number": files.number,
        "points": files.points,
        "spans": text.code_spans,
    }
    return made
