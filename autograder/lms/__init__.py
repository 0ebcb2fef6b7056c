"""Round trips with the LMS: a bulk download in, an upload out, nothing renamed by hand.

`read` takes a zip, a folder or one notebook, tells from the names inside which LMS made it, and
returns what was `Received`, with every file that it did not take and why. `write` makes one grade
zip for an assignment: the files that the LMS imports, numbered in the order of upload, with a
README that says what to click. What cannot be mapped to a student or a column is listed, never
guessed.

Each LMS is a module with `recognises`, `claims` (whose file is this?) and `upload`, as
`exchange.Lms` asks; `known` lists them, and docs/lms.md describes the formats.
"""

from autograder.lms.archive import Skipped
from autograder.lms.canvas import identify
from autograder.lms.download import find_activity, read
from autograder.lms.exchange import Change, Export, Graded, Reading, Unmapped, Upload, Written
from autograder.lms.known import NAMES
from autograder.lms.roster import Roster
from autograder.lms.upload import is_withheld, name_zip, prepare, save, write
from autograder.lms.worksheet import find_terms

__all__ = [
    "NAMES",
    "Change",
    "Export",
    "Graded",
    "Reading",
    "Roster",
    "Skipped",
    "Unmapped",
    "Upload",
    "Written",
    "find_activity",
    "find_terms",
    "identify",
    "is_withheld",
    "name_zip",
    "prepare",
    "read",
    "save",
    "write",
]
