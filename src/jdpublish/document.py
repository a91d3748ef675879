"""A report → what one edition prints: translated, annotated, converted, checked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from jdpublish.align import pairs
from jdpublish.annotate import Glossary, annotate_source, annotate_target, annotated
from jdpublish.attached import attached
from jdpublish.collation import PrintedCorrection, printed_corrections
from jdpublish.corrections import CORRECTIONS
from jdpublish.errors import ContentError, Location, ProjectError
from jdpublish.model import SOURCE_LANGUAGE, TITLE, Block, BlockKind, MarkKind, Section, Segment
from jdpublish.page import Document, convert_details, convert_words, edition_words
from jdpublish.publication import Edition
from jdpublish.report import Report, marks, title
from jdpublish.sources import Details, Sources
from jdpublish.stylesheet import check_coverage
from jdpublish.terms.entries import convert_entry, entries, occurrences
from jdpublish.typography import mark_han

_Value = TypeVar("_Value")


def document(
    report: Report,
    edition: Edition,
    sources: Sources,
    *,
    others: tuple[Edition, ...],
    appendices: tuple[str, ...] = (),
) -> Document:
    """Return what an edition prints, in its own language and script.

    `appendices` names what is printed on request: "corrections", the record of corrections.

    Raises:
        ContentError: a link leads nowhere; or the report has no log of corrections to print, or
            one that does not account for every difference.
        GlyphError: no font of the theme can show one of its characters.
        ProjectError: the report's details or the theme's words lack the edition's language.
    """
    glossary = Glossary.of(sources.concepts)
    originals = report.sections[SOURCE_LANGUAGE]
    words = edition_words(
        _for_language(sources.theme.words, edition.source, sources.theme.folder + "/words.toml")
    )
    sections = originals
    if edition.source != SOURCE_LANGUAGE:
        translated = report.sections.get(edition.source, ())
        sections = _translated(originals, translated, words["untranslated"])
        sections = annotate_target(sections, originals, glossary, edition.source)
        sections = tuple(
            replace(section, blocks=tuple(map(mark_han, section.blocks))) for section in sections
        )
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
        other_title=title(report, other),
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
        date=report.source.date,
    )
    if edition.conversion:
        found = _converted(found, sources)
    if CORRECTIONS in appendices:
        found = replace(found, corrections=_corrections(report, found, sources))
    _check_links(found)
    _check_glyphs(found, sources, report)
    return replace(found, attached=attached(found, report.source, sources))


def _translated(
    originals: tuple[Section, ...], translated: tuple[Section, ...], placeholder: str
) -> tuple[Section, ...]:
    """Return the translation in the order of the source, with a word where a block is missing."""
    targets = {pair.source.id: pair.target for pair in pairs(originals, translated)}
    return tuple(
        replace(
            section,
            blocks=tuple(
                _in_place_of(block, targets[block.id], placeholder) for block in section.blocks
            ),
        )
        for section in originals
    )


def _in_place_of(block: Block, target: Block | None, placeholder: str) -> Block:
    """Return the translation, with its item's number in the source, or what says it is missing."""
    if target and block.ordered and target.ordered:
        return replace(target, number=block.number)
    return target or _missing(block, placeholder)


def _missing(block: Block, placeholder: str) -> Block:
    segments = tuple(Segment(placeholder, segment.at) for segment in block.segments)
    return replace(block, segments=segments, missing=True)


def _for_language(values: Mapping[str, _Value], language: str, file: str) -> _Value:
    try:
        return values[language]
    except KeyError as problem:
        raise ProjectError(
            f"there is no [{language}] here",
            at=Location(file),
            hint="copy the table of another language and translate it",
        ) from problem


def _conversion(found: Document, sources: Sources) -> Callable[[str], str]:
    """Return what turns a text of the edition's language into its script."""
    if not found.edition.conversion:
        return str
    from jdpublish.script import converter  # noqa: PLC0415  OpenCC takes 60 ms

    return converter(found.edition.conversion, sources.concepts)


def _converted(found: Document, sources: Sources) -> Document:
    from jdpublish.script import to_traditional  # noqa: PLC0415  as above

    convert = _conversion(found, sources)
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
        words=convert_words(found.words, convert)
        | edition_words(sources.theme.own_words(found.edition.id)),
    )


def _corrections(
    report: Report, found: Document, sources: Sources
) -> tuple[PrintedCorrection, ...]:
    """Return the log of corrections as an edition prints it."""
    if report.source.corrections is None:
        raise ContentError(
            f"the report “{report.source.id}” has no log of corrections",
            at=report.source.at,
            hint="put the text as received into source/received.txt beside it, and every change to"
            " it into source/corrections.tsv",
        )
    originals = _without_notes(report.sections[SOURCE_LANGUAGE])
    chinese = found.edition.source == SOURCE_LANGUAGE
    return printed_corrections(
        report.source.corrections,
        originals,
        _without_notes(found.sections) if chinese else originals,
        language=found.edition.source,
        convert=_conversion(found, sources),
    )


def _without_notes(sections: tuple[Section, ...]) -> tuple[Block, ...]:
    blocks = (block for section in sections for block in section.blocks)
    return tuple(block for block in blocks if block.kind is not BlockKind.NOTE)


_OUTWARD = ("http://", "https://", "mailto:")


def _targets(found: Document) -> set[str]:
    """Return the ids that stand in the edition: a note that nothing calls is not printed."""
    called = {mark.value for _, mark in marks(found.sections, MarkKind.NOTE)}
    blocks = (
        block.id for block in found.blocks if block.kind is not BlockKind.NOTE or block.id in called
    )
    return {*blocks, *(f"term-{term}" for term in found.entries)}


def _check_links(found: Document) -> None:
    targets = _targets(found)
    for segment, mark in marks(found.sections, MarkKind.LINK):
        if not mark.value.lower().startswith(("#", *_OUTWARD)):
            raise ContentError(
                f"the link’s target “{mark.value}” is no address a reader can follow"
                if mark.value
                else "this link has no target",
                at=segment.locate(mark.start),
                hint="write a whole address that begins with https://, http:// or mailto:,"
                " or # and a block's id, such as #p12",
            )
        if mark.value.startswith("#") and mark.value[1:] not in targets:
            raise ContentError(
                f"nothing in {found.edition.id} is called “{mark.value[1:]}”",
                at=segment.locate(mark.start),
                hint="a link within the report leads to a block's id such as #p12, or to a concept"
                " that is explained, such as #term-two-new-programs",
            )


def _check_glyphs(found: Document, sources: Sources, report: Report) -> None:
    source, others = report.source, report.sections.get(found.other_language, ())
    segments = [segment for block in found.blocks for segment in block.segments]
    segments += [
        block.segment for section in others for block in section.blocks if block.id == TITLE
    ]
    texts: list[tuple[str, Callable[[int], Location]]] = [
        (segment.text, segment.locate) for segment in segments
    ]
    places = {concept.id: concept.at for concept in sources.concepts}
    for entry in found.entries.values():
        words = entry.han + entry.pinyin + entry.english + entry.definition
        texts.append((words, _at(places[entry.id])))
    for one in found.corrections:
        passages = (one.received, one.printed)
        words = "".join(part.before + part.words + part.after for part in passages) + one.reason
        texts.append((words, _at(one.at)))
    details = source.places.get(found.edition.source, source.at)
    own = "".join(getattr(found.details, name) for name in Details.__dataclass_fields__)
    texts.append((own, _at(details)))
    if found.edition.conversion:  # as they are, the theme's words have been checked with the theme
        words = "".join(found.words.values())
        texts.append((words, _at(Location(f"{sources.theme.folder}/words.toml"))))
    check_coverage(sources.theme, found.edition.locale, texts)


def _at(place: Location) -> Callable[[int], Location]:
    return lambda _: place
