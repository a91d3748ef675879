"""What a change of a text means beyond its letters: the figures and terms that went or came."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from jdpublish.annotate import Glossary
from jdpublish.figures import quantities
from jdpublish.figures.quantity import Quantity
from jdpublish.model import Concept
from jdpublish.terms.matching import mentions

_Thing = TypeVar("_Thing")


def figure_changes(
    before: str, after: str, language: str
) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """Return the figures that went and those that came; one in another form has done neither."""
    return _changes(quantities(before, language), quantities(after, language), _worth)


def term_changes(
    before: str, after: str, glossary: Glossary
) -> tuple[tuple[Concept, ...], tuple[Concept, ...]]:
    """Return the concepts whose Chinese terms went and those whose came, once for each mention."""
    return _changes(_terms(before, glossary), _terms(after, glossary), lambda concept: concept.id)


def _terms(text: str, glossary: Glossary) -> Iterable[Concept]:
    return (glossary.by_id[found.concept] for found in mentions(text, glossary.terms))


def _worth(figure: Quantity) -> Hashable:
    unit = (figure.unit.dimension, figure.worth * figure.unit.factor) if figure.unit else None
    return figure.kind, unit or figure.worth, figure.hedge


def _changes(
    before: Iterable[_Thing], after: Iterable[_Thing], name: Callable[[_Thing], Hashable]
) -> tuple[tuple[_Thing, ...], tuple[_Thing, ...]]:
    these, those = tuple(before), tuple(after)
    return _less(these, those, name), _less(those, these, name)


def _less(
    these: tuple[_Thing, ...], those: tuple[_Thing, ...], name: Callable[[_Thing], Hashable]
) -> tuple[_Thing, ...]:
    """Return these less as many of each name as those have, in their order."""
    left = Counter(map(name, those))
    result: list[_Thing] = []
    for thing in these:
        if left[name(thing)]:
            left[name(thing)] -= 1
        else:
            result.append(thing)
    return tuple(result)
