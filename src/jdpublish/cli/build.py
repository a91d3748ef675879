"""`jdpublish build`: the editions of a report, as web pages and PDF."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from jdpublish import pipeline
from jdpublish.checks import stale
from jdpublish.cli.clock import today
from jdpublish.cli.progress import Progress
from jdpublish.cli.readiness import translated_into, unready
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import Exit, OutputError
from jdpublish.manifest import manifest, rows
from jdpublish.model import Finding
from jdpublish.outputs import OUTPUTS
from jdpublish.publication import Artifact
from jdpublish.report import Report
from jdpublish.report import chosen as chosen_reports
from jdpublish.report import parsed as parse_report
from jdpublish.reporting.terminal import finding_text
from jdpublish.review import review
from jdpublish.sheets import sheets
from jdpublish.sources import Sources
from jdpublish.waivers import judged
from jdpublish.workspace import (
    Project,
    changing,
    check_writable,
    find_project,
    load,
    read_manifest,
    save,
    save_file,
    source_line,
)

_FINISHED = "dist"
_DRAFTS = "draft"
"""A folder of their own, so that nobody publishes a draft with the rest by mistake."""


@click.command("build")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("-e", "--edition", "editions", multiple=True, help="An edition such as zh-Hant-HK.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(OUTPUTS)),
    help="Only this format.",
)
@click.option(
    "--page-size",
    "page_sizes",
    multiple=True,
    metavar="SIZE",
    help="A page size of the theme for the PDF: A4, 16K or A5; else its first.",
)
@click.option(
    "--marks", is_flag=True, help="PDFs for the printer: with bleed, crop marks and crosses."
)
@click.option(
    "--with",
    "appendices",
    multiple=True,
    type=click.Choice(pipeline.APPENDICES),
    help="Also print this appendix: the log of corrections to the text as received.",
)
@click.option(
    "--draft",
    is_flag=True,
    help="For colleagues: says on every page that it is a draft, and what is still open.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for finished files; else dist in the project, for drafts draft.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="How many files to make at once; else all cores."
)
@click.option(
    "--strict/--no-strict",
    default=False,
    help="Refuse to build while there are findings, or translations stale or not reviewed.",
)
@loudness
@click.pass_obj
def command(  # noqa: PLR0913
    settings: Settings,
    *,
    reports: tuple[str, ...],
    editions: tuple[str, ...],
    formats: tuple[str, ...],
    page_sizes: tuple[str, ...],
    marks: bool,
    appendices: tuple[str, ...],
    draft: bool,
    output: Path | None,
    jobs: int | None,
    strict: bool,
) -> None:
    """Build the editions of one, several or all reports.

    Without options, every edition that jdpublish.toml names is made as HTML and PDF.
    """
    started = time.perf_counter()
    project = find_project(settings.start)
    folder = output or project.root / (_DRAFTS if draft else _FINISHED)
    sources = load(project)
    chosen = {report.id for report in chosen_reports(sources, reports)}
    wanted = editions or sources.editions
    pipeline.editions(wanted)
    order = pipeline.Order(
        editions=wanted,
        formats=formats or tuple(OUTPUTS),
        sheets=sheets(sources.theme, page_sizes, marks=marks),
        draft=draft,
        appendices=appendices,
    )
    everything = tuple(parse_report(report) for report in sources.reports)
    parsed = tuple(report for report in everything if report.source.id in chosen)
    findings = [finding for report in parsed for finding in _unwaived(report)]
    _show(findings, project, quiet=settings.quiet)
    languages = translated_into(pipeline.editions(wanted))
    concerned = [one for one in findings if one.check != stale.CHECK.id or languages]
    _refuse(concerned, strict=strict, unready=unready(parsed, languages) if strict else ())
    check_writable(folder, sorted(chosen), project)
    listed = {report.id: read_manifest(folder, report.id) for report in sources.reports}
    _keep_apart(folder, listed, draft=draft)
    tasks = pipeline.tasks(parsed, order, listed)
    progress = Progress(len(tasks), quiet=settings.quiet, verbose=settings.verbose)
    artifacts = []
    with progress:
        for artifact in _performed(tasks, sources, jobs or os.cpu_count() or 1):
            progress.done(artifact)
            artifacts.append(artifact)
    found = _found(artifacts)
    _show(found, project, quiet=settings.quiet)
    _refuse(found, strict=strict)
    _save(folder, sources, everything, tuple(artifacts), draft=draft)
    if not settings.quiet:
        seconds = time.perf_counter() - started
        made = _count(len(artifacts), "file")
        open_ = len(findings) + len(found)
        told = f", {_count(open_, 'finding')} above" if open_ else ""
        front = folder / "index.html"
        click.echo(f"Built {made} in {seconds:.1f} s{told}: {front}", err=True)


def _unwaived(report: Report) -> tuple[Finding, ...]:
    """Return what must be looked at before a report is published, and nobody answers for yet."""
    waivers, found = report.source.waivers, tuple(review(report))
    return judged(found, waivers, today()).findings if waivers else found


def _keep_apart(folder: Path, listed: dict[str, list[dict[str, Any]]], *, draft: bool) -> None:
    """Refuse a folder that holds drafts for what is published, and the other way round."""
    for rows_of_report in listed.values():
        if any(row.get("draft", False) is not draft for row in rows_of_report):
            there, now = ("published editions", "drafts") if draft else ("drafts", "editions")
            raise OutputError(
                f"{folder} holds {there}, and {now} must not stand among them",
                hint="name another folder with -o, or leave -o out",
            )


def _refuse(findings: list[Finding], *, strict: bool, unready: tuple[str, ...] = ()) -> None:
    """Stop before anything is written, where findings or unready blocks are not to be."""
    if strict and (findings or unready):
        for line in unready:
            click.echo(line, err=True)
        count = f"{_count(len(findings), 'finding')}: " if findings else ""
        click.echo(f"{count}nothing was built (--strict)", err=True)
        raise click.exceptions.Exit(Exit.FINDINGS)


def _performed(tasks: tuple[pipeline.Task, ...], sources: Sources, jobs: int) -> Iterator[Artifact]:
    """Yield the finished files as they are ready, made by forks that share what is loaded."""
    jobs = min(jobs, len(tasks))
    pipeline.prepare(tasks, sources.theme)
    if jobs == 1 or sys.platform == "darwin":  # macOS's own libraries do not outlive a fork
        for task in tasks:
            yield pipeline.perform(task, sources)
        return
    from jdpublish.cli.forks import performed_by_forks  # noqa: PLC0415  one file needs none

    yield from performed_by_forks(tasks, sources, jobs)


def _save(
    folder: Path,
    sources: Sources,
    reports: tuple[Report, ...],
    artifacts: tuple[Artifact, ...],
    *,
    draft: bool,
) -> None:
    names = tuple(report.source.id for report in reports)
    with changing(folder, names):
        listed, made = {}, {}
        for name in names:
            own = tuple(file for file in artifacts if file.path.startswith(f"{name}/"))
            listed[name] = read_manifest(folder, name)
            _keep_apart(folder, listed, draft=draft)  # another build may have come between
            if own:
                new = manifest(name, own, listed[name])
                made[name] = (*own, new)
                listed[name] = rows(new.content)
        # Before anything is saved: the front page's template may have a mistake.
        front = pipeline.index(sources, reports, listed, draft=draft)
        for name, files in made.items():
            save(folder, name, files)
        save_file(folder, front)


def _show(findings: list[Finding], project: Project, *, quiet: bool) -> None:
    if not quiet:
        for finding in findings:
            click.echo(finding_text(finding, source_line(project.root, finding.at)), err=True)


def _found(artifacts: list[Artifact]) -> list[Finding]:
    """Return what was found while files were made, in the same order whoever was first."""
    in_order = sorted(artifacts, key=lambda artifact: artifact.path)
    return list(dict.fromkeys(finding for file in in_order for finding in file.findings))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
