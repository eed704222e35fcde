"""The sound part of a faulty file: what is at fault gives way to a stand-in, the rest stays.

A stand-in is the plainest thing of its sort that has no fault. Nothing moves, so that all paths in
the sound part are those of the author. It is for checking the rest of a course, never for building.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario
from builder.diagnostics import Diagnostic, Path
from builder.model.course import CourseFile
from builder.model.faults import Cut, Fault, cut_of, faults_of
from builder.model.gaps import WHOLE, Wounds
from builder.model.module import Module
from builder.model.problems import problems
from builder.model.words import is_id

MOST_ROUNDS = 20
"""Each cut can bring one more to light, such as a page without blocks; far fewer are needed."""

SCENARIO_RULES = frozenset({"no_scene", "no_value", "no_ending", "id_twice"})
"""What a scenario says of itself as a whole, and only when all its parts are sound."""


class Sound(NamedTuple):
    """The sound part, if there is one, what it lacks, and what is wrong in it as a whole."""

    part: BaseModel | None
    wounds: Wounds
    found: tuple[Diagnostic, ...] = ()


class _Site(NamedTuple):
    """Where a stand-in is needed: its path, an id that nothing else has, the file's own name."""

    path: Path
    free_id: str
    stem: str
    data: Mapping[str, Any]


StandIn = Callable[[_Site], Any]
ANY = "*"
TEXT = "…"


def _text(site: _Site) -> Any:
    return TEXT


def _id(site: _Site) -> Any:
    return site.free_id


def _file_id(site: _Site) -> Any:
    return site.stem if is_id(site.stem) else site.free_id


def _block(site: _Site) -> Any:
    return {"text": TEXT}


def _page(site: _Site) -> Any:
    return {"page": site.free_id, "title": TEXT, "blocks": [_block(site)]}


def _scene(site: _Site) -> Any:
    return {"ending": site.free_id, "title": TEXT, "text": TEXT}


def _choice(site: _Site) -> Any:
    return {"say": TEXT, "then": site.path[1]}


def _start(site: _Site) -> Any:
    scenes = site.data.get("scenes")
    return next(iter(scenes), TEXT) if isinstance(scenes, dict) else TEXT


def _list_of(one: StandIn) -> StandIn:
    return lambda site: [one(site)]


def _nothing(site: _Site) -> Any:
    """Marks a key that is taken out: a course may do without it."""
    raise NotImplementedError


_STAND_INS: Mapping[type[BaseModel], Mapping[Path, StandIn]] = {
    CourseFile: {
        ("course",): _id,
        ("title",): _text,
        ("language",): lambda site: "en",
        ("modules",): _list_of(_id),
        ("modules", ANY): _id,
        (ANY,): _nothing,
    },
    Module: {
        ("module",): _file_id,
        ("title",): _text,
        ("pages",): _list_of(_page),
        (ANY,): _nothing,
        ("pages", ANY): _page,
        ("pages", ANY, "page"): _id,
        ("pages", ANY, "title"): _text,
        ("pages", ANY, "blocks"): _list_of(_block),
        ("pages", ANY, ANY): _nothing,
        ("pages", ANY, "blocks", ANY): _block,
    },
    Scenario: {
        ("scenario",): _file_id,
        ("title",): _text,
        ("start",): _start,
        (ANY,): _nothing,
        ("debrief", ANY): _block,
        ("scenes", ANY): _scene,
        ("scenes", ANY, "text"): _text,
        ("scenes", ANY, "image"): _nothing,
        ("scenes", ANY, "video"): _nothing,
        ("scenes", ANY, "audio"): _nothing,
        ("scenes", ANY, "choices", ANY): _choice,
    },
    Scale: {("scale",): _file_id, ("title",): _nothing},
}
"""What can be replaced; the first that fits counts. A fault that none fits costs the whole file."""


def sound_part(
    data: dict[str, Any], file: str, kind: type[BaseModel], cuts: Iterable[Cut]
) -> Sound:
    """As much of a file that holds `data` and ought to be a `kind` as is sound without `cuts`."""
    patient = _Patient(_copy(data), file, kind)
    found: list[Diagnostic] = []
    for _ in range(MOST_ROUNDS):
        if not patient.operate(cuts):
            break
        try:
            part = kind.model_validate(patient.data)
        except ValidationError as error:
            faults = faults_of(error, patient.data, file, kind)
            if patient.can_tell(faults):
                found += problems(faults)
            cuts = map(cut_of, faults)
        else:
            return Sound(part, frozenset(patient.wounds), tuple(found))
    return Sound(None, WHOLE, tuple(found))


def _copy(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _copy(part) for key, part in node.items()}
    return [_copy(part) for part in node] if isinstance(node, list) else node


class _Patient:
    """The data of a file, and the wounds that were cut into it so far."""

    def __init__(self, data: dict[str, Any], file: str, kind: type[BaseModel]) -> None:
        self.data = data
        self.kind = kind
        self.stem = PurePosixPath(file).stem
        self.wounds: set[Path] = set()
        self.ids = 0

    def operate(self, cuts: Iterable[Cut]) -> bool:
        """Cut out the smallest parts that hold the faults; False if one of them is all there is."""
        healed: set[Path] = set()
        for cut in cuts:
            if _is_within(cut.path, healed):
                continue
            path = self._leading(cut.path)
            part = next((one for one in self._parts(path) if one[0] not in self.wounds), None)
            if part is None:
                return False
            healed.add(part[0])
            self._replace(part[0], _nothing if cut.key_only and part[0] == path else part[1])
        self.wounds |= healed
        return True

    def can_tell(self, faults: list[Fault]) -> bool:
        """Whether all is about the scenario as a whole, and no wound can be its cause."""
        return (
            self.kind is Scenario
            and all(fault.type in SCENARIO_RULES for fault in faults)
            and all(map(_leaves_names, self.wounds))
        )

    def _leading(self, path: Path) -> Path:
        """As much of a path as leads anywhere in the data; its last step may be a missing key."""
        node: Any = self.data
        for length, step in enumerate(path):
            if isinstance(node, dict) and (step in node or length == len(path) - 1):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return path[:length]
        return path

    def _parts(self, path: Path) -> Iterator[tuple[Path, StandIn]]:
        """The parts around a path that can be replaced, the smallest first."""
        table = _STAND_INS[self.kind].items()
        for length in range(len(path), 0, -1):
            part = path[:length]
            stand_in = next((stand_in for way, stand_in in table if _fits(way, part)), None)
            if stand_in is not None:
                yield part, stand_in

    def _replace(self, path: Path, stand_in: StandIn) -> None:
        holder: Any = self.data
        for step in path[:-1]:
            holder = holder[step]
        if stand_in is not _nothing:
            self.ids += 1
            holder[path[-1]] = stand_in(_Site(path, f"unread-{self.ids}", self.stem, self.data))
        elif isinstance(holder, dict):
            holder.pop(path[-1], None)


def _is_within(path: Path, parts: set[Path]) -> bool:
    return any(path[:length] in parts for length in range(1, len(path) + 1))


def _fits(way: Path, path: Path) -> bool:
    return len(way) == len(path) and all(
        step in (ANY, real) for step, real in zip(way, path, strict=True)
    )


def _leaves_names(wound: Path) -> bool:
    """Whether the names of scenes and values are all known in spite of a wound."""
    if wound[0] == "scenes":
        return is_id(wound[1])
    return wound[0] in ("scenario", "title", "start", "debrief", "replay", "back")
