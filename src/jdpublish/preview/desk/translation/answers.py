"""What the translation desk answers to each thing that its panel asks."""

from jdpublish.errors import ContentError
from jdpublish.preview.contract import Answer, Asked
from jdpublish.preview.desk.translation.reading import (
    Unknown,
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
    """Return a block, its translation, and what is known of both."""
    try:
        place = place_asked(asked, report_asked(asked))
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
