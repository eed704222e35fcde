"""What the comparison of pictures notices, and what it takes for the same."""

import io

import pytest
from PIL import Image, ImageDraw

from tests.gallery.comparing import differences, packed, side_by_side

INK, GROUND, ACCENT = (27, 37, 48), (250, 248, 244), (20, 89, 95)


def drawn(
    accent: tuple[int, int, int] = ACCENT, button: int = 40, line: int = 90, height: int = 160
) -> Image.Image:
    """A box with a line of text and a button."""
    picture = Image.new("RGB", (320, height), GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 300, 150), outline=(221, 214, 201))
    draw.text((20, line), "You lead a project. What do you say first?", fill=INK)
    draw.rectangle((20, button, 120, button + 32), fill=accent)
    return picture


def kept(picture: Image.Image) -> Image.Image:
    return Image.open(io.BytesIO(packed(picture)))


def test_the_same_is_the_same():
    assert differences(kept(drawn()), drawn()) == []


@pytest.mark.parametrize(
    "changed",
    [
        drawn(accent=(28, 97, 103)),
        drawn(accent=(122, 31, 61)),
        drawn(button=44),
        drawn(line=93),
        drawn(line=-20),
        drawn(height=170),
        drawn().resize((330, 160)),
    ],
    ids=["shade", "colour", "moved box", "moved text", "lost text", "longer", "wider"],
)
def test_what_is_noticed(changed: Image.Image):
    assert differences(kept(drawn()), changed)


def test_noise_is_not_noticed():
    noisy = drawn()
    dots = noisy.load()
    assert dots is not None
    for x in range(noisy.width):
        for y in range(noisy.height):
            red, green, blue = noisy.getpixel((x, y))  # type: ignore[misc]
            off = (x * 7 + y * 13) % 5 - 2
            dots[x, y] = tuple(max(0, min(255, part + off)) for part in (red, green, blue))
    assert differences(kept(drawn()), noisy) == []


def test_letters_that_are_smoothed_in_another_way_are_not_noticed():
    larger = drawn().resize((960, 480), Image.Resampling.BICUBIC)
    assert differences(kept(drawn()), larger.resize((320, 160), Image.Resampling.LANCZOS)) == []


def test_one_row_more_is_not_noticed():
    longer = Image.new("RGB", (320, 162), GROUND)
    longer.paste(drawn())
    assert differences(kept(drawn()), longer) == []


def test_the_place_is_shown():
    sheet = side_by_side(kept(drawn()), drawn(button=60))
    assert sheet.size == (3 * 320 + 20, 160)
    assert (255, 0, 255) in {colour for _, colour in sheet.getcolors(1 << 20) or []}
