"""A draft says that it is one, on every page, and what is still open in it."""

import shutil

import pytest

from tests.built import letters, painted, parsed_page, solid, visible
from tests.project_factory import SmallProject

EN = "content/town/en/01-work.md"
ITEM = "- opening hours were extended. {#i12}\n"


@pytest.fixture
def unfinished(small: SmallProject) -> SmallProject:
    """One item is not translated, one term proposed, one block has no id, one call no note."""
    small.change(EN, ITEM, "")
    small.change(
        "glossary/town.toml",
        'status = "approved"\nannotate = ["en", "zh"]',
        'status = "proposed"\nannotate = ["en", "zh"]',
    )
    return small


def drafted(project: SmallProject, *options: str) -> None:
    outcome = project.run("build", "--draft", *options)
    assert outcome.code == 0, outcome.said


def page(project: SmallProject, edition: str) -> str:
    return solid(visible(parsed_page(project.root / f"draft/town/{edition}/index.html")))


def by_page(project: SmallProject, edition: str, folder: str = "draft") -> list[str]:
    """Return the words that a PDF paints, page by page."""
    found = letters(project.root / f"{folder}/town/{edition}/town.{edition}.pdf")
    last = max(letter.page for letter in found)
    return [
        painted(tuple(letter for letter in found if letter.page == number))
        for number in range(last + 1)
    ]


# ── What is open ──


def test_the_page_says_what_is_open_and_leads_to_it(unfinished):
    drafted(unfinished, "-f", "html")

    text = page(unfinished, "en")
    assert solid("Passages not yet translated 1 i12") in text
    assert solid("Terms proposed and not yet approved 1 Marked † in the glossary") in text
    source = unfinished.read("draft/town/en/index.html")
    assert '<a href="#i12">i12</a>' in source
    assert "<title>Draft · " in source


def test_an_edition_names_only_what_is_open_in_itself(unfinished):
    """The Chinese is complete though its translation is not."""
    drafted(unfinished, "-f", "html")

    text = page(unfinished, "zh-Hans")
    assert "尚未译出" not in text
    assert "拟定而尚待审定的词条1见名词解释" in text
    assert "擬定而尚待審定的詞條1" in page(unfinished, "zh-Hant")


def test_blocks_without_an_id_and_findings_in_the_text_are_open(small):
    small.change("content/town/zh-Hans/01-work.md", "延长服务时间。 {#i12}", "延长服务时间。[^n9]")

    drafted(small, "-f", "html", "-e", "zh-Hans")

    text = page(small, "zh-Hans")
    assert "尚无固定编号的段落1i13" in text
    assert "编排时发现的问题1i13" in text


def test_what_is_open_and_not_printed_is_counted_without_a_link(small):
    """A note that is not translated is called by nothing, so it stands nowhere on the page."""
    small.change(
        "content/town/zh-Hans/01-work.md", "减少跑动次数。[^n1]", "减少[^q9]跑动次数。[^n1]"
    )
    small.change("content/town/zh-Hans/01-work.md", "[^n1]: 数据", "[^q9]: 另注。\n\n[^n1]: 数据")

    drafted(small, "-e", "en")

    assert solid("Passages not yet translated 1") in page(small, "en")
    assert 'href="#q9"' not in small.read("draft/town/en/index.html")


def test_the_pdf_has_a_page_of_its_own_for_it_and_is_stamped_on_every_page(unfinished):
    drafted(unfinished, "-f", "pdf", "-e", "en")

    pages = by_page(unfinished, "en")
    assert solid("Passages not yet translated") in pages[1]
    assert all("Draft" in words for words in pages)


def test_a_draft_in_which_nothing_is_open_says_so_and_bears_no_stamp(small):
    drafted(small, "-e", "zh-Hans", "-e", "en")

    assert solid("Nothing is open") in page(small, "en")
    pages = by_page(small, "zh-Hans")
    assert "没有尚待处理的事项" in pages[1]
    assert all("草稿" not in words for words in pages[2:])


# ── What is published is no draft ──


def test_what_is_published_says_nothing_of_a_draft(unfinished):
    unfinished.run("build", "-e", "en", "-e", "zh-Hans")

    for edition, word in (("en", "Draft"), ("zh-Hans", "草稿")):
        assert all(word not in words for words in by_page(unfinished, edition, "dist"))
        assert word not in visible(parsed_page(unfinished.dist / f"town/{edition}/index.html"))
    assert "草稿" not in visible(parsed_page(unfinished.dist / "index.html"))


def test_drafts_lie_in_a_folder_of_their_own_whose_front_page_says_so(unfinished):
    before = unfinished.read("dist/town/manifest.json")

    drafted(unfinished, "-f", "html")

    assert unfinished.read("dist/town/manifest.json") == before
    assert "草稿" in visible(parsed_page(unfinished.root / "draft/index.html"))


@pytest.mark.parametrize(("first", "then"), [((), ("--draft",)), (("--draft",), ())])
def test_drafts_and_what_is_published_never_stand_in_one_folder(small, first, then):
    place = ("-f", "html", "-e", "en", "-o", str(small.root / "one"))
    assert small.run("build", *place, *first).code == 0
    before = small.read("one/town/en/index.html")

    outcome = small.run("build", *place, *then)

    assert outcome.code == 2
    assert "must not stand among them" in outcome.said
    assert "name another folder with -o" in outcome.said
    assert small.read("one/town/en/index.html") == before


def test_not_even_those_of_different_reports(small):
    shutil.copytree(small.root / "content/town", small.root / "content/village")
    place = ("-f", "html", "-e", "en", "-o", str(small.root / "one"))
    assert small.run("build", "town", "--draft", *place).code == 0

    outcome = small.run("build", "village", *place)

    assert outcome.code == 2
    assert "must not stand among them" in outcome.said
    assert not (small.root / "one/village").exists()


def test_a_report_whose_name_is_a_language_counts_its_own_findings_only(small):
    (small.root / "content/town").rename(small.root / "content/en")
    small.change("content/en/zh-Hans/01-work.md", "延长服务时间。", "延长服务时间。[^n9]")

    drafted(small, "-f", "html", "-e", "en", "-e", "zh-Hans")

    counted = {
        edition: word in visible(parsed_page(small.root / f"draft/en/{edition}/index.html"))
        for edition, word in (("en", "Findings of the build"), ("zh-Hans", "编排时发现的问题"))
    }
    assert counted == {"en": False, "zh-Hans": True}


# ── Proposed terms ──


def test_a_proposed_term_is_marked_in_the_glossary_of_every_edition(unfinished):
    unfinished.run("build", "-e", "en", "-e", "zh-Hans")

    for edition, lead in (("en", "Renderings marked † are proposed"), ("zh-Hans", "标有†的词条")):
        text = "".join(by_page(unfinished, edition, "dist"))
        assert solid(lead) in text
        assert text.count("†") == 2  # once in the lead and once at the term


def test_a_glossary_without_proposed_terms_has_no_mark(small):
    small.run("build", "-e", "en")

    assert "†" not in "".join(by_page(small, "en", "dist"))
