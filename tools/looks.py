"""Pictures of every block in every theme and scheme, taken of the gallery.

    python -m tools.looks      writes contact sheets to build/gallery/ (`make gallery`)

The tests take the same pictures, with fonts of their own, and hold them against kept ones
(tests/gallery/test_looks.py).
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from builder.blocks.registry import BLOCKS
from builder.gallery.page import gallery_page
from builder.theming.folders import theme_names
from tools.setup_browser import find_chromium, is_root

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "gallery"
SCHEMES = ("light", "dark")
WIDTH, HEIGHT = 780, 5000
"""Just wide enough for all that is laid out for a desk, and so high that nothing is scrolled."""

DESK, PHONE = (1180, 640), (390, 640)
SHELLS = ("shell-desk", "shell-phone")
"""Pictures of what stands around the blocks: on a desk, and on a phone with the menu open."""

PIECES = (*BLOCKS, *SHELLS)


class Picture(NamedTuple):
    """A piece in a theme and a scheme, as a PNG."""

    theme: str
    scheme: str
    piece: str
    png: bytes

    @property
    def look(self) -> str:
        """Theme and scheme."""
        return f"{self.theme}-{self.scheme}"


CALM = """
video, audio, .bar__status { visibility: hidden !important; }
textarea { resize: none !important; }
::-webkit-calendar-picker-indicator { display: none !important; }
select { appearance: none !important; }
"""
"""Browsers draw some parts of a page in their own way, which is no matter of ours."""

# Of what is untouched and answered, the untouched is shown once; what is there to try how a page
# stands strange words or signs says nothing about its looks.
CHOOSE = """() => {
  const pages = [...document.querySelectorAll('section[data-page]')];
  const ids = new Set(pages.map((page) => page.dataset.page));
  const odd = /\\.(nasty|long-words|other-scripts|captions-in-two)/;
  for (const page of pages) {
    const id = page.dataset.page;
    const first = page === page.parentElement.querySelector('section[data-page]');
    if (odd.test(id) || (!first && ids.has(`${id}-answered`)))
      page.style.setProperty('display', 'none', 'important');
  }
  document.querySelector('style').dataset.gallery = '';
  const own = document.createElement('style');
  own.dataset.gallery = '';
  own.textContent = '.bar, .menu { display: none !important }';
  document.head.append(own);
}"""
ONLY = """(kind) => {
  for (const module of document.querySelectorAll('.module')) {
    const display = module.dataset.module === kind ? 'block' : 'none';
    module.style.setProperty('display', display, 'important');
  }
  const { x, y, width, height } = document.querySelector('#content').getBoundingClientRect();
  return { x, y, width, height: Math.min(height, innerHeight) };
}"""
WEAR = """(css) => {
  const styles = document.querySelectorAll('head > style');
  css.forEach((text, at) => { styles[at].textContent = text; });
  return document.fonts.ready.then(() => true);
}"""
# The page as it is without the gallery: one page at a time.
SHELL = """async ({ on, open }) => {
  document.querySelectorAll('style[data-gallery]').forEach((style) => { style.disabled = on; });
  for (const part of document.querySelectorAll('.module')) part.style.removeProperty('display');
  location.hash = 'check.one-no-answered';
  const menu = document.querySelector('.menu');
  menu.toggleAttribute('data-open', open);
  await new Promise((done) => setTimeout(done, 50));
  document.activeElement.blur();
  menu.scrollTop = 0;
  scrollTo(0, 0);
}"""


def desk(browser: Browser) -> Page:
    """A page on which nothing moves, at a time and place of its own."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=1,
        locale="en-CA",
        timezone_id="UTC",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    context.clock.set_fixed_time("2026-09-07T09:30:00Z")
    return context.new_page()


def pages(themes: list[str]) -> dict[str, str]:
    """The gallery in each of these themes."""
    return {theme: gallery_page(theme) for theme in themes}


def pictures(
    page: Page, galleries: Mapping[str, str], file: Path, scale: float = 1
) -> Iterator[Picture]:
    """Every piece in every look.

    The page is loaded once and answered once; then it wears one theme after the other.
    """
    file.write_text(next(iter(galleries.values())), encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-gallery=ready]", state="attached", timeout=120_000)
    page.add_style_tag(content=CALM)
    page.evaluate(CHOOSE)
    browser = page.context.new_cdp_session(page)
    for theme, html in galleries.items():
        page.evaluate(WEAR, [part.partition("</style>")[0] for part in html.split("<style>")[1:]])
        for piece in PIECES:
            with _set_up(page, piece) as clip:
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                    yield Picture(theme, scheme, piece, _taken(browser, {**clip, "scale": scale}))


def _taken(browser: CDPSession, clip: Mapping[str, float]) -> bytes:
    """What the browser shows there. Playwright's own way takes several times as long."""
    told = browser.send(
        "Page.captureScreenshot", {"format": "png", "clip": clip, "optimizeForSpeed": True}
    )
    return base64.b64decode(told["data"])


@contextmanager
def _set_up(page: Page, piece: str) -> Iterator[Mapping[str, float]]:
    """Shows a block and nothing else, or what stands around it; gives what of it is to be seen."""
    if piece in BLOCKS:
        yield page.evaluate(ONLY, piece)
        return
    width, height = DESK if piece == SHELLS[0] else PHONE
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(SHELL, {"on": True, "open": piece == SHELLS[1]})
    yield {"x": 0, "y": 0, "width": width, "height": height}
    page.evaluate(SHELL, {"on": False, "open": False})
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


def contact_sheet(taken: Mapping[str, Mapping[str, str]]) -> str:
    """A table of pictures, by their addresses by look by piece: a row for each piece."""
    looks = list(dict.fromkeys(look for found in taken.values() for look in found))
    head = "".join(f"<th>{look}</th>" for look in looks)
    rows = []
    for piece, found in taken.items():
        cells = (f'<td><img loading="lazy" alt="" src="{found[look]}"></td>' for look in looks)
        rows.append(f"<tr><th>{piece}</th>{''.join(cells)}</tr>")
    return SHEET.format(head=head, rows="\n".join(rows))


SHEET = """<!doctype html>
<meta charset="utf-8">
<title>Every block in every theme and scheme</title>
<style>
  body {{ margin: 0; background: #777; font: 14px system-ui, sans-serif; }}
  table {{ border-spacing: 8px; }}
  th {{ position: sticky; top: 0; left: 0; padding: 4px 8px; vertical-align: top; }}
  th {{ background: #222; color: #fff; }}
  thead th {{ z-index: 1; }}
  td {{ vertical-align: top; padding: 0; }}
  img {{ display: block; max-width: 480px; }}
</style>
<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>
"""


def main() -> None:
    """Takes all pictures and writes the sheet."""
    OUT.mkdir(parents=True, exist_ok=True)
    galleries = pages(theme_names())
    for theme, html in galleries.items():
        (OUT / f"gallery-{theme}.html").write_text(html, encoding="utf-8")
    taken: dict[str, dict[str, str]] = {}
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if is_root() else []
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        for one in pictures(desk(browser), galleries, OUT / "page.html"):
            path = OUT / one.look / f"{one.piece}.png"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(one.png)
            taken.setdefault(one.piece, {})[one.look] = path.relative_to(OUT).as_posix()
        browser.close()
    sheet = OUT / "index.html"
    sheet.write_text(contact_sheet(taken), encoding="utf-8")
    print(sheet.relative_to(ROOT))


if __name__ == "__main__":
    main()
