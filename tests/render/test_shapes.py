"""How wide and high pictures are, from their first bytes."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.files import DiskFile, Memory
from builder.render.shapes import DRAWN_WIDTH, Shape, shape_of
from tests.helpers import PNG, SAMPLE


def written(kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, kind, **how)
    return out.getvalue()


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return written("JPEG", exif=exif)


def svg(facts: str) -> bytes:
    return f'<?xml version="1.0"?>\n<!-- a drawing -->\n<svg {facts}><path/></svg>'.encode()


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        (PNG, (1, 1)),
        (written("PNG"), (30, 20)),
        (written("GIF"), (30, 20)),
        (written("JPEG"), (30, 20)),
        (written("JPEG", progressive=True), (30, 20)),
        (turned(1), (30, 20)),
        (turned(6), (20, 30)),
        (written("WEBP"), (30, 20)),
        (written("WEBP", lossless=True), (30, 20)),
        (written("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"), (30, 20)),
        (svg('width="64" height="48px"'), (64, 48)),
        (svg("viewBox='0 0 8 5'"), (DRAWN_WIDTH, DRAWN_WIDTH * 5 / 8)),
        (svg('viewBox="-4,-4 8 8" width="100%"'), (DRAWN_WIDTH, DRAWN_WIDTH)),
        ((SAMPLE / "media/visit.jpg").read_bytes(), Image.open(SAMPLE / "media/visit.jpg").size),
    ],
)
def test_what_a_picture_says(data: bytes, shape: tuple[int, int]):
    assert shape_of(Memory(data)) == shape


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\x00\x00",
        b"\xff\xd8" + b"\xff\xe0\x00\x02" * 1000,
        struct.pack(">2sBBH6s", b"\xff\xd8", 0xFF, 0xE1, 8, b"Exif\0\0"),
        b"GIF89a\0\0\0\0",
        b"RIFF....WEBPVP9 ",
        svg(""),
        svg('viewBox="0 0 0 5"'),
        svg('viewBox="a b c d"'),
        svg('viewBox="0 0 inf nan"'),
        svg('width="9" height="5em"'),
    ],
)
def test_what_says_nothing_has_no_shape(data: bytes):
    assert shape_of(Memory(data)) is None


KINDS = [written(kind) for kind in ("PNG", "GIF", "JPEG", "WEBP")] + [
    turned(6),
    svg('viewBox="0 0 1 1"'),
]


@given(st.sampled_from(KINDS), st.data())
def test_damaged_files_never_fail(data: bytes, draws: st.DataObject):
    at, lost = draws.draw(st.integers(0, len(data) - 1)), draws.draw(st.integers(0, 4))
    damaged = data[:at] + draws.draw(st.binary(max_size=4)) + data[at + lost :]
    shape = shape_of(Memory(damaged))
    assert shape is None or isinstance(shape, Shape)


def test_a_file_that_is_gone_has_no_shape(tmp_path):
    assert shape_of(DiskFile(tmp_path / "gone.png", 10)) is None
