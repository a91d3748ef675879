"""Accepting translations: the record of a report with what somebody has accepted today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jdpublish.errors import ContentError, Location
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.report import Report
from jdpublish.translation.fingerprint import fingerprint, words
from jdpublish.translation.record import (
    Acceptance,
    AcceptedText,
    Status,
    TranslationRecord,
    with_acceptances,
    with_texts,
)
from jdpublish.translation.staleness import BlockState


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody says of translations; `still_valid` keeps what was said and by whom."""

    status: Status = Status.TRANSLATED
    by: str = ""
    date: dt.date = dt.date.min
    still_valid: bool = False


@dataclass(frozen=True, slots=True)
class FileText:
    """A file of the project and its new text."""

    file: str
    text: str


def hindrance(state: BlockState, verdict: Verdict) -> ContentError | None:
    """Return why a verdict cannot be passed on a block, or None where it can.

    It has no id of its own, no translation, or nothing that could still be valid.
    """
    identity = state.source.id
    if state.source.provisional:
        return ContentError(
            f"this block has no id; it is called “{identity}” until one is written",
            at=state.source.at,
            hint="run `jdpublish ids --write`, then accept its translation",
        )
    if state.target is None:
        return ContentError(
            f"“{identity}” has no translation in {state.language}/ that could be accepted",
            at=state.source.at,
            hint=f"translate it first, with the id “{identity}”",
        )
    if verdict.still_valid and state.acceptance is None:
        return ContentError(
            f"the translation of “{identity}” has never been accepted, so nothing is still valid",
            at=state.target.at,
            hint=f"accept it without --still-valid: `jdpublish translate accept {identity}`",
        )
    return None


def settled(state: BlockState, verdict: Verdict) -> bool:
    """Whether a block needs no verdict: unchanged, and accepted as that much or more."""
    return (
        state.acceptance is not None
        and not state.stale
        and not state.edited
        and (verdict.still_valid or state.status.rank >= verdict.status.rank)
    )


def accepted(state: BlockState, verdict: Verdict, file: str) -> Acceptance:
    """Return the line of a file that says that a block's translation is true of its Chinese."""
    source = fingerprint(words(state.source))
    target = fingerprint(words(state.target)) if state.target else ""
    if verdict.still_valid and state.acceptance:
        return replace(state.acceptance, source=source, target=target)
    return Acceptance(
        state.source.id,
        state.language,
        verdict.status,
        source,
        target,
        verdict.by,
        verdict.date,
        Location(file),
    )


def files(
    report: Report, record: TranslationRecord, lines: Iterable[Acceptance]
) -> tuple[FileText, ...]:
    """Return translation.tsv and accepted.tsv as they become, to be written together.

    Of the texts, those to which no line refers any longer are gone.
    """
    blocks = [one for section in report.sections[SOURCE_LANGUAGE] for one in section.blocks]
    order = tuple(block.id for block in blocks)
    said = {block.id: words(block) for block in blocks}
    new = tuple(lines)
    texts = {
        (one.block, one.source): AcceptedText(
            one.block, one.source, said[one.block], Location(record.texts_file)
        )
        for one in new
    }
    kept = {one.key: one for one in record.acceptances} | {one.key: one for one in new}
    referred = {(one.block, one.source) for one in kept.values()}
    touched = {one.block for one in new}
    dropped = tuple(one for one in record.texts if one.block in touched and one.key not in referred)
    return (
        FileText(record.file, with_acceptances(record.text, new, order)),
        FileText(record.texts_file, with_texts(record.texts_text, texts.values(), order, dropped)),
    )
