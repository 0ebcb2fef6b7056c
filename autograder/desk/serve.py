"""The desk's server: on this machine's loopback address alone, until somebody ends it."""

from __future__ import annotations

import secrets
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from autograder.desk.app import make_app
from autograder.desk.shelf import Shelf
from autograder.errors import MachineError

LOOPBACK = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """Return a socket that listens for this machine alone; port 0 is any free one.

    Raises `MachineError` where the port is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((LOOPBACK, port))
    except OSError as error:
        made.close()
        raise MachineError(
            f"port {port} cannot be used ({error.strerror}). Leave out --port to use a free one."
        ) from None
    made.listen()
    return made


def make_server(shelf: Shelf, port: int) -> tuple[uvicorn.Server, str]:
    """Return the server of a desk, and its address, whose token is made for this run alone."""
    token = secrets.token_hex(24)
    config = uvicorn.Config(
        make_app(shelf, token, port),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="error",  # else every damaged request of somebody else is a line in the terminal
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
    )
    return uvicorn.Server(config), f"http://{LOOPBACK}:{port}/{token}/"


def run(server: uvicorn.Server, listening: socket.socket, announce: Callable[[], None]) -> None:
    """Serve until Ctrl-C, which ends it from the moment on at which it is announced.

    A flag is set and nothing raised: an exception could be lost, where a server that is half
    started, or Python itself, only prints it.
    """

    def end(_: int, frame: FrameType | None) -> None:
        server.should_exit = True

    before = signal.signal(signal.SIGINT, end)
    try:
        announce()
        server.run(sockets=[listening])
    finally:
        signal.signal(signal.SIGINT, before)
