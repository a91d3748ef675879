"""New terms that the glossary has already, or nearly, and near names: the door to rapidfuzz."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from jdpublish.errors import GlossaryError, refuse
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.forms.folding import folded, toneless, variants
from jdpublish.terms.entry import TRADITIONAL

_LONG_ENOUGH = 5
"""Characters from which on two terms that differ in one are likely to be the same."""
LONG_ENOUGH_IF_ALIKE = 4
"""So many are enough where the two sound alike: 嘉定新成 is 嘉定新城, 产城融合 is not 产教融合."""
_SIGNS = re.compile(r"[\W_]+")
_NUMERAL = re.compile(r"[0-9一二三四五六七八九十百千万亿两]")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An entry that a new one would repeat, and why it is thought to.

    An `exact` one has the same id or the same Chinese form, be it in the other script; others may
    be another concept. `traditional` is the form that is typed in Traditional characters;
    `field` is where the new entry says it.
    """

    concept: Concept
    exact: bool
    why: str
    traditional: str = ""
    field: str = f"{SOURCE_LANGUAGE}.term"

    @property
    def holder(self) -> str:
        """Which entry has it, in a sentence."""
        one = self.concept
        names = (one.language(SOURCE_LANGUAGE).preferred, one.language("en").preferred)
        return f"“{one.id}” ({' – '.join(filter(None, names))}) has it"

    @property
    def error(self) -> GlossaryError:
        """The refusal of the new entry, at the place of the other."""
        one = self.concept
        if not self.exact:
            way = "if the new one is another concept, add --allow-similar"
        else:
            way = f"change that entry instead: `jdpublish glossary edit {one.id}`"
            if self.traditional:
                way = (
                    "Traditional characters are converted; to correct them:"
                    f" `jdpublish glossary edit {one.id} --set zh-Hant.term={self.traditional}`"
                )
        return GlossaryError(self.why, at=one.at, hint=f"{self.holder}; {way}")


def duplicates(said: Values, concepts: Iterable[Concept]) -> tuple[Duplicate, ...]:
    """Return the entries that a new one would repeat, the exact ones first, each once."""
    new = _New.of(said)
    found: dict[str, Duplicate] = {}
    for concept in concepts:
        for one in new.repeated(concept):
            if concept.id not in found or (one.exact and not found[concept.id].exact):
                found[concept.id] = one
    return tuple(sorted(found.values(), key=lambda one: not one.exact))


def check_duplicates(
    said: Values, concepts: Iterable[Concept], *, allow_similar: bool = False
) -> None:
    """Make sure that a new entry repeats none of these; near ones may be allowed.

    Raises:
        GlossaryError: it does, with every entry that it would repeat.
    """
    refuse(one.error for one in duplicates(said, concepts) if one.exact or not allow_similar)


@dataclass(frozen=True, slots=True)
class _New:
    """What of a new entry is compared: its id, its Chinese forms as they are and folded.

    `simplified` holds those that are in Traditional characters in Simplified ones, else nothing.
    """

    id: str
    chinese: tuple[str, ...]
    bare: tuple[str, ...]
    simplified: tuple[str, ...]
    english: str

    @classmethod
    def of(cls, said: Values) -> "_New":
        forms = (*_text(said, "term"), *_text(said, "first"), *_text(said, "admitted"))
        english = folded("".join(map(str, said.get("en.term", ""))))
        return cls(
            str(said.get("id", "")),
            forms,
            tuple(map(bare_simplified, forms)),
            tuple("".join(variants(form)[1:]) for form in forms),
            english,
        )

    def repeated(self, concept: Concept) -> Iterator[Duplicate]:
        """Yield how this repeats an entry."""
        section = concept.language(SOURCE_LANGUAGE)
        retired = " (retired)" if concept.retired else ""
        forms = tuple(zip(self.chinese, self.bare, self.simplified, strict=True))
        for form, own, simplified in forms:
            for known in section.accepted:
                if known == form:
                    why = f"“{form}” is in the glossary already{retired}"
                    # What is retired may come back as another entry.
                    yield Duplicate(concept, exact=not concept.retired, why=why)
                elif simplified and (simplified == folded(known) or form in _traditional(concept)):
                    why = f"“{form}” is “{known}”, which is in the glossary already{retired}"
                    exact = not concept.retired
                    yield Duplicate(concept, exact=exact, why=why, traditional=form)
                elif alike(own, bare(known)):
                    why = f"“{form}” is nearly “{known}”, which the glossary has{retired}"
                    yield Duplicate(concept, exact=False, why=why)
        if concept.id == self.id:
            yield Duplicate(concept, exact=True, why=f"the id “{self.id}” is taken", field="id")
        english = concept.language("en").preferred
        if self.english and not concept.retired and self.english == folded(english):
            chinese = section.preferred
            why = f"“{english}” is the English of “{chinese}” already"
            yield Duplicate(concept, exact=False, why=why, field="en.term")


def _text(said: Values, key: str) -> tuple[str, ...]:
    value = said.get(f"{SOURCE_LANGUAGE}.{key}", ())
    return (value,) if isinstance(value, str) and value else tuple(map(str, value))


def _traditional(concept: Concept) -> tuple[str, ...]:
    return tuple(form for tag in TRADITIONAL for form in concept.language(tag).accepted)


def bare(text: str) -> str:
    """Return a text folded, without signs and blanks."""
    return _SIGNS.sub("", folded(text)) or folded(text)


def bare_simplified(text: str) -> str:
    """Return a Chinese text folded, in Simplified characters, without signs and blanks."""
    return bare(variants(text)[-1])


def alike(one: str, other: str) -> bool:
    """Whether two Chinese terms, without signs, are likely to be the same.

    They are if they are equal, or long and different in one character within; of four characters
    the one must sound like the other. They are not where one only goes on where the other ends, as
    新城 and 嘉定新城, nor where they differ in a number.
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) < LONG_ENOUGH_IF_ALIKE or len(long) - len(short) > 1 or short in long:
        return False
    if without_numerals(one) == without_numerals(other):
        return False
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    return len(long) >= _LONG_ENOUGH or _sound_alike(one, other)


def without_numerals(text: str) -> str:
    """Return a text without its figures: what differs only in these is never the same."""
    return _NUMERAL.sub("", text)


def _sound_alike(one: str, other: str) -> bool:
    return _sound(one) == _sound(other)


@lru_cache(maxsize=100_000)
def _sound(text: str) -> tuple[str, ...]:
    from jdpublish.termbase.forms.pinyin import readings  # noqa: PLC0415  its dictionaries load slowly

    return tuple(map(toneless, readings(text)))


def nearest(name: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the names that are most like one, the nearest first; none where none is near."""
    found = process.extract(
        name, tuple(dict.fromkeys(names)), scorer=fuzz.ratio, limit=limit, score_cutoff=_NEAR
    )
    return tuple(known for known, _, _ in found)
