"""Entries listed and looked up, and all that is known of one: what the panel shows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.preview.contract import Answer, Asked, Snapshot
from jdpublish.preview.desk.glossary.saved import contradicting, found, saved, shown, version
from jdpublish.reporting.conflicts import conflict_record
from jdpublish.reporting.records import place_record
from jdpublish.reporting.usage_record import usage_record
from jdpublish.sources import GlossarySources
from jdpublish.termbase.entry.domains import domains
from jdpublish.termbase.entry.fields import FIELDS, Value
from jdpublish.termbase.entry.values import values
from jdpublish.termbase.lookup.filtering import Wanted, wanted_entries
from jdpublish.termbase.lookup.known import Use, known
from jdpublish.termbase.lookup.order import ORDERS
from jdpublish.terms.matching import Lexicon, mentions, source_terms

_MOST = 500
"""Entries of a list, and places of a term, that a page is sent at once."""
_STATUSES = ("approved", "proposed", "retired")


def listed(asked: Asked) -> Answer:
    """Answer with the entries that have some words, a status and a domain; the best first.

    Without words they come by pinyin. Retired ones are listed where they are asked for.
    """
    everything = shown(asked).concepts
    status = asked.query.get("status", "")
    wanted = Wanted(
        domains=tuple(filter(None, [asked.query.get("subject", "")])),
        statuses=(status,) if status in _STATUSES else (),
        query=asked.query.get("q", ""),
        everything=status == "all",
    )
    entries = wanted_entries(everything, wanted)
    if not wanted.query.strip():
        entries = tuple(sorted(entries, key=ORDERS["pinyin"]))
    used = uses(asked.snapshot)
    return Answer(
        {
            "entries": [{**named(one), "uses": used[one.id]} for one in entries[:_MOST]],
            "matching": len(entries),
            "total": len(everything),
            "domains": [*filter(None, domains(everything))],
            "statuses": {name: sum(one.status == name for one in everything) for name in _STATUSES},
            "fields": fields(),
            "number": asked.snapshot.number,
        }
    )


def named(concept: Concept) -> dict[str, str]:
    """Return what an entry is known by in lists."""
    chinese = concept.language(SOURCE_LANGUAGE)
    return {
        "id": concept.id,
        SOURCE_LANGUAGE: chinese.preferred,
        "pinyin": chinese.pinyin,
        "en": concept.language("en").preferred,
        "subject": concept.subject,
        "status": concept.status,
    }


def uses(snapshot: Snapshot) -> Mapping[str, int]:
    """Return how often each entry's Chinese stands in the reports, by its id."""
    lexicon = _lexicon(snapshot.sources.concepts)
    counted: Counter[str] = Counter()
    for report in snapshot.reports.values():
        for section in report.sections[SOURCE_LANGUAGE]:
            for block in section.blocks:
                counted.update(_mentioned(block.text, lexicon))
    return counted


@lru_cache(maxsize=2)
def _lexicon(concepts: tuple[Concept, ...]) -> Lexicon:
    return source_terms(concepts)


@lru_cache(maxsize=20_000)
def _mentioned(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(one.concept for one in mentions(text, lexicon))


def fields() -> list[Mapping[str, object]]:
    """Return the fields of an entry with their names in both languages, as tables have them."""
    return [
        {
            "name": one.name,
            "kind": one.kind.value,
            "chinese": one.chinese,
            "english": one.english,
            "choices": list(one.choices),
        }
        for one in FIELDS
    ]


def entry(asked: Asked) -> Answer:
    """Answer with an entry: all its fields, where it is used, what contradicts it."""
    sources = saved(asked)
    concept = found(sources, asked.names["id"])
    if concept is None:
        return missing(asked.names["id"])
    return Answer(card(asked, sources, concept), version=version(sources, concept))


def card(asked: Asked, sources: GlossarySources, concept: Concept) -> dict[str, Any]:
    """Return all that is known of an entry, as the panel gets it."""
    told = known(concept, sources.concepts, tuple(asked.snapshot.reports.values()))
    return {
        "entry": said(concept),
        "fields": fields(),
        "at": place_record(concept.at),
        "traditional": dict(told.traditional),
        "uses": [usage_record(one) for use in told.uses for one in use.usages][:_MOST],
        "used": [_used(one) for one in told.uses if one.usages],
        "conflicts": [conflict_record(one) for one in contradicting(sources, concept.id)],
        "see": _named(told.others[one] for one in concept.see if one in told.others),
        "successor": _named(one for name, one in told.others.items() if name == concept.successor),
        "seen_from": _named(told.named_by),
        "in_place_of": _named(told.succeeds),
    }


def _named(concepts: Iterable[Concept]) -> list[dict[str, str]]:
    return [named(one) for one in concepts]


def _used(use: Use) -> dict[str, object]:
    return {
        "report": use.report,
        "places": len(use.usages),
        "blocks": use.blocks,
        "chapters": [
            {"file": one.name, "title": one.title, "places": one.count} for one in use.chapters
        ],
    }


def said(concept: Concept) -> dict[str, Value]:
    """Return what an entry says in every field."""
    return values(concept)


def missing(name: str) -> Answer:
    """Return the answer where the glossary has no such entry any more."""
    problem = {
        "message": f"the glossary has no entry “{name}”",
        "hint": "it was deleted, or has another id now; look for its term in the list",
        "messages": {
            "zh": f"术语库中没有词条“{name}”，可能已被删除或改了编号，请在列表中查找该术语"
        },
    }
    return Answer({"problems": [problem]}, status=404)
