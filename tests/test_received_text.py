"""Nothing lost, nothing invented: the sections are the text received, change by logged change."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest

from jdpublish.model import SOURCE_LANGUAGE, BlockKind, MarkKind
from jdpublish.report import marks
from tests.conftest import ROOT

SOURCE = ROOT / "content" / "review-2024" / "source"


@dataclass(frozen=True)
class Correction:
    """A line of the log, read without the program's help, to be sure of it."""

    offset: int
    kind: str
    received: str
    printed: str


@pytest.fixture(scope="module")
def received() -> str:
    return (SOURCE / "received.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def corrections(received: str) -> list[Correction]:
    starts = [0]
    for line in received.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    rows = [
        row.split("\t")
        for row in (SOURCE / "corrections.tsv").read_text("utf-8").splitlines()
        if not row.startswith("#")
    ]
    return [
        Correction(
            starts[int(line) - 1] + int(column) - 1,
            kind,
            before.replace("\\n", "\n"),
            after.replace("\\n", "\n"),
        )
        for line, column, kind, before, after, english, chinese in rows[1:]
        if english and chinese
    ]


def test_each_logged_change_names_what_stands_in_the_received_text(received, corrections):
    for change in corrections:
        assert received[change.offset :].startswith(change.received)


def test_received_text_with_the_logged_changes_is_the_text_of_the_sections(
    received, corrections, report
):
    text, position = "", 0
    for change in corrections:
        if change.kind != "query":
            text += received[position : change.offset] + change.printed
            position = change.offset + len(change.received)
    text += received[position:]

    blocks = [
        block.text
        for section in report.sections[SOURCE_LANGUAGE]
        for block in section.blocks
        if block.kind is not BlockKind.NOTE
    ]

    assert blocks == [line for line in text.split("\n") if line]


def test_received_text_can_be_rebuilt_character_for_character(received, report):
    """Punctuation width, joins and heading marks aside."""
    narrow = str.maketrans("，：；（）", ",:;()")
    blocks = [
        block
        for section in report.sections[SOURCE_LANGUAGE]
        for block in section.blocks
        if block.kind is not BlockKind.NOTE
    ]

    rebuilt = "".join(block.text.translate(narrow) for block in blocks).replace("〔…〕", "")
    bare = received.replace("\n", "").replace("**", "")
    heads = [block.text for block in blocks if block.kind is BlockKind.HEADING and block.depth == 2]
    for head in heads:
        for mark in ("。", ":"):
            bare = bare.replace(head + mark, head, 1)

    assert rebuilt == bare


def test_every_change_is_of_a_known_kind_and_number(corrections):
    kinds = Counter(change.kind for change in corrections)

    assert kinds == {
        "width": 149,  # the other 3 of 152 end run-in heads and became heading marks
        "run-in-head": 26,  # 24 heads, two of which began with asterisks
        "join": 7,
        "lacuna": 1,
        "query": kinds["query"],
    }


def test_all_24_run_in_heads_are_headings(report):
    heads = [
        block.id
        for section in report.sections[SOURCE_LANGUAGE]
        for block in section.blocks
        if block.kind is BlockKind.HEADING and block.depth == 2
    ]

    assert len(heads) == 24


def called_after(report, language: str, note: str) -> str:
    """Return the words of its block before a note's call."""
    found = [
        segment.text[: mark.start]
        for segment, mark in marks(report.sections[language], MarkKind.NOTE)
        if mark.value == note
    ]
    assert len(found) == 1, note
    return found[0]


def test_the_lacuna_is_shown_as_a_lacuna_with_a_note(report):
    blocks = {
        block.id: block for section in report.sections[SOURCE_LANGUAGE] for block in section.blocks
    }

    assert "与上汽大众共推〔…〕锋产业中心" in blocks["p12"].text
    assert called_after(report, SOURCE_LANGUAGE, "n1").endswith("〔…〕")
    assert called_after(report, "en", "n1").endswith("[…]feng")
    assert blocks["n1"].kind is BlockKind.NOTE


def test_every_query_is_printed_as_received_and_has_a_note_at_its_words(corrections, report):
    """Called within the words queried or after them: the reader sees which ones are meant."""
    queries = [change for change in corrections if change.kind == "query"]
    calls = {
        f"{segment.text[: mark.start]}^{segment.text[mark.start :]}"
        for segment, mark in marks(report.sections[SOURCE_LANGUAGE], MarkKind.NOTE)
    }

    assert len(queries) == 4
    for query in queries:
        assert query.printed == query.received
        found = [call for call in calls if query.printed in call.replace("^", "")]
        assert [call.split("^")[0].endswith(_beginnings(query.printed)) for call in found] == [True]


def _beginnings(words: str) -> tuple[str, ...]:
    return tuple(words[:length] for length in range(2, len(words) + 1))


def test_notes_on_the_text_say_whose_they_are(report):
    for language, opening in ((SOURCE_LANGUAGE, "编者注："), ("en", "Editor’s note: ")):
        notes = [
            block
            for section in report.sections[language]
            for block in section.blocks
            if block.kind is BlockKind.NOTE
        ]
        assert len(notes) == 5
        assert [note.id for note in notes if not note.text.startswith(opening)] == []


def test_the_sum_that_a_note_gives_is_the_sum_of_the_figures_in_the_text(report):
    """2433.2 + 854.3 + 322.9 = 3610.4, and not the 3262 of the overview."""
    texts = {
        language: {
            block.id: block.text
            for section in report.sections[language]
            for block in section.blocks
        }
        for language in (SOURCE_LANGUAGE, "en")
    }
    for language, figures, total, printed in (
        (SOURCE_LANGUAGE, ("2433.2", "854.3", "322.9"), "3610.4", "3262"),
        ("en", ("243.32", "85.43", "32.29"), "361.04", "326.2"),
    ):
        words = texts[language]
        assert sum(map(Decimal, figures)) == Decimal(total)
        assert all(figure in words["p12"] and figure in words["n2"] for figure in figures)
        assert total in words["n2"]
        assert printed in words["p02"]
        assert printed in words["n2"]


def test_both_languages_have_the_same_blocks_in_the_same_order(report):
    def shape(language):
        return [
            (block.id, block.kind, block.depth)
            for section in report.sections[language]
            for block in section.blocks
        ]

    assert shape("en") == shape(SOURCE_LANGUAGE)
