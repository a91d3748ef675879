"""A project's reports, glossary and theme, read once into `Sources`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jdpublish.errors import ContentError, Location, ProjectError
from jdpublish.glossary import glossary
from jdpublish.sources import Details, ReportSource, SectionFile, Sources
from jdpublish.toml import read_toml
from jdpublish.workspace.files import line_of, read_text, relative
from jdpublish.workspace.project import CONFIGURATION, Project
from jdpublish.workspace.themes import theme

_IMAGES = (".png", ".jpg", ".jpeg", ".svg", ".webp")


def load(project: Project, reports: tuple[str, ...] = ()) -> Sources:
    """Return everything that a build depends on, read once.

    Raises:
        JdpublishError: a file is missing, not UTF-8, or has a mistake.
    """
    names = reports or _report_names(project)
    return Sources(
        reports=tuple(_report(project, name) for name in names),
        concepts=glossary(_glossary_files(project)),
        theme=theme(project),
        editions=project.editions,
    )


def _report_names(project: Project) -> tuple[str, ...]:
    content = project.root / project.content
    names = tuple(sorted(path.parent.name for path in content.glob("*/report.toml")))
    if not names:
        raise ProjectError(
            f"there is no report in {project.content}/",
            hint="a report is a folder with a report.toml",
        )
    return names


def _report(project: Project, name: str) -> ReportSource:
    folder = project.root / project.content / name
    path = folder / "report.toml"
    if not path.is_file():
        known = ", ".join(_report_names(project))
        raise ProjectError(f"there is no report “{name}”", hint=f"reports are: {known}")
    place = relative(path, project.root)
    data = read_toml(read_text(path, project.root, ProjectError), file=place, error=ProjectError)
    details = {
        language: _details(table, language, place, path)
        for language, table in data.items()
        if isinstance(table, dict)
    }
    return ReportSource(
        id=name,
        at=Location(place),
        year=str(data.get("year", "")),
        version=str(data.get("version", "")),
        details=details,
        files={language: _sections(folder / language, project.root) for language in details},
        images=_images(folder),
        places={language: Location(place, line_of(path, f"[{language}]")) for language in details},
    )


def _details(table: Mapping[str, Any], language: str, place: str, path: Path) -> Details:
    known = Details.__dataclass_fields__
    at = Location(place, line_of(path, f"[{language}]"))
    values = {key.replace("-", "_"): value for key, value in table.items()}
    for key, value in values.items():
        if key not in known or not isinstance(value, str):
            raise ProjectError(
                f"“{key}” is not a detail of a report, or not a text",
                at=at,
                hint=f"details are: {', '.join(name.replace('_', '-') for name in known)}",
            )
    missing = [name for name in known if name not in values and name != "description"]
    if missing:
        raise ProjectError(
            f"[{language}] lacks {', '.join(name.replace('_', '-') for name in missing)}",
            at=at,
            hint='write one line each: name = "…"',
        )
    return Details(**values)


def _sections(folder: Path, root: Path) -> tuple[SectionFile, ...]:
    return tuple(
        SectionFile(path.stem, relative(path, root), read_text(path, root, ContentError))
        for path in sorted(folder.glob("*.md"))
    )


def _images(folder: Path) -> dict[str, bytes]:
    home = folder.resolve()
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in _IMAGES and path.resolve().is_relative_to(home)
    }


def _glossary_files(project: Project) -> dict[str, str]:
    folder = project.root / project.glossary
    if not folder.is_dir():
        raise ProjectError(
            f"the glossary's folder {project.glossary}/ is not there",
            at=Location(CONFIGURATION),
            hint="make it, or name another with glossary = …",
        )
    return {
        relative(path, project.root): read_text(path, project.root, ContentError)
        for path in sorted(folder.glob("*.toml"))
    }
