"""Whether two pictures show the same, to the eye.

Pictures are compared tile by tile. Where the kept one is plain (a ground, a button's face) the
colour must be the same but for what its palette rounds off; where there are edges and letters both
are blurred first, for browsers smooth these in their own ways, and only the shape counts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageDraw, ImageFilter

TILE = 8
PLAIN = 3
"""How far the colour of a plain tile may be off, of 255."""
SHAPED = 14
"""How far a blurred tile with edges in it may be off, of 255."""
LONGER = 3
"""How many rows a picture may have more or less: rounding of many lines."""
COLOURS = 96


def packed(picture: Image.Image) -> bytes:
    """The picture as a small PNG: plain places in their own colours, the rest in near ones."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _palette(picture.convert("RGB")) for part in colour])
    small = picture.convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _palette(picture: Image.Image) -> list[tuple[int, ...]]:
    """The colours of plain places first, for there the eye sees most."""
    found: list[tuple[int, ...]] = []
    plain = picture.copy()
    plain.paste(
        picture.getpixel((0, 0)) or 0, mask=_spread(picture).point(lambda off: 255 * (off > 0))
    )
    for part, near in ((plain, 1), (picture, 9)):
        for colour in _commonest(part):
            if len(found) < COLOURS and not any(_near(colour, other, near) for other in found):
                found.append(colour)
    return found


def _commonest(picture: Image.Image) -> Iterator[tuple[int, ...]]:
    counted = picture.getcolors(picture.width * picture.height) or []
    for _, colour in sorted(counted, key=lambda one: (-one[0], str(one[1]))):
        if isinstance(colour, tuple):
            yield colour


def _near(one: tuple[int, ...], other: tuple[int, ...], most: int) -> bool:
    return all(abs(part - its) <= most for part, its in zip(one, other, strict=True))


def differences(kept: Image.Image, new: Image.Image) -> list[tuple[int, int]]:
    """The tiles that differ, by column and row; `(0, 0)` alone if the sizes do."""
    if kept.width != new.width or abs(kept.height - new.height) > LONGER:
        return [(0, 0)]
    size = (kept.width, min(kept.height, new.height))
    one, other = (picture.convert("RGB").crop((0, 0, *size)) for picture in (kept, new))
    # The tiles around a plain one must be plain, too: an edge may move by a dot.
    spread = _tiles(_spread(one)).filter(ImageFilter.MaxFilter(3))
    direct = _tiles(_furthest(one, other))
    blurred = _tiles(_furthest(*(part.filter(ImageFilter.BoxBlur(1.5)) for part in (one, other))))
    return [
        (at % spread.width, at // spread.width)
        for at, (edges, off, shape) in enumerate(
            zip(spread.tobytes(), direct.tobytes(), blurred.tobytes(), strict=True)
        )
        if (shape > SHAPED if edges else off > PLAIN)
    ]


def _furthest(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each dot is off, in the channel where it is furthest."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _spread(picture: Image.Image) -> Image.Image:
    """Where there are edges."""
    return _furthest(
        picture.filter(ImageFilter.MaxFilter(3)), picture.filter(ImageFilter.MinFilter(3))
    )


def _tiles(picture: Image.Image) -> Image.Image:
    """One dot for each tile: its mean."""
    return picture.reduce(TILE)


def side_by_side(kept: Image.Image, new: Image.Image) -> Image.Image:
    """What was expected, what came, and where they differ."""
    pictures = [kept.convert("RGB"), new.convert("RGB"), new.convert("RGB")]
    marks = ImageDraw.Draw(pictures[2])
    for column, row in differences(kept, new):
        corner = (column * TILE, row * TILE)
        marks.rectangle((*corner, corner[0] + TILE, corner[1] + TILE), outline=(255, 0, 255))
    width, height = sum(one.width for one in pictures) + 20, max(one.height for one in pictures)
    sheet = Image.new("RGB", (width, height), (119, 119, 119))
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width + 10
    return sheet
