"""`autograder doctor`: attack this machine's own sandbox; print what holds."""

from __future__ import annotations

from pathlib import Path

from autograder.cli.terminal import complain, say


def examine_machine() -> int:
    """Attack this machine's own sandbox; print what holds."""
    from autograder import course
    from autograder.sandbox import doctor

    here = course.find(Path.cwd())
    unsound = 0
    for finding in doctor.examine(here.cache):
        say(f"{'ok ' if finding.sound else 'NO '} {finding.what}")
        unsound += not finding.sound
        if finding.remedy:
            complain(f"    {finding.remedy}")
    say("This machine is fit to grade." if not unsound else "This machine is not fit to grade.")
    return 1 if unsound else 0
