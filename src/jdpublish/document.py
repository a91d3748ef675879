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
from jdpublish.keeping import Keep, fresh, gathered, settled
from jdpublish.model import SOURCE_LANGUAGE, Block, BlockKind, Section, Segment
from jdpublish.page import Document, convert_details, convert_words, edition_words
from jdpublish.printable import check_glyphs, check_links
from jdpublish.publication import Edition
from jdpublish.report import Report, title
from jdpublish.sources import Sources, Theme
from jdpublish.terms.entries import convert_entry, entries, occurrences
from jdpublish.typography import mark_han

_Value = TypeVar("_Value")


def document(  # noqa: PLR0913
    report: Report,
    edition: Edition,
    sources: Sources,
    *,
    others: tuple[Edition, ...],
    appendices: tuple[str, ...] = (),
    keep: Keep = fresh,
) -> Document:
    """Return what an edition prints, in its own language and script.

    `appendices` names what is printed on request: "corrections", the record of corrections.
    `keep` may know what was made of the sections that have not changed.

    Raises:
        ContentError: a link leads nowhere; or the report has no log of corrections to print, or
            one that does not account for every difference.
        GlyphError: no font of the theme can show one of its characters.
        ProjectError: the report's details or the theme's words lack the edition's language.
    """
    glossary = keep(Glossary.of, sources.concepts)
    originals = report.sections[SOURCE_LANGUAGE]
    words = keep(_words, sources.theme, edition.source)
    if edition.source == SOURCE_LANGUAGE:
        sections = annotate_source(originals, glossary, keep)
    else:
        translated = report.sections.get(edition.source, ())
        sections = _translated(originals, translated, words["untranslated"], keep)
        sections = annotate_target(sections, originals, glossary, edition.source, keep)
        sections = tuple(keep(_han_marked, section, keep) for section in sections)
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
            annotated(sections, keep),
            glossary.by_id,
            sections,
            language=edition.source,
            counts=occurrences(originals, glossary.terms, keep),
            keep=keep,
        ),
        words=words,
        images=report.source.images,
        editions=others,
        date=report.source.date,
    )
    if edition.conversion:
        found = _converted(found, sources, keep)
    if CORRECTIONS in appendices:
        found = replace(found, corrections=_corrections(report, found, sources))
    check_links(found, keep)
    check_glyphs(found, sources, report, keep)
    return replace(found, attached=attached(found, report.source, sources))


def _words(theme: Theme, language: str) -> dict[str, str]:
    return edition_words(_for_language(theme.words, language, theme.folder + "/words.toml"))


def _translated(
    originals: tuple[Section, ...],
    translated: tuple[Section, ...],
    placeholder: str,
    keep: Keep,
) -> tuple[Section, ...]:
    """Return the translation in the order of the source, with a word where a block is missing."""
    targets = {pair.source.id: pair.target for pair in pairs(originals, translated)}
    found = []
    for section in originals:
        own = keep(gathered, *(targets[block.id] for block in section.blocks))
        found.append(keep(_translation, section, own, placeholder, keep))
    return tuple(found)


def _translation(
    section: Section, targets: tuple[Block | None, ...], placeholder: str, keep: Keep
) -> Section:
    blocks = (
        settled(keep, _in_place_of(block, target, placeholder))
        for block, target in zip(section.blocks, targets, strict=True)
    )
    return replace(section, blocks=tuple(blocks))


def _han_marked(section: Section, keep: Keep) -> Section:
    return replace(section, blocks=tuple(keep(mark_han, block) for block in section.blocks))


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


def _conversion(edition: Edition, sources: Sources, keep: Keep) -> Callable[[str], str]:
    """Return what turns a text of the edition's language into its script."""
    if not edition.conversion:
        return str
    from jdpublish.script import converter  # noqa: PLC0415  OpenCC takes 60 ms

    return keep(converter, edition.conversion, sources.concepts)


def _converted(found: Document, sources: Sources, keep: Keep) -> Document:
    convert = _conversion(found.edition, sources, keep)
    by_text = _by_text(convert, keep)
    own = keep(_own_words, sources.theme, found.edition.id)
    return replace(
        found,
        sections=tuple(
            keep(_converted_section, section, convert, keep) for section in found.sections
        ),
        details=keep(convert_details, found.details, convert),
        entries={
            identity: convert_entry(entry, by_text) for identity, entry in found.entries.items()
        },
        words=keep(convert_words, found.words, convert) | own,
    )


def _converted_section(section: Section, convert: Callable[[str], str], keep: Keep) -> Section:
    from jdpublish.script import to_traditional  # noqa: PLC0415  as above

    by_text = _by_text(convert, keep)
    blocks = (settled(keep, to_traditional(block, by_text)) for block in section.blocks)
    return replace(section, blocks=tuple(blocks))


def _by_text(convert: Callable[[str], str], keep: Keep) -> Callable[[str], str]:
    return lambda text: keep(convert, text)


def _own_words(theme: Theme, tag: str) -> dict[str, str]:
    return edition_words(theme.own_words(tag))


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
        convert=_conversion(found.edition, sources, fresh),
    )


def _without_notes(sections: tuple[Section, ...]) -> tuple[Block, ...]:
    blocks = (block for section in sections for block in section.blocks)
    return tuple(block for block in blocks if block.kind is not BlockKind.NOTE)
