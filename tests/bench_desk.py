"""`make bench ONLY=desk`: how long a marker waits for the desk's pages, with a class of 1,000.

One submission of the project is graded, and its grade kept for a made-up class (`bench_class`). Then `autograder review` runs as an
instructor runs it, and is asked over its loopback address, one request after the other. Of each kind of request this
prints wall and CPU seconds of the server process, the median of `TIMES`, beside the bound that the desk promises; it ends
with 1 where a median is over. What a browser takes to draw a page comes on top.
"""

from __future__ import annotations

import functools
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import bench_class
from bench_notes import ROOT, note

STUDENTS, TIMES = 1_000, 15
SLUG, QUESTION = "10-project", "report"
FORMS = {  # each with its question and what is typed
    "mark": (QUESTION, {"points": "1", "comment": "Well argued."}),
    "override": ("models", {"points": "1", "check": "", "who": "student", "reason": "Right."}),
    "adjust": ("models", {"comment": "Name the units."}),
}
OPEN, NEXT = 1.0, 0.2  # seconds: a class opens, anything else answers
Form = dict[str, str]
Took = tuple[float, float]  # wall and CPU seconds
TICKS = os.sysconf("SC_CLK_TCK")
LINK = r'href="/[0-9a-f]+/([^"]*)" data-key="{key}"'
FORM = re.compile(r'<form method="post".*?</form>', re.DOTALL)
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk that runs: where it listens, and which process it is."""

    port: int
    path: str
    process: int

    def get(self, path: str) -> str:
        """Return a page; `path` begins below the token."""
        return self._ask("GET", path, {})

    def post(self, path: str, form: Form) -> str:
        return self._ask("POST", path, form)

    def _ask(self, method: str, path: str, form: Form) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request(method, self.path + path, urllib.parse.urlencode(form) or None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        if answer.status not in (200, 303):
            raise SystemExit(f"{method} {path}: {answer.status} {body[:300]}")
        return body

    @property
    def cpu(self) -> float:
        """CPU seconds of the process so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def time(self, ask: Callable[[], str]) -> tuple[str, float, float]:
        """Return a page with the wall and CPU seconds that it took."""
        cpu, began = self.cpu, time.perf_counter()
        page = ask()
        return page, time.perf_counter() - began, self.cpu - cpu


def main(students: int = STUDENTS, slug: str = SLUG) -> dict[str, dict[str, float]]:
    """Return what each kind of request cost, with its bound."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_class.fill(folder, slug, students)
        with serve(folder / "grades") as desk:
            return dict(measure(desk, slug))


@contextmanager
def serve(grades: Path) -> Iterator[Desk]:
    """Run the command, and end it as Ctrl-C does."""
    command = [sys.executable, "-m", "autograder", "review", "--grades", str(grades)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = urllib.parse.urlsplit(process.stdout.readline().strip())
            yield Desk(port=address.port or 0, path=address.path, process=process.pid)
        finally:
            process.send_signal(2)


def measure(desk: Desk, slug: str) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each kind of request with its medians and its bound."""
    page, *took = desk.time(lambda: desk.get(f"{slug}/"))
    yield "the class, opened first", _sum_up([took], OPEN)
    again = [desk.time(lambda: desk.get(f"{slug}/"))[1:] for _ in range(TIMES)]
    yield "the class, again", _sum_up(again, OPEN)
    first = _find(page, "n")
    yield "the next student", _sum_up(_walk(desk, first), NEXT)
    page, *took = desk.time(lambda: desk.get(f"{slug}/?question={QUESTION}&names=hidden"))
    yield "the class for one question", _sum_up([took], OPEN)
    yield "the next answer to one question", _sum_up(_walk(desk, _find(page, "n")), NEXT)
    for kind, (question, typed) in FORMS.items():
        saved, after = zip(*_save(desk, first, question, kind, typed), strict=True)
        yield f"{kind}: saved", _sum_up(saved, NEXT)
        yield f"{kind}: the page after it", _sum_up(after, NEXT)
    _, *took = desk.time(lambda: desk.get(f"{slug}/publish"))
    yield "what publishing changes", _sum_up([took], OPEN)


def _walk(desk: Desk, path: str) -> Iterator[Took]:
    """Go from student to student; yield what each page took."""
    for _ in range(TIMES):
        page, wall, cpu = desk.time(functools.partial(desk.get, path))
        yield wall, cpu
        path = _find(page, "n")


def _save(
    desk: Desk, path: str, question: str, kind: str, typed: Form
) -> Iterator[tuple[Took, Took]]:
    """Go from student to student, and save a form on each page; yield what that and the page after it took."""
    page = desk.get(path)
    for _ in range(TIMES):
        form = _read_form(page, question, kind) | typed
        _, *saved = desk.time(functools.partial(desk.post, path, form))
        page, *after = desk.time(functools.partial(desk.get, path))
        yield (saved[0], saved[1]), (after[0], after[1])
        path = _find(page, "n")
        page = desk.get(path)


def _read_form(page: str, question: str, kind: str) -> Form:
    """Return the hidden fields of a form."""
    forms = [dict(FIELD.findall(one)) for one in FORM.findall(page)]
    return next(f for f in forms if (f.get("question"), f.get("form")) == (question, kind))


def _find(page: str, key: str) -> str:
    """Return where a key leads to."""
    found = re.search(LINK.format(key=key), page)
    if found is None:
        raise SystemExit(f"no link with key {key}")
    return found[1].replace("&amp;", "&")


def _sum_up(took: Iterable[Sequence[float]], bound: float) -> dict[str, float]:
    """Return the medians of wall and CPU seconds, the longest wall seconds, and the bound."""
    walls, cpus = zip(*took, strict=True)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    return {"wall": wall, "longest": max(walls), "cpu": cpu, "bound": bound}


def tell(figures: Mapping[str, Mapping[str, float]]) -> int:
    """Print each figure beside its bound; return 1 where a median is over it."""
    sys.stdout.write(f"{'':36} {'wall':>7} {'longest':>8} {'CPU':>6} {'bound':>6}\n")
    for what, one in figures.items():
        over = "  over" if one["wall"] > one["bound"] else ""
        cells = f"{one['wall']:7.3f} {one['longest']:8.3f} {one['cpu']:6.2f} {one['bound']:6.1f}"
        sys.stdout.write(f"{what:36} {cells}{over}\n")
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    sys.stdout.write(
        f"load {load:.1f} on {cores} cores: where others compute, read the CPU seconds\n"
    )
    return int(any(one["wall"] > one["bound"] for one in figures.values()))


if __name__ == "__main__":
    os.chdir(ROOT)
    measured = main(*map(int, sys.argv[1:2]))
    note("desk", measured)
    sys.exit(tell(measured))
