"""What checks find in a report or in two texts, less what somebody answers for, and how much."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jdpublish.checks import findings as found_by
from jdpublish.checks import in_order
from jdpublish.checks.contract import Bitext, Check, entry_id
from jdpublish.figures import quantities
from jdpublish.model import SOURCE_LANGUAGE, Finding, Severity
from jdpublish.repairs import lossless, repairs, with_repairs
from jdpublish.report import parsed
from jdpublish.sources import ReportSource, Sources
from jdpublish.waivers import WAIVER, Waiver, check_known, judged, overdue


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was looked at: blocks of the original, figures in it, concepts of the glossary."""

    blocks: int = 0
    figures: int = 0
    terms: int = 0


@dataclass(frozen=True, slots=True)
class Inspection:
    """What checks found: `findings` stay, `waived` ones somebody answers for.

    `checks` are those that ran, `mended` says how many repairs were made first. Two files `alone`
    have no project, and so nowhere to waive anything.
    """

    findings: tuple[Finding, ...]
    waived: tuple[tuple[Waiver, Finding], ...] = ()
    checks: tuple[Check, ...] = ()
    extent: Extent = Extent()
    mended: int = 0
    alone: bool = False

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity stay."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def rows(self) -> "tuple[Row, ...]":
        """What each check that has a finding came to, in the order of the checks."""
        return tuple(row for row in self._rows() if row.errors or row.warnings or row.waived)

    def _rows(self) -> "Iterator[Row]":
        told = [finding.check for finding in self.findings]
        for check in dict.fromkeys([*(check.id for check in self.checks), *sorted(told)]):
            own = [finding.severity for finding in self.findings if finding.check == check]
            waived = sum(finding.check == check for _, finding in self.waived)
            yield Row(check, own.count(Severity.ERROR), own.count(Severity.WARNING), waived)


@dataclass(frozen=True, slots=True)
class Row:
    """What one check came to: how many errors and warnings stay, how many are waived."""

    check: str
    errors: int
    warnings: int
    waived: int


def inspection(
    bitext: Bitext,
    checks: tuple[Check, ...],
    *,
    known: Iterable[str] = (),
    today: dt.date = dt.date.min,
) -> Inspection:
    """Return what checks find in a text and its translations on a day.

    `known` are the ids of all checks, also of those that do not run now, for waivers may name them.

    Raises:
        ProjectError: a waiver of the report names a check or a block that there is not.
    """
    found = found_by(bitext, checks)
    return replace(weighed(bitext, found, checks, known=known, today=today), extent=extent(bitext))


def weighed(
    bitext: Bitext,
    found: tuple[Finding, ...],
    checks: tuple[Check, ...],
    *,
    known: Iterable[str] = (),
    today: dt.date = dt.date.min,
) -> Inspection:
    """Return what these checks have found, less what is waived, and waivers that are owed a look.

    Raises:
        ProjectError: as `inspection`.
    """
    waivers = bitext.source.waivers if bitext.source else ()
    ran = tuple(check.id for check in checks)
    blocks = {block.id for language in bitext.sections for block in bitext.blocks(language)}
    entries = {entry_id(concept.id) for concept in bitext.concepts}
    check_known(waivers, sorted({*known, *ran}), sorted(blocks | entries))
    parted = judged(found, waivers, today)
    owed = overdue(waivers, found, checks=ran, today=today)
    return Inspection(in_order((*parted.findings, *owed)), parted.waived, checks)


def extent(bitext: Bitext) -> Extent:
    """Return how much there is to look at."""
    originals = [block for section in bitext.original for block in section.blocks]
    figures = sum(len(quantities(block.text, SOURCE_LANGUAGE)) for block in originals)
    return Extent(len(originals), figures, len(bitext.concepts))


@dataclass(frozen=True, slots=True)
class Order:
    """What to inspect: reports by their ids, the checks, the ids of all there are, on which day."""

    reports: frozenset[str]
    checks: tuple[Check, ...]
    known: tuple[str, ...]
    today: dt.date

    def chosen(self, sources: Sources) -> tuple[ReportSource, ...]:
        """Return the reports of a project that are meant."""
        return tuple(report for report in sources.reports if report.id in self.reports)


def inspected(sources: Sources, order: Order) -> Inspection:
    """Return what checks find in the reports of a project.

    Raises:
        JdpublishError: a text cannot be read, or a waiver names what there is not.
    """
    bitexts = (
        Bitext(parsed(source).sections, sources.concepts, source, sources.theme)
        for source in order.chosen(sources)
    )
    found = together(
        inspection(bitext, order.checks, known=order.known, today=order.today) for bitext in bitexts
    )
    return replace(found, findings=lossless(sources, found.findings))


_ROUNDS = 8
"""More rounds than repairs that stand in one another's way ever need."""


def repaired(sources: Sources, order: Order) -> tuple[Sources, Inspection]:
    """Return a project with every repair made that its findings offer, and what is found then."""
    found = inspected(sources, order)
    mended = 0
    for _ in range(_ROUNDS):
        sources, made = with_repairs(sources, repairs(found.findings))
        if not made:
            break
        mended += made
        found = inspected(sources, order)
    return sources, replace(found, mended=mended)


def together(inspections: Iterable[Inspection]) -> Inspection:
    """Return the inspections of several reports as one.

    What is found in two, as in the glossary, is told once, and not at all where one waives it.
    """
    parts = tuple(inspections)
    passed = {finding for part in parts for _, finding in part.waived}
    return Inspection(
        findings=in_order(
            finding for part in parts for finding in part.findings if finding not in passed
        ),
        waived=tuple(waived for part in parts for waived in part.waived),
        checks=tuple(dict.fromkeys(check for part in parts for check in part.checks)),
        extent=Extent(
            blocks=sum(part.extent.blocks for part in parts),
            figures=sum(part.extent.figures for part in parts),
            terms=max((part.extent.terms for part in parts), default=0),
        ),
        mended=sum(part.mended for part in parts),
    )


def only(found: Inspection, ids: Iterable[str]) -> Inspection:
    """Return of an inspection what belongs to checks with these ids."""
    wanted = set(ids)
    return Inspection(
        findings=tuple(finding for finding in found.findings if finding.check in wanted),
        waived=tuple(
            (waiver, finding) for waiver, finding in found.waived if finding.check in wanted
        ),
        checks=tuple(check for check in found.checks if check.id in wanted or WAIVER in wanted),
        extent=found.extent,
        mended=found.mended,
    )
