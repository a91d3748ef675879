"""What stands around the text: its day and provenance, its notes, the record of its corrections."""

import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from jdpublish.corrections import CorrectionKind
from jdpublish.document import document
from jdpublish.editions import EDITIONS as DECLARED
from jdpublish.errors import ContentError, Location
from jdpublish.page import Document
from jdpublish.report import parsed
from jdpublish.workspace import find_project, load
from tests.built import (
    CHINESE,
    EDITIONS,
    Built,
    by_id,
    letters,
    painted,
    parsed_page,
    solid,
    visible,
    words,
)
from tests.project_factory import SmallProject
from tests.tagged import kinds_below
from tests.test_nu import CHECKER

every_edition = pytest.mark.parametrize("edition", EDITIONS)
TOML = "content/town/report.toml"
ZH = "content/town/zh-Hans/01-work.md"
EN = "content/town/en/01-work.md"
RECEIVED = "content/town/source/received.txt"
LOG = "content/town/source/corrections.tsv"


def page(project: SmallProject, edition: str) -> str:
    """Return the words of a page as it is now."""
    path = project.dist / "town" / edition / "index.html"
    return solid(visible(parsed_page.__wrapped__(path)))


def pages_of(path: Path) -> list[str]:
    """Return the words that a PDF paints, page by page."""
    found = letters(path)
    return [
        painted(tuple(letter for letter in found if letter.page == number))
        for number in range(max(letter.page for letter in found) + 1)
    ]


def pdf(project: SmallProject, edition: str) -> list[str]:
    return pages_of(project.dist / "town" / edition / f"town.{edition}.pdf")


def dated(project: SmallProject, line: str) -> None:
    project.change(TOML, 'version = "1"\n', f'version = "1"\n{line}\n')


# ── The day of a version ──


@pytest.mark.parametrize("line", ['date = "2026-02-03"', "date = 2026-02-03"])
def test_the_day_of_a_version_is_written_as_its_readers_write_days(small, line):
    dated(small, line)

    outcome = small.run("build")

    assert outcome.code == 0, outcome.said
    for edition, day in (
        ("zh-Hans", "第1版·2026年2月3日"),
        ("zh-Hant", "第1版·2026年2月3日"),
        ("en", solid("version 1 · February 3, 2026")),
    ):
        assert day in page(small, edition)
        cover, *_, colophon = pdf(small, edition)
        assert day in cover
        assert day in colophon
    assert '<time datetime="2026-02-03">' in small.page("en")


@pytest.mark.parametrize(
    "day",
    ["2026-02-30", "2026-13-01", "2026-2-3", "20260203", "2026-W06-2", "February 3, 2026", ""],
)
def test_a_day_that_is_none_is_refused_at_its_place(small, day):
    before = small.finished
    dated(small, f'date = "{day}"')

    outcome = small.run("build")

    assert outcome.code == 2
    assert f"“{day}” is not a day" in outcome.said
    assert outcome.place == f"{TOML}:3:1"
    assert 'date = "2026-11-22"' in outcome.said
    assert small.finished == before


def test_a_report_without_a_day_says_nothing_of_one(small):
    assert "<time" not in small.page("en")
    assert pdf(small, "en")[-1].endswith("Linux Libertine".replace(" ", ""))


# ── What an edition says of itself ──

PREVAILS = {
    "zh-Hans": "以中文为准",
    "zh-Hant": "以中文為準",
    "zh-Hant-TW": "以中文為準",
    "zh-Hant-HK": "以中文為準",
    "en": "The Chinese text prevails",
}


@every_edition
def test_every_edition_says_which_text_prevails_and_which_version_it_is(built, edition):
    day = "November 22, 2026" if edition == "en" else "2026年11月22日"
    cover, *_, colophon = pages_of(built.file(edition, "pdf"))
    web = solid(visible(built.page(edition)))

    for text in (cover, web):
        assert solid(PREVAILS[edition]) in text
    assert solid(PREVAILS[edition]).removeprefix("The") in colophon
    for text in (cover, colophon, web):
        assert solid(day) in text


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_the_colophon_and_the_page_say_where_the_text_is_from_and_who_may_do_what(
    built, report, edition
):
    details = report.source.details[edition]
    about = by_id(built.page(edition))["page-about"]
    section = next(one for one in built.page(edition).iter("section") if about in one)

    for text in (pages_of(built.file(edition, "pdf"))[-1], solid(words(section))):
        for said in (details.provenance, details.translation, details.rights):
            assert solid(said) in text


def test_the_colophon_owns_that_a_named_reviser_is_still_to_come(report):
    """As long as revision.md says so; who changes one changes both."""
    revision = (Path(__file__).parent.parent / "content/review-2024/revision.md").read_text("utf-8")
    owns = "It is not yet the revision that ISO 17100 asks of a second, named person" in revision

    said = {language: one.translation for language, one in report.source.details.items()}
    assert owns == ("still to be done" in said["en"])
    assert owns == ("尚未完成" in said["zh-Hans"])


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_the_colophon_counts_the_terms_and_those_that_are_only_proposed(
    built, report, sources, edition
):
    own = next(one for one in DECLARED if one.id == edition)
    entries = document(report, own, sources, others=()).entries.values()
    proposed = sum(entry.proposed for entry in entries)
    open_terms = {
        "zh-Hans": f"其中{proposed}条尚待审定。",
        "en": solid(f"still to be approved: {proposed}."),
    }[edition]
    count = {"zh-Hans": f"收录{len(entries)}条。", "en": solid(f"explained: {len(entries)}.")}

    for text in (pages_of(built.file(edition, "pdf"))[-1], solid(visible(built.page(edition)))):
        assert count[edition] in text
        assert (open_terms in text) is bool(proposed)


def test_what_a_report_does_not_say_leaves_no_empty_line(small):
    labels = [words(one) for one in parsed_page(small.dist / "town/en/index.html").iter("dt")]

    assert "Text" in labels
    assert not {"Translation", "Rights"} & set(labels)
    assert solid("still to be approved") not in page(small, "en")


def test_a_traditional_edition_says_that_it_was_converted(built):
    for edition in EDITIONS:
        converted = "由簡體中文本轉換" in visible(built.page(edition))
        assert converted is edition.startswith("zh-Hant")


# ── Notes ──


@pytest.mark.parametrize(("edition", "marks"), [("zh-Hans", "①②"), ("zh-Hant", "①②"), ("en", "ab")])
def test_two_notes_on_a_page_have_signs_of_their_own(small, edition, marks):
    """Not figures, which call the terms; the sign at the words is the sign at the foot."""
    small.change(ZH, "延长服务时间。", "延长服务时间。[^n2]")
    small.change(EN, "were extended.", "were extended.[^n2]")
    small.write(ZH, small.read(ZH) + "\n[^n2]: 节假日除外。\n")
    small.write(EN, small.read(EN) + "\n[^n2]: Except on holidays.\n")

    outcome = small.run("build", "-e", edition)

    assert outcome.code == 0, outcome.said
    text = "".join(pdf(small, edition))
    notes = {"en": ("As of the end", "Except on"), "zh-Hans": ("数据截至", "节假日除外")}
    first, second = (solid(note) for note in notes.get(edition, ("數據截至", "節假日除外")))
    assert f"{marks[0]}{first}" in text
    assert f"{marks[1]}{second}" in text
    ends = {"en": ("errands.", "extended."), "zh-Hans": ("次数。", "服务时间。")}
    for sign, end in zip(marks, ends.get(edition, ("次數。", "服務時間。")), strict=True):
        assert f"{end}{sign}" in text


@every_edition
def test_every_note_of_the_report_is_the_editors_and_says_so(built, edition):
    opening = {"zh-Hans": "编者注：", "en": "Editor’s note: "}.get(edition, "編者註：")
    elements = by_id(built.page(edition))
    notes = [words(elements[f"n{number}"]).strip() for number in range(1, 6)]

    assert [note for note in notes if not note.startswith(opening)] == []


def test_the_traditional_notes_name_the_characters_in_their_own_script(built):
    for edition in CHINESE[1:]:
        elements = by_id(built.page(edition))
        assert "「客找」照收到的文本印出，疑為「客棧」之誤" in words(elements["n4"])
        assert "「辦事實」照收到的文本印出，疑為「辦實事」之誤" in words(elements["n5"])


# ── The log ──

TEXT = """\
小城的一年,平稳的一年
关于2024年工作的回顾
过去一年,我县坚持稳中求进,全年新建道路12

公里。
主要工作
办事更方便。全面推进“一网通办”，数据上链，减少跑动次数。
新设窗口8个；
延长服务时间。
项目\t数量
窗口\t8个
"""

LINES = """\
# What was changed, and what is queried.
line	column	kind	received	printed	reason-en	reason-zh-Hans
1	6	width	,	，	Half-width mark	半角标点
3	5	width	,	，	Half-width mark	半角标点
3	14	width	,	，	Half-width mark	半角标点
3	23	join	\\n\\n		Page break inside 12公里	“12公里”中间断页
7	6	run-in-head	。	\\n	The full stop gives way	句号由标题代替
7	18	query	数据上链	数据上链	上链 may be a slip	“上链”疑误
"""


@pytest.fixture
def logged(small: SmallProject) -> SmallProject:
    """The small project with a text as received and a log that accounts for every difference."""
    small.write(RECEIVED, TEXT)
    small.write(LOG, LINES)
    return small


def made(project: SmallProject, edition: str) -> Document:
    sources = load(find_project(project.root))
    own = next(one for one in DECLARED if one.id == edition)
    report = parsed(sources.reports[0])
    return document(report, own, sources, others=(), appendices=("corrections",))


def test_the_log_is_printed_only_where_it_is_asked_for(logged):
    assert logged.run("build", "-f", "html").code == 0
    assert solid("Record of corrections") not in page(logged, "en")

    assert logged.run("build", "-f", "html", "--with", "corrections").code == 0
    assert solid("Record of corrections") in page(logged, "en")
    assert "校改记录" in page(logged, "zh-Hans")
    assert "校改記錄" in page(logged, "zh-Hant")


def test_a_log_makes_no_difference_where_it_is_not_asked_for(logged):
    before = logged.finished

    assert logged.run("build").code == 0

    assert logged.finished == before


def test_a_correction_is_printed_with_its_words_its_reason_and_its_block(logged):
    found = {one.kind: one for one in made(logged, "en").corrections}

    join = found[CorrectionKind.JOIN]
    assert (join.line, join.column, join.block) == (3, 23, "p01")
    assert join.received.words == "¶"
    assert join.received.before.endswith("新建道路12")
    assert join.received.after == "公里。"
    assert (join.printed.words, join.printed.after) == ("", "公里。")
    assert join.reason == "Page break inside 12公里"


def test_of_two_blocks_that_a_change_parts_the_heading_is_named(logged):
    found = {one.kind: one for one in made(logged, "zh-Hans").corrections}

    head = found[CorrectionKind.RUN_IN_HEAD]
    assert head.block == "h11"
    assert (head.received.words, head.printed.words) == ("。", "¶")
    assert head.printed.before == "办事更方便"
    assert head.printed.after.startswith("全面推进")


def test_the_kinds_come_in_their_order_and_each_in_the_order_of_the_text(logged):
    assert [(one.kind, one.line) for one in made(logged, "en").corrections] == [
        ("query", 7),
        ("join", 3),
        ("run-in-head", 7),
        ("width", 1),
        ("width", 3),
        ("width", 3),
    ]


def test_what_was_received_stays_as_it_came_and_what_is_printed_is_the_edition_s(logged):
    """In the text 上链 becomes 上鏈, for phrases are converted whole; in the quotation never."""
    query = made(logged, "zh-Hant").corrections[0]

    assert query.received.words == "数据上链"
    assert query.printed.words == "數據上鏈"
    assert query.printed.before.endswith("「一網通辦」，")
    assert query.received.before.endswith("“一网通办”，")
    assert query.reason == "「上鏈」疑誤"


def test_english_quotes_the_chinese_and_marks_it_as_chinese(logged):
    query = made(logged, "en").corrections[0]
    assert (query.received, query.printed) == (query.printed, query.received)

    logged.run("build", "-f", "html", "-e", "en", "--with", "corrections")

    cells = [
        (cell.get("lang"), words(cell))
        for table in parsed_page(logged.dist / "town/en/index.html").iter("table")
        if table.get("class") == "corrections"
        for cell in table.iter("td")
    ]
    assert [text for language, text in cells if language != "zh-Hans"] == [
        "上链 may be a slip",
        "Page break inside 12公里",
        "The full stop gives way",
    ]


def test_a_record_names_the_head_of_each_place_and_leads_to_its_block(logged):
    logged.run("build", "-f", "html", "-e", "en", "--with", "corrections")

    source = logged.page("en")
    assert '7:18 <a href="#p11">Services became easier to use</a>' in source
    assert '3:23 <a href="#p01">Overview</a>' in source
    assert "3 marks, on these lines of the text as received: 1, 3." in source


def test_the_pdf_names_the_page_of_each_place(logged):
    outcome = logged.run("build", "-f", "pdf", "-e", "en", "--with", "corrections")

    assert outcome.code == 0, outcome.said
    pages = pdf(logged, "en")
    record = next(text for text in pages[2:] if "Recordofcorrections" in text)
    block = next(text for text in pages[2:] if "putdataonablockchain" in text)
    assert f"maybeaslip{pages.index(block) + 1}" in record


def test_a_passage_is_never_cut_within_a_number(logged):
    logged.change("content/town/zh-Hans/00-overview.md", "道路12公里", "道路123456公里")
    logged.change(RECEIVED, "道路12\n", "道路123456\n")
    logged.change(LOG, "3\t23\tjoin", "3\t27\tjoin")

    comma = made(logged, "zh-Hans").corrections[-1]

    assert comma.printed.before == "…我县坚持稳中求进"
    assert comma.printed.after == "全年新建道路123456…"


# ── A log with a mistake ──

HEAD_LINE, QUERY_LINE = LINES.splitlines(keepends=True)[-2:]
MISTAKES = {
    "too few columns": (
        "Half-width mark\t半角标点\n3\t5",
        "Half-width mark\n3\t5",
        "has 6 columns, its first line 7",
        "3:1",
    ),
    "too many columns": (
        "12公里”中间断页",
        "12公里”\t中间断页",
        "has 8 columns, its first line 7",
        "6:1",
    ),
    "an unknown kind": ("3\t23\tjoin", "3\t23\tjion", "“jion” is not a kind of correction", "6:6"),
    "a line that is no number": (
        "3\t23\tjoin",
        "x\t23\tjoin",
        "“x” is not the number of a line",
        "6:1",
    ),
    "a column that is zero": (
        "3\t23\tjoin",
        "3\t0\tjoin",
        "“0” is not the number of a column",
        "6:3",
    ),
    "another place": (
        "3\t23\tjoin",
        "3\t22\tjoin",
        "line 3, column 22 of the text as received",
        "6:11",
    ),
    "a column beyond the end of its line": (
        "1\t6\twidth\t,",
        "1\t14\tlacuna\t",
        "line 1, column 14 of the text as received",
        "3:13",
    ),
    "a line beyond the text": ("7\t18\tquery", "70\t18\tquery", "line 70, column 18", "8:13"),
    "no reason": ("上链 may be a slip", " ", "gives no reason-en", "8:22"),
    "no names of columns": (
        "line\tcolumn\tkind\treceived\tprinted\treason-en\treason-zh-Hans\n",
        "",
        "does not begin with the names of its columns",
        "2:1",
    ),
    "no reasons at all": (
        "\treason-en\treason-zh-Hans",
        "",
        "does not begin with the names of its columns",
        "2:1",
    ),
    "another order": (
        f"{HEAD_LINE}{QUERY_LINE}",
        f"{QUERY_LINE}{HEAD_LINE}",
        "this line of the log comes too late",
        "8:1",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_malformed_line_is_refused_at_its_place(logged, name):
    old, new, says, place = MISTAKES[name]
    before = logged.finished
    logged.change(LOG, old, new)

    outcome = logged.run("build", "-f", "html")

    assert outcome.code == 2, outcome.said
    assert says in " ".join(outcome.said.split())
    assert outcome.place == f"{LOG}:{place}"
    assert "hint:" in outcome.said
    assert logged.finished == before


def test_a_misspelt_kind_is_told_the_nearest(logged):
    logged.change(LOG, "3\t23\tjoin", "3\t23\tjion")

    assert "did you mean “join”?" in logged.run("build", "-f", "html").said


def test_an_empty_log_is_refused(logged):
    logged.write(LOG, "# nothing yet\n")

    outcome = logged.run("build", "-f", "html")

    assert outcome.code == 2
    assert outcome.place == f"{LOG}:1:1"


def test_a_log_without_the_text_as_received_is_refused(logged):
    (logged.root / RECEIVED).unlink()

    outcome = logged.run("build", "-f", "html")

    assert outcome.code == 2
    assert outcome.place == f"{RECEIVED}:1:1"


def test_a_log_with_the_line_ends_of_windows_is_the_same_log(logged):
    plain = made(logged, "zh-Hant").corrections
    logged.write(LOG, LINES.replace("\n", "\r\n"))
    logged.write(RECEIVED, TEXT.replace("\n", "\r\n"))

    assert made(logged, "zh-Hant").corrections == plain


# ── A log that cannot be printed ──


def test_a_report_without_a_log_cannot_print_one(small):
    before = small.finished

    outcome = small.run("build", "-f", "html", "--with", "corrections")

    assert outcome.code == 2
    assert "the report “town” has no log of corrections" in outcome.said
    assert outcome.place == f"{TOML}:1:1"
    assert "source/corrections.tsv" in outcome.said
    assert small.finished == before


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("减少跑动", "减少很多跑动", "5:19", "here stands “很多跑动次数。”"),
        (
            "延长服务时间。 {#i12}",
            "延长服务时间。 {#i12}\n- 再多。 {#i13}",
            "9:3",
            "here stands “再多。”",
        ),
        ("新设窗口8个； {#i11}", "窗口8个； {#i11}", "7:3", "logged changes has “新设窗口8个；”"),
    ],
)
def test_a_change_that_is_not_in_the_log_is_refused_where_it_stands(logged, old, new, place, says):
    """The record says that it lists every difference, so it must."""
    logged.change(ZH, old, new)

    plain = logged.run("build", "-f", "html", "-e", "zh-Hans")
    outcome = logged.run("build", "-f", "html", "-e", "zh-Hans", "--with", "corrections")

    assert plain.code == 0, plain.said
    assert outcome.code == 2
    assert says in " ".join(outcome.said.split())
    assert outcome.place == f"{ZH}:{place}"
    assert LOG in outcome.said


def test_a_text_that_ends_too_soon_is_refused_at_the_log(logged):
    logged.write(RECEIVED, TEXT + "后记。\n")

    with pytest.raises(
        ContentError, match="the text as received with its logged changes has “后记。”"
    ) as seen:
        made(logged, "zh-Hans")

    assert seen.value.at == Location(LOG, 2)


def test_a_query_that_is_not_printed_as_it_says_is_refused(logged):
    logged.change(LOG, "数据上链\t数据上链", "数据上链\t数据上网")

    with pytest.raises(
        ContentError, match="“数据上链” is printed here, and not “数据上网”"
    ) as seen:
        made(logged, "zh-Hans")

    assert seen.value.at == Location(LOG, 8)


def test_a_log_without_reasons_in_the_edition_s_language_is_refused(logged):
    lines = [line.rpartition("\t")[0] or line for line in LINES.splitlines()]
    logged.write(LOG, "\n".join(lines))

    assert made(logged, "en").corrections
    with pytest.raises(ContentError, match="no reasons in zh-Hans") as seen:
        made(logged, "zh-Hant")

    assert seen.value.hint == "add a column reason-zh-Hans"


def test_an_unknown_appendix_is_refused(small):
    outcome = small.run("build", "--with", "index-of-dreams")

    assert outcome.code == 2
    assert "corrections" in outcome.said


# ── The record of the real report ──


def tables(built: Built, edition: str) -> dict[str, list[list[str]]]:
    """Return the rows of the record by caption, head rows left out."""
    found = {}
    for table in built.page(edition).iter("table"):
        if table.get("class") == "corrections":
            caption = table.find("caption")
            assert caption is not None
            rows = [[words(cell) for cell in row] for body in table.iter("tbody") for row in body]
            found[words(caption)] = rows
    return found


@pytest.mark.parametrize("edition", ["zh-Hans", "zh-Hant-TW", "en"])
def test_the_record_lists_every_change_but_width_one_by_one(recorded, edition):
    counts = [len(rows) for rows in tables(recorded, edition).values()]

    assert counts == [1, 4, 7, 26]
    assert "149" in words(
        next(one for one in recorded.page(edition).iter("p") if one.get("class") == "width")
    )


def test_the_record_gives_its_reasons_in_the_language_of_the_edition(recorded):
    reasons = {
        edition: [row[3] for rows in tables(recorded, edition).values() for row in rows]
        for edition in ("zh-Hans", "zh-Hant-TW", "en")
    }

    assert [one for one in reasons["zh-Hans"] if re.search("[A-Za-z]{3}", one)] == []
    assert "句號由標題格式代替" in reasons["zh-Hant-TW"]
    assert [one for one in reasons["en"] if not re.search("[A-Za-z]{3}", one)] == []


@pytest.mark.parametrize("edition", ["zh-Hans", "zh-Hant-TW", "en"])
def test_every_table_of_the_record_has_a_caption_and_heads_to_its_columns_and_rows(
    recorded, edition
):
    found = [one for one in recorded.page(edition).iter("table") if one.get("class")]

    assert len(found) == 4
    for table in found:
        scopes = [cell.get("scope") for cell in table.iter("th")]
        assert scopes == ["col"] * 4 + ["row"] * (len(scopes) - 4)
        assert all(next(iter(row)).tag == "th" for row in table.iter("tr"))


@pytest.mark.parametrize("edition", ["zh-Hans", "zh-Hant-TW", "en"])
def test_every_link_of_the_record_leads_to_a_block(recorded, edition):
    elements = by_id(recorded.page(edition))
    section = next(
        one for one in recorded.page(edition).iter("section") if one.get("class") == "record"
    )
    links = [link.attrib["href"] for link in section.iter("a")]

    assert len(links) == 38
    assert [link for link in links if link.removeprefix("#") not in elements] == []


def test_the_nu_checker_finds_no_error_in_the_record(recorded):
    pages = [recorded.file(edition, "html") for edition in ("zh-Hans", "zh-Hant-TW", "en")]
    done = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--exit-zero-always", *pages],
        capture_output=True,
        check=True,
    )

    errors = [
        one["message"] for one in json.loads(done.stderr)["messages"] if one["type"] == "error"
    ]
    assert errors == []


@pytest.mark.parametrize("size", ["A4", "16K", "A5"])
@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_the_record_stands_in_the_pdf_at_every_size(recorded, edition, size):
    path = recorded.file(edition, "pdf", size)
    text = "".join(pages_of(path))

    for rows in tables(recorded, edition).values():
        for place, received, *_ in rows:
            assert solid(place.split()[0] + received) in text, place
    with pikepdf.open(path) as found:
        kinds = list(kinds_below(found.Root.StructTreeRoot))
    assert kinds.count("/Table") == 4
    assert kinds.count("/TH") >= 4 * 5 + 38
    assert kinds.count("/Caption") == 4
