"""`jdpublish ids`: ids for blocks that have none."""

from contextlib import nullcontext

import click

from jdpublish.acceptance import FileText
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import Exit
from jdpublish.proposals import proposed_ids
from jdpublish.report import chosen as chosen_reports
from jdpublish.report import parsed
from jdpublish.workspace import find_project, load, recording, write_texts


@click.command("ids")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--write/--no-write", default=False, help="Write the ids into the files, all else unchanged."
)
@loudness
@click.pass_obj
def command(settings: Settings, *, reports: tuple[str, ...], write: bool) -> None:
    """Propose ids for blocks that have none.

    An id is written {#…} at the end of a block and never changes afterwards: it ties the
    translations to the Chinese. A translation's blocks get the ids of the Chinese ones where both
    files have the same blocks in the same order.
    """
    project = find_project(settings.start)
    with recording(project) if write else nullcontext():
        chosen = chosen_reports(load(project), reports)
        proposals = [proposal for report in chosen for proposal in proposed_ids(parsed(report))]
        if write:
            named = (proposal for proposal in proposals if proposal.blocks)
            write_texts(project, (FileText(one.file, one.text) for one in named))
    for proposal in proposals:
        for block in proposal.blocks:
            words = block.text if len(block.text) <= _SHOWN else block.text[:_SHOWN] + "…"
            click.echo(f"{block.at}  {{#{block.id}}}  {words}")
        for block in proposal.unknown:
            click.echo(f"{block.at}  no id: the Chinese file has other blocks here", err=True)
    count = sum(len(proposal.blocks) for proposal in proposals)
    unknown = sum(len(proposal.unknown) for proposal in proposals)
    if not settings.quiet:
        click.echo(_summary(count, written=write), err=True)
    if unknown or (count and not write):
        raise click.exceptions.Exit(Exit.FINDINGS)


_SHOWN = 24


def _summary(count: int, *, written: bool) -> str:
    if not count:
        return "Every block that can have an id has one."
    blocks = f"{count} block{'' if count == 1 else 's'}"
    if written:
        return f"Wrote the ids of {blocks}."
    return f"{blocks} without an id; `jdpublish ids --write` writes those proposed."
