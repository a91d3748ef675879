"""Two line-aligned texts compared, many lines by several processes."""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import chain

from jdpublish.checks import findings as found_by
from jdpublish.checks import in_order
from jdpublish.checks.contract import Bitext, Check
from jdpublish.errors import EnvironmentMissingError
from jdpublish.inspection import Extent, Inspection, extent
from jdpublish.linewise import parts
from jdpublish.model import Finding

_LINES = 500
"""What one process does at a time; fewer lines are not worth a process."""

_Part = tuple[tuple[Finding, ...], Extent]


def compared(bitext: Bitext, checks: tuple[Check, ...]) -> Inspection:
    """Return what checks find in two texts, line by line.

    Raises:
        EnvironmentMissingError: a process was killed from outside.
    """
    each = parts(bitext, _LINES)

    def part(number: int) -> _Part:
        return found_by(each[number], checks), extent(each[number])

    done = tuple(_all(part, len(each)))
    return Inspection(
        in_order(chain.from_iterable(findings for findings, _ in done)),
        checks=checks,
        extent=Extent(
            blocks=sum(own.blocks for _, own in done), figures=sum(own.figures for _, own in done)
        ),
        alone=True,
    )


def _all(part: Callable[[int], _Part], count: int) -> Iterator[_Part]:
    jobs = min(os.cpu_count() or 1, count)
    if jobs <= 1 or sys.platform == "darwin":  # as in a build: a fork does not do well there
        yield from map(part, range(count))
        return
    from jdpublish.cli.forks import by_forks  # noqa: PLC0415  short texts need none

    killed = EnvironmentMissingError(
        "a process that was comparing the texts was killed, perhaps for want of memory",
        hint="compare fewer lines at a time",
    )
    yield from by_forks(part, count, jobs, killed=killed)
