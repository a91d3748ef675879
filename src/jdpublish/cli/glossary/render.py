"""`jdpublish glossary render`: the glossary itself as a web page and as PDF."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from jdpublish.book import book, files
from jdpublish.cli.clock import today
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import OutputError
from jdpublish.outputs import GLOSSARY_OUTPUTS
from jdpublish.publication import OWN_SHEET, Artifact, Sheet
from jdpublish.reporting.terminal import finding_text
from jdpublish.sheets import sheets
from jdpublish.sources import Sources
from jdpublish.terms.book import FOLDER, Book, file_name
from jdpublish.workspace import changing, check_writable, find_project, load, save

_FINISHED = "dist"


@click.command("render")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(GLOSSARY_OUTPUTS)),
    help="Only this format.",
)
@click.option(
    "--page-size",
    "page_sizes",
    multiple=True,
    metavar="SIZE",
    help="A page size of the theme for PDFs, such as A5 or 16K; can be repeated.",
)
@click.option("--domain", "domains", multiple=True, metavar="DOMAIN", help="Only this domain.")
@click.option("--all", "everything", is_flag=True, help="Also, at the end, what is retired.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for finished files, in which the glossary gets its own; else dist in the"
    " project.",
)
@loudness
@click.pass_obj
def command(  # noqa: PLR0913  an option each
    settings: Settings,
    *,
    formats: tuple[str, ...],
    page_sizes: tuple[str, ...],
    domains: tuple[str, ...],
    everything: bool,
    output: Path | None,
) -> None:
    """Make the glossary itself a web page and a PDF, in both languages.

    Entries stand by pinyin; an index leads to them from the English, from A to Z. What is only
    proposed is marked †. The files are glossary/index.html and glossary/glossary.pdf.
    """
    started = time.perf_counter()
    project = find_project(settings.start)
    folder = output or project.root / _FINISHED
    sources = load(project)
    if any(report.id == FOLDER for report in sources.reports):
        raise OutputError(
            f"a report is called “{FOLDER}”, and its files stand where the glossary's would",
            hint="rename the report's folder",
        )
    bound = book(sources, today=today(), domains=domains, retired=everything, read=_read)
    chosen = sheets(sources.theme, page_sizes, marks=False)
    check_writable(folder, (FOLDER,), project)
    wanted = formats or tuple(GLOSSARY_OUTPUTS)
    if "pdf" in wanted:
        bound = replace(bound, pdf=file_name(chosen[0].suffix))
    made = tuple(_made(bound, sources, wanted, chosen))
    with changing(folder, (FOLDER,)):
        save(folder, FOLDER, made)
    for finding in (finding for artifact in made for finding in artifact.findings):
        click.echo(finding_text(finding, None), err=True)
    if not settings.quiet:
        seconds = time.perf_counter() - started
        for artifact in made:
            pages = f" ({artifact.pages} pages)" if artifact.pages else ""
            click.echo(f"{folder / artifact.path}{pages}", err=True)
        count = len(bound.entries)
        click.echo(
            f"Built the glossary of {count:,} entr{'y' if count == 1 else 'ies'},"
            f" {bound.proposed:,} of them proposed, in {seconds:.1f} s",
            err=True,
        )


def _read(term: str) -> str:
    """Return the pinyin by which a term is sorted that has none; it is not printed."""
    from jdpublish.termbase.forms.pinyin import pinyin  # noqa: PLC0415  its dictionaries are large

    return pinyin(term)


def _made(
    bound: Book, sources: Sources, formats: tuple[str, ...], chosen: tuple[Sheet, ...]
) -> Iterator[Artifact]:
    """Yield the finished files: one page, and a PDF for each sheet."""
    own = files(sources, bound)
    for form in formats:
        for sheet in chosen if form == "pdf" else (OWN_SHEET,):
            yield GLOSSARY_OUTPUTS[form](bound, sources.theme, sheet, own)
