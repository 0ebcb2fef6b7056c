"""How `make docs` makes a site of the repository's Markdown: Sphinx with MyST and Furo.

The source is the repository's root, so that links between README, SECURITY.md and docs/ are the
same on the site as in the repository. The page of commands is made here from the parser itself.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ["COLUMNS"] = "88"  # the width of what --help prints, wherever the site is built

from autograder.cli import parser  # noqa: E402 # found by the line above
from autograder.cli.trouble import version as installed_version  # noqa: E402 # the same

project = "Deep learning, auto-graded"
version = release = installed_version()
extensions = ["myst_parser", "sphinx.ext.autodoc"]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/*.md", "solutions/README.md"]
myst_heading_anchors = 4
suppress_warnings = ["toc.not_included"]  # a page that only others link to is not wrong
html_theme = "furo"
html_title = project
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"


class Commands(Directive):
    """Every verb of the command line with what its `--help` prints."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        made = parser._parser()
        (verbs,) = (a for a in made._actions if isinstance(a, argparse._SubParsersAction))
        return [_block(made)] + [_section(name, verb) for name, verb in verbs.choices.items()]


def _section(name: str, verb: argparse.ArgumentParser) -> nodes.section:
    section = nodes.section(ids=[name], names=[name])
    section += nodes.title(text=name)
    section += _block(verb)
    return section


def _block(of: argparse.ArgumentParser) -> nodes.literal_block:
    text = of.format_help()
    return nodes.literal_block(text, text, language="text")


def setup(app: Sphinx) -> None:
    app.add_directive("commands", Commands)
