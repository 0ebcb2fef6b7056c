"""What a student notebook carries: it has otter run the public checks, and says what they found.

`setup_cell` packs this folder and the public checks into the first code cell, which unpacks them
into a temporary folder and imports them there, under the name `carried`. So these modules run in a
student's kernel, of any Python from 3.10 on, and import nothing but each other, Python's own
modules, otter and what a kernel has anyway. They never decide what a check finds: otter does.

    grader.py      what the notebook calls `grader`
    found.py       otter's result of one question, as records
    words.py       what a student reads of it
    shown.py       the same as HTML and as text
    handing_in.py  the file to hand in, and its receipt
    figures.py     a figure of Matplotlib in words, for a screen reader
"""

from __future__ import annotations

from .grader import Grader

__all__ = ["Grader"]
