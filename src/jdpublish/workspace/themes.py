"""A theme's folder and its fonts on this machine."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jdpublish.errors import EnvironmentMissingError, Location, ThemeError
from jdpublish.fonts import Face, open_face
from jdpublish.sources import Theme, ThemeFont
from jdpublish.toml import read_toml
from jdpublish.workspace.files import read_text
from jdpublish.workspace.project import Project

_THEME_FILES = ("screen.html", "screen.css", "screen.js", "print.html", "print.css", "index.html")


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
    extra = [path for path in sorted(folder.glob("*.html")) if path.name not in files]
    files |= {path.name: read_text(path, project.root, ThemeError) for path in extra}
    return Theme(
        name=folder.name,
        folder=project.theme,
        files=files,
        words=_theme_table(project, "words.toml"),
        fonts=tuple(
            _font(font, f"{project.theme}/theme.toml")
            for font in _theme_table(project, "theme.toml").get("font", ())
        ),
    )


def _theme_table(project: Project, name: str) -> dict[str, Any]:
    path = project.root / project.theme / name
    place = f"{project.theme}/{name}"
    if not path.is_file():
        raise ThemeError(f"the theme lacks {name}", at=Location(place), hint=_THEME_HINT)
    return read_toml(read_text(path, project.root, ThemeError), file=place, error=ThemeError)


def _font(table: Mapping[str, Any], place: str) -> ThemeFont:
    path = _font_file(str(table.get("file", "")), place)
    families = table.get("face") or {"": ""}
    return ThemeFont(
        family=table["family"],
        weight=table.get("weight", 400),
        style=table.get("style", "normal"),
        faces={locale: _face(path, family, place) for locale, family in families.items()},
        display=table.get("display", False),
        media=tuple(table.get("media", ("screen", "print"))),
        unicode_range=table.get("unicode-range", ""),
    )


def _font_file(name: str, place: str) -> Path:
    for folder in font_folders():
        for path in folder.rglob(name):
            return path
    raise EnvironmentMissingError(
        f"the font {name} is not on this machine",
        at=Location(place),
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


def _face(path: Path, family: str, place: str) -> Face:
    face = open_face(str(path), family)
    if face is None:
        raise EnvironmentMissingError(
            f"{path.name} has no face called “{family}”",
            at=Location(place),
            hint="another edition of the font is installed; `jdpublish doctor` says more",
        )
    return face
