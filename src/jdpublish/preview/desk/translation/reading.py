"""What the panel asks about a block, and what of it can be understood."""

from collections.abc import Mapping
from typing import Any

from jdpublish.errors import ContentError, Location
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.preview.contract import Answer, Asked
from jdpublish.preview.desk.translation.place import Place, place
from jdpublish.report import Report

_ENGLISH = "en"


class Unknown(Exception):  # noqa: N818  nothing is wrong: there is no such thing
    """There is nothing under an address."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep a sentence without a full stop, and what there is instead."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def answer(self) -> Answer:
        """The answer that says so."""
        return Answer({"problems": [{"message": self.message, "hint": self.hint}]}, status=404)


def language_asked(asked: Asked) -> str:
    """Return into which language a block is translated: English where nothing else is asked."""
    return asked.query.get("language") or _ENGLISH


def report_asked(asked: Asked) -> Report:
    """Return the report of an address as the page shows it.

    Raises:
        Unknown: there is none, or it has no such translation.
    """
    name, language = asked.names.get("report", ""), language_asked(asked)
    report = asked.snapshot.reports.get(name)
    if report is None:
        raise Unknown(
            f"there is no report “{name}”", f"reports are: {', '.join(asked.snapshot.reports)}"
        )
    languages = [one for one in report.sections if one != SOURCE_LANGUAGE]
    if language not in languages:
        raise Unknown(
            f"“{name}” is not translated into “{language}”",
            f"it is translated into: {', '.join(languages)}"
            if languages
            else "add a table [en] to its report.toml",
        )
    return report


def place_asked(asked: Asked, report: Report) -> Place:
    """Return the block of an address in a report.

    Raises:
        Unknown: the Chinese has no such block.
    """
    block = asked.names.get("block", "")
    found = place(report, language_asked(asked), block)
    if found is None:
        raise Unknown(
            f"there is no block “{block}” in the Chinese of “{report.source.id}”",
            "it may have been deleted or got another id",
        )
    return found


def text_of(body: Mapping[str, Any], key: str) -> str:
    """Return a text of a request.

    Raises:
        ContentError: there is none under this name, or it is no text.
    """
    value = body.get(key, "")
    if not isinstance(value, str) or key not in body:
        raise ContentError(f"the request has no text “{key}”", at=Location(""))
    return value
