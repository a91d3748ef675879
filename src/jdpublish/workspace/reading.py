"""A project's reports, glossary and theme, read once into `Sources`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from jdpublish.errors import (
    GlossaryError,
    JdpublishError,
    Location,
    ProjectError,
    noted,
    refuse,
)
from jdpublish.model import Concept
from jdpublish.sources import GlossarySources, ReportSource, SourceFile, Sources, Theme
from jdpublish.terms.glossary import glossary
from jdpublish.terms.together import current
from jdpublish.workspace.cache import read_glossary
from jdpublish.workspace.files import named_pictures, visible
from jdpublish.workspace.project import CONFIGURATION, Project
from jdpublish.workspace.records import undisturbed
from jdpublish.workspace.reports import FACTS, Files, report, text_file, words
from jdpublish.workspace.themes import theme

_REPORT_NAME = re.compile(r"\w[\w.-]*")
_NO_FILES: Files = MappingProxyType({})
_NO_CONCEPTS: Mapping[str, tuple[Concept, ...]] = MappingProxyType({})


def load(project: Project) -> Sources:
    """Return everything that a build depends on, read once.

    Raises:
        JdpublishError: a file is missing, not UTF-8, or has a mistake.
    """
    return undisturbed(project, lambda: _load(project))


def _load(project: Project) -> Sources:
    mistakes: list[JdpublishError] = []
    with noted(mistakes):
        terms = glossary_sources(project)
    with noted(mistakes):
        reports = []
        for name in report_names(project):
            with noted(mistakes):
                reports.append(report(project, name))
    with noted(mistakes):
        look = theme(project)
    refuse(mistakes)
    return together(project, terms, tuple(reports), look)


def together(
    project: Project, terms: GlossarySources, reports: tuple[ReportSource, ...], look: Theme
) -> Sources:
    """Return what was read of a project as what a build depends on."""
    return Sources(
        reports=reports,
        concepts=current(terms.concepts),
        theme=look,
        editions=project.editions,
        glossary_files=terms.files,
        retired=tuple(concept for concept in terms.concepts if concept.retired),
    )


def load_glossary(project: Project) -> GlossarySources:
    """Return the glossary by itself, for which reports and theme need not be in order.

    Raises:
        JdpublishError: a file is not UTF-8, or has a mistake.
    """
    return undisturbed(project, lambda: glossary_sources(project))


def glossary_sources(
    project: Project,
    known: Files = _NO_FILES,
    concepts: Mapping[str, tuple[Concept, ...]] = _NO_CONCEPTS,
) -> GlossarySources:
    """Return the glossary; files that are known, and their concepts, are not read again.

    Raises:
        JdpublishError: as `load_glossary`.
    """
    files = _glossary_files(project, known)
    if concepts:
        found = glossary({file.file: file.text for file in files}, kept=concepts)
    else:
        found = read_glossary(files, project.root)
    return GlossarySources(files, found, project.glossary)


def load_reports(project: Project) -> tuple[ReportSource, ...]:
    """Return the words of all reports: without their records, and with pictures by name alone.

    Raises:
        JdpublishError: a file is missing, not UTF-8, or has a mistake.
    """
    return undisturbed(
        project, lambda: tuple(_worded(project, name) for name in report_names(project))
    )


def _worded(project: Project, name: str) -> ReportSource:
    folder = project.root / project.content / name
    return replace(words(project, name), images=named_pictures(folder.rglob("*"), folder))


def report_names(project: Project) -> tuple[str, ...]:
    """Return the ids of the reports, in their order.

    Raises:
        ProjectError: there is none, or one cannot be called as it is.
    """
    content = project.root / project.content
    found = sorted(path.parent.name for path in content.glob(f"*/{FACTS}"))
    names = tuple(name for name in found if not name.startswith("."))
    if not names:
        raise ProjectError(
            f"there is no report in {project.content}/",
            hint=f"a report is a folder with a {FACTS}",
        )
    for name in names:
        if not _REPORT_NAME.fullmatch(name):
            raise ProjectError(
                f"a report's folder cannot be called “{name}”",
                at=Location(f"{project.content}/{name}/{FACTS}"),
                hint="its name becomes part of addresses: use letters, digits, “-”, “_” and “.”",
            )
    return names


def _glossary_files(project: Project, known: Files) -> tuple[SourceFile, ...]:
    folder = project.root / project.glossary
    if not folder.is_dir():
        raise ProjectError(
            f"the glossary's folder {project.glossary}/ is not there",
            at=Location(CONFIGURATION),
            hint="make it, or name another with glossary = …",
        )
    files = []
    mistakes: list[JdpublishError] = []
    for path in visible(folder.glob("*.toml")):
        with noted(mistakes):
            files.append(text_file(path, project.root, GlossaryError, known))
    refuse(mistakes)
    return tuple(files)
