"""TOML → concepts: reads the glossary and refuses entries that are malformed or contradictory.

An entry follows TBX (ISO 30042): a concept, and for each language its terms with their
administrative status. `docs/glossary.md` shows one for terminologists.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import cast, get_args

from jdpublish.errors import GlossaryError, Location, refuse
from jdpublish.model import (
    PARTS_OF_SPEECH,
    SOURCE_LANGUAGE,
    Concept,
    DefinitionStatus,
    EntryStatus,
    LanguageSection,
    Term,
)
from jdpublish.terms.layout import EntrySpan
from jdpublish.terms.layout import entries as entry_spans
from jdpublish.terms.table import EntryLines, Places, Table
from jdpublish.terms.wanted import Wanted
from jdpublish.toml import read_toml

ENTRY_KEYS = (
    "id",
    "subject",
    "status",
    "reason",
    "successor",
    "annotate",
    "gloss-in-source",
    "see",
    "source",
    "note",
    "created",
    "modified",
)
"""The keys of an entry, in the order in which they are written."""
TRADITIONAL = ("zh-Hant", "zh-Hant-TW", "zh-Hant-HK")
LANGUAGES = (SOURCE_LANGUAGE, *TRADITIONAL, "en")
"""The languages of an entry. Traditional Chinese is converted; an entry only corrects its term."""
_SECTION_KEYS = (
    "term",
    "first",
    "part-of-speech",
    "admitted",
    "deprecated",
    "definition",
    "definition-status",
    "context",
)
SECTION_KEYS = ("term", "pinyin", "pinyin-status", "not-in", "measure", *_SECTION_KEYS[1:])
"""The keys of a language, in the order in which they are written; some are for Chinese only."""
_ANNOTATED = ("zh", "en")
_GLOSSES = ("given", "inferable", "none")
_STATUSES = get_args(EntryStatus)
_DEFINITION_STATUSES = get_args(DefinitionStatus)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def glossary(
    files: Mapping[str, str], *, kept: Mapping[str, tuple[Concept, ...]] = MappingProxyType({})
) -> tuple[Concept, ...]:
    """Return the concepts of all glossary files, in the order of the files and entries.

    `kept` holds the concepts of files whose very text has been read before.

    Raises:
        GlossaryError: with file and line, and all further ones with it, for broken TOML, an
            unknown or missing key, a wrong type, an id or an accepted Chinese form that stands
            twice, a form that is both accepted and deprecated in one entry, or a reference to an
            entry that is not there.
    """
    mistakes: list[GlossaryError] = []
    concepts = tuple(
        concept
        for file, text in files.items()
        for concept in kept.get(file) or _file(file, text, mistakes)
    )
    refuse(mistakes)  # what one of them hides is told when they are mended
    check_together(concepts)
    return concepts


def check_together(concepts: tuple[Concept, ...]) -> None:
    """Make sure that entries do not contradict one another.

    Raises:
        GlossaryError: an id stands twice, two entries that are in use accept one Chinese form, or
            an entry refers to one that is not there.
    """
    refuse(contradictions(concepts))


def contradictions(
    concepts: tuple[Concept, ...], places: Mapping[str, Places] = MappingProxyType({})
) -> Iterator[GlossaryError]:
    """Yield every place where entries contradict one another, as `check_together` refuses them.

    `places` holds where the parts of entries stand, by their ids, as far as that is known.
    """
    in_use = tuple(concept for concept in concepts if not concept.retired)
    yield from _twice(concepts, lambda one: {one.id: ("id", "")}, "id", places)
    yield from _twice(in_use, _accepted, "Chinese term", places)
    yield from _astray(concepts, places)


def _accepted(concept: Concept) -> dict[str, tuple[str, str]]:
    """Return the Chinese forms that an entry accepts, each with its key and language."""
    section = concept.language(SOURCE_LANGUAGE)
    keys = {section.first: "first", section.preferred: "term"}
    return {form: (keys.get(form, "admitted"), SOURCE_LANGUAGE) for form in section.accepted}


def _at(
    concept: Concept, places: Mapping[str, Places], key: str = "", language: str = ""
) -> Location:
    """Return where a part of an entry stands, else the entry."""
    known = places.get(concept.id)
    return known.at(key, language) if known else concept.at


def current(concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """Return the entries that are in use; what a retired one said is deprecated in its successor.

    The forms that the successor accepts are not.
    """
    inherited: dict[str, list[Concept]] = {}
    for concept in concepts:
        if concept.retired and concept.successor:
            inherited.setdefault(concept.successor, []).append(concept)
    if not inherited:
        return tuple(concept for concept in concepts if not concept.retired)
    return tuple(
        replace(
            concept,
            languages={
                tag: _succeeding(section, tag, inherited.get(concept.id, ()))
                for tag, section in concept.languages.items()
            },
        )
        for concept in concepts
        if not concept.retired
    )


def _succeeding(section: LanguageSection, tag: str, retired: Iterable[Concept]) -> LanguageSection:
    known = {*section.accepted, *(term.text for term in section.deprecated)}
    forms = {
        form: Term(form, "deprecated", concept.reason)
        for concept in retired
        for form in concept.language(tag).accepted
        if form not in known
    }
    return replace(section, terms=(*section.terms, *forms.values())) if forms else section


def _file(file: str, text: str, mistakes: list[GlossaryError]) -> Iterator[Concept]:
    try:
        data = read_toml(text, file=file, error=GlossaryError)
    except GlossaryError as mistake:
        mistakes.append(mistake)
        return
    lines = text.split("\n")
    mistakes += (
        GlossaryError(
            f"“{key}” is not known here",
            at=_top(file, lines, key),
            hint="a glossary file holds entries that begin with [[concept]]",
        )
        for key in sorted(data.keys() - {"concept"})
    )
    entries = data.get("concept", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        mistakes.append(
            GlossaryError(
                "“concept” is no list of entries",
                at=_top(file, lines, "concept"),
                hint="begin each entry with [[concept]], with two brackets",
            )
        )
        return
    spans = entry_spans(text)
    if len(spans) != len(entries):  # they are written in another way, on which no line can be told
        spans = (EntrySpan(0, 0, 0, 1),) * len(entries)
    for entry, span in zip(entries, spans, strict=True):
        found, wrong = read_concept(entry, EntryLines(file, text, span))
        mistakes += wrong
        yield found


def _top(file: str, lines: list[str], key: str) -> Location:
    """Return where a key or table stands that belongs to no entry."""
    name = rf"""["']?{re.escape(key)}["']?\s*"""
    in_tables = False
    for number, line in enumerate(map(str.strip, lines), 1):
        in_tables = in_tables or line.startswith("[")
        if re.match(rf"\[\[?\s*{name}[].]" if in_tables else rf"{name}[=.]", line):
            return Location(file, number)
    return Location(file)


def read_concept(
    values: Mapping[str, object], places: Places
) -> tuple[Concept, tuple[GlossaryError, ...]]:
    """Return the concept that an entry's values say, and all that is wrong with them.

    `values` are as `tomllib` reads an entry. Where something is wrong, the concept is of no use.
    """
    entry = Table(values, places)
    entry.check_keys((*ENTRY_KEYS, *LANGUAGES))
    identity = entry.line("id")
    if not _ID.fullmatch(identity):
        entry.refuse(
            f"“{identity}” cannot be an entry's id" if identity else "the entry has no id",
            key="id",
            wanted=Wanted.ID,
        )
    languages = {tag: _language(entry.below(tag)) for tag in LANGUAGES if tag in values}
    if not languages.get(SOURCE_LANGUAGE, LanguageSection(())).preferred:
        entry.refuse(
            f"the entry “{identity}” has no Chinese term",
            key=SOURCE_LANGUAGE,
            wanted=Wanted.TERM,
        )
    status = cast("EntryStatus", entry.choice("status", _STATUSES))
    reason, successor = entry.text("reason"), entry.line("successor")
    _check_retired(entry, status, reason, successor)
    concept = Concept(
        id=identity,
        subject=entry.line("subject"),
        status=status,
        at=places.at("id"),
        languages=languages,
        annotate=_annotate(entry),
        gloss_in_source=entry.choice("gloss-in-source", ("", *_GLOSSES), default=""),
        source=entry.text("source"),
        note=entry.text("note"),
        see=entry.texts("see"),
        reason=reason,
        successor=successor,
        created=entry.transaction("created"),
        modified=entry.transaction("modified"),
    )
    return concept, tuple(entry.mistakes)


def _check_retired(entry: Table, status: EntryStatus, reason: str, successor: str) -> None:
    if status == "retired" and not reason:
        entry.refuse(
            "the entry is retired and does not say why",
            key="status",
            wanted=Wanted.REASON,
        )
    for key, value in (("reason", reason), ("successor", successor)):
        if status != "retired" and value:
            entry.refuse(
                f"the entry has a {key}, but is not retired",
                key=key,
                wanted=Wanted.RETIRED,
            )


def _annotate(entry: Table) -> tuple[str, ...]:
    tags = entry.texts("annotate")
    for tag in tags:
        if tag not in _ANNOTATED:
            entry.refuse(
                f"“{tag}” is not a language that can be annotated",
                key="annotate",
                wanted=Wanted.LANGUAGES,
            )
    return tags


def _language(section: Table) -> LanguageSection:
    tag = section.name
    if tag in TRADITIONAL:
        section.check_keys(("term",))
        term = section.line("term")
        return LanguageSection((Term(term, "preferred"),) if term else ())
    for key in section.values.keys() & set(SECTION_KEYS) - set(_SECTION_KEYS):
        if tag != SOURCE_LANGUAGE:
            section.refuse(
                f"[concept.{tag}] has no key “{key}”",
                key=key,
                hint=f"write it below [concept.{SOURCE_LANGUAGE}]",
            )
    section.check_keys(SECTION_KEYS)
    preferred, first = section.line("term"), section.line("first")
    admitted, deprecated = section.texts("admitted"), _deprecated(section)
    for form in sorted({term.text for term in deprecated} & {preferred, first, *admitted}):
        section.refuse(
            f"“{form}” is accepted and deprecated in one entry",
            key="deprecated",
            hint="delete it from one of the two",
        )
    terms = (
        *((Term(preferred, "preferred"),) if preferred else ()),
        *(Term(form, "admitted") for form in admitted),
        *deprecated,
    )
    status = section.choice("definition-status", _DEFINITION_STATUSES, default="approved")
    pinyin_status = section.choice("pinyin-status", _DEFINITION_STATUSES, default="approved")
    return LanguageSection(
        terms=terms,
        definition=section.text("definition"),
        definition_status=cast("DefinitionStatus", status),
        first=first,
        pinyin=section.line("pinyin"),
        pinyin_status=cast("DefinitionStatus", pinyin_status),
        not_in=_not_in(section, [form for form in (preferred, first, *admitted) if form]),
        measure=section.flag("measure"),
        part_of_speech=section.choice("part-of-speech", ("", *PARTS_OF_SPEECH), default=""),
        context=section.text("context"),
    )


def _not_in(section: Table, accepted: list[str]) -> tuple[str, ...]:
    contexts = section.texts("not-in")
    for context in contexts:
        if not any(form in context and form != context for form in accepted):
            section.refuse(
                f"“{context}” is not the term with characters beside it",
                key="not-in",
                hint="write the words in which the term is not meant, such as 更新城区 for 新城",
            )
    return contexts


def _deprecated(section: Table) -> tuple[Term, ...]:
    rows = section.values.get("deprecated", [])
    if not isinstance(rows, list) or not all(
        isinstance(row, dict)
        and row.keys() == {"term", "reason"}
        and all(isinstance(value, str) and value.strip() for value in row.values())
        for row in rows
    ):
        section.refuse(
            "deprecated forms need a term and a reason each",
            key="deprecated",
            wanted=Wanted.DEPRECATED,
        )
        return ()
    return tuple(
        Term(
            section.in_line(section.clean(row["term"], "deprecated"), "deprecated"),
            "deprecated",
            section.clean(row["reason"], "deprecated"),
        )
        for row in rows
    )


def _twice(
    concepts: tuple[Concept, ...],
    values: Callable[[Concept], Mapping[str, tuple[str, str]]],
    what: str,
    places: Mapping[str, Places],
) -> Iterator[GlossaryError]:
    seen: dict[str, Concept] = {}
    for concept in concepts:
        for value, (key, language) in values(concept).items():
            first = seen.setdefault(value, concept)
            if first is not concept:
                yield GlossaryError(
                    f"the {what} “{value}” stands twice in the glossary",
                    at=_at(concept, places, key, language),
                    hint=f"the other entry is “{first.id}” at {_at(first, places)}; merge or rename"
                    " one",
                )


_GUESSES = 20
"""So many references that lead nowhere get a guess; each looks through all ids, which takes time,
and where there are more a whole file is missing."""


def _astray(concepts: tuple[Concept, ...], places: Mapping[str, Places]) -> Iterator[GlossaryError]:
    """Yield the references that lead to no entry, or to the entry itself."""
    known = {concept.id for concept in concepts}
    told = 0
    for concept in concepts:
        for key, names in (("see", concept.see), ("successor", (concept.successor,))):
            for name in names:
                if name and (name not in known or name == concept.id):
                    told += 1
                    others = known - {concept.id} if told <= _GUESSES else set()
                    near = get_close_matches(name, sorted(others), n=1)
                    yield GlossaryError(
                        f"{key} names “{name}”, which is "
                        + ("the entry itself" if name == concept.id else "no entry’s id"),
                        at=_at(concept, places, key),
                        hint=f"did you mean “{near[0]}”?" if near else "name another, or none",
                    )
