"""The page in front of all reports and editions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jdpublish.editions import EDITIONS
from jdpublish.keeping import Keep, fresh
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.outputs.web.alone import Faces, faces_inside, filled
from jdpublish.page import convert_words
from jdpublish.publication import Artifact, Edition
from jdpublish.sources import Details, Theme


@dataclass(frozen=True, slots=True)
class Listing:
    """A report as the front page shows it: title and body by language, files from its manifest.

    `details` is what `report.toml` says of it, by language.
    """

    id: str
    year: str
    titles: Mapping[str, tuple[str, str]] = field(hash=False)
    files: list[dict[str, Any]] = field(hash=False)
    details: Mapping[str, Details] = field(default_factory=dict, hash=False)


def index_page(theme: Theme, reports: tuple[Listing, ...], *, draft: bool = False) -> Artifact:
    """Return the front page, the latest year first; that of drafts says so."""
    return Artifact("index.html", front_page(theme, reports, draft=draft).encode())


def front_page(
    theme: Theme,
    reports: tuple[Listing, ...],
    *,
    draft: bool = False,
    faces: Faces = faces_inside,
    keep: Keep = fresh,
) -> str:
    """Return the front page as HTML; `faces` says where its fonts are."""
    latest_first = sorted(reports, key=lambda report: (report.year, report.id), reverse=True)
    values = {
        "reports": [_values(report, theme) for report in latest_first],
        "words": theme.words,
        "draft": draft,
    }
    return filled(theme, "index.html", values, locale=SOURCE_LANGUAGE, faces=faces, keep=keep)


def _values(report: Listing, theme: Theme) -> dict[str, Any]:
    """Return what the template can use of a report; `docs/themes.md` lists it."""
    for_readers = [row for row in report.files if not row.get("marks")]
    rows = [
        _edition(edition, own, theme)
        for edition in EDITIONS
        if (own := [row for row in for_readers if row["edition"] == edition.id])
    ]
    return {
        "id": report.id,
        "year": report.year,
        "titles": report.titles,
        "details": report.details,
        "editions": rows,
    }


def _edition(edition: Edition, files: list[dict[str, Any]], theme: Theme) -> dict[str, Any]:
    """Return an edition's files: one by format, and PDFs of further sizes in the theme's order."""
    own = theme.page_sizes[0] if theme.page_sizes else ""
    order = {size: number for number, size in enumerate(theme.page_sizes)}
    further = [row for row in files if row.get("page_size", own) != own]
    words = _words(theme, edition)
    return {
        "edition": edition,
        "files": {row["format"]: row for row in files if row not in further},
        "size": words.get(f"size-{own}", own),
        "sizes": [
            {"name": words.get(f"size-{row['page_size']}", row["page_size"]), "file": row}
            for row in sorted(further, key=lambda row: order.get(row["page_size"], len(order)))
        ],
        "words": words,
    }


def _words(theme: Theme, edition: Edition) -> Mapping[str, str]:
    """Return an edition's words: a theme that writes some for it is spared the converter."""
    words = theme.words.get(edition.source, {})
    if not edition.conversion:
        return words
    if own := theme.own_words(edition.id):
        return {**words, **own}
    from jdpublish.script import converter  # noqa: PLC0415  OpenCC takes 0.2 s

    return convert_words(words, converter(edition.conversion, ()))
