"""What is wrong with the project now, by who has found it: each finder takes back its own."""

from collections.abc import Callable, Hashable
from pathlib import Path

from jdpublish.errors import JdpublishError
from jdpublish.preview.contract import Message
from jdpublish.preview.problems import problem_records
from jdpublish.workspace import source_line

READING, _OURS = "reading", "ours"


class Troubles:
    """Mistakes by their finders; `tell` is called with all of them whenever these are others."""

    def __init__(self, root: Path, tell: Callable[[tuple[Message, ...]], None]) -> None:
        """Begin without any."""
        self._root = root
        self._tell = tell
        self._found: dict[Hashable, tuple[Message, ...]] = {}
        self._told: tuple[Message, ...] = ()
        self._failed = False
        self.all: tuple[Message, ...] = ()
        """Everything that is wrong, each once, with what hinders reading first.

        Other threads may ask for it: it is replaced, never changed."""

    def found(self, finder: Hashable, error: JdpublishError) -> None:
        """Note what is wrong; what the same finder found before is no longer."""
        self._found[finder] = problem_records(error, lambda at: source_line(self._root, at))
        self._gather()

    def ours(self, problem: BaseException) -> None:
        """Note a mistake of our own."""
        self._failed = True
        self._found[_OURS] = (
            {
                "message": f"this is a mistake of jdpublish, not yours:"
                f" {type(problem).__name__}: {problem}",
                "hint": "what you have saved is safe, and the page shows what it showed before;"
                " go on, or start the preview again; please report what stands in its terminal",
            },
        )
        self._gather()

    def mended(self, finder: Hashable) -> None:
        """Note that a finder finds nothing wrong."""
        if self._found.pop(finder, None):
            self._gather()

    def begin(self, finders: set[Hashable]) -> None:
        """Note that these finders look again; what others have found counts no more."""
        self._failed = False
        for finder in self._found.keys() - finders - {READING, _OURS}:
            del self._found[finder]
        self._gather()

    def finish(self) -> None:
        """Note that all have looked; if nothing failed meanwhile, our mistake is mended."""
        if not self._failed:
            self.mended(_OURS)

    def _gather(self) -> None:
        ordered = sorted(self._found, key=lambda finder: finder not in (READING, _OURS))
        records = [record for finder in ordered for record in self._found[finder]]
        self.all = tuple(one for place, one in enumerate(records) if one not in records[:place])

    def announce(self) -> None:
        """Tell what is wrong now, if it is not what was told last."""
        now = self.all
        if now != self._told:
            self._told = now
            self._tell(now)
