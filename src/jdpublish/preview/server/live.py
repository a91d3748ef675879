"""The sockets that tabs listen on: greeted with how things stand, told what changes."""

from collections.abc import Iterator
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket

from jdpublish.errors import JdpublishError
from jdpublish.preview.contract import Message, View
from jdpublish.preview.pdfs.job import message
from jdpublish.preview.server import refusals
from jdpublish.preview.server.context import Context
from jdpublish.preview.server.notices import refusal_response

NOTHING_YET = View("", "", ())
"""What a tab shows while the project has not once been read without a mistake."""


async def live(context: Context, socket: WebSocket) -> None:
    """Serve a tab's socket: from the greeting until it goes."""
    report, name = (socket.query_params.get(key, "") for key in ("report", "view"))
    view = context.view(report, name)
    if view is None and context.engine.snapshot() is None:
        view = NOTHING_YET
    if view is None or context.tabs.full:
        refusal = refusals.NO_ROOM if view else refusals.NOT_FOUND
        await socket.send_denial_response(refusal_response(refusal, socket.scope))
        return
    greeting = partial(run_in_threadpool, lambda: tuple(_greeting(context, view)))
    if view is NOTHING_YET:
        await context.tabs.serve(socket, view, greeting)
        return
    await run_in_threadpool(context.engine.shown, view)
    try:
        await context.tabs.serve(socket, view, greeting)
    finally:
        await run_in_threadpool(context.engine.hidden, view)


def _greeting(context: Context, view: View) -> Iterator[Message]:
    """Yield how things stand: the project, and the PDFs of the report that are known."""
    engine = context.engine
    snapshot = engine.snapshot()
    yield {
        "type": "hello",
        "run": context.run,
        "number": snapshot.number if snapshot else 0,
        "version": _version(context, view) if snapshot else "",
        "problems": list(engine.problems()),
        "remarks": engine.remarks(view.report) if snapshot else None,
    }
    yield from (message(job) for job in context.pdfs.jobs() if job.report == view.report)


def _version(context: Context, view: View) -> str:
    """Return the version of a view's page; empty where it cannot be made, which is told apart."""
    try:
        page = context.engine.page(view.report, view.id)
    except JdpublishError:
        return ""
    except KeyError:
        return context.run  # it waited for the project, and there are views now
    return page.version
