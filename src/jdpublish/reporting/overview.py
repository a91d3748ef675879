"""What checks found in a few lines for a person: a row for each check, and what to do now."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from jdpublish.inspection import Inspection
from jdpublish.model import Severity
from jdpublish.parity import PARITY
from jdpublish.reporting.counting import counted
from jdpublish.reporting.terminal import columns, styled
from jdpublish.waivers import WAIVER

_HEAD = ("check", "errors", "warnings", "waived")


def overview(found: Inspection, stream: TextIO) -> str:
    """Return a row for each check that found something, what is waived, and what to do now."""
    parts = (_rows(found, stream), _waivers(found, stream), [verdict(found, stream)])
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part)


def _rows(found: Inspection, stream: TextIO) -> Iterator[str]:
    if found.rows:
        rows: list[tuple[str, ...]] = [_HEAD]
        for row in found.rows:
            numbers = (row.errors, row.warnings, row.waived)
            rows.append((row.check, *(str(number or "–") for number in numbers)))
        head, *rest = columns(rows, right=_HEAD[1:])
        yield styled(head, "bold", stream)
        yield from rest


def _waivers(found: Inspection, stream: TextIO) -> Iterator[str]:
    for waiver in dict.fromkeys(waiver for waiver, _ in found.waived):
        number = sum(one == waiver for one, _ in found.waived)
        times = f" × {number}" if number > 1 else ""
        yield (
            f"{styled('waived', 'dim', stream)}[{waiver.check}] in {waiver.block}{times}"
            f" until {waiver.expires}, {waiver.by}: {waiver.reason}"
        )


def verdict(found: Inspection, stream: TextIO) -> str:
    """Return one line: what is left to do, or how much was checked."""
    mended = f"{counted(found.mended, 'repair')} made. " if found.mended else ""
    errors, warnings = (found.count(severity) for severity in Severity)
    if not found.findings:
        return f"{mended}{styled('No findings', 'green', stream)}: {_checked(found)}"
    told = " and ".join(
        counted(number, noun)
        for number, noun in ((errors, "error"), (warnings, "warning"))
        if number
    )
    return f"{mended}{styled(told, 'red' if errors else 'yellow', stream)}: {_advice(found)}"


def _advice(found: Inspection) -> str:
    repairs = {one.repair for one in found.findings if one.repair and not found.alone}
    by_hand = any(
        one.repair not in repairs and one.check not in (WAIVER, PARITY.id) for one in found.findings
    )
    ways = []
    if repairs:
        ways.append(f"`jdpublish check --fix` makes {counted(len(repairs), 'repair')} by itself")
    if by_hand:
        ways.append("mend the text")
        if not found.alone and any(finding.block for finding in found.findings):
            ways[-1] += ", or say in the report's waivers.toml why it is right"
    if any(finding.check == WAIVER for finding in found.findings):
        ways.append("look at waivers.toml")
    if any(finding.check == PARITY.id for finding in found.findings):
        ways.append("what each finding says to do makes the finished files right")
    return "; ".join(ways)


def _checked(found: Inspection) -> str:
    extent = found.extent
    noun = "line" if found.alone else "block"
    numbers = ((extent.blocks, noun), (extent.figures, "figure"), (extent.terms, "term"))
    what = _listed(counted(number, noun) for number, noun in numbers if number)
    waived = f", {len(found.waived)} waived" if found.waived else ""
    return f"{what or 'nothing'} checked by {counted(len(found.checks), 'check')}{waived}"


def _listed(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last
