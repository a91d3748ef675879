"""The log of corrections as an edition prints it: received and printed side by side."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from jdpublish.corrections import REASON, CorrectionKind, CorrectionLog
from jdpublish.errors import ContentError, Location
from jdpublish.model import Block, BlockKind

_CONTEXT = 8
"""How many characters a passage shows on either side, at least."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A few words with what stands around them in their paragraph; ¶ is a paragraph's end."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class PrintedCorrection:
    """A line of the log as an edition prints it.

    `received` quotes the text as received, in the script in which it came, whatever the edition's
    own: converted, it would no longer be what was received. `printed` is what the Chinese edition
    prints: the Traditional editions quote themselves, English quotes zh-Hans. `block` is the id of
    the block it stands in.
    """

    at: Location
    line: int
    column: int
    kind: CorrectionKind
    received: Passage
    printed: Passage
    reason: str
    block: str


def printed_corrections(
    log: CorrectionLog,
    originals: tuple[Block, ...],
    shown: tuple[Block, ...],
    *,
    language: str,
    convert: Callable[[str], str] = str,
) -> tuple[PrintedCorrection, ...]:
    """Return the log as an edition prints it, kind by kind, each in the order of the text.

    `originals` are the blocks of the Chinese files, `shown` the same in the edition's script;
    `convert` turns the reasons into it.

    Raises:
        ContentError: the log gives no reasons in the language; or the text as received with all
            logged changes is not the text of the blocks, so that the record would be incomplete.
    """
    if any(language not in correction.reasons for correction in log.corrections):
        raise ContentError(
            f"the log of corrections gives no reasons in {language}",
            at=log.at,
            hint=f"add a column {REASON}{language}",
        )
    text, spans = _corrected(log)
    starts = _line_starts(text, originals, log)
    quoted = _with_lines(text, starts, shown)
    found = (
        PrintedCorrection(
            at=one.at,
            line=one.line,
            column=one.column,
            kind=one.kind,
            received=_passage(log.received, one.offset, one.offset + len(one.received)),
            printed=_passage(quoted, start, stop),
            reason=convert(one.reasons[language]),
            block=_block(originals, starts, start, stop).id,
        )
        for one, (start, stop) in zip(log.corrections, spans, strict=True)
    )
    order = list(CorrectionKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _corrected(log: CorrectionLog) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with its changes, and where in it each line of the log has left its mark."""
    text, position = "", 0
    spans = []
    for one in log.corrections:
        text += log.received[position : one.offset]
        position = one.offset
        start = len(text)
        if one.kind is not CorrectionKind.QUERY:
            text += one.printed
            position += len(one.received)
        spans.append((start, start + len(one.printed)))
    text += log.received[position:]
    for one, (start, stop) in zip(log.corrections, spans, strict=True):
        if text[start:stop] != one.printed:
            raise ContentError(
                f"“{text[start:stop]}” is printed here, and not “{one.printed}”",
                at=one.at,
                hint="a query is printed as received, but for the changes logged within it",
            )
    return text, spans


def _line_starts(text: str, blocks: tuple[Block, ...], log: CorrectionLog) -> list[int]:
    """Return where in the text the words of each block begin."""
    lines = list(re.finditer("[^\n]+", text))
    for line, block in zip_longest(lines, blocks):
        logged, own = line[0] if line else "", block.text if block else ""
        if logged != own:
            alike = (one == other for one, other in zip(logged, own, strict=False))
            same = sum(1 for _ in takewhile(bool, alike))
            raise ContentError(
                f"here stands “{_opening(own[same:])}”, but the text as received with its logged"
                f" changes has “{_opening(logged[same:])}”",
                at=block.segments[0].locate(same) if block else log.at,
                hint=f"add a line to {log.at.file}, or undo the change",
            )
    return [line.start() for line in lines]


def _opening(words: str) -> str:
    return f"{words[:_CONTEXT]}…" if len(words) > _CONTEXT else words


def _with_lines(text: str, starts: list[int], blocks: tuple[Block, ...]) -> str:
    """Return the text with other words of the same length in its lines."""
    for start, block in zip(starts, blocks, strict=True):
        text = text[:start] + block.text + text[start + len(block.text) :]
    return text


def _block(blocks: tuple[Block, ...], starts: list[int], start: int, stop: int) -> Block:
    """Return the block that a change stands in; of the two that it parts, the heading."""
    touched = [
        block
        for block, first in zip(blocks, starts, strict=True)
        if first <= stop and start <= first + len(block.text)
    ]
    heads = (block for block in touched if block.kind is BlockKind.HEADING)
    return next(heads, touched[0])


def _passage(text: str, start: int, stop: int) -> Passage:
    line = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    end = len(text) if end < 0 else end
    first, last = max(line, start - _CONTEXT), min(end, stop + _CONTEXT)
    while line < first and _in_a_number(text, first):
        first -= 1
    while last < end and _in_a_number(text, last):
        last += 1
    return Passage(
        before=("…" if first > line else "") + text[first:start],
        words=re.sub("\n+", "¶", text[start:stop]),
        after=text[stop:last] + ("…" if last < end else ""),
    )


def _in_a_number(text: str, index: int) -> bool:
    """Whether a cut here would go through a number or a Latin word."""
    return all(re.match(r"[\w.%]", one, re.ASCII) for one in text[index - 1 : index + 1])


def by_kind(
    corrections: tuple[PrintedCorrection, ...],
) -> Iterator[tuple[CorrectionKind, tuple[PrintedCorrection, ...]]]:
    """Yield the kinds that there are, each with its corrections."""
    for kind in CorrectionKind:
        if own := tuple(one for one in corrections if one.kind is kind):
            yield kind, own
