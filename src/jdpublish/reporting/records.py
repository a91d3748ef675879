"""What checks found as JSON, for other programs."""

import json

from jdpublish.errors import Location
from jdpublish.inspection import Inspection
from jdpublish.model import Finding, Severity
from jdpublish.waivers import Waiver


def json_text(found: Inspection) -> str:
    """Return what checks found as a JSON text: the findings that stay, and a summary."""
    record = {
        "findings": [finding_record(finding) for finding in found.findings],
        "summary": _summary(found),
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def finding_record(finding: Finding) -> dict[str, object]:
    """Return a finding as every JSON text of ours has it."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        **place_record(finding.at),
        "block": finding.block,
        "message": finding.message,
        "hint": finding.hint,
    }


def place_record(at: Location) -> dict[str, object]:
    """Return a place as every JSON text of ours has it: line and column from 1."""
    return {"file": at.file, "line": at.line, "column": at.column}


def _summary(found: Inspection) -> dict[str, object]:
    return {
        "errors": found.count(Severity.ERROR),
        "warnings": found.count(Severity.WARNING),
        "waived": [_waived(waiver, finding) for waiver, finding in found.waived],
        "mended": found.mended,
        "checks": {
            row.check: {"errors": row.errors, "warnings": row.warnings, "waived": row.waived}
            for row in found.rows
        },
        "checked": {
            "checks": [check.id for check in found.checks],
            "blocks": found.extent.blocks,
            "figures": found.extent.figures,
            "terms": found.extent.terms,
        },
    }


def _waived(waiver: Waiver, finding: Finding) -> dict[str, object]:
    own = {"reason": waiver.reason, "by": waiver.by, "expires": waiver.expires.isoformat()}
    return finding_record(finding) | own
