"""Standings -> a student's page and notebook, a class's page and tables: text or bytes.

Pure functions: nothing here reads a file, a clock or the environment, so equal input gives equal
bytes. What students made arrives as untrusted text; `text` cleans it, the templates
escape it, `sandbox.images` re-encodes it. `outcomes` alone decides what a student is told about a
check, so that there is one place where a hidden check could leak.
"""

from autograder.report.changes_page import Change, CheckChange, changes_page
from autograder.report.checks_csv import checks_csv
from autograder.report.class_page import Account, class_page, page_name
from autograder.report.class_table import class_table
from autograder.report.grades_csv import grades_csv
from autograder.report.similarity_page import (
    AlikePair,
    Likeness,
    Line,
    Similarity,
    similarity_csv,
    similarity_page,
)
from autograder.report.student_notebook import student_notebook
from autograder.report.student_page import student_page
from autograder.report.text import terminal

__all__ = [
    "Account",
    "AlikePair",
    "Change",
    "CheckChange",
    "Likeness",
    "Line",
    "Similarity",
    "changes_page",
    "checks_csv",
    "class_page",
    "class_table",
    "grades_csv",
    "page_name",
    "similarity_csv",
    "similarity_page",
    "student_notebook",
    "student_page",
    "terminal",
]
