"""Characters that students choose, where they would do harm: in what is written, and in names.

Lone surrogates are halves of characters, which JSON can hold and UTF-8 cannot: no file, frame or
page of ours may hold one. A name is shown on one line, whatever is in it.
"""

from __future__ import annotations

import unicodedata

LONGEST_SHOWN = 300  # characters of a name in a message


def replace_surrogates(text: str) -> str:
    """Return a text that can be written as UTF-8: question marks for halves of characters."""
    return text.encode("utf-8", "replace").decode()


def escape(name: str) -> str:
    """Return a name that is safe on a terminal and in a database: what does not print is escaped.

    Spaces of every width stay: an ideographic one separates family and given names.
    """
    return "".join(
        c if c.isprintable() or unicodedata.category(c) == "Zs" else _escape(c) for c in name
    )


def shorten(name: str) -> str:
    """Return a name for a message: escaped, and cut where it is long."""
    return escape(name if len(name) <= LONGEST_SHOWN else name[:LONGEST_SHOWN] + "…")


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()
