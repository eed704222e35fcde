"""Runs the preview: a socket on loopback, the server, the watcher, and an end without a word."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from builder.preview.app import app_of
from builder.preview.context import Preview
from builder.preview.watching import Told, keep_building

HOST = "127.0.0.1"
PORT = 8310
"""Tried first, so that a page that is open finds the preview again."""
PATIENCE = 2
"""Seconds that open requests get at the end."""


class PortTakenError(Exception):
    """Another program listens there."""


def listen(port: int | None) -> socket.socket:
    """A socket on loopback: at this port, or at the usual one, or at any that is free.

    Raises:
        PortTakenError: the port that was asked for is taken.
        OSError: the system refuses it.
    """
    if port is not None:
        return _bound(port)
    try:
        return _bound(PORT)
    except (PortTakenError, OSError):
        return _bound(0)


def _bound(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would take the port away from whoever has it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError from error
        raise
    return listener


def address_of(listener: socket.socket) -> str:
    """Where a browser finds it."""
    return f"http://{HOST}:{listener.getsockname()[1]}/"


class _Uvicorn(uvicorn.Server):
    """Lets the pages that listen go when it is told to end; else it would wait for them."""

    def __init__(self, config: uvicorn.Config, let_go: Callable[[], None]) -> None:
        super().__init__(config)
        self._let_go = let_go

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C, or the system asks for the end."""
        super().handle_exit(sig, frame)
        self._let_go()


class Server:
    """One preview at one socket, from its start to its end."""

    def __init__(self, preview: Preview, listener: socket.socket, told: Told) -> None:
        self._preview, self._listener, self._told = preview, listener, told
        self._stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._uvicorn = _Uvicorn(_config(preview), self._let_go)

    async def run(self) -> None:
        """Serves and builds until it is told to end."""
        self._loop = asyncio.get_running_loop()
        watcher = asyncio.create_task(keep_building(self._preview, self._stop, self._told))
        try:
            await self._uvicorn.serve(sockets=[self._listener])
        finally:
            self._stop.set()
            watcher.cancel()
            await asyncio.gather(watcher, return_exceptions=True)

    def stop(self) -> None:
        """Ends it, from any thread."""
        self._uvicorn.should_exit = True
        self._let_go()

    def _let_go(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._preview.live.close)
            self._loop.call_soon_threadsafe(self._stop.set)


def _config(preview: Preview) -> uvicorn.Config:
    return uvicorn.Config(
        app_of(preview),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
