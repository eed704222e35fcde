"""Where in a file each key and value stands.

Only needed when there is something to report, so it reads the file a second time then, and keeps
the good path free of marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from builder.diagnostics import Path, Place, Span
from builder.source.text import lines_of

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Spans = Mapping[tuple[Path, bool], Span]
"""The span of each value, and with True of each key, by its path."""


def locate(text: str) -> Spans:
    """The spans of all keys and values of `text`, up to its first syntax error if it has one."""
    finder = _Finder(lines_of(text))
    try:
        for event in yaml.parse(text, Loader=LOADER):
            finder.take(event)
    except (yaml.YAMLError, UnicodeEncodeError):
        pass
    return finder.spans


def span_of(place: Place, spans: Spans, lines: list[str]) -> Span:
    """The span of a place; if it is not there, that of the nearest thing that holds it.

    It lies inside the text: the parser sees the end of a file on a line of its own.
    """
    whole = _inside(place.span or _whole_span(place, spans), lines)
    return _part(place.part, whole, lines) if place.part else whole


def _inside(span: Span, lines: list[str]) -> Span:
    last = max(1, len(lines))
    end_of_text = len(lines[-1]) + 1 if lines else 1
    if span.line > last:
        return Span(last, end_of_text, last, end_of_text)
    if span.end_line > last:
        return Span(span.line, span.column, last, end_of_text)
    return span


def _part(words: str, whole: Span, lines: list[str]) -> Span:
    """Where in a span some words stand first; all of it if they do not stand there on one line."""
    for line in range(whole.line, min(whole.end_line, len(lines)) + 1):
        start = lines[line - 1].find(words, whole.column - 1 if line == whole.line else 0)
        if start >= 0:
            return Span(line, start + 1, line, start + 1 + len(words))
    return whole


def _whole_span(place: Place, spans: Spans) -> Span:
    found = spans.get((place.path, place.on_key)) or spans.get((place.path, not place.on_key))
    path = place.path
    while found is None and path:
        path = path[:-1]
        found = spans.get((path, False))
    return found or Span(1, 1, 1, 1)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read.

    `step` is its next index, or the key that awaits a value; None where a key comes next.
    """

    path: Path
    mapping: bool
    step: Any
    event: Any


class _Finder:
    """Follows the events and notes where things stand. The first of two equal keys counts."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.spans: dict[tuple[Path, bool], Span] = {}
        self.open: list[_Open] = []
        self.last_end: Any = None

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._begin(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end(event)

    def _scalar(self, event: Any) -> None:
        self.last_end = event.end_mark
        if self._key_comes():
            path = self._key(getattr(event, "value", ""))
            self._note(path, True, event.start_mark, event.end_mark)
        else:
            self._note(self._next_path(), False, event.start_mark, event.end_mark)

    def _begin(self, event: Any, mapping: bool) -> None:
        path = self._key("") if self._key_comes() else self._next_path()
        self.last_end = event.end_mark
        self.open.append(_Open(path, mapping, None if mapping else 0, event))

    def _end(self, event: Any) -> None:
        ended = self.open.pop()
        if ended.event.flow_style:
            self.last_end = event.end_mark
        self._note(ended.path, False, ended.event.start_mark, self.last_end)

    def _key_comes(self) -> bool:
        return bool(self.open) and self.open[-1].mapping and self.open[-1].step is None

    def _key(self, key: str) -> Path:
        self.open[-1].step = key
        return (*self.open[-1].path, key)

    def _next_path(self) -> Path:
        if not self.open:
            return ()
        around = self.open[-1]
        path = (*around.path, around.step)
        around.step = None if around.mapping else around.step + 1
        return path

    def _note(self, path: Path, on_key: bool, start: Any, end: Any) -> None:
        line, column = end.line + 1, end.column + 1
        while (
            start.line + 1 < line <= len(self.lines) + 1 and column == 1
        ):  # the end of a block text is a line too late
            line -= 1
            column = len(self.lines[line - 1]) + 1
        span = _inside(Span(start.line + 1, start.column + 1, line, column), self.lines)
        self.spans.setdefault((path, on_key), span)
