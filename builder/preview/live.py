"""What open pages are told at once, by server-sent events: a build, and what an LMS was told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

PAUSE = 15.0
"""After so many seconds of silence a line is sent, so that a page that has gone is noticed."""

_END: None = None


class Live:
    """All pages that listen."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str | None]] = set()
        self._over = False

    def tell(self, kind: str, **data: Any) -> None:
        """Tells every page."""
        text = f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        for queue in self._queues:
            queue.put_nowait(text)

    def close(self) -> None:
        """Lets all pages go, or the server could not end."""
        self._over = True
        for queue in self._queues:
            queue.put_nowait(_END)

    async def stream(self, first: str, **data: Any) -> AsyncIterator[str]:
        """Everything that is told from now on; before it a first event."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield f"retry: 500\nevent: {first}\ndata: {json.dumps(data)}\n\n"
            while not self._over:
                try:
                    text = await asyncio.wait_for(queue.get(), PAUSE)
                except TimeoutError:
                    text = ":\n\n"
                if text is _END:
                    return
                yield text
        finally:
            self._queues.discard(queue)
