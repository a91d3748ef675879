"""The values of an entry → a concept, and all that is wrong with it.

An entry follows TBX (ISO 30042): a concept, and for each language its terms with their
administrative status. `docs/glossary.md` shows one for terminologists.
"""

import re
from collections.abc import Mapping
from typing import cast, get_args

from jdpublish.errors import GlossaryError
from jdpublish.model import (
    PARTS_OF_SPEECH,
    SOURCE_LANGUAGE,
    Concept,
    DefinitionStatus,
    EntryStatus,
    LanguageSection,
    Term,
)
from jdpublish.terms.table import Places, Table
from jdpublish.terms.wanted import Wanted

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
