"""The fonts that a theme names, found on this machine and opened."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jdpublish.errors import EnvironmentMissingError, Location, ThemeError
from jdpublish.fonts import Face, open_face
from jdpublish.sources import ThemeFont
from jdpublish.workspace.files import TomlFile

_MEDIA = ("screen", "print")
_HEAVIEST = 1000  # CSS Fonts 4, font-weight
_RANGE = r"U\+[0-9A-F?]{1,6}(-[0-9A-F]{1,6})?"


def font_mistakes(settings: TomlFile) -> Iterator[ThemeError]:
    """Yield what is wrong with the fonts that a theme.toml names."""
    tables = settings.values.get("font")
    if not isinstance(tables, list) or not tables:
        yield ThemeError(
            "the theme names no font",
            at=Location(settings.place),
            hint="write a [[font]] with family and file for each font",
        )
        return
    for table, at in _placed(tables, settings):
        yield from _mistakes(table, at)


def opened(settings: TomlFile) -> tuple[ThemeFont, ...]:
    """Return the fonts that a theme.toml without mistakes names.

    Raises:
        EnvironmentMissingError: one is not on this machine.
    """
    return tuple(_font(table, at) for table, at in _placed(settings.values["font"], settings))


def _placed(tables: list[Any], settings: TomlFile) -> Iterator[tuple[Any, Location]]:
    """Yield each font with the place of its [[font]]."""
    places = settings.places("[[font]]") or (Location(settings.place),)
    for number, table in enumerate(tables):
        yield table, places[min(number, len(places) - 1)]


def _mistakes(table: object, at: Location) -> Iterator[ThemeError]:
    if not isinstance(table, dict):
        yield ThemeError("a font is not a table", at=at, hint="write [[font]] above its lines")
        return
    for key in ("family", "file"):
        if key not in table:
            yield ThemeError(f"this font lacks {key}", at=at, hint=f'write {key} = "…"')
    for key, value in table.items():
        if key not in _FONT_KEYS:
            hint = f"keys are: {', '.join(_FONT_KEYS)}"
            yield ThemeError(f"“{key}” is not a key of a font", at=at, hint=hint)
            continue
        fits, kind = _FONT_KEYS[key]
        if not fits(value):
            yield ThemeError(f"“{key}” of this font is not {kind}", at=at, hint=f"write {kind}")


def _is_name(value: object) -> bool:
    """Say whether CSS can hold it in quotes."""
    return isinstance(value, str) and re.fullmatch(r'[^"\\\n<]+', value) is not None


def _is_file_name(value: object) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"[^/\\*?\[\]\0]*[^/\\*?\[\]\0.]", value) is not None
    )


_FONT_KEYS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "family": (_is_name, 'a plain name in "…"'),
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
    "unicode-range": (
        lambda value: (
            isinstance(value, str)
            and re.fullmatch(rf"{_RANGE}(\s*,\s*{_RANGE})*", value, re.IGNORECASE) is not None
        ),
        'a CSS range in quotes, such as "U+20-7E"',
    ),
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
