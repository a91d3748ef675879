"""The door to watchfiles: what has changed in a project's folders is told within milliseconds.

Events of the system wake us; how the files stand on the disk says what has changed. So a folder
that is moved, a link's target, an event that was lost, and a system that has no more watches to
give are nothing special: what no event tells is found a little later.
"""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread

from watchfiles import Change
from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

from jdpublish.workspace.files import relative
from jdpublish.workspace.footprints import Footprint, differing, folders, footprints, matters
from jdpublish.workspace.project import Project

_STEP = 3
"""Milliseconds of quiet after which a change is told: a save waits for one or two of them."""
_BURST = 50
"""Milliseconds after which a change is told though others follow."""
_LOOK = 500
"""Milliseconds after which the disk is looked at though nothing was heard."""
_WITHOUT_EVENTS = 0.1
"""Seconds between two looks where the system gives no events."""


class Watching:
    """Tells of the files of a project that came, went or were written, by their places in it.

    Folders may come and go, the project's own too. `project` says which folders are its own; until
    it is known, only the configuration is watched. Where it becomes another, nothing is told by
    name: it is worth looking at everything.
    """

    def __init__(self, root: Path, tell: Callable[[frozenset[str]], None]) -> None:
        """Watch nothing yet; `tell` will be called from a thread of its own."""
        self._root = root
        self._tell = tell
        self._stand: dict[str, Footprint] = {}
        self._watched: Project | None = None
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="watching", daemon=True)
        self.project: Project | None = None

    def start(self) -> None:
        """Watch from now on."""
        self._watched = self.project
        self._stand = footprints(self._root, self._watched)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, and wait until nothing more is told."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        eyes = _Eyes()
        try:
            while not self._stopped.is_set():
                try:
                    self._look(eyes)
                except OSError:  # a folder went away, or may not be looked into: look again
                    self._stopped.wait(_WITHOUT_EVENTS)
        finally:
            eyes.close()

    def _look(self, eyes: "_Eyes") -> None:
        """Wait for a change, and tell of it."""
        project = self.project
        paths = eyes.changes(folders(self._root, project), self._stopped)
        now = footprints(self._root, project)
        changed = self._places(paths, project)
        if project is self._watched:  # else nobody knows how the files of new folders stood
            changed |= differing(self._stand, now)
        if changed or project is not self._watched:
            self._tell(changed)
        self._stand, self._watched = now, project

    def _places(self, paths: Iterable[str], project: Project | None) -> frozenset[str]:
        places = (relative(Path(path), self._root) for path in paths)
        return frozenset(place for place in places if matters(place, project))


class _Eyes:
    """Watches of the system on single folders: opened anew where these are others."""

    def __init__(self) -> None:
        self._watched: tuple[tuple[Path, int], ...] = ()
        self._notify: RustNotify | None = None

    def close(self) -> None:
        if self._notify:
            self._notify.close()
        self._notify, self._watched = None, ()

    def changes(self, wanted: tuple[Path, ...], stopped: Event) -> set[str]:
        """Return the paths that something happened to in these folders, after a while none."""
        now = tuple(_numbered(wanted))
        if self._notify is None or now != self._watched:
            if not self._open(now):
                stopped.wait(_WITHOUT_EVENTS)
            return set()  # what has happened until now, no event tells
        try:
            heard = self._notify.watch(_BURST, _STEP, _LOOK, stopped)
        except (WatchfilesRustInternalError, OSError):
            self.close()
            return set()
        if isinstance(heard, str):
            return set()
        gone = {path for kind, path in heard if kind != Change.modified}
        if not gone.isdisjoint(str(path) for path, _ in now):
            self.close()  # a folder's watch ends with it, and does not begin again with a new one
        return {path for _, path in heard}

    def _open(self, now: tuple[tuple[Path, int], ...]) -> bool:
        self.close()
        if not now:
            return False
        try:
            self._notify = RustNotify(
                [str(path) for path, _ in now],
                False,  # noqa: FBT003  neither to be noisy …
                False,  # noqa: FBT003  … nor to poll
                0,
                False,  # noqa: FBT003  what is below them is not meant
                True,  # noqa: FBT003  folders that nobody may look into are passed over
            )
        except (WatchfilesRustInternalError, OSError):
            # A folder has just gone, or the system has no more watches to give.
            return False
        self._watched = now
        return True


def _numbered(folders: Iterable[Path]) -> Iterable[tuple[Path, int]]:
    """Yield folders with their numbers on the disk, by which one that was replaced is known."""
    for folder in folders:
        with contextlib.suppress(OSError):
            yield folder, folder.stat().st_ino
