"""A web page that stands alone: styles, script, fonts and images are inside it."""

import json

from markupsafe import Markup

from jdpublish.keeping import Keep, fresh
from jdpublish.model import TITLE
from jdpublish.outputs.web.alone import Faces, faces_inside, filled, with_quotation_marks
from jdpublish.outputs.web.text import text
from jdpublish.page import Document, page_values
from jdpublish.publication import Artifact
from jdpublish.sources import Theme


def html(document: Document, theme: Theme) -> Artifact:
    """Return an edition's web page."""
    return Artifact(
        path=f"{document.report}/{document.edition.id}/index.html",
        content=edition_page(document, theme).encode(),
        edition=document.edition.id,
        format="html",
    )


def edition_page(
    document: Document, theme: Theme, *, faces: Faces = faces_inside, keep: Keep = fresh
) -> str:
    """Return an edition's web page as HTML; `faces` says where its fonts are.

    Raises:
        ThemeError: the theme's template has a mistake, or the page lacks what every page must have.
    """
    shown = keep(text, document, keep)
    values = {
        **page_values(document, shown.rendered),
        "notes": shown.notes,
        "script": Markup(theme.files["screen.js"]),  # noqa: S704  the theme's own file
        "words_json": Markup(_json(document.words)),  # noqa: S704  `_json` escapes
    }
    return filled(
        theme,
        "screen.html",
        values,
        locale=document.edition.locale,
        display=_display_text(document, shown.strong),
        fonts=keep(with_quotation_marks, theme, document.language),
        faces=faces,
        keep=keep,
    )


def _display_text(document: Document, strong: str) -> str:
    """Return the words that are set in the theme's display faces, what is strong among them."""
    names = [edition.name for edition in document.editions]
    hans = [entry.han for entry in document.entries.values()]
    own = [document.plain_text(TITLE), document.other_title, document.year]
    own += [document.version, document.day]
    details = document.details
    own += [details.short_title, details.overview, details.body, "一二三四五六七八九十、"]
    return "".join([*document.words.values(), strong, *names, *hans, *own])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
