"""What the engine's thread does: it reads the project, makes pages, checks, and tells the tabs."""

import datetime as dt
from collections import deque
from collections.abc import Callable
from functools import partial

from jdpublish.errors import JdpublishError, ProjectError, noted, refuse
from jdpublish.keeping import Kept
from jdpublish.preview import pages
from jdpublish.preview.contract import Message, Page, Snapshot, View
from jdpublish.preview.engine.inbox import Inbox
from jdpublish.preview.engine.patience import Patient, SupersededError
from jdpublish.preview.engine.showing import Made, Screen, Showing
from jdpublish.preview.engine.troubles import READING, Troubles
from jdpublish.report import Report, parsed
from jdpublish.sources import Sources
from jdpublish.workspace import Project
from jdpublish.workspace.following import Following

_ROUNDS = 100
"""After so many saves in a row, what is kept is swept though nothing was ever finished."""

Tell = Callable[[Message, View | str | None], None]


class Press:
    """Makes what is shown.

    Other threads may ask for `snapshot`, `problems`, `remarks` and `made`, which are never half
    changed.
    """

    def __init__(self, following: Following, inbox: Inbox, tell: Tell, today: dt.date) -> None:
        """Begin with nothing read."""
        self._following = following
        self._inbox = inbox
        self._tell = tell
        self._today = today
        self._troubles = Troubles(following.root, lambda found: tell(_problems(found), None))
        self._showing = Showing()
        self._kept = Kept()
        self._keep = Patient(self._kept, inbox)
        self._sound: Snapshot | None = None
        self._remarks: dict[str, tuple[int, Message]] = {}
        self._work: deque[Callable[[], None]] = deque()
        self._unswept = 0
        self._swept = 0
        self._gone = False
        self.snapshot: Snapshot | None = None

    @property
    def project(self) -> Project | None:
        """What the project's configuration says, as far as it could be read."""
        return self._following.project

    @property
    def problems(self) -> tuple[Message, ...]:
        """What is wrong with the project now."""
        return (*([self._away] if self._gone else ()), *self._troubles.all)

    @property
    def busy(self) -> bool:
        """Whether something is left to be done when nothing newer waits."""
        return bool(self._work)

    def remarks(self, report: str) -> Message | None:
        """Return what was last found in a report, or None where nobody has looked yet."""
        found = self._remarks.get(report)
        return found[1] if found else None

    def made(self, view: View) -> Page | None:
        """Return a view's page if it has been made as it is now."""
        made, snapshot = self._showing.pages.get(view), self.snapshot
        return made.page if made and snapshot and made.number == snapshot.number else None

    # ── Reading ──

    def read(self, files: frozenset[str]) -> None:
        """Read what has changed, and show it at once as far as single blocks can be swapped."""
        if self._is_gone():
            return
        try:
            sources = self._following.sources(files)
            reports = self._parsed(sources)
        except JdpublishError as error:
            self._troubles.found(READING, error)
            self._troubles.announce()
            return
        self._troubles.mended(READING)
        before = self.snapshot
        if before is None or before.sources is not sources:
            self.snapshot = Snapshot(before.number + 1 if before else 1, sources, reports)
            self._swap(self.snapshot)
            if before and before.sources.glossary_files is not sources.glossary_files:
                self._tell({"type": "glossary", "number": self.snapshot.number}, None)
        self._plan()
        self._troubles.announce()

    def _is_gone(self) -> bool:
        """Whether the project's folder is away; tabs are told when it goes and when it comes."""
        gone = not self._following.there
        if gone and not self._gone:
            self._tell({"type": "gone", "message": self._away["message"]}, None)
        if self._gone and not gone:
            self._tell({"type": "back"}, None)
        self._gone = gone
        return gone

    @property
    def _away(self) -> Message:
        return {
            "message": f"the project’s folder {self._following.root} is no longer there",
            "hint": "put it back, and the preview goes on; or end it and start it elsewhere",
        }

    def _parsed(self, sources: Sources) -> dict[str, Report]:
        found = {}
        mistakes: list[JdpublishError] = []
        for source in sources.reports:
            with noted(mistakes):
                found[source.id] = self._keep(parsed, source, self._keep)
        refuse(mistakes)
        return found

    def _swap(self, snapshot: Snapshot) -> None:
        """Tell tabs the blocks that others take the place of, and what hinders making them."""
        for view in self._showing.views:
            before = self._showing.screens.get(view)
            if before is None or view.report not in snapshot.reports:
                continue
            try:
                screen = self._screen(snapshot, view)
            except JdpublishError as error:
                self._troubles.found(view, error)
                self._troubles.announce()
                continue
            swaps = before.swaps(screen)
            if swaps:
                self._showing.swapped.add(view)
                told = {"type": "blocks", "number": snapshot.number, "blocks": swaps}
                self._tell(told, view)
            if swaps is not None:
                self._showing.screens[view] = screen
            if self._inbox.changed:  # what comes now is newer for all that are left
                return

    def _screen(self, snapshot: Snapshot, view: View) -> Screen:
        blocks = pages.blocks(snapshot, view, self._keep)
        return Screen(pages.shape(snapshot, view, self._keep), blocks)

    # ── What is done when nothing newer waits ──

    def go_on(self) -> None:
        """Do the next piece of what is left; again, where something newer comes in between."""
        step = self._work[0]
        try:
            with self._keep.giving_way():
                step()
        except SupersededError:
            return
        except Exception:
            self._work.popleft()
            raise
        self._work.popleft()
        self._troubles.announce()

    def failed(self, problem: Exception) -> None:
        """Tell of a mistake of our own, until something newer has been made without one."""
        self._troubles.ours(problem)
        self._troubles.announce()

    def _plan(self) -> None:
        """Put down what is to be done for the snapshot of now, in place of what was left."""
        views, reports = self._showing.views, self._showing.reports
        self._troubles.begin({*views, *reports})
        self._work = deque(
            [
                *(partial(self._settle, view) for view in views),
                *(partial(self._look, report) for report in reports),
                self._finish,
            ]
        )
        self._unswept += 1
        if self._unswept > _ROUNDS:
            self._sweep()

    def _settle(self, view: View) -> None:
        """Make a view's whole page, and tell of it if it is another than tabs have."""
        snapshot = self.snapshot
        if snapshot is None or view not in self._showing.views:
            return
        if view.report not in snapshot.reports:
            self._troubles.found(view, _no_report(view.report))
            return
        try:
            page = self._make(snapshot, view)
            screen = self._screen(snapshot, view)
        except JdpublishError as error:
            self._troubles.found(view, error)
            return
        self._troubles.mended(view)
        self._showing.screens[view] = screen
        if self._showing.news(view, page):
            told = {"type": "page", "number": snapshot.number, "version": page.version}
            self._tell(told, view)

    def _look(self, report: str) -> None:
        """Tell what checks find in a report, and how its blocks stand."""
        snapshot = self.snapshot
        if snapshot is None or report not in snapshot.reports:
            return
        if report in self._remarks and self._remarks[report][0] == snapshot.number:
            return
        from jdpublish.preview.remarks import remarks  # noqa: PLC0415  checks take 0.25 s to load

        try:
            found = remarks(snapshot, report, self._keep, today=self._today)
        except JdpublishError as error:
            self._troubles.found(report, error)
            return
        self._troubles.mended(report)
        self._remarks[report] = (snapshot.number, found)
        told = {"type": "remarks", "number": snapshot.number, "report": report, "remarks": found}
        self._tell(told, report)

    def _finish(self) -> None:
        """Note that all is shown as it is, and forget what went into older pages alone."""
        self._troubles.finish()
        if not self._troubles.all:
            self._sound = self.snapshot
        number = self.snapshot.number if self.snapshot else 0
        if self._swept < number:  # a tab that was opened since needs little of what is kept
            self._sweep()
        self._swept = number

    def _sweep(self) -> None:
        self._kept.sweep()
        self._unswept = 0

    # ── What is made for those who ask ──

    def _make(self, snapshot: Snapshot, view: View) -> Page:
        """Return a view's page, and keep it as what is shown when no newer one can be made."""
        made = self._showing.pages.get(view)
        if made and made.number == snapshot.number:
            return made.page
        page = pages.page(snapshot, view, self._keep)
        self._showing.made(view, Made(snapshot.number, page))
        return page

    def page(self, view: View) -> Page:
        """Return a view's page as it is now, else as it was when it could be made.

        Raises:
            JdpublishError: it cannot be made, and never could.
            KeyError: its report is not there.
        """
        snapshot, sound = self.snapshot, self._sound
        if snapshot is None or view.report not in snapshot.reports:
            raise KeyError(f"{view.report}/{view.id}")
        try:
            return self._make(snapshot, view)
        except JdpublishError as error:
            self._troubles.found(view, error)
            self._troubles.announce()
            if view in self._showing.pages:
                return self._showing.pages[view].page
            if sound is None or sound is snapshot or view.report not in sound.reports:
                raise
            return self._make(sound, view)

    def front(self) -> Page:
        """Return the theme's front page.

        Raises:
            JdpublishError: it cannot be made.
            KeyError: there is no project to show yet.
        """
        if self.snapshot is None:
            raise KeyError
        return pages.front(self.snapshot, self._keep)

    def opened(self, view: View) -> None:
        """Note that a tab shows a view from now on; what it needs is made next."""
        self._showing.opened(view)
        if view not in self._showing.screens or view.report not in self._remarks:
            self._plan()

    def closed(self, view: View) -> None:
        """Note that a tab shows a view no longer."""
        self._showing.closed(view)


def _problems(found: tuple[Message, ...]) -> Message:
    return {"type": "problems", "problems": found}


def _no_report(name: str) -> ProjectError:
    hint = "put its folder back, or go to another report"
    return ProjectError(f"there is no report “{name}” any longer", hint=hint)
