"""What a cheat would try first: cells for `doctor`, which print `open` where they get through.

Those for the border define a function, `probe`, that `doctor` calls. Data only. In braces stands
what `doctor` knows of its machine.
"""

from __future__ import annotations

from dataclasses import replace

from autograder.records import Limits

LIMITS = Limits(cell_seconds=20, address_space_bytes=2 << 30, processes=100, scratch_bytes=64 << 20)
PROBES = {
    "a file of yours cannot be read": """
print('open' if open({canary!r}).read() else '')
""",
    "the files of your home and /etc/passwd cannot be read": """
for path in {home!r}:
    try:
        open(path, 'rb').read(1)
        print('open')
    except OSError:
        pass
""",
    "nothing can be written outside the sandbox": """
open('/usr/probe', 'w')
print('open')
""",
    "the network cannot be reached": """
import socket
socket.create_connection(('127.0.0.1', 9), timeout=2)
print('open')
""",
    "only Unix sockets can be made": """
import socket
socket.socket()
print('open')
""",
    "no other process can be seen": """
import os
try:
    seen = bool(os.listdir('/proc'))
except PermissionError:
    seen = False
try:
    open('/proc/{pid}/environ').read()
    seen = True
except OSError:
    pass
print('open' if seen else '')
""",
    "nothing of the machine can be read in /proc": """
names = 'cmdline config.gz diskstats interrupts kallsyms locks modules partitions version_signature'
for name in names.split():
    try:
        open(f'/proc/{{name}}', 'rb').read(1)
        print('open')
    except OSError:
        pass
""",
    "no variable names a folder of yours": """
import os
print('open' if {folder!r} in os.pathsep.join(os.environ.values()) else '')
""",
    "no process outside can be signalled": """
import os
os.kill({pid}, 0)
print('open')
""",
    "no handle of a process outside can be had": """
import os
os.pidfd_open({pid})
print('open')
""",
    "memory that no limit counts is refused": """
import os
os.memfd_create('probe')
print('open')
""",
    "shared memory without a file is refused": """
import mmap
mmap.mmap(-1, 4096)
print('open')
""",
    "what is shared by the whole machine is refused: events, watches and keys": """
import ctypes, os
libc = ctypes.CDLL(None)
events, keys = {{'x86_64': (206, 250), 'aarch64': (0, 219)}}[os.uname().machine]
print('open' if libc.syscall(events, 1, ctypes.byref(ctypes.c_ulong(0))) == 0 else '')
print('open' if libc.syscall(keys, 0, -2, 1) >= 0 else '')
print('open' if libc.inotify_init1(0) >= 0 else '')
""",
    "sockets and pipes keep their size": """
import fcntl, os, socket
for act in (
    lambda: socket.socketpair()[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20),
    lambda: fcntl.fcntl(os.pipe()[1], 1031, 1 << 18),
):
    try:
        act()
        print('open')
    except OSError:
        pass
""",
    "locks do not reach other submissions": """
import fcntl, os
first, second = os.open('/usr', os.O_RDONLY), os.open('/usr', os.O_RDONLY)
fcntl.flock(first, fcntl.LOCK_EX | fcntl.LOCK_NB)
try:
    fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError:
    print('open')
""",
    "the kernel cannot be asked to forget the grader": """
import ctypes
print('open' if ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0 else '')
""",
    "priorities cannot be lowered to pass computing off as waiting": """
import os
os.nice(1)
print('open')
""",
    "no new namespace can be made": """
import ctypes
print('open' if ctypes.CDLL(None).unshare(0x10000000) == 0 else '')
""",
    "the memory limit holds": """
bytearray(3 << 30)
print('open')
""",
    "the process limit holds": """
import os
children = []
try:
    for _ in range(200):
        child = os.fork()
        if child == 0:
            import time
            time.sleep(60)
            os._exit(0)
        children.append(child)
except OSError:
    pass
for child in children:
    os.kill(child, 9)
print('open' if len(children) >= 200 else '')
""",
    "the scratch space is limited": """
import os
try:
    for n in range(100):
        open(f'big{{n}}', 'wb').write(bytes(8 << 20))
    print('open')
except OSError:
    print('')
""",
}
BOUNDED = {  # with the limit that each tries to pass
    "waiting is limited": (
        replace(LIMITS, idle_seconds=0.1),
        """
import time
time.sleep(20)
print('open')
""",
    ),
    "the number of files is limited": (
        replace(LIMITS, scratch_files=400),
        """
for number in range(1_000):
    open(f'file{number}', 'w').close()
print('open')
""",
    ),
}
# What `doctor` calls, with what it hands over; what comes back says whether it got through.
FORGES = """
class Forged(ImportError):
    pass
Forged.__name__ = ''
def probe():
    raise Forged('a library of the grader')
"""
LISTENS = """
def probe(check):
    try:
        check(object())
    except BaseException as error:
        return f'{error!r} {error.__cause__!r} {error.__context__!r}'
"""
SPAWNS = """
def probe(rng):
    return rng.spawn(1)[0].random()
"""
DESCRIBES = """
class Endless(Exception):
    def __str__(self):
        while True:
            pass
def probe():
    raise Endless
"""
SPENDS = """
import os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
child = os.fork()
if child == 0:
    while time.process_time() < 0.2:
        pass
    os._exit(0)
try:
    os.waitpid(child, 0)
except ChildProcessError:
    pass
"""  # CPU seconds of a child that the kernel forgets
SPENT_SECONDS = 0.1  # of them, at least: what was seen before it ended
STAYS = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(['sleep', '600'], start_new_session=True)
"""
