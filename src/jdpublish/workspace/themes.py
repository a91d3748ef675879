"""A theme's folder, checked as far as it can be before a page is made."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from jdpublish.editions import EDITIONS
from jdpublish.errors import Location, ThemeError, refuse
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.sources import Theme, ThemeFont
from jdpublish.styles import page_style, style_mistakes, style_words
from jdpublish.stylesheet import check_coverage
from jdpublish.workspace.files import TomlFile, line_of, pictures, read_text, visible
from jdpublish.workspace.project import CONFIGURATION, Project
from jdpublish.workspace.theme_fonts import font_mistakes, opened

_THEME_FILES = ("screen.html", "screen.css", "screen.js", "print.html", "print.css", "index.html")
_TABLES = ("theme.toml", "words.toml")
_KEYS = ("page-sizes", "font")
_CONVERTED = {edition.id for edition in EDITIONS if edition.conversion}
"""Editions whose words are converted, so that a theme writes few of them or none."""
_PROGRAM_WORDS = (
    "permalink",
    "untranslated",
    "table",
    "running-mark",
    "note",
    "note-gap",
    "glossary",
    "colon",
    "attached-source",
    "attached-original",
    "attached-glossary",
)
_TAKEN = ("marks", "draft")
"""What stands in the names of files beside page sizes, or might be taken for what does."""
Fonts = Callable[[TomlFile], tuple[ThemeFont, ...]]
"""Gives the fonts that a theme.toml without mistakes names."""

_THEME_HINT = f"a theme's folder needs: {', '.join(_THEME_FILES + _TABLES)}"
_SIZE_HINT = "write one for each of page-sizes in theme.toml; a copy of another is a start"


def theme(project: Project, fonts: Fonts = opened) -> Theme:
    """Return the project's theme with its fonts, which are opened now unless they are at hand.

    Raises:
        ThemeError: a file is missing or has a mistake.
        GlyphError: no font of the theme can show one of its words.
        EnvironmentMissingError: a font is not on this machine.
    """
    folder = project.root / project.theme
    if not folder.is_dir():
        raise ThemeError(
            f"there is no folder {project.theme}",
            at=Location(CONFIGURATION, line_of(project.root / CONFIGURATION, "theme")),
            hint="theme = … names a theme's folder; a copy of another is a start",
        )
    refuse(_missing(project, _THEME_FILES + _TABLES, _THEME_HINT))
    settings, words = (TomlFile.read(folder / name, project.root, ThemeError) for name in _TABLES)
    refuse([*_setting_mistakes(settings), *_word_mistakes(words), *font_mistakes(settings)])
    sizes = tuple(settings.values.get("page-sizes", ()))
    measures = tuple(map(page_style, sizes))
    refuse(_missing(project, measures, _SIZE_HINT))
    pages = (path.name for path in visible(folder.glob("*.html")))
    found = Theme(
        name=folder.name,
        folder=project.theme,
        files={
            name: read_text(folder / name, project.root, ThemeError)
            for name in dict.fromkeys((*_THEME_FILES, *measures, *pages))
        },
        words=words.values,
        page_sizes=sizes,
        fonts=fonts(settings),
        images=pictures(folder.iterdir(), folder, project.root, ThemeError),
    )
    refuse(style_mistakes(found))
    _check_words(found, words)
    return found


def _missing(project: Project, names: Iterable[str], hint: str) -> Iterator[ThemeError]:
    for name in names:
        if not (project.root / project.theme / name).is_file():
            at = Location(f"{project.theme}/{name}")
            yield ThemeError(f"the theme lacks {name}", at=at, hint=hint)


def _setting_mistakes(settings: TomlFile) -> Iterator[ThemeError]:
    for key in settings.values:
        if key not in _KEYS:
            hint = f"theme.toml has {' and '.join(_KEYS)}; a font's own keys stand below a [[font]]"
            yield ThemeError(f"“{key}” is not a setting of themes", at=settings.at(key), hint=hint)
    sizes = settings.values.get("page-sizes", [])
    if not isinstance(sizes, list) or not all(map(_is_size, sizes)):
        yield ThemeError(
            "“page-sizes” is not a list of names",
            at=settings.at("page-sizes"),
            hint='write page-sizes = ["A4", "A5"]; names have letters and digits only',
        )
        return
    for size in sizes:
        if size.casefold() in _TAKEN:
            yield ThemeError(
                f"no page size can be called “{size}”",
                at=settings.at("page-sizes"),
                hint="the names of files for printers and of drafts say this; choose another name",
            )
        if [one.casefold() for one in sizes].count(size.casefold()) > 1:
            yield ThemeError(
                f"“page-sizes” names {size} twice",
                at=settings.at("page-sizes"),
                hint="name each page size once; capital and small letters are the same here",
            )
            return


def _is_size(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9]+", value) is not None


def _word_mistakes(words: TomlFile) -> Iterator[ThemeError]:
    """Yield where languages have not the same words, or have something else."""
    tables = {name: table for name, table in words.values.items() if isinstance(table, dict)}
    for language in (name for name in words.values if name not in tables):
        yield ThemeError(
            f"“{language}” is not a table of words",
            at=words.at(language),
            hint="words stand below the name of their language, such as [en]",
        )
    whole = {name: table for name, table in tables.items() if name not in _CONVERTED}
    needed = dict.fromkeys(key for table in whole.values() for key in table)
    needed |= dict.fromkeys(_PROGRAM_WORDS)
    for language, table in tables.items():
        at = words.at(f"[{language}]")
        missing = [key for key in needed if key not in table]
        if missing and language in whole:
            yield ThemeError(
                f"[{language}] lacks {', '.join(missing)}",
                at=at,
                hint='write one line each: name = "…"; every language has the same words',
            )
        for key, value in table.items():
            if not isinstance(value, str):
                hint = f'write {key} = "…"'
                yield ThemeError(f"“{key}” in [{language}] is not a text", at=at, hint=hint)


def _check_words(found: Theme, words: TomlFile) -> None:
    """Make sure that the fonts can show the theme's own words, and those in its styles."""
    for language, table in found.words.items():
        texts = ((value, partial(_below, words, language, key)) for key, value in table.items())
        check_coverage(found, language, texts)
    check_coverage(found, SOURCE_LANGUAGE, style_words(found))


def _below(words: TomlFile, language: str, key: str, _: int) -> Location:
    return words.below(f"[{language}]", key)
