"""Every block in every theme and scheme looks as it did, on any machine.

The kept pictures lie in `looks/`, at half their size. After a change that is meant:

    GOLDEN=write pytest tests/gallery/test_looks.py

and look at what changed; `make gallery` shows all of them large.
"""

import io
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from builder.theming.folders import theme_names
from tests.gallery.comparing import differences, packed, side_by_side
from tests.gallery.fonts import still
from tests.helpers import ROOT
from tools.looks import OUT, PIECES, SCHEMES, Picture, desk, pages, pictures

KEPT = Path(__file__).parent / "looks"
FAILED = OUT / "failed"
LOOKS = [f"{theme}-{scheme}" for theme in theme_names() for scheme in SCHEMES]
MOST_BYTES = 2_500_000

Taken = Mapping[str, list[Picture]]
"""All pictures by their look."""


@pytest.fixture(scope="module")
def taken(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, list[Picture]]]:
    """All pictures by their look; one load of the page serves for all."""
    shutil.rmtree(FAILED, ignore_errors=True)
    page = desk(browser)
    galleries = {theme: still(html) for theme, html in pages(theme_names()).items()}
    file = tmp_path_factory.mktemp("looks") / "gallery.html"
    found: dict[str, list[Picture]] = {look: [] for look in LOOKS}
    for picture in pictures(page, galleries, file, scale=0.5):
        found[picture.look].append(picture)
    page.context.close()
    yield found


@pytest.mark.parametrize("look", LOOKS)
def test_every_block_looks_as_it_did(look: str, taken: Taken):
    if os.environ.get("GOLDEN") == "write":
        for picture in taken[look]:
            write(picture)
    changed = [fault for picture in taken[look] if (fault := changes(picture))]
    assert not changed, "\n".join([*changed, "If it is meant: GOLDEN=write (see this file)."])


def test_no_picture_is_left_over_and_all_are_small():
    files = [path for path in KEPT.rglob("*") if path.is_file()]
    wanted = {KEPT / look / f"{piece}.png" for look in LOOKS for piece in PIECES}
    assert set(files) == wanted
    assert sum(path.stat().st_size for path in files) < MOST_BYTES


def changes(picture: Picture) -> str:
    """What is to be said of a picture that differs from the kept one; nothing, if it does not."""
    kept, new = _kept(picture), _opened(picture)
    tiles = differences(kept, new)
    if not tiles:
        return ""
    shown = FAILED / f"{picture.look}-{picture.piece}.png"
    shown.parent.mkdir(parents=True, exist_ok=True)
    side_by_side(kept, new).save(shown)
    where = "its size" if tiles == [(0, 0)] else f"{len(tiles)} places"
    return (
        f"{picture.piece} in {picture.theme}, {picture.scheme}: differs in {where};"
        f" expected, actual and difference: {shown.relative_to(ROOT)}"
    )


def write(picture: Picture) -> None:
    """Keeps a picture, if it differs from the one that was kept."""
    if differences(_kept(picture), _opened(picture)):
        file = _file(picture)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed(_opened(picture)))


def _file(picture: Picture) -> Path:
    return KEPT / picture.look / f"{picture.piece}.png"


def _kept(picture: Picture) -> Image.Image:
    file = _file(picture)
    return Image.open(file) if file.is_file() else Image.new("RGB", (1, 1))


def _opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.png))
