"""A report as it is on the disk now, which may be newer than what the page shows."""

import contextlib
from dataclasses import replace

from jdpublish.errors import ContentError, JdpublishError
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.parse import parse
from jdpublish.preview.desk.translation.place import Text, texts_of, with_texts
from jdpublish.report import Report
from jdpublish.translation.record import TranslationRecord, read_record
from jdpublish.workspace import Project, read_text, text_if_there


def as_on_disk(project: Project, report: Report, language: str) -> Report:
    """Return a report with its Chinese, a translation and their record as they are on the disk.

    Only files that have changed since it was read are read as blocks again.

    Raises:
        JdpublishError: one of them cannot be read.
    """
    for tag in (SOURCE_LANGUAGE, language):
        texts = tuple(_text_now(project, one, tag) for one in texts_of(report, tag))
        report = with_texts(report, tag, texts)
    return _with_record(report, _record_now(project, report))


def as_far_as_readable(project: Project, report: Report, language: str) -> Report:
    """Return the same for looking at it: what cannot be read now is as the page shows it."""
    for tag in (SOURCE_LANGUAGE, language):
        texts = tuple(_text_now_or_shown(project, one, tag) for one in texts_of(report, tag))
        report = with_texts(report, tag, texts)
    with contextlib.suppress(JdpublishError):
        return _with_record(report, _record_now(project, report))
    return report


def _text_now(project: Project, text: Text, language: str) -> Text:
    file = text.file
    now = read_text(project.root / file.file, project.root, ContentError)
    if now == file.text:
        return text
    section = parse(file.name, now, file=file.file, language=language)
    return Text(replace(file, text=now), section)


def _text_now_or_shown(project: Project, text: Text, language: str) -> Text:
    with contextlib.suppress(JdpublishError):
        return _text_now(project, text, language)
    return text


def _record_now(project: Project, report: Report) -> TranslationRecord | None:
    record = report.source.translation
    if record is None:
        record = TranslationRecord.empty(report.source.at.file.rpartition("/")[0])
    line_text, texts_text = (
        text_if_there(project.root / file, project.root, ContentError)
        for file in (record.file, record.texts_file)
    )
    if not line_text and not texts_text:
        return None
    return read_record(line_text, texts_text, record.file, record.texts_file)


def _with_record(report: Report, record: TranslationRecord | None) -> Report:
    return replace(report, source=replace(report.source, translation=record))
