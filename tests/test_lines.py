"""The lines of PDFs, measured on finished pages, and that the measure sees what is wrong."""

from collections import defaultdict
from itertools import pairwise

import pypdfium2
import pytest

from tests.built import CHINESE, EDITIONS, SIZES
from tests.lines import column, faults, glyphs, parted
from tests.project_factory import make_project

every_size = pytest.mark.parametrize("size", SIZES)

FORBIDDEN = {"\u00a0", "\u2060", "\u202f", "\u200b", "\ufeff"}
"""No-break spaces, joiners and the like: line ends are a matter of style, never of characters."""


@every_size
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_line_has_a_fault(built, edition, size):
    """Flush, gaps in measure, no mark where it may not stand, no figure parted, no orphan."""
    found = column(built.file(edition, "pdf", size))

    assert sum(line.goes_on for line in found.lines) > 90
    assert faults(found) == ()


@every_size
def test_english_words_are_parted_by_hyphens(built, size):
    lines = column(built.file("en", "pdf", size)).lines
    hyphenated = [line for line in lines if line.goes_on and line.words.endswith("-")]

    assert 10 < len(hyphenated) < len(lines) / 3


def test_a_word_parted_where_emphasis_begins_has_its_hyphen(small):
    """The words are of so many lengths that lines would end at every place in them."""
    words = " ".join(
        f"{'m' * (number**2 % 11 + 1)} counter*revolutionary* inter*governmental*"
        for number in range(60)
    )
    small.change("content/town/en/00-overview.md", "and built", f"{words} and built")
    outcome = small.run("build", "-q", "-f", "pdf", "-e", "en")
    assert outcome.code == 0, outcome.said
    found = column(small.dist / "town" / "en" / "town.en.pdf").lines
    ends = {line.words.split()[-1] for line in found if line.goes_on}

    assert {"intergovern-", "counterrev-"} <= ends
    assert ends.isdisjoint({"inter", "counter"})


@every_size
def test_a_page_s_column_is_as_wide_as_the_page_allows(built, size):
    """So that the sizes are not measured by a column that all of them happen to share."""
    widths = {}
    for edition in ("zh-Hans", "en"):
        found = column(built.file(edition, "pdf", size))
        widths[edition] = round((found.right - found.left) / found.size, 1)

    assert (
        widths
        == {
            "A4": {"zh-Hans": 36.0, "en": 30.5},
            "16K": {"zh-Hans": 34.2, "en": 28.1},
            "A5": {"zh-Hans": 29.0, "en": 25.4},
        }[size]
    )


@pytest.mark.parametrize("edition", CHINESE)
def test_stops_stand_where_the_edition_s_readers_expect_them(built, edition):
    """Below on the left in Simplified Chinese, in the middle of their squares in Traditional."""
    found = column(built.file(edition, "pdf"))
    commas = [
        ((each.left + each.right) / 2 - each.x) / found.size
        for line in found.lines
        for each in line.glyphs
        if each.text == "，"
    ]
    centred = [0.4 < place < 0.6 for place in commas]

    assert len(commas) > 50
    assert all(centred) if edition.startswith("zh-Hant") else not any(centred)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_character_in_the_output_governs_lines(built, edition):
    painted = {each.text for each in glyphs(built.file(edition, "pdf"))}

    assert FORBIDDEN.isdisjoint(painted)
    assert FORBIDDEN.isdisjoint(built.source(edition))


def printed(path) -> list[str]:
    """Return all that stands in rows in a PDF, whatever its script, without spaces."""
    rows = defaultdict(list)
    for each in glyphs(path):
        rows[each.page, -round(each.y)].append(each)
    ordered = [sorted(row, key=lambda each: round(each.x)) for _, row in sorted(rows.items())]
    return ["".join(each.text for each in row) for row in ordered]


ADDRESS = "www.jiading.gov.cn/information/government/publications"


@pytest.mark.parametrize(
    ("edition", "old", "words"),
    [("en", "and built", "up "), ("zh-Hans", "过去一年", "好")],
)
def test_an_address_has_no_hyphen_but_its_own(small, edition, old, words):
    """The words before it are of so many lengths that lines would end at every place in it."""
    text = "".join(f"{words * (number**2 % 17 + 15)}{ADDRESS} " for number in range(40))
    small.change(f"content/town/{edition}/00-overview.md", old, f"{text}{old}")
    outcome = small.run("build", "-q", "-f", "pdf", "-e", edition, "--page-size", "A5")
    assert outcome.code == 0, outcome.said
    found = printed(small.dist / "town" / edition / f"town.{edition}.A5.pdf")
    ends = {line[line.rindex("www") :] for line in found if "www" in line} & {
        ADDRESS[:place] for place in range(len(ADDRESS))
    }

    assert len(ends) > 2
    assert all(end[-1] == "/" or ADDRESS[len(end)] == "." for end in ends)
    assert not any(line.endswith("-") and "www" in line for line in found)


def test_a_long_latin_word_is_parted_rather_than_a_chinese_line_torn(small):
    """The words before it are of so many lengths that its lines would lack up to its own."""
    text = "".join(
        f"{'我们高度重视各项工作'[: number**2 % 10 + 1]}internationalization"
        for number in range(60)
    )
    small.change("content/town/zh-Hans/00-overview.md", "过去一年", f"{text}过去一年")
    outcome = small.run("build", "-q", "-f", "pdf", "-e", "zh-Hans", "--page-size", "A5")
    assert outcome.code == 0, outcome.said
    path = small.dist / "town" / "zh-Hans" / "town.zh-Hans.A5.pdf"
    one, found = ([each for each in glyphs(path) if each.text in "我们高度"], printed(path))
    gaps = [right.x - left.end for left, right in pairwise(one) if left.y == right.y]

    assert any(line.endswith("interna-") for line in found)
    assert max(gap for gap in gaps if gap < one[0].size) < 0.25 * one[0].size + 0.2


# ── Emphasis ──


@pytest.mark.parametrize("edition", ["zh-Hans", "zh-Hant-TW"])
def test_chinese_emphasis_is_upright_and_has_a_dot_below_each_character(small, edition):
    """CLREQ, “Emphasis Dots”. What is strong is bold, in a face of its own."""
    small.change("content/town/zh-Hans/00-overview.md", "过去一年", "过去一年*好，G5*中")
    outcome = small.run("build", "-q", "-f", "pdf", "-e", edition)
    assert outcome.code == 0, outcome.said
    path = small.dist / "town" / edition / f"town.{edition}.pdf"
    found = glyphs(path)
    start = "".join(each.text for each in found).index("年好，G5中") + 1
    with pypdfium2.PdfDocument(path) as document:
        page = document[found[start].page]
        image = page.render(scale=SCALE).to_pil().convert("L")
        height = page.get_height()

    assert [has_dot(image, height, each) for each in found[start : start + 5]] == [
        True,
        False,
        True,
        True,
        False,
    ]
    assert all(each.slant == 0 for each in found[start : start + 5])
    (strong,) = {each.font for each in found if each.text in "稳穩" and "Bold" in each.font}
    assert strong == "Report-Han-Bold"


SCALE = 8


def has_dot(image, height: float, glyph) -> bool:
    """Whether there is ink in the middle below a character, deeper than any of its own."""
    middle = glyph.x + glyph.advance / 2
    left, right = (middle - 0.04 * glyph.size) * SCALE, (middle + 0.04 * glyph.size) * SCALE
    top, bottom = height - glyph.y + 0.2 * glyph.size, height - glyph.y + 0.42 * glyph.size
    darkest, _ = image.crop((left, top * SCALE, right, bottom * SCALE)).getextrema()
    return bool(darkest < 128)


# ── What is wrong is seen ──

FIRST, FULL = 34, 36
"""How many squares a first line and any other hold on A4."""
LATIN = '<span class="latin before after">{}</span>'

PLANTED = {
    "ragged end": ["甲" * FIRST, "甲" * (FULL - 1), "甲甲甲"],
    "ragged beginning": ["乙" * FIRST, '<span style="margin-left: .5em">乙乙乙</span>'],
    "first is what may not be": ["丙" * FIRST, "，丙丙丙"],
    "last is what may not be": ["丁" * (FIRST - 1) + "“", "丁丁丁”"],
    "parted figure": ["戊" * (FIRST - 2) + LATIN.format("128"), "户，戊戊戊"],
    "parted mark": ["己" * (FIRST - 1) + "—", "—己己己"],
    "one character alone": ["庚" * FIRST, "庚。"],
    "stretched gap": ["辛" * FIRST, '辛<span style="letter-spacing: .3em">辛辛</span>辛'],
    "gap beside Latin": ["壬" * FIRST, '壬壬<span class="latin">A</span>壬'],
    "marks too wide": ["癸" * FIRST, "癸癸”，癸"],
    "overlap": ["子" * FIRST, '子子<span style="margin-left: -.4em">子</span>'],
}
"""Lines that are broken by hand, and what is wrong with them; each has a character of its own."""
CALLED = ["丑" * FIRST, '<a class="call" href="#c1">7</a>丑丑丑']
SOUND = ["寅" * FIRST, "寅" * FULL, f"寅寅{LATIN.format('A')}寅寅，寅“寅”寅。"]
ENGLISH = [
    "The county’s revenue from all its services last year reached in all 24.34",
    "billion yuan.",
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A project whose chapters hold, after their own text, lines that were broken by hand."""
    project = make_project(tmp_path_factory.mktemp("planted"))
    project.own_theme()
    paragraphs = "".join(
        f"<p>{'<br>'.join(lines)}</p>" for lines in (*PLANTED.values(), CALLED, SOUND, SOUND, SOUND)
    )
    english = f"<h3>Head</h3><p>{'<br>'.join(ENGLISH)}</p>" * 3
    more = f'{{% if document.language == "en" %}}{english}{{% else %}}{paragraphs}{{% endif %}}'
    body = "{{ chapter.body }}"
    project.change("themes/report/print.html", body, body + more)
    outcome = project.run_alone("build", "-f", "pdf", "-q")
    assert outcome.code == 0, outcome.said
    return project


def seen(project, edition: str) -> dict[str, set[str]]:
    """Return the kinds of faults that are found in lines, by the lines' first characters."""
    found: dict[str, set[str]] = {}
    for fault in faults(column(project.dist / "town" / edition / f"town.{edition}.pdf")):
        found.setdefault(next(filter(str.isalpha, fault.words)), set()).add(fault.kind)
    return found


@pytest.mark.parametrize("kind", PLANTED)
def test_each_fault_is_seen_where_it_is_planted(planted, kind):
    assert kind in seen(planted, "zh-Hans")[PLANTED[kind][0][0]]


def test_a_call_at_the_beginning_of_a_line_is_seen(planted):
    assert "first is what may not be" in seen(planted, "zh-Hans")["丑"]


def test_lines_without_a_fault_stay_unmentioned(planted):
    assert "寅" not in seen(planted, "zh-Hans")


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("推进128", "户"),
        ("推進128", "戶"),
        ("完成243.4億", "元"),
        ("下降1.3", "個百分點"),
        ("約75", "萬平方米"),
        ("每年3—", "5个"),
        ("6+", "1"),
        ("第", "3名"),
        ("up 1.3 ", "percentage points"),
        ("Metro Line ", "13"),
        ("RMB ", "3 billion"),
    ],
)
def test_every_kind_of_parted_figure_is_seen(line, following):
    assert list(parted(f"{line}{following}, ", len(line))) == ["parted figure"]


@pytest.mark.parametrize(
    ("line", "following"),
    [("推进128户", "旧房"), ("在2024", "嘉定"), ("the 326 ", "companies"), ("甲", "乙")],
)
def test_what_is_no_figure_may_be_parted(line, following):
    assert list(parted(f"{line}{following}", len(line))) == []


def test_a_parted_english_figure_is_seen(planted):
    assert "parted figure" in seen(planted, "en")["T"]
