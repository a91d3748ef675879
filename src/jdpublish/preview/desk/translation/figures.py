"""The figures that a translation must have: which, in what forms, and whether it has them."""

from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.figures import quantities, wording
from jdpublish.figures.comparing.comparison import Comparison, Relation, compare
from jdpublish.figures.comparing.texts import compared
from jdpublish.figures.explanation import Passage, date_of, date_words, explain, right
from jdpublish.figures.quantity import Kind, Quantity
from jdpublish.figures.units import COUNT, ENGLISH_UNITS
from jdpublish.model import SOURCE_LANGUAGE

_DATE = (Kind.YEAR, Kind.MONTH, Kind.DAY)


@dataclass(frozen=True, slots=True)
class WantedFigure:
    """A Chinese figure at `text[start:stop]`, the English forms that are right, and how it stands.

    It is `found` where the English has it, by its value, or need not have it: then nothing is
    `needed`. `places` are where it stands in the English. Where it is wrong, `message` says what
    is, and `hint` what to do.
    """

    start: int
    stop: int
    text: str
    forms: tuple[str, ...]
    found: bool
    needed: bool
    places: tuple[tuple[int, int], ...] = ()
    message: str = ""
    hint: str = ""


def wanted_figures(chinese: str, english: str) -> tuple[WantedFigure, ...]:
    """Return the figures of a Chinese text in their order, as the check `figures` judges them.

    The parts of a date are one figure.
    """
    source = Passage(chinese, quantities(chinese, SOURCE_LANGUAGE))
    target = Passage(english, quantities(english, "en"))
    groups: dict[tuple[int, int], list[Comparison]] = {}
    dates: dict[tuple[int, int], tuple[Quantity, ...]] = {}
    for one in compared(chinese, english):
        if one.source:
            parts = date_of(one.source, source, "zh") if one.source.kind in _DATE else (one.source,)
            span = parts[0].start, parts[-1].stop
            groups.setdefault(span, []).append(one)
            dates[span] = parts
    return tuple(
        _wanted(span, own, dates[span], source, target) for span, own in sorted(groups.items())
    )


def _wanted(
    span: tuple[int, int],
    own: list[Comparison],
    parts: tuple[Quantity, ...],
    source: Passage,
    target: Passage,
) -> WantedFigure:
    start, stop = span
    wrong = next((one for one in own if one.relation.wrong), None)
    implied = all(one.relation is Relation.IMPLIED and one.target is None for one in own)
    forms = () if implied else tuple(dict.fromkeys(_forms(own, parts, source, target)))
    message, hint = explain(wrong, source, target) if wrong else ("", "")
    if wrong and len(parts) > 1 and not any(one.target for one in own):
        message, hint = f"{source.text[start:stop]} is not in the English", f"add “{forms[0]}”"
    return WantedFigure(
        start,
        stop,
        source.text[start:stop],
        forms,
        found=wrong is None,
        needed=not implied,
        places=tuple((one.target.start, one.target.stop) for one in own if one.target),
        message=message,
        hint=hint,
    )


def _forms(
    own: list[Comparison], parts: tuple[Quantity, ...], source: Passage, target: Passage
) -> Iterator[str]:
    """Yield the English forms that are right, that in the terms of what stands there first."""
    if len(parts) > 1:
        yield date_words(parts)
        return
    candidates = list(_candidates(own[0], target))
    good = [form for form in candidates if _is_right(parts[0], form, source)]
    yield from good or candidates[:1]


def _candidates(one: Comparison, target: Passage) -> Iterator[str]:
    figure = one.source
    if figure is None:
        return
    if one.target and one.relation is not Relation.UNIT:
        yield right(figure, one.target, target.text)
    counted = figure.unit is None or figure.unit.dimension == COUNT
    if figure.kind is Kind.NUMBER and counted:
        yield wording.small(figure)
    yield wording.english(wording.house(figure))
    if figure.unit and figure.unit.chinese == "亩":
        other = wording.in_unit(figure, ENGLISH_UNITS["hectares"])
        if other:
            yield wording.english(other)


def _is_right(figure: Quantity, form: str, source: Passage) -> bool:
    found = compare((figure,), quantities(form, "en"), source.text, form)
    return not any(one.relation.wrong for one in found)
