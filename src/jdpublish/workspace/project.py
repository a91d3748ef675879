"""A project: the folder that has `jdpublish.toml`, and what that file says."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from jdpublish.editions import DEFAULT_EDITIONS, EDITIONS
from jdpublish.errors import ContentError, Location, ProjectError
from jdpublish.repairs import Change
from jdpublish.toml import read_toml
from jdpublish.workspace.files import (
    byte_order_mark,
    line_of,
    output_errors,
    read_text,
    write,
)

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
    return _project(project_folder(start))


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


def _project(root: Path) -> Project:
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


def write_text(project: Project, file: str, text: str) -> None:
    """Replace a file of the project at once: a reader sees the old text or the new, never half.

    A byte order mark that the file begins with stays, since `text` came without it.

    Raises:
        OutputError: the file cannot be written.
    """
    path = project.root / file
    with output_errors(path):
        # Where the file is a link, that stays one, and what it leads to is replaced.
        mark = byte_order_mark(path) if path.exists() else b""
        write(path.resolve(), mark + text.encode())


def write_changes(project: Project, changes: tuple[Change, ...]) -> None:
    """Replace files of the project whose text changes; all are looked at before any is written.

    A file whose old text is empty need not be there.

    Raises:
        ContentError: a file is no longer as it was read; nothing is written.
        OutputError: a file cannot be written.
    """
    for change in changes:
        path = project.root / change.file
        there = path.exists() or change.old
        if there and read_text(path, project.root, ContentError) != change.old:
            raise ContentError(
                "this file has changed while it was being checked, and nothing was written",
                at=Location(change.file),
                hint="give the command again",
            )
    for change in changes:
        write_text(project, change.file, change.new)
