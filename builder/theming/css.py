"""Style sheets as text: their tokens by scheme, the files that they ask for, what is refused.

This is no CSS parser. What a stranger's sheet may do is drawn so narrowly that words suffice: it
may load nothing but files of its theme, and cannot end the element that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from builder.diagnostics import Span

SCHEMES = ("light", "dark", "print")
"""How a page is shown; each has colours of its own."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_MEDIA = re.compile(r"@media\s*([^{]+)\{((?:[^{}]|\{[^{}]*\})*)\}", re.DOTALL)
_TOKEN = re.compile(r"--bc-([\w-]+)\s*:\s*(#[0-9a-fA-F]{3,8}|var\(\s*--bc-[\w-]+\s*\))\s*(?=;|\})")
_READABLE = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}|var\(\s*--bc-[\w-]+\s*\)")
_URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')]*?))\s*\)", re.IGNORECASE)


def tokens_of(sheet: str, scheme: str) -> dict[str, str]:
    """The colours of a sheet in one scheme, by their tokens without `--bc-`; later ones count.

    A value is a colour, or `var(--bc-NAME)` where a token is as another one.
    """
    first, *rest = _MEDIA.split(_COMMENT.sub("", sheet))
    found = dict(_TOKEN.findall(first))
    for condition, inside, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if _holds(condition, scheme):
            found |= dict(_TOKEN.findall(inside))
        found |= dict(_TOKEN.findall(after))
    return found


def _holds(condition: str, scheme: str) -> bool:
    """Whether a media query is about this scheme; one about widths is about none."""
    words = set(re.findall(r"[a-z-]+", condition.lower()))
    if "print" in words:
        return scheme == "print"
    if "prefers-color-scheme" in words:
        return scheme == ("dark" if "dark" in words else "light")
    return words == {"screen"} and scheme != "print"


def token_span(sheet: str, token: str) -> Span | None:
    """Where a token is set last."""
    found = list(re.finditer(rf"--bc-{re.escape(token)}\s*:[^;}}]*", sheet))
    return span_at(sheet, found[-1].start(), found[-1].end()) if found else None


def unreadable(sheet: str, tokens: Iterable[str]) -> Iterator[tuple[str, str, Span]]:
    """Colours whose contrast nobody can tell: the token, how it is written, and where."""
    known = set(tokens)
    for found in re.finditer(r"--bc-([\w-]+)\s*:([^;}]*)", _blanked(sheet)):
        token, value = found[1], found[2].strip()
        if token in known and not _READABLE.fullmatch(value):
            yield token, value, span_at(sheet, found.start(), found.end())


def _blanked(sheet: str) -> str:
    """A sheet without its comments, everything else at its place."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sheet)


def span_at(text: str, start: int, end: int) -> Span:
    """A stretch of a text as lines and columns; of its first line only."""
    line = text.count("\n", 0, start) + 1
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    last = min(end, stop if stop >= 0 else len(text))
    return Span(line, start - begin + 1, line, last - begin + 1)


def addresses(sheet: str) -> list[str]:
    """All that a sheet asks for by url()."""
    return [_named(found) for found in _URL.finditer(_COMMENT.sub("", sheet))]


def with_addresses(sheet: str, address: Callable[[str], str]) -> str:
    """A sheet with other addresses in url()."""
    return _URL.sub(lambda found: f'url("{address(_named(found))}")', sheet)


def _named(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group is not None).strip()


class Refused(NamedTuple):
    """What a sheet must not have: where, what is wrong, and what to do."""

    span: Span
    message: str
    hint: str


_FORBIDDEN = (
    (re.compile(r"@import\b[^;]*", re.IGNORECASE), "@import loads another sheet",
     "Put its rules into one of the theme's own sheets."),
    (re.compile(r"</\s*style", re.IGNORECASE), "</style would end the sheet", "Remove it."),
    (re.compile(r"<!--|-->"), "<!-- and --> are no comments in CSS", "Write /* and */."),
    (re.compile(r"@(?:charset|namespace)\b[^;]*", re.IGNORECASE),
     "@charset and @namespace do nothing inside a page", "Remove it."),
    (re.compile(r"(?:-webkit-)?(?:image-set|cross-fade)\s*\(", re.IGNORECASE),
     "image-set() can name files without url()", "Use url() with one file of the theme."),
    (re.compile(r"@layer\b[^;{]*", re.IGNORECASE),
     "@layer would change the order of the layers that the tool makes",
     "Write the rules without it: each sheet is a layer of its own."),
    (re.compile(r"(?:behavior|-moz-binding)\s*:", re.IGNORECASE),
     "behavior and -moz-binding run scripts in old browsers", "Remove it."),
)  # fmt: skip


def refused(sheet: str, files: Iterable[str]) -> Iterator[Refused]:
    """What a stranger's sheet has that it must not have; `files` are those of its theme."""
    bare = _blanked(sheet)
    yield from _open_comment(sheet)
    for pattern, message, hint in _FORBIDDEN:
        for found in pattern.finditer(bare):
            yield Refused(span_at(sheet, found.start(), found.end()), f"{message}.", hint)
    if "\\" in bare:
        yield from _escapes(sheet, bare)
    yield from _unbalanced(sheet, bare)
    known = set(files)
    for found in _URL.finditer(bare):
        if fault := _fault(_named(found), known):
            yield Refused(span_at(sheet, found.start(), found.end()), *fault)
    for found in re.finditer(r"\b(?:url|src)\(", bare, re.IGNORECASE):
        if not _URL.match(bare, found.start()):
            span = span_at(sheet, found.start(), found.end())
            yield Refused(span, "This address cannot be read.", 'Write url("…") on one line.')


def _open_comment(sheet: str) -> Iterator[Refused]:
    """Only the last comment can be open: it takes all that follows with it."""
    for found in _COMMENT.finditer(sheet):
        if len(found[0]) < len("/**/") or not found[0].endswith("*/"):
            span = span_at(sheet, found.start(), found.start() + len("/*"))
            yield Refused(span, "This /* is never closed.", "Add the missing */.")


def _escapes(sheet: str, bare: str) -> Iterator[Refused]:
    """Signs written by number outside strings: they would hide words from this look."""
    for found in re.finditer(r"\\[0-9a-fA-F]{1,6}\s?|\\.", bare):
        outside = bare.count('"', 0, found.start()) % 2 == 0
        if outside:
            yield Refused(
                span_at(sheet, found.start(), found.end()),
                "A backslash outside quotation marks can hide what a sheet does.",
                "Write the sign itself.",
            )


def _unbalanced(sheet: str, bare: str) -> Iterator[Refused]:
    depth = 0
    plain = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", lambda found: " " * len(found[0]), bare)
    for at, sign in enumerate(plain):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            yield Refused(span_at(sheet, at, at + 1), "This } closes nothing.", "Remove it.")
            return
    if depth:
        end = len(sheet.rstrip())
        yield Refused(span_at(sheet, end - 1, end), "A { is never closed.", "Add the missing }.")


def _fault(address: str, files: set[str]) -> tuple[str, str] | None:
    if address.startswith(("data:", "#")) or address in files:
        return None
    if re.match(r"(?:[a-zA-Z][\w+.-]*:|//)", address):
        return (
            f"url({address}) loads from another site.",
            "Put the file into the theme's folder, and write its path from there.",
        )
    return (
        f"The theme has no file {address}.",
        "Write its path from the theme's folder on, or put the file there.",
    )


_TEXT = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
"""What must stay as it is."""
_BLANK = r"(?>\s+|/\*.*?\*/)*+"
_SPACES = re.compile(rf"{_TEXT}|{_BLANK}([{{}};,>]){_BLANK}|(\s)\s*|/\*.*?\*/", re.DOTALL)
_SIGNS = re.compile(rf"{_TEXT}|(?<=[{{;(])([\w-]+:) |;(}})", re.DOTALL)


def squeeze(css: str) -> str:
    """CSS without comments, and without the spaces and signs that only people need."""
    spaced = _SPACES.sub(lambda found: found[1] or found[2] or (found[3] and " ") or "", css)
    return _SIGNS.sub(lambda found: found[1] or found[2] or found[3], spaced).strip()
