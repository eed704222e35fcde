"""Where in a file each key and value stands.

Only needed when there is something to report, so it reads the file a second time then, and keeps
the good path free of marks.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def span_of(place: Place, spans: Spans) -> Span:
    """The span of a place; if it is not there, that of the nearest thing that holds it."""
    if place.span is not None:
        return place.span
    found = spans.get((place.path, place.on_key)) or spans.get((place.path, not place.on_key))
    path = place.path
    while found is None and path:
        path = path[:-1]
        found = spans.get((path, False))
    return found or Span(1, 1, 1, 1)


class _Finder:
    """Follows the events and notes where things stand. The first of two equal keys counts."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.spans: dict[tuple[Path, bool], Span] = {}
        self.frames: list[list[Any]] = []
        """For each open list or mapping: path, is it a mapping, next index or key, start mark."""
        self.last_end: Any = None

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)

    def _scalar(self, event: Any) -> None:
        self.last_end = event.end_mark
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame[1] and frame[2] is None:
            frame[2] = getattr(event, "value", "")
            self._note((*frame[0], frame[2]), True, event.start_mark, event.end_mark)
        else:
            self._note(self._next_path(), False, event.start_mark, event.end_mark)

    def _open(self, event: Any, mapping: bool) -> None:
        frame = self.frames[-1] if self.frames else None
        path: Path
        as_key = frame is not None and frame[1] and frame[2] is None
        if as_key and frame is not None:
            frame[2] = ""
            path = (*frame[0], "")
        else:
            path = self._next_path()
        self.last_end = event.end_mark
        self.frames.append([path, mapping, None if mapping else 0, event.start_mark, event])

    def _close(self, event: Any) -> None:
        path, _, _, start, opened = self.frames.pop()
        if opened.flow_style:
            self.last_end = event.end_mark
        self._note(path, False, start, self.last_end)

    def _next_path(self) -> Path:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        path: Path = (*frame[0], frame[2])
        frame[2] = None if frame[1] else frame[2] + 1
        return path

    def _note(self, path: Path, on_key: bool, start: Any, end: Any) -> None:
        line, column = end.line + 1, end.column + 1
        while line > start.line + 1 and column == 1:  # the end of a block text is a line too late
            line -= 1
            column = len(self.lines[line - 1]) + 1
        span = Span(start.line + 1, start.column + 1, line, column)
        self.spans.setdefault((path, on_key), span)
