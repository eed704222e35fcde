"""Media: there, inside the course folder, under a name that survives an LMS, of the right kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from posixpath import normpath

from builder.blocks.base import MediaFile
from builder.check.subject import Subject, Text
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.files import Tree
from builder.model.words import nearest

MISSING = Rule("BC401", "A media file is not there")
OUTSIDE = Rule("BC402", "A media file outside the course folder")
DAMAGED_NAME = Rule("BC403", "A file name that an LMS would damage")
SAME_NAME = Rule("BC404", "File names that differ in capital letters only")
LONG_NAME = Rule("BC405", "A file name that is too long")
WRONG_KIND = Rule("BC406", "The wrong kind of file")
UNKNOWN_TYPE = Rule("BC407", "A type of file that LMSs do not know", Severity.WARNING)
NO_CONTENT = Rule("BC408", "A media file is empty")

KINDS = {
    "image": ("svg", "png", "jpg", "jpeg", "gif", "webp", "avif"),
    "video": ("mp4", "webm", "m4v"),
    "audio": ("mp3", "m4a", "ogg", "oga", "wav", "opus", "webm"),
    "captions": ("vtt",),
    "text": ("md", "txt"),
}
"""What each kind of field can show, by the end of the file's name."""

SERVED_AS_BYTES = frozenset(
    "mjs cjs wasm webp avif woff woff2 ttf otf opus srt glb map bin webmanifest jsonld".split()  # noqa: SIM905
)
"""Moodle sends these without their type (lms-facts.md, 1.3)."""

BETTER = {
    "webp": "PNG or JPEG",
    "avif": "PNG or JPEG",
    "opus": "MP3 or Ogg",
    "srt": "WebVTT (.vtt)",
}

MOST_BYTES = 200
"""Of a whole path; Moodle keeps 255 for it, and unpacking on Windows needs some for the folder."""

LOST = "&<>\"'|:\\`"
"""Moodle removes these from file names, and the links to the files then lead nowhere."""

_URL = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]+:|//)")
_LOST = re.compile(f"[{re.escape(LOST)}\x00-\x1f\x7f]+")


def missing_media(subject: Subject) -> Iterator[Diagnostic]:
    """Every file that is named is in the course folder, written exactly as it is called."""
    near = _Near(subject.tree)
    for text, _ in subject.marked(MediaFile):
        if text.value in subject.tree or _outside(text.value):
            continue
        if _is_folder(text.value, subject.tree):
            yield MISSING.at(
                text.place,
                f"{text.value} is a folder, not a file.",
                "Write the path of a file in it.",
            )
        else:
            yield MISSING.at(text.place, f"There is no file {text.value}.", near.hint(text.value))


_OTHER_LETTERS = (
    "The letters of this name are stored in another way (as a Mac does); rename the file, typing"
    " its name again."
)


class _Near:
    """Finds the file that was probably meant."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.by_fold = {_fold(name): name for name in tree}

    def hint(self, name: str) -> str:
        """What to do about a file that is not there."""
        path = normpath(name)
        same = self.by_fold.get(_fold(path))
        if same is not None and same != path and _composed(same) == _composed(path):
            return _OTHER_LETTERS
        if same is not None:
            return f"The file is called {same}; capital letters and every sign count."
        near = nearest(name, (other for other in self.tree if not other.endswith(".yaml")))
        return f"Did you mean {near}?" if near else "Put the file there, or mend its path."


def _fold(name: str) -> str:
    return _composed(name).casefold()


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def outside_media(subject: Subject) -> Iterator[Diagnostic]:
    """A course holds all that it shows: no other site, no other folder."""
    for text, _ in subject.marked(MediaFile):
        if why := _outside(text.value):
            yield OUTSIDE.at(
                text.place,
                f"{text.value} {why}.",
                "Put the file into media/ and write its path from the course folder on.",
            )


def _outside(name: str) -> str | None:
    if _URL.match(name):
        return "is on another site, or on one computer only"
    if name.startswith("/") or ".." in name.split("/"):
        return "leads out of the course folder"
    if "\\" in name and "/" not in name:
        return "is written with backslashes"
    return None


def damaged_names(subject: Subject) -> Iterator[Diagnostic]:
    """File names keep to signs that every LMS leaves alone."""
    for text in _used_once(subject):
        mended = mended_name(text.value)
        if mended != text.value:
            yield DAMAGED_NAME.at(
                text.place,
                f"An LMS would damage the file name {_visible(text.value)}: {_why(text.value)}.",
                f"Rename the file to {mended}, and write it so here.",
            )


def mended_name(name: str) -> str:
    """A path in which nothing is left that an LMS would change."""
    parts = unicodedata.normalize("NFC", name).split("/")
    return "/".join(
        _LOST.sub("-", part).strip(" .-") or "file" if _bad(part) else part for part in parts
    )


def _bad(part: str) -> bool:
    return part != part.strip(" ") or part.endswith(".") or _LOST.search(part) is not None


def _why(name: str) -> str:
    lost = dict.fromkeys("".join(_LOST.findall(name)))
    if lost:
        return f"it loses {' '.join(lost)}"
    if not unicodedata.is_normalized("NFC", name):
        return "its accents are written as signs of their own, as some Macs do"
    return "a part of it begins or ends with a blank, or ends with a full stop"


def _visible(name: str) -> str:
    return f"'{name}'" if name != name.strip() else name


def same_names(subject: Subject) -> Iterator[Diagnostic]:
    """No two files have names that are the same on Windows and on Macs."""
    seen: dict[str, str] = {}
    for text in _used_once(subject):
        other = seen.setdefault(_fold(text.value), text.value)
        if other != text.value:
            yield SAME_NAME.at(
                text.place,
                f"{text.value} and {other} differ only in capital letters or accents.",
                "Rename one of them; on many computers they are the same file.",
            )


def long_names(subject: Subject) -> Iterator[Diagnostic]:
    """Paths are short enough for every system that unpacks them."""
    for text in _used_once(subject):
        length = len(text.value.encode("utf-8"))
        if length > MOST_BYTES:
            yield LONG_NAME.at(
                text.place,
                f"This path has {length} bytes, but {MOST_BYTES} are the most.",
                "Give the file or its folders shorter names.",
            )


def wrong_kinds(subject: Subject) -> Iterator[Diagnostic]:
    """A field for an image names an image, and so on."""
    for text, mark in subject.marked(MediaFile):
        known = [end for kind in mark.kinds for end in KINDS.get(kind, ())]
        is_folder = _is_folder(text.value, subject.tree)
        if known and not is_folder and _ending(text.value) not in known:
            yield WRONG_KIND.at(
                text.place,
                f"{text.value} cannot be used as {_kind_words(mark)}.",
                f"Use a file of one of these types: {', '.join(known)}.",
            )


def _kind_words(mark: MediaFile) -> str:
    words = {"image": "an image", "video": "a video"}
    return " or ".join(words.get(kind, kind) for kind in mark.kinds)


def unknown_types(subject: Subject) -> Iterator[Diagnostic]:
    """Files have types that LMSs send properly; pictures work all the same in most browsers."""
    for text in _used_once(subject):
        ending = _ending(text.value)
        if ending in SERVED_AS_BYTES:
            yield UNKNOWN_TYPE.at(
                text.place,
                f"Moodle sends .{ending} files without their type, which some browsers refuse.",
                f"Save it as {BETTER.get(ending, 'another type')} if it must work everywhere.",
            )


def empty_media(subject: Subject) -> Iterator[Diagnostic]:
    """Media files have something in them."""
    for text in _used_once(subject):
        if subject.tree[text.value].size == 0:
            yield NO_CONTENT.at(
                text.place,
                f"The file {text.value} is empty.",
                "Save it again, or copy it again.",
            )


def _is_folder(name: str, tree: Tree) -> bool:
    return name not in tree and any(other.startswith(f"{name.rstrip('/')}/") for other in tree)


def _ending(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[2].lower()


def _used_once(subject: Subject) -> Iterator[Text]:
    """Each file that is named and is there, where it is named first."""
    seen: set[str] = set()
    for text, _ in subject.marked(MediaFile):
        if text.value in subject.tree and text.value not in seen:
            seen.add(text.value)
            yield text
