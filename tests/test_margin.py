"""Where margin glosses go: beside their lines, under one another, never lost without a word."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.outputs.pdf.after.margin import Column, stacked
from tests.project_factory import SmallProject

COLUMN = Column(top=100, bottom=900, space=10, lowest=950)


@dataclass
class Gloss:
    wanted: float
    height: float


@given(st.lists(st.tuples(st.floats(100, 900), st.floats(5, 60)), max_size=10))
def test_glosses_that_fit_never_touch_and_stay_in_the_column(rows):
    glosses = [Gloss(wanted, height) for wanted, height in sorted(rows)]

    tops = stacked(glosses, COLUMN)

    ends = [top + gloss.height for top, gloss in zip(tops, glosses, strict=True)]
    assert all(top >= COLUMN.top - 0.01 for top in tops)
    assert all(end <= COLUMN.bottom + 0.01 for end in ends)
    assert all(end + COLUMN.space <= top + 0.01 for end, top in zip(ends, tops[1:], strict=False))


def test_a_gloss_with_room_stands_at_its_line():
    assert stacked([Gloss(300, 50), Gloss(600, 50)], COLUMN) == [300, 600]


@pytest.fixture
def crowded(small: SmallProject) -> SmallProject:
    """Sixty explained terms in one paragraph: more glosses than a page is high."""
    words = [f"{chr(0x4E00 + 7 * number)}字号" for number in range(60)]
    entries = "".join(
        f'\n[[concept]]\nid = "crowd-{number}"\nsubject = "test"\nstatus = "approved"\n'
        f'annotate = ["en"]\n\n[concept.zh-Hans]\nterm = "{word}"\n\n[concept.en]\n'
        f'term = "crowded term {number}x"\n'
        'definition = "Something explained at such length that the margin fills up with it."\n'
        for number, word in enumerate(words)
    )
    small.write("glossary/crowd.toml", entries)
    names = ", ".join(f"crowded term {number}x" for number in range(len(words)))
    small.write(
        "content/town/zh-Hans/09-crowd.md", f"# 甲 {{#c9}}\n\n{'、'.join(words)}。 {{#p91}}\n"
    )
    small.write("content/town/en/09-crowd.md", f"# Crowd {{#c9}}\n\n{names}. {{#p91}}\n")
    return small


def test_glosses_without_room_are_findings_and_strict_refuses_them(crowded):
    outcome = crowded.run("build", "-e", "en", "-f", "pdf")

    assert outcome.code == 0
    assert "gloss-without-room" in outcome.said
    assert "content/town/en/09-crowd.md:3:" in outcome.said

    assert crowded.run("build", "-e", "en", "-f", "pdf", "--strict").code == 1
