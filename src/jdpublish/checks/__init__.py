"""Checks: one function in one file each; what `ALL` lists is run, in this order."""

from jdpublish.checks.contract import Bitext, Check
from jdpublish.model import Finding

ALL: tuple[Check, ...] = ()
"""Every check, in the order of the list of checks in docs/checks.md."""


def findings(bitext: Bitext, checks: tuple[Check, ...] = ALL) -> tuple[Finding, ...]:
    """Return what checks find in a text and its translations, in the order of files and lines."""
    found = (finding for check in checks for finding in check.findings(bitext))
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda finding: (finding.at.file, finding.at.line, finding.at.column),
        )
    )
