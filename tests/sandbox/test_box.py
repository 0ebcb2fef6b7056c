"""The sandbox from inside: what code sees and may do, what comes out, what happens at each limit.

Every test runs as whoever runs pytest; as root, the last one runs them all again as an ordinary
user.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
import pytest
from conftest import LIGHT, LIMITS, REPOSITORY, ROOT, python, shown

from autograder.records import Tier, Verdict
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost, StudentOverLimit
from autograder.sandbox.proxies import Proxy
from autograder.sandbox.start import zygote

USER = 61_234  # no account has it
TRAINING = dataclasses.replace(LIMITS, cell_seconds=30.0)  # one is for what trains nothing


def out(box: Box, source: str) -> str:
    """Return what a cell printed, or its error."""
    report = box.run(source, 1)
    return report.error or report.stdout.strip()


def children_of(box: Box) -> list[psutil.Process]:
    return psutil.Process(box.process.pid).children(recursive=True)


def strangers(tag: str) -> list[int]:
    """Return the processes of the machine whose command line holds a tag."""
    processes = psutil.process_iter(["cmdline"])
    return [process.pid for process in processes if tag in " ".join(process.info["cmdline"] or [])]


def ended(pid: int) -> bool:
    """Return whether a process has ended, be it that its parent has not looked yet."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


SYSCALL = "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True)\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("import socket; socket.socket()", "Errno 95", id="an internet socket"),
        pytest.param(
            "import socket; socket.socket(socket.AF_INET6)", "Errno 95", id="an IPv6 socket"
        ),
        pytest.param(
            "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
            "Errno 95",
            id="netlink",
        ),
        pytest.param(
            "import socket; socket.socket(40, socket.SOCK_STREAM)",
            "Errno 95",
            id="a socket to the host",
        ),
        pytest.param(
            "import socket; socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock')",
            "Error",
            id="docker's socket",
        ),
        pytest.param("open('/etc/passwd')", "Error", id="accounts"),
        pytest.param("open('/etc/hostname')", "Error", id="host name"),
        pytest.param("import os; os.stat('/etc/passwd')", "FileNotFound", id="a file's name"),
        pytest.param("import os; os.listdir('/root')", "Error", id="root's home"),
        pytest.param("import os; os.listdir('/home')", "Error", id="homes"),
        pytest.param(
            f"import os; os.listdir({str(REPOSITORY / 'tests')!r})",
            "Error",
            id="the checks' repository",
        ),
        pytest.param(f"open({str(REPOSITORY / 'course.toml')!r})", "Error", id="the course"),
        pytest.param("open('/usr/written', 'w')", "Error", id="write to /usr"),
        pytest.param("open('/written', 'w')", "Error", id="write to the root"),
        pytest.param("open('/proc/sys/kernel/hostname', 'w')", "Error", id="write to /proc"),
        pytest.param("open('/dev/written', 'w')", "Error", id="write to /dev"),
        pytest.param(
            f"open({sys.prefix!r} + '/written', 'w')", "Error", id="write to the libraries"
        ),
        pytest.param("import os; os.chroot('/box')", "Errno 1", id="chroot"),
        pytest.param(
            "import os; os.mknod('/box/disk', 0o60600, os.makedev(8, 0))", "Errno 1", id="a device"
        ),
        pytest.param("import os; os.setuid(0)", "Errno", id="become root"),
        pytest.param("import os; os.kill(os.getppid() or -1, 9)", "Error", id="kill the parent"),
        pytest.param(
            "import os; os.memfd_create('held')", "Errno 1", id="memory outside the address space"
        ),
        pytest.param("import mmap; mmap.mmap(-1, 4096)", "Errno 1", id="shared memory, no file"),
        pytest.param(
            "import os; os.open('/dev/zero', os.O_RDWR)", "Error", id="a device as memory"
        ),
        pytest.param("import os; os.nice(1)", "Errno 1", id="a lower priority"),
        pytest.param("import fcntl; fcntl.fcntl(1, 1026, 1)", "Errno 1", id="a folder's news"),
        pytest.param("import fcntl; fcntl.fcntl(1, 1024, 0)", "Errno 1", id="a lease"),
        pytest.param("open('/proc/cmdline')", "Error", id="the machine's start"),
        pytest.param("open('/proc/diskstats')", "Error", id="the machine's disks"),
        pytest.param("open('/proc/self/../1/environ')", "Error", id="the waiter's environment"),
        pytest.param("import socket; socket.sethostname('mine')", "Errno 1", id="the host name"),
        pytest.param("import time; time.clock_settime(0, 0)", "Errno 1", id="the clock"),
        pytest.param("import os; os.nice(-5)", "Errno", id="priority"),
        pytest.param(
            "open('/proc/self/oom_score_adj', 'w').write('-1000')",
            "Error",
            id="the last to be killed",
        ),
        pytest.param(
            "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))",
            "Error",
            id="more open files",
        ),
        pytest.param(
            "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
            "Error",
            id="dumps into a program",
        ),
    ],
)
def test_sandboxed_code_is_refused(box: Box, source: str, expected: str) -> None:
    assert expected in out(box, source)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        pytest.param("libc.unshare(0x10000000)", 1, id="a user namespace"),
        pytest.param(
            "libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)", 1, id="a user namespace by clone"
        ),
        pytest.param("libc.syscall(435, 0, 0)", 38, id="clone3"),
        pytest.param("libc.ptrace(16, 1, 0, 0)", 1, id="ptrace"),
        pytest.param("libc.syscall(250, 0, 1, 0, 0, 0)", 1, id="keyctl"),
        pytest.param("libc.shmget(0, 4096, 0o1600)", 1, id="System V memory"),
        pytest.param("libc.syscall(425, 1, 0)", 1, id="io_uring"),
        pytest.param("libc.syscall(321, 0, 0, 0)", 1, id="bpf"),
        pytest.param("libc.prctl(1, 0, 0, 0, 0)", 1, id="forget the parent"),
        pytest.param("libc.prctl(ctypes.c_ulong(1 << 32 | 1), 0)", 1, id="the same, in disguise"),
        pytest.param("libc.prctl(4, 0)", 1, id="hide from the grader"),
        pytest.param("libc.prctl(78, 1, 1 << 20, 0)", 22, id="an option of a newer kernel"),
        pytest.param("libc.syscall(206, 1, b'')", 1, id="asynchronous events"),
        pytest.param("libc.inotify_init1(0)", 1, id="inotify"),
        pytest.param("libc.syscall(278, 1, 0, 0, 0)", 1, id="pages given to a pipe"),
        pytest.param("libc.syscall(444, 0, 0, 1)", 1, id="rules of Landlock"),
        pytest.param("libc.syscall(317, 1, 0, 0)", 1, id="more filters"),
        pytest.param("libc.syscall(323, 0)", 1, id="userfaultfd"),
        pytest.param("libc.syscall(310, 1, 0, 0, 0, 0, 0)", 1, id="another's memory"),
        pytest.param("libc.mount(b'none', b'/box', b'tmpfs', 0, None)", 1, id="mount"),
        pytest.param("libc.umount2(b'/box', 2)", 1, id="unmount"),
        pytest.param("libc.ioctl(0, 0x5412, b'x')", 1, id="typing into a terminal"),
        pytest.param(
            "libc.ioctl(0, ctypes.c_ulong(0x100005412), b'x')", 1, id="the same, disguised"
        ),
        pytest.param("libc.prlimit(os.getpid(), 7, 0, 0)", 1, id="limits of a process by number"),
    ],
)
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="system calls are numbered for x86_64")
def test_a_system_call_is_refused(box: Box, call: str, error: int) -> None:
    assert out(box, f"{SYSCALL}print({call}, ctypes.get_errno())") == f"-1 {error}"


def test_it_holds_no_privilege(box: Box) -> None:
    status = dict(
        line.split(":\t", 1)
        for line in out(box, "print(open('/proc/self/status').read())").splitlines()
    )
    assert {status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {
        "0" * 16
    }
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert "0" not in status["Uid"].split()


def test_its_kernel_identity_is_not_roots(box: Box) -> None:
    """A user namespace alone would leave root's kernel uid.

    For that, NPROC does not count and root-only files open.
    """
    assert 0 not in psutil.Process(box.process.pid).uids()


def test_the_hosts_name_is_hidden(box: Box) -> None:
    """Where names have a namespace; SECURITY.md says that they are open on the lower tier."""
    assert box.tier is not Tier.NAMESPACES or out(box, "import os; print(os.uname()[1])") == "box"


def test_no_other_process_can_be_seen(box: Box, open_box: Callable[..., Box]) -> None:
    open_box()  # a sibling
    assert "PermissionError" in out(box, "import os; os.listdir('/proc')")
    seen = "print([n for n in range(9) if os.path.exists(f'/proc/{n}')], os.getpid())"
    assert out(box, "import os; " + seen) == "[1, 2] 2"


def test_no_file_is_open_but_its_own(box: Box) -> None:
    source = """
import os
for number in range(300):
    try: print(number, os.path.basename(os.readlink(f'/proc/self/fd/{number}').split(':')[0]))
    except OSError: pass"""
    assert out(box, source).splitlines() == ["0 null", "1 null", "2 null", "3 socket"]


def test_its_environment_holds_nothing_of_the_graders(box: Box) -> None:
    names = set(out(box, "import os; print(*os.environ)").split())
    libraries = {
        name
        for name in names
        if re.match(r"IPYTHONDIR|KERAS|CUDA|TF_|MPL|KMP_|MALLOC_|\w+_NUM_THREADS", name)
    }
    assert names - libraries == {"PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "PYTHONHASHSEED"}


def test_the_home_is_empty_and_can_be_written_to(box: Box) -> None:
    assert (
        out(box, "import os; print(os.getcwd(), os.listdir())") == "/box ['.ipython']"
    )  # made by IPython as it started
    assert (
        out(box, "for p in ('/box/a', '/tmp/a', '/dev/shm/a'): print(open(p, 'w').write('x'))")
        == "1\n1\n1"
    )


def test_the_next_box_finds_nothing_of_the_last(open_box: Callable[..., Box]) -> None:
    first = open_box()
    first.run("open('/box/left', 'w').write('x'); open('/tmp/left', 'w').write('x')", 1)
    first.kill()
    found = out(open_box(), "import os; print(os.listdir('/box'), os.path.exists('/tmp/left'))")
    assert found == "['.ipython'] False"


@pytest.mark.parametrize("folder", ["/box", "/tmp", "/dev/shm"])
def test_a_full_disk_is_full(box: Box, folder: str) -> None:
    source = f"""
import os
written = 0
try:
    for n in range(100):
        with open(f'{folder}/{{n}}', 'wb') as file:
            for _ in range(4):
                written += file.write(bytes(1 << 20)); file.flush()
except OSError as error:
    print(error.errno, written <= {LIMITS.scratch_bytes})"""
    assert out(box, source) == "28 True"


@pytest.mark.parametrize("folder", ["/box", "/tmp", "/dev/shm"])
def test_files_without_bytes_run_out_too(box: Box, folder: str) -> None:
    source = f"""
try:
    for n in range(10_000): open(f'{folder}/{{n}}', 'w').close()
except OSError as error:
    print(error.errno)"""
    assert out(box, source) == "28"


def test_one_file_may_not_grow_without_end(open_box: Callable[..., Box]) -> None:
    box = open_box(file_bytes=1 << 20)
    source = (
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "open('big', 'wb').write(bytes(1 << 21))"
    )
    assert "Errno 27" in out(box, source)


def test_a_fork_bomb_is_bounded_and_gone_with_its_box(open_box: Callable[..., Box]) -> None:
    box = open_box(processes=32)
    source = """
import os, time
born = 0
try:
    while True:
        if os.fork() == 0: time.sleep(60); os._exit(0)
        born += 1
except BlockingIOError: print(born)"""
    born = int(out(box, source))
    left = children_of(box)
    box.kill()
    assert 20 < born < 32
    assert len(left) == born
    assert all(ended(process.pid) for process in left)


def test_a_daemon_in_a_session_of_its_own_is_gone_with_its_box(box: Box) -> None:
    tag = f"box-daemon-{os.getpid()}"
    source = f"""
import subprocess, sys, time
script = 'trap "" TERM HUP INT; (setsid sleep 60.{os.getpid()} &) ; sleep 60 # {tag}'
for _ in range(3): subprocess.Popen(['/bin/sh', '-c', script], start_new_session=True)
time.sleep(0.3)"""
    assert out(box, source) == ""
    before = strangers(tag), strangers(f"60.{os.getpid()}")
    box.kill()
    assert len(before[0]) == 3
    assert len(before[1]) >= 3
    assert strangers(tag) + strangers(f"60.{os.getpid()}") == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "held = []\nwhile True: held.append(bytearray(20 << 20))", id="in one process"
        ),
        pytest.param(
            "import os, time\nfor _ in range(8):\n"
            "    if os.fork() == 0: held = b'x' * (80 << 20); time.sleep(60)\ntime.sleep(9)",
            id="in many",
        ),
        pytest.param(
            "import os, socket, time\nfor _ in range(4):\n"
            "    if os.fork() == 0:\n"
            "        held = [socket.socketpair() for _ in range(120)]; time.sleep(60)\n"
            "time.sleep(9)",
            id="in sockets",
        ),
    ],
)
def test_a_memory_bomb_ends_its_box(box: Box, source: str) -> None:
    with pytest.raises(BoxLost) as caught:
        box.run(source, 1)
    assert caught.value.verdict is Verdict.MEMORY
    assert "400 MB" in caught.value.note


def test_more_than_the_address_space_is_a_memory_error(open_box: Callable[..., Box]) -> None:
    assert "MemoryError" in out(
        open_box(address_space_bytes=4 << 30), "import numpy; numpy.ones(1 << 30)"
    )


def test_a_loop_is_interrupted_at_its_cpu_limit_and_the_box_lives_on(box: Box) -> None:
    box.run("kept = 7", 1)
    report = box.run("print('begun')\nwhile True: pass", 2)
    assert (report.verdict, report.note) == (Verdict.TIMEOUT, "ran longer than 1 CPU seconds")
    assert report.stdout == "begun\n"
    assert "KeyboardInterrupt" in report.error
    assert box.get("kept") == 7


def test_a_crash_leaves_no_dump(box: Box) -> None:
    source = """
import os
child = os.fork()
if child == 0:
    os.abort()
print(os.WCOREDUMP(os.waitpid(child, 0)[1]))"""
    assert out(box, source) == "False"


def test_waiting_without_end_is_interrupted(open_box: Callable[..., Box]) -> None:
    box = open_box(cell_seconds=0.5, idle_seconds=0.5)
    report = box.run("import time; time.sleep(60)", 1)
    assert (report.verdict, report.note) == (Verdict.TIMEOUT, "waited longer than 0.5 seconds")
    assert box.run("print(1)", 2).stdout == "1\n"


def test_what_all_cells_wait_is_bounded_and_so_is_what_a_question_waits(
    open_box: Callable[..., Box],
) -> None:
    box = open_box(idle_seconds=2.0, notebook_idle_seconds=2.5)
    wait = "import time; time.sleep(1.2)"
    assert [box.run(wait, number).verdict for number in (1, 2)] == [Verdict.OK] * 2
    assert box.run(wait, 3).note == "waited longer than 2.5 seconds in all"


def test_many_short_waits_are_counted_like_a_long_one(open_box: Callable[..., Box]) -> None:
    """None of them is long enough to be looked at."""
    box = open_box(idle_seconds=0.5)
    box.run(
        "import time\nclass C:\n    def __iter__(self):\n"
        "        while True: time.sleep(0.02); yield 1\nc = C()",
        1,
    )
    with pytest.raises(StudentOverLimit, match=r"waited longer than 0\.5 seconds"):
        for _ in box.get("c"):
            pass


def test_children_that_nobody_waits_for_are_counted(open_box: Callable[..., Box]) -> None:
    """Where SIGCHLD is ignored the kernel forgets an ended child's time."""
    box = open_box(cell_seconds=20.0)
    source = """
import os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
child = os.fork()
while child == 0: pass
while time.clock_gettime(child_clock(child)) < 0.6: time.sleep(0.01)
os.kill(child, 9)
time.sleep(0.3)""".replace("child_clock(child)", "(~child << 3) | 2")
    spent = box.run(source, 1).seconds
    assert 0.5 < spent < 5
    assert 0 <= box.run("1", 2).seconds < 1


@pytest.mark.parametrize(
    ("source", "limits", "verdict"),
    [
        pytest.param(
            "kept = bytes(700 << 20); kept = bytearray(kept)", {}, Verdict.MEMORY, id="memory"
        ),
        pytest.param("while True: pass", {"cell_seconds": 0.5}, Verdict.TIMEOUT, id="computing"),
    ],
)
def test_what_a_cell_leaves_running_is_looked_at_between_requests(
    open_box: Callable[..., Box], source: str, limits: dict[str, float], verdict: Verdict
) -> None:
    box = open_box(**limits)
    box.run(f"import os, time\nif os.fork() == 0:\n    {source}\n    time.sleep(60)", 1)
    with pytest.raises(BoxLost) as caught:
        look_for_ever(box)
    assert caught.value.verdict is verdict


def look_for_ever(box: Box) -> None:
    while True:
        box.look()


def test_a_loop_that_ignores_the_interrupt_is_killed(open_box: Callable[..., Box]) -> None:
    box = open_box(cell_seconds=0.5)
    with pytest.raises(BoxLost, match=r"ran longer than 0\.5 CPU seconds") as caught:
        box.run("import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass", 1)
    assert caught.value.verdict is Verdict.TIMEOUT


def test_children_that_burn_time_count_as_the_cell(open_box: Callable[..., Box]) -> None:
    box = open_box(cell_seconds=0.5)
    report = box.run("import os\nif os.fork() == 0:\n    while True: pass\nos.wait()", 1)
    assert (report.verdict, report.note) == (Verdict.TIMEOUT, "ran longer than 0.5 CPU seconds")


def test_an_endless_frame_sent_byte_by_byte_meets_the_deadline(
    open_box: Callable[..., Box],
) -> None:
    """The judge must look at the clock even while there always is something to read."""
    box = open_box(cell_seconds=0.5, idle_seconds=0.5)
    source = """
import os, signal, struct, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.write(3, struct.pack('<II', 1 << 20, 0))
while True: os.write(3, b' '); time.sleep(0.005)"""
    begun = time.monotonic()
    with pytest.raises(BoxLost) as caught:
        box.run(source, 1)
    assert caught.value.verdict is Verdict.TIMEOUT
    assert time.monotonic() - begun < 15


def test_callbacks_without_end_meet_the_cpu_limit(open_box: Callable[..., Box]) -> None:
    box = open_box(cell_seconds=0.5)
    box.run("def f(g):\n    while True: g(1)", 1)
    with pytest.raises(StudentOverLimit, match=r"CPU seconds|waited longer than"):
        box.get("f")(lambda value: value)


def test_an_interrupt_that_comes_too_late_harms_nobody(box: Box) -> None:
    box.run("1", 1)
    box.process.interrupt()
    time.sleep(0.2)
    assert box.run("print('still here')", 2).stdout == "still here\n"


def test_output_of_all_kinds_is_kept_in_order(box: Box) -> None:
    report = box.run(
        "import sys\nprint('a')\nprint('b', file=sys.stderr)\n'shown'\ndisplay('c')\n6 * 7", 1
    )
    assert report.stdout == "a\nb\n'c'\n42\n"
    assert (report.verdict, report.error, report.images) == (Verdict.OK, "", ())


def test_a_figure_becomes_an_image(box: Box) -> None:
    report = box.run(
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", 1
    )
    assert [image[:8] for image in report.images] == [b"\x89PNG\r\n\x1a\n"]
    report = box.run("plt.plot([1, 2]);", 2)
    assert len(report.images) == 1


def test_images_are_counted_over_the_notebook(open_box: Callable[..., Box]) -> None:
    box = open_box(cell_seconds=20.0)  # a busy machine takes a second for nine pictures
    source = (
        "import matplotlib.pyplot as plt\nfor _ in range(9):\n"
        "    plt.figure(figsize=(1, 1)); plt.plot([1]); plt.show()"
    )
    reports = [box.run(source, number) for number in (1, 2)]
    assert [len(report.images) for report in reports] == [3, 0]


def test_a_rich_display_shows_its_plain_text(box: Box) -> None:
    source = (
        "class R:\n    def _repr_html_(self): return '<script>'\n"
        "    def __repr__(self): return 'plain'\nR()"
    )
    assert box.run(source, 1).stdout == "plain\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("!echo $((6 * 7))", "42\n", id="a shell command"),
        pytest.param(
            "lines = !printf 'a\\nb'\nprint(lines)", "['a', 'b']\n", id="a shell command's lines"
        ),
        pytest.param("%%bash\necho hello", "hello\n", id="a cell of bash"),
        pytest.param("%%capture caught\nprint('hidden')", "", id="a captured cell"),
        pytest.param("async def f(): return 42\nprint(await f())", "42\n", id="top-level await"),
        pytest.param("%pip --version", "", id="pip"),
        pytest.param("%cd -q /tmp\n%pwd", "'/tmp'\n", id="change folder"),
        pytest.param(
            "import otter\ngrader = otter.Notebook()\ngrader.check('q1')\ngrader.check_all()",
            "",
            id="otter",
        ),
        pytest.param("print('\\ud800')", "?\n", id="half a character"),
        pytest.param(
            "print('\\x00\\x1b[31m')",
            "\x00\x1b[31m\n",
            id="control characters, to be cleaned by who shows them",
        ),
        pytest.param(
            "import os; os.write(1, b'x' * 10_000_000); print(1)", "1\n", id="the descriptor itself"
        ),
        pytest.param("exit()", "", id="exit()"),
        pytest.param("quit()", "", id="quit()"),
    ],
)
def test_a_cell_prints(box: Box, source: str, expected: str) -> None:
    report = box.run(source, 1)
    if not source.startswith("%pip"):
        assert (report.stdout, report.error, report.verdict) == (expected, "", Verdict.OK)


def test_the_time_magics_work(box: Box) -> None:
    assert "CPU times" in box.run("%%time\nsum(range(9))", 1).stdout
    assert "loop" in box.run("%timeit -n1 -r1 1", 2).stdout


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "def f():\n    return 1 / 0\nf()", "ZeroDivisionError: division by zero", id="an error"
        ),
        pytest.param("1 +", "SyntaxError", id="no Python"),
        pytest.param("import no_such_module", "ModuleNotFoundError", id="a missing module"),
        pytest.param("input('name? ')", "EOFError", id="input()"),
        pytest.param("import sys; sys.exit(0)", "SystemExit: 0", id="sys.exit()"),
        pytest.param("raise KeyboardInterrupt", "KeyboardInterrupt", id="an interrupt of its own"),
        pytest.param("raise BaseException('mine')", "BaseException: mine", id="a base exception"),
        pytest.param("raise ValueError('\\ud800')", "ValueError: ?", id="half a character"),
        pytest.param("%no_such_magic", "UsageError: Line magic function", id="a missing magic"),
        pytest.param(
            "class E(Exception):\n    def __str__(self): raise self\nraise E",
            "E",
            id="an error about errors",
        ),
        pytest.param("def f(): f()\nf()", "RecursionError", id="recursion"),
    ],
)
def test_an_error_is_told_as_a_notebook_tells_it(
    open_box: Callable[..., Box], source: str, expected: str
) -> None:
    box = open_box(cell_seconds=10.0)
    report = box.run(source, 1)
    assert report.verdict is Verdict.STUDENT_ERROR
    assert expected in report.error
    assert "autograder" not in report.error
    assert "\x1b" not in report.error
    assert box.run("print('goes on')", 2).stdout == "goes on\n"


def test_a_traceback_shows_the_line(box: Box) -> None:
    error = box.run("x = 0\n1 / x", 3).error
    assert "Cell In[3], line 2" in error
    assert "----> 2 1 / x" in error


def test_output_is_cut_at_the_cells_limit(box: Box) -> None:
    report = box.run("print('x' * 100_000_000)", 1)
    assert (len(report.stdout), report.verdict) == (10_000, Verdict.OUTPUT_LIMIT)
    assert report.note == "its output was cut: 99,990,001 characters more than the limit"


def test_output_is_cut_at_the_notebooks_limit(box: Box) -> None:
    kept = [len(box.run("print('x' * 9_999)", number).stdout) for number in range(1, 8)]
    assert kept == [10_000] * 5 + [0, 0]


def test_a_report_that_lies_about_its_size_is_cut_here(open_box: Callable[..., Box]) -> None:
    """The student's end counts as an honest end does; the judge's counts again."""
    box = open_box()
    box.run(LIE, 1)
    reports = [box.run("1", number) for number in (2, 3)]
    assert [len(report.stdout) for report in reports] == [10_000, 10_000]
    assert [len(report.images) for report in reports] == [0, 0]


def test_an_interrupt_that_is_noticed_after_the_answer_was_made_leaves_the_process(
    box: Box,
) -> None:
    box.run(LATE, 1)
    with pytest.raises(RuntimeError, match="KeyboardInterrupt"):
        box.get("late")()
    assert box.get("alive") == 1


LATE = """
import autograder.sandbox.inside as inside
mark, came, alive = inside.Served._mark, [], 1
def noticed(self, busy):
    if not busy and came:
        raise came.pop()
    return mark(self, busy)
inside.Served._mark = noticed
def late():
    came.append(KeyboardInterrupt())
    return 0
"""


def test_a_process_that_ends_at_the_interrupt_ran_too_long(box: Box) -> None:
    source = "import os\ntry:\n    while True: abs(1)\nexcept KeyboardInterrupt:\n    os._exit(0)"
    with pytest.raises(BoxLost, match="ran longer than 1 CPU seconds") as caught:
        box.run(source, 1)
    assert caught.value.verdict is Verdict.TIMEOUT


LIE = """
import sys, autograder.sandbox.inside as inside
def run(self, request, encoder):
    images = [encoder.encode(bytes(20 << 20))]
    return {'ok': {'stdout': 'x' * 1_000_000, 'dropped': -1, 'images': images}}
inside.Served._run = run
"""


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("{'ok': 5}", id="a number"),
        pytest.param("{'ok': {'stdout': {}, 'dropped': 'many', 'images': 3}}", id="wrong types"),
        pytest.param("{'ok': {'images': [{'a': ['|u1', [1], 7]}]}}", id="a missing buffer"),
        pytest.param("{'ok': {'images': [{'d': [[1, 2]]}]}}", id="an image that is none"),
        pytest.param("[1, 2]", id="a list"),
        pytest.param(
            "{'callback': 99, 'args': [], 'kwargs': []}", id="a callback that nobody gave"
        ),
        pytest.param("{'callback': {}, 'args': 5}", id="a damaged callback"),
    ],
)
def test_a_damaged_report_ends_the_box(box: Box, answer: str) -> None:
    source = (
        f"import autograder.sandbox.inside as inside\n"
        f"inside.Served._run = lambda self, request, encoder: {answer}"
    )
    box.run(source, 1)
    with pytest.raises(BoxLost) as caught:
        box.run("1", 2)
    assert caught.value.verdict is Verdict.PROTOCOL_VIOLATION


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("import os; os._exit(0)", id="os._exit"),
        pytest.param("import ctypes; ctypes.string_at(0)", id="a segmentation fault"),
        pytest.param("import os, signal; os.abort()", id="abort"),
        pytest.param("import os; os.close(3)", id="the socket closed"),
        pytest.param("import os; os.execv('/bin/true', ['true'])", id="another program"),
        pytest.param(
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
            id="a signal",
        ),
    ],
)
def test_a_process_that_ends_itself_is_noticed(box: Box, source: str) -> None:
    with pytest.raises(BoxLost) as caught:
        box.run(source, 1)
    assert (caught.value.verdict, caught.value.note) == (
        Verdict.KILLED,
        "the student's process ended",
    )
    with pytest.raises(BoxLost):
        box.run("1", 2)


@pytest.mark.parametrize(
    "garbage",
    [
        pytest.param("b'\\xff' * 100", id="noise"),
        pytest.param("b'\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00{{'", id="no JSON"),
        pytest.param("b'\\x03\\x00\\x00\\x00\\x00\\x00\\x00\\x00NaN'", id="NaN"),
        pytest.param("b'\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x005'", id="a number"),
    ],
)
def test_a_bad_frame_ends_the_box(box: Box, garbage: str) -> None:
    pid = box.process.pid
    with pytest.raises(BoxLost) as caught:
        box.run(f"import os; os.write(3, {garbage})", 1)
    assert caught.value.verdict is Verdict.PROTOCOL_VIOLATION
    assert ended(pid)


def test_a_fork_in_a_cell_does_not_answer_twice(box: Box) -> None:
    report = box.run("import os\nborn = os.fork()\nprint('one' if born else 'two')", 1)
    assert report.stdout == "one\n"
    assert box.run("import os; os.wait()[0] == born", 2).stdout == "True\n"
    assert box.get("born") == 3


def test_leaving_a_box_ends_its_process(light_zygote: str) -> None:
    with Box(light_zygote, LIMITS) as box:
        pid = box.process.pid
        assert psutil.pid_exists(pid)
    assert ended(pid)


def test_a_box_that_nobody_closes_ends_with_the_zygote(tmp_path: Path) -> None:
    with zygote(tmp_path, LIGHT) as warm:
        box = Box(warm.path, LIMITS)
        box.run("import subprocess; subprocess.Popen(['sleep', '60'])", 1)
        processes = [psutil.Process(box.process.pid), *children_of(box)]
    psutil.wait_procs(processes, timeout=5)
    assert all(ended(process.pid) for process in processes)
    with pytest.raises(BoxLost):
        box.run("1", 1)
    box.kill()


def test_a_name_that_is_not_there_is_none_as_in_otter(box: Box) -> None:
    assert box.get("nowhere") is None
    assert box.get("nowhere", 5) == 5


def test_plain_values_cross_and_others_stay(box: Box) -> None:
    box.run(
        "import numpy as np\na = np.arange(6).reshape(2, 3)\nf = lambda x: x + 1\nclass C: pass\n"
        "c = C()",
        1,
    )
    array, function, other = box.get("a"), box.get("f"), box.get("c")
    assert type(array) is np.ndarray
    assert array.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert isinstance(function, Proxy)
    assert function(1) == 2
    assert (callable(other), repr(other)) == (False, "<C>")


def test_memory_of_the_grader_stays_flat(open_box: Callable[..., Box]) -> None:
    """Cells that each claim a megabyte of text and an image of twenty."""
    box = open_box()
    box.run(LIE, 1)
    gc.collect()
    before = psutil.Process().memory_info().rss
    for number in range(8):
        box.run("1", number)
    assert psutil.Process().memory_info().rss - before < 60 << 20


@pytest.mark.slow
def test_boxes_train_to_the_same_bits(full_zygote: str) -> None:
    source = """
import numpy as np, keras
keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((64, 8), dtype=np.float32)
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, x.sum(1), epochs=2, verbose=0)
prediction = model.predict(x, verbose=0)"""
    predictions = set()
    for _ in range(6):  # and test_repeat.py grades one submission a dozen times
        with Box(full_zygote, TRAINING) as box:
            report = box.run(source, 1)
            assert report.error == ""
            predictions.add(box.get("prediction").tobytes())
    assert len(predictions) == 1


@pytest.mark.slow
def test_without_the_graph_optimiser_a_network_trains_to_the_same_bits(full_zygote: str) -> None:
    """It is left out for speed; no grade may hang on it."""
    switch = (
        "import tensorflow as tf\n"
        "tf.config.optimizer.set_experimental_options({'disable_meta_optimizer': False})"
    )
    source = """
import numpy as np, keras, tensorflow as tf
off = tf.config.optimizer.get_experimental_options().get("disable_meta_optimizer")
keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((256, 2), dtype=np.float32)
sizes = {16: "sigmoid", 8: "relu", 2: "softmax"}
layers = [keras.layers.Dense(size, activation) for size, activation in sizes.items()]
model = keras.Sequential([keras.Input((2,)), *layers])
model.compile("adam", "categorical_crossentropy", steps_per_execution=4)
y = np.eye(2)[(x[:, 0] > x[:, 1]).astype(int)]
losses = model.fit(x, y, epochs=5, verbose=0).history["loss"]
weights = np.concatenate([part.ravel() for part in model.get_weights()])"""
    found = []
    for first in ("", switch):
        with Box(full_zygote, TRAINING) as box:
            box.run(first, 1)
            assert box.run(source, 2).error == ""
            found.append((box.get("off"), box.get("losses"), box.get("weights").tobytes()))
    (ours, *trained), (theirs, *as_usual) = found
    assert (ours, theirs) == (True, False)
    assert trained == as_usual


@pytest.mark.slow
def test_a_model_is_a_proxy_that_predicts(full_zygote: str) -> None:
    with Box(full_zygote, TRAINING) as box:
        box.run(
            "import keras; model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])", 1
        )
        model = box.get("model")
        assert model.predict(np.zeros((4, 2)), verbose=0).shape == (4, 3)
        assert model.count_params() == 9
        assert [layer.units for layer in model.layers] == [3]


def test_processes_that_have_ended_hold_no_memory(box: Box) -> None:
    """Until it is buried, the kernel shows an ordinary user nothing of a process that has ended."""
    box.run("import os\nfor _ in range(3):\n    if os.fork() == 0:\n        os._exit(0)", 1)
    while not all(ended(child.pid) for child in children_of(box)):
        pass
    assert box.process.held_bytes() < LIMITS.memory_bytes


@pytest.mark.slow
@pytest.mark.kernel
@pytest.mark.skipif(not ROOT, reason="the tests above have run as an ordinary user")
@pytest.mark.parametrize(
    "name", ["test_box.py", "test_tiers.py", "test_attacks.py", "test_outlive.py"]
)
def test_all_this_holds_for_an_ordinary_user_too(name: str) -> None:
    with tempfile.TemporaryDirectory(
        prefix="box-user-"
    ) as folder:  # pytest's own lie in a folder that is root's alone
        os.chown(folder, USER, USER)
        options = [
            "-q",
            "-m",
            "not slow",
            "-k",
            "not one_interpreter and not reports_are_safe",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "--basetemp",
            f"{folder}/base",
        ]
        command = shown(
            python("-B", "-m", "pytest", *options, str(Path(__file__).resolve().with_name(name))),
            USER,
        )
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "TMPDIR": folder,
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=REPOSITORY, env=environment, check=False
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert re.search(r"\d\d+ passed", done.stdout)
