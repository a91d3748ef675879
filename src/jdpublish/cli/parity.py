"""`jdpublish check --built`: whether every figure stands in every finished file."""

from pathlib import Path

import click

from jdpublish.built.finished import PARITY_FILES
from jdpublish.checks import in_order, simplified_left
from jdpublish.cli.clock import today
from jdpublish.cli.settings import Settings
from jdpublish.errors import OutputError
from jdpublish.inspection import Extent, Inspection
from jdpublish.parity import PARITY
from jdpublish.parity.proof import proof
from jdpublish.parity.standing import Proof
from jdpublish.publication import Artifact
from jdpublish.report import Report
from jdpublish.report import chosen as chosen_reports
from jdpublish.report import parsed as parse_report
from jdpublish.reporting.parity_page import parity_page
from jdpublish.reporting.parity_record import parity_json
from jdpublish.sources import Sources
from jdpublish.workspace import (
    changing,
    check_writable,
    find_project,
    finished_report,
    load,
    save,
)

_FINISHED = "dist"


def check_built(
    settings: Settings, reports: tuple[str, ...], output: Path | None
) -> tuple[Inspection, Path]:
    """Return what is wrong with what was built, and the project's folder.

    A page and a JSON file are put beside what was built that say of each figure where it stands.

    Raises:
        OutputError: nothing has been built, or a file cannot be read.
    """
    project = find_project(settings.start)
    sources = load(project)
    folder = output or project.root / _FINISHED
    chosen = tuple(report.id for report in chosen_reports(sources, reports))
    if not folder.is_dir():
        raise _nothing_built(folder, reports)
    check_writable(folder, chosen, project)
    with changing(folder, chosen):
        built = {name: finished_report(folder, name, project) for name in chosen}
        there = tuple(name for name in chosen if built[name].files)
        missing = [name for name in reports if name not in there]
        if missing or not there:
            raise _nothing_built(folder, tuple(missing))
        made = []
        for source in (one for one in sources.reports if one.id in there):
            report = parse_report(source)
            found = proof(
                report,
                built[source.id],
                concepts=sources.concepts,
                waivers=tuple(one for one in source.waivers if today() <= one.expires),
                output=str(output) if output else "",
            )
            _save(folder, found, report, sources)
            made.append(found)
    if not settings.quiet:
        for found in made:
            click.echo(f"{_summary(found)}: {folder / found.report / PARITY_FILES[0]}", err=True)
    inspection = Inspection(
        findings=in_order(finding for found in made for finding in found.findings),
        checks=(PARITY, simplified_left.CHECK),
        extent=Extent(
            blocks=sum(found.blocks for found in made),
            figures=sum(len(found.rows) for found in made),
        ),
    )
    return inspection, project.root


def _save(folder: Path, found: Proof, report: Report, sources: Sources) -> None:
    contents = (parity_page(found, report, sources.theme), parity_json(found))
    files = (
        Artifact(f"{found.report}/{name}", content)
        for name, content in zip(PARITY_FILES, contents, strict=True)
    )
    save(folder, found.report, tuple(files))


def _nothing_built(folder: Path, reports: tuple[str, ...]) -> OutputError:
    what = f"the report “{reports[0]}”" if reports else "any report"
    command = " ".join(["jdpublish build", *reports])
    return OutputError(
        f"there is nothing of {what} in {folder}", hint=f"build it first: `{command}`"
    )


def _summary(found: Proof) -> str:
    figures, files = len(found.rows), len(found.files)
    told = f"{figures:,} figure{'s' * (figures != 1)} in {files} file{'s' * (files != 1)}"
    if found.differing:
        return f"{told}, {found.differing:,} of them not equal everywhere"
    return f"{told}, all equal{', but look at the findings' * bool(found.findings)}"
