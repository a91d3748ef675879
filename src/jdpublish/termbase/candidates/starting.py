"""Entries started from candidates: proposed, with pinyin, the sentence, and where it stands."""

from collections.abc import Collection

from jdpublish.model import SOURCE_LANGUAGE, Transaction
from jdpublish.termbase.candidates.contract import Candidate, Place
from jdpublish.termbase.entry.fields import Value
from jdpublish.termbase.entry.naming import proposed_id
from jdpublish.termbase.entry.values import written
from jdpublish.termbase.forms.pinyin import pinyin

_SENTENCE_ENDS = "。！？；\n\t"


def started(
    candidate: Candidate, taken: Collection[str], *, subject: str, by: Transaction
) -> dict[str, Value]:
    """Return what a new entry says of a candidate; its English is left for somebody to decide.

    `taken` are the ids that other entries have.
    """
    first = candidate.places[0]
    read = pinyin(candidate.text)
    return {
        "id": proposed_id("", read, taken) or proposed_id("", f"term {first.at.line}", taken),
        "subject": subject,
        "status": "proposed",
        f"{SOURCE_LANGUAGE}.term": candidate.text,
        f"{SOURCE_LANGUAGE}.pinyin": read,
        f"{SOURCE_LANGUAGE}.pinyin-status": "proposed" if read else "",
        f"{SOURCE_LANGUAGE}.context": sentence(first),
        "source": f"{first.passage.origin}, {first.passage.source.id.replace('-', ' ')}",
        "created": written(by),
    }


def sentence(place: Place) -> str:
    """Return the sentence in which a candidate stands, with its full stop."""
    text = place.passage.text
    start = max(text.rfind(end, 0, place.start) for end in _SENTENCE_ENDS) + 1
    ends = [found for end in _SENTENCE_ENDS if (found := text.find(end, place.stop)) >= 0]
    stop = min(ends, default=len(text) - 1)
    return text[start : stop + 1].strip()
