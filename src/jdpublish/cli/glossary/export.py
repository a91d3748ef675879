"""`jdpublish glossary export`: the glossary as a file for Excel, for an agency or for OmegaT."""

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

import click

from jdpublish.cli.clock import today
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import GlossaryError, OutputError
from jdpublish.model import Concept, EntryStatus
from jdpublish.reporting.counting import counted
from jdpublish.termbase.exchange import FORMATS
from jdpublish.termbase.exchange.contract import Format, Offer
from jdpublish.workspace import check_result, find_project, load_glossary, save_result

_NAMES = {one.name: one for one in FORMATS}
_TITLE = "术语表 Glossary"


@click.command("export")
@click.option(
    "--format",
    "name",
    type=click.Choice(tuple(_NAMES)),
    help="What the file is to be; else what its name says.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file to write, such as terms.xlsx; else standard output.",
)
@click.option(
    "--domain",
    "domains",
    multiple=True,
    metavar="DOMAIN",
    help="Only entries of this domain, such as industry; may be given several times.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(get_args(EntryStatus)),
    help="Only entries with this status; may be given several times.",
)
@click.option("--title", default=_TITLE, metavar="TEXT", help=f"Its title.  [default: {_TITLE}]")
@loudness
@click.pass_obj
def command(  # noqa: PLR0913
    settings: Settings,
    *,
    name: str | None,
    output: Path | None,
    domains: tuple[str, ...],
    statuses: tuple[str, ...],
    title: str,
) -> None:
    """Write the glossary into a file for Excel, for an agency or for OmegaT.

    xlsx, csv and tsv have a row for each entry; tbx is TBX v3, tbx-2008 the older TBX; json is for
    programs. All of these hold every field, and what they held when they went out, so that
    `jdpublish glossary import` takes back what others have changed and nothing else. omegat is a
    glossary for OmegaT, which only goes out; retired entries are left out of it.
    """
    form = _NAMES[name] if name else _form(output)
    if form.name == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("A workbook needs a file: add -o terms.xlsx.")
    project = find_project(settings.start)
    if output:
        check_result(output, project)
    chosen = _chosen(load_glossary(project).concepts, domains, statuses or _usual(form))
    content = form.write(Offer(chosen, title, today()))
    if output:
        save_result(output, content)
    else:
        click.echo(content if form.name == "xlsx" else content.decode(), nl=False)
    if not settings.quiet:
        place = f": {output}" if output else ""
        click.echo(f"{counted(len(chosen), 'entry')}{place}", err=True)


def _form(output: Path | None) -> Format:
    """Return the format that a file's name asks for."""
    if output is None:
        raise click.UsageError("Say what it is to be: add -o terms.xlsx, or --format.")
    ending = output.suffix.lower()
    for form in FORMATS:
        if ending in form.suffixes:
            return form
    known = dict.fromkeys(suffix for form in FORMATS for suffix in form.suffixes)
    raise OutputError(
        f"the name “{output.name}” does not say what the file is to be",
        hint=f"end it in {', '.join(known)}, or add --format",
    )


def _usual(form: Format) -> tuple[str, ...]:
    """Return the statuses that a format has unless others are asked for."""
    return tuple(
        status for status in get_args(EntryStatus) if form.read is not None or status != "retired"
    )


def _chosen(
    concepts: tuple[Concept, ...], domains: tuple[str, ...], statuses: tuple[str, ...]
) -> tuple[Concept, ...]:
    known = sorted({one.subject for one in concepts if one.subject})
    for domain in domains:
        if domain not in known:
            near = get_close_matches(domain, known, n=1)
            raise GlossaryError(
                f"no entry is of the domain “{domain}”",
                hint=f"did you mean “{near[0]}”?" if near else f"domains are: {', '.join(known)}",
            )
    found = tuple(
        one
        for one in concepts
        if one.status in statuses and one.subject in (domains or (one.subject,))
    )
    if not found and concepts:
        raise GlossaryError(
            f"no entry is {' or '.join(statuses)}" + (" and of that domain" if domains else ""),
            hint="ask for another --status or --domain",
        )
    return found
