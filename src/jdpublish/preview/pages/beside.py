"""The page of two editions side by side: the template is ours, fonts and colours are a theme's."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from jdpublish.keeping import Keep
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.outputs.web.alone import Faces, with_quotation_marks
from jdpublish.page import FONTS, plain
from jdpublish.pictures import screen_style
from jdpublish.preview.contract import View
from jdpublish.preview.pages.parallel import Parallel
from jdpublish.rendering import packaged
from jdpublish.sources import Theme, ThemeFont
from jdpublish.stylesheet import Shown

_TEMPLATE = "preview/pages/parallel.html"
_ENGLISH = " English"


def parallel_page(  # noqa: PLR0913
    shown: Parallel,
    view: View,
    offered: tuple[View, ...],
    theme: Theme,
    *,
    faces: Faces,
    keep: Keep,
) -> str:
    """Return the page of two editions side by side; `offered` are the views that it leads to."""
    fonts = keep(_fonts, theme)
    values = {
        "view": view,
        "views": offered,
        "names": _NAMES,
        "chinese": shown.chinese,
        "english": shown.english,
        "words": (shown.chinese.words, shown.english.words),
        "opening": Markup(shown.opening.body),  # noqa: S704  its text is escaped
        "chapters": [(one, Markup(one.body)) for one in shown.chapters],  # noqa: S704
        "notes": Markup(shown.notes.body),  # noqa: S704
        "theme_style": Markup(keep(screen_style, theme)),  # noqa: S704  the theme's own file
        "families": Markup(keep(_families, fonts)),  # noqa: S704  the theme's own names
        "fonts": Markup(FONTS),  # noqa: S704
    }
    page = packaged(_TEMPLATE, values)
    text = plain(page)
    locale = shown.chinese.edition.locale
    return page.replace(FONTS, faces(replace(theme, fonts=fonts), locale, Shown(text, text)), 1)


_NAMES = {"zh-Hans-en": ("简英对照", "zh-Hans"), "zh-Hant-en": ("繁英對照", "zh-Hant")}
"""What the views side by side are called, and in which language."""


def _fonts(theme: Theme) -> tuple[ThemeFont, ...]:
    """Return a theme's fonts, and the text faces once more for English.

    On a Chinese page they leave “ ” … — to the Chinese face; in English these are their own.
    """
    return (*with_quotation_marks(theme, SOURCE_LANGUAGE), *_english(theme.fonts))


def _english(fonts: tuple[ThemeFont, ...]) -> Iterator[ThemeFont]:
    for font in fonts:
        if font.unicode_range and not font.display and "screen" in font.media:
            yield replace(font, family=f"{font.family}{_ENGLISH}", unicode_range="")


def _families(fonts: tuple[ThemeFont, ...]) -> str:
    """Return the families that English is set in, as CSS."""
    text = [font.family for font in fonts if not font.display and "screen" in font.media]
    names = sorted(dict.fromkeys(text), key=lambda name: not name.endswith(_ENGLISH))
    return "".join(f'"{name}", ' for name in names)
