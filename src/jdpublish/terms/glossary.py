"""TOML → concepts: reads the glossary and refuses entries that are malformed or contradictory.

An entry follows TBX (ISO 30042): a concept, and for each language its terms with their
administrative status. `docs/glossary.md` shows one for terminologists.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import (
    SOURCE_LANGUAGE,
    Concept,
    EntryStatus,
    LanguageSection,
    Term,
)
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
_TABLE = re.compile(r"""\[\s*concept\s*\.\s*["']?([^"'\]\s]+)["']?\s*\]""")
_HEADER = re.compile(r"\[\[\s*concept\s*\]\]")


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
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line.strip())]
    for index, entry in enumerate(entries):
        start = starts[index] if index < len(starts) else 0
        yield _concept(cast("Mapping[str, object]", entry), _Entry(file, lines, start))


def _top(file: str, lines: list[str], key: str) -> Location:
    """Return where a key or table stands that belongs to no entry."""
    name = rf"""["']?{re.escape(key)}["']?\s*"""
    in_tables = False
    for number, line in enumerate(map(str.strip, lines), 1):
        in_tables = in_tables or line.startswith("[")
        if re.match(rf"\[\[?\s*{name}[].]" if in_tables else rf"{name}[=.]", line):
            return Location(file, number)
    return Location(file)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an entry stands: finds the line of its keys for messages."""

    file: str
    lines: list[str]
    start: int

    def at(self, key: str = "", table: str = "") -> Location:
        current = ""
        for number in range(self.start, len(self.lines)):
            line = self.lines[number].strip()
            if number > self.start and _HEADER.match(line):
                break
            if found := _TABLE.match(line):
                current = found[1]
                if current == (table or key) and not (table and key):
                    return Location(self.file, number + 1)
            elif current == table and re.match(rf'"?{re.escape(key)}"?\s*=', line) and key:
                column = len(self.lines[number]) - len(self.lines[number].lstrip()) + 1
                return Location(self.file, number + 1, column)
        return Location(self.file, self.start + 1)

    def refuse(
        self, message: str, *, key: str = "", table: str = "", hint: str = ""
    ) -> GlossaryError:
        return GlossaryError(message, at=self.at(key, table), hint=hint)


def _concept(data: Mapping[str, object], entry: _Entry) -> Concept:
    for key in data:
        if key not in (*_ENTRY_KEYS, *_LANGUAGES):
            raise entry.refuse(
                f"an entry has no key “{key}”",
                key=key,
                hint=_did_you_mean(key, (*_ENTRY_KEYS, *_LANGUAGES)),
            )
    identity = _text(data, "id", entry)
    if not _ID.fullmatch(identity):
        raise entry.refuse(
            f"“{identity}” cannot be an entry's id" if identity else "the entry has no id",
            key="id",
            hint='write id = "…" with small letters, digits and hyphens, such as four-batches',
        )
    languages = {
        tag: _language(tag, cast("Mapping[str, object]", data[tag]), entry)
        for tag in _LANGUAGES
        if tag in data
    }
    if not languages.get(SOURCE_LANGUAGE, LanguageSection(())).preferred:
        raise entry.refuse(
            f"the entry “{identity}” has no Chinese term",
            table=SOURCE_LANGUAGE,
            hint='add [concept.zh-Hans] with term = "…"',
        )
    return Concept(
        id=identity,
        subject=_text(data, "subject", entry),
        status=cast("EntryStatus", _choice(data, "status", _STATUSES, entry)),
        at=entry.at("id"),
        languages=languages,
        annotate=_annotate(data, entry),
        gloss_in_source=_choice(data, "gloss-in-source", ("", *_GLOSSES), entry, default=""),
        source=_text(data, "source", entry),
        note=_text(data, "note", entry),
    )


def _annotate(data: Mapping[str, object], entry: _Entry) -> tuple[str, ...]:
    tags = _texts(data, "annotate", entry)
    for tag in tags:
        if tag not in _ANNOTATED:
            raise entry.refuse(
                f"“{tag}” is not a language that can be annotated",
                key="annotate",
                hint='write "en", "zh" or both',
            )
    return tags


def _language(tag: str, data: Mapping[str, object], entry: _Entry) -> LanguageSection:
    if not isinstance(data, dict):
        raise entry.refuse(f"“{tag}” is not a table", key=tag, hint=f"write [concept.{tag}]")
    known = _SOURCE_KEYS if tag == SOURCE_LANGUAGE else _SECTION_KEYS
    for key in data:
        if key not in known:
            raise entry.refuse(
                f"[concept.{tag}] has no key “{key}”",
                key=key,
                table=tag,
                hint=f"write it below [concept.{SOURCE_LANGUAGE}]"
                if key in _SOURCE_KEYS
                else _did_you_mean(key, known),
            )
    preferred = _text(data, "term", entry, tag)
    admitted = _texts(data, "admitted", entry, tag)
    deprecated = _deprecated(data, entry, tag)
    first = _text(data, "first", entry, tag)
    for term in deprecated:
        if term.text in (preferred, first, *admitted):
            raise entry.refuse(
                f"“{term.text}” is accepted and deprecated in one entry",
                key="deprecated",
                table=tag,
                hint="delete it from one of the two",
            )
    terms = (
        *((Term(preferred, "preferred"),) if preferred else ()),
        *(Term(form, "admitted") for form in admitted),
        *deprecated,
    )
    status = _choice(data, "definition-status", _STATUSES, entry, tag, default="approved")
    not_in = _texts(data, "not-in", entry, tag)
    accepted = [form for form in (preferred, first, *admitted) if form]
    for context in not_in:
        if not any(form in context and form != context for form in accepted):
            raise entry.refuse(
                f"“{context}” is not the term with characters beside it",
                key="not-in",
                table=tag,
                hint="write the words in which the term is not meant, such as 更新城区 for 新城",
            )
    return LanguageSection(
        terms=terms,
        definition=_text(data, "definition", entry, tag),
        definition_status=cast("EntryStatus", status),
        first=first,
        pinyin=_text(data, "pinyin", entry, tag),
        not_in=not_in,
        measure=_flag(data, "measure", entry, tag),
    )


def _deprecated(data: Mapping[str, object], entry: _Entry, tag: str) -> tuple[Term, ...]:
    rows = data.get("deprecated", [])
    if not isinstance(rows, list) or not all(
        isinstance(row, dict)
        and row.keys() == {"term", "reason"}
        and all(isinstance(value, str) and value for value in row.values())
        for row in rows
    ):
        raise entry.refuse(
            "deprecated forms need a term and a reason each",
            key="deprecated",
            table=tag,
            hint='write deprecated = [{ term = "…", reason = "…" }]',
        )
    return tuple(Term(row["term"], "deprecated", row["reason"]) for row in rows)


def _text(data: Mapping[str, object], key: str, entry: _Entry, table: str = "") -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise entry.refuse(f"{key} is not a text", key=key, table=table, hint=f'write {key} = "…"')
    return value


def _flag(data: Mapping[str, object], key: str, entry: _Entry, table: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise entry.refuse(
            f"{key} is neither true nor false",
            key=key,
            table=table,
            hint=f"write {key} = true, without quotation marks, or leave the line out",
        )
    return value


def _texts(data: Mapping[str, object], key: str, entry: _Entry, table: str = "") -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise entry.refuse(
            f"{key} is not a list of texts", key=key, table=table, hint=f'write {key} = ["…", "…"]'
        )
    return tuple(value)


def _choice(  # noqa: PLR0913  the place needs its two coordinates
    data: Mapping[str, object],
    key: str,
    choices: tuple[str, ...],
    entry: _Entry,
    table: str = "",
    *,
    default: str | None = None,
) -> str:
    value = data.get(key, default)
    if value not in choices:
        known = " or ".join(f'"{choice}"' for choice in choices if choice)
        what = f"“{value}” is not a {key}" if value is not None else f"the entry has no {key}"
        raise entry.refuse(what, key=key, table=table, hint=f"write {key} = {known}")
    return str(value)


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
