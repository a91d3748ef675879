"""A place of a term in both languages, as programs get it."""

from jdpublish.reporting.records import place_record
from jdpublish.termbase.usage.concordance import Usage


def usage_record(usage: Usage) -> dict[str, object]:
    """Return a place in both languages: lines and columns from 1, offsets in code points."""
    target = usage.target
    english = None
    if target is not None and usage.target_at is not None:
        one = usage.rendering
        english = {
            **place_record(usage.target_at),
            "text": target.text,
            "start": one.start if one else None,
            "stop": one.stop if one else None,
            "words": target.text[one.start : one.stop] if one else "",
            "form": one.form if one else "",
            "status": one.status if one else "",
            "shared": one.shared if one else False,
        }
    return {
        "report": usage.report,
        "block": usage.source.id,
        "kind": usage.source.kind.value,
        "chinese": {
            **place_record(usage.at),
            "text": usage.source.text,
            "start": usage.start,
            "stop": usage.stop,
            "words": usage.words,
        },
        "english": english,
    }
