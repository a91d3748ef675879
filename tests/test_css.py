"""A style sheet's slips, which browsers and WeasyPrint would pass over without a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.css import file_name, read_css, unescaped
from tests.conftest import ROOT


def slips(text: str) -> list[tuple[str, str]]:
    """Return what is said of a style, each with the rest of the line where it points."""
    return [(slip.message, text[slip.offset :].partition("\n")[0]) for slip in read_css(text).slips]


@pytest.mark.parametrize(
    ("text", "message", "rest"),
    [
        ("p { color: red", "{ is not closed", "{ color: red"),
        ("p {\n  color: red;\nh2 { color: blue }\n", "{ is not closed", "{"),
        ("@media print {", "{ is not closed", "{"),
        ("p { width: calc(1px + 2px; }", "( is not closed", "(1px + 2px; }"),
        ("a[href { color: red }", "[ is not closed", "[href { color: red }"),
        ('p::before { content: "→; }\nq { }', '" is not closed', '"→; }'),
        ("p { } /* a comment", "this comment is not closed", "/* a comment"),
        ("/*/ p { }", "this comment is not closed", "/*/ p { }"),
        ("p { } }", "} closes nothing here", "}"),
        ("p { width: 3px) }", ") closes nothing here", ") }"),
        ("/* a /* b */ c */", "*/ ends no comment here", "*/"),
        ("p { color: var(accent) }", "var() names nothing that begins with --", "var(accent) }"),
        ('@import "more.css";', "a theme's style cannot import another", '@import "more.css";'),
    ],
)
def test_a_slip_is_found_where_it_begins(text, message, rest):
    assert slips(text) == [(message, rest)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p { color: red }",
        'p::before { content: "} /* ( \\" [" }',
        "p::before { content: '\\27' }",
        "/* p { ' \" ( */",
        ".a\\{b { color: red }",
        "p { background: url(data:image/png;base64,AA==) }",
        "@media print { p { width: calc((1px + 2px) * 3) } }",
        'p { content: "a\\\nb" }',
        "a[href='x'] { & b { color: red } }",
    ],
)
def test_what_css_allows_is_no_slip(text):
    assert slips(text) == []


def test_the_rule_that_lacks_its_brace_is_named_and_not_the_one_around_it():
    text = "@media print {\n  p { color: red;\n  h2 { color: blue; }\n}\nh3 { }\n"

    assert slips(text) == [("{ is not closed", "{ color: red;")]


def test_braces_that_are_not_closed_within_one_another_are_told_once():
    text = "a {\n  b {\n    c {\n      d: e;\n\nf { g: h; }\n"

    told = slips(text)
    assert told
    assert len(told) == len(set(told)) == len({slip.offset for slip in read_css(text).slips})


def test_every_slip_is_told():
    text = 'p { width: calc(1px; }\nq { content: "a; }\ns { }\nr {'

    assert [text.count("\n", 0, slip.offset) + 1 for slip in read_css(text).slips] == [1, 2, 4]


@pytest.mark.parametrize("name", ["print.css", "print-A5.css", "screen.css"])
def test_the_project_s_own_styles_have_no_slip(name):
    assert slips((ROOT / "themes/report" / name).read_text("utf-8")) == []


@given(st.text(st.sampled_from("a:{}()[]\"'/*\\;-@ \n"), max_size=40))
def test_any_text_is_read_to_its_end(text):
    """And a slip points into it, in the order of the text."""
    offsets = [slip.offset for slip in read_css(text).slips]

    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


def test_custom_properties_are_found_where_they_are_set_and_asked_for():
    sheet = read_css(
        "html { --one: 1px; --two: var( --three ); }\n"
        ".a--b:hover { width: calc(var(--one) * 2); color: var(--four, red) }\n"
        '/* var(--five) --six: 1 */ p { content: "var(--seven)" }'
    )

    assert [name for _, name in sheet.defined] == ["--one", "--two"]
    assert [name for _, name in sheet.used] == ["--three", "--one"]


def test_files_and_fonts_are_told_from_words():
    sheet = read_css(
        'p { background: url(a.svg), URL( "b c.png" ); font: 400 1rem/1 "Song", "Hei";\n'
        '  font-family: "Kai"; content: "→" url(\'d%20e.svg\'); quotes: "「" "」" }'
    )

    assert [file_name(name) for _, name in sheet.addresses] == ["a.svg", "b c.png", "d e.svg"]
    assert [name for _, name in sheet.families] == ["Song", "Hei", "Kai"]
    assert [words for _, words in sheet.words] == ["→", "「", "」"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("my\\ pic.svg", "my pic.svg"),
        ("my\\20 pic.svg", "my pic.svg"),
        ("a\\(1\\).svg", "a(1).svg"),
        ("\\56fe.svg", "图.svg"),
    ],
)
def test_an_address_without_quotes_may_have_escapes(written, name):
    sheet = read_css(f"p {{ background: url( {written} ) }}")

    assert [file_name(address) for _, address in sheet.addresses] == [name]
    assert not sheet.slips


def test_an_address_that_never_ends_is_read_at_once():
    """Each of its escapes could be read in seven ways."""
    (slip,) = read_css("p { background: url(" + "\\aaaaaa" * 500).slips[-1:]

    assert slip.message == "( is not closed"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("\\2192", "→"), ("\\2192 a", "→a"), ('\\"', '"'), ("a\\\nb", "ab"), ("\\110000", "\ufffd")],
)
def test_escapes_stand_for_their_characters(written, meant):
    assert unescaped(written) == meant
