"""Figures of two languages compared by value, and worded in either."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.figures.comparing.comparison import Relation, compare
from jdpublish.figures.quantity import Hedge, Kind, Quantity
from jdpublish.figures.units import CHINESE_UNITS, ENGLISH_UNITS


def figure(  # noqa: PLR0913, PLR0917 - as Quantity
    value,
    kind=Kind.NUMBER,
    unit="",
    hedge=Hedge.NONE,
    over=1,
    start=0,
    firm=True,  # noqa: FBT002
):
    """A figure made by hand; its text is its value."""
    named = (CHINESE_UNITS.get(unit) or ENGLISH_UNITS[unit]) if unit else None
    value = Decimal(str(value))
    return Quantity(start, start + 1, f"{value}", value, kind, named, hedge, over, firm)


def relation(source, target):
    """What one figure is to another."""
    (found,) = compare((source,), (target,))
    return found.relation


def relations(sources, targets, chinese="", english=""):
    return [one.relation for one in compare(tuple(sources), tuple(targets), chinese, english)]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (figure("2.434E10", unit="元"), figure("24.34E9", unit="yuan"), Relation.EXACT),
        (figure("2.434E10", unit="元"), figure("243.4E9", unit="yuan"), Relation.VALUE),
        (figure("6.9E9", unit="元"), figure("6.9E9", unit="dollars"), Relation.UNIT),
        (figure("25000", unit="户"), figure("25000"), Relation.EXACT),
        (figure("25000", unit="户"), figure("2500"), Relation.VALUE),
        (figure("1.3", Kind.POINTS), figure("1.3", Kind.PERCENT), Relation.POINTS),
        (figure("5.1", Kind.PERCENT), figure("5.1", Kind.POINTS), Relation.POINTS),
        (figure("106000", unit="千瓦"), figure("106", unit="MW"), Relation.CONVERTED),
        (figure("106000", unit="千瓦"), figure("106", unit="kW"), Relation.VALUE),
        (figure("363", unit="亩"), figure("24.2", unit="hectares"), Relation.CONVERTED),
        (figure("363", unit="亩"), figure("363", unit="hectares"), Relation.UNIT),
        (figure("28", unit="公里"), figure("17", unit="miles"), Relation.CONVERTED),
        (figure("28", unit="公里"), figure("28", unit="miles"), Relation.UNIT),
        (figure("2", unit="周"), figure("14", unit="days"), Relation.CONVERTED),
        (figure("2", unit="年"), figure("24", unit="months"), Relation.CONVERTED),
        (figure("35", unit="岁"), figure("35", unit="years old"), Relation.EXACT),
        (figure("3", Kind.SHARE, over=10), figure("30", Kind.PERCENT), Relation.EXACT),
        (figure("1", Kind.SHARE, over=3), figure("33", Kind.PERCENT), Relation.EXACT),
        (figure("1", Kind.SHARE, over=3), figure("30", Kind.PERCENT), Relation.VALUE),
        (figure("3", Kind.MULTIPLE), figure("200", Kind.PERCENT), Relation.EXACT),
        (figure("90", Kind.DECADE), figure("1990", Kind.DECADE), Relation.EXACT),
        (figure("80", Kind.DECADE), figure("1990", Kind.DECADE), Relation.VALUE),
        (figure("2023", Kind.YEAR), figure("2024", Kind.YEAR), Relation.VALUE),
        (figure("2", Kind.QUARTER), figure("2", Kind.ORDINAL), Relation.EXACT),
        (figure("12345", unit="个"), figure("12000"), Relation.ROUNDED),
        (figure("12345", unit="个"), figure("12000", hedge=Hedge.OVER), Relation.APPROXIMATE),
        (figure("12345", unit="个"), figure("12000", hedge=Hedge.NEARLY), Relation.ROUNDED),
        (figure("12345", unit="个"), figure("13000"), Relation.VALUE),
        (figure("14863", unit="家"), figure("14683"), Relation.VALUE),
        (figure("80", hedge=Hedge.NEARLY), figure("80"), Relation.HEDGE),
        (figure("80", hedge=Hedge.NEARLY), figure("80", hedge=Hedge.OVER), Relation.HEDGE),
        (figure("80", hedge=Hedge.NEARLY), figure("80", hedge=Hedge.ABOUT), Relation.EXACT),
        (figure("80"), figure("80", hedge=Hedge.ABOUT), Relation.EXACT),
    ],
)
def test_two_figures_are_compared_by_what_they_are_worth(source, target, expected):
    assert relation(source, target) is expected


def test_a_figure_without_its_like_is_missing_or_extra():
    assert relations([figure("30.7", Kind.PERCENT)], []) == [Relation.MISSING]
    assert relations([], [figure("30.7", Kind.PERCENT)]) == [Relation.EXTRA]


def test_a_figure_that_is_not_firm_is_never_missed_but_may_be_matched():
    three = figure("3", unit="项", firm=False)

    assert relations([three], []) == [Relation.IMPLIED]
    assert relations([three], [figure("3")]) == [Relation.EXACT]


def test_a_value_said_twice_must_be_said_twice_unless_english_shares_it():
    two = [figure("13", unit="个", start=0), figure("13", unit="个", start=9)]

    assert relations(two, [figure("13")]) == [Relation.EXACT, Relation.MISSING]
    assert relations(two, [figure("13")], english="13 of each") == [Relation.EXACT] * 2


def test_english_may_repeat_a_figure():
    again = [figure("11", start=0), figure("11", start=9)]

    assert relations([figure("11", unit="人")], again) == [Relation.EXACT] * 2


def test_a_year_may_be_said_in_words():
    year = figure("2024", Kind.YEAR)

    assert relations([year], [], english="Last year, exports grew") == [Relation.IMPLIED]
    assert relations([], [year], chinese="去年，出口增长") == [Relation.IMPLIED]
    assert relations([year], [], english="Exports grew") == [Relation.MISSING]


def test_one_slip_is_told_once_and_the_rest_is_right():
    sources = [
        figure("5", Kind.PERCENT, start=0),
        figure("4.27E10", unit="元", start=5),
        figure("3", Kind.PERCENT, start=9),
    ]
    targets = [
        figure("5", Kind.PERCENT, start=0),
        figure("42.7E10", unit="yuan", start=20),
        figure("3", Kind.PERCENT, start=40),
    ]

    assert relations(sources, targets) == [Relation.EXACT, Relation.VALUE, Relation.EXACT]


def test_a_ratio_may_be_two_numbers():
    score = figure("3", Kind.RATIO, over=1)

    assert relations([score], [figure("3"), figure("1", start=9)]) == [Relation.EXACT] * 2


@given(
    st.lists(
        st.builds(
            figure,
            st.decimals("0.1", 10**9, places=1),
            st.sampled_from([Kind.NUMBER, Kind.PERCENT, Kind.ORDINAL, Kind.YEAR]),
            hedge=st.sampled_from(Hedge),
            start=st.integers(0, 99),
        ),
        max_size=6,
        unique_by=lambda quantity: quantity.start,
    )
)
def test_what_is_compared_with_itself_is_right(found):
    compared = compare(tuple(found), tuple(found))

    assert not [one for one in compared if one.relation.wrong]
    assert {one.source for one in compared} == set(found)


@given(
    st.lists(st.builds(figure, st.integers(1, 99), start=st.integers(0, 99)), max_size=6),
    st.lists(st.builds(figure, st.integers(1, 99), start=st.integers(0, 99)), max_size=6),
)
def test_every_figure_is_told_of(sources, targets):
    compared = compare(tuple(sources), tuple(targets))

    assert {one.source for one in compared} >= set(sources)
    assert {one.target for one in compared} >= set(targets)
