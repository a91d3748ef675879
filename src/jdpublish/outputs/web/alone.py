"""A page that stands alone: filled, checked, and with the fonts for just what it shows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from jdpublish.errors import refuse
from jdpublish.fonts import data_url
from jdpublish.keeping import Keep, fresh
from jdpublish.outputs.contract import contract_mistakes
from jdpublish.page import FONTS, plain
from jdpublish.pictures import picture_urls, screen_style
from jdpublish.rendering import render
from jdpublish.sources import Theme, ThemeFont
from jdpublish.stylesheet import Shown, font_faces

Faces = Callable[[Theme, str, Shown], str]
"""Returns the `@font-face` rules for what a page shows, from a theme's fonts for a locale."""


def faces_inside(theme: Theme, locale: str, shown: Shown) -> str:
    """Return rules that hold the fonts themselves, with just the characters shown."""
    return font_faces(theme, "screen", locale, shown, lambda _, font: data_url(font))


def filled(  # noqa: PLR0913
    theme: Theme,
    template: str,
    values: Mapping[str, Any],
    *,
    locale: str,
    display: str | None = None,
    fonts: tuple[ThemeFont, ...] | None = None,
    faces: Faces = faces_inside,
    keep: Keep = fresh,
) -> str:
    """Return a page made from a template of the theme, checked, with its style inside it.

    `display` are the words set in display faces; without it they may be any. `fonts` are the
    theme's, where the page uses them otherwise than theme.toml says; `faces` says where they are.

    Raises:
        ThemeError: the template has a mistake, or the page lacks what every page must have.
    """
    shared = {
        "css": Markup(keep(screen_style, theme)),  # noqa: S704  the theme's own file
        "fonts": Markup(FONTS),  # noqa: S704
        "images": keep(picture_urls, theme),
    }
    page = render(theme, template, {**values, **shared})
    refuse(contract_mistakes(page, theme, template, locale))
    text = plain(page)
    shown = Shown(text, text if display is None else display)
    own = theme if fonts is None else replace(theme, fonts=fonts)
    return page.replace(FONTS, faces(own, locale, shown), 1)


def with_quotation_marks(theme: Theme, language: str) -> tuple[ThemeFont, ...]:
    """Return the theme's fonts, the Latin ones with “ ” … — too where these are not Chinese marks.

    The marks are the same characters in both scripts. A face's `unicode-range` leaves them to the
    Chinese face; English pages do without it, and so do display faces, which set no Chinese text.
    """
    return tuple(
        font if language.startswith("zh") and not font.display else replace(font, unicode_range="")
        for font in theme.fonts
    )
