"""Watches the course's folder, and builds as soon as something in it was saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from watchfiles import Change, awatch

from builder.files import IGNORED_NAMES
from builder.preview.context import Preview
from builder.preview.workshop import Build
from builder.theming.folders import theme_beside

STEP = 30
"""Milliseconds without a change after which saving is over: many editors write, then rename."""
MOST = 300
"""Milliseconds after which a build is made, however much is still being written."""

Told = Callable[[Build], None]

_END = object()


def concerns(root: Path, path: str) -> bool:
    """Whether a build looks at a file: not at hidden ones, nor at what editors put beside."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return False
    return not any(
        part.startswith(".") or part.endswith(("~", ".swp", ".tmp")) or part in IGNORED_NAMES
        for part in parts
    )


async def changes(source: Path, stop: asyncio.Event) -> AsyncIterator[object]:
    """One word for each time that something was saved, in the course or in its theme beside it."""
    beside = theme_beside(source)
    roots = [source.resolve(), *([beside.resolve()] if beside else [])]

    def watched(change: Change, path: str) -> bool:
        return any(concerns(root, path) for root in roots)

    async for _ in awatch(
        *roots, watch_filter=watched, debounce=MOST, step=STEP, stop_event=stop, rust_timeout=1000
    ):
        yield None


async def keep_building(preview: Preview, stop: asyncio.Event, told: Told) -> None:
    """Builds at once and after each change, and tells all pages."""
    seen = changes(preview.source, stop)
    change = asyncio.ensure_future(anext(seen, _END))
    await asyncio.sleep(0)  # the folder is watched from here on: nothing that is saved is missed
    try:
        while True:
            build = await asyncio.to_thread(preview.workshop.make)
            preview.live.tell("built", number=build.number)
            told(build)
            if await change is _END:
                return
            change = asyncio.ensure_future(anext(seen, _END))
    finally:
        change.cancel()
