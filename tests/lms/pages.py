"""The pages of the LMS: the player, the window that opens one, signing in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from tests.lms.launch import Given
from tests.lms.manifest import Item
from tests.lms.store import Launch
from tests.lms.wire import Reply, html, script_json

HERE = Path(__file__).parent

# The frame as Moodle 4.5 builds it (lms-facts.md, 1.7, O5); the title is ours, for axe.
FRAME = (
    '<iframe id="scorm_object" title="{title}" src="{src}" width="952" height="666" '
    'allowfullscreen style="border:0"></iframe>'
)
SIZE = "width=1004,height=876"
POPUP_BUTTON = (
    f"""<button type="button" onclick="window.open({{src}}, 'sco', '{SIZE}')">Enter</button>"""
)
# Moodle's player in a window of its own has no way back to its opener (lms-facts.md, 1.7).
OWN_WINDOW_BUTTON = (
    f"""<button type="button" onclick="window.open({{src}}, 'player', '{SIZE}').opener = null">"""
    "Enter</button>"
)
TOC_BUTTON = '<button type="button" data-sco="{id}">{title}</button>'


@dataclass(frozen=True)
class Opened:
    """One SCO as a player page has it."""

    launch: Launch
    item: Item
    elements: Given
    src: str

    def for_script(self) -> dict[str, Any]:
        """As the page's scripts read it."""
        return {
            "launch": self.launch.id,
            "src": self.src,
            "title": self.item.title,
            "elements": self.elements,
        }


def player(
    first: Opened, others: Sequence[Opened], settings: Mapping[str, Any], *, popup: bool
) -> Reply:
    """The player page: the API, and the SCO in a frame or behind a button."""
    opened = [first, *others]
    scos = {one.item.identifier: one.for_script() for one in opened}
    data = {**settings, "mode": first.launch.mode, "sco": first.item.identifier, "scos": scos}
    return _page("player.html", first.item.title, stage(first, popup) + _toc(opened), data)


def again(opened: Opened) -> Reply:
    """The player page of scorm-again."""
    filled = {
        name: value
        for name, value in opened.elements.items()
        if value and name != "cmi.core.session_time"
    }
    data = {"id": opened.launch.id, "elements": filled}
    return _page("again.html", opened.item.title, stage(opened, popup=False), data)


def stage(opened: Opened, popup: bool) -> str:
    """Where the SCO runs."""
    if popup:
        return POPUP_BUTTON.format(src=_attribute(script_json(opened.src)))
    return FRAME.format(title=_attribute(opened.item.title), src=_attribute(opened.src))


def _toc(opened: Sequence[Opened]) -> str:
    """Moodle's table of contents, when there is more than one SCO."""
    if len(opened) == 1:
        return ""
    return "".join(
        TOC_BUTTON.format(id=_attribute(one.item.identifier), title=_attribute(one.item.title))
        for one in opened
    )


def own_window(player_url: str) -> Reply:
    """A page with a button that opens the player page in a window of its own."""
    return plain("Course", OWN_WINDOW_BUTTON.format(src=_attribute(script_json(player_url))))


def login(sign_in_url: str) -> Reply:
    """Where whoever is not signed in is sent; the link signs in and goes on from there."""
    return plain("Log in", f'<a href="{_attribute(sign_in_url)}">Log in</a>')


def plain(title: str, content: str) -> Reply:
    """A page of the LMS without a player."""
    return html(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="icon" href="data:,"></head>'
        f"<body><h1>{title}</h1>{content}</body></html>"
    )


def _page(template: str, title: str, stage: str, data: Mapping[str, Any]) -> Reply:
    page = Template((HERE / template).read_text(encoding="utf-8"))
    return html(
        page.substitute(title=_attribute(title), stage=stage, launch=script_json(dict(data)))
    )


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
