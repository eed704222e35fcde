"""A new course: from what its author says of it to its files. Nothing here touches the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from builder.files import tool_bytes
from builder.languages import LANGUAGE
from builder.model.words import mended_id
from builder.record import record
from builder.schema import FOLDER, KINDS, as_text, file_name

SOURCE = "course_src"
TEXTS = "starters/en"
"""Where the texts of new courses lie. They are in English, whatever language was chosen."""

TEXTS_LANGUAGE = "en"
OTHERWISE = "my-course"
"""The id of a course whose title has no letters that an id may have."""

_PLAIN = re.compile(r"[A-Za-z][\w ]*[\w]", re.ASCII)
"""Titles that need no quotation marks in YAML, whatever reads it."""

_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


@record
class Start:
    """What a new course may begin with: in words, and its files by their paths in the course."""

    title: str
    files: Mapping[str, str]


STARTS: Mapping[str, Start] = {
    "guided": Start(
        "a guided example: pages, a question, a scenario, a rating, a sheet",
        {
            "course.yaml": "course-guided.yaml",
            "modules/first-steps.yaml": "module-guided.yaml",
            "scenarios/five-minutes.yaml": "scenario-guided.yaml",
            "scales/how-often.yaml": "scale-guided.yaml",
            "media/two-people.svg": "two-people.svg",
        },
    ),
    "pages": Start(
        "pages to read: texts, a picture, cards, a table",
        {
            "course.yaml": "course-pages.yaml",
            "modules/first-steps.yaml": "module-pages.yaml",
            "media/two-people.svg": "two-people.svg",
        },
    ),
    "empty": Start(
        "one empty page",
        {"course.yaml": "course-empty.yaml", "modules/first-steps.yaml": "module-empty.yaml"},
    ),
}
"""By the names of `--kind`; the first is what most people want."""

ROWS = {
    "scenarios/": "the branching stories that pages play",
    "scales/": "the scales that ratings use",
    "media/": "pictures, sound, film, files to download",
}
"""What the README says of further folders."""


@record
class Wish:
    """What the author of a new course says of it."""

    title: str
    language: str
    kind: str

    @property
    def id(self) -> str:
        """The course's id, and the name of its folder."""
        return mended_id(self.title) or OTHERWISE


def language_fault(language: str) -> str | None:
    """What is wrong with a language, for a person; None if it is one."""
    if re.fullmatch(LANGUAGE, language):
        return None
    return f"{language!r} is not the code of a language. Write one such as en, en-CA or fr."


def title_fault(title: str) -> str | None:
    """What is wrong with a title, for a person; None if it is one."""
    if not title.strip():
        return "A course needs a title."
    return None if title.isprintable() else "A title is one line of text without control signs."


def new_course(wish: Wish) -> dict[str, bytes]:
    """All files of a new course, by their paths in its folder."""
    values = {
        "id": wish.id,
        "title": _scalar(wish.title),
        "language": _scalar(wish.language),
    }
    start = STARTS[wish.kind]
    files = {
        f"{SOURCE}/{path}": _filled(name, values) for path, name in sorted(start.files.items())
    }
    about = {**values, "title": wish.title, "rows": _rows(start)}
    files["README.md"] = _filled("README.md", about)
    files[".gitignore"] = _filled("gitignore.txt", {})
    return files | schemas(f"{SOURCE}/{FOLDER}")


def schemas(folder: str) -> dict[str, bytes]:
    """The schemas of all kinds of files, for a folder beside a course."""
    return {f"{folder}/{file_name(kind)}": as_text(kind).encode("utf-8") for kind in KINDS}


def _rows(start: Start) -> str:
    there = (folder for folder in ROWS if any(path.startswith(folder) for path in start.files))
    return "".join(f"| `{SOURCE}/{folder}` | {ROWS[folder]} |\n" for folder in there)


def _filled(name: str, values: Mapping[str, str]) -> bytes:
    """A text of this folder with its `@name@` replaced, all of them at once."""
    text = tool_bytes(f"{TEXTS}/{name}").decode("utf-8")
    return re.sub(r"@(\w+)@", lambda mark: values[mark[1]], text).encode("utf-8")


def _scalar(text: str) -> str:
    """A text as YAML: plain where that is safe, else in quotation marks."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
