"""Sources → finished files: pure, in the order a report passes through it.

parse ► align ► annotate ► convert ► page ► output. Nothing here touches the disk or the clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jdpublish.document import document
from jdpublish.editions import EDITIONS
from jdpublish.errors import ProjectError
from jdpublish.manifest import rows
from jdpublish.model import SOURCE_LANGUAGE, Artifact, Edition
from jdpublish.outputs import OUTPUTS
from jdpublish.outputs.index import Listing, index_page
from jdpublish.report import Report, title
from jdpublish.sources import Sources


def editions(wanted: tuple[str, ...]) -> tuple[Edition, ...]:
    """Return the editions with these ids, in the order in which they are declared.

    Raises:
        ProjectError: an id is not an edition's.
    """
    known = {edition.id: edition for edition in EDITIONS}
    for identity in wanted:
        if identity not in known:
            raise ProjectError(
                f"there is no edition “{identity}”", hint=f"editions are: {', '.join(known)}"
            )
    return tuple(edition for edition in EDITIONS if edition.id in wanted)


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make."""

    report: Report
    edition: Edition
    format: str
    others: tuple[Edition, ...]


def tasks(
    reports: tuple[Report, ...],
    wanted: tuple[str, ...],
    formats: tuple[str, ...],
    manifests: Mapping[str, bytes],
) -> tuple[Task, ...]:
    """Return what there is to make, the slowest first.

    A page's language switch names what is made now and what the report's manifest lists.
    """
    chosen = editions(wanted)
    slow_first = sorted(chosen, key=lambda edition: edition.source == SOURCE_LANGUAGE)
    return tuple(
        Task(report, edition, name, _switch(wanted, manifests.get(report.source.id)))
        for name in reversed(OUTPUTS)
        if name in formats
        for report in reports
        for edition in slow_first
    )


def _switch(wanted: tuple[str, ...], manifest: bytes | None) -> tuple[Edition, ...]:
    there = {row["edition"] for row in rows(manifest) if row["format"] == "html"}
    return tuple(edition for edition in EDITIONS if edition.id in there.union(wanted))


def perform(task: Task, sources: Sources) -> Artifact:
    """Return one finished file."""
    found = document(task.report, task.edition, sources, others=task.others)
    return OUTPUTS[task.format](found, sources.theme)


def index(sources: Sources, reports: tuple[Report, ...], manifests: dict[str, bytes]) -> Artifact:
    """Return the page that lists every report and the editions of it that are there."""
    return index_page(
        sources.theme,
        tuple(
            Listing(
                id=report.source.id,
                year=report.source.year,
                titles={
                    language: (name, report.source.details[language].body)
                    for language in report.source.details
                    if (name := title(report, language))
                },
                files=rows(manifests[report.source.id]),
            )
            for report in reports
            if report.source.id in manifests
        ),
    )
