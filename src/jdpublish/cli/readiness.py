"""What keeps a translation from being published, for `build --strict`."""

from collections.abc import Iterable, Iterator
from shlex import quote

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.publication import Edition
from jdpublish.report import Report
from jdpublish.translation.staleness import BlockState, block_states


def translated_into(editions: Iterable[Edition]) -> tuple[str, ...]:
    """Return the languages of the editions that are translations."""
    return tuple(dict.fromkeys(one.source for one in editions if one.source != SOURCE_LANGUAGE))


def unready(reports: Iterable[Report], languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return, as lines to print, which blocks are stale or have not been reviewed.

    A report without translation.tsv is passed over: nobody keeps a record of it. What is not
    translated at all is a finding and not said again.
    """
    return tuple(
        line for report in reports for language in languages for line in _unready(report, language)
    )


def _unready(report: Report, language: str) -> Iterator[str]:
    record = report.source.translation
    if record is None or not record.begun:
        return
    original = report.sections[SOURCE_LANGUAGE]
    found = block_states(original, report.sections.get(language, ()), record, language)
    states = [state for state in found if state.target and not state.ready]
    if not states:
        return
    name = report.source.id
    yield f"{name} ({language}) is not ready to be published:"
    yield from _listed("stale", [state for state in states if state.stale])
    yield from _listed("not reviewed", [state for state in states if not state.stale])
    yield (
        f"  hint: `jdpublish translate status {name}` tells more; a reviser accepts what is right"
        f" with `jdpublish translate accept {quote(states[0].file)} --status reviewed --by NAME`"
    )


_SHOWN = 6


def _listed(what: str, states: list[BlockState]) -> Iterator[str]:
    if states:
        blocks = "1 block is" if len(states) == 1 else f"{len(states)} blocks are"
        rest = f" and {len(states) - _SHOWN} more" if len(states) > _SHOWN else ""
        ids = ", ".join(state.source.id for state in states[:_SHOWN])
        yield f"  {blocks} {what}: {ids}{rest}"
