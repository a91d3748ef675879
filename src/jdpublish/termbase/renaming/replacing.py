"""Another preferred rendering of an entry: whether it can be, and which fields it changes."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, cast

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept, Transaction
from jdpublish.termbase.entry.fields import Value
from jdpublish.termbase.entry.labels import REPLACED, replaced_by
from jdpublish.termbase.entry.values import values, written
from jdpublish.termbase.renaming.wording import ByHandError, Edit, Place, edits
from jdpublish.termbase.usage.concordance import ENGLISH
from jdpublish.terms.inflection import places

Keeping = Literal["admitted", "deprecated"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: `new` as the preferred English form, and what becomes of the old one.

    `old` is a form that reports have besides the preferred one, where it is given: one that the
    entry had before somebody changed it alone. `first` is the new form for the first mention, where
    it is given; `by` and `date` are written into the entry as its last change.
    """

    new: str
    old: str = ""
    first: str = ""
    keep_old: Keeping = "deprecated"
    by: str = ""
    date: dt.date = dt.date.min


def check_wish(concept: Concept, wish: Wish) -> None:
    """Make sure that an entry can be changed so.

    Raises:
        GlossaryError: it is retired, has no English, is a measure or deprecates the new form; or
            the form to be replaced is the new one.
    """
    section = concept.language(ENGLISH)
    if wish.old == wish.new:
        raise GlossaryError(
            f"“{wish.new}” is to be replaced by itself",
            at=concept.at,
            hint="let --from name the form that the reports have",
        )
    if concept.retired:
        raise GlossaryError(
            f"the entry “{concept.id}” is retired",
            at=concept.at,
            hint=f"change its successor “{concept.successor}”"
            if concept.successor
            else "its terms are no longer looked for in reports",
        )
    if not section.preferred:
        raise GlossaryError(
            f"the entry “{concept.id}” has no English that could be replaced",
            at=concept.at,
            hint=f"add it: `jdpublish glossary edit {concept.id}`",
        )
    if concept.language(SOURCE_LANGUAGE).measure:
        raise GlossaryError(
            f"“{concept.language(SOURCE_LANGUAGE).preferred}” is a measure, which is rendered with"
            " its figure",
            at=concept.at,
            hint=f"change the entry: `jdpublish glossary edit {concept.id}`; figures are changed by"
            " hand",
        )
    for term in section.deprecated:
        if term.text == wish.new and not term.reason.startswith(REPLACED):
            raise GlossaryError(
                f"“{wish.new}” is deprecated in this entry: {term.reason}",
                at=concept.at,
                hint="take it out of deprecated first, if that no longer holds",
            )


def said(concept: Concept, wish: Wish) -> dict[str, Value]:
    """Return the fields of the entry that change; none where it has the new form already.

    Raises:
        GlossaryError: the form for the first mention cannot be changed along.
    """
    section = concept.language(ENGLISH)
    old = _replaced_forms(concept, wish)
    first = _first(concept, wish)
    if not old and first == section.first:
        return {}
    before = values(concept)
    admitted = [form for form in _texts(before["en.admitted"]) if form not in (wish.new, *old)]
    deprecated = [
        row
        for row in cast("tuple[tuple[str, str], ...]", before["en.deprecated"])
        if row[0] != wish.new
    ]
    if wish.keep_old == "admitted":
        admitted = [*old, *admitted]
    else:
        deprecated += ((form, replaced_by(wish.new)) for form in old)
    new: dict[str, Value] = {
        "en.term": wish.new,
        "en.first": first,
        "en.admitted": tuple(admitted),
        "en.deprecated": tuple(deprecated),
    }
    if wish.by or concept.modified:
        new["modified"] = written(Transaction(wish.date, wish.by))
    return {key: value for key, value in new.items() if value != before[key]}


def _replaced_forms(concept: Concept, wish: Wish) -> tuple[str, ...]:
    """Return the forms that the entry is to keep as replaced, and does not keep so already."""
    section = concept.language(ENGLISH)
    kept = {term.text for term in section.terms if term.status in ("deprecated", wish.keep_old)}
    forms = (section.preferred, *((wish.old,) if wish.old not in kept else ()))
    return tuple(dict.fromkeys(form for form in forms if form not in ("", wish.new)))


def is_new(concept: Concept, wish: Wish) -> bool:
    """Whether an entry does not yet say that the new form takes the place of the old one."""
    return bool(_replaced_forms(concept, wish))


def _texts(value: Value) -> tuple[str, ...]:
    return cast("tuple[str, ...]", value)


def _first(concept: Concept, wish: Wish) -> str:
    """Return the new form for the first mention: the one given, else the old with the new words."""
    section = concept.language(ENGLISH)
    if wish.first or not section.first or section.preferred == wish.new:
        return wish.first or section.first
    if section.first == section.preferred:
        return wish.new
    before = _MIDST + section.first  # a form is written as it is in the midst of a sentence
    try:
        changes = [
            edit
            for start, stop in places(before, section.preferred)
            for edit in edits(Place(before, start, stop), section.preferred, wish.new)
        ]
    except ByHandError:
        raise GlossaryError(
            f"the form for the first mention, {section.first}, has the old words within it",
            at=concept.at,
            hint='say what it becomes: --first "…"',
        ) from None
    return _changed(before, changes).removeprefix(_MIDST)


_MIDST = "for "


def _changed(text: str, changes: list[Edit]) -> str:
    for edit in sorted(changes, key=lambda one: -one.start):
        text = text[: edit.start] + edit.new + text[edit.stop :]
    return text


def replacements(concept: Concept, wish: Wish) -> dict[str, str]:
    """Return which form takes the place of which."""
    section = concept.language(ENGLISH)
    first = _first(concept, wish)
    if section.preferred != wish.new:
        forms = {section.preferred: wish.new}
    else:
        reason = replaced_by(wish.new)
        forms = {term.text: wish.new for term in section.deprecated if term.reason == reason}
    if wish.old:
        forms[wish.old] = wish.new
    if section.first and section.first != first:
        forms[section.first] = first
    return forms
