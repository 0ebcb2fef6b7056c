"""Grade -> student page and notebook; Grades -> class page and CSV. Pure functions: records in, text or bytes out.

Nothing here reads a file, a clock or the environment, so equal input gives equal bytes. What students made arrives as
text that nobody vouches for; `text` cleans it, the templates escape it, `images` re-encodes it. `outcomes` alone
decides what a student is told about a check, so that there is one place where a hidden check could leak.
"""

from autograder.report.class_page import class_page, feedback_filename
from autograder.report.class_table import class_table
from autograder.report.grades_csv import grades_csv
from autograder.report.student_notebook import feedback_notebook
from autograder.report.student_page import feedback
from autograder.report.text import terminal
from autograder.sandbox.images import png

__all__ = [
    "class_page",
    "class_table",
    "feedback",
    "feedback_filename",
    "feedback_notebook",
    "grades_csv",
    "png",
    "terminal",
]
