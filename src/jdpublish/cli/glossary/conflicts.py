"""`jdpublish glossary conflicts`: entries that contradict one another."""

import sys

import click

from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import Exit
from jdpublish.inspection import Inspection
from jdpublish.model import Severity
from jdpublish.reporting.conflicts import conflict_text, conflicts_json, verdict
from jdpublish.reporting.github import github_text
from jdpublish.termbase.conflicts import Conflict, conflicts
from jdpublish.terms.together import current
from jdpublish.workspace import find_project, load_glossary, source_lines
from jdpublish.workspace.project import Project


@click.command("conflicts")
@click.option(
    "--output-format",
    type=click.Choice(("text", "json", "github")),
    default="text",
    help="For people, for programs, or for a review page.  [default: text]",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    help="What makes the command end with 1: an error, or a warning too.  [default: error]",
)
@loudness
@click.pass_obj
def command(settings: Settings, *, output_format: str, fail_on: str) -> None:
    """Find entries that contradict one another.

    One Chinese term with several renderings; one rendering of several terms; a form that is right
    in one entry and deprecated in another; a term that is rendered otherwise within a longer one; a
    definition that uses a deprecated rendering; references that lead in a circle or to a retired
    entry. Each is shown with both places.

    Ends with 0 where nothing is found that --fail-on names, with 1 where something is.
    """
    project = find_project(settings.start)
    terms = load_glossary(project)
    used = current(terms.concepts)
    found = conflicts(used, tuple(one for one in terms.concepts if one.retired), terms.files)
    match output_format:
        case "json":
            click.echo(conflicts_json(found))
        case "github":
            text = github_text(Inspection(tuple(one.finding for one in found)))
            click.echo(text, nl=bool(text))
        case _:
            _show(project, found)
    if not settings.quiet:
        stream = sys.stdout if output_format == "text" else sys.stderr
        click.echo(verdict(found, len(used), stream), file=stream)
    fatal = [severity for severity in Severity if fail_on in (severity, Severity.WARNING)]
    if any(one.severity in fatal for one in found):
        raise click.exceptions.Exit(Exit.FINDINGS)


def _show(project: Project, found: tuple[Conflict, ...]) -> None:
    line = source_lines(project.root)
    for one in found:
        click.echo(conflict_text(one, line, sys.stdout) + "\n")
