"""Terms that can hardly be meant: English where Chinese belongs, or Traditional for Simplified."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from jdpublish.errors import GlossaryError, Location, refuse
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.script import to_simplified
from jdpublish.termbase.entry.fields import Value, Values

_HAN = re.compile(r"[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ABBREVIATION = re.compile(r"(?=[^0-9]*[0-9]|[^A-Z]*[A-Z][^A-Z]*[A-Z])[\w&+./·-]+")
"""One word with a figure or two capitals in it, as Chinese texts have it: 5G, AI, PM2.5, eVTOL."""
_KEYS = ("term", "first", "admitted")
_NAMES = {"term": "term", "first": "form for the first mention", "admitted": "admitted form"}
_SWAPPED = "the Chinese and the English seem to have changed places; put them back"
_NOTHING: Values = MappingProxyType({})


class Doubt(NamedTuple):
    """What is wrong with a term: the name of its field, a sentence about it, and what to do."""

    field: str
    why: str
    hint: str


def implausible(said: Values, old: Values = _NOTHING) -> tuple[Doubt, ...]:
    """Return the terms that stand in the field of another language or script, if they are new.

    `said` is what fields become, `old` what the entry says now: what it has already is not doubted.
    """
    swapped = _looks_english(_line(said, f"{SOURCE_LANGUAGE}.term")) and bool(
        _HAN.search(_line(said, "en.term"))
    )
    hint = _SWAPPED if swapped else ""
    return (
        *(
            Doubt(
                name,
                f"the Chinese {_NAMES[key]} “{form}” has no Chinese character",
                hint or "write it in Chinese; English belongs to the English forms",
            )
            for key, name, form in _new(said, old, SOURCE_LANGUAGE)
            if _looks_english(form)
        ),
        *(
            Doubt(
                name,
                f"the Chinese {_NAMES[key]} “{form}” is in Traditional characters",
                f"write “{to_simplified(form)}”; the Traditional editions are converted from it",
            )
            for key, name, form in _new(said, old, SOURCE_LANGUAGE)
            if any(map(_traditional, form))
        ),
        *(
            Doubt(
                name,
                f"the English {_NAMES[key]} “{form}” has Chinese characters",
                hint or "write it in English; Chinese belongs to the Chinese forms",
            )
            for key, name, form in _new(said, old, "en")
            if _HAN.search(form)
        ),
    )


def check_plausible(said: Values, old: Values = _NOTHING, *, at: Location | None = None) -> None:
    """Make sure that Chinese stands where Chinese belongs, and English where English does.

    Raises:
        GlossaryError: it does not; what an entry has already is let be.
    """
    refuse(GlossaryError(doubt.why, at=at, hint=doubt.hint) for doubt in implausible(said, old))


def _new(said: Values, old: Values, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the forms that an entry does not have yet, each with its key and its field."""
    known = {form for key in _KEYS for form in _forms(old.get(f"{language}.{key}", ""))}
    for key in _KEYS:
        name = f"{language}.{key}"
        for form in _forms(said.get(name, "")):
            if form not in known:
                yield key, name, form


def _forms(value: Value) -> tuple[str, ...]:
    return (value,) * bool(value) if isinstance(value, str) else tuple(map(str, value))


def _line(said: Mapping[str, Value], name: str) -> str:
    return str(said.get(name) or "")


def _traditional(character: str) -> bool:
    """Whether a character is Traditional only: 網, but not 乾, which stands in 乾隆 as well.

    Source: GB/T 2312—1980 holds what Simplified texts have of both.
    """
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return to_simplified(character) != character
    return False


def _looks_english(form: str) -> bool:
    """Whether a form has no Chinese character and is no abbreviation such as Chinese texts have."""
    return bool(form.strip()) and not _HAN.search(form) and not _ABBREVIATION.fullmatch(form)
