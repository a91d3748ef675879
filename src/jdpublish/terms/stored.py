"""Concepts ↔ JSON that is read much faster than TOML: what a cache of a large glossary holds."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from jdpublish.errors import Location
from jdpublish.model import Concept, LanguageSection, Term, Transaction


def stored(concepts: Iterable[Concept]) -> str:
    """Return the concepts of one file as JSON."""
    return json.dumps([_entry(one) for one in concepts], ensure_ascii=False, separators=(",", ":"))


def restored(text: str, file: str) -> tuple[Concept, ...]:
    """Return the concepts of a file as they were stored.

    Raises:
        ValueError: the text is not what `stored` has written.
    """
    try:
        return tuple([_concept(file, entry) for entry in json.loads(text)])
    except (TypeError, AttributeError, RecursionError) as problem:
        raise ValueError(file) from problem


def _entry(one: Concept) -> list[Any]:
    """Return an entry as a list in the order of `_concept`."""
    return [
        [one.at.line, one.at.column],
        {tag: _section(section) for tag, section in one.languages.items()},
        [_transaction(one.created), _transaction(one.modified)],
        [one.annotate, one.see],
        {
            "id": one.id,
            "subject": one.subject,
            "status": one.status,
            "gloss_in_source": one.gloss_in_source,
            "source": one.source,
            "note": one.note,
            "reason": one.reason,
            "successor": one.successor,
        },
    ]


def _concept(file: str, entry: list[Any]) -> Concept:
    at, languages, (created, modified), (annotate, see), texts = entry
    return Concept(
        at=Location(file, *at),
        languages={tag: _language(section) for tag, section in languages.items()},
        annotate=tuple(annotate),
        see=tuple(see),
        created=Transaction(date.fromisoformat(created[0]), created[1]) if created else None,
        modified=Transaction(date.fromisoformat(modified[0]), modified[1]) if modified else None,
        **texts,
    )


def _section(one: LanguageSection) -> list[Any]:
    """Return a language of an entry as a list in the order of its fields."""
    return [
        [(term.text, term.status, term.reason) for term in one.terms],
        one.definition,
        one.definition_status,
        one.first,
        one.pinyin,
        one.pinyin_status,
        one.not_in,
        one.measure,
        one.part_of_speech,
        one.context,
    ]


def _language(section: list[Any]) -> LanguageSection:
    # By their order, since naming ten fields of twenty thousand sections takes half as long again.
    terms, *texts = section
    texts[5] = tuple(texts[5])  # not_in, which JSON has as a list
    return LanguageSection(tuple([Term(*term) for term in terms]), *texts)


def _transaction(one: Transaction | None) -> list[str] | None:
    return [one.date.isoformat(), one.by] if one else None
