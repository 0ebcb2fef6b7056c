"""How long does reading a class of 1,000 take, and how much memory?

`python tests/lms/bench_lms.py [students] [kilobytes]` builds one archive for each LMS (notebooks of
100 kB that hardly compress), reads it in a fresh process and prints wall and CPU seconds of
reading, megabytes at its peak, seconds of writing. It asserts nothing.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import downloads

TIME = "2025-03-03-16-05-06"
CHILD = """
import resource, sys, tempfile, time
from pathlib import Path
sys.path.insert(0, str(Path(sys.argv[2])))
import downloads
from autograder import lms
COLUMNS = {"canvas": "77", "blackboard": "A Neuron [Total Pts: 20 Score] |664617"}
start, cpu = time.perf_counter(), time.process_time()
reading = lms.read(Path(sys.argv[1]))
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
students = len({s.student for s in reading.submissions})
read_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
graded = [downloads.graded(s) for s in reading.submissions]
start = time.perf_counter()
with tempfile.TemporaryDirectory() as folder:
    export = downloads.export(reading.lms, graded, column=COLUMNS.get(reading.lms))
    lms.write(Path(folder), downloads.ASSIGNMENT, export)
writing = time.perf_counter() - start
print(f"{reading.lms:<12} {students:>6} students,", end=" ")
print(f"read in {seconds:5.2f} s ({cpu:.2f} CPU), {read_peak:.0f} MB; written in {writing:.2f} s")
"""


def archives(students: int, kilobytes: int) -> dict[str, dict[str, bytes]]:
    rng = random.Random(1)
    data = [downloads.notebook(rng.randbytes(kilobytes * 500).hex()) for _ in range(10)]
    made: dict[str, dict[str, bytes]] = {
        "brightspace": {"index.html": b"<table>" + b"<tr><td>x</td></tr>" * students}
    }
    metadata = ["---"]
    for n in range(students):
        notebook = data[n % len(data)]
        receipt = f"Name: Student {n} (student{n})\nAssignment: HW 1\n\nFiles:\n"
        attempt = f"HW 1_student{n}_attempt_{TIME}"
        folder = f"{n}-640693 - Student {n} - Oct 10, 2025 1022 AM"
        results = json.dumps([{"name": f"t{i}", "output": "x" * 200} for i in range(20)])
        metadata += [
            f"submission_{n}:",
            "  :submitters:",
            f"  - :name: Student {n}",
            f"    :sid: 's{n}'",
        ]
        metadata += [
            "    :email: x@example.edu",
            "  :created_at: 2022-06-25 13:16:26 -06:00",
            f"  :results: {results}",
        ]
        made.setdefault("canvas", {})[f"student{n}_{100 + n}_{9000 + n}_hw1.ipynb"] = notebook
        made.setdefault("moodle", {})[f"Student {n}_{100 + n}_assignsubmission_file/hw1.ipynb"] = (
            notebook
        )
        made["brightspace"][f"{folder}/hw1.ipynb"] = notebook
        made.setdefault("blackboard", {})[f"{attempt}_hw1.ipynb"] = notebook
        made["blackboard"][f"{attempt}.txt"] = receipt.encode()
        made.setdefault("gradescope", {})[f"assignment_1_export/submission_{n}/hw1.ipynb"] = (
            notebook
        )
        made.setdefault("folder", {})[f"student{n}/hw1.ipynb"] = notebook
    made["gradescope"]["assignment_1_export/submission_metadata.yml"] = "\n".join(metadata).encode()
    return made


def main() -> None:
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    kilobytes = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder:
        for name, files in archives(students, kilobytes).items():
            path = downloads.zipped(Path(folder, f"{name}.zip"), files)
            ran = subprocess.run(
                [sys.executable, "-c", CHILD, path, Path(__file__).parent],
                check=True,
                capture_output=True,
                text=True,
            )
            sys.stdout.write(f"{path.stat().st_size / 1e6:6.0f} MB  {ran.stdout}")


if __name__ == "__main__":
    main()
