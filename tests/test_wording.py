"""A figure worded in house English or in Chinese is read back as the same figure."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jdpublish.figures import quantities, wording
from jdpublish.figures.quantity import Hedge, Kind, Quantity
from jdpublish.figures.units import CHINESE_UNITS, COUNT

UNITS = sorted(set(CHINESE_UNITS.values()), key=lambda unit: (unit.dimension, unit.factor))
AMBIGUOUS = ("won", "liang", "jiao")
"""Units whose name is more often another word: “1 won”, 两个, 一角."""
MEASURES = [
    unit
    for unit in UNITS
    if unit.dimension != COUNT and unit.english and unit.english not in AMBIGUOUS
]


def figure(value, kind=Kind.NUMBER, unit=None, hedge=Hedge.NONE, over=1, text=""):  # noqa: PLR0913, PLR0917 - as Quantity
    """A figure made by hand."""
    return Quantity(0, 0, text, Decimal(str(value)), kind, unit, hedge, over)


def numbers(digits=15):
    """Values with up to 15 digits, some after the point."""
    whole = st.integers(1, 10**digits)
    return st.builds(lambda value, places: Decimal(value).scaleb(-places), whole, st.integers(0, 4))


def whole(least, most):
    return st.integers(least, most).map(Decimal)


def shares():
    return st.builds(
        lambda over, part: figure(min(part, over - 1), Kind.SHARE, over=over),
        st.integers(2, 10),
        st.integers(1, 9),
    )


FRAMES = {
    Kind.MULTIPLE: "It was {} as much.",
    Kind.YEAR: "It was built in {}.",
    Kind.DECADE: "It was built in {}.",
    Kind.MONTH: "It was built in {}.",
}
"""Sentences in which a figure can mean but one thing."""
FIGURES = st.one_of(
    st.builds(figure, numbers(), st.just(Kind.NUMBER), st.sampled_from([None, *MEASURES])),
    st.builds(figure, numbers(6), st.sampled_from([Kind.PERCENT, Kind.POINTS])),
    st.builds(figure, whole(2, 99), st.just(Kind.MULTIPLE)),
    st.builds(figure, whole(1, 200), st.just(Kind.ORDINAL)),
    st.builds(figure, whole(1800, 2099), st.just(Kind.YEAR)),
    st.builds(figure, whole(180, 202).map(lambda ten: ten * 10), st.just(Kind.DECADE)),
    st.builds(figure, whole(1, 12), st.just(Kind.MONTH)),
    st.builds(figure, whole(1, 4), st.just(Kind.QUARTER)),
    st.builds(figure, whole(0, 1439), st.just(Kind.TIME)),
    shares(),
)
COUNTED = st.builds(
    figure,
    whole(2, 10**15),
    st.just(Kind.NUMBER),
    st.sampled_from([CHINESE_UNITS[name] for name in ("个", "家", "户", "人次", "项", "台")]),
)


def alike(read, meant):
    """Whether a figure was read as it was meant."""
    same_unit = read.unit == meant.unit
    return (read.worth, read.kind, same_unit, read.hedge) == (
        meant.worth,
        meant.kind,
        True,
        meant.hedge,
    )


def may_be_a_year(meant):
    """Whether a number is written in Chinese as a year is: 1900, 1000年."""
    bare = meant.unit is None or meant.unit.chinese == "年"
    return meant.kind is Kind.NUMBER and bare and meant.value in range(1000, 2200)


@given(FIGURES)
def test_english_is_read_back_as_it_was_meant(meant):
    said = wording.english(meant)
    found = quantities(FRAMES.get(meant.kind, "It was {} in all.").format(said), "en")

    assert [alike(one, meant) for one in found] == [True], (said, found)


@given(FIGURES | COUNTED)
def test_chinese_is_read_back_as_it_was_meant(meant):
    assume(not may_be_a_year(meant))
    said = wording.chinese(meant)
    found = quantities(f"共为{said}。", "zh-Hans")

    assert [alike(one, meant) for one in found] == [True], (said, found)


@given(
    st.builds(
        figure,
        numbers(9),
        st.just(Kind.NUMBER),
        st.sampled_from([None, *MEASURES]),
        st.sampled_from(Hedge),
    )
)
def test_hedges_are_read_back_as_they_were_meant(meant):
    (english,) = quantities(f"It was {wording.english(meant)} in all.", "en")
    (chinese,) = quantities(f"共为{wording.chinese(meant)}。", "zh-Hans")

    assert english.hedge == chinese.hedge == meant.hedge


@pytest.mark.parametrize(
    ("value", "kind", "unit", "expected"),
    [
        ("2.434E10", Kind.NUMBER, "元", "24.34 billion yuan"),
        ("4.660E11", Kind.NUMBER, "元", "466 billion yuan"),
        ("5.1E8", Kind.NUMBER, "元", "510 million yuan"),
        ("1.2E12", Kind.NUMBER, "元", "1.2 trillion yuan"),
        ("3.5E8", Kind.NUMBER, "美元", "US$350 million"),
        ("2.5E4", Kind.NUMBER, "户", "25,000"),
        ("31.5E4", Kind.NUMBER, "人次", "315,000"),
        ("117015", Kind.NUMBER, "户", "117,015"),
        ("1234567", Kind.NUMBER, "户", "1,234,567"),
        ("75E4", Kind.NUMBER, "平方米", "750,000 square meters"),
        ("106E3", Kind.NUMBER, "千瓦", "106 megawatts"),
        ("1", Kind.NUMBER, "公里", "1 kilometer"),
        ("1.3", Kind.POINTS, "", "1.3 percentage points"),
        ("5.0", Kind.PERCENT, "", "5.0 percent"),
    ],
)
def test_house_english_keeps_the_digits_and_pads_nothing(value, kind, unit, expected):
    named = CHINESE_UNITS[unit] if unit else None

    assert wording.english(wording.house(figure(value, kind, named))) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("3.262E11", "元", "3262亿元"),
        ("2.5E4", "户", "2.5万户"),
        ("1.2E12", "元", "1.2万亿元"),
        ("117015", "户", "117015户"),
    ],
)
def test_chinese_counts_in_wan_and_yi(value, unit, expected):
    assert wording.chinese(figure(value, unit=CHINESE_UNITS[unit])) == expected
