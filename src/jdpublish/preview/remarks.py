"""What is remarked in the margin: what checks find in a report, and how each block stands.

What looks at one block or pair alone is kept with it. Checks that look at a whole text are run
again, one after the other, and each gives way between the blocks.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from jdpublish import checks
from jdpublish.align import pairs
from jdpublish.checks.contract import Bitext
from jdpublish.inspection import weighed
from jdpublish.keeping import Keep, fresh
from jdpublish.model import SOURCE_LANGUAGE, Block, Concept, Finding, Pair, Severity
from jdpublish.preview.contract import Message, Snapshot
from jdpublish.report import Report
from jdpublish.reporting.records import finding_record
from jdpublish.sources import Theme
from jdpublish.translation.staleness import BlockState, Standing, block_states

_KNOWN = tuple(check.id for check in checks.ALL)
_COUNTED = (Standing.STALE, Standing.DRAFT, Standing.UNTRANSLATED)
_One = TypeVar("_One")


def remarks(
    snapshot: Snapshot, report_id: str, keep: Keep = fresh, *, today: dt.date
) -> Mapping[str, Any]:
    """Return the findings of a report, the places and standings of its blocks, and their counts.

    Findings are those of a day, less what is waived.

    Raises:
        ProjectError: a waiver names a check or a block that there is not.
    """
    report, sources = snapshot.reports[report_id], snapshot.sources
    return keep(_remarks, report, sources.concepts, sources.theme, today, keep)


def _remarks(
    report: Report, concepts: tuple[Concept, ...], theme: Theme, today: dt.date, keep: Keep
) -> Mapping[str, Any]:
    bitext = keep(_bitext, report, concepts, theme, keep)
    found = checks.findings(bitext, checks.ALL, keep)
    told = weighed(bitext, found, checks.ALL, known=_KNOWN, today=today).findings
    states = {
        language: keep(
            block_states,
            bitext.original,
            bitext.sections[language],
            report.source.translation,
            language,
        )
        for language in bitext.targets
    }
    return {
        "counts": _counts(told, states),
        "findings": _records(report, told),
        "blocks": _blocks(bitext, states),
    }


def _counts(
    findings: tuple[Finding, ...], states: Mapping[str, tuple[BlockState, ...]]
) -> dict[str, int]:
    severities = Counter(finding.severity for finding in findings)
    standings = Counter(state.standing for own in states.values() for state in own)
    return {one.value: severities[one] for one in Severity} | {
        one.value: standings[one] for one in _COUNTED
    }


def _records(report: Report, findings: tuple[Finding, ...]) -> list[Message]:
    languages = {
        file.file: language for language, files in report.source.files.items() for file in files
    }
    return [
        finding_record(finding) | {"language": languages.get(finding.at.file, "")}
        for finding in findings
    ]


def _blocks(bitext: Bitext, states: Mapping[str, tuple[BlockState, ...]]) -> Mapping[str, Message]:
    """Return where each block stands in each language, and how far its translations are."""
    found: dict[str, dict[str, Message]] = {
        block.id: {SOURCE_LANGUAGE: _place(block)}
        for section in bitext.original
        for block in section.blocks
    }
    for language, own in states.items():
        for state in own:
            place = _place(state.target) if state.target else {}
            standing = {"standing": state.standing.value, "edited": state.edited}
            found[state.source.id][language] = place | standing
    return found


def _place(block: Block) -> dict[str, object]:
    return {"file": block.at.file, "line": block.at.line}


# ── Breaking off ──


@dataclass(frozen=True, slots=True)
class _Paced(Bitext):
    """A text that lets whoever reads it break off before each pair and block."""

    keep: Keep = fresh

    def pairs(self, language: str) -> tuple[Pair, ...]:
        """Return what `Bitext` returns."""
        return _Steps.of(pairs(self.original, self.sections[language]), self.keep)

    def blocks(self, language: str) -> tuple[Block, ...]:
        """Return what `Bitext` returns."""
        blocks = (block for section in self.sections[language] for block in section.blocks)
        return _Steps.of(blocks, self.keep)


class _Steps(tuple[_One, ...]):  # noqa: SLOT001  a tuple of any length can have none
    """A tuple in which `keep` is called before each step, and may break off there."""

    keep: Keep = fresh

    @classmethod
    def of(cls, values: Iterable[_One], keep: Keep) -> "_Steps[_One]":
        """Return a tuple of values."""
        steps = cls(values)
        steps.keep = keep
        return steps

    def __iter__(self) -> Iterator[_One]:
        """Go through the values."""
        keep = self.keep
        for value in super().__iter__():
            keep(_nothing)
            yield value


def _nothing() -> None:
    """Do nothing: what is kept of it costs nothing either."""


def _bitext(report: Report, concepts: tuple[Concept, ...], theme: Theme, keep: Keep) -> Bitext:
    return _Paced(report.sections, concepts, report.source, theme, keep)
