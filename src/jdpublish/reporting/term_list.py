"""Entries of the glossary as a table for a terminal or a pipe, and as JSON for programs."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.reporting.counting import counted
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.terminal import harmless, text_width
from jdpublish.reporting.wrapping import cut, padded
from jdpublish.termbase.entry.values import tables, values

_HEAD = ("id", "Chinese", "pinyin", "English", "domain", "status")
_DOMAIN = _HEAD.index("domain")
_ROOMY = 110
"""Columns of a terminal from which on there is room for pinyin and the domain in each row."""
_SLIM = 70
_TINY = 56
"""Columns of a terminal below which the domain, and then the status, is left out."""
_WEIGHTS = {"id": 1.3, "Chinese": 1.1, "pinyin": 0.8, "English": 1.1, "domain": 1, "status": 0}
"""How much of the room a column gets where not all fits; 0 for one that is never cut."""
_NARROWEST = 6
_USUAL = 0.9
"""The share of rows that need no more than a column’s usual width."""


def list_text(concepts: tuple[Concept, ...], paper: Paper, *, grouped: bool = False) -> str:
    """Return a row for each entry, its columns one under the other.

    What does not fit a terminal's width ends in “…”; a pipe gets everything. Where it is `grouped`,
    entries come domain by domain, and a narrow table names each domain once.
    """
    rows = [tuple(map(harmless, _row(one))) for one in concepts]
    several = len({row[_DOMAIN] for row in rows}) > 1
    chosen = _columns(paper, several=several, grouped=grouped)
    if grouped and several and "domain" not in chosen:
        return "\n".join(_by_domain(rows, chosen, paper))
    return "\n".join(_table(rows, chosen, paper, ""))


def _columns(paper: Paper, *, several: bool, grouped: bool) -> tuple[str, ...]:
    """Return the columns for which there is room; a domain that all rows share needs none."""
    if paper.columns is None or paper.columns >= _ROOMY:
        return _HEAD
    if paper.columns < _TINY:
        return ("id", "Chinese", "English")
    if paper.columns < _SLIM or grouped or not several:
        return ("id", "Chinese", "English", "status")
    return ("id", "Chinese", "English", "domain", "status")


def _row(concept: Concept) -> tuple[str, ...]:
    chinese, english = concept.language(SOURCE_LANGUAGE), concept.language("en")
    cells = (concept.id, chinese.preferred, chinese.pinyin, english.preferred, concept.subject)
    return (*(cell or "–" for cell in cells), concept.status)


def _by_domain(rows: list[tuple[str, ...]], chosen: tuple[str, ...], paper: Paper) -> Iterator[str]:
    head, *lines = _table(rows, chosen, paper, "  ")
    yield head
    table = zip(rows, lines, strict=True)
    for domain, own in groupby(table, key=lambda one: one[0][_DOMAIN]):
        yield paper.styled(domain, "blue")
        yield from (line for _, line in own)


def _table(
    rows: list[tuple[str, ...]], chosen: tuple[str, ...], paper: Paper, indent: str
) -> Iterator[str]:
    cells = [[row[_HEAD.index(name)] for name in chosen] for row in (_HEAD, *rows)]
    room = None
    if paper.columns is not None:
        room = paper.columns - len(indent) - 2 * (len(chosen) - 1)
    widths = _widths(list(zip(*cells, strict=True)), room)
    for status, row in zip(("", *(row[-1] for row in rows)), cells, strict=True):
        fitted = [padded(cut(cell, wide), wide) for cell, wide in zip(row, widths, strict=True)]
        yield _coloured(f"{indent}{'  '.join(fitted)}".rstrip(), status, paper)


def _coloured(line: str, status: str, paper: Paper) -> str:
    """Return a row as it is shown: the head bold, “proposed” yellow, a retired entry faint."""
    if not status:
        return paper.styled(line, "bold")
    if status == "proposed" and line.endswith(status):
        return line.removesuffix(status) + paper.styled(status, "yellow")
    return paper.styled(line, "dim") if status == "retired" else line


def _widths(columns: list[tuple[str, ...]], room: int | None) -> list[int]:
    """Return how wide each column is: as wide as all of it, else as most of it, else less.

    Ids, which are typed again, give way last; the status is never cut.
    """
    found = [sorted(map(text_width, column)) for column in columns]
    most = [widths[-1] for widths in found]
    if room is None or sum(most) <= room:
        return most
    usual = [
        max(widths[int((len(widths) - 1) * (1 if column[0] == "id" else _USUAL))], len(column[0]))
        for widths, column in zip(found, columns, strict=True)
    ]
    weights = [_WEIGHTS[column[0]] for column in columns]
    cap = max(usual)
    shrunk = usual
    while sum(shrunk) > room and cap > 1:
        cap -= 1
        shrunk = [
            wide if not weight else min(wide, max(int(cap * weight), _NARROWEST))
            for wide, weight in zip(usual, weights, strict=True)
        ]
    for index in sorted(range(len(shrunk)), key=lambda one: most[one] - shrunk[one]):
        shrunk[index] = min(most[index], shrunk[index] + max(room - sum(shrunk), 0))
    return shrunk


def list_summary(shown: tuple[Concept, ...], known: int) -> str:
    """Return one line: how many entries are shown, of how many, and of which status."""
    statuses = [
        f"{amount:,} {status}"
        for status in ("approved", "proposed", "retired")
        if (amount := sum(one.status == status for one in shown))
    ]
    number = len(shown)
    of = counted(known, "entry")
    told = of if number == known else f"{number:,} of {of}"
    return f"{told}: {', '.join(statuses)}" if statuses else told


def list_json(concepts: Iterable[Concept], known: int) -> str:
    """Return the entries as a JSON text, with the keys that they have in the glossary's files."""
    found = [entry_record(one) for one in concepts]
    record = {"entries": found, "summary": {"shown": len(found), "entries": known}}
    return json.dumps(record, ensure_ascii=False, indent=2, default=day)


def entry_record(concept: Concept) -> Mapping[str, Any]:
    """Return an entry as JSON holds it: the keys of its file, and where it stands."""
    return {
        **tables(values(concept)),
        "file": concept.at.file,
        "line": concept.at.line,
    }


def day(value: object) -> str:
    """Return a date as JSON holds it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(value)
