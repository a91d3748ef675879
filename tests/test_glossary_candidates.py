"""Term candidates: what a text itself sets apart, slogans, and runs of words; nothing known."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.model import Concept
from jdpublish.report import parsed
from jdpublish.sources import SourceFile
from jdpublish.termbase.candidates import Candidate, Why, candidates
from jdpublish.termbase.candidates.passages import report_passages, text_passages
from jdpublish.termbase.candidates.starting import sentence
from jdpublish.terms.glossary import glossary
from jdpublish.workspace import find_project, load_glossary, load_reports
from tests.answering import INTERRUPTION, Terminal
from tests.conftest import ROOT

RECEIVED = ROOT / "content" / "review-2024" / "source" / "received.txt"


def found(text: str, concepts: tuple[Concept, ...] = (), minimum: int = 2) -> tuple[Candidate, ...]:
    return candidates(text_passages(SourceFile("x", "x.txt", text)), concepts, minimum)


def words(text: str, why: Why, *entries: Concept, minimum: int = 2) -> list[str]:
    return [one.text for one in found(text, entries, minimum) if one.why is why]


def entry(term: str, more: str = "") -> Concept:
    text = f'[[concept]]\nid = "known"\nstatus = "approved"\n{more}\n[concept.zh-Hans]\n'
    return glossary({"x": f'{text}term = "{term}"\n'})[0]


# The text as it was received


def test_all_quoted_phrases_of_the_received_text_are_found_when_the_glossary_is_empty():
    """Counted here without any of the program's reading: curly marks, line ends taken out."""
    text = re.sub(r"\s*\n+\s*", "", RECEIVED.read_text(encoding="utf-8"))
    quoted = Counter(re.findall("“([^“”]+)”", text))
    assert len(quoted) == 55

    told = {
        one.text.replace("，", ","): one.count
        for one in found(RECEIVED.read_text(encoding="utf-8"))
        if one.why is Why.QUOTED
    }

    assert told.keys() == quoted.keys()
    assert all(told[phrase] >= count for phrase, count in quoted.items())


def test_paragraphs_of_the_received_text_that_a_page_cut_in_two_are_whole():
    passages = text_passages(SourceFile("r", "r", RECEIVED.read_text(encoding="utf-8")))

    joined = [one for one in passages if one.source.last_line > one.source.at.line]
    assert len(joined) == 8
    assert "张江嘉定园改革创新发展行动启动实施" in "".join(one.text for one in passages)


def test_every_place_is_where_the_words_stand_in_the_received_text():
    text = RECEIVED.read_text(encoding="utf-8")
    lines = text.split("\n")

    for one in found(text):
        for place in one.places:
            line = lines[place.at.line - 1][place.at.column - 1 :]
            assert line[:1] == one.text[:1], (one.text, place.at)


def test_the_terms_of_the_report_are_among_the_runs_when_the_glossary_is_empty():
    text = RECEIVED.read_text(encoding="utf-8")

    runs = words(text, Why.RUN)

    assert runs[:2] == ["高质量发展", "西门历史文化街区"]
    assert {"城市精细化管理", "集成电路", "营商环境", "乡村振兴", "新发展格局"} <= set(runs)
    assert not {"全面完成", "不断完善", "项目库", "服务中心", "亿元"} & set(runs)


def test_nothing_that_the_real_glossary_has_is_proposed():
    terms = load_glossary(find_project(ROOT)).concepts
    (source,) = load_reports(find_project(ROOT))
    known = {form for one in terms for form in one.language("zh-Hans").accepted}

    told = candidates(report_passages(parsed(source)), terms)

    assert not known & {one.text for one in told}
    assert "四个一批" not in {one.text for one in told}


# What is set apart


@pytest.mark.parametrize("marks", ["“”", "‘’", "「」", "『』", '""'])
def test_phrases_in_quotation_marks_of_any_kind_are_proposed(marks):
    assert words(f"推进{marks[0]}数据上链{marks[1]}工作。", Why.QUOTED) == ["数据上链"]


def test_a_phrase_within_a_quoted_one_is_proposed_as_well():
    assert words("打造“我的‘邻里中心’品牌”。", Why.QUOTED) == ["我的‘邻里中心’品牌", "邻里中心"]


def test_titles_are_set_apart_as_titles():
    told = found("落实《上海市城市更新条例》和“揭榜挂帅”。")

    assert [(one.why, one.text) for one in told if one.why is not Why.RUN] == [
        (Why.QUOTED, "揭榜挂帅"),
        (Why.TITLE, "上海市城市更新条例"),
    ]


@pytest.mark.parametrize(
    "text", ["他说：“今年要做好三件事。大家要努力。”", "标题“”为空。", "他说“OK”。", "没有引号。"]
)
def test_quoted_sentences_and_empty_marks_are_no_phrases(text):
    assert not words(text, Why.QUOTED)


def test_a_quoted_phrase_is_counted_also_where_it_stands_without_marks():
    (one,) = [one for one in found("推进“数据上链”。数据上链有进展。") if one.text == "数据上链"]

    assert (one.why, one.count) == (Why.QUOTED, 2)


# Slogans by number


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("推进一网通办。", "一网通办"),
        ("深化一业一证改革。", "一业一证改革"),
        ("形成一区一城一湾。", "一区一城一湾"),
        ("发展五型经济。", "五型经济"),
        ("建设双千兆。", "双千兆"),
        ("推进四个一批。", "四个一批"),
        ("加快三大示范样板区建设。", "三大示范样板区"),
        ("布局2+2+1产业。", "2+2+1产业"),
    ],
)
def test_slogans_by_number_are_found_without_quotation_marks(text, slogan):
    told = words(text, Why.SLOGAN)

    assert any(slogan.startswith(one) or one.startswith(slogan) for one in told), told


@pytest.mark.parametrize(
    "text",
    [
        "一年一度的会议开了三天两夜。",
        "建成一个公园、三个小区。",
        "一次一个，十年一届。",
        "新增两大类项目，完成三分之一。",
        "双方一起走了一段路。",
        "大家七嘴八舌，建设全国统一大市场。",
        "前五大客户，双向八车道。",
        "投资12.5+3.5亿元。",
    ],
)
def test_what_only_counts_is_no_slogan(text):
    assert not words(text, Why.SLOGAN)


# Runs


def test_a_run_must_stand_often_enough():
    text = "营商环境改善。\n\n优化营商环境。\n\n信访工作开展。"

    assert words(text, Why.RUN) == ["营商环境"]
    assert "信访工作" not in words(text, Why.RUN, minimum=2)


def test_what_always_stands_within_a_longer_run_is_left_out():
    text = "西门历史文化街区开工。\n\n保护西门历史文化街区。"

    assert words(text, Why.RUN) == ["西门历史文化街区"]


@pytest.mark.parametrize(
    "text",
    [
        "完成243.4亿元、增长5%。完成243.4亿元、增长5%。",
        "全面完成任务。全面完成任务。",
        "加快推进建设。加快推进建设。",
        "2024年1月20日，上午。2024年1月20日，上午。",
        "有力的保障。有力的保障。",
    ],
    ids=["amounts", "done", "actions", "dates", "adjectives"],
)
def test_what_every_report_says_is_no_run(text):
    assert not words(text, Why.RUN)


# What is known


@pytest.mark.parametrize(
    "known",
    [
        entry("数据上链"),
        glossary(
            {
                "x": '[[concept]]\nid = "a"\nstatus = "retired"\nreason = "x"\n'
                '[concept.zh-Hans]\nterm = "数据上链"\n'
            }
        )[0],
        glossary(
            {
                "x": '[[concept]]\nid = "a"\nstatus = "approved"\n'
                '[concept.zh-Hans]\nterm = "上链"\n'
                'deprecated = [{ term = "数据上链", reason = "x" }]\n'
            }
        )[0],
    ],
    ids=["in use", "retired", "deprecated"],
)
def test_what_an_entry_has_is_not_proposed(known):
    assert not words("推进“数据上链”。数据上链有进展。", Why.QUOTED, known)


def test_what_stands_within_a_known_term_is_not_proposed():
    assert not found("成立“四个一”普惠金融服务模式。", (entry("“四个一”普惠金融服务模式"),))


def test_full_and_half_width_signs_are_the_same():
    assert not found("举办“品质点亮,打造空间”。", (entry("品质点亮，打造空间"),))


def test_a_text_in_traditional_characters_is_compared_as_well():
    assert not found("推進「一網通辦」。", (entry("一网通办"),))


def test_a_known_term_within_a_candidate_is_shown():
    (one,) = found("推进“嘉定新城绿环”。", (entry("嘉定新城"),))

    assert one.contains == (("嘉定新城", "known"),)


def test_a_measure_is_no_known_term():
    measure = glossary(
        {
            "x": '[[concept]]\nid = "a"\nstatus = "approved"\n[concept.zh-Hans]\n'
            'term = "户"\nmeasure = true\n'
        }
    )[0]

    assert words("推进“户”。", Why.QUOTED, measure) == ["户"]


# Texts as others send them


def test_blanks_and_markup_are_no_part_of_a_phrase():
    text = "## 标题 {#h1}\n\n推进**“数 据上链”**和[“揭榜挂帅”](https://x.cn/“a”)[^n1]。 {#p1}\n"

    assert words(text, Why.QUOTED) == ["数据上链", "揭榜挂帅"]


def test_a_phrase_that_a_line_end_cuts_is_whole():
    assert words("推进“数据\n上链”。", Why.QUOTED) == ["数据上链"]


def test_cells_of_a_table_are_not_joined():
    assert not words("| 营商 | 环境 |\n| --- | --- |\n| 营商 | 环境 |\n", Why.RUN)


@given(
    st.text(alphabet='“”‘’「」《》"一二大个的数据上链，。\n\t |#*[]()123 \u3000\u200b', max_size=80)
)
def test_any_text_can_be_looked_through_and_every_place_has_its_words(text):
    one_kind = str.maketrans("「」，", "“”,")
    for one in found(text, minimum=1):
        for place in one.places:
            assert place.words.translate(one_kind) == one.text.translate(one_kind)
            assert 0 <= place.start < place.stop <= len(place.passage.text)
            assert place.at.line <= len(re.split(r"\r\n?|\n", text))


def test_the_sentence_of_a_place_ends_with_its_full_stop():
    (one,) = found("今年不同。推进“数据上链”工作；明年再说。")

    assert sentence(one.places[0]) == "推进“数据上链”工作；"


# The command


def test_the_command_shows_count_place_chinese_and_english(small):
    small.change("content/town/zh-Hans/01-work.md", "数据上链", "“数据上链”")

    outcome = small.run("glossary", "candidates")

    assert outcome.code == 0
    assert "In quotation marks (1)" in outcome.printed
    assert "数据上链  ×1  content/town/zh-Hans/01-work.md:5:" in outcome.printed
    assert "“【数据上链】”" in outcome.printed
    assert "blockchain" in outcome.printed
    assert outcome.said == "1 candidate: 1 quoted phrase\n"


def test_a_report_whose_terms_are_known_has_none(small):
    outcome = small.run("glossary", "candidates")

    assert (outcome.code, outcome.printed) == (0, "")
    assert outcome.said.startswith("No candidates")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_are_read_in_the_usual_encodings(small, tmp_path, encoding):
    file = tmp_path / "来稿.txt"
    file.write_bytes("推进“揭榜挂帅”工作。".encode(encoding))

    outcome = small.run("glossary", "candidates", str(file))

    assert f"揭榜挂帅  ×1  {file}:1:4" in outcome.printed


def test_a_byte_order_mark_in_gb_18030_moves_no_place(small, tmp_path):
    file = tmp_path / "来稿.txt"
    file.write_bytes("\ufeff推进“揭榜挂帅”工作。".encode("gb18030"))

    assert f"{file}:1:4" in small.run("glossary", "candidates", str(file)).printed


def test_what_is_no_text_is_refused(small, tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(b"PK\x03\x04\0\0\xff\xfe")

    outcome = small.run("glossary", "candidates", str(file))

    assert outcome.code == 2
    assert "this file is no plain text" in outcome.said


def test_a_name_that_is_no_report_and_no_file_is_refused_with_the_reports(small):
    outcome = small.run("glossary", "candidates", "village")

    assert outcome.code == 2
    assert "there is no report and no file “village”" in outcome.said
    assert "reports are: town" in outcome.said


def test_limit_says_how_many_are_not_shown(small, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("“揭榜挂帅”。\n\n“数据上链”。\n\n“体验官”。", encoding="utf-8")

    outcome = small.run("glossary", "candidates", str(file), "--limit", "1")

    assert "数据上链" not in outcome.printed
    assert outcome.said == "3 candidates: 3 quoted phrases; 2 more without --limit\n"


def test_programs_get_every_place(small, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("“揭榜挂帅”好。\n\n再“揭榜挂帅”。\n", encoding="utf-8")

    outcome = small.run("glossary", "candidates", str(file), "--output-format", "json")
    (one,) = json.loads(outcome.printed)["candidates"]

    assert (one["text"], one["why"], one["count"]) == ("揭榜挂帅", "quoted", 2)
    assert [place["line"] for place in one["places"]] == [1, 3]
    assert one["places"][1]["sentence"] == "再“揭榜挂帅”。"


# Starting entries


def test_add_starts_an_entry_as_proposed_with_pinyin_sentence_and_place(small, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    before = small.read("glossary/town.toml")

    outcome = small.run(
        "glossary", "candidates", "--add", "数据上链", "--domain", "governance", "--by", "Li Ming"
    )

    assert outcome.code == 0, outcome.said
    after = small.read("glossary/town.toml")
    assert after.startswith(before)
    (new,) = [
        one for one in glossary({"x": after}) if one.language("zh-Hans").preferred == "数据上链"
    ]
    assert (new.status, new.subject, new.source) == ("proposed", "governance", "town, p11")
    assert new.language("zh-Hans").context == "全面推进“一网通办”，数据上链，减少跑动次数。"
    assert new.language("zh-Hans").pinyin.startswith("shùjù")
    assert new.language("en").preferred == ""
    assert new.created is not None
    assert new.created.by == "Li Ming"
    assert small.run("glossary", "candidates", "--min", "1").printed == ""


def test_several_are_added_at_once_or_none(small, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("“揭榜挂帅”“体验官”", encoding="utf-8")
    before = small.read("glossary/town.toml")

    refused = small.run("glossary", "candidates", str(file), "--add", "揭榜挂帅", "--add", "体验馆")

    assert refused.code == 2
    assert "“体验馆” is not among the candidates" in refused.said
    assert "did you mean “体验官”?" in refused.said
    assert small.read("glossary/town.toml") == before
    outcome = small.run("glossary", "candidates", str(file), "--add", "揭榜挂帅", "--add", "体验官")
    assert outcome.code == 0
    assert outcome.said.startswith("Started 2 entries as proposed in glossary/other.toml: give t")


def test_one_entry_is_spoken_of_as_one(small):
    outcome = small.run("glossary", "candidates", "--add", "数据上链", "--domain", "places")

    assert outcome.said.startswith("Started 1 entry as proposed in glossary/town.toml: give it E")


def answered(project, *answers):
    """Return what is said where somebody is asked about two candidates, and the exit code."""
    project.write("new words.txt", "“揭榜挂帅”“体验官”")
    return Terminal(project, answers).run("glossary", "candidates", "new words.txt", "--add")


def test_who_ends_the_questions_starts_what_was_chosen(small):
    said, code = answered(small, ("(1 of", "y\n"), ("(2 of", "q\n"))

    assert code == 0, said
    assert "Started 1 entry as proposed in glossary/other.toml: give it English" in said
    assert "揭榜挂帅" in small.read("glossary/other.toml")


@pytest.mark.parametrize("key", [INTERRUPTION, "\x04"])
def test_who_is_interrupted_is_told_what_was_chosen_and_not_started(small, key):
    before = small.read("glossary/town.toml")

    said, code = answered(small, ("(1 of", "y\n"), ("(2 of", key))

    assert code == 130, said
    assert "Nothing was started. You had chosen 揭榜挂帅; to start it:" in said
    assert "jdpublish glossary candidates 'new words.txt' --add '揭榜挂帅'" in said
    assert small.read("glossary/town.toml") == before
    assert [path.name for path in (small.root / "glossary").iterdir()] == ["town.toml"]


def test_add_without_a_term_needs_a_terminal(small):
    outcome = small.run("glossary", "candidates", "--min", "1", "--add")

    assert outcome.code == 2


def test_options_for_new_entries_need_add(small):
    assert small.run("glossary", "candidates", "--domain", "x").code == 2
