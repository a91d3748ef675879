"""One PDF, made by a process of its own that tells its steps: `python -m … FOLDER REPORT EDITION`.

It writes lines of JSON, and after the last of them the PDF's bytes. It ends with the process that
started it, whatever becomes of that: its standard input is closed then.
"""

import gc
import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from jdpublish import pipeline
from jdpublish.editions import EDITIONS
from jdpublish.errors import JdpublishError
from jdpublish.preview.problems import problem_records
from jdpublish.report import chosen, parsed
from jdpublish.workspace import find_project, load, source_line

Tell = Callable[..., None]

_POLITE = 10
"""How much this work stands back behind others of the machine (nice): the page goes first."""


def main(folder: str, report: str, edition: str) -> None:
    """Make a PDF of a report's edition and write it to standard output, step by step."""
    gc.disable()  # as all commands that make files: see __main__
    os.nice(_POLITE)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is none of our lines
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def tell(**what: Any) -> None:  # noqa: ANN401  whatever JSON can hold
        _write(out, json.dumps(what).encode() + b"\n")

    root = Path(folder)
    try:
        content = _pdf(root, report, edition, tell)
    except JdpublishError as error:
        tell(problems=problem_records(error, lambda at: source_line(root, at)))
    else:
        tell(length=len(content))
        _write(out, content)
    out.close()
    os._exit(0)


def _pdf(root: Path, report: str, edition: str, tell: Tell) -> bytes:
    """Return an edition's PDF, the same as a build makes it."""
    tell(step="reading")
    sources = load(find_project(root))
    reports = tuple(parsed(one) for one in chosen(sources, (report,)))
    pipeline.editions((edition,))
    wanted = {*sources.editions, edition}
    order = pipeline.Order(
        editions=tuple(one.id for one in EDITIONS if one.id in wanted), formats=("html", "pdf")
    )
    task = next(
        task
        for task in pipeline.tasks(reports, order, {})
        if (task.edition.id, task.format) == (edition, "pdf")
    )
    tell(step="setting")
    pipeline.prepare((task,), sources.theme)
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(_Pages(tell))
    return pipeline.perform(task, sources).content


class _Pages(logging.Handler):
    """Tells of the pages that WeasyPrint says it sets, and of its writing them down.

    It sets some of them again when it knows their numbers: `set` counts all this, `page` does not.
    """

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell
        self._set = self._page = 0

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith("Step 5") and record.args:
            (page,) = record.args
            self._set, self._page = self._set + 1, max(self._page, int(str(page)))
            self._tell(step="pages", page=self._page, set=self._set)
        elif record.msg.startswith("Step 6"):
            self._tell(step="writing")


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _write(out: BinaryIO, content: bytes) -> None:
    try:
        out.write(content)
        out.flush()
    except BrokenPipeError:
        os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
