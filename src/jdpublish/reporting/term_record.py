"""All that is known of an entry, as JSON for programs."""

import json
from typing import Any

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.reporting.term_list import day, entry_record
from jdpublish.reporting.usage_record import usage_record
from jdpublish.termbase.lookup.known import Known, Use


def card_json(found: Known) -> str:
    """Return all that is known of an entry as a JSON text, with every place."""
    record = {
        "entry": entry_record(found.concept),
        "traditional": dict(found.traditional),
        "see": [_named(found.others[one]) for one in found.concept.see if one in found.others],
        "successor": _named(found.others[found.concept.successor])
        if found.concept.successor in found.others
        else None,
        "seen_from": [_named(one) for one in found.named_by],
        "in_place_of": [_named(one) for one in found.succeeds],
        "used": [_use(one) for one in found.uses],
    }
    return json.dumps(record, ensure_ascii=False, indent=2, default=day)


def _named(concept: Concept) -> dict[str, str]:
    return {
        "id": concept.id,
        SOURCE_LANGUAGE: concept.language(SOURCE_LANGUAGE).preferred,
        "en": concept.language("en").preferred,
    }


def _use(use: Use) -> dict[str, Any]:
    return {
        "report": use.report,
        "places": len(use.usages),
        "blocks": use.blocks,
        "chapters": [
            {"file": one.name, "title": one.title, "places": one.count} for one in use.chapters
        ],
        "usages": [usage_record(one) for one in use.usages],
    }
