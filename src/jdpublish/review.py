"""What a person should look at before a report is published."""

from collections.abc import Iterator

from jdpublish.checks import ALL, findings
from jdpublish.checks.contract import Bitext
from jdpublish.model import Concept, Finding
from jdpublish.report import Report
from jdpublish.sources import Theme


def bitext(
    report: Report, concepts: tuple[Concept, ...] = (), theme: Theme | None = None
) -> Bitext:
    """Return a report as checks look at it, with the glossary and theme of its project."""
    return Bitext(report.sections, concepts, report.source, theme)


def review(report: Report) -> Iterator[Finding]:
    """Yield what the checks that a build runs find in a report: in the Chinese, then elsewhere.

    In each file they are in the order of its lines.
    """
    looked_at = bitext(report)
    files = {section.blocks[0].at.file for section in looked_at.original}
    found = findings(looked_at, tuple(check for check in ALL if check.build))
    yield from sorted(found, key=lambda finding: finding.at.file not in files)
