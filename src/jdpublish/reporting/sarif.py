"""What checks found as SARIF 2.1.0, which code review and editors read.

Source: OASIS Standard “Static Analysis Results Interchange Format (SARIF) Version 2.1.0” (2020).
"""

import json
from collections.abc import Mapping
from urllib.parse import quote

from jdpublish.inspection import Inspection
from jdpublish.model import Finding, Repair, Severity
from jdpublish.waivers import WAIVER, Waiver

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "PROJECTROOT"
"""What paths are meant from: the project's folder, which SARIF need not say."""

Json = Mapping[str, object]


def sarif_text(found: Inspection, version: str) -> str:
    """Return what checks found as a SARIF log of one run, what is waived as suppressed results."""
    rules = _rules(found)
    numbers = {str(rule["id"]): number for number, rule in enumerate(rules)}
    results = [_result(finding, numbers) for finding in found.findings]
    results += [_waived(waiver, finding, numbers) for waiver, finding in found.waived]
    driver = {"name": "jdpublish", "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The project's folder."}}},
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rules(found: Inspection) -> list[Json]:
    """The checks that ran, with what they say of themselves, and what else has findings."""
    rules: dict[str, Json] = {
        check.id: _rule(check.id, check.explanation, check.severity) for check in found.checks
    }
    rules[WAIVER] = _rule(WAIVER, "Every waiver matches a finding and holds.", Severity.WARNING)
    for finding in found.findings:
        rules.setdefault(finding.check, _rule(finding.check, finding.message, finding.severity))
    return list(rules.values())


def _rule(identity: str, explanation: str, severity: Severity) -> Json:
    head, _, rest = explanation.partition("\n")
    full = " ".join(f"{head}\n{rest}".split())
    return {
        "id": identity,
        "shortDescription": {"text": head or identity},
        "fullDescription": {"text": full or identity},
        "defaultConfiguration": {"level": severity.value},
    }


def _result(finding: Finding, numbers: Mapping[str, int]) -> dict[str, object]:
    text = f"{finding.message}. {_sentence(finding.hint)}" if finding.hint else finding.message
    region = {"startLine": finding.at.line, "startColumn": finding.at.column}
    physical = {"artifactLocation": _file(finding.at.file), "region": region}
    location: dict[str, object] = {"physicalLocation": physical}
    if finding.block:
        location["logicalLocations"] = [{"name": finding.block, "kind": "element"}]
    result: dict[str, object] = {
        "ruleId": finding.check,
        "ruleIndex": numbers[finding.check],
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [location],
    }
    if finding.repair:
        result["fixes"] = [_fix(finding.repair)]
    return result


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _file(path: str) -> Json:
    """A file by its address: what is not below the project's folder has a path of its own."""
    address: Json = {"uri": quote(path)}
    return address if path.startswith(("/", "..")) else {**address, "uriBaseId": _ROOT}


def _fix(repair: Repair) -> Json:
    at = repair.at
    *_, last = lines = repair.old.split("\n")
    end = len(last) + (at.column if len(lines) == 1 else 1)
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.line + len(lines) - 1,
        "endColumn": end,
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": repair.new}}
    change = {"artifactLocation": _file(at.file), "replacements": [replacement]}
    return {"artifactChanges": [change]}


def _waived(waiver: Waiver, finding: Finding, numbers: Mapping[str, int]) -> dict[str, object]:
    reason = f"{waiver.reason} ({waiver.by}, until {waiver.expires})"
    suppression = {"kind": "external", "status": "accepted", "justification": reason}
    return _result(finding, numbers) | {"suppressions": [suppression]}
