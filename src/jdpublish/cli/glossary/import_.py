"""`jdpublish glossary import`: what others have changed in a file, merged into the glossary."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from jdpublish.cli.clock import today
from jdpublish.cli.glossary.import_remarks import remarks
from jdpublish.cli.glossary.saying import by_name
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import CellLocation, Exit, GlossaryError
from jdpublish.repairs import Change, difference
from jdpublish.reporting.merge import merge_json, merge_text, summary
from jdpublish.reporting.terminal import error_text, harmless, styled
from jdpublish.termbase.changing import with_changes
from jdpublish.termbase.exchange import FORMATS
from jdpublish.termbase.exchange.contract import Returned
from jdpublish.termbase.exchange.limits import MOST_BYTES, too_large
from jdpublish.termbase.exchange.other_files import other_kind, unknown
from jdpublish.termbase.merging import KeepOld, Merge, Wishes, decisions, merged
from jdpublish.workspace import find_project, load_glossary, recording, source_lines, write_changes

_NAMES = {one.name: one for one in FORMATS}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format",
    "name",
    type=click.Choice([one.name for one in FORMATS if one.read]),
    help="What the file is; else what it looks like.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "--take",
    "takes",
    multiple=True,
    metavar="mine|theirs|…",
    help="Whose value holds where both sides changed it: mine is that of the glossary, theirs that"
    " of the file. For all, or as ID=theirs, ID.FIELD=mine or FIELD=theirs; may be given several"
    " times.",
)
@click.option("--domain", default="", metavar="DOMAIN", help="For new entries that name none.")
@by_name
@click.option(
    "--allow-similar", is_flag=True, help="Let new entries in that are nearly the same as others."
)
@click.option(
    "--keep-old",
    type=click.Choice(("deprecated", "admitted", "none")),
    default="deprecated",
    help="What the old English form of an entry becomes that gets another, where the file does not"
    " say: `none` forgets it.  [default: deprecated]",
)
@click.option(
    "--output-format",
    type=click.Choice(("text", "json")),
    default="text",
    help="For people or for programs.  [default: text]",
)
@loudness
@click.pass_obj
def command(  # noqa: PLR0913
    settings: Settings,
    *,
    file: Path,
    name: str | None,
    dry_run: bool,
    takes: tuple[str, ...],
    domain: str,
    by: str,
    allow_similar: bool,
    keep_old: KeepOld,
    output_format: str,
) -> None:
    """Take what others have changed in a file into the glossary.

    FILE is one that `jdpublish glossary export` has written and somebody has changed. It holds what
    went out, and only what differs from that is taken. Where the glossary has changed meanwhile in
    the same place, both values are shown and nothing at all is written until it is decided which
    holds. Entries that are gone from the file stay in the glossary.

    A file that does not say what went out, such as an agency's own, is compared with the glossary
    as it is now: new entries are added, what is empty here is filled, and what differs is shown and
    is for you to decide.

    Ends with 0 where all is taken, with 1 where something is to be decided, and with 2 where
    something in the file is to be mended; with 1 and 2 nothing is written.
    """
    data = _content(file)
    returned = _reader(data, file, name)(data, str(file))
    project = find_project(settings.start)
    with recording(project):
        sources = load_glossary(project)
        ids = {str(row.said.get("id", "")) for row in returned.rows}
        known = {*ids, *returned.gone, *(one.id for one in sources.concepts)}
        wishes = Wishes(
            today(), by, decisions(takes, known), domain.strip(), allow_similar, keep_old
        )
        merge = merged(sources.concepts, returned, wishes)
        files: tuple[Change, ...] = ()
        if not merge.open:
            files = with_changes(sources, added=merge.new, edited=merge.edited)
            if not dry_run:
                write_changes(project, files)
    written = bool(files) and not dry_run
    if output_format == "json":
        click.echo(merge_json(merge, files, written=written))
    else:
        _show(merge, files if dry_run else (), project.root)
        if not settings.quiet:
            for remark in remarks(merge, sources.concepts, written=written, dry_run=dry_run):
                click.echo(remark, err=True)
    if merge.mistakes:
        raise click.exceptions.Exit(Exit.USER)
    if merge.conflicts:
        raise click.exceptions.Exit(Exit.FINDINGS)


def _content(file: Path) -> bytes:
    """Return a file’s bytes; one that is too large, or of another kind, is not read."""
    try:
        with file.open("rb") as opened:
            data = b"" if file.stat().st_size > MOST_BYTES else opened.read(MOST_BYTES + 1)
            size = max(file.stat().st_size, len(data))
    except OSError as problem:
        raise GlossaryError(f"cannot read {file}: {problem.strerror}") from problem
    if mistake := too_large(size, CellLocation(str(file))) or other_kind(data, str(file)):
        raise mistake
    return data


def _reader(data: bytes, file: Path, name: str | None) -> Callable[[bytes, str], Returned]:
    """Return what reads a file: as it was named, else as it looks, whatever its name is."""
    if name and (read := _NAMES[name].read):
        return read
    ending = file.suffix.lower()
    alike = [one for one in FORMATS if one.read and one.recognises(data)]
    for one in sorted(alike, key=lambda one: ending not in one.suffixes):
        if one.read:
            return one.read
    raise unknown(data, str(file))


def _show(merge: Merge, files: tuple[Change, ...], root: Path) -> None:
    """Print what becomes of the glossary and how much it is; of a wrong file only its errors."""
    if merge.mistakes:
        _refused(merge, root)
        return
    if told := merge_text(merge):
        click.echo(told + "\n")
    for change in files:
        for row in difference(change):
            style = next((_COLOURS[sign] for sign in _COLOURS if row.startswith(sign)), "")
            shown = harmless(row) if sys.stdout.isatty() else row  # else it is for `patch`
            click.echo(styled(shown, style, sys.stdout) if style else shown)
    if files:
        click.echo()
    click.echo(summary(merge))


def _refused(merge: Merge, root: Path) -> None:
    here, there = source_lines(Path()), source_lines(root)
    for mistake in merge.mistakes:
        at = mistake.at
        line = (here(at) or there(at)) if at and at.in_text else None
        click.echo(error_text(mistake, line), err=True)
    count = len(merge.mistakes)
    click.echo(f"{count:,} error{'' if count == 1 else 's'}; nothing was written", err=True)


_COLOURS = {"---": "bold", "+++": "bold", "@": "blue", "-": "red", "+": "green"}
