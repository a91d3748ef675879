"""`jdpublish check`: whether the translation says what the original says."""

import sys
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import click

from jdpublish import __version__
from jdpublish.checks import ALL, in_order
from jdpublish.checks.contract import Check
from jdpublish.cli.clock import today
from jdpublish.cli.pairs import compared
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import ContentError, Exit, Location
from jdpublish.inspection import Inspection, Order, inspected, only, repaired
from jdpublish.linewise import linewise, text_lines, unpaired
from jdpublish.model import Severity
from jdpublish.repairs import Change, changes, difference
from jdpublish.report import chosen as chosen_reports
from jdpublish.reporting.github import github_text
from jdpublish.reporting.overview import overview, verdict
from jdpublish.reporting.records import json_text
from jdpublish.reporting.sarif import sarif_text
from jdpublish.reporting.terminal import columns, finding_text, harmless, styled
from jdpublish.sources import SourceFile
from jdpublish.waivers import WAIVER
from jdpublish.workspace import (
    find_project,
    load,
    read_text,
    recording,
    source_lines,
    write_changes,
)

_FORMATS = ("text", "json", "github", "sarif")


@click.command("check")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--only", "ids", multiple=True, metavar="ID", help="Only this check; may be given again."
)
@click.option("--list", "listing", is_flag=True, help="Name the checks, and check nothing.")
@click.option(
    "--pair",
    nargs=2,
    metavar="ZH.txt EN.txt",
    help="Check two text files, of which each line translates that of the same number. "
    "No project is needed.",
)
@click.option(
    "--built",
    is_flag=True,
    help="Check the finished files instead: whether every figure stands in every one of them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="With --built, the folder for finished files; else dist in the project.",
)
@click.option(
    "--output-format",
    type=click.Choice(_FORMATS),
    default="text",
    help="For people, for programs, or for a review page.  [default: text]",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    help="What makes the command end with 1: an error, or a warning too.  [default: error]",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Make the repairs that lose nothing, such as the width of punctuation, and show them.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@loudness
@click.pass_obj
def command(  # noqa: PLR0913
    settings: Settings,
    *,
    reports: tuple[str, ...],
    ids: tuple[str, ...],
    listing: bool,
    pair: tuple[str, str] | None,
    built: bool,
    output: Path | None,
    output_format: str,
    fail_on: str,
    fix: bool,
    diff: bool,
) -> None:
    """Check whether the translation says what the original says.

    Every finding names file, line and column, the words, and what to do. Findings that somebody
    answers for are in a report's waivers.toml.

    Ends with 0 where nothing is found that --fail-on names, with 1 where something is, and with 2
    where the project or the command is for you to mend.
    """
    _refuse_contradictions(pair=bool(pair), reports=bool(reports), fix=fix, diff=diff)
    _refuse_beside_built(
        built=built, output=output, others=bool(pair) or fix or diff or listing or bool(ids)
    )
    checks = _chosen(ids)
    if listing:
        _list(tuple(check for check in checks if check.plain) if pair else checks)
        return
    if pair:
        settings.files = Path()
        texts = (_text(pair[0]), _text(pair[1]))
        found, line = _compared(texts, checks, ids), _lines_of(texts)
    elif built:
        from jdpublish.cli.parity import check_built  # noqa: PLC0415  other checks read no PDF

        found, root = check_built(settings, reports, output)
        line = source_lines(root)
    else:
        project = find_project(settings.start)
        line = source_lines(project.root)
        sources = load(project)
        named = frozenset(report.id for report in chosen_reports(sources, reports))
        ran = ALL if WAIVER in ids else checks
        order = Order(named, ran, tuple(check.id for check in ALL), today())
        if fix or diff:
            mended, found = repaired(sources, order)
            made = changes(sources, mended)
            if diff:
                _show_difference(made)
                raise click.exceptions.Exit(Exit.FINDINGS if made else Exit.DONE)
            with recording(project):  # they are compared with what is there before they are written
                write_changes(project, made)
            _show_difference(made, err=settings.quiet or output_format != "text")
        else:
            found = inspected(sources, order)
        found = only(found, ids) if ids else found
    _show(found, output_format, line, quiet=settings.quiet)
    fatal = [severity for severity in Severity if fail_on in (severity, Severity.WARNING)]
    if any(finding.severity in fatal for finding in found.findings):
        raise click.exceptions.Exit(Exit.FINDINGS)


def _refuse_contradictions(*, pair: bool, reports: bool, fix: bool, diff: bool) -> None:
    if pair and reports:
        raise click.UsageError("--pair names two files, and no report can be named beside it.")
    if pair and (fix or diff):
        raise click.UsageError("--fix and --diff are for a project's text, not for --pair.")
    if fix and diff:
        raise click.UsageError("--diff changes nothing; give --fix alone to change the files.")


def _refuse_beside_built(*, built: bool, output: Path | None, others: bool) -> None:
    if output and not built:
        raise click.UsageError("-o names the folder of finished files, which --built checks.")
    if built and others:
        raise click.UsageError(
            "--built checks finished files; give it no other option but -o, --output-format and"
            " --fail-on."
        )


def _chosen(ids: tuple[str, ...]) -> tuple[Check, ...]:
    """Return the checks with these ids, or all of them where none is named."""
    known = {check.id for check in ALL} | {WAIVER}
    for identity in ids:
        if identity not in known:
            near = " or ".join(f"“{one}”" for one in get_close_matches(identity, sorted(known)))
            hint = f"did you mean {near}?" if near else "`jdpublish check --list` names them all."
            raise click.BadParameter(f"there is no check “{identity}”; {hint}", param_hint="--only")
    return tuple(check for check in ALL if check.id in (ids or known))


def _list(checks: tuple[Check, ...]) -> None:
    rows = [("check", "finds", "what it looks at")]
    rows += [
        (check.id, check.severity.value, check.explanation.partition("\n")[0]) for check in checks
    ]
    head, *rest = columns(rows)
    click.echo("\n".join([styled(head, "bold", sys.stdout), *rest]))


def _compared(
    texts: tuple[SourceFile, SourceFile], checks: tuple[Check, ...], ids: tuple[str, ...]
) -> Inspection:
    """Return what checks find in two files outside any project."""
    plain = tuple(check for check in checks if check.plain)
    missing = [identity for identity in ids if identity not in {check.id for check in plain}]
    if missing:
        raise click.UsageError(f"The check “{missing[0]}” needs a project: --pair has none.")
    bitext = linewise(*texts)
    found = compared(bitext, plain)
    alone = () if ids else unpaired(bitext)
    return replace(found, findings=in_order((*found.findings, *alone)))


def _text(name: str) -> SourceFile:
    path = Path(name)
    return SourceFile(path.stem, name, read_text(path, Path(), ContentError))


_Line = Callable[[Location], str | None]
"""What the line of a place is, for showing it."""


def _lines_of(texts: tuple[SourceFile, ...]) -> _Line:
    """Return a function to the lines of texts as they were read, which may be no files at all."""
    lines = {text.file: text_lines(text.text) for text in texts}
    return lambda at: lines[at.file][at.line - 1]


def _show(found: Inspection, output_format: str, line: _Line, *, quiet: bool) -> None:
    match output_format:
        case "json":
            click.echo(json_text(found))
        case "sarif":
            click.echo(sarif_text(found, __version__))
        case "github":
            text = github_text(found)
            ends = () if quiet else (verdict(found, sys.stdout),)
            click.echo("\n".join(filter(None, (text, *ends))), nl=bool(text or ends))
        case _:
            _show_text(found, line, quiet=quiet)


def _show_text(found: Inspection, line: _Line, *, quiet: bool) -> None:
    for finding in found.findings:
        click.echo(finding_text(finding, line(finding.at), sys.stdout) + "\n")
    if not quiet:
        click.echo(overview(found, sys.stdout))


_COLOURS = {"---": "bold", "+++": "bold", "@": "blue", "-": "red", "+": "green"}


def _show_difference(made: tuple[Change, ...], *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    for change in made:
        for row in difference(change):
            style = next((_COLOURS[sign] for sign in _COLOURS if row.startswith(sign)), "")
            shown = harmless(row) if stream.isatty() else row  # else it is for `patch`
            click.echo(styled(shown, style, stream) if style else shown, err=err)
