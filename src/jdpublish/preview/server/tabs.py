"""The open tabs, each with a socket, and what they are told."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from jdpublish.preview.contract import Message, View

MOST_TABS = 64
_MOST_WAITING = 64
"""A tab that is so many messages behind is slow or gone; it may come again and begin anew."""
_TRY_AGAIN = 1013
"""Source: IANA, WebSocket Close Code Number Registry."""


@dataclass(eq=False)
class Tab:
    """A tab that shows a view; `waiting` are the messages that it has not been sent yet."""

    view: View
    waiting: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(_MOST_WAITING))
    behind: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, text: str) -> None:
        """Put a message behind the others, or give the tab up where it is too far behind."""
        try:
            self.waiting.put_nowait(text)
        except asyncio.QueueFull:
            self.behind.set()


class Tabs:
    """Every open tab. All but `tell` is for the server's own thread."""

    def __init__(self) -> None:
        """Begin without any."""
        self._tabs: list[Tab] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """Note the thread that tabs are served in; before, there is nobody to tell."""
        self._loop = asyncio.get_running_loop()

    def tell(self, message: Message, to: View | str | None) -> None:
        """Tell a view's tabs, a report's or all of them; from whatever thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended, and nobody listens any more
                self._loop.call_soon_threadsafe(self._put, message, to)

    def _put(self, message: Message, to: View | str | None) -> None:
        listening = tuple(self._of(to))
        if listening:
            text = written(message)
            for tab in listening:
                tab.put(text)

    def _of(self, to: View | str | None) -> Iterator[Tab]:
        for tab in self._tabs:
            if to is None or to in (tab.view, tab.view.report):
                yield tab

    @property
    def full(self) -> bool:
        """Whether there are as many as there may be."""
        return len(self._tabs) >= MOST_TABS

    async def serve(
        self, socket: WebSocket, view: View, greeting: Callable[[], Awaitable[Iterable[Message]]]
    ) -> None:
        """Greet a tab and tell it what is to be told, until it goes or falls behind.

        It is listed before it is greeted, so that nothing is lost in between.
        """
        tab = Tab(view)
        self._tabs.append(tab)
        try:
            await _talk(socket, tab, [written(one) for one in await greeting()])
        finally:
            self._tabs.remove(tab)


async def _talk(socket: WebSocket, tab: Tab, greeting: list[str]) -> None:
    with contextlib.suppress(WebSocketDisconnect, TimeoutError):  # it has gone meanwhile
        await socket.accept()
        for text in greeting:
            await socket.send_text(text)
        await _until_one_ends(_sending(socket, tab), _hearing(socket), tab.behind.wait())
        if tab.behind.is_set():
            await asyncio.wait_for(socket.close(_TRY_AGAIN), _PATIENCE)


_PATIENCE = 1
"""Seconds for a last word to a tab that has not been listening."""


def written(message: Message) -> str:
    """Return a message as it is sent: one for all tabs that get it."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


async def _sending(socket: WebSocket, tab: Tab) -> None:
    while True:
        await socket.send_text(await tab.waiting.get())


async def _hearing(socket: WebSocket) -> None:
    """Wait until the tab goes; it has nothing to say."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


async def _until_one_ends(*doing: Awaitable[object]) -> None:
    tasks = [asyncio.ensure_future(one) for one in doing]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
