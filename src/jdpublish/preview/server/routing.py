"""Addresses and methods: what answers where, and what is said where nothing does."""

from collections.abc import Awaitable, Callable, Mapping
from threading import Lock, Thread

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from jdpublish.preview.server import refusals
from jdpublish.preview.server.notices import refusal_response

Endpoint = Callable[[Request], Awaitable[Response]]


def at(path: str, endpoints: Mapping[str, Endpoint]) -> Route:
    """Return the route to an address, which has names in braces, with what each method does."""
    return _At(path, _Methods(endpoints), methods=list(endpoints))


def routed(*routes: BaseRoute, otherwise: ASGIApp | None = None) -> Router:
    """Return what answers at these addresses; at others, `otherwise` does, or nothing is there."""
    return Router(routes, redirect_slashes=False, default=otherwise or _nothing)


class _At(Route):
    """A route that says no as the rest of this server does.

    It does so only where no other route has the method, too: a term may be called “propose”.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        methods = self.methods or set()
        if scope["method"] in methods:
            await self.app(scope, receive, send)
        else:
            refusal = refusals.not_allowed(", ".join(sorted(methods)))
            await refusal_response(refusal, scope)(scope, receive, send)


class _Methods:
    """What is done at one address, by method; HEAD is GET without a body (RFC 9110, 9.3.2)."""

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        self._endpoints = endpoints

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        response = await self._endpoints[method](Request(scope, receive))
        await response(scope, receive, send)


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    await refusal_response(refusals.NOT_FOUND, scope)(scope, receive, send)


class Later:
    """Something that takes a while to load: it is when it is first asked for, or before."""

    def __init__(self, load: Callable[[], ASGIApp]) -> None:
        """Keep what loads it."""
        self._load = load
        self._loaded: ASGIApp | None = None
        self._lock = Lock()
        self._thread = Thread(target=self.loaded, name="later", daemon=True)

    async def begin(self) -> None:
        """Begin to load it, and do not wait until it is; for the server’s own thread alone."""
        if self._thread.ident is None and self._loaded is None:
            self._thread.start()

    def loaded(self) -> ASGIApp:
        """Load it unless it is, and return it."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, when it is loaded."""
        app = await run_in_threadpool(self.loaded) if self._loaded is None else self._loaded
        await app(scope, receive, send)
