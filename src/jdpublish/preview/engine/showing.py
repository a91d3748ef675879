"""What the tabs of a view have on their screens, so that they are told only what is not there."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from jdpublish.preview.contract import Message, Page, View

_UNSEEN = 8
"""So many pages that no tab shows are kept: whoever switches between views has them at once."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The blocks that tabs of a view have, and what must stay the same for swapping single ones."""

    shape: Hashable
    blocks: Mapping[str, str] = field(hash=False)

    def swaps(self, newer: "Screen") -> tuple[Message, ...] | None:
        """Return the blocks that others are to take the place of; None where that is not enough."""
        if newer.shape != self.shape:
            return None
        return tuple(
            {"id": name, "html": html}
            for name, html in newer.blocks.items()
            if self.blocks.get(name) != html
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A view's page, and the number of the snapshot that it was made from."""

    number: int
    page: Page


class Showing:
    """The views that tabs show, with their screens, and the pages that have been made."""

    def __init__(self) -> None:
        """Begin without tabs and pages."""
        self._tabs: Counter[View] = Counter()
        self.screens: dict[View, Screen] = {}
        self.pages: dict[View, Made] = {}
        self.swapped: set[View] = set()
        self._told: dict[View, str] = {}

    @property
    def views(self) -> tuple[View, ...]:
        """The views that tabs show, the one that was opened first first."""
        return tuple(self._tabs)

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tabs show."""
        return tuple(dict.fromkeys(view.report for view in self._tabs))

    def opened(self, view: View) -> None:
        """Note a tab that shows a view: as it was made last, for that is what tabs get."""
        self._tabs[view] += 1
        if view in self.pages:
            self._told.setdefault(view, self.pages[view].page.version)

    def closed(self, view: View) -> None:
        """Note that a tab no longer shows a view; what nobody sees needs no screen."""
        self._tabs[view] -= 1
        if self._tabs[view] <= 0:
            del self._tabs[view]
            self.screens.pop(view, None)
            self.swapped.discard(view)
            self._told.pop(view, None)

    def made(self, view: View, made: Made) -> None:
        """Keep a view's page, and of those that no tab shows only the last ones."""
        self.pages.pop(view, None)
        self.pages[view] = made
        for old in [one for one in self.pages if one not in self._tabs][:-_UNSEEN]:
            del self.pages[old]

    def news(self, view: View, page: Page) -> bool:
        """Whether tabs must be told of a page, which from now on they have been.

        They must where it is another, or where blocks have been swapped since the last.
        """
        new = self._told.get(view) != page.version or view in self.swapped
        self._told[view] = page.version
        self.swapped.discard(view)
        return new
