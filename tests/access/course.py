"""One page with every block, in a theme and a direction, and a page behind it that is held back."""

from __future__ import annotations

from typing import Any

import yaml

from tests.helpers import SAMPLE, Files, as_yaml, every_block, module_file, page, text

LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "ابثدهفغحيجكلمنوقصرسطعخذشزض",
)


def arabic(words: str) -> str:
    """Words of the same length in Arabic letters: whatever is left of them is not translated."""
    return words.lower().translate(LETTERS)


PICTURES = {
    "media/dot.png": "media/trust-bridge.svg",
    "media/dot two.svg": "media/welcome.svg",
}
"""Pictures that show something, for the dots of the tests."""

REPLACED = {
    "media/film.mp4": "visit.mp4",
    "media/talk.mp3": "listening.mp3",
    "media/list.pdf": "trust-checklist.pdf",
}


def all_on_one_page(theme: str, direction: str = "ltr") -> Files:
    """The course; from right to left it is in Arabic, as far as letters go."""
    say = arabic if direction == "rtl" else str
    files = every_block(say)
    modules = [_read(files, f"modules/{name}.yaml") for name in ("shows", "asks", "plays")]
    blocks = [_apart(block) for one in modules for part in one["pages"] for block in part["blocks"]]
    facts = _read(files, "course.yaml")
    facts |= {
        "modules": ["asks", "plays"],
        "theme": theme,
        "language": "ar" if direction == "rtl" else "en",
    }
    return {
        **{path: data for path, data in files.items() if not path.startswith("modules/")},
        **{f"media/{own}": (SAMPLE / "media" / own).read_bytes() for own in _pictures()},
        **{path: (SAMPLE / "media" / own).read_bytes() for path, own in REPLACED.items()},
        "course.yaml": as_yaml(facts),
        "modules/asks.yaml": _with_pictures(
            module_file(
                "asks",
                page("others", *blocks, title=say("Every block"), requires="all"),
                title=say("Blocks"),
                outcomes=[say("See what there is.")],
            )
        ),
        "modules/plays.yaml": module_file(
            "plays", page("story", text(say("It is open now.")), title=say("Behind"))
        ),
        "scenarios/tale.yaml": _with_pictures(str(files["scenarios/tale.yaml"])),
    }


def _apart(block: dict[str, Any]) -> dict[str, Any]:
    """On one page, no two blocks have the same id."""
    return {**block, "sheet": "gathered"} if "sheet" in block else block


def _pictures() -> list[str]:
    return [path.removeprefix("media/") for path in PICTURES.values()]


def _with_pictures(text: str) -> str:
    for dot, picture in PICTURES.items():
        text = text.replace(dot, picture)
    return text


def _read(files: Files, path: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files[path])
    return found
