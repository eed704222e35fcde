"""The names in a module, as far as they can be read: also of pages and blocks that have faults."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, get_args

from builder.blocks.base import UsedBlock
from builder.blocks.registry import BLOCKS
from builder.diagnostics import Path
from builder.model.module import Module, Page, kind_of
from builder.model.words import is_id


class BlockName(NamedTuple):
    """A block that a learner uses: its kind, its id, its place on the page, and its id's key."""

    kind: str
    id: str
    at: int
    key: str


class PageNames(NamedTuple):
    """A page (its id is None if it cannot be read) and its blocks; `complete` if these are all."""

    id: str | None
    blocks: tuple[BlockName, ...]
    complete: bool = True


class ModuleNames(NamedTuple):
    """A module and its pages; `complete` if their ids are known."""

    id: str
    pages: tuple[PageNames, ...] = ()
    complete: bool = True


def names_in(module: Module) -> ModuleNames:
    """The names in a sound module."""
    return ModuleNames(module.id, tuple(map(_page, module.pages)))


def _page(page: Page) -> PageNames:
    used = (
        BlockName(block.kind, block.id, at, block.id_key or block.kind)
        for at, block in enumerate(page.blocks)
        if isinstance(block, UsedBlock)
    )
    return PageNames(page.id, tuple(used))


def readable_names(data: dict[str, Any], stem: str, twice: Collection[Path]) -> ModuleNames:
    """The names in the data of a module that has faults; `twice` are keys that came again."""
    name, listed = data.get("module"), _entries(data.get("pages"))
    pages = tuple(_readable_page(page, ("pages", at), twice) for at, page in enumerate(listed))
    return ModuleNames(
        str(name) if is_id(name) else stem,
        pages,
        pages != () and ("pages",) not in twice and all(page.id is not None for page in pages),
    )


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _readable_page(page: Any, path: Path, twice: Collection[Path]) -> PageNames:
    data = page if isinstance(page, dict) else {}
    name, listed = data.get("page"), _entries(data.get("blocks"))
    known = is_id(name) and (*path, "page") not in twice
    blocks = list(_readable_blocks(listed, (*path, "blocks"), twice))
    return PageNames(
        str(name) if known else None,
        tuple(block for block in blocks if block is not None),
        listed != [] and (*path, "blocks") not in twice and None not in blocks,
    )


def _readable_blocks(
    blocks: Collection[Any], path: Path, twice: Collection[Path]
) -> Iterator[BlockName | None]:
    """The names of blocks; None for one that may have a name which cannot be read."""
    for at, block in enumerate(blocks):
        kind = kind_of(block)
        key = _ID_KEYS.get(kind or "", "")
        if kind is None or {(*path, at, kind), (*path, at, key)} & {*twice}:
            yield None
        elif key in block:
            yield BlockName(kind, block[key], at, key) if is_id(block[key]) else None


def _id_keys(kind: str, block: Any) -> Iterator[str]:
    """The keys under which blocks of a type, or of a union of such types, have their ids."""
    if isinstance(block, type) and issubclass(block, UsedBlock):
        yield block.id_key or kind
    for member in get_args(block):
        yield from _id_keys(kind, member)


_ID_KEYS = {kind: key for kind, block in BLOCKS.items() for key in _id_keys(kind, block)}
