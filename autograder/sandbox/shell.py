"""The IPython shell in a student's process: no terminal, no history, no kernel.

`inside` makes one and runs cells in it. What a cell shows is kept here, up to limits: its output,
its images, its traceback. Runs in the sandbox; nothing it says is trusted.
"""

from __future__ import annotations

import base64
import contextlib
import io
import subprocess
import sys
from typing import Any

from autograder.characters import replace_surrogates
from autograder.sandbox import policy


class Output(io.TextIOBase):
    """Standard output and error of one cell, kept up to a limit; what is beyond is only counted."""

    encoding = "utf-8"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parts: list[str] = []
        self.kept = 0
        self.dropped = 0

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise io.UnsupportedOperation("fileno")

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        room = self.limit - self.kept
        if room > 0:
            self.parts.append(text[:room])
            self.kept += min(len(text), room)
        self.dropped += max(0, len(text) - max(0, room))
        return len(text)

    def text(self) -> str:
        return replace_surrogates("".join(self.parts))


class Shell:
    """IPython's own shell; `images` and `traceback` are those of the last cell."""

    def __init__(self, images: int) -> None:
        self.images: list[bytes] = []
        self.traceback = ""
        self._most_images = images
        self._shell = self._make()

    @property
    def names(self) -> dict[str, Any]:
        """The notebook's own names and their values."""
        names: dict[str, Any] = self._shell.user_ns
        return names

    def run(self, source: str, number: int) -> BaseException | None:
        """Run a cell; return what it raised."""
        self.images, self.traceback = [], ""
        self._shell.execution_count = number
        result = self._shell.run_cell(source, store_history=False)
        error: BaseException | None = result.error_before_exec or result.error_in_exec
        return error

    def _make(self) -> Any:
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.xmode = "Context"
        config.InteractiveShellApp.exec_PYTHONSTARTUP = False
        shell: Any = InteractiveShell.instance(config=config)  # Any: its methods are replaced
        shell.enable_gui = lambda gui=None: None
        shell.system = self._system
        shell.display_pub.publish = self._publish
        # IPython 9 would keep all output for its history.
        shell._tee = lambda channel: contextlib.nullcontext()
        shell.ask_exit = lambda: None
        shell._showtraceback = self._keep_traceback
        shell.displayhook.write_output_prompt = lambda: None
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            shell.run_line_magic("matplotlib", "inline")
        return shell

    def _system(self, command: str) -> None:
        """Run `!command` without a terminal; its output goes where the cell's goes."""
        done = subprocess.run(  # noqa: S602 - the student's own shell escape, in the sandbox
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        sys.stdout.write(done.stdout.decode("utf-8", "replace"))
        self._shell.user_ns["_exit_code"] = done.returncode

    def _publish(
        self, data: dict[str, Any], metadata: Any = None, source: Any = None, **rest: Any
    ) -> None:
        """Keep what a rich display shows: a PNG as an image, else its plain text."""
        image = data.get("image/png")
        if isinstance(image, str):
            image = base64.b64decode(image)
        if isinstance(image, bytes) and self._fits(image):
            self.images.append(image)
        elif "text/plain" in data:
            sys.stdout.write(f"{data['text/plain']}\n")

    def _fits(self, image: bytes) -> bool:
        return len(image) <= policy.IMAGE_BYTES and len(self.images) < self._most_images

    def _keep_traceback(self, kind: type, error: BaseException, lines: list[str]) -> None:
        """Keep IPython's traceback apart from the output."""
        self.traceback = self._shell.InteractiveTB.stb2text(lines)


def close_figures() -> None:
    """Forget the plots of a cell."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        with contextlib.suppress(Exception):
            pyplot.close("all")
