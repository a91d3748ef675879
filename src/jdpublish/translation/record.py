"""The record of a translation: which English was accepted for which Chinese, by whom and when.

It is two tab-separated files: `translation.tsv` has a line for each block, `accepted.tsv` the
Chinese as it stood when its translation was accepted, so that a change can be shown.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jdpublish.dates import day
from jdpublish.errors import ContentError, Location
from jdpublish.translation.fingerprint import LENGTH, fingerprint
from jdpublish.translation.rewriting import changed
from jdpublish.tsv import Row, rows


class Status(StrEnum):
    """How far a block's translation is, from nothing to what may be published (after XLIFF 2)."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def rank(self) -> int:
        """The place in the order of statuses, from 0."""
        return list(Status).index(self)

    @property
    def signed(self) -> bool:
        """Whether somebody answers for the very words: the status falls when they change."""
        return self in (Status.REVIEWED, Status.FINAL)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A line of translation.tsv: the translation of a block into a language was accepted.

    `source` and `target` are fingerprints of the Chinese and of the translation at that time;
    `at` is the line.
    """

    block: str
    language: str
    status: Status
    source: str
    target: str
    by: str
    date: dt.date
    at: Location

    @property
    def key(self) -> tuple[str, str]:
        """What no other line may share."""
        return self.block, self.language


@dataclass(frozen=True, slots=True)
class AcceptedText:
    """A line of accepted.tsv: the Chinese of a block with its fingerprint; cells parted by tabs."""

    block: str
    source: str
    text: str
    at: Location

    @property
    def key(self) -> tuple[str, str]:
        """What no other line may share: a block has a line for each text still referred to."""
        return self.block, self.source


@dataclass(frozen=True, slots=True)
class TranslationRecord:
    """What a report's translation.tsv and accepted.tsv say, and their own text.

    The text of a file that is not there is empty.
    """

    file: str
    text: str
    acceptances: tuple[Acceptance, ...]
    texts_file: str
    texts_text: str
    texts: tuple[AcceptedText, ...]

    @classmethod
    def empty(cls, folder: str) -> "TranslationRecord":
        """Return the record of a report's folder in which nothing is recorded yet."""
        return cls(f"{folder}/{RECORD}", "", (), f"{folder}/{ACCEPTED}", "", ())

    @property
    def begun(self) -> bool:
        """Whether anything is recorded: without the two files nothing is out of date."""
        return bool(self.text or self.texts_text)

    def of(self, language: str) -> dict[str, Acceptance]:
        """Return the acceptances in a language by block."""
        return {one.block: one for one in self.acceptances if one.language == language}

    def accepted_text(self, acceptance: Acceptance) -> str | None:
        """Return the Chinese for which a translation was accepted; None where it was not kept."""
        wanted = (acceptance.block, acceptance.source)
        return next((one.text for one in self.texts if one.key == wanted), None)


def read_record(text: str, texts_text: str, file: str, texts_file: str) -> TranslationRecord:
    """Return the record that two tab-separated texts hold.

    Raises:
        ContentError: with file, line and column, for a conflict that a merge has left, columns that
            are missing, an unknown status, a malformed hash or date, or a line that stands twice.
    """
    acceptances = tuple(_acceptance(row) for row in rows(text, file=file, columns=COLUMNS))
    texts = tuple(
        _accepted_text(row) for row in rows(texts_text, file=texts_file, columns=TEXT_COLUMNS)
    )
    _check_unique(acceptances)
    _check_unique(texts)
    return TranslationRecord(file, text, acceptances, texts_file, texts_text, texts)


RECORD, ACCEPTED = "translation.tsv", "accepted.tsv"
"""The names of the two files in a report's folder."""

COLUMNS = ("block", "language", "status", "source", "target", "by", "date")
TEXT_COLUMNS = ("block", "source", "text")

_HASH = re.compile(rf"[0-9a-f]{{{LENGTH}}}")
_RESTORE = "take the line from an earlier version of this file, or delete it and accept the block"
_ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN = {written: character for character, written in _ESCAPED.items()}


def _acceptance(row: Row) -> Acceptance:
    block, language, _, source, target, by, date = row.cells
    _check_name(row, 0, block)
    _check_name(row, 1, language)
    for index, one in ((3, source), (4, target)):
        _check_hash(row, index, one)
    found = day(date)
    if found is None:
        raise ContentError(
            f"“{date}” is not a day", at=row.place(6), hint="write year, month, day: 2026-11-22"
        )
    status = row.choice(2, Status, one="a status of a translation", all_="statuses")
    return Acceptance(block, language, status, source, target, by, found, row.at)


def _check_name(row: Row, index: int, name: str) -> None:
    if not name or name != name.strip():
        raise ContentError(
            f"“{name}” has a blank beside it" if name.strip() else f"no {COLUMNS[index]} is named",
            at=row.place(index),
            hint=_RESTORE,
        )


def _check_hash(row: Row, index: int, one: str) -> None:
    if not _HASH.fullmatch(one):
        raise ContentError(
            f"“{one}” is not a hash of {LENGTH} digits 0–9 and a–f",
            at=row.place(index),
            hint=f"spreadsheets change such cells when they save; {_RESTORE}",
        )


def _accepted_text(row: Row) -> AcceptedText:
    block, source, text = row.cells
    _check_name(row, 0, block)
    _check_hash(row, 1, source)
    found = _unescaped(text)
    if fingerprint(found) != source:
        raise ContentError(
            f"this is not the Chinese of “{block}” whose hash is {source}",
            at=row.place(2),
            hint="this file keeps the Chinese as it stood and is not edited: take the line from an"
            " earlier version, or delete it",
        )
    return AcceptedText(block, source, found, row.at)


def _check_unique(rows: Iterable[Acceptance | AcceptedText]) -> None:
    seen: dict[tuple[str, str], Location] = {}
    for row in rows:
        if row.key in seen:
            raise ContentError(
                f"there are two lines for “{row.block}”",
                at=row.at,
                hint=f"the other is line {seen[row.key].line}; delete the one that is out of date",
            )
        seen[row.key] = row.at


def _unescaped(cell: str) -> str:
    return re.sub(r"\\[\\tnr]", lambda found: _PLAIN[found[0]], cell)


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)


_HEAD = """\
# Which translation was accepted for which text, a line for each block, in the order of the text.
# `jdpublish translate accept` writes this file; `jdpublish translate status` reads it.
"""
_TEXTS_HEAD = """\
# The Chinese as it stood when its translation was accepted, so that a change can be shown.
# `jdpublish translate accept` writes this file; \\t parts the cells of a table's row.
"""


def with_acceptances(text: str, lines: Iterable[Acceptance], order: tuple[str, ...]) -> str:
    """Return translation.tsv with these lines in place of their blocks' own, all else unchanged.

    `order` holds the ids of the blocks as they stand in the report.
    """
    written = {one.key: "\t".join(_cells(one)) for one in lines}
    return changed(text or _HEAD, written, head="\t".join(COLUMNS), order=order)


def _cells(one: Acceptance) -> tuple[str, ...]:
    date = one.date.isoformat()
    return one.block, one.language, one.status, one.source, one.target, one.by, date


def with_texts(
    text: str,
    lines: Iterable[AcceptedText],
    order: tuple[str, ...],
    dropped: Iterable[AcceptedText] = (),
) -> str:
    """Return accepted.tsv with these lines and without those that are dropped, else unchanged."""
    return changed(
        text or _TEXTS_HEAD,
        {one.key: "\t".join((one.block, one.source, _escaped(one.text))) for one in lines},
        head="\t".join(TEXT_COLUMNS),
        order=order,
        dropped=frozenset(one.key for one in dropped),
    )
