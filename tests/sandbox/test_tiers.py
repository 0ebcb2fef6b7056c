"""The lower tier, without namespaces: what code may do there, what it leaves, when it is chosen.

As root each student has a uid of its own; as an ordinary user (`test_box.py` runs this file again
as one) Landlock alone parts student and grader. What the tiers have in common is tested in
`test_box.py`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from conftest import LIGHT, LIMITS, REPOSITORY, ROOT, lower, python, shown, submission

from autograder.authoring.build import Built
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.records import Assignment, Tier, Verdict
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost
from autograder.sandbox.start import zygote

pytestmark = pytest.mark.kernel

SYSCALL = "import ctypes, os, errno; libc = ctypes.CDLL(None, use_errno=True)\n"
REFUSALS = (
    "PermissionError",
    "OSError: [Errno 95]",
    "OSError: [Errno 18]",
)  # 18: Landlock on a link to elsewhere
UNIX = "import socket; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"


@pytest.fixture
def box(lower_zygote: str) -> Iterator[Box]:
    with Box(lower_zygote, LIMITS) as box:
        yield box


@pytest.fixture
def opened(lower_zygote: str) -> Iterator[Callable[..., Box]]:
    boxes = []

    def opens(**limits: float) -> Box:
        boxes.append(Box(lower_zygote, replace(LIMITS, **limits)))
        return boxes[-1]

    yield opens
    for box in boxes:
        box.kill()


def out(box: Box, source: str) -> str:
    """Return what a cell printed, or the last line of its error."""
    report = box.run(source, 1)
    return report.error.strip().splitlines()[-1] if report.error else report.stdout.strip()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("open('/etc/passwd')", id="a file of the machine"),
        pytest.param("open('{mine}')", id="a file of the grader"),
        pytest.param("open('{mine}', 'w')", id="write it"),
        pytest.param("import os; os.truncate('{mine}', 0)", id="cut it short"),
        pytest.param("import os; os.unlink('{mine}')", id="remove it"),
        pytest.param("import os; os.rename('{mine}', 'mine')", id="move it here"),
        pytest.param("import os; os.link('{mine}', 'mine')", id="link it here"),
        pytest.param(
            "import os; os.symlink('{mine}', 'mine'); open('mine')", id="read it through a link"
        ),
        pytest.param("import os; os.listdir('{folder}')", id="list its folder"),
        pytest.param("import os; os.mkdir('{folder}/new')", id="a folder beside it"),
        pytest.param("import os; os.listdir('/proc')", id="list processes"),
        pytest.param("open('/proc/{pid}/environ')", id="the environment of the grader"),
        pytest.param("open('/proc/{pid}/cmdline')", id="the arguments of the grader"),
        pytest.param("open('/proc/{zygote}/mem', 'rb')", id="the memory of the zygote"),
        pytest.param("import os; os.kill({pid}, 0)", id="signal the grader"),
        pytest.param("import os; os.kill({zygote}, 9)", id="kill the zygote"),
        pytest.param("import os; os.kill(os.getppid(), 9)", id="kill the waiter"),
        pytest.param(
            "import os; os.setpriority(os.PRIO_PROCESS, {pid}, 19)", id="slow the grader down"
        ),
        pytest.param("import os; os.sched_setaffinity({pid}, [0])", id="crowd the grader"),
        pytest.param(
            "import resource; resource.prlimit({pid}, resource.RLIMIT_CPU, (1, 1))",
            id="limit the grader",
        ),
        pytest.param("import socket; socket.socket()", id="an internet socket"),
        pytest.param(
            "import socket; socket.socket(socket.AF_UNIX).connect('{socket}')", id="another box"
        ),
        pytest.param(UNIX + "s.connect('\\0hidden')", id="an abstract socket"),
        pytest.param(UNIX + "s.sendto(b'x', '{socket}')", id="a datagram"),
        pytest.param(UNIX + "s.sendmsg([b'x'], [], 0, '{socket}')", id="a message"),
        pytest.param("import os; os.memfd_create('m')", id="memory that no limit counts"),
        pytest.param("open('/dev/shm/m', 'w')", id="shared memory"),
        pytest.param("open('/tmp/m', 'w')", id="the machine's folder for temporary files"),
    ],
)
def test_it_is_refused(box: Box, lower_zygote: str, tmp_path: Path, source: str) -> None:
    mine = tmp_path / "mine"
    mine.write_text("secret")
    zygote_pid = psutil.Process(box.process.waiter).ppid()
    names = {
        "mine": mine,
        "folder": tmp_path,
        "pid": os.getpid(),
        "zygote": zygote_pid,
        "socket": lower_zygote,
    }
    assert out(box, source.format(**names)).startswith(REFUSALS)
    assert mine.read_text() == "secret"
    assert psutil.pid_exists(zygote_pid)


@pytest.mark.parametrize(
    "call",
    [
        "ptrace(16, {pid}, 0, 0)",
        "unshare(0x10000000)",
        "shmget(0, 4096, 0o1600)",
        "inotify_init1(0)",
        "syscall(434, {pid}, 0)",  # pidfd_open
    ],
)
def test_a_system_call_is_refused(box: Box, call: str) -> None:
    source = (
        SYSCALL + f"print(libc.{call.format(pid=os.getpid())}, errno.errorcode[ctypes.get_errno()])"
    )
    assert out(box, source) == "-1 EPERM"


@pytest.mark.parametrize(
    "source",
    [
        "os.chmod('{mine}', 0)",
        "os.utime('{mine}', (1, 1))",
        "os.setxattr('{mine}', 'user.a', b'x')",
    ],
)
def test_the_grader_s_files_keep_their_attributes(box: Box, tmp_path: Path, source: str) -> None:
    """Landlock does not cover these calls.

    They say they have done it, so that `shutil.copy` works, and do nothing.
    """
    mine = tmp_path / "mine"
    mine.write_text("secret")
    before = mine.stat()
    assert out(box, "import os; " + source.format(mine=mine)) == ""
    assert (mine.stat().st_mode, mine.stat().st_mtime) == (before.st_mode, before.st_mtime)
    assert os.listxattr(mine) == []


def test_a_neighbour_s_folder_is_shut(opened: Callable[..., Box]) -> None:
    first, second = opened(), opened()
    first.run("open('answer', 'w').write('42')", 1)
    assert out(second, f"open({first.process.scratch + '/box/answer'!r})").startswith(
        "PermissionError"
    )
    assert out(second, f"import os; os.listdir({first.process.scratch!r})").startswith(
        "PermissionError"
    )


def test_killing_everybody_kills_itself_alone(opened: Callable[..., Box]) -> None:
    attacker, neighbour = opened(), opened()
    with pytest.raises(BoxLost) as caught:
        attacker.run(
            "import os, signal; os.kill(-1, signal.SIGKILL); os.kill(os.getpid(), signal.SIGKILL)",
            1,
        )
    assert caught.value.verdict is Verdict.KILLED
    assert out(neighbour, "print(1)") == "1"


def test_a_notebook_finds_a_home_and_a_place_for_temporary_files(box: Box) -> None:
    source = """
import os, pathlib, shutil, subprocess, tempfile
pathlib.Path.home().joinpath("a").write_text("x")
shutil.copy("a", "b")
with tempfile.NamedTemporaryFile("w") as file:
    file.write("y")
found = sorted(p for p in os.listdir() if p[0] != ".")
print(found, subprocess.run(["cat", "b"], capture_output=True).stdout)"""
    assert out(box, source) == "['a', 'b'] b'x'"


def test_pictures_and_shell_lines_work(box: Box) -> None:
    report = box.run("import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()", 1)
    assert len(report.images) == 1
    assert out(box, "!echo hello") == "hello"


@pytest.mark.skipif(
    not ROOT, reason="the higher tier is tested by root and user alike in test_box.py"
)
def test_the_grade_is_the_same_on_both_tiers(
    demo: Built, assignment: Assignment, light_zygote: str, lower_zygote: str
) -> None:
    made = [
        grade(prepare(submission(data), assignment), lambda path=path: Box(path, assignment.limits))
        for data in (demo.solution, demo.student)
        for path in (light_zygote, lower_zygote)
    ]
    assert made[0].results == made[1].results
    assert made[2].results == made[3].results
    assert [g.points for g in made] == [assignment.points] * 2 + [0] * 2


@pytest.mark.parametrize(
    ("source", "note"),
    [
        pytest.param(
            "for n in range(9): open(f'big{n}', 'wb').write(bytes(8 << 20))",
            "more than 64 MB to disk",
            id="bytes",
        ),
        pytest.param(
            "for n in range(4_001): open(f'f{n}', 'w')", "more than 4,000 files", id="files"
        ),
        pytest.param(
            "import os, tempfile\n"
            "for n in range(9): open(f'{tempfile.gettempdir()}/{n}', 'wb').write(bytes(8 << 20))",
            "more than 64 MB to disk",
            id="temporary files",
        ),
        pytest.param(
            "import os\nfor n in range(2_000): os.mkdir('d' * 9); os.chdir('d' * 9)",
            "made folders that are too deep, or shut, to see how much it wrote",
            id="too deep",
        ),
    ],
)
def test_a_cell_that_writes_too_much_is_stopped(
    opened: Callable[..., Box], source: str, note: str
) -> None:
    box = opened(cell_seconds=20)
    scratch = Path(box.process.scratch)
    with pytest.raises(BoxLost, match=note) as caught:
        box.run(source, 1)
    assert caught.value.verdict is Verdict.DISK
    assert not scratch.exists()


def test_a_folder_shut_to_the_grader_is_too_much_too(opened: Callable[..., Box]) -> None:
    """Root looks into every folder.

    For an ordinary user what cannot be measured counts as unlimited.
    """
    box = opened()
    scratch = Path(box.process.scratch)
    source = (
        "import os; fd = os.open('.', os.O_RDONLY); os.mkdir('d'); "
        "fd = os.open('d', os.O_RDONLY); os.fchmod(fd, 0)"
    )
    if ROOT:
        assert out(box, source) == ""
    else:
        with pytest.raises(BoxLost) as caught:
            box.run(source, 1)
        assert caught.value.verdict is Verdict.DISK
    box.kill()
    assert not scratch.exists()


def test_memory_is_counted_over_all_processes(opened: Callable[..., Box]) -> None:
    box = opened(memory_bytes=300 << 20, cell_seconds=20)
    source = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        os.setsid()
        kept = b"x" * (120 << 20)
        time.sleep(60)
        os._exit(0)
while True: pass"""
    with pytest.raises(BoxLost, match="MB of memory") as caught:
        box.run(source, 1)
    assert caught.value.verdict is Verdict.MEMORY


CROWD = """
import os, time
born = 0
for _ in range(48):
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)
    born += 1
print(born)"""


def test_one_submissions_processes_leave_the_next_its_own(opened: Callable[..., Box]) -> None:
    """The kernel counts those of one user together, where students have no uids of their own."""
    boxes = [opened(processes=64) for _ in range(3)]
    assert [out(box, CROWD) for box in boxes] == ["48"] * 3


def test_processes_are_limited(box: Box) -> None:
    source = """
import os, time
born = 0
try:
    while True:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        born += 1
except BlockingIOError:
    print(born < 100)"""
    if ROOT:
        assert out(box, source) == "True"
        return
    with pytest.raises(BoxLost, match="ran more than 64 processes and threads at once") as caught:
        box.run(source, 1)
    assert caught.value.verdict is Verdict.KILLED


def test_daemons_end_with_the_box_and_its_folder_is_removed(opened: Callable[..., Box]) -> None:
    box = opened()
    source = """
import os, time
for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
os.makedirs("a/" * 200)"""
    assert box.run(source, 1).error == ""
    born, scratch = (
        psutil.Process(box.process.waiter).children(recursive=True),
        Path(box.process.scratch),
    )
    assert len(born) >= 6
    box.kill()
    assert [process for process in born if process.is_running()] == []
    assert not scratch.exists()


def test_a_box_that_nobody_closes_ends_with_the_zygote(tmp_path: Path) -> None:
    with lower(tmp_path) as warm:
        box = Box(warm.path, LIMITS)
        box.run("import subprocess; subprocess.Popen(['sleep', '60'])", 1)
        waiter = psutil.Process(box.process.waiter)
        processes = [waiter, *waiter.children(recursive=True)]
    assert len(processes) == 3
    assert psutil.wait_procs(processes, timeout=10)[1] == []
    assert not Path(box.process.scratch).exists()
    box.kill()


CONTAINER = """
import sys, signal
sys.path.insert(0, sys.argv[1])
import pyseccomp, errno
from pathlib import Path
from conftest import LIGHT, LIMITS
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost
from autograder.sandbox.start import zygote
from autograder.records import Tier
rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for call in sys.argv[3].split(","):
    rules.add_rule(pyseccomp.ERRNO(errno.EPERM), call)
rules.load()
try:
    tiers = [Tier(name) for name in sys.argv[4].split(",")]
    with zygote(Path(sys.argv[2]), LIGHT, tiers) as warm, Box(warm.path, LIMITS) as box:
        print(warm.tier, "|", warm.refused, "|", box.run("print(6 * 7)", 1).stdout.strip())
        try:
            print(box.run("kept = b'x' * (600 << 20)\\nwhile True: pass", 2).verdict)
        except BoxLost as loss:
            print(loss.verdict)
except Exception as error:
    print(type(error).__name__, error)
"""


def _in_a_container(
    tmp_path: Path, refused: str, tiers: str, prefix: tuple[str, ...] = ()
) -> list[str]:
    arguments = python(
        "-c", CONTAINER, str(Path(__file__).parents[1]), str(tmp_path), refused, tiers
    )
    command = shown([*prefix, *arguments]) if ROOT else arguments
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True)
    return done.stdout.splitlines()


def test_where_namespaces_are_refused_the_lower_tier_is_taken_and_the_reason_kept(
    tmp_path: Path,
) -> None:
    first, memory = _in_a_container(tmp_path, "unshare", "namespaces,landlock")
    assert first.startswith("landlock | namespaces: unshare: Operation not permitted.")
    assert first.endswith("| 42")
    assert memory == "memory"


@pytest.mark.skipif(not ROOT, reason="only root has capabilities to lose")
def test_root_without_the_right_to_look_at_others_still_bounds_memory(tmp_path: Path) -> None:
    """As Docker's root: no CAP_SYS_ADMIN, no CAP_SYS_PTRACE."""
    lost = "--bounding-set=-sys_admin,-sys_ptrace"
    first, memory = _in_a_container(
        tmp_path, "bpf", "namespaces,landlock", ("setpriv", lost, "--inh-caps=-all")
    )
    assert first.startswith("landlock | namespaces: clone")
    assert memory == "memory"


def test_without_landlock_there_is_no_sandbox_and_every_step_is_named(tmp_path: Path) -> None:
    (line,) = _in_a_container(tmp_path, "unshare,landlock_create_ruleset", "namespaces,landlock")
    assert line.startswith(
        "MachineError the sandbox is unavailable on this machine: "
        "namespaces: unshare: Operation not permitted."
    )
    assert "; landlock: Landlock" in line
    assert "autograder doctor" in line


def test_only_who_asks_for_none_gets_none(tmp_path: Path) -> None:
    first, _ = _in_a_container(
        tmp_path, "unshare,landlock_create_ruleset", "namespaces,landlock,none"
    )
    assert first.startswith("none | namespaces: ")


def test_a_grade_without_a_sandbox_says_so(
    demo: Built, assignment: Assignment, tmp_path: Path
) -> None:
    with zygote(tmp_path, LIGHT, [Tier.NONE]) as warm:
        made = grade(
            prepare(submission(demo.solution), assignment),
            lambda: Box(warm.path, assignment.limits),
        )
    assert made.unsafe
    assert made.points == assignment.points


@pytest.mark.skipif(not ROOT, reason="about root's students")
def test_a_root_whose_python_nobody_else_can_reach_is_told(tmp_path: Path) -> None:
    libraries = tmp_path / "closed" / "lib"
    libraries.parent.mkdir(mode=0o700)
    libraries.mkdir()
    script = """
import sys
from autograder.sandbox import jail
from autograder.sandbox.faults import MachineRefused
from autograder.records import Limits, Tier
jail.site.getsitepackages = lambda: [sys.argv[1]]
try:
    jail.plan(Limits(), Tier.LANDLOCK)
except MachineRefused as error:
    print(error)
"""
    command = shown(python("-c", script, str(libraries)))
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True)
    assert f"chmod o+x {libraries.parent}" in done.stdout
