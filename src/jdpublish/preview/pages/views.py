"""Which views of a report there are, and what each of them prints."""

from collections.abc import Iterator

from jdpublish.document import document
from jdpublish.editions import EDITIONS
from jdpublish.keeping import Keep
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.page import Document
from jdpublish.preview.contract import Snapshot, View
from jdpublish.publication import Edition
from jdpublish.report import Report
from jdpublish.sources import Sources

_BESIDE_ENGLISH = ("zh-Hans", "zh-Hant")
"""The Chinese editions that have a view side by side with English."""


def views(snapshot: Snapshot, report: str) -> tuple[View, ...]:
    """Return the views of a report: what a build makes, other editions of its texts, side by side.

    Raises:
        KeyError: there is no such report.
    """
    return tuple(_views(snapshot.reports[report], snapshot.sources))


def _views(report: Report, sources: Sources) -> Iterator[View]:
    identity, details = report.source.id, report.source.details
    built = built_editions(sources)
    there = [
        edition
        for edition in EDITIONS
        if edition not in built and {edition.source} <= details.keys() & sources.theme.words.keys()
    ]
    known = {edition.id: edition for edition in (*built, *there)}
    for edition in known.values():
        yield View(identity, edition.id, (edition,))
    english = known.get("en")
    for chinese in _BESIDE_ENGLISH:
        if english and chinese in known and {SOURCE_LANGUAGE, "en"} <= details.keys():
            yield View(identity, f"{chinese}-en", (known[chinese], english))


def built_editions(sources: Sources) -> tuple[Edition, ...]:
    """Return the editions that a build makes of every report."""
    return tuple(edition for edition in EDITIONS if edition.id in sources.editions)


def printed(snapshot: Snapshot, report: str, edition: Edition, keep: Keep) -> Document:
    """Return what an edition of a report prints.

    Raises:
        JdpublishError: as a build does.
        KeyError: there is no such report.
    """
    return keep(_printed, snapshot.reports[report], edition, snapshot.sources, keep)


def _printed(report: Report, edition: Edition, sources: Sources, keep: Keep) -> Document:
    built = built_editions(sources)
    others = tuple(one for one in EDITIONS if one in built or one == edition)
    return document(report, edition, sources, others=others, keep=keep)
