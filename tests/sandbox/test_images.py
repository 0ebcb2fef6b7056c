"""Images of students: the pixels and nothing else, whatever the bytes."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from classroom import TINY, chunk, picture, with_chunk
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from autograder.sandbox.images import png, shown, small

CHUNKS = [
    b"IHDR",
    b"PLTE",
    b"tRNS",
    b"iCCP",
    b"cHRM",
    b"gAMA",
    b"sRGB",
    b"pHYs",
    b"tEXt",
    b"zTXt",
    b"iTXt",
    b"eXIf",
]


CHUNKS += [b"acTL", b"fcTL", b"fdAT", b"IDAT", b"IEND", b"mkBF", b"bKGD", b"\0\0\0\0"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TINY, id="plain"),
        pytest.param(with_chunk(TINY, b"tEXt", b"Comment\0<script>alert(1)</script>"), id="text"),
        pytest.param(
            with_chunk(TINY, b"iCCP", b"p\0\0" + zlib.compress(b"<script>")), id="colour profile"
        ),
        pytest.param(with_chunk(TINY, b"eXIf", b"MM\0*<script>"), id="exif"),
        pytest.param(
            with_chunk(TINY, b"zTXt", b"k\0\0" + zlib.compress(bytes(80 << 20))),
            id="text that unpacks to much",
        ),
        pytest.param(with_chunk(TINY, b"acTL", bytes(8)), id="animation"),
        pytest.param(TINY + b"<script>alert(1)</script>", id="something behind the end"),
    ],
)
def test_an_image_keeps_its_pixels_and_nothing_else(data: bytes) -> None:
    made = png(data)

    assert made is not None
    assert b"script" not in made
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, image.convert("RGB").getpixel((0, 0)), image.info) == (
            (3, 2),
            (255, 0, 0),
            {},
        )
    assert png(made) == made


def _saved(image: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, **{"format": "PNG", **options})
    return buffer.getvalue()


def _claiming(width: int, height: int) -> bytes:
    return (
        TINY[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) + TINY[33:]
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="signature only"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", id="svg"),
        pytest.param(_saved(Image.new("RGB", (3, 2)), format="JPEG"), id="jpeg"),
        pytest.param(_saved(Image.new("RGB", (3, 2)), format="GIF"), id="gif"),
        pytest.param(TINY[:-20], id="cut off"),
        pytest.param(TINY[:40] + b"\0" + TINY[41:], id="damaged"),
        pytest.param(_claiming(2**31 - 1, 2**31 - 1), id="claims exapixels"),
        pytest.param(_claiming(0, 5), id="no width"),
        pytest.param(_saved(Image.new("1", (20_001, 1_000))), id="too many pixels"),
        pytest.param(
            with_chunk(TINY, b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)),
            id="second header",
        ),
        pytest.param(TINY + bytes(2 << 20), id="too many bytes"),
    ],
)
def test_only_a_sound_small_png_is_an_image(data: bytes) -> None:
    assert png(data) is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_its_looks(mode: str) -> None:
    grey = Image.new("L", (4, 4), 255 if mode == "1" else 200)
    image = Image.new("I;16", (4, 4), 200 * 257) if mode == "I;16" else grey.convert(mode)

    made = png(_saved(image))

    assert made is not None
    with Image.open(io.BytesIO(made)) as again:
        expected = 255 if mode == "1" else 200
        assert again.convert("L").getpixel((1, 1)) == pytest.approx(
            expected, abs=30 if mode == "P" else 1
        )


def _rgba(rows: bytes, behind: bytes = b"") -> bytes:
    """Return a file of 3 by 2 pixels whose rows, with their filters, are packed into two chunks."""
    packed = zlib.compress(rows) + behind
    parts = (chunk(b"IDAT", packed[:9]), chunk(b"IDAT", packed[9:]), chunk(b"IEND", b""))
    return b"".join(
        (TINY[:8], chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 6, 0, 0, 0)), *parts)
    )


ROW = bytes(range(12))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_usual_kind_keeps_every_pixel(mode: str) -> None:
    drawn = np.random.default_rng(5).integers(0, 256, size=(31, 17, len(mode)), dtype=np.uint8)
    image = Image.fromarray(
        np.concatenate([drawn, drawn // 128, np.cumsum(drawn // 128, axis=0, dtype=np.uint8)])
    )

    made = png(_saved(image))

    assert made is not None
    with Image.open(io.BytesIO(made)) as again:
        assert again.mode == mode
        assert np.array_equal(np.asarray(again), np.asarray(image))


def test_what_hides_behind_the_pixels_or_in_the_end_mark_is_gone() -> None:
    sound = _rgba(b"\0" + ROW + b"\1" + ROW)
    hidden = _rgba(b"\0" + ROW + b"\1" + ROW, behind=b"<script>")[:-12] + chunk(
        b"IEND", b"<script>"
    )

    assert png(hidden) == png(sound) == shown(hidden)
    assert b"script" not in (png(sound) or b"script")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(b"\0" + ROW + b"\5" + ROW, id="an unknown filter"),
        pytest.param(b"\0" + ROW + b"\1" + ROW[:-1], id="a byte too few"),
    ],
)
def test_rows_that_do_not_add_up_are_not_an_image(rows: bytes) -> None:
    assert png(_rgba(rows)) is None


def test_a_transparent_palette_stays_transparent() -> None:
    made = png(_saved(Image.new("P", (4, 4), 0), transparency=0))

    assert made is not None
    with Image.open(io.BytesIO(made)) as again:
        assert again.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_bytes_never_raise(data: st.DataObject) -> None:
    sound = bytearray(
        data.draw(
            st.sampled_from([TINY, _saved(Image.new("P", (9, 9)), transparency=0), picture(40, 30)])
        )
    )
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(sound) - 1))
        sound[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        if not sound:
            break

    made = png(bytes(sound))

    assert made is None or made.startswith(b"\x89PNG")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CHUNKS), st.binary(max_size=40)), max_size=5))
def test_chunks_of_any_content_never_raise(chunks: list[tuple[bytes, bytes]]) -> None:
    """With sound checksums, so that the decoder reads what stands in them."""
    data = TINY
    for kind, body in chunks:
        data = with_chunk(data, kind, body)

    made = png(data)

    assert made is None or made.startswith(b"\x89PNG")


def drawn(mode: str = "RGBA", size: tuple[int, int] = (1_200, 900)) -> bytes:
    """Return a picture of many colours, transparent on its left."""
    east, north = np.meshgrid(np.linspace(0, 255, size[0]), np.linspace(0, 255, size[1]))
    alpha = np.where(east < 100, 0, 255)
    pixels = np.stack([east, north, 255 - east, alpha], axis=-1).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels, "RGBA").convert(mode).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "LA", "P", "1"])
def test_a_small_picture_can_be_read_and_is_shown_as_it_is(mode: str) -> None:
    made = small(drawn(mode))

    assert made is not None
    assert shown(made) == made
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, image.mode, image.info) == ((640, 480), "P", {})
        assert len(image.getcolors()) <= 64


def test_a_small_picture_stands_on_white_and_is_never_enlarged() -> None:
    with Image.open(io.BytesIO(small(drawn(size=(300, 200))) or b"")) as image:
        assert image.size == (300, 200)
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"<svg/>", TINY[:40], TINY[:-20]])
def test_what_is_not_a_picture_is_not_made_small(data: bytes) -> None:
    assert small(data) is None
