"""What an edition must be to be printed: its links lead somewhere, its characters have glyphs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from jdpublish.annotate import Glossary
from jdpublish.errors import ContentError, Location
from jdpublish.keeping import Keep
from jdpublish.model import TITLE, BlockKind, Mark, MarkKind, Section, Segment
from jdpublish.page import Document
from jdpublish.report import Report, marks
from jdpublish.sources import Details, Sources
from jdpublish.stylesheet import Coverage

_OUTWARD = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class _Links:
    """What stands in a section to be linked to, and its own links."""

    ids: frozenset[str]
    notes: frozenset[str]
    called: frozenset[str]
    links: tuple[tuple[Segment, Mark], ...]


def _links(section: Section) -> _Links:
    kinds = {block.id: block.kind for block in section.blocks}
    notes = frozenset(one for one, kind in kinds.items() if kind is BlockKind.NOTE)
    called = frozenset(mark.value for _, mark in marks((section,), MarkKind.NOTE))
    return _Links(frozenset(kinds) - notes, notes, called, tuple(marks((section,), MarkKind.LINK)))


def _targets(found: Document, parts: list[_Links]) -> set[str]:
    """Return the ids that stand in the edition: a note that nothing calls is not printed."""
    notes = frozenset[str]().union(*(part.notes for part in parts))
    called = frozenset[str]().union(*(part.called for part in parts))
    ids = set[str]().union(*(part.ids for part in parts), notes & called)
    return ids | {f"term-{term}" for term in found.entries}


def check_links(found: Document, keep: Keep) -> None:
    """Make sure that every link of an edition leads somewhere.

    Raises:
        ContentError: one does not.
    """
    parts = [keep(_links, section) for section in found.sections]
    targets = _targets(found, parts)
    for segment, mark in chain.from_iterable(part.links for part in parts):
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


def check_glyphs(found: Document, sources: Sources, report: Report, keep: Keep) -> None:
    """Make sure that the theme's fonts can show every character of an edition.

    Raises:
        GlyphError: at the first that they cannot.
    """
    coverage = keep(Coverage.of, sources.theme, found.edition.locale)
    for section in found.sections:
        keep(_check_section, section, coverage)
    coverage.check(_beside_the_text(found, report, keep(Glossary.of, sources.concepts)))
    if found.edition.conversion:  # as they are, the theme's words have been checked with the theme
        words = "".join(found.words.values())
        coverage.check([(words, _at(Location(f"{sources.theme.folder}/words.toml")))])


def _check_section(section: Section, coverage: Coverage) -> None:
    coverage.check(
        (segment.text, segment.locate) for block in section.blocks for segment in block.segments
    )


def _beside_the_text(
    found: Document, report: Report, glossary: Glossary
) -> Iterator[tuple[str, Callable[[int], Location]]]:
    """Yield what an edition shows besides its sections, with the places."""
    for section in report.sections.get(found.other_language, ()):
        for block in section.blocks:
            if block.id == TITLE:
                yield block.segment.text, block.segment.locate
    for entry in found.entries.values():
        words = entry.han + entry.pinyin + entry.english + entry.definition
        yield words, _at(glossary.by_id[entry.id].at)
    for one in found.corrections:
        passages = (one.received, one.printed)
        words = "".join(part.before + part.words + part.after for part in passages) + one.reason
        yield words, _at(one.at)
    own = "".join(getattr(found.details, name) for name in Details.__dataclass_fields__)
    yield own, _at(report.source.places.get(found.edition.source, report.source.at))


def _at(place: Location) -> Callable[[int], Location]:
    return lambda _: place
