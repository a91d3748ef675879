"""The engine: what others ask of it, and the one thread that does everything."""

import datetime as dt
import sys
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from threading import Thread

from jdpublish.errors import JdpublishError
from jdpublish.preview import pages
from jdpublish.preview.contract import Message, Page, Snapshot, View
from jdpublish.preview.engine.inbox import Changed, Inbox, Question
from jdpublish.preview.engine.press import Press
from jdpublish.preview.engine.upkeep import Upkeep
from jdpublish.workspace import project_folder as nearest
from jdpublish.workspace.following import Following
from jdpublish.workspace.watching import Watching


class Engine:
    """Follows a project, and tells tabs what has changed.

    `tell` is called from the engine's thread with a message and whom it is for: a view's tabs, a
    report's, or all. All else may be called from whatever thread.
    """

    def __init__(
        self,
        project_folder: Path,
        *,
        tell: Callable[[Message, View | str | None], None],
        today: dt.date,
    ) -> None:
        """Find the project of a folder; findings will be those of a day.

        Raises:
            ProjectError: there is no project.
        """
        root = nearest(project_folder)
        self._inbox = Inbox()
        self._press = Press(Following(root), self._inbox, tell, today)
        self._upkeep = Upkeep()
        self._watching = Watching(root, self._inbox.change)
        self._thread = Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        """Read the project, then follow it; what is wrong with it is told, and may be mended."""
        self._read(frozenset())
        self._upkeep.begin()
        self._thread.start()
        self._watching.start()
        self._inbox.change(())  # what was saved since it was read

    def stop(self) -> None:
        """End, and wait until nothing more is told."""
        self._watching.stop()
        self._inbox.stop()
        if self._thread.is_alive():
            self._thread.join()
            self._upkeep.end()

    def snapshot(self) -> Snapshot | None:
        """Return the project as it was last read without a mistake."""
        return self._press.snapshot

    def problems(self) -> tuple[Message, ...]:
        """Return what is wrong with the project now."""
        return self._press.problems

    def reports(self) -> tuple[str, ...]:
        """Return the ids of the reports."""
        snapshot = self._press.snapshot
        return tuple(snapshot.reports) if snapshot else ()

    def views(self, report: str) -> tuple[View, ...]:
        """Return what can be shown of a report; nothing of one that there is not."""
        snapshot = self._press.snapshot
        if snapshot is None or report not in snapshot.reports:
            return ()
        return pages.views(snapshot, report)

    def remarks(self, report: str) -> Message | None:
        """Return what was last found in a report, or None where nobody has looked yet."""
        return self._press.remarks(report)

    def page(self, report: str, view_id: str) -> Page:
        """Return a view's page as it is now, or as it was before a mistake that is not mended.

        Raises:
            JdpublishError: it cannot be made, and never could.
            KeyError: there is no such view.
        """
        view = next((one for one in self.views(report) if one.id == view_id), None)
        if view is None:
            raise KeyError(f"{report}/{view_id}")
        return self._press.made(view) or self._inbox.ask(partial(self._press.page, view))

    def front(self) -> Page:
        """Return the theme's front page.

        Raises:
            JdpublishError: it cannot be made.
            KeyError: there is no project to show yet.
        """
        return self._inbox.ask(self._press.front)

    def shown(self, view: View) -> None:
        """Note that a tab shows a view from now on."""
        self._inbox.note(partial(self._press.opened, view))

    def hidden(self, view: View) -> None:
        """Note that a tab shows a view no longer."""
        self._inbox.note(partial(self._press.closed, view))

    def refresh(self, files: Iterable[str]) -> None:
        """Read files that we have written ourselves, without waiting for the system to tell."""
        self._inbox.change(files)

    def _run(self) -> None:
        while True:
            task = self._inbox.take(wait=not self._press.busy)
            if isinstance(task, Changed):
                self._guarded(partial(self._read, task.files))
            elif isinstance(task, Question):
                self._guarded(partial(_answer, task))
            elif task:
                return
            elif self._press.busy:
                self._guarded(self._go_on)

    def _go_on(self) -> None:
        self._press.go_on()
        if not (self._press.busy or self._inbox.waiting):
            self._upkeep.idle()

    def _read(self, files: frozenset[str]) -> None:
        try:
            self._press.read(files)
        finally:
            self._watching.project = self._press.project

    def _guarded(self, step: Callable[[], None]) -> None:
        """Do a step; where it fails by a mistake of ours, say so, and go on with the next."""
        try:
            step()
        except Exception as problem:  # noqa: BLE001  the preview never ends by itself
            traceback.print_exception(problem, file=sys.stderr)
            self._press.failed(problem)


def _answer(question: Question[object]) -> None:
    """Answer whoever waits, who hears of a mistake of ours, too."""
    try:
        question.answer.set_result(question.find())
    except Exception as problem:
        question.answer.set_exception(problem)
        if not isinstance(problem, JdpublishError | KeyError):
            raise
