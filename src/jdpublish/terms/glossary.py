"""TOML → concepts: reads the glossary and refuses entries that are malformed or contradictory.

An entry follows TBX (ISO 30042): a concept, and for each language its terms with their
administrative status. `docs/glossary.md` shows one for terminologists.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import cast, get_args

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import (
    SOURCE_LANGUAGE,
    Concept,
    EntryStatus,
    LanguageSection,
    Term,
)
from jdpublish.terms.table import HEADER, EntryLines, Table
from jdpublish.toml import read_toml

_ENTRY_KEYS = ("id", "subject", "status", "annotate", "gloss-in-source", "source", "note")
_LANGUAGES = ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "en")
_SECTION_KEYS = (
    "term",
    "first",
    "pinyin",
    "admitted",
    "deprecated",
    "definition",
    "definition-status",
)
_SOURCE_KEYS = (*_SECTION_KEYS, "not-in", "measure")
_ANNOTATED = ("zh", "en")
_GLOSSES = ("given", "inferable", "none")
_STATUSES = get_args(EntryStatus)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def glossary(files: Mapping[str, str]) -> tuple[Concept, ...]:
    """Return the concepts of all glossary files, in the order of the files and entries.

    Raises:
        GlossaryError: with file and line, for broken TOML, an unknown or missing key, a wrong
            type, an id or an accepted Chinese form that stands twice, or a form that is both
            accepted and deprecated in one entry.
    """
    concepts = tuple(concept for file, text in files.items() for concept in _file(file, text))
    _unique(concepts, lambda concept: (concept.id,), "id")
    _unique(concepts, lambda concept: concept.language(SOURCE_LANGUAGE).accepted, "Chinese term")
    return concepts


def _file(file: str, text: str) -> Iterable[Concept]:
    data = read_toml(text, file=file, error=GlossaryError)
    unknown = sorted(data.keys() - {"concept"})
    lines = text.split("\n")
    if unknown:
        at = _top(file, lines, unknown[0])
        raise GlossaryError(
            f"“{unknown[0]}” is not known here",
            at=at,
            hint="a glossary file holds entries that begin with [[concept]]",
        )
    entries = data.get("concept", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise GlossaryError(
            "“concept” is no list of entries",
            at=_top(file, lines, "concept"),
            hint="begin each entry with [[concept]], with two brackets",
        )
    starts = [number for number, line in enumerate(lines) if HEADER.match(line.strip())]
    for index, entry in enumerate(entries):
        start = starts[index] if index < len(starts) else 0
        yield _concept(Table(cast("Mapping[str, object]", entry), EntryLines(file, lines, start)))


def _top(file: str, lines: list[str], key: str) -> Location:
    """Return where a key or table stands that belongs to no entry."""
    name = rf"""["']?{re.escape(key)}["']?\s*"""
    in_tables = False
    for number, line in enumerate(map(str.strip, lines), 1):
        in_tables = in_tables or line.startswith("[")
        if re.match(rf"\[\[?\s*{name}[].]" if in_tables else rf"{name}[=.]", line):
            return Location(file, number)
    return Location(file)


def _concept(entry: Table) -> Concept:
    for key in entry.values:
        if key not in (*_ENTRY_KEYS, *_LANGUAGES):
            raise entry.refuse(
                f"an entry has no key “{key}”",
                key=key,
                hint=_did_you_mean(key, (*_ENTRY_KEYS, *_LANGUAGES)),
            )
    identity = entry.text("id")
    if not _ID.fullmatch(identity):
        raise entry.refuse(
            f"“{identity}” cannot be an entry's id" if identity else "the entry has no id",
            key="id",
            hint='write id = "…" with small letters, digits and hyphens, such as four-batches',
        )
    languages = {tag: _language(entry.below(tag)) for tag in _LANGUAGES if tag in entry.values}
    if not languages.get(SOURCE_LANGUAGE, LanguageSection(())).preferred:
        raise entry.refuse(
            f"the entry “{identity}” has no Chinese term",
            key=SOURCE_LANGUAGE,
            hint='add [concept.zh-Hans] with term = "…"',
        )
    return Concept(
        id=identity,
        subject=entry.text("subject"),
        status=cast("EntryStatus", entry.choice("status", _STATUSES)),
        at=entry.lines.at("id"),
        languages=languages,
        annotate=_annotate(entry),
        gloss_in_source=entry.choice("gloss-in-source", ("", *_GLOSSES), default=""),
        source=entry.text("source"),
        note=entry.text("note"),
    )


def _annotate(entry: Table) -> tuple[str, ...]:
    tags = entry.texts("annotate")
    for tag in tags:
        if tag not in _ANNOTATED:
            raise entry.refuse(
                f"“{tag}” is not a language that can be annotated",
                key="annotate",
                hint='write "en", "zh" or both',
            )
    return tags


def _language(section: Table) -> LanguageSection:
    tag = section.name
    known = _SOURCE_KEYS if tag == SOURCE_LANGUAGE else _SECTION_KEYS
    for key in section.values:
        if key not in known:
            raise section.refuse(
                f"[concept.{tag}] has no key “{key}”",
                key=key,
                hint=f"write it below [concept.{SOURCE_LANGUAGE}]"
                if key in _SOURCE_KEYS
                else _did_you_mean(key, known),
            )
    preferred = section.text("term")
    admitted = section.texts("admitted")
    deprecated = _deprecated(section)
    first = section.text("first")
    for term in deprecated:
        if term.text in (preferred, first, *admitted):
            raise section.refuse(
                f"“{term.text}” is accepted and deprecated in one entry",
                key="deprecated",
                hint="delete it from one of the two",
            )
    terms = (
        *((Term(preferred, "preferred"),) if preferred else ()),
        *(Term(form, "admitted") for form in admitted),
        *deprecated,
    )
    status = section.choice("definition-status", _STATUSES, default="approved")
    not_in = section.texts("not-in")
    accepted = [form for form in (preferred, first, *admitted) if form]
    for context in not_in:
        if not any(form in context and form != context for form in accepted):
            raise section.refuse(
                f"“{context}” is not the term with characters beside it",
                key="not-in",
                hint="write the words in which the term is not meant, such as 更新城区 for 新城",
            )
    return LanguageSection(
        terms=terms,
        definition=section.text("definition"),
        definition_status=cast("EntryStatus", status),
        first=first,
        pinyin=section.text("pinyin"),
        not_in=not_in,
        measure=section.flag("measure"),
    )


def _deprecated(section: Table) -> tuple[Term, ...]:
    rows = section.values.get("deprecated", [])
    if not isinstance(rows, list) or not all(
        isinstance(row, dict)
        and row.keys() == {"term", "reason"}
        and all(isinstance(value, str) and value for value in row.values())
        for row in rows
    ):
        raise section.refuse(
            "deprecated forms need a term and a reason each",
            key="deprecated",
            hint='write deprecated = [{ term = "…", reason = "…" }]',
        )
    return tuple(Term(row["term"], "deprecated", row["reason"]) for row in rows)


def _unique(
    concepts: tuple[Concept, ...], values: Callable[[Concept], tuple[str, ...]], what: str
) -> None:
    seen: dict[str, Concept] = {}
    for concept in concepts:
        for value in values(concept):
            first = seen.setdefault(value, concept)
            if first is not concept:
                raise GlossaryError(
                    f"the {what} “{value}” stands twice in the glossary",
                    at=concept.at,
                    hint=f"the other entry is “{first.id}” at {first.at}; merge or rename one",
                )


def _did_you_mean(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean “{close[0]}”?" if close else f"known are: {', '.join(known)}"
