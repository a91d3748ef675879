"""A preview is put together: the project is read and watched, and all that answers is made."""

import contextlib
import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jdpublish.errors import ProjectError
from jdpublish.preview.contract import Message, View
from jdpublish.preview.engine import Engine
from jdpublish.preview.pdfs import Pdfs
from jdpublish.preview.server.context import Context
from jdpublish.preview.server.editor import Command
from jdpublish.preview.server.listening import Listening
from jdpublish.preview.server.security import Gate
from jdpublish.preview.server.tabs import Tabs


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see: a project, one report of it or all, where, and on which day."""

    root: Path
    report: str
    place: Listening
    today: dt.date
    editor: Command | None = None


@contextlib.contextmanager
def started(
    wish: Wish, *, hear: Callable[[Message], None], complain: Callable[[str], None]
) -> Iterator[Context]:
    """Read and watch a project; `hear` is told what all tabs are told, `complain` our mistakes.

    Raises:
        ProjectError: there is no such project, or no such report in it.
    """
    tabs, place = Tabs(), wish.place

    def tell(message: Message, to: View | str | None) -> None:
        tabs.tell(message, to)
        hear(message)

    def progress(message: Message) -> None:
        tabs.tell(message, None)

    engine = Engine(wish.root, tell=tell, today=wish.today)
    pdfs = Pdfs(wish.root, progress, complain)
    try:
        engine.start()
        _check_report(engine, wish.report)
        yield Context(
            root=wish.root,
            report=wish.report,
            engine=engine,
            pdfs=pdfs,
            tabs=tabs,
            gate=Gate(
                names=place.names,
                port=place.port,
                token=secrets.token_urlsafe(32),
                any_address=place.any_address,
                loopback=place.loopback,
            ),
            run=secrets.token_hex(8),
            editor=wish.editor,
            complain=complain,
        )
    finally:
        pdfs.stop()
        engine.stop()


def _check_report(engine: Engine, report: str) -> None:
    """Refuse a report that is not there; while the project cannot be read, nobody knows."""
    reports = engine.reports()
    if report and engine.snapshot() is not None and report not in reports:
        raise ProjectError(
            f"there is no report “{report}”", hint=f"reports are: {', '.join(reports)}"
        )
