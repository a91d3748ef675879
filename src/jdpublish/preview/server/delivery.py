"""A view's page on its way to a tab: what the page's scripts must know is put into its head."""

import json
from collections.abc import Iterable, Mapping
from html import escape
from threading import Lock

from jdpublish.preview.contract import Message, Page

_HEAD_ENDS = "</head>"


def delivered(html: str, about: Message, modules: Iterable[str]) -> str:
    """Return a page's HTML with what its scripts must know and the first of these scripts.

    They go in before the head ends, and change nothing of what else it says. All modules are named
    at once, so that a browser need not read one to learn of the next, and keys are heard soon.
    """
    added = (
        f'<meta name="jdpublish" content="{escape(json.dumps(about, ensure_ascii=False))}">\n'
        + "".join(f'<link rel="modulepreload" href="/-/assets/{name}">\n' for name in modules)
        + '<script type="module" src="/-/assets/main.js"></script>\n'
    )
    before, ends, after = html.partition(_HEAD_ENDS)
    return f"{before}{added}{ends}{after}"


Files = Mapping[str, bytes]


class Fonts:
    """The fonts that pages ask for, by their names; a view's are kept for its last two pages.

    A tab may still ask for those of the page before, when the next is there already.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._lock = Lock()
        self._of_views: dict[tuple[str, str], tuple[Files, ...]] = {}

    def keep(self, key: tuple[str, str], page: Page) -> None:
        """Keep the fonts of a page that is about to be delivered."""
        with self._lock:
            last = self._of_views.get(key, ())
            if not last or last[0] != page.fonts:
                self._of_views[key] = (page.fonts, *last[:1])

    def font(self, name: str) -> bytes | None:
        """Return a font by its name, or None where no page of late asks for it."""
        with self._lock:
            held = (fonts for both in self._of_views.values() for fonts in both)
            return next((fonts[name] for fonts in held if name in fonts), None)
