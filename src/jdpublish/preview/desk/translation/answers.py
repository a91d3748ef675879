"""What the translation desk answers to each thing that its panel asks."""

from jdpublish.errors import ContentError
from jdpublish.preview.contract import Answer, Asked
from jdpublish.preview.desk.translation.on_disk import as_far_as_readable
from jdpublish.preview.desk.translation.reading import (
    Unknown,
    language_asked,
    place_asked,
    report_asked,
    text_of,
)
from jdpublish.preview.desk.translation.record import (
    block_record,
    checked_record,
    problem_record,
)
from jdpublish.preview.desk.translation.saving import saved
from jdpublish.workspace.clock import today


def shown(asked: Asked) -> Answer:
    """Return a block, its translation, and what is known of both, as they are on the disk.

    The page may not have read yet what the panel has just saved.
    """
    try:
        report = report_asked(asked)
        now = as_far_as_readable(asked.project, report, language_asked(asked))
        place = place_asked(asked, now)
    except Unknown as nothing:
        return nothing.answer
    record = block_record(place, asked.snapshot.sources.concepts, today())
    return Answer(record, version=place.version)


def checked(asked: Asked) -> Answer:
    """Return what is found in words that are being typed, as if they stood in their file."""
    try:
        place = place_asked(asked, report_asked(asked))
    except Unknown as nothing:
        return nothing.answer
    markdown = text_of(asked.body, "markdown")
    concepts = asked.snapshot.sources.concepts
    try:
        changed = place.changed(markdown)
    except ContentError as problem:
        if problem.at and problem.at.file:
            raise
        found = checked_record(place.unread(markdown), None, concepts, today())
        return Answer({**found, "findings": [], "problems": [problem_record(problem, markdown)]})
    return Answer(checked_record(place.with_change(changed), changed, concepts, today()))


def written(asked: Asked) -> Answer:
    """Write words into their file, as `saved`, or say that there is no such block."""
    try:
        return saved(asked)
    except Unknown as nothing:
        return nothing.answer
