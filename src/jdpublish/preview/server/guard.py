"""What stands before every route: who may not pass is answered here, and all answers are headed."""

import traceback
from collections.abc import Callable, Mapping

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jdpublish.preview.server import policy, refusals
from jdpublish.preview.server.notices import refusal_response
from jdpublish.preview.server.security import WRITES, Asking, Gate, joined, refused


class Guard:
    """An application that passes on only what may pass (ASGI 3)."""

    def __init__(self, app: ASGIApp, *, gate: Gate, complain: Callable[[str], None]) -> None:
        """Keep what stands behind, who may pass, and whom to tell of our own mistakes."""
        self._app = app
        self._gate = gate
        self._complain = complain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a socket's handshake."""
        socket = scope["type"] == "websocket"
        send = _headed(send)
        try:
            asking = Asking(scope.get("method", "GET"), joined(scope["headers"]), socket=socket)
            refusal = refused(asking, self._gate)
            if refusal is None and not socket and asking.method in WRITES:
                body = await _body(receive)
                if body is None:
                    refusal = refusals.TOO_LARGE
                else:
                    receive = _again(body, receive)
            if refusal is None:
                await self._app(scope, receive, send)
            else:
                await refusal_response(refusal, scope)(scope, receive, send)
        except ClientDisconnect:
            return  # whoever asked has gone before all of it came: nothing is done of it
        except Exception:  # noqa: BLE001  whatever it is, the server goes on
            self._complain(traceback.format_exc())
            if not _begun(send):
                await refusal_response(refusals.OURS, scope)(scope, receive, send)


async def _body(receive: Receive) -> bytes | None:
    """Return what is sent with a request, or None where it is more than is read.

    Counted as it comes: one that is sent in chunks says no length.

    Raises:
        ClientDisconnect: it has not come to its end.
    """
    parts, length = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        part = message.get("body", b"")
        length += len(part)
        if length > refusals.LARGEST:
            return None
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a way to receive a body that has been read already."""
    told = False

    async def once() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


class _headed:  # noqa: N801  used as a function is
    """Sends what it is given, with the headers that every answer has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] in _BEGINNINGS:
            self.begun = True
            headers = joined(message.get("headers", ()))
            message = {**message, "headers": [*message.get("headers", ()), *_missing(headers)]}
        await self._send(message)


_BEGINNINGS = ("http.response.start", "websocket.accept", "websocket.http.response.start")


def _missing(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    wanted = {"content-security-policy": policy.NOTHING, **policy.EVERYWHERE}
    return [(k.encode(), v.encode()) for k, v in wanted.items() if k not in headers]


def _begun(send: Send) -> bool:
    return isinstance(send, _headed) and send.begun
