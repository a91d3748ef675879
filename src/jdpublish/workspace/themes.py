"""A theme's folder and its fonts on this machine."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jdpublish.errors import EnvironmentMissingError, Location, ThemeError
from jdpublish.fonts import Face, open_face
from jdpublish.sources import Theme, ThemeFont
from jdpublish.toml import read_toml
from jdpublish.workspace.files import line_of, lines_of, read_text
from jdpublish.workspace.project import Project

_THEME_FILES = ("screen.html", "screen.css", "screen.js", "print.html", "print.css", "index.html")
_PROGRAM_WORDS = ("permalink", "untranslated", "table", "running-mark")
_MEDIA = ("screen", "print")
_HEAVIEST = 1000  # CSS Fonts 4, font-weight

_THEME_HINT = f"a theme's folder needs: {', '.join(_THEME_FILES)}, theme.toml, words.toml"


def theme(project: Project) -> Theme:
    """Return the project's theme with its fonts opened.

    Raises:
        ThemeError: a file is missing or has a mistake.
        EnvironmentMissingError: a font is not on this machine.
    """
    folder = project.root / project.theme
    files = {}
    for name in _THEME_FILES:
        path = folder / name
        if not path.is_file():
            raise ThemeError(
                f"the theme lacks {name}",
                at=Location(f"{project.theme}/{name}"),
                hint=_THEME_HINT,
            )
        files[name] = read_text(path, project.root, ThemeError)
    sizes = _page_sizes(project)
    for name in (f"print-{size}.css" for size in sizes):
        if not (folder / name).is_file():
            raise ThemeError(
                f"the theme lacks {name}",
                at=Location(f"{project.theme}/{name}"),
                hint="write one for each of page-sizes in theme.toml; a copy of another is a start",
            )
        files[name] = read_text(folder / name, project.root, ThemeError)
    extra = [path for path in sorted(folder.glob("*.html")) if path.name not in files]
    files |= {path.name: read_text(path, project.root, ThemeError) for path in extra}
    return Theme(
        name=folder.name,
        folder=project.theme,
        files=files,
        words=_words(project),
        fonts=_fonts(project),
        page_sizes=sizes,
    )


def _theme_table(project: Project, name: str) -> tuple[Path, str, dict[str, Any]]:
    path = project.root / project.theme / name
    place = f"{project.theme}/{name}"
    if not path.is_file():
        raise ThemeError(f"the theme lacks {name}", at=Location(place), hint=_THEME_HINT)
    text = read_text(path, project.root, ThemeError)
    return path, place, read_toml(text, file=place, error=ThemeError)


def _page_sizes(project: Project) -> tuple[str, ...]:
    path, place, data = _theme_table(project, "theme.toml")
    sizes = data.get("page-sizes", [])
    if not isinstance(sizes, list) or not all(map(_is_size, sizes)) or len({*sizes}) < len(sizes):
        raise ThemeError(
            "“page-sizes” is not a list of different names",
            at=Location(place, line_of(path, "page-sizes")),
            hint='write page-sizes = ["A4", "A5"]; names have letters and digits only',
        )
    return tuple(sizes)


def _is_size(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9]+", value) is not None


def _words(project: Project) -> dict[str, dict[str, str]]:
    """Return the theme's words by language, each language with the same ones."""
    path, place, tables = _theme_table(project, "words.toml")
    for language, table in tables.items():
        if not isinstance(table, dict):
            raise ThemeError(
                f"“{language}” is not a table of words",
                at=Location(place, line_of(path, language)),
                hint="words stand below the name of their language, such as [en]",
            )
    needed = dict.fromkeys(key for table in tables.values() for key in table)
    needed |= dict.fromkeys(_PROGRAM_WORDS)
    for language, table in tables.items():
        at = Location(place, line_of(path, f"[{language}]"))
        if missing := [key for key in needed if key not in table]:
            raise ThemeError(
                f"[{language}] lacks {', '.join(missing)}",
                at=at,
                hint='write one line each: name = "…"; every language has the same words',
            )
        for key, value in table.items():
            if not isinstance(value, str):
                hint = f'write {key} = "…"'
                raise ThemeError(f"“{key}” in [{language}] is not a text", at=at, hint=hint)
    return tables


def _fonts(project: Project) -> tuple[ThemeFont, ...]:
    path, place, data = _theme_table(project, "theme.toml")
    tables = data.get("font")
    if not isinstance(tables, list) or not tables:
        raise ThemeError(
            "the theme names no font",
            at=Location(place),
            hint="write a [[font]] with family and file for each font",
        )
    lines = lines_of(path, "[[font]]") or (1,)
    fonts = []
    for number, table in enumerate(tables):
        at = Location(place, lines[min(number, len(lines) - 1)])
        _check_font(table, at)
        fonts.append(_font(table, at))
    return tuple(fonts)


def _check_font(table: object, at: Location) -> None:
    if not isinstance(table, dict):
        raise ThemeError("a font is not a table", at=at, hint="write [[font]] above its lines")
    for key in ("family", "file"):
        if key not in table:
            raise ThemeError(f"this font lacks {key}", at=at, hint=f'write {key} = "…"')
    for key, value in table.items():
        if key not in _FONT_KEYS:
            hint = f"keys are: {', '.join(_FONT_KEYS)}"
            raise ThemeError(f"“{key}” is not a key of a font", at=at, hint=hint)
        fits, kind = _FONT_KEYS[key]
        if not fits(value):
            raise ThemeError(f"“{key}” of this font is not {kind}", at=at, hint=f"write {kind}")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_file_name(value: object) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"[^/\\*?\[\]\0]*[^/\\*?\[\]\0.]", value) is not None
    )


_FONT_KEYS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "family": (_is_name, "a name in quotes"),
    "file": (_is_file_name, "a file's name in quotes, without its folder"),
    "weight": (lambda value: type(value) is int and 0 < value <= _HEAVIEST, "a number to 1000"),
    "style": (lambda value: value in ("normal", "italic"), '"normal" or "italic"'),
    "face": (
        lambda value: isinstance(value, dict) and all(map(_is_name, value.values())),
        "a table of names by locale",
    ),
    "display": (lambda value: isinstance(value, bool), "true or false"),
    "media": (
        lambda value: isinstance(value, list) and all(one in _MEDIA for one in value),
        'a list of "screen", "print" or both',
    ),
    "unicode-range": (lambda value: isinstance(value, str), "a CSS range in quotes"),
}


def _font(table: Mapping[str, Any], at: Location) -> ThemeFont:
    path = _font_file(table["file"], at)
    families = table.get("face") or {"": ""}
    return ThemeFont(
        family=table["family"],
        weight=table.get("weight", 400),
        style=table.get("style", "normal"),
        faces={locale: _face(path, family, at) for locale, family in families.items()},
        display=table.get("display", False),
        media=tuple(table.get("media", _MEDIA)),
        unicode_range=table.get("unicode-range", ""),
    )


def _font_file(name: str, at: Location) -> Path:
    for folder in font_folders():
        for path in sorted(folder.rglob(name)):
            if path.is_file():
                return path
    raise EnvironmentMissingError(
        f"the font {name} is not on this machine",
        at=at,
        hint="`make setup` installs it, `jdpublish doctor` names its package",
    )


def font_folders() -> tuple[Path, ...]:
    """Return the folders in which this kind of machine keeps fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        folders = (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    else:
        folders = (
            home / ".local/share/fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )
    return tuple(folder for folder in folders if folder.is_dir())


def _face(path: Path, family: str, at: Location) -> Face:
    try:
        face = open_face(str(path), family)
    except OSError as problem:
        raise EnvironmentMissingError(
            f"cannot open the font {path}: {problem}", at=at, hint="check its rights"
        ) from problem
    if face is None:
        raise EnvironmentMissingError(
            f"{path.name} has no face called “{family}”",
            at=at,
            hint="another edition of the font is installed; `jdpublish doctor` says more",
        )
    return face
