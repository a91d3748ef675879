"""What another preferred rendering changes: a difference as `patch` reads it, and a summary."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TextIO

from jdpublish.model import SOURCE_LANGUAGE, BlockKind
from jdpublish.repairs import Change, difference
from jdpublish.reporting.counting import counted
from jdpublish.reporting.records import place_record
from jdpublish.reporting.terminal import harmless, styled
from jdpublish.termbase.entry.labels import quoted
from jdpublish.termbase.renaming.impact import Left, Renaming
from jdpublish.termbase.renaming.inflecting import other_number

_MOST = 10
"""How many places of the glossary with the old words are told one by one."""


def difference_text(changes: tuple[Change, ...], stream: TextIO) -> str:
    """Return changes as a unified diff; on a terminal in colours, with the words that differ.

    A paragraph is one long line, in which nobody would find them.
    """
    plain = [harmless(row) for change in changes for row in difference(change)]
    rows: list[str] = []
    while len(rows) < len(plain):
        start = len(rows)
        middle = _run(plain, start, "-")
        stop = _run(plain, middle, "+")
        if stop == start:
            rows.append(_coloured(plain[start], stream))
            continue
        old, new = plain[start:middle], plain[middle:stop]
        pairs = [_words_styled(*pair, stream) for pair in zip(old, new, strict=False)]
        rows += (one for one, _ in pairs)
        rows += (styled(row, "red", stream) for row in old[len(pairs) :])
        rows += (other for _, other in pairs)
        rows += (styled(row, "green", stream) for row in new[len(pairs) :])
    return "\n".join(rows)


def _run(rows: list[str], start: int, sign: str) -> int:
    """Return where the lines with a sign end that begin here."""
    stop = start
    while stop < len(rows) and rows[stop].startswith(sign) and not _HEAD.match(rows[stop]):
        stop += 1
    return stop


_HEAD = re.compile(r"(?:---|\+\+\+) [ab]/")


def _words_styled(old: str, new: str, stream: TextIO) -> tuple[str, str]:
    """Return two lines in which only what differs is in colour."""
    if styled("", "bold", stream) == "":
        return old, new
    one, other = (re.findall(r"\s+|[^\s]+", row[1:]) for row in (old, new))
    left, right = [styled("-", "red", stream)], [styled("+", "green", stream)]
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        before, after = "".join(one[a:b]), "".join(other[c:d])
        same = kind == "equal"
        left.append(before if same or not before else styled(before, "red", stream))
        right.append(after if same or not after else styled(after, "green", stream))
    return "".join(left), "".join(right)


def _coloured(row: str, stream: TextIO) -> str:
    if _HEAD.match(row):
        return styled(row, "bold", stream)
    return styled(row, "blue", stream) if row.startswith("@@") else styled(row, "dim", stream)


def summary(found: Renaming, *, done: bool) -> str:
    """Return what changes, or has been changed, and what stays for people to look at."""
    return "\n".join(_summary(found, done=done))


def _summary(found: Renaming, *, done: bool) -> Iterator[str]:
    term = found.concept.language(SOURCE_LANGUAGE).preferred
    verb = "has been" if done else "would be"
    old = ", ".join(map(quoted, found.old))
    if not found.touched and not found.said:
        yield f"{term}: {quoted(found.new)} is the preferred form already; nothing is to change."
    else:
        yield f"{term}: {old or 'the old form'} {verb} replaced by {quoted(found.new)}"
        yield from _blocks(found, done=done)
    if found.standing:
        yield f"  {counted(found.standing, 'place')} had the new form already"
    by_hand, others = found.by_hand, [one for one in found.left if not one.by_hand]
    if by_hand:
        yield f"  by hand: {counted(len(by_hand), 'place')}"
        yield from map(_left, by_hand)
    if others:
        yield f"  left as they are: {counted(len(others), 'place')}"
        yield from map(_left, others)
    if found.echoes:
        yield f"  look at the glossary: {counted(len(found.echoes), 'text')} with the old words"
        for echo in found.echoes[:_MOST]:
            concept = echo.concept
            at = f"{concept.at.file}:{concept.at.line}"
            yield f"    {at}  {concept.id}, {echo.where}: {harmless(echo.text)}"
        if len(found.echoes) > _MOST:
            yield f"    and {len(found.echoes) - _MOST} more"
    for one in found.doubles:
        zh = one.language(SOURCE_LANGUAGE).preferred
        new = quoted(found.new)
        yield f"  {new} renders {zh} ({one.id}) as well: can readers tell them apart?"


def _blocks(found: Renaming, *, done: bool) -> Iterator[str]:
    verb = "changed" if done else "to change"
    reports = dict.fromkeys(one.report for one in found.touched)
    for report in reports:
        own = [one for one in found.touched if one.report == report]
        ids = ", ".join(
            f"{one.source.id}{' (heading)' * (one.source.kind is BlockKind.HEADING)}" for one in own
        )
        places = counted(sum(one.count for one in own), "place")
        yield f"  {report}: {places} in {counted(len(own), 'block')} {verb}: {ids}"
    if reports and any(other_number(old, found.new) for old in found.old):
        yield "    one of the two forms looks like a plural: read the verbs beside it"
    surplus = [one.source.id for one in found.touched if one.surplus]
    if surplus:
        yield f"    English has the term more often than the Chinese in {', '.join(surplus)}"
    if not reports:
        yield f"  no block of a report {verb}"
    fields = ", ".join(found.said)
    if fields:
        at = found.concept.at
        yield f"  the entry {found.concept.id} ({at.file}:{at.line}) {verb}: {fields}"
    if first := found.said.get("en.first"):
        yield f"    at the first mention: {quoted(str(first))}; say --first for another form"


def _left(one: Left) -> str:
    words = f"{quoted(one.words)}: " if one.words else ""
    return f"    {one.at}  {one.block}  {words}{harmless(one.why)}"


def renaming_json(found: Renaming, reopened: tuple[tuple[str, str], ...] = ()) -> str:
    """Return what changes for programs, with the difference as one text for each file.

    `reopened` names the blocks that became drafts, with their reports.
    """
    changes = (*found.texts, *found.glossary)
    record = {
        "id": found.concept.id,
        "old": list(found.old),
        "new": found.new,
        "fields": list(found.said),
        "blocks": [
            {"report": one.report, "block": one.source.id, "count": one.count}
            for one in found.touched
        ],
        "left": [
            {
                "report": one.report,
                "block": one.block,
                **place_record(one.at),
                "words": one.words,
                "why": one.why,
                "by_hand": one.by_hand,
            }
            for one in found.left
        ],
        "already": found.standing,
        "glossary": [
            {"id": one.concept.id, "where": one.where, "text": one.text} for one in found.echoes
        ],
        "same_form": [one.id for one in found.doubles],
        "drafts": [{"report": report, "block": block} for report, block in reopened],
        "difference": {change.file: "\n".join(difference(change)) for change in changes},
    }
    return json.dumps(record, ensure_ascii=False, indent=2)
