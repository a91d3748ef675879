"""Errors and findings: where they point, what they show, and that they survive the journey."""

import io
import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish import errors
from jdpublish.errors import ContentError, Exit, JdpublishError, Location
from jdpublish.model import Anchor, Finding, Segment, Severity
from jdpublish.reporting.terminal import error_text, finding_text, styled, width
from tests.strategies import mixed_texts

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, JdpublishError)
]
AT = Location("content/x.md", 12, 5)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def shown(line, column, *, number=12):
    """Return the line and the caret's line as an error shows them, less what stands before."""
    error = ContentError("x", at=Location("content/x.md", number, column))
    _, _, above, below = error_text(error, line, io.StringIO()).split("\n")
    head, _, text = above.partition(" | ")
    blank, _, caret = below.partition(" | ")
    assert head.strip() == str(number)
    assert len(blank) == len(head)
    return text, caret


def under(line, column):
    """Return the character that the caret stands under, counted in a terminal's columns."""
    text, caret = shown(line, column)
    assert caret.strip() == "^"
    position = 0
    for character in text:
        if position == caret.index("^"):
            return character
        position += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return ""


def test_a_place_reads_as_editors_understand_it():
    assert str(AT) == "content/x.md:12:5"
    assert str(Location("content/x.md")) == "content/x.md:1:1"


def test_a_segment_without_anchors_is_at_its_own_place():
    assert Segment("甲乙", AT).locate(1) == AT


def test_a_character_is_located_from_the_last_anchor_before_it():
    segment = Segment("甲乙丙丁", AT, (), (Anchor(0, 12, 5), Anchor(2, 13, 1)))

    assert [str(segment.locate(offset)) for offset in range(4)] == [
        f"content/x.md:{place}" for place in ("12:5", "12:6", "13:1", "13:2")
    ]


def test_an_error_is_a_sentence_a_place_a_line_and_a_way_out():
    error = ContentError("the id “p1” stands twice", at=AT, hint="rename one of them")

    assert error_text(error, "正文正文正文", io.StringIO()) == (
        "error: the id “p1” stands twice\n"
        "  --> content/x.md:12:5\n"
        "  12 | 正文正文正文\n"
        "     |         ^\n"
        "  hint: rename one of them"
    )


def test_what_is_not_known_is_not_shown():
    assert error_text(ContentError("x"), "正文", io.StringIO()) == "error: x"
    assert error_text(ContentError("x", at=AT), None, io.StringIO()) == (
        "error: x\n  --> content/x.md:12:5"
    )


@pytest.mark.parametrize("line", ["", "  ", "\t"])
def test_a_blank_line_is_not_shown(line):
    assert "|" not in error_text(ContentError("x", at=AT), line, io.StringIO())


def test_a_finding_names_its_severity_and_its_check():
    warning = Finding("surplus", Severity.WARNING, AT, "block “p1” translates nothing", "delete it")
    mistake = Finding("numbers", Severity.ERROR, AT, "5 is missing")

    assert finding_text(warning, None, io.StringIO()) == (
        "warning[surplus]: block “p1” translates nothing\n"
        "  --> content/x.md:12:5\n"
        "  hint: delete it"
    )
    assert finding_text(mistake, None, io.StringIO()).startswith("error[numbers]: 5 is missing")


def test_the_caret_stands_under_the_character_in_chinese_and_in_english():
    assert under("正文，5% of 全文", 1) == "正"
    assert under("正文，5% of 全文", 4) == "5"
    assert under("正文，5% of 全文", 10) == "全"
    assert under("“甲”", 2) == "甲"


def test_the_caret_stands_after_the_line_where_something_is_missing_at_its_end():
    text, caret = shown("正文", 3)

    assert (text, caret) == ("正文", "    ^")


def test_a_tab_takes_one_column():
    assert shown("甲\t乙", 3) == ("甲 乙", "   ^")


@pytest.mark.parametrize("number", [1, 99, 12345])
def test_the_bars_stand_one_under_the_other_whatever_the_line_s_number(number):
    assert shown("正文", 2, number=number) == ("正文", "  ^")


@pytest.mark.parametrize("column", [1, 2, 30, 100, 250, 299, 300])
def test_a_long_line_is_cut_around_the_character(column):
    line = "".join(chr(0x4E00 + offset) for offset in range(300))
    text, _ = shown(line, column)

    assert under(line, column) == line[column - 1]
    assert len(text) <= 62
    assert text.startswith("…") == (line[0] not in text)
    assert text.endswith("…") == (line[-1] not in text)


def test_a_short_line_is_not_cut():
    assert shown("正" * 34, 34)[0] == "正" * 34
    assert "…" not in shown("a" * 60, 60)[0]


@given(mixed_texts(min_size=1), st.integers(1, 200))
def test_the_caret_always_stands_under_its_character(line, column):
    if line.strip() and column <= len(line):
        assert under(line, column) == line[column - 1].replace("\t", " ")


def test_chinese_is_two_columns_wide_and_latin_one():
    assert [width(character) for character in "中，a“〇Ａ"] == [2, 2, 1, 1, 2, 2]


def test_colours_are_for_terminals():
    assert styled("x", "red", Terminal()) == "\x1b[31;1mx\x1b[0m"
    assert styled("x", "red", io.StringIO()) == "x"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_nobody_gets_colours_who_asked_for_none(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert styled("x", "red", Terminal()) == "x"


def test_an_empty_no_color_asks_for_nothing(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")

    assert styled("x", "bold", Terminal()) != "x"


def test_colours_change_no_word_of_an_error():
    error = ContentError("the id “p1” stands twice", at=AT, hint="rename one of them")
    coloured = error_text(error, "正文正文正文", Terminal())
    for style in ("31;1", "1", "34", "32", "0"):
        coloured = coloured.replace(f"\x1b[{style}m", "")

    assert coloured == error_text(error, "正文正文正文", io.StringIO())


def test_errors_and_warnings_have_colours_of_their_own():
    texts = {
        severity: finding_text(Finding("x", severity, AT, "x"), None, Terminal())
        for severity in Severity
    }

    assert texts[Severity.ERROR].startswith("\x1b[31;1merror")
    assert texts[Severity.WARNING].startswith("\x1b[33;1mwarning")


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_its_journey_from_another_process(kind):
    before = kind("“甲” is wrong", at=AT, hint="mend it")
    after = pickle.loads(pickle.dumps(before))  # noqa: S301  our own bytes

    assert type(after) is kind
    assert (after.message, after.at, after.hint) == ("“甲” is wrong", AT, "mend it")
    assert (str(after), after.exit) == (str(before), before.exit)


def test_there_is_a_kind_of_error_for_each_thing_the_user_mends():
    assert len(KINDS) >= 9
    assert {kind.exit for kind in KINDS} == {Exit.USER, Exit.ENVIRONMENT}
    assert all(kind.__doc__ for kind in KINDS)


def test_an_error_without_place_and_hint_survives_too():
    after = pickle.loads(pickle.dumps(ContentError("x")))  # noqa: S301  our own bytes

    assert (after.message, after.at, after.hint) == ("x", None, "")
