"""Entries by what people call them: an id, or any form of a term in any language."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.labels import label, listed
from jdpublish.termbase.forms.folding import folded, same_pinyin, syllables, variants

_MOST = 3
"""How many entries a hint names."""


def entry_named(name: str, concepts: tuple[Concept, ...]) -> Concept:
    """Return the entry with this id or with this form of a term, in either script of Chinese.

    Capitals, the width of letters, quotation marks and double blanks do not count. An entry in use
    comes before one that is retired.

    Raises:
        GlossaryError: there is none, with those that are nearest; or several have this form.
    """
    for found in _by_name(name, concepts):
        return _only(name, found)
    raise GlossaryError(
        f"the glossary has no entry “{name.strip()}”" if name.strip() else "no entry is named",
        hint=_deprecated_hint(name, concepts)
        or did_you_mean(name, concepts)
        or "`jdpublish glossary list --query` looks in all fields",
    )


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that somebody looks up, and in a sentence how it is known by what was typed.

    `how` is empty where an id or an accepted form was typed.
    """

    concept: Concept
    how: str = ""


def entry_meant(name: str, concepts: tuple[Concept, ...]) -> Found:
    """Return the entry that a name brings to mind: as `entry_named`, else by a deprecated form.

    Failing that by its pinyin, with tones or without.

    Raises:
        GlossaryError: as `entry_named`.
    """
    if not any(_by_name(name, concepts)):
        wanted = variants(name)
        if found := tuple(
            one for one in concepts if any(folded(form) in wanted for form in _deprecated(one))
        ):
            concept = _only(name, found)
            return Found(concept, f"“{name.strip()}” is deprecated; the entry is {label(concept)}")
        if found := tuple(
            one for one in concepts if same_pinyin(name, one.language(SOURCE_LANGUAGE).pinyin)
        ):
            return Found(_only(name, found), "found by its pinyin")
    return Found(entry_named(name, concepts))


def _by_name(name: str, concepts: tuple[Concept, ...]) -> Iterator[tuple[Concept, ...]]:
    """Yield the entries that have a name, those first that are meant before all others."""
    typed, wanted = name.strip(), folded(name)
    if not wanted:
        return
    if exact := tuple(one for one in concepts if one.id == typed):
        yield exact
    # What is typed to the letter spares folding the forms of a large glossary.
    if exact := tuple(one for one in concepts if not one.retired and typed in accepted(one)):
        yield exact
    identity, forms = wanted.replace(" ", "-"), set(variants(name))
    in_use, retired = (
        tuple(
            one
            for one in concepts
            if one.retired is kind and any(folded(form) in forms for form in accepted(one))
        )
        for kind in (False, True)
    )
    loose = tuple(one for one in concepts if one.id == identity)
    yield from filter(None, (in_use, loose, retired))


def _only(name: str, found: tuple[Concept, ...]) -> Concept:
    if len(found) == 1:
        return found[0]
    raise GlossaryError(
        f"“{name.strip()}” stands in several entries",
        hint=f"name one by its id: {listed(map(label, found), 'or')}",
    )


def accepted(concept: Concept) -> tuple[str, ...]:
    """Return every form of an entry that may be used, in all languages."""
    return tuple(
        dict.fromkeys([form for one in concept.languages.values() for form in one.accepted])
    )


def _deprecated(concept: Concept) -> tuple[str, ...]:
    return tuple(term.text for one in concept.languages.values() for term in one.deprecated)


def _deprecated_hint(name: str, concepts: tuple[Concept, ...]) -> str:
    wanted = variants(name)
    for concept in concepts:
        for section in concept.languages.values():
            for term in section.deprecated:
                if folded(term.text) in wanted:
                    return f"that is a deprecated form of {label(concept)}: {term.reason}"
    return ""


def did_you_mean(name: str, concepts: tuple[Concept, ...]) -> str:
    """Return a question that names the nearest entries; nothing where none is near.

    Nearest are those that begin with what was typed, then those that hold it, then those that are
    written or spoken almost alike.
    """
    wanted = variants(name)
    if not any(wanted):
        return ""
    names = tuple((known, one) for one in concepts for known in _names(one))
    for verb, fits in _PARTS:
        if found := _concepts(one for known, one in names if fits(known, wanted)):
            return _question(name, found, verb)
    found = _alike(wanted, names)
    return f"did you mean {listed(map(label, found), 'or')}?" if found else ""


def _names(concept: Concept) -> tuple[str, ...]:
    """Return what an entry may be meant by: its id, its forms, its pinyin without tones."""
    spoken = "".join(syllables(concept.language(SOURCE_LANGUAGE).pinyin))
    return tuple(dict.fromkeys(filter(None, (concept.id, *map(folded, accepted(concept)), spoken))))


def _begins(known: str, wanted: tuple[str, ...]) -> bool:
    return known.startswith(wanted)


def _holds(known: str, wanted: tuple[str, ...]) -> bool:
    """Whether a name has what was typed within it: two characters, or the beginning of a word."""
    return any(
        re.search(rf"\b{re.escape(one)}", known) is not None if one.isascii() else one in known
        for one in wanted
        if len(one) > 1
    )


_PARTS: tuple[tuple[str, Callable[[str, tuple[str, ...]], bool]], ...] = (
    ("begin with", _begins),
    ("have", _holds),
)


def _question(name: str, found: tuple[Concept, ...], verb: str) -> str:
    if len(found) <= _MOST:
        return f"did you mean {listed(map(label, found), 'or')}?"
    return (
        f"did you mean one of {len(found)} that {verb} “{name.strip()}”:"
        f" {', '.join(map(label, found[:_MOST]))} …?"
        " `jdpublish glossary list --query` shows them all"
    )


def _alike(wanted: tuple[str, ...], names: tuple[tuple[str, Concept], ...]) -> tuple[Concept, ...]:
    """Return the entries whose names differ least from what was typed, or sound least unlike."""
    from jdpublish.termbase.forms.likeness import nearest  # noqa: PLC0415  only for what is not found

    owners: dict[str, list[Concept]] = {}
    for known, concept in names:
        owners.setdefault(known, []).append(concept)
    near = [_spoken(wanted[-1])]
    near += [known for one in reversed(wanted) for known in nearest(one, tuple(owners), _MOST)]
    return _concepts(one for known in near for one in owners.get(known, ()))[:_MOST]


def _spoken(wanted: str) -> str:
    """Return what was typed as its pinyin without tones: a slip in typing often sounds right."""
    if wanted.isascii():
        return "".join(syllables(wanted))
    from jdpublish.termbase.forms.pinyin import pinyin  # noqa: PLC0415  its dictionaries are large

    return "".join(syllables(pinyin(wanted)))


def _concepts(found: Iterable[Concept]) -> tuple[Concept, ...]:
    """Return each entry once, those in use first."""
    once = {one.id: one for one in found}.values()
    return tuple(sorted(once, key=lambda one: one.retired))
