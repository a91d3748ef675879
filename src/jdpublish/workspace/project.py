"""A project: the folder that has `jdpublish.toml`, and what that file says."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from jdpublish.editions import DEFAULT_EDITIONS, EDITIONS
from jdpublish.errors import Location, ProjectError
from jdpublish.toml import read_toml
from jdpublish.workspace.files import line_of, read_text

CONFIGURATION = "jdpublish.toml"

_DEFAULTS = {
    "editions": list(DEFAULT_EDITIONS),
    "theme": "themes/report",
    "glossary": "glossary",
    "content": "content",
}


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and what `jdpublish.toml` says; paths are below the folder."""

    root: Path
    editions: tuple[str, ...]
    theme: str
    glossary: str
    content: str


def find_project(start: Path) -> Project:
    """Return the project of a folder or of the nearest folder above it.

    Raises:
        ProjectError: there is no `jdpublish.toml`, or it has a mistake.
    """
    return project_at(project_folder(start))


def project_folder(start: Path) -> Path:
    """Return the nearest folder with a `jdpublish.toml`, from this one upwards.

    Raises:
        ProjectError: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CONFIGURATION).is_file():
            return folder
    raise ProjectError(
        f"there is no project in {start}",
        hint=f"go to the folder that has {CONFIGURATION}, or name it with --project",
    )


def project_at(root: Path) -> Project:
    """Return the project whose folder this is.

    Raises:
        ProjectError: it has no `jdpublish.toml`, or that has a mistake.
    """
    path = root / CONFIGURATION
    data = read_toml(read_text(path, root, ProjectError), file=CONFIGURATION, error=ProjectError)
    for key, value in data.items():
        if key not in _DEFAULTS or not isinstance(value, type(_DEFAULTS[key])):
            raise ProjectError(
                f"“{key}” is not a setting, or not of this kind",
                at=Location(CONFIGURATION, line_of(path, key)),
                hint=f"settings are: {', '.join(_DEFAULTS)}",
            )
    settings: dict[str, Any] = {**_DEFAULTS, **data}
    _check_editions(settings["editions"], Location(CONFIGURATION, line_of(path, "editions")))
    folders = {
        key: _folder(key, settings[key], Location(CONFIGURATION, line_of(path, key)))
        for key in ("theme", "glossary", "content")
    }
    return Project(root=root, editions=tuple(settings["editions"]), **folders)


def _check_editions(names: list[object], at: Location) -> None:
    editions = [edition.id for edition in EDITIONS]
    hint = f"editions are: {', '.join(editions)}"
    if not names:
        raise ProjectError("“editions” names none", at=at, hint=hint)
    for name in names:
        if name not in editions:
            raise ProjectError(f"there is no edition “{name}”", at=at, hint=hint)


def _folder(key: str, value: str, at: Location) -> str:
    """Return a folder below the project as messages name it, without a slash at its end."""
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in value:
        raise ProjectError(
            f"“{key}” is not a folder below the project: “{value}”",
            at=at,
            hint=f'write its path from the folder of {CONFIGURATION}, such as "{_DEFAULTS[key]}"',
        )
    return str(path)
