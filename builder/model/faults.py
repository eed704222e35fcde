"""Pydantic's errors, each put where it belongs in what the author wrote, without echoes."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from builder.diagnostics import Path, Place
from builder.model.paths import KEY_MARK, allowed_keys, find_path
from builder.model.words import name_of, nearest
from builder.record import record


@record
class Fault:
    """One error of pydantic, put where it belongs in what the author wrote."""

    type: str
    message: str
    context: dict[str, Any]
    location: Path
    path: Path
    on_key: bool
    node: Any
    """What stands there; for a missing key, the mapping that lacks it."""
    file: str
    root: Any
    """The type of the whole file, to look up which keys it may have."""

    @property
    def place(self) -> Place:
        """Where to point: at the value, or for a whole mapping at its first key."""
        if not self.on_key and isinstance(self.node, dict) and self.node:
            return Place(self.file, (*self.path, next(iter(self.node))), on_key=True)
        return Place(self.file, self.path, self.on_key)

    @property
    def name(self) -> str:
        """The last key of the path: what the author calls the value."""
        if self.path and isinstance(self.path[-1], int):
            return name_of(self.path, None)
        return f"'{self.path[-1]}'" if self.path else "This file"


def faults_of(error: ValidationError, data: Any, file: str, root: Any) -> list[Fault]:
    """All faults of a file that holds `data` and ought to be a `root`, echoes included."""
    return [_fault(raw, data, file, root) for raw in error.errors(include_url=False)]


class Cut(NamedTuple):
    """What is to be taken out of a file: what stands at a path, or only because of its key."""

    path: Path
    key_only: bool = False


def cut_of(fault: Fault) -> Cut:
    """Where to cut so that a fault is gone; for a missing key, where it ought to be."""
    if fault.type == "missing":
        return Cut((*fault.path, fault.location[-1]))
    return Cut(fault.path, fault.on_key or fault.type == "extra_forbidden")


def _fault(raw: Any, data: Any, file: str, root: Any) -> Fault:
    location: Path = raw["loc"]
    on_key = location[-1:] == (KEY_MARK,)
    value = raw["input"]
    if on_key:
        location = location[:-1]
        path, node = find_path(location, data, None)
    elif raw["type"] == "missing":
        path, node = find_path(location[:-1], data, value)
    else:
        path, node = find_path(location, data, value)
    context = raw.get("ctx") or {}
    return Fault(raw["type"], raw["msg"], context, location, path, on_key, node, file, root)


def without_echoes(faults: list[Fault]) -> list[Fault]:
    """Faults that say something new.

    A misspelt key is reported once, not as a missing one too; a block in a debrief that is no
    reflection is reported as such, not by each of its keys.
    """
    misspelt = {
        (fault.path[:-1], nearest(str(fault.path[-1]), known_keys(fault)))
        for fault in faults
        if fault.type == "extra_forbidden"
    }
    foreign = {
        fault.path
        for fault in faults
        if fault.type == "missing"
        and in_debrief(fault.path)
        and not _reflects(fault)
        and (fault.path, "reflect") not in misspelt
    }
    return [
        fault
        for fault in faults
        if not (fault.type == "missing" and (fault.path, fault.location[-1]) in misspelt)
        and not (foreign & {fault.path[:-1], fault.path} and not _is_first_key(fault))
    ]


def in_debrief(path: Path) -> bool:
    """Whether a path leads to a block of a debrief."""
    return len(path) > 1 and path[-2] == "debrief"


def _reflects(fault: Fault) -> bool:
    return isinstance(fault.node, dict) and "reflect" in fault.node


def _is_first_key(fault: Fault) -> bool:
    return fault.type == "missing" and fault.location[-1] == "reflect"


def known_keys(fault: Fault) -> list[str]:
    """The keys that may stand beside the one that is at fault."""
    return allowed_keys(fault.root, fault.location[:-1])
