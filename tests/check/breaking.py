"""The files of the sample as data, and all places in them where something can go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.source.yaml import read
from tests.model.sample import TEXTS

Data = Any


def data_of(name: str) -> Data:
    return read(TEXTS[name].encode(), name).data


def places(data: Data, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """All paths in a structure but its root."""
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    for step, part in parts if isinstance(data, dict | list) else ():
        yield (*path, step)
        yield from places(part, (*path, step))
