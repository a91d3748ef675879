"""All that is known of an entry: what it says, what others say of it, and where it is used."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from jdpublish.model import SOURCE_LANGUAGE, TITLE, BlockKind, Concept, Section
from jdpublish.report import Report
from jdpublish.termbase.usage.concordance import Usage, usages
from jdpublish.terms.entry import TRADITIONAL
from jdpublish.terms.together import current


@dataclass(frozen=True, slots=True)
class Chapter:
    """How often a term stands in a file of a report; `title` is the file's first heading."""

    name: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Use:
    """Where an entry is used in a report: every place, and how many there are in which file."""

    report: str
    chapters: tuple[Chapter, ...]
    usages: tuple[Usage, ...]

    @property
    def blocks(self) -> int:
        """How many blocks have the term."""
        return len({one.source.id for one in self.usages})


@dataclass(frozen=True, slots=True)
class Known:
    """An entry with all that is known of it.

    `traditional` holds the preferred term as each Traditional edition prints it. `others` are the
    entries that it names, by id. `named_by` are those that name it in `see`, `succeeds` the retired
    ones that it takes the place of. `uses` has one for each report that could be read.
    """

    concept: Concept
    traditional: Mapping[str, str] = field(hash=False)
    others: Mapping[str, Concept] = field(hash=False)
    named_by: tuple[Concept, ...]
    succeeds: tuple[Concept, ...]
    uses: tuple[Use, ...]


def known(concept: Concept, entries: tuple[Concept, ...], reports: tuple[Report, ...]) -> Known:
    """Return all that is known of one of these entries, with its places in these reports."""
    in_use = current(entries)
    names = {*concept.see, concept.successor}
    return Known(
        concept=concept,
        traditional=traditional(concept, in_use),
        others={one.id: one for one in entries if one.id in names},
        named_by=tuple(one for one in entries if concept.id in one.see),
        succeeds=tuple(one for one in entries if one.successor == concept.id),
        uses=tuple(_use(concept, report, in_use) for report in reports if not concept.retired),
    )


def traditional(concept: Concept, in_use: tuple[Concept, ...]) -> Mapping[str, str]:
    """Return an entry's Chinese term as each Traditional edition prints it.

    The entry's own Traditional terms and those of all others in use go before the dictionaries.
    """
    from jdpublish.script import converter  # noqa: PLC0415  OpenCC takes 60 ms

    term = concept.language(SOURCE_LANGUAGE).preferred
    others = tuple(one for one in in_use if one.id != concept.id)
    return {tag: converter(tag, (*others, concept))(term) for tag in TRADITIONAL}


def _use(concept: Concept, report: Report, in_use: tuple[Concept, ...]) -> Use:
    found = usages(report, in_use, frozenset({concept.id}))
    counted = Counter(one.source.id for one in found)
    chapters = (
        Chapter(section.name, _title(section), sum(counted[block.id] for block in section.blocks))
        for section in report.sections[SOURCE_LANGUAGE]
    )
    return Use(report.source.id, tuple(one for one in chapters if one.count), found)


def _title(section: Section) -> str:
    return next(
        (
            block.text
            for block in section.blocks
            if block.kind is BlockKind.HEADING and block.id != TITLE and block.depth == 1
        ),
        "",
    )
