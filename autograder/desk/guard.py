"""Who may ask the desk for anything: a wall in front of every page, which knows none of them.

Each address begins with the run's token, which only the terminal of the person who started it tells
and which no page of another origin can guess. There is no cookie: browsers would send one to
whatever listens on another port, and with requests that other pages make. A name that was made to
point at this machine (DNS rebinding) fails at `Host`, a form of another origin at `Origin`.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

READING = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # With `no-referrer`, browsers hide the origin of our own forms, too.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
STRANGER = "This address is not valid. Open the one that `make review` printed in its terminal."
FOREIGN = "This request came from another page, so nothing was changed."


def guard(app: App, token: str, port: int) -> App:
    """Return the app behind the wall; addresses inside it are without the token."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        prefix, refusal = f"/{token}", refuse(scope, token, hosts)

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        if refusal:
            await _answer(send_with_headers, refusal)
        else:
            inside = {**scope, "root_path": prefix}
            await app(inside, receive, send_with_headers)

    return guarded


def refuse(scope: Scope, token: str, hosts: set[str]) -> str:
    """Return why a request is refused; empty when it may pass."""
    told = [(name.lower(), value.decode("latin-1")) for name, value in scope["headers"]]
    found = [value for name, value in told if name == b"host"]
    first = str(scope["path"]).lstrip("/").partition("/")[0]
    if len(found) != 1 or found[0] not in hosts:
        return STRANGER
    if not hmac.compare_digest(first.encode(), token.encode()):
        return STRANGER
    if scope["method"] in READING:
        return ""
    origins = [value for name, value in told if name == b"origin"]
    return "" if origins == [f"http://{found[0]}"] else FOREIGN


async def _answer(send: Send, text: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
