"""What is known of a picture, however it is broken."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.check.pictures import Picture, drawing, photograph
from builder.files import Memory
from tools.examples import png


def saved(form: str, size: tuple[int, int] = (300, 200)) -> bytes:
    stream = io.BytesIO()
    noise = Image.effect_noise(size, 80).convert("RGB")
    noise.save(stream, form)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_the_size_of_each_type(form: str):
    assert photograph(Memory(saved(form))) == Picture(300, 200)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_half_a_picture_is_damaged(form: str):
    whole = saved(form)
    assert photograph(Memory(whole[: len(whole) // 2])).fault


def test_a_damaged_byte_in_a_png_is_noticed():
    data = bytearray(saved("PNG"))
    data[len(data) // 2] ^= 0xFF
    assert photograph(Memory(bytes(data))).fault


def test_a_picture_with_a_billion_pixels_takes_no_memory():
    head = png(8, 8)
    huge = head[:16] + (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + head[24:]
    assert photograph(Memory(huge)).fault


@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_a_fault(data: bytes):
    for head in (b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"RIFF\x10\0\0\0WEBP"):
        assert isinstance(photograph(Memory(head + data)), Picture)
        assert isinstance(drawing(b"<svg>" + data), Picture)


def test_a_drawing_cannot_read_files_or_grow():
    reads = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg>&x;</svg>'
    assert drawing(reads).elsewhere == ()
    bomb = b'<!DOCTYPE svg [<!ENTITY a "' + b"a" * 1000 + b'">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(8)
    ) + b"]><svg>&i;</svg>"  # fmt: skip
    assert isinstance(drawing(bomb), Picture)
