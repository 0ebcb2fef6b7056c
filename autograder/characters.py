"""One way with lone surrogates: halves of characters, which JSON can hold and UTF-8 cannot.

Notebooks and student code can make them; no file, frame or page of ours may hold one.
"""

from __future__ import annotations


def replace_surrogates(text: str) -> str:
    """Return a text that can be written as UTF-8: question marks for halves of characters."""
    return text.encode("utf-8", "replace").decode()
