"""What students get: one zip for each assignment, to put into the LMS as it is.

It holds the student notebook, the packages it needs in grading's versions, and a page that says how
to begin and how to hand in. Equal sources make equal bytes.
"""

from __future__ import annotations

from autograder import files
from autograder.authoring import setup_cell
from autograder.course import Course
from autograder.errors import CourseError
from autograder.notebook import format as notebooks
from autograder.records import Assignment

START = "START-HERE.txt"
FIRST_STEPS = """\
{title}

Open {slug}.ipynb in JupyterLab, VS Code or Google Colab. Run the first code cell: it installs what
is missing and says "Ready". Do so again whenever you restart the kernel.

On your own computer you need Python 3.11, 3.12 or 3.13. To install everything at once, and Jupyter
with it, type in a terminal, in this folder:

    python -m venv .venv
    .venv/bin/pip install -r requirements.txt jupyterlab      (Windows: .venv\\Scripts\\pip)
    .venv/bin/jupyter lab                                     (Windows: .venv\\Scripts\\jupyter)

There are {questions} questions, worth {points}. Write your answers where the blanks are. The cell
below each blank runs the public checks of that question, as often as you like. After you hand in,
hidden checks look at your answers with other values.

To hand in: choose Kernel > Restart Kernel and Run All Cells, save, and run the last cell again. It
writes hand-in/{slug}.ipynb: submit that file, under this name. Keep the receipt that it shows; your
feedback page repeats it. Your points do not depend on what the cells have printed.
"""


def bundle(course: Course, assignment: Assignment) -> bytes:
    """Return an assignment's zip. Raises `CourseError` where its notebook is not built."""
    slug, path = assignment.slug, course.student(assignment.slug)
    if not path.is_file():
        raise CourseError(f"{path}: missing. Run `autograder build {slug}` first.")
    data = path.read_bytes()
    contents = {
        f"{slug}.ipynb": data,
        "requirements.txt": _requirements(path.name, data).encode(),
        START: _first_steps(assignment).encode(),
    }
    return files.pack({f"{slug}/{name}": content for name, content in contents.items()})


def _requirements(name: str, data: bytes) -> str:
    cells = notebooks.read(data).code
    pins = next((setup_cell.read_packages(cell.source) for cell in cells), [])
    if not pins:
        raise CourseError(f"{name}: its first code cell is not the set-up. Build it again.")
    return "".join(f"{pin}\n" for pin in pins)


def _first_steps(assignment: Assignment) -> str:
    return FIRST_STEPS.format(
        title=assignment.title,
        slug=assignment.slug,
        questions=len(assignment.questions),
        points=files.points(assignment.points),
    )
