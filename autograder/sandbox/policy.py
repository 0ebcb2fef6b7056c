"""All that a student's process may see, use and send, on one page. Data only: `jail` enforces it.

What is not named here is closed: no other file, no network, no other process, no capability.
Numbers that differ from one assignment to the next are in `autograder.records.Limits`.
"""

from __future__ import annotations

from enum import IntEnum

from autograder.records import Limits, Tier

SANDBOXED = (Tier.NAMESPACES, Tier.LANDLOCK)  # the tiers that grading takes, the best first

# Files. Python's own folders (its prefix and site-packages) are readable, too.
SYSTEM = ("/usr", "/etc/fonts", "/etc/ld.so.cache", "/etc/ssl/openssl.cnf")
LINKS = ("/bin", "/lib", "/lib64", "/sbin")  # into /usr where /usr is merged, folders elsewhere
READABLE_DEVICES = ("/dev/zero", "/dev/random", "/dev/urandom")  # written, zero gives free memory
WRITABLE_DEVICES = ("/dev/null", "/dev/full")
DEVICES = READABLE_DEVICES + WRITABLE_DEVICES
# Of the student's own process. Others, and those in `task`, show mounts, sockets and the cgroup.
OWN_PROC = "cmdline comm environ exe fd fdinfo io limits maps smaps stat statm status".split()
PROC = (
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/loadavg",
    "/proc/uptime",
    "/proc/version",
)
HOME = "/box"  # writable, as are the next two
TEMPORARY = "/tmp"  # noqa: S108 - the sandbox's own
SHARED = "/dev/shm"  # noqa: S108 - the same


# How many boxes' processes the kernel's limit leaves room for where all of them count as the same
# user's: one box must not use up the room of the next. There `watch` holds each to its own. More
# of them would let a fork bomb take gigabytes of page tables until it is looked at.
NEIGHBOURS = 4


def scratch(limits: Limits) -> dict[str, tuple[int, int]]:
    """Return bytes and number of files for each writable folder."""
    return {
        HOME: (limits.scratch_bytes // 4 * 3, limits.scratch_files // 4 * 3),
        TEMPORARY: (limits.scratch_bytes // 4, limits.scratch_files // 4),
        SHARED: (1 << 20, 64),
    }


def resources(limits: Limits) -> dict[str, int]:
    """Return the kernel's limits, RLIMIT_*; the last stands behind the grader's own count."""
    return {
        "AS": limits.address_space_bytes,
        "NPROC": limits.processes,
        "FSIZE": limits.file_bytes,
        "NOFILE": limits.open_files,
        "CORE": 1,  # 0 would not stop a dump that is piped into a program; 1 stops all
        "MEMLOCK": 0,
        "MSGQUEUE": 0,
        "SIGPENDING": 256,  # queued signals and timers
        "CPU": int(limits.notebook_seconds * 2),
    }


# The environment. Nothing of the instructor's reaches student code.
THREAD_ENVIRONMENT = {  # one thread each, so that results repeat
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}
ENVIRONMENT = THREAD_ENVIRONMENT | {
    "PATH": "/usr/bin:/bin",
    "HOME": HOME,
    "USER": "student",
    "LOGNAME": "student",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "IPYTHONDIR": f"{HOME}/.ipython",
    "KERAS_HOME": f"{HOME}/.keras",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "MALLOC_ARENA_MAX": "1",  # TensorFlow's threads take turns; an arena each would lie half empty
}  # and MPLCONFIGDIR, the folder of matplotlib's font list


class Needs(IntEnum):
    """Libraries that are imported once, before any student's process is made; each has the last.

    A run takes the least that covers what its submissions name: the second takes three times as
    long to import as the first, the third seven times. Keras imports scikit-learn by itself.
    """

    BASICS = 0
    SCIENCE = 1
    NETWORKS = 2


NAMED = {Needs.SCIENCE: ("scipy", "sklearn"), Needs.NETWORKS: ("tensorflow", "keras")}
IMPORTED = {
    Needs.BASICS: """
    numpy matplotlib.pyplot matplotlib_inline.backend_inline contourpy
    PIL.GifImagePlugin PIL.JpegImagePlugin
    IPython.core.interactiveshell IPython.core.completer IPython.core.completerlib
    IPython.core.magics.execution IPython.core.magics.pylab IPython.core.oinspect
    """,
    Needs.SCIENCE: """
    scipy.stats scipy.optimize
    sklearn.datasets sklearn.metrics sklearn.model_selection sklearn.neighbors
    sklearn.preprocessing sklearn.tree
    """,
    Needs.NETWORKS: "tensorflow keras",
}
LIBRARIES = {
    needs: tuple(" ".join(IMPORTED[one] for one in Needs if one <= needs).split())
    for needs in Needs
}
LAZY = {  # what these would load only when it is first asked for
    "keras": tuple("layers losses metrics optimizers utils ops Sequential Model Input".split())
}

# System calls. All are allowed but those named; what each layer already closes is not repeated.
DENIED_CALLS = tuple(
    """
    ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd
    connect bind listen sendmsg sendmmsg io_setup vmsplice inotify_init inotify_init1
    setpriority ioprio_set sched_setscheduler sched_setparam sched_setattr
    landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp
    mount umount2 move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr pivot_root
    chroot unshare setns
    keyctl add_key request_key bpf perf_event_open userfaultfd
    io_uring_setup io_uring_enter io_uring_register
    kexec_load kexec_file_load init_module finit_module delete_module
    open_by_handle_at name_to_handle_at quotactl quotactl_fd acct swapon swapoff reboot syslog
    sethostname setdomainname settimeofday clock_settime clock_adjtime adjtimex
    memfd_create memfd_secret shmget shmat shmctl msgget msgsnd semget semop mq_open personality
    fanotify_init lookup_dcookie vhangup nfsservctl
    """.split()
)  # memfd, System V memory, what waits in sockets that nobody holds, pages given to a pipe, rules
# of Landlock and seccomp: memory that no limit counts. io_setup: the machine has 65,536 events.
# Others see names of sockets, and inotify what others open. Priorities: who gives up its turns
# is not waiting.
DENIED_TO_OTHERS = ("prlimit64",)  # allowed with pid 0: libc's getrlimit and setrlimit
NEW_NAMESPACES = 0x7E020000 | 0x80  # flags of clone that are refused: every CLONE_NEW* bit
DENIED_OPTIONS: dict[str, tuple[int, tuple[int, ...]]] = {  # which argument, and its values
    "ioctl": (1, (0x5412, 0x541C)),  # TIOCSTI, TIOCLINUX: typing into a terminal
    # PDEATHSIG: to outlive the grader; DUMPABLE: to hide from it; SECCOMP: filters take memory
    "prctl": (0, (1, 4, 22)),
    "fcntl": (1, (1024, 1026, 1031)),  # leases, F_NOTIFY: what others open; SETPIPE_SZ: memory
    # SNDBUF, RCVBUF, and both by FORCE: memory. PASSCRED: a socket that sends gets a name of its
    # own among those of the machine. PASSPIDFD, PEERPIDFD: handles of the grader's processes.
    "setsockopt": (2, (7, 8, 32, 33, 16, 76)),
    "getsockopt": (2, (77,)),
    "setrlimit": (0, (4,)),  # CORE: see `resources`
    "prlimit64": (1, (4,)),
}
# Locks are feigned: others could feel those on a library's file, and each takes memory. So
# fcntl's commands GETLK to SETLKW, and the same of open file descriptions.
IGNORED_OPTIONS: dict[str, tuple[int, tuple[int, ...]]] = {"fcntl": (1, (5, 6, 7, 36, 37, 38))}
# sync would write for the whole machine, fadvise64 take files that others read out of its memory.
IGNORED_CALLS = ("flock", "sync", "syncfs", "fadvise64")
HUGE_PAGES = 0x40000  # a flag of mmap: of a pool that the whole machine shares, and no count sees
SHARED_ANONYMOUS = 0x21  # flags of mmap: memory that stays while the smallest part is mapped
NEWEST_PRCTL = 59  # from here on refused: what newer kernels offer there is not known to be safe
UNIX_ONLY = ("socket", "socketpair")  # EOPNOTSUPP for others: EAFNOSUPPORT confuses libraries
# Calls from this number on, the same on every machine, are absent: libseccomp may not know their
# names yet. Among them are those that list mounts and security modules.
NEWEST_CALLS = range(454, 512)
ABSENT_CALLS = ("clone3",)  # ENOSYS: libc falls back to clone, whose flags can be seen

# Where no namespace hides the processes, sockets and files of others, also:
DENIED_WITHOUT_NAMESPACES = tuple(
    "sched_setaffinity migrate_pages move_pages process_mrelease pidfd_open".split()
)  # a pidfd tells whose a process is, and which one started it
IGNORED_WITHOUT_NAMESPACES = tuple(
    """
    chmod fchmodat fchmodat2 chown lchown fchownat utime utimes utimensat futimesat
    setxattr lsetxattr removexattr lremovexattr
    """.split()
)  # they need no open file, so Landlock would let them touch the grader's own

# What may cross between the student's process and the grader.
JSON_BYTES = 8 << 20
BUFFER_BYTES = 64 << 20
FRAME_BYTES = 96 << 20
READ_BYTES = 32 << 20  # of one frame's tensors and the like, which are sent with their arrays
BUFFERS = 4_096
ITEMS = 100_000  # the ten solutions send 183 at most
MARKS = 4 * ITEMS  # commas and brackets of a frame, counted before parsing: 100 bytes each
OBJECTS = 4_096  # handles in one frame; each becomes a class of its own
DEPTH = 32
INT_BITS = 4_096
SIDE = 1 << 28  # longest side of an array: one of shape (0, 2**60) would hurt who uses the shape
ITEM_BYTES = 4_096  # of one string in an array of strings
DTYPE_KINDS = "biufcUS"
BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
MESSAGE_CHARACTERS = 2_000
TRACEBACK_CHARACTERS = 8_000
IMAGE_BYTES = 2 << 20
NOTEBOOK_IMAGE_BYTES = 16 << 20  # they stay in memory until the grade is kept
