"""The check `unrecorded`: does the record of the translation know every block?"""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Severity
from jdpublish.translation.record import ACCEPTED, RECORD, TranslationRecord
from jdpublish.translation.staleness import BlockState, block_states


def unrecorded(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every translated block has been accepted, and for which Chinese is still on record.

    What is not on record can change unseen. A translation that nobody has accepted is a warning. It
    is an error that `translation.tsv` lacks a line whose Chinese stands in `accepted.tsv`, or
    `accepted.tsv` one that `translation.tsv` needs: somebody has edited or lost part of a file. A
    report that has neither is passed over.
    """
    record = bitext.source.translation if bitext.source else None
    if record is None or not record.begun:
        return
    for language in bitext.targets:
        for state in block_states(bitext.original, bitext.sections[language], record, language):
            if state.target is not None:
                yield from ((state.source.id, problem) for problem in _missing(state, record))


CHECK = Check("unrecorded", Severity.WARNING, text=unrecorded)


def _missing(state: BlockState, record: TranslationRecord) -> Iterator[Problem]:
    identity = state.source.id
    again = f"`jdpublish translate accept {identity}`"
    if state.acceptance is None:
        kept = [one for one in record.texts if one.block == identity]
        if kept:
            yield Problem(
                f"{RECORD} has no line for “{identity}”, whose Chinese stands here",
                "take the line from an earlier version of it, or compare the translation with the"
                f" Chinese, then {again}",
                kept[-1].at,
                Severity.ERROR,
            )
        elif state.target:
            yield Problem(
                f"nobody has accepted the translation of “{identity}”, so a change of the Chinese"
                " would go unseen",
                f"compare it with the Chinese, then {again}",
                state.target.at,
            )
    elif record.accepted_text(state.acceptance) is None:
        yield Problem(
            f"{ACCEPTED} has not the Chinese for which “{identity}” was accepted",
            "take its line from an earlier version of it, or compare the translation with the"
            f" Chinese, then {again}",
            state.acceptance.at,
            Severity.ERROR,
        )
