"""The command line: `main` runs one verb and answers with an exit code.

0 done · 1 something you can fix · 2 wrong usage · 3 a bug of ours · 130 interrupted.
A low score is 0. Each verb is a function with plain arguments in a module of its own; heavy imports
happen inside it, so that `--help` answers at once. `main` holds the only broad `except`.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.parser import parse
from autograder.cli.terminal import complain, tolerate_encodings
from autograder.errors import AutograderError

if TYPE_CHECKING:
    from collections.abc import Callable


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments describe (by default those of this process)."""
    tolerate_encodings()
    verb, options = parse(arguments)
    return answer(lambda: verb(**options))


def answer(verb: Callable[[], int]) -> int:
    """Run a verb; return its exit code, whatever becomes of it."""
    try:
        Path.cwd()  # where the folder is gone, imports fail in ways that nobody could explain
        return verb()
    except AutograderError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        complain("Interrupted. What was graded is kept; run the same command again to continue.")
        return 130
    except BrokenPipeError:  # whatever read our output, such as `head`, has seen enough
        sys.stdout = None  # else Python complains at exit
        return 1
    except OSError as error:
        return _machine_trouble(error)
    except Exception:
        return _bug()


def _machine_trouble(error: OSError) -> int:
    from autograder.cli import trouble

    if (message := trouble.explain(error)) is None:
        return _bug()
    complain(message)
    return 1


def _bug() -> int:
    from autograder.cli import trouble

    traceback.print_exc()
    complain(trouble.describe_bug())
    return 3
