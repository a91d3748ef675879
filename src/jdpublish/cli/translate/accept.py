"""`jdpublish translate accept`: a translation is true of the Chinese as it is now."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from jdpublish.acceptance import FileText, Verdict, accepted, files, hindrance, settled
from jdpublish.cli.clock import today
from jdpublish.cli.settings import Settings, loudness
from jdpublish.cli.translate.choosing import Named, Text, named, texts
from jdpublish.errors import ContentError, refuse
from jdpublish.report import chosen as chosen_reports
from jdpublish.report import parsed
from jdpublish.translation.record import Status, TranslationRecord
from jdpublish.translation.staleness import BlockState
from jdpublish.workspace import find_project, load, recording, write_texts

_STATUSES = [status.value for status in Status if status is not Status.UNTRANSLATED]


@click.command("accept")
@click.argument("names", nargs=-1, metavar="[BLOCK]...")
@click.option("--report", metavar="REPORT", help="The report that the blocks belong to.")
@click.option("--all", "everything", is_flag=True, help="Every block that is translated.")
@click.option(
    "--status",
    type=click.Choice(_STATUSES),
    help="What the translation is from now on.  [default: translated]",
)
@click.option("--by", metavar="NAME", help="Who says so; needed for reviewed and final.")
@click.option(
    "--still-valid",
    is_flag=True,
    help="After the mending of a slip in either language: status, name and date stay.",
)
@loudness
@click.pass_obj
def command(  # noqa: PLR0913
    settings: Settings,
    *,
    names: tuple[str, ...],
    report: str | None,
    everything: bool,
    status: str | None,
    by: str | None,
    still_valid: bool,
) -> None:
    """Record that the translation of blocks is true of the Chinese as it is now.

    BLOCK is an id such as p12 or review-2024/p12, or a file such as 01-economy. Of a file, and
    with --all, blocks that have no translation are left out, and so are those that are unchanged
    and accepted as that much already: a draft reading never lowers what a reviser has signed.

    It is written to translation.tsv in the report's folder, the Chinese as it stands to
    accepted.tsv beside it. If anything is wrong with one of the blocks, nothing is written.
    """
    if bool(names) is everything:
        raise click.UsageError("Name blocks or files, such as p12 or 01-economy, or say --all.")
    verdict = _verdict(status, by, still_valid=still_valid)
    project = find_project(settings.start)
    with recording(project):
        sources = load(project)
        reports = chosen_reports(sources, (report,) if report else ())
        among = texts(tuple(parsed(one) for one in reports))
        wanted = [one for name in names for one in named(name, among)]
        wanted = wanted or [Named(text, text.states, whole=True) for text in among]
        decisions = tuple(_decisions(wanted, verdict))
        refuse(one.mistake for one in decisions if one.mistake)
        write_texts(project, _files(decisions, verdict))
    if not settings.quiet:
        for line in _told(decisions, verdict):
            click.echo(line, err=True)


def _verdict(status: str | None, by: str | None, *, still_valid: bool) -> Verdict:
    name = (by or "").strip()
    if not name.isprintable():
        raise click.BadParameter("a name has no tabs or line ends in it", param_hint="--by")
    if still_valid and (status or by):
        raise click.UsageError("--still-valid keeps status and name: leave --status and --by out.")
    wanted = Status(status or Status.TRANSLATED)
    if wanted.signed and not name:
        raise click.UsageError(f"Somebody answers for what is {wanted}: add --by NAME.")
    return Verdict(wanted, name, today(), still_valid)


@dataclass(frozen=True, slots=True)
class _Decision:
    """What becomes of a block: it is accepted, it need not be, or it cannot be."""

    text: Text
    state: BlockState
    accepted: bool = False
    settled: bool = False
    mistake: ContentError | None = None


def _decisions(wanted: list[Named], verdict: Verdict) -> Iterator[_Decision]:
    decided = set()
    for one in sorted(wanted, key=lambda one: one.whole):  # what is named by itself goes first
        for state in one.states:
            key = (one.text.id, state.language, state.source.id)
            if key in decided:
                continue
            decided.add(key)
            mistake = hindrance(state, verdict)
            if mistake:
                yield _Decision(one.text, state, mistake=None if one.whole else mistake)
            else:
                rest = one.whole and settled(state, verdict)
                yield _Decision(one.text, state, accepted=not rest, settled=rest)


def _files(decisions: tuple[_Decision, ...], verdict: Verdict) -> Iterator[FileText]:
    for report in {one.text.id: one.text.report for one in decisions}.values():
        own = [one for one in decisions if one.accepted and one.text.report is report]
        if own:
            folder = report.source.at.file.rpartition("/")[0]
            record = report.source.translation or TranslationRecord.empty(folder)
            lines = [accepted(one.state, verdict, record.file) for one in own]
            yield from files(report, record, lines)


def _told(decisions: tuple[_Decision, ...], verdict: Verdict) -> Iterator[str]:
    """Yield what was done, what was left out, and what the reader may not have meant."""
    done = [one.state for one in decisions if one.accepted]
    reports = sorted({one.text.id for one in decisions})
    said = f"accepted as {verdict.status}"
    if verdict.still_valid:
        said = "still valid, with the status and the name as before"
    yield f"{_ids(done)}: {said}." if done else "Nothing was accepted."
    settled_ = [one.state for one in decisions if one.settled]
    if settled_:
        yield f"{_ids(settled_)}: unchanged and accepted already, left as before."
    left = [one.state for one in decisions if not one.accepted and not one.settled]
    if left:
        why = "not accepted before" if verdict.still_valid else "no translation, or no id"
        yield f"{_ids(left)}: left out, {why}."
    if verdict.still_valid:
        return
    same = [state for state in done if state.stale and not state.edited]
    if same:
        yield (
            f"{_ids(same)}: the Chinese had changed and the translation has not. If that was an"
            f" oversight, mend it and accept it again."
        )
    own = [
        state
        for state in done
        if verdict.status.signed
        and state.acceptance
        and state.acceptance.by == verdict.by
        and not state.acceptance.status.signed
    ]
    if own:
        yield (
            f"{_ids(own)}: {verdict.by} is also the translator. ISO 17100 asks for a reviser who is"
            " somebody else."
        )
    if done:
        yield f"`jdpublish translate status {' '.join(reports)}` shows what is left."


_SHOWN = 6


def _ids(states: list[BlockState]) -> str:
    ids = ", ".join(state.source.id for state in states[:_SHOWN])
    rest = f" and {len(states) - _SHOWN} more" if len(states) > _SHOWN else ""
    return ids + rest
