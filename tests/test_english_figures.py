"""Figures of English texts: read to value, unit, kind and hedge; names and idioms are silent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.figures.english.names import masked
from jdpublish.figures.english.number_words import in_words, number_at, ordinal_at
from jdpublish.figures.english.text import read
from jdpublish.figures.quantity import Hedge, Kind
from tests.cases import cases
from tests.strategies import mixed_texts

PIECES = (
    "24.34", "5", "1,234", "2024", "1990s", "14th", "3:1", "15:30", "1/3", "6+1", "G15", "2.0", "0",
    "one", "two", "twenty", "forty-five", "hundred", "thousand", "million", "billion", "dozen",
    "half", "a", "an", "third", "first", "quarter", "twice", "doubled", "threefold", "decade",
    "century", "percent", "percentage points", "bps", "%", "yuan", "US$", "RMB", "¥", "bn", "km",
    "MW", "degrees Celsius", "years", "year-old", "January", "Jan.", "May", "Q3", "FY24", "a.m.",
    "and", "to", "between", "or", "of", "in", "about", "more than", "or so", "the", "-", "–", ",",
    ".", ":", "(", "“", "”", "’s", "+", "/", "x", "½", "２．５", "é", "新", "_", "\n",
)  # fmt: skip


def english() -> st.SearchStrategy[str]:
    """Pieces that figures are made of, in any order, with and without blanks."""
    piece = st.sampled_from(PIECES)
    return st.lists(st.tuples(piece, st.sampled_from(("", " ", "-"))), max_size=14).map(
        lambda pieces: "".join(part for pair in pieces for part in pair)
    )


def row(quantity):
    """Return a figure as the case file has it: what is usual is left out at the end."""
    over = f" over {quantity.over}" if quantity.over != 1 else ""
    unit = quantity.unit
    row = [
        quantity.text,
        f"{quantity.value.normalize():f}{over}",
        (unit.english or unit.chinese) if unit else "-",
        str(quantity.kind),
        str(quantity.hedge) or "-",
        "firm" if quantity.firm else "not firm",
    ]
    usual = ["", "", "-", str(Kind.NUMBER), "-", "firm"]
    while len(row) > 2 and row[-1] == usual[len(row) - 1]:
        row.pop()
    return " | ".join(row)


@cases("english-figures")
def test_every_figure_is_read_to_its_value_unit_kind_and_hedge(case):
    assert tuple(map(row, read(case.one("en")))) == case.all("reads")


def check_places(text):
    stop = 0
    for quantity in read(text):
        assert stop <= quantity.start < quantity.stop <= len(text)
        assert text[quantity.start : quantity.stop] == quantity.text
        assert quantity.value.is_finite()
        assert quantity.over > 0
        stop = quantity.stop


@given(english())
def test_figures_stand_where_they_say_in_order_and_never_overlap(text):
    check_places(text)


@given(st.text() | mixed_texts())
def test_any_text_can_be_read(text):
    check_places(text)


@given(english() | st.text() | mixed_texts())
def test_masking_names_never_changes_a_length(text):
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1,111", "1.", "5-", "5–6–", "1/2/", "-", "A-", "one ", "one hundred and ",
     "twenty-one thousand ", "million ", "half a ", "a ", "5, and ", "¥5 ", "the eight "],
)  # fmt: skip
def test_long_runs_of_figures_are_read_too(piece):
    check_places(piece * 3000)


@given(st.integers(0, 10**15 - 1))
def test_a_number_in_words_is_read_back(value):
    words = number_at(in_words(value), 0)

    assert words is not None
    assert (words.value, words.stop, words.exact) == (value, len(in_words(value)), True)


@given(st.integers(1, 10**15 - 1))
def test_a_number_in_digits_is_read_back(value):
    (quantity,) = read(f"It has {value:,} of them.")

    assert quantity.value == value


@given(st.decimals(Decimal("0.01"), 9999, places=2), st.sampled_from(("million", "billion")))
def test_a_sum_is_read_back(value, scale):
    (quantity,) = read(f"It cost {value:,} {scale} yuan.")

    assert quantity.value == value * {"million": 10**6, "billion": 10**9}[scale]
    assert quantity.text == f"{value:,} {scale} yuan"


@pytest.mark.parametrize(("words", "value"), [("first", 1), ("ninth", 9), ("twenty-first", 21)])
def test_ordinals_in_words_have_their_value(words, value):
    assert ordinal_at(words, 0) == (value, len(words))


def test_what_is_no_number_has_no_value():
    assert number_at("oneself", 0) is None
    assert ordinal_at("firsthand", 0) is None


def test_a_value_keeps_the_digits_of_the_text():
    (quantity,) = read("It cost 5.20 yuan.")

    assert str(quantity.value) == "5.20"


def test_a_hedge_is_no_part_of_the_figure():
    (quantity,) = read("It cost about 5 yuan.")

    assert (quantity.text, quantity.hedge) == ("5 yuan", Hedge.ABOUT)


def test_the_heads_of_a_list_are_no_figures_on_any_line():
    assert read("1. Sow.\n2) Reap.\n(3) Eat.") == ()


@given(st.integers(1, 999), st.integers(0, 99))
def test_a_group_that_begins_with_nought_belongs_to_the_number_before(first, rest):
    (quantity,) = read(f"It has {first}, {rest:03} of them.")

    assert quantity.value == 1000 * first + rest
