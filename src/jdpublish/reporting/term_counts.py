"""How many entries the glossary has, and how much of each report they cover, as tables and JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.reporting.counting import counted
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.terminal import columns, harmless, text_width
from jdpublish.reporting.wrapping import cut, padded, wrapped
from jdpublish.termbase.entry.labels import label
from jdpublish.termbase.lookup.statistics import Counts, Coverage

_BAR = 24
"""Columns of the longest bar."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_NAMES = {SOURCE_LANGUAGE: "Chinese", "en": "English"}
_SLIM = 66
"""Columns of a terminal below which tables say less."""
_NAMED = 12
"""How many entries a terminal names of those that are never used."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is counted: the entries, and each report with those of them that stand in it.

    `concepts` are the entries in use, `unused` those that stand in none of the reports.
    """

    counts: Counts
    covered: tuple[Coverage, ...]
    concepts: tuple[Concept, ...]
    unused: tuple[Concept, ...]


def counts_text(found: Statistics, paper: Paper) -> str:
    """Return the counts as tables, with bars and shortened to its width in a terminal."""
    own, width = found.counts, paper.columns
    retired = f", {own.retired:,} retired" if own.retired else ""
    head = f"{counted(own.entries, 'entry')} in use{retired}"
    whole = own.entries
    parts = [[paper.styled(head, "bold")]]
    if whole:
        tables = (
            _bars("domain", own.domains, whole, width, none="(no domain)"),
            _bars("status", own.statuses, whole, width),
            _bars("entries that have", own.complete, whole, width),
            _definitions(own, width),
            _bars(
                "source, by the body named first", own.sources, whole, width, none="(none named)"
            ),
        )
        parts += [_headed(table, paper) for table in tables]
    if found.covered:
        parts.append(_headed(_coverage(found, width), paper))
        parts += (list(part) for part in _open(found, paper))
    return "\n\n".join("\n".join(part) for part in parts if part)


def _headed(lines: Iterable[str], paper: Paper) -> list[str]:
    head, *rest = lines
    return [paper.styled(head, "bold"), *rest]


def _bars(
    head: str, numbers: Mapping[str, int], whole: int, width: int | None, *, none: str = ""
) -> Iterator[str]:
    """Yield a table: name, number, share of all entries, and in a terminal a bar."""
    names = [harmless(name) or none for name in numbers]
    longest = max(map(text_width, (head, *names)))
    if width is not None:
        longest = max(min(longest, width - 18), 8)
    room = 0 if width is None else min(_BAR, width - longest - 19)
    yield f"{padded(cut(head, longest), longest)}  {'entries':>7}  {'share':>5}"
    most = max(numbers.values())
    for name, number in zip(names, numbers.values(), strict=True):
        bar = _bar(number, most, room) if room > 3 else ""  # noqa: PLR2004  shorter says nothing
        line = f"{padded(cut(name, longest), longest)}  {number:>7,}  {_share(number, whole):>5}"
        yield f"{line}  {bar}".rstrip()


def _bar(number: int, most: int, room: int) -> str:
    eighths = round(number / most * room * 8) if most else 0
    whole, part = divmod(max(eighths, 1 if number else 0), 8)
    return "█" * whole + (_EIGHTHS[part] if part else "")


def _share(number: int, whole: int) -> str:
    """Return a share in percent; what is not quite all or not quite nothing does not look so."""
    if not whole:
        return "–"
    percent = round(100 * number / whole)
    if 0 < number < whole:
        percent = min(max(percent, 1), 99)
    return f"{percent}%"


def _definitions(own: Counts, width: int | None) -> tuple[str, ...]:
    head = ("definitions", "approved", "proposed", "none", "of these needed")
    rows = (
        (_NAMES[tag], *(f"{numbers[kind]:,}" for kind in head[1:4]), f"{own.needed[tag]:,}")
        for tag, numbers in own.definitions.items()
    )
    table: tuple[tuple[str, ...], ...] = (head, *rows)
    if width is not None and width < _SLIM:
        table = tuple(row[:-1] for row in table)
    return columns(table, right=head[1:])


def _coverage(found: Statistics, width: int | None) -> tuple[str, ...]:
    head = ("report", "entries", "mentions", "characters", "in terms", "share")
    rows = (
        (
            one.report,
            f"{len(one.mentions):,}",
            f"{sum(one.mentions.values()):,}",
            f"{one.characters:,}",
            f"{one.covered:,}",
            f"{100 * one.covered / one.characters:.1f}%" if one.characters else "–",
        )
        for one in found.covered
    )
    table: tuple[tuple[str, ...], ...] = (head, *rows)
    if width is not None and width < _SLIM:
        table = tuple((*row[:3], row[-1]) for row in table)
    return columns(table, right=head[1:])


def _open(found: Statistics, paper: Paper) -> Iterator[Iterator[str]]:
    by_id = {one.id: one for one in found.concepts}
    for one in found.covered:
        if one.unrendered:
            single = len(one.unrendered) == 1
            told = (
                f"{one.report}: {counted(len(one.unrendered), 'entry')}"
                f" {'stands' if single else 'stand'} in the Chinese and"
                f" {'has' if single else 'have'} no known form in the English"
            )
            yield _named(told, [by_id[name] for name in one.unrendered], paper)
    if found.unused:
        where = "this report" if len(found.covered) == 1 else "any of these reports"
        verb = "does" if len(found.unused) == 1 else "do"
        told = f"{counted(len(found.unused), 'entry')} {verb} not stand in {where}"
        yield _named(told, found.unused, paper)


def _named(told: str, concepts: Iterable[Concept], paper: Paper) -> Iterator[str]:
    """Yield a sentence and the entries it speaks of: in a terminal the first, in a pipe all."""
    known, width = list(concepts), paper.columns
    yield from (paper.styled(line, "bold") for line in wrapped(told, width))
    shown = known if width is None else known[:_NAMED]
    for one in shown:
        line = f"  {label(one)}"
        yield line if width is None else cut(line, width)
    if len(shown) < len(known):
        yield f"  … and {len(known) - len(shown):,} more (--output-format json names all)"


def counts_json(found: Statistics) -> str:
    """Return the counts as a JSON text, with the ids of all entries that are spoken of."""
    own = found.counts
    record = {
        "entries": own.entries,
        "retired": own.retired,
        "domains": dict(own.domains),
        "statuses": dict(own.statuses),
        "complete": dict(own.complete),
        "definitions": {tag: dict(numbers) for tag, numbers in own.definitions.items()},
        "definitions_needed": dict(own.needed),
        "sources": dict(own.sources),
        "reports": [_record(one) for one in found.covered],
        "unused": [one.id for one in found.unused] if found.covered else None,
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _record(one: Coverage) -> dict[str, Any]:
    return {
        "report": one.report,
        "entries": len(one.mentions),
        "mentions": sum(one.mentions.values()),
        "characters": one.characters,
        "characters_in_terms": one.covered,
        "share": round(one.covered / one.characters, 4) if one.characters else None,
        "by_entry": dict(one.mentions),
        "not_in_english": list(one.unrendered) if one.translated else None,
    }
