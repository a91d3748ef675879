"""Nothing lost, nothing invented: the sections are the text received, change by logged change."""

from collections import Counter
from dataclasses import dataclass

import pytest

from jdpublish.model import SOURCE_LANGUAGE, BlockKind
from tests.conftest import ROOT

SOURCE = ROOT / "content" / "review-2024" / "source"


@dataclass(frozen=True)
class Correction:
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
        for line, column, kind, before, after, reason in rows[1:]
        if reason
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


def test_the_lacuna_is_shown_as_a_lacuna_with_a_note(report):
    blocks = {
        block.id: block for section in report.sections[SOURCE_LANGUAGE] for block in section.blocks
    }

    assert "与上汽大众共推〔…〕锋产业中心" in blocks["p12"].text
    assert [mark.value for mark in blocks["p12"].segment.marks] == ["n1"]
    assert blocks["n1"].kind is BlockKind.NOTE


def test_both_languages_have_the_same_blocks_in_the_same_order(report):
    def shape(language):
        return [
            (block.id, block.kind, block.depth)
            for section in report.sections[language]
            for block in section.blocks
        ]

    assert shape("en") == shape(SOURCE_LANGUAGE)
