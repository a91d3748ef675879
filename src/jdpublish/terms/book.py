"""The glossary as a book: its entries by pinyin, and an index of their English from A to Z."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from jdpublish.model import SOURCE_LANGUAGE, Concept, Term
from jdpublish.terms.ordering import (
    FIGURES,
    Syllable,
    english_key,
    english_letter,
    initials,
    pinyin_key,
    pinyin_letter,
    plain_letters,
    typed,
)

Convert = Callable[[str], str]

FOLDER = "glossary"
"""Of the finished book, below the output folder; no report can be called so beside it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry to which another refers; `printed` says whether the book has it."""

    id: str
    han: str
    english: str
    printed: bool


@dataclass(frozen=True, slots=True)
class Headword:
    """An entry as the book prints it.

    `traditional` holds its term in the scripts of the Traditional editions, as pairs of tag and
    term, each where it differs from the one before. `sought` holds what may be typed to find it:
    every form without capitals, accents, tones and spaces; `initials` are those of its syllables.
    A retired entry has a `reason`, and perhaps a `successor`.
    """

    id: str
    han: str
    traditional: tuple[tuple[str, str], ...]
    pinyin: str
    han_first: str
    han_admitted: tuple[str, ...]
    han_deprecated: tuple[Term, ...]
    han_definition: str
    english: str
    english_first: str
    english_admitted: tuple[str, ...]
    english_deprecated: tuple[Term, ...]
    english_definition: str
    subject: str
    proposed: bool
    see: tuple[Reference, ...]
    reason: str
    successor: Reference | None
    sought: tuple[str, ...]
    initials: str
    letter: str
    order: tuple[Syllable, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """An English form in the index, and the entry it leads to; `see` is true of an admitted one."""

    form: str
    entry: Headword
    see: bool

    @property
    def letter(self) -> str:
        """The heading under which it stands."""
        return english_letter(self.form)


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries, or the lines of the index, that begin with a letter; `id` is good for a link."""

    name: str
    id: str
    entries: tuple[Headword, ...] = ()
    lines: tuple[IndexLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The glossary to be consulted without any report.

    `date` is the day of its newest change; `subjects` are its domains; `retired` is empty unless
    it is asked for. `partial` is true where only some domains are in it. `issuers` says by language
    whose glossary it is, as the latest report does; `pdf` is the name of the PDF that a web page
    can lead to, if any.
    """

    date: dt.date
    chinese: tuple[Letter, ...]
    english: tuple[Letter, ...]
    retired: tuple[Headword, ...] = ()
    subjects: tuple[str, ...] = ()
    partial: bool = False
    issuers: tuple[tuple[str, str], ...] = ()
    pdf: str = ""

    @property
    def entries(self) -> tuple[Headword, ...]:
        """The entries in use, by pinyin."""
        return tuple(entry for letter in self.chinese for entry in letter.entries)

    @property
    def proposed(self) -> int:
        """How many entries have yet to be approved."""
        return sum(entry.proposed for entry in self.entries)


def file_name(suffix: str) -> str:
    """Return the name of the glossary's PDF on a sheet; `suffix` is the sheet's."""
    return f"glossary{suffix}.pdf"


def headwords(
    concepts: tuple[Concept, ...],
    everything: Mapping[str, Concept],
    conversions: Mapping[str, Convert],
    read: Callable[[str], str],
) -> tuple[Headword, ...]:
    """Return entries as the book prints them, by pinyin.

    `everything` holds all entries of the glossary by id, for references; `conversions` the scripts
    in which terms are shown besides their own; `read` proposes the pinyin by which an entry is
    sorted that has none.
    """
    printed = {concept.id for concept in concepts}

    def reference(identity: str) -> Reference:
        concept = everything[identity]
        chinese, english = concept.language(SOURCE_LANGUAGE), concept.language("en")
        return Reference(identity, chinese.preferred, english.preferred, identity in printed)

    found = (_headword(concept, reference, conversions, read) for concept in concepts)
    return tuple(sorted(found, key=lambda entry: (entry.order, entry.id)))


def _headword(
    concept: Concept,
    reference: Callable[[str], Reference],
    conversions: Mapping[str, Convert],
    read: Callable[[str], str],
) -> Headword:
    chinese, english = concept.language(SOURCE_LANGUAGE), concept.language("en")
    han, pinyin = chinese.preferred, chinese.pinyin or read(chinese.preferred)
    traditional = tuple(_traditional(han, conversions))
    forms = (han, *(form for _, form in traditional), *chinese.accepted, *english.accepted)
    folded = (sought(form) for form in forms)
    return Headword(
        id=concept.id,
        han=han,
        traditional=traditional,
        pinyin=chinese.pinyin,
        han_first=chinese.first if chinese.first != han else "",
        han_admitted=_admitted(chinese.terms),
        han_deprecated=chinese.deprecated,
        han_definition=chinese.definition,
        english=english.preferred,
        english_first=english.first if english.first != english.preferred else "",
        english_admitted=_admitted(english.terms),
        english_deprecated=english.deprecated,
        english_definition=english.definition,
        subject=concept.subject,
        proposed=concept.status == "proposed",
        see=tuple(map(reference, concept.see)),
        reason=concept.reason,
        successor=reference(concept.successor) if concept.successor else None,
        sought=tuple(dict.fromkeys(form for form in (*folded, *typed(pinyin)) if form)),
        initials=initials(han, pinyin),
        letter=pinyin_letter(han, pinyin),
        order=pinyin_key(han, pinyin),
    )


def _admitted(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(term.text for term in terms if term.status == "admitted")


def _traditional(han: str, conversions: Mapping[str, Convert]) -> Iterator[tuple[str, str]]:
    """Yield a term in each script in which it is not what has been said already."""
    said = {han}
    for tag, convert in conversions.items():
        form = convert(han)
        if form not in said:
            said.add(form)
            yield tag, form


def sought(text: str) -> str:
    """Return a text as it is compared with what is typed: its letters, figures and characters."""
    return "".join(one for one in plain_letters(text) if one.isalnum())


def by_pinyin(entries: Iterable[Headword]) -> tuple[Letter, ...]:
    """Return entries that are in their order below their letters."""
    groups = groupby(entries, key=lambda entry: entry.letter)
    return tuple(
        Letter(name, f"pinyin-{_name(name)}", entries=tuple(group)) for name, group in groups
    )


def english_index(entries: Iterable[Headword]) -> tuple[Letter, ...]:
    """Return the index of all English forms: the preferred, and the admitted that lead to them."""
    lines = [
        IndexLine(form, entry, see=see)
        for entry in entries
        for form, see in (
            (entry.english, False),
            *((form, True) for form in entry.english_admitted),
        )
        if form
    ]
    lines.sort(key=lambda line: (english_key(line.form), line.see, line.entry.order))
    groups = groupby(lines, key=lambda line: line.letter)
    return tuple(
        Letter(name, f"english-{_name(name)}", lines=tuple(group)) for name, group in groups
    )


def _name(letter: str) -> str:
    return "figures" if letter == FIGURES else letter.lower()
