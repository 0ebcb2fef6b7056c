"""A file's bytes as the text of a JSON document: whatever its encoding, and without its outputs.

`read_text` takes untrusted bytes. What is large in an honest notebook, its outputs
and the state of its widgets, is cut out of the bytes before anything is parsed, so a file of the
largest size costs little more memory than it has bytes; what is left has caps on bytes, values and
depth.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

MAX_BYTES = 64 << 20
KEPT_WHOLE_BYTES = 1 << 20
MAX_KEPT_BYTES = 16 << 20  # without outputs
MAX_TOKENS = 5_000_000  # strings and brackets of the whole file, or its lines: about two seconds
MAX_VALUES = 300_000  # of what is parsed
MAX_DEPTH = 900  # Python's own parser ends at 1,000
CONFLICT = re.compile(rb"^(?:<{7}|>{7})", re.MULTILINE)  # no line of JSON can begin so
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{}]', re.DOTALL)
QUOTE = 0x22
LARGE = (b'"outputs"', b'"widgets"')  # keys whose values nobody here reads
PICTURES = (*LARGE, b'"attachments"')  # those that may be left out where there are too many
LONGEST_KEY = max(map(len, PICTURES))
INLINE = re.compile(rb"data:image/[\w.+-]{1,30};base64,[A-Za-z0-9+/=]{4096,}+")
LEFT_OUT = "pictures pasted into text cells were left out: there are too many for grading to keep"
OTHER_FILES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip",
    b"<": "a web page",
    b"\x89PNG": "a picture",
}
CHECK_AND_SUBMIT = "save it again, check that it opens, and submit again."
CUT_OFF = f"It was cut off while it was saved or sent: {CHECK_AND_SUBMIT}"
AGAIN = "Open it in Jupyter, save it there, and submit again."
CROWDED = f"not a notebook: nested too deeply, or more than {MAX_TOKENS:,} values or lines. {AGAIN}"
Repairs = tuple[str, ...]  # a sentence for each


class Unreadable(ValueError):
    """These bytes are not a notebook: the message says where. A value of the batch, not a bug."""


def read_text(data: bytes) -> tuple[str, Repairs]:
    """Return the JSON text without outputs, and the repairs made. Raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"the file has {len(data):,} bytes, more than {MAX_BYTES:,}. "
            "Clear the outputs and submit again."
        )
    data, converted = _narrow(data)
    kept, left_out = _cut_outputs(data)
    text, decoded = _decode(kept)
    return text, (*converted, *decoded, *left_out)


def drop_outputs(data: bytes) -> bytes:
    """Return a large file without what nobody reads, so that it need not be kept.

    It reads as the whole file would. What cannot be read stays as it is, and small files, too:
    marks are kept by a file's hash.
    """
    if len(data) <= KEPT_WHOLE_BYTES or not json.detect_encoding(data[:8]).startswith("utf-8"):
        return data
    try:
        _refuse_others(data)
        return _cut(data, LARGE)
    except Unreadable:
        return data


def _narrow(data: bytes) -> tuple[bytes, Repairs]:
    """Return the file in an encoding whose brackets and quotes are single bytes."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(f"the file is empty: {CHECK_AND_SUBMIT}")
    if data.startswith(codecs.BOM_UTF8):
        return data, ("read as UTF-8 with a byte-order mark",)
    encoding = json.detect_encoding(data[:8])
    if encoding.startswith("utf-8"):
        return data, ()
    if 4 * len(data) > MAX_BYTES:
        raise Unreadable(
            f"{len(data):,} bytes of {encoding.upper()}, more than {MAX_BYTES // 4:,}. "
            "Save it as UTF-8 and submit again."
        )
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    mark = " with a byte-order mark" if marked else ""
    text = data.decode(encoding, errors="replace")
    return text.encode("utf-8", errors="replace"), (f"read as {encoding.upper()}{mark}",)


def _cut_outputs(data: bytes) -> tuple[bytes, Repairs]:
    """Return the JSON without outputs, and without pictures where these make it too large."""
    _refuse_others(data)
    kept = _cut(data, LARGE)
    if len(kept) <= MAX_KEPT_BYTES:
        return _limit(kept), ()
    without = INLINE.sub(b"data:,", _cut(kept, PICTURES))
    return _limit(without), (LEFT_OUT,) if len(without) < len(kept) else ()


def _cut(data: bytes, keys: tuple[bytes, ...]) -> bytes:
    """Return the JSON with the values of keys emptied but for their line ends.

    So the parser's errors name the lines of the student's file.
    """
    parts, kept_from = list[bytes](), 0
    for start, end in _find_large(data, keys):
        parts += [data[kept_from:start], b"[", b"\n" * data.count(b"\n", start, end), b"]"]
        kept_from = end
    parts.append(data[kept_from:])
    return b"".join(parts)


def _find_large(data: bytes, keys: tuple[bytes, ...]) -> Iterator[tuple[int, int]]:
    """Yield where the values of these keys begin and end. Raises `Unreadable` for broken JSON."""
    depth = key_end = 0
    large: tuple[int, int] | None = None  # depth and start of the value that is being skipped
    for count, token in enumerate(TOKEN.finditer(data)):
        start, end = token.span()
        if data[start] == QUOTE:
            key_end = _end_of_key(data, start, end, keys)
        elif data[start] in b"[{":
            if key_end and large is None and data[key_end:start].strip() == b":":
                large = depth, start
            depth, key_end = depth + 1, 0
        else:
            depth -= 1
            if large and depth == large[0]:
                yield large[1], end
                large = None
        if depth > MAX_DEPTH or count >= MAX_TOKENS:
            raise Unreadable(CROWDED)
    _refuse_open(data, depth)


def _refuse_open(data: bytes, depth: int) -> None:
    if depth > 0:
        where = f"{_line(data, len(data))}, before its brackets are closed"
        raise Unreadable(f"the file breaks off at {where}. {CUT_OFF}")


def _end_of_key(data: bytes, start: int, end: int, keys: tuple[bytes, ...]) -> int:
    """Return the end of a string that is one of these keys, 0 for any other string."""
    if end == start + 1:
        raise Unreadable(f"the file breaks off at {_line(data, start)}, inside a string. {CUT_OFF}")
    return end if end - start <= LONGEST_KEY and data[start:end] in keys else 0


def _refuse_others(data: bytes) -> None:
    conflict = CONFLICT.search(data)
    if conflict:
        raise Unreadable(
            f"{_line(data, conflict.start())} is a merge-conflict mark. "
            "Resolve the conflict and submit again."
        )
    head = data[:100].lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    for mark, kind in OTHER_FILES.items():
        if head.startswith(mark):
            raise Unreadable(f"not a notebook but {kind}. Submit the .ipynb file itself.")
    if data.count(b"\n") > MAX_TOKENS:
        raise Unreadable(CROWDED)


def _line(data: bytes, place: int) -> str:
    return f"line {data.count(bytes([10]), 0, place) + 1}"


def _limit(data: bytes) -> bytes:
    """Return what is to be parsed, unless it is far more than any notebook holds."""
    if len(data) > MAX_KEPT_BYTES:
        raise Unreadable(
            f"without its outputs the notebook still has {len(data):,} bytes, more than "
            f"{MAX_KEPT_BYTES:,}. Take large pictures and data out of its cells and submit again."
        )
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MAX_VALUES:
        raise Unreadable(
            f"without its outputs the notebook still has more than {MAX_VALUES:,} values. {AGAIN}"
        )
    return data


def _decode(data: bytes) -> tuple[str, Repairs]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8-sig", errors="replace")
    if any(character > "\x7f" and character != "\ufffd" for character in damaged):
        return damaged, ("invalid UTF-8 bytes were replaced",)  # a few among valid ones
    text = data.decode("cp1252", errors="replace")
    return text, ("read as Windows-1252, since it is not valid UTF-8",)
