"""Take the pictures of the documentation from a real build of the sample course.

`python -m tools.screenshots` writes `docs/images/`.
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from builder.build import build
from tools.setup_browser import find_chromium, is_root

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DESKTOP = (1180, 780)
PHONE = (390, 780)

SHEET = """
<style>
  body {{ margin: 0; padding: 48px 56px; background: #e9e4da }}
  body {{ display: inline-flex; gap: 40px; align-items: end }}
  img {{ display: block; border-radius: 14px; box-shadow: 0 1px 3px #0003, 0 18px 50px #0003 }}
  img + img {{ border-radius: 26px }}
</style>
<body><img src="{0}" width="{1}"><img src="{2}" width="{3}"></body>
"""


def main() -> None:
    """Build the course, open two of its pages, and lay the pictures side by side."""
    with tempfile.TemporaryDirectory() as folder:
        built = build(ROOT / "course_src", Path(folder), ["web"]).built[0]
        address = (built.path / "index.html").as_uri()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox"] if is_root() else []
            )
            desktop = _picture(browser, address, "developing-connections.four-actions", "light")
            phone = _picture(browser, address, "developing-connections.conference", "dark")
            _side_by_side(browser, desktop, phone, IMAGES / "course.png")
            browser.close()


def _picture(browser: Browser, address: str, page_id: str, scheme: str) -> bytes:
    wide = scheme == "light"
    width, height = DESKTOP if wide else PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light" if wide else "dark",
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto(f"{address}#{page_id}")
    shown = page.locator("section.page:visible")
    _do_something(page, shown)
    page.evaluate("scrollTo(0, 0)")
    picture = page.screenshot()
    context.close()
    return picture


def _do_something(page: Page, shown: Locator) -> None:
    """A page in use says more than an untouched one."""
    spots = shown.locator("[data-spot]")
    if spots.count():
        spots.nth(0).click()
        spots.nth(1).click()
    page.mouse.move(0, 0)
    page.wait_for_selector("[data-bc-save][data-state=saved]")


def _side_by_side(browser: Browser, left: bytes, right: bytes, target: Path) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(
        SHEET.format(
            _address(left), round(DESKTOP[0] * 0.8), _address(right), round(PHONE[0] * 0.75)
        )
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    page.locator("body").screenshot(path=target)


def _address(picture: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(picture).decode("ascii")


if __name__ == "__main__":
    main()
