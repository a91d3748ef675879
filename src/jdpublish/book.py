"""The glossary → what is printed of it as a book: chosen, converted, sorted, checked."""

import datetime as dt
from collections.abc import Callable, Iterator

from jdpublish.editions import EDITIONS
from jdpublish.errors import Location, ProjectError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.sources import SourceFile, Sources
from jdpublish.stylesheet import check_coverage
from jdpublish.termbase.entry.domains import domains as known_domains
from jdpublish.termbase.lookup.filtering import one_of
from jdpublish.terms.book import Book, Convert, Headword, by_pinyin, english_index, headwords


def book(
    sources: Sources,
    *,
    today: dt.date,
    domains: tuple[str, ...] = (),
    retired: bool = False,
    read: Callable[[str], str] = str,
) -> Book:
    """Return the glossary as a book, or the part of it that belongs to some domains.

    Its date is that of the newest change that its entries know of; where none knows of any, it is
    `today`. `read` proposes the pinyin by which an entry is sorted that has none.

    Raises:
        GlossaryError: the glossary has no such domain.
        GlyphError: no font of the theme can show one of its characters.
        ProjectError: it has no entry to print.
    """
    known = known_domains((*sources.concepts, *sources.retired))
    wanted = tuple(one_of(domain, known, "domain") for domain in domains)
    chosen = _of_domains(sources.concepts, wanted)
    unused = _of_domains(sources.retired, wanted) if retired else ()
    if not chosen and not unused:
        raise ProjectError(
            "the glossary has no entry to print", hint="add one first: `jdpublish glossary add`"
        )
    everything = {concept.id: concept for concept in (*sources.concepts, *sources.retired)}
    conversions = dict(_conversions(sources))
    both = headwords((*chosen, *unused), everything, conversions, read)
    _check_glyphs(sources, (*chosen, *unused), both)
    no_longer = {concept.id for concept in unused}
    entries = tuple(entry for entry in both if entry.id not in no_longer)
    return Book(
        date=max(_changes((*chosen, *unused)), default=today),
        chinese=by_pinyin(entries),
        english=english_index(entries),
        retired=tuple(entry for entry in both if entry.id in no_longer),
        subjects=tuple(sorted({entry.subject for entry in entries if entry.subject})),
        partial=bool(domains),
        issuers=_issuers(sources),
    )


def files(sources: Sources, book: Book) -> tuple[SourceFile, ...]:
    """Return the files of the glossary in which a book's entries stand."""
    printed = {entry.id for entry in (*book.entries, *book.retired)}
    concepts = (*sources.concepts, *sources.retired)
    places = {concept.at.file for concept in concepts if concept.id in printed}
    return tuple(file for file in sources.glossary_files if file.file in places)


def _of_domains(concepts: tuple[Concept, ...], domains: tuple[str, ...]) -> tuple[Concept, ...]:
    return tuple(concept for concept in concepts if not domains or concept.subject in domains)


def _changes(concepts: tuple[Concept, ...]) -> Iterator[dt.date]:
    for concept in concepts:
        for change in (concept.created, concept.modified):
            if change:
                yield change.date


def _conversions(sources: Sources) -> Iterator[tuple[str, Convert]]:
    """Yield the scripts of the Traditional editions that the project publishes."""
    for edition in EDITIONS:
        if edition.conversion and edition.id in sources.editions:
            from jdpublish.script import converter  # noqa: PLC0415  OpenCC takes 60 ms

            yield edition.id, converter(edition.conversion, sources.concepts)


def _issuers(sources: Sources) -> tuple[tuple[str, str], ...]:
    """Return whose reports the glossary serves, by language, as the latest of them says."""
    latest = max(sources.reports, key=lambda report: (report.year, report.id), default=None)
    details = latest.details if latest else {}
    return tuple((tag, details[tag].body) for tag in (SOURCE_LANGUAGE, "en") if tag in details)


def _check_glyphs(
    sources: Sources, concepts: tuple[Concept, ...], entries: tuple[Headword, ...]
) -> None:
    """Make sure that the fonts have every character of the entries; their place is the entry."""
    traditional = {entry.id: "".join(form for _, form in entry.traditional) for entry in entries}

    def place(at: Location) -> Callable[[int], Location]:
        return lambda _: at

    texts = (
        (text, place(concept.at))
        for concept in concepts
        for text in (*_texts(concept), traditional[concept.id])
    )
    check_coverage(sources.theme, SOURCE_LANGUAGE, texts)


def _texts(concept: Concept) -> Iterator[str]:
    yield f"{concept.subject}{concept.reason}"
    for section in concept.languages.values():
        yield from (f"{term.text}{term.reason}" for term in section.terms)
        yield from (section.first, section.pinyin, section.definition)
