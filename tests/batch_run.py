"""Grade a pickled batch in a process of its own, so that the memory of the trusted workers can be measured.

`python batch_run.py ZYGOTE TASKS RESULT`: TASKS holds a pickled list of tasks; RESULT gets the pickled grades by student, and
the largest resident memory, in bytes, that a worker or a judge that it forked ever had.
"""

from __future__ import annotations

import pickle
import resource
import sys
from pathlib import Path

from autograder.grading.batch import grade_all


def main(zygote_path: str, tasks_path: str, result_path: str) -> None:
    tasks = pickle.loads(Path(tasks_path).read_bytes())
    grades = {task.submission.student: grade for task, grade in grade_all(tasks, zygote_path, 1)}
    peak = (
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    )  # the workers have ended and been waited for
    Path(result_path).write_bytes(pickle.dumps((grades, peak)))


if __name__ == "__main__":
    main(*sys.argv[1:])
