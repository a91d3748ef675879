"""PDFs behind HTTP: asked for by a panel, or by the page's own link, which waits."""

import asyncio
from collections.abc import Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from jdpublish.preview.contract import Answer, Asked, Route
from jdpublish.preview.pdfs import Job
from jdpublish.preview.pdfs.job import message
from jdpublish.preview.server import policy, refusals
from jdpublish.preview.server.context import Context
from jdpublish.preview.server.notices import notice_response, refusal_response, unprinted_page

_MISTAKEN = 422
_CANCELLED = {"message": "it was cancelled while it was being made", "hint": ""}
_GONE = {"message": "there is no such PDF any more", "hint": "make it again"}


def pdf_routes(context: Context) -> Iterator[Route]:
    """Yield what a panel asks: to make a PDF, and to give one up."""

    def make(asked: Asked) -> Answer:
        report, edition = (str(asked.body.get(name, "")) for name in ("report", "edition"))
        if not _printable(context, report, edition):
            return Answer({"problems": [_NO_EDITION]}, status=404)
        problems = context.engine.problems()
        if problems:
            return Answer({"problems": list(problems)}, status=_MISTAKEN)
        job, _ = context.pdfs.ask(report, edition, asked.snapshot.number)
        return Answer(message(job))

    def cancel(asked: Asked) -> Answer:
        job = context.pdfs.cancel(asked.names["job"])
        return Answer(message(job)) if job else Answer({"problems": [_GONE]}, status=404)

    yield Route("POST", "/-/pdf", make)
    yield Route("DELETE", "/-/pdf/{job}", cancel)


_NO_EDITION = {"message": "there is no such edition of this report", "hint": "reload the page"}


def _printable(context: Context, report: str, edition: str) -> bool:
    view = context.view(report, edition)
    return view is not None and not view.parallel


class Printing:
    """Delivers finished PDFs."""

    def __init__(self, context: Context) -> None:
        """Keep what the routes share."""
        self._context = context

    async def finished(self, request: Request) -> Response:
        """Return a PDF that was asked for, where it is done."""
        job = self._context.pdfs.job(request.path_params["job"])
        if job is None or job.state != "done" or job.file != request.path_params["file"]:
            return refusal_response(refusals.NOT_FOUND, request.scope)
        return _pdf(job)

    async def linked(self, request: Request) -> Response:
        """Return the PDF that a page links to, made now unless nothing has changed since."""
        report, edition = request.path_params["report"], request.path_params["view"]
        context = self._context
        snapshot = context.engine.snapshot()
        if (
            snapshot is None
            or not _printable(context, report, edition)
            or request.path_params["file"] != f"{report}.{edition}.pdf"
        ):
            return refusal_response(refusals.NOT_FOUND, request.scope)
        problems = context.engine.problems()
        if problems:
            return notice_response(unprinted_page(problems), _MISTAKEN)
        _, made = await run_in_threadpool(context.pdfs.ask, report, edition, snapshot.number)
        # Shielded: the one who waits may go, and the PDF is made all the same.
        done = await asyncio.shield(asyncio.wrap_future(made))
        if done.state != "done":
            return notice_response(unprinted_page(done.problems or [_CANCELLED]), _MISTAKEN)
        return _pdf(done)


def _pdf(job: Job) -> Response:
    headers = {"content-security-policy": policy.PDF}
    return Response(job.content, 200, headers, media_type="application/pdf")
