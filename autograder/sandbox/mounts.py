"""A read-only root of bind mounts, for a student's process that has its own mount namespace.

`jail.enter` calls `enter_new_root` once. What is shown is `policy`'s affair.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from autograder.records import Limits
from autograder.sandbox import kernel, policy

MOUNT_POINT = "/tmp"  # noqa: S108 - any folder that exists will do; nothing is written to it
TMPFS = kernel.MS_NOSUID | kernel.MS_NODEV


def enter_new_root(readable: Iterable[str], limits: Limits) -> None:
    """Build a root that shows `readable` and policy's devices, and move into it.

    Sources are opened first, since a mount below may hide them; the scratch folders come before
    they are mounted, as one may lie in /tmp.
    """
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    sources = [(path, os.open(path, os.O_PATH)) for path in (*readable, *policy.DEVICES)]
    links = {path: str(Path(path).readlink()) for path in policy.LINKS if Path(path).is_symlink()}
    kernel.mount("tmpfs", MOUNT_POINT, "tmpfs", TMPFS, "size=1m,nr_inodes=4096,mode=755")
    os.umask(0o022)
    for folder, (size, files) in policy.scratch(limits).items():
        _make_scratch(MOUNT_POINT + folder, size, files)
    for path, fd in sources:
        if path in links:
            Path(MOUNT_POINT + path).symlink_to(links[path])
        else:
            _bind(fd, path)
        os.close(fd)
    Path(MOUNT_POINT, "proc").mkdir()
    kernel.mount("proc", f"{MOUNT_POINT}/proc", "proc", TMPFS)
    os.chdir(MOUNT_POINT)
    kernel.pivot_root_here()
    os.chdir("/")
    kernel.set_readonly("/", recursive=False, nodev=False)


def _bind(fd: int, path: str) -> None:
    source, target = f"/proc/self/fd/{fd}", MOUNT_POINT + path
    if os.path.isdir(source):  # noqa: PTH112 - a magic link that pathlib would resolve
        Path(target).mkdir(parents=True)
    else:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(target).touch()
    kernel.mount(source, target, None, kernel.MS_BIND | kernel.MS_REC)
    if path not in policy.DEVICES:
        kernel.set_readonly(target, recursive=True, nodev=True)


def _make_scratch(target: str, size: int, files: int) -> None:
    Path(target).mkdir(parents=True, exist_ok=True)
    options = f"size={size},nr_inodes={files},mode=1777"
    kernel.mount("tmpfs", target, "tmpfs", TMPFS, options)
