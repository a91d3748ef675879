"""A theme's styles, checked before any page is laid out.

Browsers leave out what they do not understand and say nothing; WeasyPrint does so with some
mistakes and stumbles over others. What can be seen in the text is told here, with its place.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import chain

from jdpublish.css import StyleSheet, file_name, read_css
from jdpublish.errors import Location, ThemeError
from jdpublish.sources import Theme

_STYLE = re.compile(
    r"<style\b[^>]*>(?P<element>.*?)</style>|\sstyle\s*=\s*([\"'])(?P<attribute>.*?)\2",
    re.DOTALL | re.IGNORECASE,
)
_UNREAD = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
PRINTED = ("print.html", "glossary-print.html")
ON_SCREEN = ("screen.html", "index.html", "glossary-screen.html")
"""The templates that make pages, by medium; any other is a part that these include."""

BY_ITSELF = ("glossary-screen.html", "glossary-print.html", "glossary-parts.html")
"""The templates of the glossary by itself, with the part that they share; no edition needs them."""

_NAME = re.compile(r"--[-\w]+")
_ASKED = re.compile(r"var\(\s*--[-\w]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A style and where it stands: all of a file, or one element or attribute of a template."""

    file: str
    text: str
    start: int
    sheet: StyleSheet

    def at(self, offset: int, folder: str) -> Location:
        return _place(folder, self.file, self.text, self.start + offset)


def _place(folder: str, file: str, text: str, offset: int) -> Location:
    before = text[:offset]
    line = before.count("\n") + 1
    return Location(f"{folder}/{file}", line, len(before) - before.rfind("\n"))


def style_mistakes(theme: Theme) -> Iterator[ThemeError]:
    """Yield what is wrong with the styles of a theme, in the order of its files."""
    yield from _ending_early(theme)
    parts = [part for file in theme.files for part in _parts(file, theme.files[file])]
    for part in parts:
        for slip in part.sheet.slips:
            yield ThemeError(slip.message, at=part.at(slip.offset, theme.folder), hint=slip.hint)
        yield from _missing_files(part, theme)
        yield from _missing_fonts(part, theme)
    yield from _undefined(parts, theme)


def _ending_early(theme: Theme) -> Iterator[ThemeError]:
    """Yield where a style or script would end the element of the page that it stands in.

    Whatever it is to the style or the script: what comes after it would be read as HTML.
    Source: HTML Standard, 4.12.1.3.
    """
    for file, ends in _ENDS.items():
        text = theme.files[file]
        for found in ends.finditer(text):
            words = found[0]
            written = f"{words[0]}\\{words[1:]}"
            yield ThemeError(
                f"“{words}” cannot stand here: a page that holds this file would end it there",
                at=_place(theme.folder, file, text, found.start()),
                hint=f"in quotation marks write {written} for it; out of a comment take it",
            )


_ENDS = {
    "screen.css": re.compile("</style", re.IGNORECASE),
    "screen.js": re.compile("</script|<!--", re.IGNORECASE),
}
"""What ends a style or script, or hides its end, in the files that pages hold."""


def style_words(theme: Theme) -> Iterator[tuple[str, Callable[[int], Location]]]:
    """Yield each text in quotes that a style holds, with its place."""
    for file in theme.files:
        for part in _parts(file, theme.files[file]):
            for offset, words in part.sheet.words:
                yield words, partial(_begins, part.at(offset, theme.folder))


def _begins(place: Location, _: int) -> Location:
    """An offset says nothing where a text has escapes, so all of it stands where it begins."""
    return place


def page_style(size: str) -> str:
    """Return the name of the file that holds the measures of a page size."""
    return f"print-{size}.css"


def _parts(file: str, text: str) -> Iterator[_Part]:
    if file.endswith(".css"):
        yield _Part(file, text, 0, read_css(text))
    if file.endswith(".html"):
        template = _UNREAD.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        for found in _STYLE.finditer(template):
            name = "element" if found["element"] is not None else "attribute"
            yield _Part(file, text, found.start(name), read_css(found[name]))


def _missing_files(part: _Part, theme: Theme) -> Iterator[ThemeError]:
    for offset, address in part.sheet.addresses:
        if address.startswith(("#", "data:")) or not address.strip():
            continue
        if file_name(address) not in theme.images:
            yield ThemeError(
                f"there is no picture “{address}” in the theme's folder",
                at=part.at(offset, theme.folder),
                hint="a style can show the pictures that lie beside it, by their names; fonts are"
                " named in theme.toml, and nothing is fetched from elsewhere",
            )


def _missing_fonts(part: _Part, theme: Theme) -> Iterator[ThemeError]:
    """Yield where a printed page asks for a font of the machine: another machine has others."""
    if not part.file.startswith("print") and part.file not in PRINTED:
        return
    known = dict.fromkeys(font.family for font in theme.fonts if "print" in font.media)
    for offset, family in part.sheet.families:
        if family not in known:
            yield ThemeError(
                f"theme.toml names no font “{family}” for print",
                at=part.at(offset, theme.folder),
                hint=f"its fonts are: {', '.join(known)}; add a [[font]] there for another",
            )


def _undefined(parts: list[_Part], theme: Theme) -> Iterator[ThemeError]:
    """Yield where a style asks for a custom property that has no value.

    A page size's measures must be in its own file, so each size is looked at by itself.
    """
    told: set[tuple[object, str]] = set()
    for pages in _together(theme):
        on_screen = {"screen.css", "screen.js", *pages.difference(PRINTED)}
        in_print = {"print.css", *pages.difference(ON_SCREEN)}
        measures = (page_style(size) if size else "" for size in theme.page_sizes or ("",))
        printed = (_without_value(parts, in_print, theme, file) for file in measures)
        for mistake in chain(_without_value(parts, on_screen, theme, ""), *printed):
            if (mistake.at, mistake.message) not in told:
                told.add((mistake.at, mistake.message))
                yield mistake


def _together(theme: Theme) -> Iterator[set[str]]:
    """Yield the templates whose styles are used together: those of editions, and the glossary's.

    What only one gives a value to has none in the other.
    """
    pages = {file for file in theme.files if file.endswith(".html")}
    yield pages.difference(BY_ITSELF)
    if not pages.isdisjoint(BY_ITSELF):
        yield pages.difference({*PRINTED, *ON_SCREEN} - set(BY_ITSELF))


def _without_value(
    parts: Iterable[_Part], files: set[str], theme: Theme, measures: str
) -> Iterator[ThemeError]:
    chosen = [part for part in parts if part.file in files or part.file == measures]
    defined = {name for part in chosen for _, name in part.sheet.defined} | _named(files, theme)
    for part in chosen:
        for offset, name in part.sheet.used:
            if name in defined:
                continue
            place = "html { … }"
            if measures and name in _measures(parts):
                place = measures
            near = get_close_matches(name, defined, 1)
            yield ThemeError(
                f"{name} has no value{f' in {measures}' if place == measures else ''}",
                at=part.at(offset, theme.folder),
                hint=(f"did you mean {near[0]}? " if near else "") + f"write {name}: …; in {place}",
            )


def _measures(parts: Iterable[_Part]) -> set[str]:
    """Return the properties to which the style of some page size gives a value."""
    own = (part for part in parts if re.fullmatch(page_style(r"\w+"), part.file))
    return {name for part in own for _, name in part.sheet.defined}


def _named(files: Iterable[str], theme: Theme) -> set[str]:
    """Return the properties that templates and scripts name: they may give them values, too."""
    return {
        name
        for file in files
        if not file.endswith(".css") and file in theme.files
        for name in _NAME.findall(_ASKED.sub("", theme.files[file]))
    }
