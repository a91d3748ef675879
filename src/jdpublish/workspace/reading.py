"""A project's reports, glossary and theme, read once into `Sources`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jdpublish.corrections import CorrectionLog, read_log
from jdpublish.dates import day
from jdpublish.editions import EDITIONS
from jdpublish.errors import ContentError, GlossaryError, Location, ProjectError
from jdpublish.sources import Details, GlossarySources, ReportSource, SourceFile, Sources
from jdpublish.terms.together import current
from jdpublish.toml import read_toml
from jdpublish.translation.record import ACCEPTED, RECORD, TranslationRecord, read_record
from jdpublish.waivers import Waiver, read_waivers
from jdpublish.workspace.cache import read_glossary
from jdpublish.workspace.files import (
    line_of,
    named_pictures,
    pictures,
    read_text,
    relative,
    visible,
)
from jdpublish.workspace.project import CONFIGURATION, Project
from jdpublish.workspace.records import undisturbed
from jdpublish.workspace.themes import theme

_REPORT_NAME = re.compile(r"\w[\w.-]*")
_FACTS = ("year", "version", "date")
_OPTIONAL = ("description", "translation", "rights")
_RECEIVED, _LOG = "source/received.txt", "source/corrections.tsv"
_WAIVERS = "waivers.toml"
_LANGUAGES = tuple(dict.fromkeys(edition.source for edition in EDITIONS))


def load(project: Project) -> Sources:
    """Return everything that a build depends on, read once.

    Raises:
        JdpublishError: a file is missing, not UTF-8, or has a mistake.
    """
    return undisturbed(project, lambda: _load(project))


def _load(project: Project) -> Sources:
    terms = _load_glossary(project)
    concepts = terms.concepts
    return Sources(
        reports=tuple(_report(project, name) for name in _report_names(project)),
        concepts=current(concepts),
        theme=theme(project),
        editions=project.editions,
        glossary_files=terms.files,
        retired=tuple(concept for concept in concepts if concept.retired),
    )


def load_glossary(project: Project) -> GlossarySources:
    """Return the glossary by itself, for which reports and theme need not be in order.

    Raises:
        JdpublishError: a file is not UTF-8, or has a mistake.
    """
    return undisturbed(project, lambda: _load_glossary(project))


def _load_glossary(project: Project) -> GlossarySources:
    files = _glossary_files(project)
    concepts = read_glossary(files, project.root)
    return GlossarySources(files, concepts, project.glossary)


def load_reports(project: Project) -> tuple[ReportSource, ...]:
    """Return the words of all reports: without their records, and with pictures by name alone.

    Raises:
        JdpublishError: a file is missing, not UTF-8, or has a mistake.
    """
    return undisturbed(
        project, lambda: tuple(_worded(project, name) for name in _report_names(project))
    )


def _worded(project: Project, name: str) -> ReportSource:
    folder = project.root / project.content / name
    return replace(_words(project, name), images=named_pictures(folder.rglob("*"), folder))


def _report_names(project: Project) -> tuple[str, ...]:
    content = project.root / project.content
    found = sorted(path.parent.name for path in content.glob("*/report.toml"))
    names = tuple(name for name in found if not name.startswith("."))
    if not names:
        raise ProjectError(
            f"there is no report in {project.content}/",
            hint="a report is a folder with a report.toml",
        )
    for name in names:
        if not _REPORT_NAME.fullmatch(name):
            raise ProjectError(
                f"a report's folder cannot be called “{name}”",
                at=Location(f"{project.content}/{name}/report.toml"),
                hint="its name becomes part of addresses: use letters, digits, “-”, “_” and “.”",
            )
    return names


def _report(project: Project, name: str) -> ReportSource:
    folder = project.root / project.content / name
    return replace(
        _words(project, name),
        images=pictures(folder.rglob("*"), folder, project.root, ContentError),
        corrections=_corrections(folder, project.root),
        waivers=_waivers(folder, project.root),
        translation=_record(folder, project.root),
    )


def _words(project: Project, name: str) -> ReportSource:
    """Return a report as `report.toml` and the files of its languages say it, and nothing else."""
    folder = project.root / project.content / name
    path = folder / "report.toml"
    place = relative(path, project.root)
    data = read_toml(read_text(path, project.root, ProjectError), file=place, error=ProjectError)
    _check_keys(data, place, path)
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
        images={},
        places={language: Location(place, line_of(path, f"[{language}]")) for language in details},
        date=_date(data, place, path),
    )


def _date(data: Mapping[str, object], place: str, path: Path) -> date | None:
    """Return the day of this version, where `report.toml` names one."""
    if "date" not in data:
        return None
    written = data["date"]
    found = day(str(written))
    if found is None:
        raise ProjectError(
            f"“{written}” is not a day",
            at=Location(place, line_of(path, "date")),
            hint='write year, month and day of this version: date = "2026-11-22"',
        )
    return found


def _corrections(folder: Path, root: Path) -> CorrectionLog | None:
    """Return the log of changes to the text as received, where the report has one."""
    path = folder / _LOG
    if not path.is_file():
        return None
    received = read_text(folder / _RECEIVED, root, ContentError)
    return read_log(read_text(path, root, ContentError), received, file=relative(path, root))


def _waivers(folder: Path, root: Path) -> tuple[Waiver, ...]:
    """Return the findings that somebody answers for, where the report has any."""
    path = folder / _WAIVERS
    if not path.exists():
        return ()
    return read_waivers(read_text(path, root, ProjectError), file=relative(path, root))


def _record(folder: Path, root: Path) -> TranslationRecord | None:
    """Return which translation was accepted for which text, where anything is recorded."""
    paths = (folder / RECORD, folder / ACCEPTED)
    if not any(path.exists() for path in paths):
        return None
    texts = (read_text(path, root, ContentError) if path.exists() else "" for path in paths)
    places = (relative(path, root) for path in paths)
    return read_record(*texts, *places)


def _check_keys(data: Mapping[str, object], place: str, path: Path) -> None:
    """Refuse what `report.toml` says beside the facts and a table for each language."""
    kinds = dict.fromkeys(_FACTS, "a text") | dict.fromkeys(_LANGUAGES, "a table")
    for key, value in data.items():
        table = isinstance(value, dict)
        at = Location(place, line_of(path, f"[{key}" if table else key))
        if key not in kinds:
            near = "".join(f"did you mean “{word}”? " for word in get_close_matches(key, kinds, 1))
            known = f"a report has {', '.join(_FACTS)} and the tables [{'], ['.join(_LANGUAGES)}]"
            raise ProjectError(
                f"“{key}” is not a language of reports" if table else f"no report has a “{key}”",
                at=at,
                hint=near + known,
            )
        if table is not (key in _LANGUAGES) or not isinstance(value, str | int | date | dict):
            hint = f"write [{key}] above its lines" if key in _LANGUAGES else f'write {key} = "…"'
            raise ProjectError(f"“{key}” is not {kinds[key]}", at=at, hint=hint)


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
    missing = [name for name in known if name not in values and name not in _OPTIONAL]
    if missing:
        raise ProjectError(
            f"[{language}] lacks {', '.join(name.replace('_', '-') for name in missing)}",
            at=at,
            hint='write one line each: name = "…"',
        )
    return Details(**values)


def _sections(folder: Path, root: Path) -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(path.stem, relative(path, root), read_text(path, root, ContentError))
        for path in visible(folder.glob("*.md"))
    )


def _glossary_files(project: Project) -> tuple[SourceFile, ...]:
    folder = project.root / project.glossary
    if not folder.is_dir():
        raise ProjectError(
            f"the glossary's folder {project.glossary}/ is not there",
            at=Location(CONFIGURATION),
            hint="make it, or name another with glossary = …",
        )
    return tuple(
        SourceFile(
            path.stem, relative(path, project.root), read_text(path, project.root, GlossaryError)
        )
        for path in visible(folder.glob("*.toml"))
    )
