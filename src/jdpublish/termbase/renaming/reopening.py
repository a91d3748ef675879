"""Blocks whose English a command has changed: nobody has accepted it, so the record calls it draft.

What was accepted stays known: the Chinese for which it was, so that a change of that is still seen.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.parse import parse
from jdpublish.repairs import Change
from jdpublish.report import Report
from jdpublish.translation.fingerprint import fingerprint, words
from jdpublish.translation.record import Acceptance, Status, with_acceptances


@dataclass(frozen=True, slots=True)
class Reopened:
    """A report’s record in which blocks are drafts again, and which these are."""

    change: Change
    blocks: tuple[str, ...]


def reopened(
    report: Report, texts: Iterable[Change], *, language: str, by: str, date: dt.date
) -> Reopened | None:
    """Return the record with a draft for every block whose translation changes in these files.

    None where the record says nothing of any of them: a block without a line is a draft anyway.
    """
    record = report.source.translation
    if record is None:
        return None
    accepted = record.of(language)
    lines = tuple(
        _draft(accepted[block], hash_, by, date)
        for block, hash_ in _changed(report, texts, language)
        if block in accepted and accepted[block].status.rank >= Status.DRAFT.rank
    )
    order = tuple(one.id for part in report.sections[SOURCE_LANGUAGE] for one in part.blocks)
    text = with_acceptances(record.text, lines, order) if lines else record.text
    if text == record.text:
        return None
    return Reopened(Change(record.file, record.text, text), tuple(one.block for one in lines))


def _draft(accepted: Acceptance, target: str, by: str, date: dt.date) -> Acceptance:
    if accepted.status is Status.DRAFT and accepted.target == target:
        return accepted
    return replace(accepted, status=Status.DRAFT, target=target, by=by, date=date)


def _changed(report: Report, texts: Iterable[Change], language: str) -> Iterable[tuple[str, str]]:
    """Yield the blocks whose words change, with the fingerprints of what they say then."""
    names = {file.file: file.name for file in report.source.files.get(language, ())}
    for change in texts:
        if change.file in names:
            old, new = (
                parse(names[change.file], text, file=change.file, language=language).blocks
                for text in (change.old, change.new)
            )
            for before, after in zip(old, new, strict=True):
                if words(before) != words(after):
                    yield after.id, fingerprint(words(after))
