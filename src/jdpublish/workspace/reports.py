"""One report's folder, read: its facts, its texts, its pictures, its records."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jdpublish.corrections import CorrectionLog, read_log
from jdpublish.dates import day
from jdpublish.editions import EDITIONS
from jdpublish.errors import (
    ContentError,
    JdpublishError,
    Location,
    ProjectError,
    noted,
    refuse,
)
from jdpublish.sources import Details, ReportSource, SourceFile
from jdpublish.toml import read_toml
from jdpublish.translation.record import ACCEPTED, RECORD, TranslationRecord, read_record
from jdpublish.waivers import Waiver, read_waivers
from jdpublish.workspace.files import (
    line_of,
    pictures,
    read_text,
    relative,
    text_if_there,
    visible,
)
from jdpublish.workspace.project import Project

FACTS = "report.toml"
LANGUAGES = tuple(dict.fromkeys(edition.source for edition in EDITIONS))
_FACTS = ("year", "version", "date")
_OPTIONAL = ("description", "translation", "rights")
_RECEIVED, _LOG = "source/received.txt", "source/corrections.tsv"
WAIVERS = "waivers.toml"
RECORDS = (FACTS, WAIVERS, RECORD, ACCEPTED, _RECEIVED, _LOG)
"""The files of a report beside its texts and pictures."""

Files = Mapping[str, SourceFile]
"""Texts by their places in the project: those that have been read already and stay as they are."""
_NONE: Files = MappingProxyType({})


def report(project: Project, name: str, known: Files = _NONE) -> ReportSource:
    """Return a report with all that belongs to it; texts that are known are not read again.

    Raises:
        JdpublishError: a file is missing, not UTF-8, or has a mistake.
    """
    folder = project.root / project.content / name
    return replace(
        words(project, name, known),
        images=pictures(folder.rglob("*"), folder, project.root, ContentError),
        corrections=_corrections(folder, project.root),
        waivers=_waivers(folder, project.root),
        translation=_record(folder, project.root),
    )


def words(project: Project, name: str, known: Files = _NONE) -> ReportSource:
    """Return a report as `report.toml` and the files of its languages say it, and nothing else.

    Raises:
        JdpublishError: as `report`.
    """
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
        files=texts(project, name, details, known),
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
    path = folder / WAIVERS
    if not path.exists():
        return ()
    return read_waivers(read_text(path, root, ProjectError), file=relative(path, root))


def _record(folder: Path, root: Path) -> TranslationRecord | None:
    """Return which translation was accepted for which text, where anything is recorded."""
    paths = (folder / RECORD, folder / ACCEPTED)
    if not any(path.exists() for path in paths):
        return None
    texts = (text_if_there(path, root, ContentError) for path in paths)
    places = (relative(path, root) for path in paths)
    return read_record(*texts, *places)


def _check_keys(data: Mapping[str, object], place: str, path: Path) -> None:
    """Refuse what `report.toml` says beside the facts and a table for each language."""
    kinds = dict.fromkeys(_FACTS, "a text") | dict.fromkeys(LANGUAGES, "a table")
    for key, value in data.items():
        table = isinstance(value, dict)
        at = Location(place, line_of(path, f"[{key}" if table else key))
        if key not in kinds:
            near = "".join(f"did you mean “{word}”? " for word in get_close_matches(key, kinds, 1))
            known = f"a report has {', '.join(_FACTS)} and the tables [{'], ['.join(LANGUAGES)}]"
            raise ProjectError(
                f"“{key}” is not a language of reports" if table else f"no report has a “{key}”",
                at=at,
                hint=near + known,
            )
        if table is not (key in LANGUAGES) or not isinstance(value, str | int | date | dict):
            hint = f"write [{key}] above its lines" if key in LANGUAGES else f'write {key} = "…"'
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


def texts(
    project: Project, name: str, languages: Iterable[str], known: Files = _NONE
) -> dict[str, tuple[SourceFile, ...]]:
    """Return the texts of a report by language; those that are known are not read again.

    Raises:
        ContentError: some cannot be read; all of them are told together.
    """
    found: dict[str, tuple[SourceFile, ...]] = {}
    mistakes: list[JdpublishError] = []
    for language in languages:
        folder = project.root / project.content / name / language
        read = []
        for path in visible(folder.glob("*.md")):
            with noted(mistakes):
                read.append(text_file(path, project.root, ContentError, known))
        found[language] = tuple(read)
    refuse(mistakes)
    return found


def text_file(
    path: Path, root: Path, error: type[JdpublishError], known: Files = _NONE
) -> SourceFile:
    """Return a file of the project, as it is known or as it is now.

    Raises:
        error: it cannot be read or is not UTF-8.
    """
    place = relative(path, root)
    return known.get(place) or SourceFile(path.stem, place, read_text(path, root, error))
