"""Desks behind HTTP: a request becomes what is asked, an answer becomes JSON, a mistake too."""

import asyncio
import errno
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from jdpublish.errors import JdpublishError, ProjectError
from jdpublish.preview.contract import Answer, Asked, Message, Route
from jdpublish.preview.problems import problem_records
from jdpublish.preview.server import refusals
from jdpublish.preview.server.context import Context
from jdpublish.preview.server.notices import json_response, refusal_response
from jdpublish.preview.server.security import WRITES, joined, version_asked
from jdpublish.workspace import Project, find_project, source_line

_UNREADY = 503
_MISTAKEN = 422
_FULL = 507


class Desks:
    """Answers for all desks: one that writes waits for another that does."""

    def __init__(self, context: Context) -> None:
        """Keep what the routes share."""
        self._context = context
        self._writing = asyncio.Lock()

    async def answer(self, route: Route, request: Request) -> Response:
        """Return a desk's answer to a request that has passed the guard."""
        headers = joined(request.scope["headers"])
        version = version_asked(headers)
        if route.conditional and version is None:
            return refusal_response(refusals.NO_VERSION, request.scope)
        writes = route.method in WRITES
        try:
            body = read_body(await request.body()) if writes else {}
        except ValueError:
            return refusal_response(refusals.NOT_READABLE, request.scope)

        def answered() -> Answer:
            return self._answered(route, request, body, version or "")

        if not writes:
            return _written(await run_in_threadpool(answered))
        async with self._writing:
            return _written(await run_in_threadpool(answered))

    def _answered(
        self, route: Route, request: Request, body: Mapping[str, Any], version: str
    ) -> Answer:
        engine = self._context.engine
        snapshot = engine.snapshot()
        if snapshot is None:
            return Answer({"problems": list(engine.problems())}, status=_UNREADY)
        try:
            found = route.answer(
                Asked(
                    project_of(self._context.root),
                    snapshot,
                    names=request.path_params,
                    query=dict(request.query_params),
                    body=body,
                    version=version,
                )
            )
        except JdpublishError as error:
            return Answer({"problems": list(told(error, self._context.root))}, status=_MISTAKEN)
        except OSError as problem:
            return _not_saved(problem)
        if route.method in WRITES and found.status < 300 and "files" in found.body:  # noqa: PLR2004
            engine.refresh(found.body["files"])
        return found


def project_of(root: Path) -> Project:
    """Return the project as its configuration says now.

    Raises:
        ProjectError: it is not there any more, or its configuration has a mistake.
    """
    project = find_project(root)
    if project.root != root:  # the folder is gone, and one above it is a project, too
        raise ProjectError(
            f"the project is not in {root} any more",
            hint="put it back, or start the preview again where it is now",
        )
    return project


def told(error: JdpublishError, root: Path) -> tuple[Message, ...]:
    """Return a mistake and those told with it, with the lines they stand in."""
    return tuple(problem_records(error, lambda at: source_line(root, at)))


def read_body(content: bytes) -> Mapping[str, Any]:
    """Return the JSON object that is sent with a request; none is an empty one.

    Raises:
        ValueError: it is not UTF-8, not JSON, no object, nested beyond measure, or holds half a
            character, which no file can.
    """
    if not content:
        return {}
    try:
        found = json.loads(content.decode(), parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as problem:
        raise ValueError(str(problem)) from problem
    if not isinstance(found, dict):
        raise ValueError(type(found).__name__)  # noqa: TRY004  as for any other that is no object
    return found


def _no_number(name: str) -> float:
    raise ValueError(name)


def _not_saved(problem: OSError) -> Answer:
    """Return what is said when the disk does not take a file."""
    full = problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    record: Message = {
        "message": "there is no space left on the disk; nothing was changed"
        if full
        else f"the file cannot be written: {problem.strerror or problem}; nothing was changed",
        "hint": "make some room and save again; what you typed is still in the page"
        if full
        else "check its rights and save again; what you typed is still in the page",
    }
    return Answer({"problems": [record]}, status=_FULL if full else _MISTAKEN)


def _written(answer: Answer) -> Response:
    headers = {"etag": f'"{answer.version}"'} if answer.version else None
    return json_response(answer.body, answer.status, headers)
