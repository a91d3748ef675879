"""A new entry proposed from words that somebody has selected in the page."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.preview.contract import Answer, Asked
from jdpublish.preview.desk.glossary.reading import named
from jdpublish.preview.desk.glossary.saved import saved
from jdpublish.preview.desk.glossary.selecting import LONGEST, Selection, selected, sentence
from jdpublish.report import Report
from jdpublish.reporting.records import place_record
from jdpublish.termbase.candidates import Passage
from jdpublish.termbase.candidates.equivalents import Equivalent, chinese_for, english_for
from jdpublish.termbase.candidates.passages import report_passages
from jdpublish.termbase.changing.adding import proposed_pinyin
from jdpublish.termbase.entry.fields import in_line
from jdpublish.termbase.entry.naming import proposed_id
from jdpublish.termbase.forms.folding import folded, variants
from jdpublish.termbase.forms.likeness import duplicates
from jdpublish.termbase.usage.concordance import prepared
from jdpublish.terms.inflection import renderings
from jdpublish.terms.matching import mentions
from jdpublish.terms.together import current

_TERM = f"{SOURCE_LANGUAGE}.term"
_AROUND = 40
"""Characters shown on either side of a candidate."""
_DOMAINS = 3


def propose(asked: Asked) -> Answer:
    """Answer with what an entry for selected words may say, and with entries that have them.

    Where a form asks for what it has already (`term`, `english`), only pinyin, an id and entries
    that are nearly the same are proposed.

    Raises:
        GlossaryError: nothing is selected, or more than a term.
    """
    concepts = saved(asked).concepts
    if "term" in asked.body:
        return Answer(_for_form(_line(asked, "term"), _line(asked, "english"), concepts))
    text = _line(asked, "text")
    place = (_line(asked, "report"), _line(asked, "block"), _line(asked, "view"))
    chosen = selected(asked.snapshot, text[: 4 * LONGEST], place)
    _check(chosen, text)
    report = asked.snapshot.reports.get(place[0])
    passages = _passages(report) if report else ()
    told = _for_chinese if chosen.chinese else _for_english
    return Answer({**_common(chosen, concepts), **told(chosen, passages, concepts)})


def _line(asked: Asked, name: str) -> str:
    value = asked.body.get(name, "")
    return in_line(" ".join(value.split())) if isinstance(value, str) else ""


def _check(chosen: Selection, text: str) -> None:
    if not chosen.words:
        raise GlossaryError("nothing is selected", hint="select the words of a term in the page")
    if len(text) > LONGEST * (1 if chosen.chinese else 3):
        raise GlossaryError(
            f"this is more than a term: {len(text)} characters", hint="select the term alone"
        )


@lru_cache(maxsize=4)
def _passages(report: Report) -> tuple[Passage, ...]:
    return report_passages(report)


def _for_form(term: str, english: str, concepts: tuple[Concept, ...]) -> dict[str, Any]:
    pinyin = proposed_pinyin(term, english) if term else ""
    return {
        "term": term,
        "pinyin": pinyin,
        "id": proposed_id(english, pinyin, {one.id for one in concepts}),
        "similar": _similar(term, english, concepts),
        "existing": _existing(term, concepts) if term else None,
    }


def _for_chinese(
    chosen: Selection, passages: tuple[Passage, ...], concepts: tuple[Concept, ...]
) -> dict[str, Any]:
    used = current(concepts)
    found = english_for(chosen.pairing, passages, used) if chosen.pairing else ()
    return {
        **_for_form(chosen.words, "", concepts),
        "english": [_candidate(one) for one in found],
        "chinese": [],
        "parts": [named(one) for one in _parts(chosen.words, used)],
        "within": [named(one) for one in _around(chosen, used)],
    }


def _for_english(
    chosen: Selection, passages: tuple[Passage, ...], concepts: tuple[Concept, ...]
) -> dict[str, Any]:
    used = current(concepts)
    found = chinese_for(chosen.pairing, passages, used) if chosen.pairing else ()
    candidates = [
        {**_candidate(one), "pinyin": proposed_pinyin(one.text, chosen.words)} for one in found
    ]
    return {
        "term": "",
        "pinyin": "",
        "id": proposed_id(chosen.words, "", {one.id for one in concepts}),
        "english": [_itself(chosen)],
        "chinese": candidates,
        "similar": _similar("", chosen.words, concepts),
        "existing": _rendered_by(chosen.words, concepts),
        "parts": [],
        "within": [],
    }


def _common(chosen: Selection, concepts: tuple[Concept, ...]) -> dict[str, Any]:
    """Return what is proposed in either language: sentences to quote, domains that are near."""
    pairing, passage = chosen.pairing, chosen.passage
    context = ""
    if pairing and passage:
        block = passage.source if chosen.chinese else pairing.english
        context = sentence(block, pairing.start)
    return {
        "language": SOURCE_LANGUAGE if chosen.chinese else "en",
        "block": chosen.block,
        "context": context,
        "subjects": _subjects(chosen, current(concepts)),
    }


def _subjects(chosen: Selection, used: tuple[Concept, ...]) -> list[str]:
    """Return the domains of the terms within the selection, then of those in its block."""
    by_id, lexicon = prepared(used)
    texts = (chosen.words, chosen.passage.text if chosen.passage else "")
    counted = (Counter(by_id[one.concept].subject for one in mentions(t, lexicon)) for t in texts)
    found = (name for one in counted for name, _ in one.most_common() if name)
    return [*dict.fromkeys(found)][:_DOMAINS]


def _existing(term: str, concepts: tuple[Concept, ...]) -> str | None:
    """Return the id of the entry that has a term, those in use first."""
    wanted = variants(term)
    return _first(
        one
        for one in concepts
        if any(folded(form) in wanted for form in one.language(SOURCE_LANGUAGE).accepted)
    )


def _rendered_by(english: str, concepts: tuple[Concept, ...]) -> str | None:
    """Return the id of the entry whose English words are, perhaps inflected."""
    return _first(
        one
        for one in concepts
        if any(
            (span.start, span.stop) == (0, len(english))
            for span in renderings(english, one.language("en").accepted)
        )
    )


def _first(found: Iterator[Concept]) -> str | None:
    return next((one.id for one in sorted(found, key=lambda one: one.retired)), None)


def _similar(term: str, english: str, concepts: tuple[Concept, ...]) -> list[dict[str, Any]]:
    said = {_TERM: term, "en.term": english}
    return [
        {**named(one.concept), "why": one.why, "exact": one.exact, "field": one.field}
        for one in duplicates(said, concepts)
    ]


def _parts(words: str, used: tuple[Concept, ...]) -> Iterator[Concept]:
    """Yield the entries whose terms stand within the words, and are not all of them."""
    by_id, lexicon = prepared(used)
    for one in mentions(words, lexicon):
        if one.stop - one.start < len(words):
            yield by_id[one.concept]


def _around(chosen: Selection, used: tuple[Concept, ...]) -> Iterator[Concept]:
    """Yield the entry within whose term the words stand here, if they do."""
    by_id, lexicon = prepared(used)
    if chosen.pairing:
        start, stop = chosen.pairing.start, chosen.pairing.start + len(chosen.words)
        for one in mentions(chosen.pairing.chinese.text, lexicon):
            longer = one.stop - one.start > stop - start
            if longer and one.start <= start and stop <= one.stop:
                yield by_id[one.concept]


def _candidate(one: Equivalent) -> dict[str, Any]:
    text = one.block.text
    return {
        "text": one.text,
        "first": one.first,
        "reasons": [reason.value for reason in one.reasons],
        "recurs": one.recurs,
        "block": one.block.id,
        "start": one.start,
        "stop": one.stop,
        "before": text[max(one.start - _AROUND, 0) : one.start],
        "after": text[one.stop : one.stop + _AROUND],
        **place_record(one.at),
    }


def _itself(chosen: Selection) -> dict[str, Any]:
    """Return the English that was selected as the first candidate for itself."""
    if chosen.pairing is None:
        return {"text": chosen.words, "first": "", "reasons": ["selected"], "recurs": 0}
    start, block = chosen.pairing.start, chosen.pairing.english
    own = Equivalent(chosen.words, block, start, start + len(chosen.words), ())
    return {**_candidate(own), "reasons": ["selected"]}
