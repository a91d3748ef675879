"""`jdpublish figures`: every figure of a report in both languages, to be signed off."""

import datetime as dt
import io
import sys
from pathlib import Path
from typing import TextIO

import click

from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import OutputError
from jdpublish.figure_list import Figure
from jdpublish.figure_list import figures as listed
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.report import Report, parsed
from jdpublish.report import chosen as chosen_reports
from jdpublish.reporting.figure_sheet import figure_sheet
from jdpublish.reporting.figure_table import table_csv, table_json, table_text, verdict
from jdpublish.workspace import check_result, find_project, load, save_result

_FORMATS = ("text", "csv", "xlsx", "json")


@click.command("figures")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--output-format",
    type=click.Choice(_FORMATS),
    help="For a terminal, for a spreadsheet, to print and sign, or for programs; "
    "else what the file's name says, else text.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file to write, such as figures.xlsx; else standard output.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also what only the English says and need not, such as “a first”.",
)
@loudness
@click.pass_obj
def command(
    settings: Settings,
    *,
    reports: tuple[str, ...],
    output_format: str | None,
    output: Path | None,
    everything: bool,
) -> None:
    """List every figure of a report in both languages, to be signed off.

    Each row has the block and its place, the words in Chinese and in English, the value in full,
    its unit and hedge, and how the English compares: exact, rescaled, rounded, missing …
    """
    form = output_format or _form(output)
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("A workbook needs a file: add -o figures.xlsx.")
    project = find_project(settings.start)
    if output:
        check_result(output, project)
    sources = load(project)
    chosen = tuple(parsed(source) for source in chosen_reports(sources, reports))
    every = tuple(figure for report in chosen for figure in listed(report))
    found = every if everything else tuple(figure for figure in every if figure.needed)
    content = _content(found, form, chosen, io.StringIO() if output else sys.stdout)
    if output:
        save_result(output, content)
    else:
        click.echo(content if form == "xlsx" else content.decode(), nl=False)
    if not settings.quiet:
        place = f": {output}" if output else ""
        left_out = len(every) - len(found)
        rest = f" ({left_out} more that only the English says: --all)"
        click.echo(f"{verdict(found)}{rest * bool(left_out)}{place}", err=True)


def _form(output: Path | None) -> str:
    """Return the form that a file's name asks for."""
    if output is None:
        return "text"
    ending = output.suffix.lower().removeprefix(".")
    if ending == "txt":
        return "text"
    if ending not in _FORMATS:
        raise OutputError(
            f"the name “{output.name}” does not say what the file is to be",
            hint=f"end it in .{', .'.join(_FORMATS[1:])} or .txt, or add --output-format",
        )
    return ending


def _content(
    found: tuple[Figure, ...], form: str, reports: tuple[Report, ...], stream: TextIO
) -> bytes:
    match form:
        case "csv":
            return table_csv(found)
        case "json":
            return f"{table_json(found)}\n".encode()
        case "xlsx":
            return _workbook(found, reports)
        case _:
            return f"{table_text(found, stream)}\n".encode()


def _workbook(found: tuple[Figure, ...], reports: tuple[Report, ...]) -> bytes:
    """Return the sheet to sign, which bears the day of the report's version, not that of now."""
    first = reports[0].source
    titles = dict.fromkeys(_title(report) for report in reports)
    details = first.details.get(SOURCE_LANGUAGE)
    days = [report.source.date for report in reports if report.source.date]
    return figure_sheet(
        found,
        title=" · ".join(titles),
        name=first.id,
        author=details.author if details else "",
        when=max(days, default=dt.date.min),
    )


def _title(report: Report) -> str:
    source = report.source
    names = " · ".join(details.short_title for details in source.details.values())
    version = f"第{source.version}版 version {source.version}，{source.date or source.year}"
    return f"数字核对表 Figures: {names}（{version}）"
