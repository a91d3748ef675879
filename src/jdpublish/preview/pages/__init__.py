"""The pages of the preview: what a build makes of the same sources, and two editions side by side.

A page is the one that a build makes; only its fonts are files. Blocks that may be exchanged by
themselves are told apart from what stands around them: `shape` is equal as long as that is.
"""

from collections.abc import Hashable, Iterable, Mapping
from hashlib import sha256

from jdpublish.keeping import Keep
from jdpublish.markup import Piece
from jdpublish.outputs.web.edition import edition_page
from jdpublish.outputs.web.front import front_page
from jdpublish.outputs.web.text import Text, text
from jdpublish.pipeline import listings
from jdpublish.preview.contract import Page, Snapshot, View
from jdpublish.preview.pages.beside import parallel_page
from jdpublish.preview.pages.hashes import inside
from jdpublish.preview.pages.parallel import Parallel, parallel
from jdpublish.preview.pages.typefaces import Typefaces
from jdpublish.preview.pages.views import built_editions, printed, views

__all__ = ["blocks", "front", "page", "shape", "views"]


def blocks(snapshot: Snapshot, view: View, keep: Keep) -> Mapping[str, str]:
    """Return every block of a view that may be exchanged by itself: its element's id and HTML.

    They are in the order of the page.

    Raises:
        JdpublishError: as a build does.
    """
    pieces = (piece for _, pieces in _chapters(snapshot, view, keep) for piece in pieces)
    return {piece.id: piece.html for piece in pieces if piece.id}


def shape(snapshot: Snapshot, view: View, keep: Keep) -> Hashable:
    """Return what stands around the blocks of a view, and their row.

    Where it is equal to what it was, the text is brought up to date by exchanging single blocks.

    Raises:
        JdpublishError: as a build does.
    """
    return tuple(
        (chapter, keep(_around, pieces)) for chapter, pieces in _chapters(snapshot, view, keep)
    )


def _around(pieces: tuple[Piece, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((piece.id, "" if piece.id else piece.html) for piece in pieces)


def _chapters(
    snapshot: Snapshot, view: View, keep: Keep
) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    """Return the chapters of a view: their ids and what they are made of."""
    if view.parallel:
        found = _parallel(snapshot, view, keep)
        return tuple((one.id, one.pieces) for one in found.parts)
    shown = _text(snapshot, view, keep)
    return tuple((one.id, one.pieces) for one in shown.rendered.chapters)


def _text(snapshot: Snapshot, view: View, keep: Keep) -> Text:
    return keep(text, printed(snapshot, view.report, view.editions[0], keep), keep)


def _parallel(snapshot: Snapshot, view: View, keep: Keep) -> Parallel:
    chinese, english = (printed(snapshot, view.report, one, keep) for one in view.editions)
    return keep(parallel, chinese, english, keep)


def page(snapshot: Snapshot, view: View, keep: Keep) -> Page:
    """Return a view's page as a build makes it, but for where its fonts are.

    Raises:
        JdpublishError: as a build does.
    """
    first = view.editions[0]
    theme, faces = snapshot.sources.theme, Typefaces(snapshot, first, keep)
    if view.parallel:
        found = _parallel(snapshot, view, keep)
        offered = views(snapshot, view.report)
        html = parallel_page(found, view, offered, theme, faces=faces.rules, keep=keep)
        return _page(html, faces, (one.body for one in found.parts))
    document = printed(snapshot, view.report, first, keep)
    html = edition_page(document, theme, faces=faces.rules, keep=keep)
    chapters = _text(snapshot, view, keep).rendered.chapters
    return _page(html, faces, (str(one.body) for one in chapters))


def front(snapshot: Snapshot, keep: Keep) -> Page:
    """Return the front page: every report, and the editions that a build makes of it.

    Raises:
        JdpublishError: as a build does.
    """
    editions = built_editions(snapshot.sources)
    listed = {
        report: [
            {"edition": one.id, "format": "html", "path": f"{one.id}/index.html", "bytes": 0}
            for one in editions
        ]
        for report in snapshot.reports
    }
    reports = listings(snapshot.sources, tuple(snapshot.reports.values()), listed)
    faces = Typefaces(snapshot, editions[0], keep)
    html = front_page(snapshot.sources.theme, reports, faces=faces.rules, keep=keep)
    return _page(html, faces)


def _page(html: str, faces: Typefaces, chapters: Iterable[str] = ()) -> Page:
    own = inside(html, chapters)
    version = sha256(html.encode()).hexdigest()
    return Page(html, version, own.scripts, own.styles, faces.files)
