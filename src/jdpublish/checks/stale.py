"""The check `stale`: has the Chinese changed since its translation was accepted?"""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Severity
from jdpublish.translation.differences import differences, in_brief, plain
from jdpublish.translation.fingerprint import words
from jdpublish.translation.record import TranslationRecord
from jdpublish.translation.staleness import BlockState, block_states, without_block


def stale(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """The Chinese still says what it said when its translation was accepted.

    The report's `translation.tsv` knows; a report that has none is passed over. A change of
    punctuation width, of blanks or of formatting is no change. A line of `translation.tsv` for a
    block that is not in the text is found, too.
    """
    record = bitext.source.translation if bitext.source else None
    if record is None or not record.begun:
        return
    for language in bitext.targets:
        for state in block_states(bitext.original, bitext.sections[language], record, language):
            if state.stale:
                yield state.source.id, _changed(state, record)
    for line in without_block(bitext.original, bitext.targets, record):
        yield (
            "",
            Problem(
                f"“{line.block}” has a line here for {line.language}, but is not in the text",
                "if its id was changed, give the block its old one back;"
                " if the block was deleted, delete this line",
                line.at,
            ),
        )


CHECK = Check("stale", Severity.WARNING, text=stale, build=True)

_CONTEXT = 6
"""How many characters are shown beside a change, so that it is found in its paragraph."""
_LONGEST = 60


def _changed(state: BlockState, record: TranslationRecord) -> Problem:
    identity = state.source.id
    message = f"the Chinese of “{identity}” has changed since its translation was accepted"
    before = record.accepted_text(state.acceptance) if state.acceptance else None
    if before is not None:
        pieces = in_brief(differences(before, words(state.source)), _CONTEXT)
        told = plain(pieces).replace("\t", " | ").replace("\n", " ")
        message += f": {told if len(told) <= _LONGEST else told[:_LONGEST] + '…'}"
    return Problem(
        message,
        f"`jdpublish translate diff {identity}` shows the change; mend the translation, then"
        f" `jdpublish translate accept {identity}`",
        (state.target or state.source).at,
    )
