"""The page in front of all reports and editions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from jdpublish.editions import EDITIONS
from jdpublish.fonts import data_url
from jdpublish.model import Artifact
from jdpublish.page import FONTS, plain, render
from jdpublish.sources import Theme
from jdpublish.stylesheet import Shown, font_faces


@dataclass(frozen=True, slots=True)
class Listing:
    """A report as the front page shows it: title and body by language, files from its manifest."""

    id: str
    year: str
    titles: Mapping[str, tuple[str, str]] = field(hash=False)
    files: list[dict[str, Any]] = field(hash=False)


def index_page(theme: Theme, reports: tuple[Listing, ...]) -> Artifact:
    """Return the front page, the latest year first."""
    latest_first = sorted(reports, key=lambda report: (report.year, report.id), reverse=True)
    values = {
        "reports": [_values(report) for report in latest_first],
        "words": theme.words,
        "css": Markup(theme.files["screen.css"]),  # noqa: S704  the theme's own file
        "fonts": Markup(FONTS),  # noqa: S704
    }
    page = render(theme, "index.html", values)
    text = plain(page)
    faces = font_faces(
        theme,
        "screen",
        "zh-Hans",
        Shown(text, text),
        lambda _, font: data_url(font),
    )
    return Artifact("index.html", page.replace(FONTS, faces).encode())


def _values(report: Listing) -> dict[str, Any]:
    rows = []
    for edition in EDITIONS:
        files = {row["format"]: row for row in report.files if row["edition"] == edition.id}
        if files:
            rows.append({"edition": edition, "files": files})
    return {"id": report.id, "year": report.year, "titles": report.titles, "editions": rows}
