"""Words written into their file: the block alone, what was accepted with it, or nothing at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jdpublish.acceptance import FileText, Verdict, accepted, files, hindrance
from jdpublish.errors import ContentError, Location
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.preview.contract import Answer, Asked
from jdpublish.preview.desk.translation.on_disk import as_on_disk
from jdpublish.preview.desk.translation.place import Place
from jdpublish.preview.desk.translation.reading import (
    language_asked,
    place_asked,
    report_asked,
    text_of,
)
from jdpublish.preview.desk.translation.record import block_record, problem_record
from jdpublish.repairs import Change
from jdpublish.translation.record import Status, TranslationRecord, read_record
from jdpublish.translation.staleness import BlockState, block_states
from jdpublish.workspace import recording, write_changes
from jdpublish.workspace.clock import today

_CONFLICT, _MISTAKEN = 409, 422


def saved(asked: Asked) -> Answer:
    """Write words into a block's file, and what is accepted of them into the report's record.

    All of it is read again from the disk first: where the block, or its Chinese, is no longer what
    the panel has shown, nothing is written and both versions are returned.

    Raises:
        JdpublishError: a file cannot be read or written; nothing is written.
    """
    report, markdown = report_asked(asked), text_of(asked.body, "markdown")
    verdict = _verdict(asked)
    with recording(asked.project):
        now = as_on_disk(asked.project, report, language_asked(asked))
        place = place_asked(asked, now)
        concepts = asked.snapshot.sources.concepts
        if place.version != asked.version:
            theirs = block_record(place, concepts, today())
            return Answer({"theirs": theirs, "yours": markdown}, _CONFLICT, place.version)
        try:
            changed = place.changed(markdown)
        except ContentError as problem:
            if problem.at and problem.at.file:
                raise
            return Answer({"problems": [problem_record(problem, markdown)]}, _MISTAKEN)
        new = place.with_change(changed)
        decided = _decided(new, verdict) if verdict else _Decided(new)
        file = place.translation.file
        changes = (Change(file.file, file.text, changed.text), *decided.changes)
        changes = tuple(one for one in changes if one.old != one.new)
        record = block_record(decided.place, concepts, today())
        write_changes(asked.project, changes)  # last of all: what has failed has written nothing
    told = {"files": [one.file for one in changes], "remarks": decided.remarks}
    return Answer({**record, **told}, version=decided.place.version)


def _verdict(asked: Asked) -> Verdict | None:
    """What somebody says of the words, where the request has it.

    Raises:
        ContentError: it is no status, or lacks the name of whoever answers for it.
    """
    said = asked.body.get("accept")
    if said is None:
        return None
    if not isinstance(said, Mapping):
        raise ContentError("“accept” is not a status and a name", at=Location(""))
    name = _text(said, "by").strip()
    if not name.isprintable():
        raise ContentError(
            "a name has no tabs or line ends in it", at=Location(""), hint="write it in one line"
        )
    if said.get("still_valid"):
        return Verdict(date=today(), still_valid=True)
    statuses = [one.value for one in Status if one is not Status.UNTRANSLATED]
    status = _text(said, "status") or Status.TRANSLATED.value
    if status not in statuses:
        raise ContentError(
            f"“{status}” is not a status that can be accepted",
            at=Location(""),
            hint=f"statuses are: {', '.join(statuses)}",
        )
    if Status(status).signed and not name:
        raise ContentError(
            f"somebody answers for what is {status}", at=Location(""), hint="write your name"
        )
    return Verdict(Status(status), name, today())


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key, "")
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class _Decided:
    """A place after a verdict: what it changes in the record's files, what the reader is told."""

    place: Place
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()


def _decided(place: Place, verdict: Verdict) -> _Decided:
    source = place.report.source
    folder = source.at.file.rpartition("/")[0]
    record = source.translation or TranslationRecord.empty(folder)
    state = _state(place)
    mistake = hindrance(state, verdict)
    if mistake:
        raise mistake
    line = accepted(state, verdict, record.file)
    new = tuple(files(place.report, record, [line]))
    before = {record.file: record.text, record.texts_file: record.texts_text}
    changes = tuple(Change(one.file, before[one.file], one.text) for one in new)
    written = _read_again(new)
    report = replace(place.report, source=replace(source, translation=written))
    return _Decided(replace(place, report=report), changes, tuple(_remarks(state, verdict)))


def _read_again(new: tuple[FileText, ...]) -> TranslationRecord:
    record, texts = new
    return read_record(record.text, texts.text, record.file, texts.file)


def _state(place: Place) -> BlockState:
    states = block_states(
        place.report.sections[SOURCE_LANGUAGE],
        place.report.sections[place.language],
        place.report.source.translation,
        place.language,
    )
    return next(state for state in states if state.source.id == place.source.id)


def _remarks(state: BlockState, verdict: Verdict) -> Iterable[str]:
    """Yield what whoever accepts a translation may not have meant."""
    before = state.acceptance
    if verdict.still_valid or before is None:
        return
    if state.stale and not state.edited:
        yield "unmended"
    if verdict.status.signed and before.by == verdict.by and not before.status.signed:
        yield "own"
