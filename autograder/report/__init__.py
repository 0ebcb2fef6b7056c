"""Grade -> student page and notebook; Grades -> class page and CSV. Pure functions: records in, text or bytes out.

Nothing here reads a file, a clock or the environment, so equal input gives equal bytes. What students made arrives as
text that nobody vouches for; `text` cleans it, the templates escape it, `images` re-encodes it. `outcomes` alone
decides what a student is told about a check, so that there is one place where a hidden check could leak.
"""

from autograder.images import png
from autograder.report.notebook import feedback_notebook
from autograder.report.overview import class_page, feedback_filename
from autograder.report.student import feedback
from autograder.report.table import grades_csv
from autograder.report.text import terminal

__all__ = ["class_page", "feedback", "feedback_filename", "feedback_notebook", "grades_csv", "png", "terminal"]
