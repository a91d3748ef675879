"""A project: the folder that has `jdpublish.toml`, and what that file says."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jdpublish.editions import DEFAULT_EDITIONS, EDITIONS
from jdpublish.errors import Location, ProjectError
from jdpublish.toml import read_toml
from jdpublish.workspace.files import line_of, output_errors, read_text, write

CONFIGURATION = "jdpublish.toml"


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
    known = {
        "editions": list(DEFAULT_EDITIONS),
        "theme": "",
        "glossary": "glossary",
        "content": "content",
    }
    for key, value in data.items():
        if key not in known or not isinstance(value, type(known[key])):
            raise ProjectError(
                f"“{key}” is not a setting, or not of this kind",
                at=Location(CONFIGURATION, line_of(path, key)),
                hint=f"settings are: {', '.join(known)}",
            )
    settings: dict[str, Any] = {**known, **data}
    editions = [edition.id for edition in EDITIONS]
    for name in settings["editions"]:
        if name not in editions:
            raise ProjectError(
                f"there is no edition “{name}”",
                at=Location(CONFIGURATION, line_of(path, "editions")),
                hint=f"editions are: {', '.join(editions)}",
            )
    return Project(
        root=root,
        editions=tuple(settings["editions"]),
        theme=settings["theme"] or "themes/report",
        glossary=settings["glossary"],
        content=settings["content"],
    )


def write_text(project: Project, file: str, text: str) -> None:
    """Replace a file of the project at once: a reader sees the old text or the new, never half.

    Raises:
        OutputError: the file cannot be written.
    """
    path = project.root / file
    with output_errors(path):
        write(path, text.encode())
