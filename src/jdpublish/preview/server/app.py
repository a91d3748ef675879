"""The application: every address there is, and the guard before them."""

from functools import partial
from itertools import chain

from starlette.routing import Router, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from jdpublish.preview.server.context import Context
from jdpublish.preview.server.desks import Desks
from jdpublish.preview.server.editor import Command, opening
from jdpublish.preview.server.guard import Guard
from jdpublish.preview.server.live import live
from jdpublish.preview.server.printing import Printing, pdf_routes
from jdpublish.preview.server.reading import Reading
from jdpublish.preview.server.routing import Endpoint, Later, at, routed


def application(context: Context) -> ASGIApp:
    """Return the whole server as one application (ASGI 3)."""
    desks = Later(partial(_desks, context))
    reading, printing = Reading(context, afterwards=desks.begin), Printing(context)
    pages = routed(
        at("/", {"GET": reading.home}),
        at("/index.html", {"GET": reading.front}),
        at("/favicon.ico", {"GET": reading.icon}),
        at("/{report}/", {"GET": reading.nearly}),
        at("/{report}/{view}", {"GET": reading.nearly}),
        at("/{report}/{view}/", {"GET": reading.page}),
        at("/{report}/{view}/index.html", {"GET": reading.page}),
        at("/{report}/{view}/{file}", {"GET": printing.linked}),
    )
    own = routed(
        WebSocketRoute("/-/live", partial(live, context)),
        at("/-/assets/{name}", {"GET": reading.asset}),
        at("/-/fonts/{name}", {"GET": reading.font}),
        at("/-/pdf/{job}/{file}", {"GET": printing.finished}),
        otherwise=desks,
    )

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        """Part our own addresses from those of pages, among which no report can be called “-”."""
        await (own if scope["path"].startswith("/-/") else pages)(scope, receive, send)

    return Guard(either, gate=context.gate, complain=context.complain)


def _desks(context: Context) -> Router:
    """Return the addresses of all desks, each with all methods that it has.

    What desks need takes a while to load, and the first page does not need it.
    """
    from jdpublish.preview import desk  # noqa: PLC0415  for the reason above

    desks = Desks(context)
    routes = chain(
        pdf_routes(context),
        [opening(context.root, _editor(context), context.engine.problems)],
        desk.ROUTES,
    )
    paths: dict[str, dict[str, Endpoint]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method] = partial(desks.answer, route)
    return routed(*(at(path, methods) for path, methods in paths.items()))


def _editor(context: Context) -> Command | None:
    """Return the command that opens files, unless others could open windows here with it."""
    return context.editor if context.gate.loopback else None
