"""The glossary by itself: the order of its entries, its page in a browser, its PDF."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from jdpublish.terms.ordering import (
    english_key,
    english_letter,
    initials,
    pinyin_key,
    pinyin_letter,
    typed,
)
from tests.browsing import DESK, PHONE
from tests.conftest import ROOT
from tests.project_factory import make_project, run_here
from tests.test_browser import violations
from tests.test_nu import CHECKER

# ── The order of a dictionary ──


def by_pinyin(*terms: tuple[str, str]) -> list[str]:
    return [han for han, _ in sorted(terms, key=lambda term: pinyin_key(*term))]


def test_syllables_are_compared_one_by_one_before_those_that_follow():
    assert by_pinyin(("先进", "xiānjìn"), ("西安", "Xī’ān"), ("息", "xī")) == ["息", "西安", "先进"]


def test_tones_follow_one_another_with_the_neutral_last():
    terms = [("吗", "ma"), ("骂", "mà"), ("马", "mǎ"), ("妈", "mā"), ("麻", "má")]

    assert by_pinyin(*terms) == ["妈", "麻", "马", "骂", "吗"]


def test_u_with_two_dots_follows_u_before_the_next_letter():
    terms = [
        ("论", "lùn"),
        ("略", "lüè"),
        ("乱", "luàn"),
        ("绿", "lǜ"),
        ("路", "lù"),
        ("落", "luò"),
    ]

    assert by_pinyin(*terms) == ["路", "绿", "乱", "略", "论", "落"]


def test_entries_that_begin_with_one_character_stay_together():
    terms = [("家常", "jiācháng"), ("嘉定", "Jiādìng"), ("家庭", "jiātíng"), ("嘉兴", "Jiāxīng")]

    assert by_pinyin(*terms) == ["嘉定", "嘉兴", "家常", "家庭"]


def test_a_tone_counts_before_the_next_syllable():
    assert by_pinyin(("海安", "Hǎi’ān"), ("孩子", "háizi")) == ["孩子", "海安"]


def test_figures_come_first_by_their_value_and_quotation_marks_do_not_count():
    terms = [
        ("安全", "ānquán"),
        ("13号线", "13 Hào Xiàn"),
        ("“2+2+1”未来产业", "2+2+1 wèilái chǎnyè"),
        ("5G基站", "5G jīzhàn"),
    ]

    assert by_pinyin(*terms) == ["“2+2+1”未来产业", "5G基站", "13号线", "安全"]
    assert [pinyin_letter(*term) for term in terms] == ["A", "0–9", "0–9", "0–9"]


def test_a_latin_word_stands_among_the_syllables_that_begin_like_it():
    terms = [("高速", "gāosù"), ("G15嘉定段", "G15 Jiādìng duàn"), ("服务", "fúwù")]

    assert by_pinyin(*terms) == ["服务", "G15嘉定段", "高速"]
    assert pinyin_letter("G15嘉定段", "G15 Jiādìng duàn") == "G"


@pytest.mark.parametrize(
    ("han", "pinyin", "syllables"),
    [
        ("专精特新企业", "zhuān-jīng-tè-xīn qǐyè", ["zhuan", "jing", "te", "xin", "qi", "ye"]),
        ("方案", "fāng’àn", ["fang", "an"]),
        ("反感", "fǎngǎn", ["fan", "gan"]),
        ("星歌", "xīnggē", ["xing", "ge"]),
        ("女儿", "nǚ'ér", ["nu", "er"]),
        ("儿童", "értóng", ["er", "tong"]),
        ("App应用", "App yìngyòng", ["app", "ying", "yong"]),
    ],
)
def test_pinyin_is_parted_into_the_readings_of_its_characters(han, pinyin, syllables):
    key = pinyin_key(han, pinyin)[:-1]

    assert [letters for letters, *_ in key] == syllables
    assert "".join(one for *_, one in key) == re.sub("[A-Za-z]", "", han)


def test_every_pinyin_of_the_glossary_has_a_syllable_for_each_character(sources):
    for concept in sources.concepts:
        chinese = concept.language("zh-Hans")
        key = pinyin_key(chinese.preferred, chinese.pinyin)[:-1]
        assert all(character for *_, tone, character in key if tone), chinese.preferred


@given(st.text("嘉定新城ab1 “”"), st.text("jiādìng xǚé’-1A "))
def test_whatever_stands_for_pinyin_has_a_place(han, pinyin):
    assert pinyin_key(han, pinyin)[-1][-1] == han
    assert re.fullmatch("[A-Z]|0–9", pinyin_letter(han, pinyin))


def test_english_is_sorted_by_its_letters_alone():
    forms = [
        "zones",
        "“four batches”",
        "The Four Winds",
        "Élysée",
        "e-government",
        "a new city",
        "elderly care",
        "10,000 kilowatts",
        "5G base stations",
        "anything",
    ]

    assert sorted(forms, key=english_key) == [
        "5G base stations",
        "10,000 kilowatts",
        "anything",
        "e-government",
        "elderly care",
        "Élysée",
        "“four batches”",
        "The Four Winds",
        "a new city",
        "zones",
    ]
    assert [english_letter(form) for form in ("the North", "Élysée", "5G")] == ["N", "E", "0–9"]


def test_a_term_is_typed_without_tones_with_v_for_u_or_by_its_initials():
    assert typed("lǜsè gōngchǎng") == ("lusegongchang", "lvsegongchang")
    assert initials("专精特新企业", "zhuān-jīng-tè-xīn qǐyè") == "zjtxqy"


# ── The real glossary, as page and as PDF ──


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    outcome = run_here("--project", str(ROOT), "glossary", "render", "-o", str(folder))
    assert (outcome.code, outcome.printed) == (0, ""), outcome.said
    assert sorted(path.name for path in folder.rglob("*.*")) == ["glossary.pdf", "index.html"]
    return folder / "glossary"


def read(folder: Path):
    return lxml.html.fromstring((folder / "index.html").read_text("utf-8"))


def words(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def page(finished):
    return read(finished)


def entry(page, identity: str):
    (found,) = page.xpath(f'//*[@id="term-{identity}"]')
    return found


def test_every_entry_stands_in_both_parts(page, sources):
    entries = {one.get("id").removeprefix("term-") for one in page.find_class("entry")}
    lines = page.xpath('//ul[contains(@class, "lines")]/li')
    indexed = {line.get("data-entry").removeprefix("term-") for line in lines}

    assert entries == indexed == {concept.id for concept in sources.concepts}


def test_every_english_form_leads_to_its_entry(page, sources):
    lines = {
        (words(line), line.xpath(".//a/@href")[0])
        for line in page.xpath('//ul[contains(@class, "lines")]/li')
    }
    for concept in sources.concepts:
        han, english = concept.language("zh-Hans").preferred, concept.language("en")
        target = f"#term-{concept.id}"
        assert (f"{english.preferred} {han}", target) in lines
        for term in english.terms:
            if term.status == "admitted":
                assert (f"{term.text} see {english.preferred} {han}", target) in lines


def test_entries_say_all_that_the_glossary_says_to_readers(page, sources):
    for concept in sources.concepts:
        said = words(entry(page, concept.id))
        for section in (concept.language("zh-Hans"), concept.language("en")):
            for text in (section.first, section.definition, section.pinyin):
                assert " ".join(text.split()) in said
            for term in section.terms:
                assert term.text in said
                assert term.reason in said
        assert ("†" in said) == (concept.status == "proposed"), concept.id


def test_letters_stand_in_their_order_and_lead_to_their_headings(page):
    for name in ("pinyin", "english"):
        ids = page.xpath(f'//h3[starts-with(@id, "{name}-")]/@id')
        assert ids[0].endswith("figures")
        assert ids[1:] == sorted(ids[1:])
        assert [f"#{one}" for one in ids] == page.xpath(
            f'//nav//a[starts-with(@href, "#{name}-")]/@href'
        )


def test_traditional_characters_are_shown_where_they_differ(page, sources):
    assert "〔專精特新企業〕" in words(entry(page, "srdi-enterprises"))
    same = next(one for one in sources.concepts if one.language("zh-Hans").preferred == "户")
    assert "〔戶〕" in words(entry(page, same.id))
    town = next(one for one in sources.concepts if one.language("zh-Hans").preferred == "嘉定")
    assert "〔" not in words(entry(page, town.id))


@pytest.fixture(scope="module")
def printed(finished) -> list[str]:
    document = pypdfium2.PdfDocument(finished / "glossary.pdf")
    texts = [one.get_textpage().get_text_range() for one in document]
    document.close()
    return [squeezed(text) for text in texts]


def squeezed(text: str) -> str:
    """Return a text as lines of print can be compared: hyphens may stand at their ends."""
    return re.sub(r"[\s\ufffe\u00ad-]+", "", text)


def test_the_index_names_the_page_of_each_entry(printed, sources):
    first = next(number for number, text in enumerate(printed) if "英文索引" in text and number > 2)
    index = "".join(printed[first:])
    for concept in sources.concepts:
        han = squeezed(concept.language("zh-Hans").preferred)
        english = squeezed(concept.language("en").preferred)
        found = re.search(rf"{re.escape(english)}{re.escape(han)}(\d+)", index)
        assert found, concept.id
        named = [page for page in range(1, first + 1) if found[1].startswith(str(page))]
        assert any(han in printed[page - 1] for page in named), concept.id


def test_the_pdf_has_bookmarks_for_parts_and_letters(finished, page):
    with pikepdf.open(finished / "glossary.pdf") as document, document.open_outline() as outline:
        parts = {one.title: [letter.title for letter in one.children] for one in _below(outline)}

    letters = page.xpath('//h3[starts-with(@id, "pinyin-")]/text()')
    assert parts["按拼音排列 Chinese by pinyin"] == letters
    assert parts["英文索引 English index"][:3] == ["0–9", "A", "B"]


def _below(outline) -> Iterator[pikepdf.OutlineItem]:
    for item in outline.root:
        yield from item.children


def test_the_pdf_holds_only_fonts_of_the_theme_and_its_own_sources(finished, sources):
    with pikepdf.open(finished / "glossary.pdf") as document:
        fonts = {
            str(one.FontName).partition("+")[2] for one in document.objects if _is_descriptor(one)
        }
        attached = {name.removeprefix("glossary/") for name in document.attachments}

    assert fonts
    assert all(name.startswith("Report-") for name in fonts)
    assert attached == {Path(file.file).name for file in sources.glossary_files}


def _is_descriptor(one) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"


def test_running_heads_name_the_first_and_the_last_entry_of_a_page(printed, page):
    heads = [
        (squeezed(words(head.find_class("entry-han")[0])), squeezed(words(head)))
        for head in page.xpath("//dt[span[@class='entry-han']]")
    ]
    order = [han for han, _ in heads]
    for text in printed[3:20]:
        begun = [han for han, head in heads if head in text]
        assert len(begun) > 5
        assert text.count(begun[-1]) >= 2  # in the column and in the running head
        before = order[order.index(begun[0]) - 1]  # it may go on from the page before
        assert text.count(begun[0]) >= 2 or before in text


# ── In a browser ──


@pytest.fixture
def opened(browser, finished):
    contexts, faults = [], []

    def opener(width: int = DESK, place: str = "", **options):
        settings = {"reduced_motion": "reduce", "viewport": {"width": width, "height": 900}}
        context = browser.new_context(**settings | options)
        context.set_default_timeout(8_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda one: None if one.url.startswith(("file:", "data:")) else faults.append(one.url),
        )
        page.goto((finished / "index.html").as_uri() + place)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_no_barrier(opened, scheme, width):
    page = opened(width, color_scheme=scheme)

    assert violations(page) == []
    page.get_by_role("searchbox").fill("jiading")
    assert violations(page) == []


def test_nothing_is_wider_than_the_screen(opened):
    page = opened()

    for width in (1400, 1239, 1024, 800, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0, width


@pytest.mark.parametrize(
    "sought", ["专精特新", "專精特新", "zhuanjing te", "zhuān-jīng-tè", "ZJTXQY", "SRDI sme"]
)
def test_a_term_is_found_in_characters_pinyin_initials_and_english(opened, sought):
    page = opened()

    page.get_by_role("searchbox").fill(sought)

    shown = page.locator(".entry:visible")
    assert "term-srdi-enterprises" in shown.evaluate_all("all => all.map(one => one.id)")
    assert shown.count() < 10
    expect(page.get_by_role("status")).to_contain_text(str(shown.count()))


def test_what_is_not_there_is_said_not_to_be_and_escape_brings_all_back(opened, sources):
    page = opened()
    field = page.get_by_role("searchbox")

    page.keyboard.press("/")
    expect(field).to_be_focused()
    field.fill("qwertz")
    expect(page.get_by_role("status")).to_have_text("没有找到 · Nothing found")
    page.keyboard.press("Escape")

    expect(field).to_have_value("")
    expect(page.locator(".entry:visible")).to_have_count(len(sources.concepts))


def test_a_link_leads_to_an_entry_that_the_search_has_hidden(opened):
    page = opened()
    page.get_by_role("searchbox").fill("jiading")

    page.evaluate("() => { location.hash = 'term-srdi-enterprises' }")

    expect(page.locator("#term-srdi-enterprises")).to_be_in_viewport()


def test_the_page_is_complete_without_scripts(opened, sources):
    page = opened(java_script_enabled=False)

    expect(page.locator(".entry:visible")).to_have_count(len(sources.concepts))
    expect(page.get_by_role("searchbox")).to_be_hidden()


def test_the_choice_of_light_or_dark_is_kept(opened):
    page = opened(color_scheme="light")
    button = page.locator("#page-appearance")

    button.click()
    button.click()
    page.reload()

    assert page.evaluate("() => document.documentElement.dataset.appearance") == "dark"
    assert "Dark" in (button.get_attribute("aria-label") or "").title()


def test_the_nu_checker_finds_no_error(finished):
    done = subprocess.run(
        [
            "java",
            "-jar",
            CHECKER,
            "--format",
            "json",
            "--exit-zero-always",
            finished / "index.html",
        ],
        capture_output=True,
        check=True,
    )
    messages = json.loads(done.stderr)["messages"]

    assert [one["message"] for one in messages if one["type"] != "info"] == []


# ── The command, in a small project ──

RETIRED = """
[[concept]]
id = "one-door"
subject = "governance"
status = "retired"
reason = "the reform has another name now"
successor = "one-website"

[concept.zh-Hans]
term = "一门式服务"
pinyin = "yīménshì fúwù"

[concept.en]
term = "one-door services"
"""


@pytest.fixture
def bare(tmp_path):
    """The small project with nothing built."""
    return make_project(tmp_path / "project")


def render(project, *more: str):
    outcome = project.run("glossary", "render", *more)
    assert outcome.code == 0, outcome.said
    return read(project.dist / "glossary") if "pdf" not in more else None


def ids(page) -> list[str]:
    return [one.get("id").removeprefix("term-") for one in page.find_class("entry")]


def test_retired_entries_stand_at_the_end_and_only_where_they_are_asked_for(bare):
    bare.change(
        "glossary/town.toml", '[[concept]]\nid = "county"', RETIRED + '\n[[concept]]\nid = "county"'
    )

    assert "one-door" not in ids(render(bare, "-f", "html"))
    page = render(bare, "-f", "html", "--all")
    assert ids(page)[-1] == "one-door"
    said = words(entry(page, "one-door"))
    assert "the reform has another name now" in said
    assert entry(page, "one-door").xpath(".//a/@href") == ["#term-one-website"]
    assert "一门式服务" not in words(page.xpath('//ul[contains(@class, "lines")]')[0])
    # what it said is refused where its successor stands
    assert "not one-door services" in words(entry(page, "one-website"))


def test_what_is_proposed_is_marked_in_the_page(bare):
    old = 'subject = "politics"\nstatus = "approved"'
    bare.change("glossary/town.toml", old, old.replace("approved", "proposed"))

    page = render(bare, "-f", "html")

    marked = [one.getparent().getparent().get("id") for one in page.find_class("proposed")]
    assert marked == ["term-progress-in-stability"]
    assert "1 in this glossary" in words(page)


def test_references_are_links_where_the_book_has_the_entry(bare):
    bare.change(
        "glossary/town.toml", 'subject = "places"', 'subject = "places"\nsee = ["one-website"]'
    )

    assert "#term-one-website" in entry(render(bare, "-f", "html"), "county").xpath(".//a/@href")
    part = render(bare, "-f", "html", "--domain", "places")
    assert ids(part) == ["county"]
    assert "一网通办" in words(entry(part, "county"))
    assert "selected" in words(part)


def test_a_domain_that_is_not_there_is_refused_with_the_nearest(bare):
    outcome = bare.run("glossary", "render", "--domain", "place")

    assert outcome.code == 2
    assert "there is no domain “place”" in outcome.said
    assert "places" in outcome.said
    assert not bare.dist.exists()


def test_the_day_is_that_of_the_newest_change_else_of_the_build(bare, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763769600")  # 2025-11-22
    assert "November 22, 2025" in words(render(bare, "-f", "html"))

    bare.change(
        "glossary/town.toml",
        'subject = "places"',
        'subject = "places"\nmodified = { date = 2025-03-01, by = "Li" }',
    )
    page = render(bare, "-f", "html")
    assert "March 1, 2025" in words(page)
    assert "2025年3月1日" in words(page).replace(" ", "")


def test_equal_sources_give_equal_bytes(bare, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763769600")
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        assert bare.run("glossary", "render", "-o", str(folder)).code == 0

    for name in ("index.html", "glossary.pdf"):
        one, other = ((folder / "glossary" / name).read_bytes() for folder in folders)
        assert one == other


def test_the_page_leads_to_the_pdf_that_was_made_with_it(bare):
    assert "glossary.A5.pdf" in render(bare, "--page-size", "A5").xpath("//a/@href")
    assert (bare.dist / "glossary" / "glossary.A5.pdf").read_bytes().startswith(b"%PDF")
    assert not [one for one in render(bare, "-f", "html").xpath("//a/@href") if "pdf" in one]


def test_an_entry_without_pinyin_stands_where_it_is_read_and_shows_none(bare):
    bare.change("glossary/town.toml", 'pinyin = "wěn zhōng qiú jìn"\n', "")

    page = render(bare, "-f", "html")

    letters = page.xpath('//h3[starts-with(@id, "pinyin-")]/text()')
    assert "W" in letters
    assert not entry(page, "progress-in-stability").find_class("pinyin")


def test_an_entry_without_english_says_so_and_is_not_in_the_index(bare):
    bare.change("glossary/town.toml", 'term = "the county"\n', "")
    bare.change(
        "glossary/town.toml",
        'deprecated = [{ term = "our county", reason = "a reader does not live there" }]\n',
        "",
    )

    page = render(bare, "-f", "html")

    assert "no English rendering yet" in words(entry(page, "county"))
    assert "term-county" not in page.xpath("//li/@data-entry")


def test_a_character_that_no_font_has_is_named_with_its_entry(bare):
    bare.change("glossary/town.toml", "各部门的政务服务", "各部门的政务服务\U0001f3db")

    outcome = bare.run("glossary", "render")

    assert outcome.code == 2
    assert "no font of the theme can show “\U0001f3db”" in outcome.said
    assert outcome.place.startswith("glossary/town.toml:")
    assert not (bare.dist / "glossary").exists()


def test_markup_in_an_entry_is_shown_and_never_obeyed(bare):
    bare.change(
        "glossary/town.toml",
        "The rule that change must not endanger order.",
        "A <b>bold</b> & {{ words }} rule.",
    )

    assert "A <b>bold</b> & {{ words }} rule." in words(
        entry(render(bare, "-f", "html"), "progress-in-stability")
    )


@pytest.mark.parametrize("folder", ["glossary", "content/town", "themes/report/made", "."])
def test_finished_files_never_stand_among_the_projects_own(bare, folder):
    outcome = bare.run("glossary", "render", "-o", str(bare.root / folder))

    assert outcome.code == 2
    assert "holds the project's own files" in outcome.said


def test_a_report_called_like_the_folder_is_not_overwritten(bare):
    (bare.root / "content" / "town").rename(bare.root / "content" / "glossary")

    outcome = bare.run("glossary", "render", "-f", "html")

    assert outcome.code == 2
    assert "a report is called “glossary”" in outcome.said


@pytest.mark.parametrize(("form", "file"), [("html", "screen"), ("pdf", "print")])
def test_a_theme_without_the_templates_says_which_it_lacks(bare, form, file):
    (bare.root / "themes" / "plain").symlink_to(ROOT / "tests" / "themes" / "plain")
    bare.change("jdpublish.toml", "themes/report", "themes/plain")

    outcome = bare.run("glossary", "render", "-f", form)

    assert outcome.code == 2
    assert f"has no glossary-{file}.html" in outcome.said
    assert "docs/themes.md" in outcome.said


def test_a_mistake_in_the_template_is_told_with_its_place(bare):
    bare.own_theme()
    bare.change(
        "themes/report/glossary-print.html", "{% if book.retired %}<div", "{{ nothing }}<div"
    )

    outcome = bare.run("glossary", "render", "-f", "pdf")

    assert outcome.code == 2
    assert outcome.place.startswith("themes/report/glossary-print.html:")


def test_editions_hold_none_of_the_words_of_the_book(published):
    for edition in ("zh-Hans", "zh-Hant", "en"):
        assert "book-title" not in published.page(edition)
