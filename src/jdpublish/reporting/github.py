"""What checks found as GitHub's workflow commands, which a review page shows beside the lines."""

from jdpublish.inspection import Inspection
from jdpublish.model import Finding

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def github_text(found: Inspection) -> str:
    """Return a workflow command for each finding that stays, one a line."""
    return "\n".join(_command(finding) for finding in found.findings)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.at.file,
        "line": finding.at.line,
        "col": finding.at.column,
        "title": finding.check,
    }
    given = ",".join(
        f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items()
    )
    words = "\n".join(filter(None, (finding.message, finding.hint)))
    return f"::{finding.severity.value} {given}::{words.translate(_IN_MESSAGE)}"
