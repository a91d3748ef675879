"""`jdpublish glossary impact`: what another English rendering would change; nothing is written."""

import sys
from collections.abc import Callable
from typing import Any, cast

import click

from jdpublish.cli.clock import today
from jdpublish.cli.settings import Settings, loudness
from jdpublish.report import parsed
from jdpublish.reporting.renaming import difference_text, renaming_json, summary
from jdpublish.termbase.lookup import entry_named
from jdpublish.termbase.renaming import renaming
from jdpublish.termbase.replacing import Keeping, Wish
from jdpublish.workspace import find_project, load_glossary, load_reports


def wished(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which rendering becomes which."""
    options = (
        click.option("--en", "new", required=True, metavar="NEW", help="The new preferred form."),
        click.option(
            "--first",
            metavar="FORM",
            help="The new form for the first mention, where it is not the old with the new words.",
        ),
        click.option(
            "--keep-old",
            type=click.Choice(["admitted", "deprecated"]),
            default="deprecated",
            show_default=True,
            help="What the old form is from then on.",
        ),
        click.option("--by", metavar="NAME", help="Who changes it; written into the entry."),
        click.option(
            "--output-format",
            type=click.Choice(["text", "json"]),
            default="text",
            help="A difference and a summary to read, or JSON for a program.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def wish(new: str, first: str | None, keep_old: str, by: str | None) -> Wish:
    """Return what was asked for, with the day of today.

    Raises:
        UsageError: a form is empty or has several lines.
    """
    for option, text in (("--en", new), ("--first", first), ("--by", by)):
        if text is not None and (not text.strip() or not text.isprintable()):
            raise click.BadParameter("write one line with words in it", param_hint=option)
    return Wish(
        " ".join(new.split()),
        " ".join((first or "").split()),
        cast("Keeping", keep_old),
        (by or "").strip(),
        today(),
    )


@click.command("impact")
@click.argument("name", metavar="ID|TERM")
@wished
@loudness
@click.pass_obj
def command(  # noqa: PLR0913
    settings: Settings,
    *,
    name: str,
    new: str,
    first: str | None,
    keep_old: str,
    by: str | None,
    output_format: str,
) -> None:
    """Show what another English rendering would change, and change nothing.

    The difference has the lines of all reports and of the glossary that `jdpublish glossary apply`
    would write: only blocks whose Chinese has the term, and in them only the words that render it.
    What cannot be changed for certain, such as an inflection within the form, formatting that
    begins inside it, or another entry's name that it is part of, is listed to be changed by hand.
    """
    wanted = wish(new, first, keep_old, by)
    project = find_project(settings.start)
    glossary = load_glossary(project)
    concept = entry_named(name, glossary.concepts)
    reports = tuple(parsed(source) for source in load_reports(project))
    found = renaming(glossary, reports, concept.id, wanted)
    if output_format == "json":
        click.echo(renaming_json(found))
        return
    if shown := difference_text((*found.texts, *found.glossary), sys.stdout):
        click.echo(shown)
    if not settings.quiet:
        click.echo(f"{chr(10) * bool(shown)}{summary(found, done=False)}", err=True)
