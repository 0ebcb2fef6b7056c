"""Run `autograder` in a process that kills itself with SIGKILL at its n-th dealing with a file below grades/ or build/.

`python killed.py N ARGUMENT…`: such files opened, renamed or removed, folders made and databases connected to are counted; at
the N-th the process is gone. Without so many it ends as usual. At the end it prints how many there were.
"""

from __future__ import annotations

import itertools
import os
import re
import signal
import sys

from autograder import cli

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}

PLACES = re.compile(r"(?:^|/)(?:grades|build)/")


def main(last: int, arguments: list[str]) -> int:
    counted = itertools.count(1)

    def hear(event: str, about: tuple[object, ...]) -> None:
        ours = event in EVENTS and PLACES.search(str(about[0]))
        if ours and next(counted) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    code = cli.main(arguments)
    sys.stdout.write(f"{next(counted) - 1}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
