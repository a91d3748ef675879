"""One block of a file, written anew or put in: all else stays byte for byte and reads as before."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jdpublish.blockwise.inserting import inserted
from jdpublish.blockwise.reading import form, shapes
from jdpublish.blockwise.replacing import replaced
from jdpublish.blockwise.spans import own_words, rewritten
from jdpublish.errors import ContentError
from jdpublish.model import BlockKind, Section
from jdpublish.parse import parse
from jdpublish.sources import SourceFile
from tests.strategies import markdown_paragraphs, mixed_texts, words

NAME, PLACE = "01-work", "content/town/en/01-work.md"


def a_file(text):
    return SourceFile(NAME, PLACE, text)


def read(text, language="en"):
    return parse(NAME, text, file=PLACE, language=language)


def block_of(section, identity):
    return next(block for block in section.blocks if block.id == identity)


def rewrite(text, identity, markdown):
    section = read(text)
    return replaced(a_file(text), section, block_of(section, identity), markdown, language="en")


def words_of(text, identity):
    return own_words(text, block_of(read(text), identity)).markdown


def refusal(text, identity, markdown):
    with pytest.raises(ContentError) as caught:
        rewrite(text, identity, markdown)
    return caught.value


# ── Files as people write them ──


_LATIN = ("Roads", "12", "kilometers", "5 percent,", "the county", "(2024)", "“new”", "A–B", "café")
_MARKUP = (
    "**bold**",
    "*slanted*",
    "`code`",
    "[a link](https://example.org)",
    "\\#",
    "&amp;",
    "a|b",
)
_SPACE = st.sampled_from(["", " ", "   "])


def _line():
    pieces = st.sampled_from(_LATIN) | st.sampled_from(_MARKUP) | words()
    return st.tuples(st.sampled_from(_LATIN), st.lists(pieces, max_size=4)).map(
        lambda parts: " ".join((parts[0], *parts[1]))
    )


def _cell():
    return _line().map(lambda line: line.replace("|", "\\|"))


@st.composite
def _block(draw, kind, identity):
    """A block in a file: its lines, its id at the end of the last."""
    end = f"{draw(st.sampled_from([' ', '  ', chr(9)]))}{{#{identity}}}{draw(_SPACE)}"
    if kind == "heading":
        closing = draw(st.sampled_from(["", " ##"]))
        level = draw(st.sampled_from(["#", "##", "###"]))
        return [f"{level} {draw(_line())}{end.rstrip() if closing else end}{closing}"]
    if kind == "table":
        rows = draw(st.integers(1, 3))
        edge = draw(st.sampled_from(["| {} |", "{}", "|{}|  "]))
        made = []
        for row in range(rows):
            cells = [draw(_cell()), draw(st.just("") | _cell())]
            own = f" {{#{identity}r{row}}}"
            made.append(edge.format(f"{cells[0]} | {cells[1]}{own}"))
            made += ["| --- | --: |"] if row == 0 else []
        return made
    wrapped = [draw(_line()) for _ in range(draw(st.integers(1, 3)))]
    alone = draw(st.integers(0, 5)) == 0
    lines = [*wrapped, end.strip()] if alone else [*wrapped[:-1], wrapped[-1] + end]
    match kind:
        case "item":
            first, rest = draw(st.sampled_from([("- ", "  "), ("* ", "  "), ("1. ", "   ")]))
            deep = draw(st.sampled_from(["", "  "]))
            return [deep + first + lines[0], *(deep + rest + line for line in lines[1:])]
        case "note":
            return [f"[^{identity}]: {wrapped[0]}", *(f"    {line}" for line in wrapped[1:])]
        case _:
            return lines


_KINDS = ("heading", "paragraph", "paragraph", "item", "item", "table", "note")


@st.composite
def files(draw):
    """Files with every kind of block, wrapped lines, any line ends, with and without a last one."""
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=7))
    lines: list[str] = []
    for number, kind in enumerate(kinds):
        together = kind == "item" and number and kinds[number - 1] == "item" and draw(st.booleans())
        lines += [""] * (0 if together or not lines else draw(st.integers(1, 2)))
        lines += draw(_block(kind, f"b{number}"))
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return end.join(lines) + draw(st.sampled_from(["", end, end * 2]))


def _readable(text):
    try:
        return read(text)
    except ContentError:
        assume(False)  # noqa: FBT003  a file that nobody can read has no blocks
        raise


messy = st.lists(
    mixed_texts() | markdown_paragraphs().map(lambda one: one.source), min_size=1, max_size=6
).flatmap(lambda parts: st.sampled_from(["\n", "\n\n", "\r\n"]).map(lambda end: end.join(parts)))


# ── Other words for a block ──


@given(files() | messy)
def test_a_block_written_again_in_its_own_words_changes_no_byte(text):
    section = _readable(text)
    for block in section.blocks:
        own = own_words(text, block)
        assert rewritten(own, own.markdown).text == text
        assert replaced(a_file(text), section, block, own.markdown, language="en").text == text


@given(files(), st.data())
def test_other_words_change_their_block_alone_and_stand_as_given(text, data):
    section = _readable(text)
    block = data.draw(st.sampled_from(section.blocks))
    own = own_words(text, block)
    count = len(own.pieces) if block.kind is BlockKind.ROW else 1
    wanted = "\n".join(data.draw(_line()) for _ in range(count))

    changed = replaced(a_file(text), section, block, wanted, language="en")

    index = section.blocks.index(block)
    others = (*section.blocks[:index], *section.blocks[index + 1 :])
    after = changed.section.blocks
    assert shapes((*after[:index], *after[index + 1 :])) == shapes(others)
    assert form(after[index]) == form(block)
    assert changed.text.startswith(text[: own.pieces[0].start])
    assert changed.text.endswith(text[own.pieces[-1].stop :])
    assert own_words(changed.text, after[index]).markdown == wanted


@given(messy, mixed_texts(min_size=1), st.data())
def test_whatever_is_typed_is_written_as_given_or_refused(text, typed, data):
    section = _readable(text)
    block = data.draw(st.sampled_from(section.blocks))
    index = section.blocks.index(block)
    try:
        changed = replaced(a_file(text), section, block, typed, language="en")
    except ContentError:
        return
    after = changed.section.blocks
    others = (*section.blocks[:index], *section.blocks[index + 1 :])
    assert shapes((*after[:index], *after[index + 1 :])) == shapes(others)
    assert form(after[index]) == form(block)


@given(files(), st.data())
def test_each_line_of_the_words_has_its_place_in_the_file(text, data):
    section = _readable(text)
    block = data.draw(st.sampled_from(section.blocks))
    own = own_words(text, block)
    changed = replaced(a_file(text), section, block, own.markdown, language="en")
    lines = re.split(r"\r\n?|\n", text)
    for number, words_ in enumerate(own.markdown.split("\n"), 1):
        line, column = changed.written.places[number - 1]
        assert changed.written.within(line, column) == (number, 1)
        shown = words_.replace("|", "\\|") if block.kind is BlockKind.ROW else words_
        assert lines[line - 1][column - 1 :].startswith(shown)


TEXT = """\
# Main Work {#c1}

The county built roads {#p1}

- Eight new counters were opened; {#i1}
  - two of them
    on Sundays; {#i2}
- opening hours were extended. {#i3}

| Item | Number {#r1} |
| --- | --- |
| Counters \\| desks | 8 {#r2} |

## Services became easier {#h1} ##

[^n1]: As of the end
    of the year.
"""


def test_the_words_are_without_marker_id_pipes_and_indentation():
    shown = {block.id: own_words(TEXT, block).markdown for block in read(TEXT).blocks}

    assert shown == {
        "c1": "Main Work",
        "p1": "The county built roads",
        "i1": "Eight new counters were opened;",
        "i2": "two of them\non Sundays;",
        "i3": "opening hours were extended.",
        "r1": "Item\nNumber",
        "r2": "Counters | desks\n8",
        "h1": "Services became easier",
        "n1": "As of the end\nof the year.",
    }


@pytest.mark.parametrize(
    ("identity", "markdown", "line"),
    [
        ("c1", "Our **Main** Work", "# Our **Main** Work {#c1}"),
        ("p1", "It built *12 km*.[^n1]", "It built *12 km*.[^n1] {#p1}"),
        ("i3", "hours grew.", "- hours grew. {#i3}"),
        ("r2", "Desks | tills\n9", "| Desks \\| tills | 9 {#r2} |"),
        ("h1", "Easier", "## Easier {#h1} ##"),
    ],
)
def test_one_line_changes_and_keeps_its_form(identity, markdown, line):
    before, after = TEXT.split("\n"), rewrite(TEXT, identity, markdown).text.split("\n")

    assert len(before) == len(after)
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [line]


def test_a_further_line_is_indented_as_the_block_is():
    item = rewrite(TEXT, "i2", "one\ntwo\nthree").text
    note = rewrite(TEXT, "n1", "one\ntwo\nthree").text
    first = rewrite(TEXT, "i1", "one\ntwo").text

    assert "  - one\n    two\n    three {#i2}\n" in item
    assert "[^n1]: one\n    two\n    three\n" in note
    assert "- one\n  two {#i1}\n" in first


def test_line_ends_and_a_missing_last_one_stay():
    text = TEXT.replace("\n", "\r\n").removesuffix("\r\n")

    after = rewrite(text, "i2", "one\ntwo\nthree").text

    assert after == text.replace("two of them\r\n    on Sundays;", "one\r\n    two\r\n    three")


@pytest.mark.parametrize(
    ("identity", "markdown", "place", "says"),
    [
        ("p1", "", (1, 1), "no words"),
        ("p1", "One.\n\nTwo.", (2, 1), "empty line"),
        ("p1", "One:\n- two", (2, 1), "a list would begin here"),
        ("p1", "# One", (1, 1), "a heading would begin here"),
        ("p1", "2024. A year", (1, 1), "a list would begin here"),
        ("p1", "[^n2]: One", (1, 1), "a note would begin here"),
        ("p1", "One {#p9}", (1, 5), "looks like a block's id"),
        ("p1", "One\n![](a.png)", (2, 1), "has no description"),
        ("p1", "One \ud800", (1, 5), "half a character"),
        ("p1", "One\0", (1, 4), "NUL"),
        ("p1", "x" * 20_001, (1, 1), "too many"),
        ("c1", "One\ntwo", (2, 1), "a heading stands in one line"),
        ("r2", "One", (1, 1), "this row has 2 cells, but one line here"),
        ("r2", "One\ntwo\nthree", (3, 1), "this row has 2 cells"),
    ],
)
def test_what_cannot_stand_there_is_refused_with_its_line_and_column(
    identity, markdown, place, says
):
    problem = refusal(TEXT, identity, markdown)

    assert says in problem.message
    assert problem.hint
    assert problem.at
    assert (problem.at.file, problem.at.line, problem.at.column) == ("", *place)


def test_a_heading_or_a_cell_may_begin_with_what_begins_a_list():
    assert "# 1. Work {#c1}" in rewrite(TEXT, "c1", "1. Work").text
    assert "| - | 8 {#r2} |" in rewrite(TEXT, "r2", "-\n8").text


# ── A block that is not there yet ──


CHINESE = """\
# 主要工作 {#c1}

全面推进工作。[^n1] {#p1}

- 新设窗口8个； {#i1}
  - 其中2个
    周日开放； {#i2}

    并延长时间。 {#p2}
- 延长服务时间。 {#i3}

3) 一项 {#i4}
4) 二项 {#i5}

| 项目 | 数量 {#r1} |
| :-- | --: |
| 窗口 | 8个 {#r2} |
| 柜台 | {#r3} |

## 办事更方便 {#h1}

结束。 {#p3}

[^n1]: 数据截至
    年底。
[^n2]: 又一条。
"""


def put_in(text, identity, markdown):
    chinese = read(CHINESE, "zh-Hans")
    section = read(text) if text.strip() else Section(NAME, ())
    return inserted(
        a_file(text),
        section,
        original=a_file(CHINESE),
        source=chinese,
        block=block_of(chinese, identity),
        markdown=markdown,
        language="en",
    )


def _same_around(before, after):
    """Whether one text is the other with something put in at one place."""
    pairs = list(zip(before, after, strict=False))
    head = next((n for n, (one, other) in enumerate(pairs) if one != other), len(pairs))
    rest = list(zip(before[head:][::-1], after[head:][::-1], strict=False))
    tail = next((n for n, (one, other) in enumerate(rest) if one != other), len(rest))
    return head + tail >= len(before)


@given(st.permutations(read(CHINESE, "zh-Hans").blocks), st.sampled_from(["\n", "\r\n", ""]))
def test_blocks_put_in_in_any_order_stand_as_the_chinese_does(order, start):
    text, waiting = start, list(order)
    section = Section(NAME, ())
    while waiting:
        block = waiting.pop(0)
        lines = "\n".join(f"{block.id} {number}" for number in range(len(block.segments)))
        try:
            changed = put_in(text, block.id, lines)
        except ContentError as problem:
            assert "not translated yet" in problem.message  # noqa: PT017  its parent comes first
            waiting.append(block)
            continue
        assert _same_around(text, changed.text)
        assert own_words(changed.text, changed.block).markdown == lines
        text, section = changed.text, changed.section
    chinese = read(CHINESE, "zh-Hans")
    assert [form(one) for one in section.blocks] == [form(one) for one in chinese.blocks]
    assert "\n" not in text.replace("\r\n", "") or start != "\r\n"


def test_a_block_gets_the_form_of_its_neighbours():
    english = "* One {#i1}\n\n* Three {#i3}\n\n7. Four {#i4}\n\nLast {#p3}\n"

    nested = put_in(english, "i2", "two").text
    fifth = put_in(nested, "i5", "five").text
    table = put_in(fifth, "r1", "Item\nNumber").text
    row = put_in(table, "r3", "Desk\n").text
    heading = put_in(row, "h1", "Services").text
    note = put_in(heading, "n2", "Another").text
    first = put_in(note, "c1", "Main Work").text

    assert first == (
        "# Main Work {#c1}\n\n* One {#i1}\n\n  - two {#i2}\n\n* Three {#i3}\n\n"
        "7. Four {#i4}\n\n4. five {#i5}\n\n"
        "| Item | Number {#r1} |\n| :--- | ---: |\n| Desk | {#r3} |\n\n"
        "## Services {#h1}\n\nLast {#p3}\n\n[^n2]: Another\n"
    )


def test_the_first_item_stands_right_above_the_next():
    english = "Text {#p1}\n\n- Three {#i3}\n"

    assert put_in(english, "i1", "One").text == "Text {#p1}\n\n- One {#i1}\n- Three {#i3}\n"


def test_what_stands_in_something_waits_for_it():
    for identity, parent in (("r2", "r1"), ("i2", "i1")):
        with pytest.raises(ContentError, match="not translated yet") as caught:
            put_in("Last {#p3}\n", identity, "8\n9" if identity == "r2" else "two")
        assert f"“{parent}”" in caught.value.hint


def test_a_file_is_begun_with_its_first_block():
    assert put_in("", "p3", "The end.").text == "The end. {#p3}\n"
    assert put_in("", "r1", "Item\nNumber").text == "| Item | Number {#r1} |\n| :--- | ---: |\n"


def test_notes_keep_their_own_order_behind_the_text():
    text = put_in("[^n2]: Two\n", "n1", "One\nmore").text

    assert text == "[^n1]: One\n    more\n\n[^n2]: Two\n"
    assert put_in(text, "p1", "Text.[^n1]").text.startswith("Text.[^n1] {#p1}\n\n[^n1]:")


def test_no_last_line_end_is_added_to_a_file_without_one():
    assert put_in("Last {#p3}", "n1", "One").text == "Last {#p3}\n\n[^n1]: One"
