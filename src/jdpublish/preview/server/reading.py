"""Pages behind HTTP, with their fonts, and the scripts and styles of ours that are added."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from jdpublish.errors import JdpublishError
from jdpublish.preview.contract import Message, Page
from jdpublish.preview.server import policy, refusals
from jdpublish.preview.server.assets import WAITING, assets
from jdpublish.preview.server.context import Context
from jdpublish.preview.server.delivery import delivered
from jdpublish.preview.server.desks import told
from jdpublish.preview.server.notices import notice_response, problem_page, refusal_response
from jdpublish.preview.server.security import joined

_SEE_OTHER = 303
_NOT_MODIFIED = 304
_UNREADY = 503
_FOREVER = {"cache-control": "max-age=31536000, immutable"}
"""A font's name is its hash: under it there is never another."""


class Reading:
    """Delivers what a browser reads."""

    def __init__(self, context: Context, *, afterwards: Callable[[], Awaitable[None]]) -> None:
        """Read the client’s files; keep what is shared, and what is done after a page is sent."""
        self._context = context
        self._afterwards = BackgroundTask(afterwards)
        self._assets = assets()
        self._modules = tuple(
            name for name in sorted(self._assets) if name.endswith(".js") and name != WAITING
        )

    async def home(self, _: Request) -> Response:
        """Return the way to the first view of the report that this was started for."""
        engine = self._context.engine
        reports = engine.reports()
        report = self._context.report or (reports[0] if len(reports) == 1 else "")
        if report not in reports:
            return _to("/index.html") if reports else _unready(engine.problems())
        return _to(f"/{report}/{engine.views(report)[0].id}/index.html")

    async def front(self, request: Request) -> Response:
        """Return the theme's front page."""
        engine = self._context.engine
        try:
            page = await run_in_threadpool(engine.front)
        except JdpublishError as error:
            return _unready(told(error, self._context.root))
        except KeyError:
            return _unready(engine.problems())
        self._context.fonts.keep(("", ""), page)
        return _page(page.html, page, request)

    async def nearly(self, request: Request) -> Response:
        """Return the way to a view for an address that only lacks its end."""
        report, name = request.path_params["report"], request.path_params.get("view", "")
        if report not in self._context.engine.reports():
            return refusal_response(refusals.NOT_FOUND, request.scope)
        views = [view.id for view in self._context.engine.views(report)]
        if name and name not in views:
            return refusal_response(refusals.NOT_FOUND, request.scope)
        return _to(f"/{report}/{name or views[0]}/index.html")

    async def page(self, request: Request) -> Response:
        """Return a view's page."""
        engine, names = self._context.engine, request.path_params
        snapshot = engine.snapshot()
        if snapshot is None:
            return _unready(engine.problems())
        view = self._context.view(names["report"], names["view"])
        if view is None:
            return refusal_response(refusals.NOT_FOUND, request.scope)
        try:
            page = await run_in_threadpool(engine.page, view.report, view.id)
        except JdpublishError as error:
            return _unready(told(error, self._context.root))
        except KeyError:
            return refusal_response(refusals.NOT_FOUND, request.scope)
        self._context.fonts.keep((view.report, view.id), page)
        about = {
            "run": self._context.run,
            "token": self._context.gate.token,
            "version": page.version,
            "report": view.report,
            "view": view.id,
            "views": [one.id for one in engine.views(view.report)],
            "number": snapshot.number,
        }
        answer = _page(delivered(page.html, about, self._modules), page, request)
        answer.background = self._afterwards
        return answer

    async def font(self, request: Request) -> Response:
        """Return a font by its hash."""
        content = self._context.fonts.font(request.path_params["name"])
        if content is None:
            return refusal_response(refusals.NOT_FOUND, request.scope)
        return Response(content, 200, _FOREVER, media_type="font/otf")

    async def asset(self, request: Request) -> Response:
        """Return a script or style of ours, unless the browser has it already."""
        found = self._assets.get(request.path_params["name"])
        if found is None:
            return refusal_response(refusals.NOT_FOUND, request.scope)
        headers = {"etag": f'"{found.version}"', "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(None, _NOT_MODIFIED, headers)
        return Response(found.content, 200, headers, media_type=found.media_type)

    async def icon(self, _: Request) -> Response:
        """Return the picture in a tab: two columns."""
        return Response(_ICON, 200, {"cache-control": "no-cache"}, media_type="image/svg+xml")


def _unready(problems: Iterable[Message]) -> Response:
    """Return what stands in for a page until the project is mended; then it comes by itself."""
    return notice_response(problem_page(problems), _UNREADY)


def _to(path: str) -> Response:
    return RedirectResponse(path, _SEE_OTHER)


def _page(html: str, page: Page, request: Request) -> Response:
    host = joined(request.scope["headers"])["host"]
    csp = policy.page_policy(page.scripts, page.styles, host=host)
    headers = {"content-security-policy": csp, "etag": f'"{page.version}"'}
    return Response(html, 200, headers, media_type="text/html")


_ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">\
<rect width="32" height="32" rx="6" fill="#9b2a20"/>\
<path d="M8 9h5M8 14h5M8 19h5M8 24h3M17 9h8M17 14h8M17 19h8M17 24h5" stroke="#fbf9f4" \
stroke-width="2" stroke-linecap="round"/></svg>
"""
