"""Sources → finished files: pure, in the order a report passes through it.

parse ► align ► annotate ► convert ► page ► output. Nothing here touches the disk or the clock.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from typing import Any, TypeVar

from jdpublish.align import pairs, surplus
from jdpublish.annotate import Glossary, annotate_source, annotate_target, annotated
from jdpublish.editions import EDITIONS
from jdpublish.errors import ContentError, Location, ProjectError
from jdpublish.ids import same_shape, with_ids, written
from jdpublish.model import (
    SOURCE_LANGUAGE,
    Artifact,
    Block,
    BlockKind,
    Edition,
    Finding,
    Mark,
    MarkKind,
    Section,
    Segment,
    Severity,
)
from jdpublish.outputs import OUTPUTS
from jdpublish.outputs.index import Listing, index_page
from jdpublish.page import (
    TITLE,
    Document,
    convert_details,
    convert_entry,
    convert_words,
    entries,
    occurrences,
)
from jdpublish.parse import check_unique, parse
from jdpublish.sources import Details, ReportSource, Sources
from jdpublish.stylesheet import check_coverage

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Report:
    """A report, parsed: its sections by language, every block with an id."""

    source: ReportSource
    sections: dict[str, tuple[Section, ...]] = field(hash=False)


def parsed(source: ReportSource) -> Report:
    """Return a report with its files read as blocks.

    Raises:
        ContentError: a file cannot be read, or the report has no title block.
    """
    sections = {}
    for language, files in source.files.items():
        read = tuple(
            parse(file.name, file.text, file=file.file, language=language) for file in files
        )
        check_unique(read)
        sections[language] = read
    sections[SOURCE_LANGUAGE] = with_ids(sections.get(SOURCE_LANGUAGE, ()))
    _check_title(source, sections[SOURCE_LANGUAGE])
    _check_images(source, sections)
    return Report(source, sections)


def _check_title(source: ReportSource, sections: tuple[Section, ...]) -> None:
    if not sections:
        raise ContentError(
            f"the report “{source.id}” has no text",
            at=source.at,
            hint=f"put the Chinese into {SOURCE_LANGUAGE}/00-overview.md beside it",
        )
    if not any(block.id == TITLE for section in sections for block in section.blocks):
        raise ContentError(
            "the report has no title",
            at=sections[0].blocks[0].at,
            hint="begin the first file with a heading whose id is title: `# 标题 {#title}`",
        )


def _check_images(source: ReportSource, sections: Mapping[str, tuple[Section, ...]]) -> None:
    for segment, mark in _marks(chain.from_iterable(sections.values()), MarkKind.IMAGE):
        if mark.value not in source.images:
            raise ContentError(
                f"there is no image “{mark.value}” in the report's folder",
                at=segment.locate(mark.start),
                hint=f"put it beside {source.at.file} and write its path from there;"
                " images from elsewhere are not fetched",
            )


def _marks(sections: Iterable[Section], kind: MarkKind) -> Iterator[tuple[Segment, Mark]]:
    for section in sections:
        for block in section.blocks:
            for segment in block.segments:
                yield from ((segment, mark) for mark in segment.marks if mark.kind is kind)


def chosen(sources: Sources, names: tuple[str, ...]) -> tuple[ReportSource, ...]:
    """Return the reports with these ids, or all of them where none is named.

    Raises:
        ProjectError: an id is not a report's.
    """
    known = {report.id: report for report in sources.reports}
    for name in names:
        if name not in known:
            raise ProjectError(
                f"there is no report “{name}”", hint=f"reports are: {', '.join(known)}"
            )
    return tuple(report for report in sources.reports if report.id in (names or known))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file whose blocks get ids: its new text, these blocks, and those that stay without."""

    file: str
    text: str
    blocks: tuple[Block, ...]
    unknown: tuple[Block, ...] = ()


def proposed_ids(report: Report) -> Iterator[Proposal]:
    """Yield the files that have blocks without an id, with the ids proposed for them."""
    originals = {section.name: section for section in report.sections[SOURCE_LANGUAGE]}
    for language, files in report.source.files.items():
        sections = {section.name: section for section in report.sections[language]}
        for file in files:
            section, original = sections[file.name], originals.get(file.name)
            without = tuple(block for block in section.blocks if block.provisional)
            if not without:
                continue
            if original is not None and same_shape(original, section):
                ids = (block.id for block in original.blocks)
                named = tuple(
                    replace(block, id=identity)
                    for block, identity in zip(section.blocks, ids, strict=True)
                    if block.provisional
                )
                yield Proposal(file.file, written(file.text, named), named)
            else:
                yield Proposal(file.file, file.text, (), without)


def review(report: Report) -> Iterator[Finding]:
    """Yield what a person should look at before a report is published."""
    originals = report.sections[SOURCE_LANGUAGE]
    for section in originals:
        for block in section.blocks:
            if block.provisional:
                yield Finding(
                    "provisional-id",
                    Severity.WARNING,
                    block.at,
                    f"this block has no id; it is called “{block.id}” until one is written",
                    "run `jdpublish ids --write`",
                    block.id,
                )
    for language, sections in report.sections.items():
        yield from _calls_without_note(sections)
        if language != SOURCE_LANGUAGE:
            yield from _unfinished(originals, sections, language)


_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def _calls_without_note(sections: tuple[Section, ...]) -> Iterator[Finding]:
    """A call whose note is not defined in the same file is no call, and printed as it stands."""
    for section in sections:
        for block in section.blocks:
            for segment in block.segments:
                for found in _CALL.finditer(segment.text):
                    yield Finding(
                        "note-missing",
                        Severity.WARNING,
                        segment.locate(found.start()),
                        f"the note “{found[1]}” is called here and not written in this file",
                        f"write it in a line of its own: [^{found[1]}]: …",
                        block.id,
                    )


def _unfinished(
    originals: tuple[Section, ...], sections: tuple[Section, ...], language: str
) -> Iterator[Finding]:
    for pair in pairs(originals, sections):
        if pair.target is None:
            yield Finding(
                "untranslated",
                Severity.WARNING,
                pair.source.at,
                f"block “{pair.source.id}” is not in {language} yet",
                f"add it to the same file in {language}/, {_how(pair.source)}",
                pair.source.id,
            )
    for block in surplus(originals, sections):
        name = f"block “{block.id}”" if block.id else "a block without an id"
        yield Finding(
            "surplus",
            Severity.WARNING,
            block.at,
            f"{name} translates nothing and is not printed",
            "give it the id of the Chinese block it translates, or delete it",
            block.id,
        )


def _how(block: Block) -> str:
    if block.kind is BlockKind.NOTE:
        return f"in a line of its own: [^{block.id}]: …"
    return f"with {{#{block.id}}} at its end"


def editions(wanted: tuple[str, ...]) -> tuple[Edition, ...]:
    """Return the editions with these ids, in the order in which they are declared.

    Raises:
        ProjectError: an id is not an edition's.
    """
    known = {edition.id: edition for edition in EDITIONS}
    for identity in wanted:
        if identity not in known:
            raise ProjectError(
                f"there is no edition “{identity}”", hint=f"editions are: {', '.join(known)}"
            )
    return tuple(edition for edition in EDITIONS if edition.id in wanted)


def document(
    report: Report, edition: Edition, sources: Sources, *, others: tuple[Edition, ...]
) -> Document:
    """Return what an edition prints, in its own language and script.

    Raises:
        GlyphError: no font of the theme can show one of its characters.
        ProjectError: the report's details or the theme's words lack the edition's language.
    """
    glossary = Glossary.of(sources.concepts)
    originals = report.sections[SOURCE_LANGUAGE]
    words = _for_language(sources.theme.words, edition.source, sources.theme.folder + "/words.toml")
    sections = originals
    if edition.source != SOURCE_LANGUAGE:
        translated = report.sections.get(edition.source, ())
        sections = _translated(originals, translated, words["untranslated"])
        sections = annotate_target(sections, originals, glossary, edition.source)
    else:
        sections = annotate_source(sections, glossary)
    other = "en" if edition.source == SOURCE_LANGUAGE else SOURCE_LANGUAGE
    found = Document(
        report=report.source.id,
        year=report.source.year,
        version=report.source.version,
        edition=edition,
        sections=sections,
        details=_for_language(report.source.details, edition.source, report.source.at.file),
        other_title=_title(report, other),
        other_language=other,
        entries=entries(
            annotated(sections),
            glossary.by_id,
            sections,
            language=edition.source,
            counts=occurrences(originals, glossary.terms),
        ),
        words=words,
        images=report.source.images,
        editions=others,
    )
    if edition.conversion:
        found = _converted(found, sources)
    _check_links(found)
    _check_glyphs(found, sources, report.source)
    return found


def _translated(
    originals: tuple[Section, ...], translated: tuple[Section, ...], placeholder: str
) -> tuple[Section, ...]:
    """Return the translation in the order of the source, with a word where a block is missing."""
    targets = {pair.source.id: pair.target for pair in pairs(originals, translated)}
    return tuple(
        replace(
            section,
            blocks=tuple(
                targets[block.id] or _missing(block, placeholder) for block in section.blocks
            ),
        )
        for section in originals
    )


def _missing(block: Block, placeholder: str) -> Block:
    segments = tuple(Segment(placeholder, segment.at) for segment in block.segments)
    return replace(block, segments=segments, missing=True)


def _title(report: Report, language: str) -> str:
    sections = report.sections.get(language, ())
    titles = (block.text for section in sections for block in section.blocks if block.id == TITLE)
    return next(titles, "")


def _for_language(values: Mapping[str, _Value], language: str, file: str) -> _Value:
    try:
        return values[language]
    except KeyError as problem:
        raise ProjectError(
            f"there is no [{language}] here",
            at=Location(file),
            hint="copy the table of another language and translate it",
        ) from problem


def _converted(found: Document, sources: Sources) -> Document:
    from jdpublish.script import converter, to_traditional  # noqa: PLC0415  OpenCC takes 60 ms

    convert = converter(found.edition.conversion, sources.concepts)
    return replace(
        found,
        sections=tuple(
            replace(
                section, blocks=tuple(to_traditional(block, convert) for block in section.blocks)
            )
            for section in found.sections
        ),
        details=convert_details(found.details, convert),
        entries={
            identity: convert_entry(entry, convert) for identity, entry in found.entries.items()
        },
        words=convert_words(found.words, convert),
    )


def _check_links(found: Document) -> None:
    targets = {block.id for block in found.blocks} | {f"term-{term}" for term in found.entries}
    for segment, mark in _marks(found.sections, MarkKind.LINK):
        if mark.value.startswith("#") and mark.value[1:] not in targets:
            raise ContentError(
                f"nothing in {found.edition.id} is called “{mark.value[1:]}”",
                at=segment.locate(mark.start),
                hint="a link within the report leads to a block's id such as #p12, or to a concept"
                " that is explained, such as #term-two-new-programs",
            )


def _check_glyphs(found: Document, sources: Sources, source: ReportSource) -> None:
    segments = [segment for block in found.blocks for segment in block.segments]
    texts: list[tuple[str, Callable[[int], Location]]] = [
        (segment.text, segment.locate) for segment in segments
    ]
    places = {concept.id: concept.at for concept in sources.concepts}
    for entry in found.entries.values():
        words = entry.han + entry.pinyin + entry.english + entry.definition
        texts.append((words, _at(places[entry.id])))
    details = source.places.get(found.edition.source, source.at)
    own = "".join(getattr(found.details, name) for name in Details.__dataclass_fields__)
    texts.append((own, _at(details)))
    check_coverage(sources.theme, found.edition.locale, texts)


def _at(place: Location) -> Callable[[int], Location]:
    return lambda _: place


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make."""

    report: Report
    edition: Edition
    format: str
    others: tuple[Edition, ...]


def tasks(
    reports: tuple[Report, ...],
    wanted: tuple[str, ...],
    formats: tuple[str, ...],
    manifests: Mapping[str, bytes],
) -> tuple[Task, ...]:
    """Return what there is to make, the slowest first.

    A page's language switch names what is made now and what the report's manifest lists.
    """
    chosen = editions(wanted)
    slow_first = sorted(chosen, key=lambda edition: edition.source == SOURCE_LANGUAGE)
    return tuple(
        Task(report, edition, name, _switch(wanted, manifests.get(report.source.id)))
        for name in reversed(OUTPUTS)
        if name in formats
        for report in reports
        for edition in slow_first
    )


def _switch(wanted: tuple[str, ...], manifest: bytes | None) -> tuple[Edition, ...]:
    there = {row["edition"] for row in manifest_rows(manifest) if row["format"] == "html"}
    return tuple(edition for edition in EDITIONS if edition.id in there.union(wanted))


def perform(task: Task, sources: Sources) -> Artifact:
    """Return one finished file."""
    found = document(task.report, task.edition, sources, others=task.others)
    return OUTPUTS[task.format](found, sources.theme)


def manifest(
    report: str, artifacts: tuple[Artifact, ...], previous: bytes | None = None
) -> Artifact:
    """Return the list of a report's files with their sizes and SHA-256 sums.

    `previous` is the manifest so far: what it lists of files that were not made now stays listed.
    """
    rows = {row["path"]: row for row in manifest_rows(previous)}
    for artifact in artifacts:
        path = artifact.path.removeprefix(f"{report}/")
        rows[path] = {
            "edition": artifact.edition,
            "format": artifact.format,
            "path": path,
            "bytes": len(artifact.content),
            "sha256": sha256(artifact.content).hexdigest(),
            **({"pages": artifact.pages} if artifact.pages is not None else {}),
        }
    listed = [rows[path] for path in sorted(rows)]
    text = json.dumps({"report": report, "artifacts": listed}, ensure_ascii=False, indent=2)
    return Artifact(f"{report}/manifest.json", (text + "\n").encode())


def manifest_rows(content: bytes | None) -> list[dict[str, Any]]:
    """Return the rows of a manifest; none of one that is absent or cannot be read."""
    try:
        rows = json.loads(content or b"{}").get("artifacts", [])
        return [row for row in rows if {"path", "edition", "format"} <= row.keys()]
    except (ValueError, AttributeError):
        return []


def index(sources: Sources, reports: tuple[Report, ...], manifests: dict[str, bytes]) -> Artifact:
    """Return the page that lists every report and the editions of it that are there."""
    return index_page(
        sources.theme,
        tuple(
            Listing(
                id=report.source.id,
                year=report.source.year,
                titles={
                    language: (title, report.source.details[language].body)
                    for language in report.source.details
                    if (title := _title(report, language))
                },
                files=manifest_rows(manifests[report.source.id]),
            )
            for report in reports
            if report.source.id in manifests
        ),
    )
