"""A glossary in two columns, laid out once: WeasyPrint's own columns are laid out again and again.

The style sets the glossary in pages of one narrow column (`page: annex`, or a name that begins with
`annex-`), every other page with its column on the right-hand side of the sheet. This module lays
each such pair on one sheet. It adds up what two pages hold, with what stands in the margins of
either, and moves nothing, so links and bookmarks keep their places.
"""

from collections.abc import Iterator
from itertools import groupby, zip_longest
from typing import Any

ANNEX = "annex"


def merged(pages: list[Any]) -> list[Any]:
    """Return the pages with each pair of annex pages laid on one."""
    return list(_merged(pages))


def _merged(pages: list[Any]) -> Iterator[Any]:
    for name, group in groupby(pages, key=_name):
        if name != ANNEX and not name.startswith(f"{ANNEX}-"):
            yield from group
            continue
        sheets = tuple(group)
        for left, right in zip_longest(sheets[::2], sheets[1::2]):
            if right is not None:
                _add(left, right)
            yield left


def _name(page: Any) -> str:  # noqa: ANN401
    return str(page._page_box.page_type.name)  # noqa: SLF001


def _add(page: Any, other: Any) -> None:  # noqa: ANN401
    box = page._page_box  # noqa: SLF001  the pages' tree is not public
    box.children = [*box.children, *other._page_box.children]  # noqa: SLF001
    page.anchors |= other.anchors
    page.links += other.links
    page.bookmarks += other.bookmarks
