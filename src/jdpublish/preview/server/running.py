"""A preview from its first tab to Ctrl+C: the door to uvicorn."""

import asyncio
import gc
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from jdpublish.preview.server.app import application
from jdpublish.preview.server.context import Context

_GRACE = 1
"""Seconds for tabs to take their leave."""
_WORDS_OF_TABS = 1024
"""Bytes: a tab has nothing to say on its socket."""


def run(context: Context, listening: socket.socket) -> None:
    """Answer browsers until Ctrl+C comes, or the terminal is closed."""
    config = uvicorn.Config(
        application(context),
        loop="asyncio",
        http="h11",
        ws="websockets-sansio",
        ws_max_size=_WORDS_OF_TABS,
        ws_per_message_deflate=False,  # the way is short
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # nobody stands between, so nobody is believed who says so
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    for name in ("uvicorn.error", "asyncio"):
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.addHandler(_Mistakes(context.complain))
    # What is loaded now stays: it need not be looked through again and again for garbage.
    gc.freeze()
    gc.enable()
    asyncio.run(_served(_Server(config), context, listening))


async def _served(server: "_Server", context: Context, listening: socket.socket) -> None:
    context.tabs.begin()
    signal.signal(signal.SIGHUP, server.handle_exit)
    await server.serve(sockets=[listening])


class _Server(uvicorn.Server):
    """A server for which Ctrl+C is how it ends, not a fault to be told on."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  uvicorn's own
        """End with the next tick; at once if told again."""
        self.force_exit = self.should_exit
        self.should_exit = True


class _Mistakes(logging.Handler):
    """Tells of mistakes of ours; what requests do wrong is no news."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        super().__init__()
        self._complain = complain

    def emit(self, record: logging.LogRecord) -> None:
        # Who still waits for something when the server ends is not told of it.
        if record.exc_info and record.exc_info[0] is not asyncio.CancelledError:
            self._complain(logging.Formatter().format(record))
