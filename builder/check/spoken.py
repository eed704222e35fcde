"""What is written of sound and film: captions that a player can read, transcripts with words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.blocks.base import MediaFile
from builder.check.subject import Subject, Text
from builder.diagnostics import Diagnostic, Rule
from builder.files import read_all
from builder.source.text import MAX_BYTES, not_utf8

NO_WORDS = Rule("BC507", "Captions or a transcript without words")
NOT_WEBVTT = Rule("BC508", "Captions that no player can read")

Kind = Literal["captions", "text"]

SIGNATURE = "WEBVTT"
TIMES = "-->"
"""Between the times of a caption."""


def files_without_words(subject: Subject) -> Iterator[Diagnostic]:
    """A transcript has text in it, and captions have at least one line with its times."""
    for text, words in _read(subject, "text"):
        if not words.strip():
            yield NO_WORDS.at(
                text.place,
                f"The file {text.value} has no words in it.",
                "Write down what is said, and what is seen if it matters.",
            )
    for text, words in _read(subject, "captions"):
        if words.startswith(SIGNATURE) and TIMES not in words:
            yield NO_WORDS.at(
                text.place,
                f"The file {text.value} has no captions in it.",
                "Write the times and the words of each: 00:01.000 --> 00:04.000, and the text"
                " below.",
            )


def unreadable_captions(subject: Subject) -> Iterator[Diagnostic]:
    """A file of captions begins with the word by which players know it."""
    for text, words in _read(subject, "captions"):
        if not words.startswith(SIGNATURE):
            yield NOT_WEBVTT.at(
                text.place,
                f"The file {text.value} does not begin with WEBVTT, so no player shows it.",
                "Write WEBVTT on its first line and leave the second one empty.",
            )


def not_utf8_files(subject: Subject) -> Iterator[Diagnostic]:
    """Captions and transcripts are text in the one encoding that all players read."""
    for kind in _ENDINGS:
        for text, data in _bytes(subject, kind):
            found = not_utf8(data, text.place, text.value)
            if found is not None:
                yield found


def transcripts(subject: Subject) -> Iterator[tuple[Text, str]]:
    """What each transcript says, where it is named first."""
    yield from _read(subject, "text")


def _read(subject: Subject, kind: Kind) -> Iterator[tuple[Text, str]]:
    """What each file of one kind says, if it is text at all."""
    for text, data in _bytes(subject, kind):
        try:
            yield text, data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue


def _bytes(subject: Subject, kind: Kind) -> Iterator[tuple[Text, bytes]]:
    """Each file of one kind that is there and not empty, where it is named first."""
    seen: set[str] = set()
    for text, mark in subject.marked(MediaFile):
        content = subject.tree.get(text.value)
        if kind not in mark.kinds or content is None or text.value in seen:
            continue
        seen.add(text.value)
        if text.value.endswith(_ENDINGS[kind]) and 0 < content.size <= MAX_BYTES:
            yield text, read_all(content)


_ENDINGS: dict[Kind, tuple[str, ...]] = {"captions": (".vtt",), "text": (".md", ".txt")}
"""Files of other kinds have a finding already."""
