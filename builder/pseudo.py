"""Texts by rule in languages that nobody speaks: `en-XA` (accents, longer), `ar-XB` (leftwards).

They show what breaks before anybody translates. Markdown, HTML, addresses, code and `{places}` for
values stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

_KEPT = re.compile(
    r"^[ \t]*(?P<fence>```+|~~~+).*?^[ \t]*(?P=fence)[^\n]*$"  # code on lines of its own
    r"|(?P<ticks>`+)[^`]+(?P=ticks)"  # code in a line
    r"|^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"  # below a table's head
    r"|^ {0,3}\[\^[^\]\s]+\]:"  # what a footnote begins with
    r"|^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$"  # where a link leads
    r"|\[\^[^\]\s]+\]"
    r"|\]\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|\]\[[^\]\n]*\]"
    r"|<[A-Za-z/!][^<>]*>"  # a tag, or an address
    r"|\b(?:https?://|mailto:)[^\s)>]+"
    r"|&(?:[A-Za-z]+|#[0-9]+|#[xX][0-9A-Fa-f]+);"
    r"|\\."
    r"|\{[A-Za-z][\w-]*\}",
    re.DOTALL | re.MULTILINE,
)
_MARK = re.compile(r"(?:[ \t]*(?:[-*+]|\d+[.)]|#{1,6}|>|\[\^[^\]\s]+\]:)(?=[ \t]))*[ \t]*")
"""What a line may begin with before its first word."""
_UNBRACKETED = re.compile(r"[ \t]*(?:\||```|~~~|<|$)|.*\|.*\|")
"""Rows of tables, code, and tags on lines of their own."""

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTS = str.maketrans(_LETTERS, "àƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ")
_ARABIC = str.maketrans(_LETTERS, "ابشدهفغحيجكلمنوقذرستعفوخيز" * 2)
_VOWEL = re.compile("[aeiouAEIOU]")


def accented(text: str) -> str:
    """`text` with accents and about a third longer, between brackets that show where it is cut."""
    return _bracketed(_reworded(text, _accented))


def leftwards(text: str) -> str:
    """`text` in Arabic letters, which run from right to left."""
    return _reworded(text, lambda words: words.translate(_ARABIC))


PSEUDO: Mapping[str, Callable[[str], str]] = {"en-XA": accented, "ar-XB": leftwards}
"""The languages, and how each says a text."""


def _accented(words: str) -> str:
    return _VOWEL.sub(lambda found: found[0] * 2, words).translate(_ACCENTS)


def _reworded(text: str, change: Callable[[str], str]) -> str:
    """`text` with all changed that is no Markdown, code or address."""
    return "".join(change(part) if is_words else part for is_words, part in _parts(text))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    at = 0
    for found in _KEPT.finditer(text):
        yield True, text[at : found.start()]
        yield False, found[0]
        at = found.end()
    yield True, text[at:]


def _bracketed(text: str) -> str:
    """A bracket where each paragraph, heading or entry of a list begins, and one where it ends."""
    lines = text.split("\n")
    kept = _lines_in_code(text)
    free = [
        number not in kept and not _UNBRACKETED.match(line) for number, line in enumerate(lines)
    ]
    begins = [one and _begins(lines, free, number) for number, one in enumerate(free)]
    done = []
    for number, line in enumerate(lines):
        if begins[number]:
            mark = _MARK.match(line)
            end = mark.end() if mark else 0
            line = f"{line[:end]}⟦{line[end:]}"
        last = number + 1 == len(lines) or not free[number + 1] or begins[number + 1]
        if free[number] and last:
            words = line.rstrip()
            line = f"{words}⟧{line[len(words) :]}"
        done.append(line)
    return "\n".join(done)


def _begins(lines: list[str], free: list[bool], number: int) -> bool:
    mark = _MARK.match(lines[number])
    return number == 0 or not free[number - 1] or bool(mark and mark[0].strip())


def _lines_in_code(text: str) -> set[int]:
    """The lines of what stays as it is and fills lines: code, rules of tables, where links lead."""
    found = (one for one in _KEPT.finditer(text) if _fills_lines(text, one))
    return {
        number
        for one in found
        for number in range(text.count("\n", 0, one.start()), text.count("\n", 0, one.end()) + 1)
    }


def _fills_lines(text: str, found: re.Match[str]) -> bool:
    before = text.rfind("\n", 0, found.start()) + 1
    after = text.find("\n", found.end())
    rest = text[before : found.start()] + text[found.end() : after if after >= 0 else None]
    return not rest.strip()
