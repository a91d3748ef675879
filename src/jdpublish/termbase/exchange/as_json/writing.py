"""Entries → the glossary as JSON."""

import json
from typing import cast

from jdpublish.termbase.entry.fields import FIELDS, Field, Kind, Value, Values
from jdpublish.termbase.entry.values import YES, by_id
from jdpublish.termbase.exchange.as_json.beginning import FORMAT, VERSION
from jdpublish.termbase.exchange.base import packed
from jdpublish.termbase.exchange.contract import Offer


def write(offer: Offer) -> bytes:
    """Return entries as JSON: `fields` are those of which the file speaks, where it is silent too.

    What an entry leaves out of these is empty.
    """
    said = by_id(offer.concepts)
    written = {
        "format": FORMAT,
        "version": int(VERSION),
        "title": offer.title,
        "date": offer.date.isoformat(),
        "fields": [field.name for field in FIELDS],
        "concepts": [_object(one) for one in said.values()],
        "base": packed(said),
    }
    return (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode()


def _object(said: Values) -> dict[str, object]:
    entry: dict[str, object] = {}
    languages: dict[str, dict[str, object]] = {}
    for field in FIELDS:
        if value := said[field.name]:
            place = languages.setdefault(field.language, {}) if field.language else entry
            place[field.key] = _written(field, value)
    return entry | ({"languages": languages} if languages else {})


def _written(field: Field, value: Value) -> object:
    if field.kind is Kind.FLAG:
        return True if value == YES else value
    if field.kind is Kind.DEPRECATED:
        pairs = cast("tuple[tuple[str, str], ...]", value)
        return [{"term": form, "reason": reason} for form, reason in pairs]
    return list(value) if field.kind is Kind.LIST else value
