"""`autograder review`: the marking desk, pages over the gradebook in a browser on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.graded import GRADES, locate
from autograder.cli.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def review_grades(*, grades: Path = GRADES, port: int = 0, rosters: Sequence[Path] = ()) -> int:
    """Serve the desk on loopback until Ctrl-C; print its address."""
    from functools import partial

    from autograder import course
    from autograder.authoring import build
    from autograder.cli.zip import Release, publish_one
    from autograder.desk import serve
    from autograder.desk.shelf import Shelf
    from autograder.grading.gradebook import open_gradebook
    from autograder.lms import Roster

    here, outputs = locate(course.find(Path.cwd()), grades)
    exports = [Roster.read(path) for path in rosters]
    release = Release(course=here, outputs=outputs, rosters=exports, yes=True)
    with serve.listen(port) as listening, open_gradebook(outputs.gradebook) as book:
        shelf = Shelf(
            course=here,
            outputs=outputs,
            book=book,
            build=partial(build.ready_for_class, here),
            publish=partial(publish_one, book, release),
        )
        server, address = serve.make_server(shelf, listening.getsockname()[1])
        serve.run(server, listening, partial(_announce, address))
    complain("Ended. `make zip` writes pages and uploads with what you decided.")
    return 0


def _announce(address: str) -> None:
    say(address)
    complain("Open it in a browser on this machine. Ctrl-C ends it; all you did is saved.")
