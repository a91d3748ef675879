"""One Chinese term in two entries, in spellings that readers take for the same."""

from collections import defaultdict
from collections.abc import Iterator

from jdpublish.model import SOURCE_LANGUAGE, Concept, Severity
from jdpublish.termbase.conflicts.contract import Conflict, Entries, related
from jdpublish.termbase.conflicts.spelling_keys import chinese_keys, english_key
from jdpublish.termbase.entry.labels import quoted
from jdpublish.terms.entry import TRADITIONAL


def one_term_several_renderings(entries: Entries) -> Iterator[Conflict]:
    """Yield the Chinese terms that stand in several entries.

    Of width, script, quotation marks and case it does not matter which: ５G基站 is 5G基站, and
    新質生產力 is 新质生产力. The loader refuses those that are the same to the letter.
    """
    said = [(one, *form) for one in entries.used for form in _forms(one)]
    keys = chinese_keys(form for _, _, form in said)
    first: dict[str, tuple[Concept, str, str]] = {}
    told: set[tuple[str, str]] = set()
    for concept, name, form in said:
        other, other_name, other_form = first.setdefault(keys[form], (concept, name, form))
        if other is concept or related(concept, other) or (other.id, concept.id) in told:
            continue
        told.add((other.id, concept.id))
        sides = (
            entries.side(concept, name, form),
            entries.side(other, other_name, other_form),
        )
        yield Conflict(
            "one-term-several-renderings",
            Severity.ERROR,
            sides,
            _message(concept, form, other, other_form),
            f"the other entry is “{other.id}” at {sides[1].place}; retire one of the two in favor"
            " of the other, or if they mean different things, name one in see of the other",
        )


def _message(concept: Concept, form: str, other: Concept, other_form: str) -> str:
    here, there = concept.language("en").preferred, other.language("en").preferred
    spelt = "" if form == other_form else f", there spelt {quoted(other_form)},"
    if not here or not there or english_key(here) == english_key(there):
        return f"{quoted(form)}{spelt} stands in two entries, “{concept.id}” and “{other.id}”"
    return f"{quoted(form)}{spelt} is {quoted(here)} here and {quoted(there)} in “{other.id}”"


def _forms(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield the Chinese forms of an entry with the names of the fields that have them."""
    section = concept.language(SOURCE_LANGUAGE)
    for form in section.accepted:
        yield _field(form, section.preferred, section.first), form
    for tag in TRADITIONAL:
        if own := concept.language(tag).preferred:
            yield f"{tag}.term", own


def _field(form: str, preferred: str, first: str) -> str:
    key = "term" if form == preferred else "first" if form == first else "admitted"
    return f"{SOURCE_LANGUAGE}.{key}"


def several_terms_one_rendering(entries: Entries) -> Iterator[Conflict]:
    """Yield the entries whose preferred English is the same, so that readers take them for one.

    Case, hyphens, articles and endings do not matter. Entries of which one names the other in
    `see` are known to be alike: an abbreviation and its full form.
    """
    alike: dict[tuple[str, ...], list[Concept]] = defaultdict(list)
    for concept in entries.used:
        if key := english_key(concept.language("en").preferred):
            alike[key].append(concept)
    for same in alike.values():
        first, *others = same
        for number, concept in enumerate(others, 1):
            if any(related(concept, before) for before in same[:number]):
                continue
            here, there = (one.language("en").preferred for one in (concept, first))
            sides = (
                entries.side(concept, "en.term", here),
                entries.side(first, "en.term", there),
            )
            chinese, other = (one.language(SOURCE_LANGUAGE).preferred for one in (concept, first))
            yield Conflict(
                "several-terms-one-rendering",
                Severity.WARNING,
                sides,
                f"{quoted(here)} renders {quoted(chinese)} here and {quoted(other)}"
                f" in “{first.id}”",
                f"the other entry stands at {sides[1].place}; tell them apart in English, or if"
                f' one rendering is meant for both, write see = ["{first.id}"]',
            )
