"""From YAML text to plain data: mappings, lists and strings, with every fault at its place.

One loop over the parser's events, no recursion: however a file is nested, it cannot crash. Nothing
is guessed: every scalar stays the text that the author wrote, and an empty one is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from builder.diagnostics import Diagnostic, Path, Place, Span
from builder.record import record
from builder.source import refused
from builder.source.faults import syntax_fault
from builder.source.places import locate
from builder.source.text import decode, forbidden, lines_of

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, which is some thirty times faster; the pure parser where there is no libyaml."""

MAX_DEPTH = 40

RULES = refused.RULES

_TIGHT_COMMENT = re.compile(r"[ \t]+#[0-9A-Za-z]")
"""What may be meant as a part of the text before it, such as `#1`."""


@record
class Parsed:
    """What stands in a file. `data` is None when the file could not be read to its end.

    `empty` are the paths of keys and list entries after which nothing stands, `holes` those of
    values that had to be left out because of a fault that is among the diagnostics; `twice` those
    of keys that came again, of which the first was kept. `in_braces` are those of the empty ones
    that stand between { and }.
    """

    data: Any
    diagnostics: tuple[Diagnostic, ...] = ()
    empty: tuple[Path, ...] = ()
    holes: frozenset[Path] = frozenset()
    twice: frozenset[Path] = frozenset()
    in_braces: frozenset[Path] = frozenset()


def read(data: bytes, file: str) -> Parsed:
    """The data in the bytes of `file`, a path that is used in findings only."""
    text, found = decode(data, file)
    return Parsed(None, tuple(found)) if text is None else _parse(text, file)


def parse(text: str, file: str) -> Parsed:
    """The data in `text`; `file` is used in findings only."""
    text = text.removeprefix("\ufeff")
    found = forbidden(text, file)
    return Parsed(None, tuple(found)) if found else _parse(text, file)


def _parse(text: str, file: str) -> Parsed:
    builder = _Builder(file, text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        builder.stop(syntax_fault(error, text, file))
    parsed = builder.parsed()
    if parsed.data is None or _TIGHT_COMMENT.search(text) is None:
        return parsed
    return replace(parsed, diagnostics=(*parsed.diagnostics, *_cut_texts(text, file)))


def _cut_texts(text: str, file: str) -> Iterator[Diagnostic]:
    """Texts without quotation marks that end before a comment like `#1`."""
    lines = lines_of(text)
    for event in yaml.parse(text, Loader=LOADER):
        if not (isinstance(event, yaml.ScalarEvent) and event.value and event.implicit[0]):
            continue
        end: Any = event.end_mark
        line = lines[end.line] if end.line < len(lines) else ""
        if cut := _TIGHT_COMMENT.match(line, end.column):
            start = cut.end() - 1  # the # counted from 1
            yield refused.cut_text(
                Place(file, span=Span(end.line + 1, start, end.line + 1, len(line.rstrip()) + 1))
            )


class _Nothing:
    """Marks a key that is awaited, and one whose value is dropped."""


_AWAITED = _Nothing()
_DROPPED = _Nothing()


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled: its step in the path, the key that awaits a value."""

    node: dict[str, Any] | list[Any]
    at: str | int
    flow: bool = False
    key: str | _Nothing = _AWAITED

    def step(self) -> str | int:
        """The part of a path that leads to the value that comes next."""
        if isinstance(self.node, list):
            return len(self.node)
        return self.key if isinstance(self.key, str) else ""


@dataclass(slots=True)
class _Builder:
    """Takes events and builds data from them."""

    file: str
    text: str
    frames: list[_Frame] = field(default_factory=list)
    root: Any = None
    started: bool = False
    stopped: bool = False
    found: list[Diagnostic] = field(default_factory=list)
    repeated: list[tuple[Path, Span]] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)
    in_braces: list[Path] = field(default_factory=list)
    holes: list[Path] = field(default_factory=list)

    def parsed(self) -> Parsed:
        """The result, after the last event."""
        found = [*self.found, *self._repetitions()]
        if self.stopped:
            return Parsed(None, tuple(found))
        if self.root is None and not found:
            found.append(refused.empty_file(self.file))
        twice = frozenset(path for path, _ in self.repeated)
        return Parsed(
            self.root,
            tuple(found),
            tuple(self.empty),
            frozenset(self.holes),
            twice,
            frozenset(self.in_braces),
        )

    def stop(self, last: Diagnostic) -> None:
        """End the file here: what follows cannot be understood."""
        self.found.append(last)
        self.stopped = True

    def take(self, event: Any) -> bool:
        """Take in the next event; False when the rest of the file is not wanted."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.frames.pop()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)
        return not self.stopped

    def _document(self, event: Any) -> None:
        if self.started:
            self.stop(refused.several_documents(self._at(event)))
        self.started = True

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.key is _AWAITED and type(frame.node) is dict:
            self._key(frame, event)
            return
        value = event.value
        if not value and event.start_mark.index == event.end_mark.index:
            if frame is not None and frame.key is not _DROPPED:
                self.empty.append(self._path())
                if frame.flow and type(frame.node) is dict:
                    self.in_braces.append(self.empty[-1])
            value = None
        self._put(value)

    def _key(self, frame: _Frame, event: Any) -> None:
        key = event.value
        if key in frame.node:
            self.repeated.append(((*self._path()[:-1], key), _span(event)))
            frame.key = _DROPPED
            return
        if key == "<<" and event.implicit[0]:
            self.found.append(refused.merge_key(self._at(event)))
        elif key == "":
            self.found.append(refused.key_not_text(self._at(event)))
        else:
            frame.key = key
            return
        self._drop(frame)

    def _open(self, event: Any, node: dict[str, Any] | list[Any]) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        step = self.frames[-1].step() if self.frames else ""
        if self._is_key():
            self.found.append(refused.key_not_text(self._at(event)))
            self._drop(self.frames[-1])
        else:
            self._put(node)
        if len(self.frames) == MAX_DEPTH:
            self.stop(refused.too_deep(self._at(event), MAX_DEPTH))
        self.frames.append(_Frame(node, step, event.flow_style))

    def _alias(self, event: Any) -> None:
        if self.frames and self.frames[-1].key is _DROPPED:
            self._put(None)
            return
        self.found.append(refused.alias(self._at(event), event.anchor))
        if self._is_key():
            self._drop(self.frames[-1])
        else:
            self.holes.append(self._path())
            self._put(None)

    def _drop(self, frame: _Frame) -> None:
        """Leave out the key that stands here, and with it the value that comes next."""
        self.holes.append(self._path()[:-1])
        frame.key = _DROPPED

    def _is_key(self) -> bool:
        frame = self.frames[-1] if self.frames else None
        return frame is not None and frame.key is _AWAITED and type(frame.node) is dict

    def _put(self, value: Any) -> None:
        """Put a value where the next one belongs."""
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        if type(frame.node) is list:
            frame.node.append(value)
            return
        if isinstance(frame.key, str) and isinstance(frame.node, dict):
            frame.node[frame.key] = value
        frame.key = _AWAITED

    def _path(self) -> Path:
        """The path of the value that comes next."""
        if not self.frames:
            return ()
        return (*(frame.at for frame in self.frames[1:]), self.frames[-1].step())

    def _at(self, event: Any) -> Place:
        return Place(self.file, span=_span(event))

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            place = self._marked(event, len(event.anchor) + 1)
            self.found.append(refused.anchor(place, event.anchor))
        if event.tag is not None:
            self.found.append(refused.tag(self._marked(event, 1)))

    def _marked(self, event: Any, length: int) -> Place:
        mark = event.start_mark
        span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1 + length)
        return Place(self.file, span=span)

    def _repetitions(self) -> Iterator[Diagnostic]:
        if not self.repeated:
            return
        spans = locate(self.text)
        for path, span in self.repeated:
            first = spans.get((path, True))
            place = Place(self.file, span=span)
            yield refused.duplicate_key(place, str(path[-1]), first.line if first else None)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
