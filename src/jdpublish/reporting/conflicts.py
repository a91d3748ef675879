"""Conflicts of the glossary as a person reads them, and as programs do."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TextIO

from jdpublish.errors import Location
from jdpublish.model import Severity
from jdpublish.reporting.counting import counted
from jdpublish.reporting.records import finding_record, place_record
from jdpublish.reporting.terminal import finding_text, styled
from jdpublish.termbase.conflicts import Conflict
from jdpublish.termbase.conflicts.contract import Side


def conflict_text(
    conflict: Conflict, line: Callable[[Location], str | None], stream: TextIO
) -> str:
    """Return a conflict as it is shown: the sentence, every place with its line, what to do."""
    finding = conflict.finding
    head, *first = finding_text(replace(finding, hint=""), line(finding.at), stream).split("\n")
    _, *hint = finding_text(finding, None, stream).split("\n")
    others = [row for side in conflict.sides[1:] for row in _place(conflict, side, line, stream)]
    return "\n".join([head, *first, *others, *hint[1:]])


def _place(
    conflict: Conflict, side: Side, line: Callable[[Location], str | None], stream: TextIO
) -> Iterator[str]:
    """Yield the rows that show a place, without the sentence above them."""
    there = replace(conflict.finding, at=side.at, hint="")
    _, *rows = finding_text(there, line(side.at), stream).split("\n")
    yield from rows


def verdict(found: tuple[Conflict, ...], entries: int, stream: TextIO) -> str:
    """Return one line: how many conflicts there are, or among how many entries there is none."""
    if not found:
        return f"{styled('No conflicts', 'green', stream)} in {counted(entries, 'entry')}"
    errors = sum(one.severity is Severity.ERROR for one in found)
    numbers = ((errors, "error"), (len(found) - errors, "warning"))
    told = " and ".join(counted(number, noun) for number, noun in numbers if number)
    return f"{styled(told, 'red' if errors else 'yellow', stream)} in {counted(entries, 'entry')}"


def conflicts_json(found: tuple[Conflict, ...]) -> str:
    """Return conflicts as a JSON text, each with all its places and what stands there."""
    record = {
        "conflicts": [conflict_record(one) for one in found],
        "summary": {
            f"{severity.value}s": sum(one.severity is severity for one in found)
            for severity in Severity
        },
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def conflict_record(conflict: Conflict) -> dict[str, object]:
    """Return a conflict as programs get it: the finding, with all its places."""
    return {
        **finding_record(conflict.finding),
        "sides": [_side(side) for side in conflict.sides],
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "id": side.entry,
        "field": side.field,
        "value": side.value,
        **place_record(side.at),
    }
