"""The preview's pages: those of a build, brought up to date block by block."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, cast

import lxml.html
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import FloatRect, Route
from playwright.sync_api import Page as BrowserPage

from jdpublish.errors import JdpublishError
from jdpublish.keeping import Keep, Kept, fresh
from jdpublish.pipeline import Order, perform, tasks
from jdpublish.preview.contract import Page, Snapshot, View
from jdpublish.preview.pages import blocks, front, page, shape, views
from jdpublish.preview.pages.hashes import inside
from jdpublish.preview.pages.typefaces import Shelf
from jdpublish.report import parsed
from jdpublish.sources import SourceFile, Sources
from jdpublish.terms.glossary import glossary
from jdpublish.terms.together import current
from jdpublish.workspace import find_project, load
from tests.browsing import DESK, PHONE
from tests.built import EDITIONS as ALL
from tests.built import REPORT
from tests.crowded import write_crowded
from tests.project_factory import make_project
from tests.test_browser import violations

PARALLEL = ("zh-Hans-en", "zh-Hant-en")
_ADDRESS = re.compile(r"(?<=src: url\()[^)]*")


def without_fonts(html: str) -> str:
    return _ADDRESS.sub("", html)


def snapshot(sources: Sources, keep: Keep = fresh) -> Snapshot:
    return Snapshot(1, sources, {one.id: parsed(one, keep) for one in sources.reports})


def only_fonts_kept() -> Keep:
    """Return what computes everything anew but the fonts, which have no part in what is said."""
    fonts = Kept()

    def keep(function: Callable[..., Any], /, *args: Any) -> Any:
        return fonts(function, *args) if function is Shelf else function(*args)

    return cast("Keep", keep)


@pytest.fixture(scope="module")
def small_sources(tmp_path_factory) -> Sources:
    project = make_project(tmp_path_factory.mktemp("pages"))
    write_crowded(project)
    return load(find_project(project.root))


@pytest.fixture(scope="module")
def pages(small_sources) -> dict[str, Page]:
    """Every view of the small project."""
    shown, keep = snapshot(small_sources), Kept()
    return {view.id: page(shown, view, keep) for view in views(shown, "town")}


# ── The pages of a build ──


def test_the_editions_that_a_build_makes_come_first_and_those_side_by_side_last(small_sources):
    shown = snapshot(small_sources)
    assert [view.id for view in views(shown, "town")] == [
        "zh-Hans",
        "zh-Hant",
        "en",
        "zh-Hant-TW",
        "zh-Hant-HK",
        *PARALLEL,
    ]
    assert [view.parallel for view in views(shown, "town")] == [False] * 5 + [True] * 2


def test_without_english_there_is_nothing_to_stand_beside_the_chinese(small_sources):
    (one,) = small_sources.reports
    details = {"zh-Hans": one.details["zh-Hans"]}
    chinese = replace(one, details=details, files={"zh-Hans": one.files["zh-Hans"]})
    sources = replace(small_sources, reports=(chinese,), editions=("zh-Hans",))
    found = views(snapshot(sources), "town")
    assert [view.id for view in found] == [one for one in ALL if one.startswith("zh")]


def test_the_name_of_a_file_is_text_on_a_page_side_by_side_whatever_is_in_it(small_sources):
    name = 'a" onclick="x'
    (report,) = small_sources.reports
    files = {
        language: tuple(
            replace(one, name=one.name.replace("overview", name)) if number == 0 else one
            for number, one in enumerate(own)
        )
        for language, own in report.files.items()
    }
    changed = replace(small_sources, reports=(replace(report, files=files),))
    shown = snapshot(changed)
    for view in views(shown, "town"):
        tree = lxml.html.document_fromstring(page(shown, view, fresh).html)
        assert not tree.xpath("//*[@onclick]")
        if view.parallel:
            assert tree.xpath("//*[contains(@id, $name)]", name=name)


@pytest.mark.parametrize("edition", ALL)
def test_a_page_is_that_of_a_build_but_for_its_fonts(sources, edition):
    shown = snapshot(sources)
    (view,) = (one for one in views(shown, REPORT) if one.id == edition)
    wanted = tuple(dict.fromkeys((*sources.editions, edition)))
    order = Order(wanted, ("html", "pdf"))
    (task,) = (
        one
        for one in tasks((shown.reports[REPORT],), order, {})
        if (one.edition.id, one.format) == (edition, "html")
    )
    built = perform(task, sources).content.decode()
    assert without_fonts(page(shown, view, fresh).html) == without_fonts(built)


def test_a_page_is_that_which_lies_in_dist(published):
    shown = snapshot(load(find_project(published.root)))
    for view in views(shown, "town"):
        if view.id in shown.sources.editions:
            made = page(shown, view, fresh)
            assert without_fonts(made.html) == without_fonts(published.page(view.id))


def test_the_front_page_leads_to_the_editions_that_a_build_makes(small_sources):
    links = lxml.html.document_fromstring(front(snapshot(small_sources), fresh).html)
    assert set(links.xpath("//a/@href")) == {
        "town/zh-Hans/index.html",
        "town/zh-Hant/index.html",
        "town/en/index.html",
    }


def test_what_a_page_says_is_its_version(pages):
    for one in pages.values():
        assert one.version == sha256(one.html.encode()).hexdigest()


# ── Fonts ──


def characters(font: bytes) -> set[int]:
    with TTFont(BytesIO(font)) as opened:
        return set(opened.getBestCmap())


def test_a_page_names_the_fonts_that_it_comes_with_by_their_hashes(pages):
    for one in pages.values():
        named = {address.removeprefix("/-/fonts/") for address in _ADDRESS.findall(one.html)}
        assert named == set(one.fonts)
        for name, content in one.fonts.items():
            assert name == f"{sha256(content).hexdigest()}.otf"


def test_the_fonts_have_every_character_that_a_page_shows(pages):
    for one in pages.values():
        body = lxml.html.document_fromstring(one.html).find("body")
        for apart in body.xpath(".//script"):
            apart.drop_tree()
        shown = set(map(ord, body.text_content())) - set(map(ord, "\n\u2060"))
        assert shown <= set().union(*map(characters, one.fonts.values()))


def edited(sources: Sources, file: str, old: str, new: str) -> Sources:
    """Return a project in which one passage of the report says something else."""
    (report,) = sources.reports
    language, name = file.split("/")
    files = tuple(
        replace(one, text=one.text.replace(old, new)) if one.name == name else one
        for one in report.files[language]
    )
    assert files != report.files[language]
    changed = replace(report, files={**report.files, language: files})
    return replace(sources, reports=(changed,))


def test_words_of_known_characters_need_no_other_fonts_and_a_new_character_does(small_sources):
    keep = Kept()
    shown = snapshot(small_sources)
    view = views(shown, "town")[0]
    before = page(shown, view, keep)
    known = edited(small_sources, "zh-Hans/01-work", "减少跑动次数", "减少次数，县长跑动")
    assert page(snapshot(known), view, keep).fonts.keys() == before.fonts.keys()
    new = snapshot(edited(small_sources, "zh-Hans/01-work", "减少跑动次数", "减少跑动鑫数"))
    after = page(new, view, keep)
    assert after.fonts.keys() != before.fonts.keys()
    assert ord("鑫") in set().union(*map(characters, after.fonts.values()))
    # And the next page of old characters keeps to the new fonts.
    assert page(shown, view, keep).fonts.keys() == after.fonts.keys()


# ── What a browser is to allow ──


class Elements(HTMLParser):
    """Reads every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_no_element_has_a_style_or_a_handler_that_a_policy_would_forbid(pages, small_sources):
    for one in (*pages.values(), front(snapshot(small_sources), fresh)):
        for tag, attributes in Elements(one.html).found:
            assert not [name for name in attributes if name == "style" or name.startswith("on")], (
                tag,
                attributes,
            )


def test_scripts_and_styles_are_found_wherever_they_stand_and_data_is_not():
    html = (
        "<!doctype html><style media=print>a { b: '</p>' }</style><!-- <script>no</script> -->"
        '<script type="application/json">{"a": 1}</script><script src="x.js"></script>'
        "<p title='<script>no</script>'>&lt;script&gt;no&lt;/script&gt;</p>"
        "<SCRIPT>if (1 < 2) &amp;\r\n'<p>'</SCRIPT ><script type=module>import 'a'</script>"
    )
    found = inside(html)
    assert len(found.scripts) == 2
    assert len(found.styles) == 1
    # Both made with OpenSSL from what a browser has as the script's text: "\n" for "\r\n".
    assert found == inside(html.replace("\r\n", "\n"))
    assert inside("<script>alert(1)</script>").scripts == (
        "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=",
    )


def test_chapters_are_not_read_again_unless_a_template_puts_one_into_a_script():
    chapter = "<p id='p1'>words</p>"
    plain = f"<script>1</script>{chapter}<script>2</script>"
    assert inside(plain, [chapter]) == inside(plain)
    odd = f"<script>const text = `{chapter}`</script>"
    assert inside(odd, [chapter]) == inside(odd)


def policy(one: Page) -> str:
    scripts, styles = (
        " ".join(f"'{name}'" for name in names) for names in (one.scripts, one.styles)
    )
    allowed = f"script-src {scripts}; style-src {styles}; font-src 'self'; img-src data:"
    return f"default-src 'none'; {allowed}"


@pytest.fixture
def shown(browser, pages, small_sources) -> Iterator[Callable[..., BrowserPage]]:
    """Show a view as the preview's server does; whatever a browser objects to fails the test."""
    faults: list[str] = []
    contexts = []
    known = {f"/town/{name}/index.html": one for name, one in pages.items()}
    known["/index.html"] = front(snapshot(small_sources), Kept())
    fonts = {f"/-/fonts/{name}": font for one in known.values() for name, font in one.fonts.items()}

    def answer(route: Route) -> None:
        path = re.sub(r"^http://[^/]*|[#?].*$", "", route.request.url)
        if path in known:
            headers = {"content-security-policy": policy(known[path])}
            route.fulfill(body=known[path].html, content_type="text/html", headers=headers)
        elif path in fonts:
            route.fulfill(body=fonts[path], content_type="font/otf")
        elif path == "/favicon.ico":
            route.fulfill(status=204)
        else:
            faults.append(f"asked for {path}")
            route.abort()

    def opener(path: str, *, width: int = DESK, scheme: str = "light") -> BrowserPage:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.set_default_timeout(10_000)
        context.route("**/*", answer)
        contexts.append(context)
        tab: BrowserPage = context.new_page()
        tab.on("console", lambda message: faults.append(message.text))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.goto(f"http://preview.test{path}")
        tab.evaluate("document.fonts.ready")
        return tab

    yield opener
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("name", [*ALL, *PARALLEL])
def test_under_a_policy_of_hashes_a_page_has_its_scripts_styles_and_fonts(shown, name):
    tab = shown(f"/town/{name}/index.html")
    label = tab.locator('[data-action="appearance"]').get_attribute("aria-label")
    assert re.search("[：:]", label), "the script says which colours are shown"
    size = tab.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")
    assert float(size.removesuffix("px")) > 24
    assert tab.evaluate("[...document.fonts].some(one => one.status === 'loaded')")


def test_under_a_policy_of_hashes_the_front_page_has_its_style(shown):
    tab = shown("/index.html")
    assert tab.evaluate("[...document.fonts].some(one => one.status === 'loaded')")


# ── Side by side ──


@pytest.fixture(scope="module")
def beside(pages) -> Any:
    return lxml.html.document_fromstring(pages["zh-Hans-en"].html)


def row(document: Any, identity: str) -> Any:
    (found,) = document.xpath("//*[@id=$id]", id=identity)
    return found


def test_every_row_has_the_chinese_first_and_then_the_english_each_in_its_language(beside):
    rows = beside.xpath("//main//*[contains(concat(' ', @class, ' '), ' pair ')]")
    assert len(rows) > 20
    for one in rows:
        sides = one.xpath("./*[contains(@class, 'side')]")
        assert [side.get("lang", "zh-Hans") for side in sides] == ["zh-Hans", "en"]


def test_a_paragraph_stands_in_its_row_in_both_languages(beside):
    found = row(beside, "p11")
    assert found.get("role") == "group"
    assert "一网通办" in row(beside, "p11.zh-Hans").text_content()
    assert "all government services" in row(beside, "p11.en").text_content()
    assert row(beside, "p11.en").getparent().getparent() is found


def test_in_the_traditional_view_the_words_are_traditional_and_the_ids_those_of_the_files(pages):
    document = lxml.html.document_fromstring(pages["zh-Hant-en"].html)
    assert "一網通辦" in row(document, "p11.zh-Hans").text_content()
    assert row(document, "p11.zh-Hans").getparent().get("lang") == "zh-Hant"


def test_what_is_not_translated_yet_says_so_in_its_place(small_sources):
    lacking = edited(small_sources, "en/01-work", "opening hours were extended. {#i12}", "more.")
    shown = snapshot(lacking)
    document = lxml.html.document_fromstring(page(shown, views(shown, "town")[-2], fresh).html)
    assert row(document, "i12.en").get("class") == "missing"
    assert row(document, "i12.en").text_content() == "[Not yet translated]"


def test_items_are_a_list_of_rows_with_their_signs_on_both_sides(beside):
    found = row(beside, "i22")
    assert (found.tag, found.getparent().tag) == ("li", "ul")
    assert found.get("aria-level") == "2"
    assert {side.get("data-marker") for side in found.xpath("./*[@class='side']")} == {"•"}


def test_a_table_is_one_row_and_a_link_to_a_row_of_it_finds_it(beside):
    for identity in ("r21", "r22", "r23"):
        chinese, english = (row(beside, f"{identity}.{tag}") for tag in ("zh-Hans", "en"))
        assert (chinese.tag, english.tag) == ("tr", "tr")
        assert row(beside, identity) in chinese.iter()
    pair = row(beside, "r21.en").xpath("ancestor::*[contains(@class, 'pair')]")
    assert pair == row(beside, "r23.zh-Hans").xpath("ancestor::*[contains(@class, 'pair')]")


def test_the_notes_stand_side_by_side_at_the_end_and_every_call_leads_to_one(beside):
    last = row(beside, "page-notes").getparent()
    assert last.getnext() is None
    notes = [one.get("id") for one in last.xpath("./div")]
    assert notes == ["n1", *(f"x{number}" for number in range(1, 9))]
    calls = beside.xpath("//a[@role='doc-noteref']/@href")
    assert {call.removeprefix("#") for call in calls} == set(notes)


def test_a_term_leads_to_where_its_edition_explains_it(beside):
    chinese = row(beside, "p11.zh-Hans").xpath(".//a[@class='term']/@href")
    english = row(beside, "p11.en").xpath(".//a[@class='term']/@href")
    assert chinese == ["../zh-Hans/index.html#term-one-website"]
    assert english == ["../en/index.html#term-one-website"]


def test_no_id_stands_twice_and_every_link_within_the_page_leads_somewhere(pages):
    for name in PARALLEL:
        document = lxml.html.document_fromstring(pages[name].html)
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids))
        links = {one[1:] for one in document.xpath("//a/@href") if one.startswith("#")}
        assert links <= set(ids)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, 1000, PHONE])
@pytest.mark.parametrize("name", PARALLEL)
def test_side_by_side_axe_finds_no_barrier_and_nothing_is_wider_than_the_window(
    shown, name, width, scheme
):
    tab = shown(f"/town/{name}/index.html", width=width, scheme=scheme)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def box(tab: BrowserPage, identity: str) -> FloatRect:
    found = tab.locator(f'[id="{identity}"]').bounding_box()
    assert found
    return found


def test_on_a_desk_both_sides_begin_on_one_line_and_the_english_is_wider(shown):
    tab = shown("/town/zh-Hans-en/index.html")
    chinese, english = box(tab, "p11.zh-Hans"), box(tab, "p11.en")
    assert chinese["x"] + chinese["width"] < english["x"]
    assert 1.5 < english["width"] / chinese["width"] < 1.66
    assert abs(chinese["y"] - english["y"]) < 8


def test_on_a_phone_the_english_stands_below_its_chinese(shown):
    tab = shown("/town/zh-Hans-en/index.html", width=PHONE)
    chinese, english = box(tab, "p11.zh-Hans"), box(tab, "p11.en")
    assert chinese["y"] + chinese["height"] <= english["y"]
    assert english["y"] + english["height"] <= box(tab, "i11.zh-Hans")["y"]


_OPACITY = "one => Number(getComputedStyle(one.closest('.side'), '::before').opacity)"


def test_the_other_side_lights_up_under_the_pointer_and_with_the_keyboard(shown):
    tab = shown("/town/zh-Hans-en/index.html")
    other = tab.locator('[id="p11.en"]')
    assert other.evaluate(_OPACITY) == 0
    tab.locator('[id="p11.zh-Hans"]').hover()
    assert other.evaluate(_OPACITY) == 1
    tab.mouse.move(0, 0)
    assert other.evaluate(_OPACITY) == 0
    tab.locator("#p11 > .number").focus()
    assert other.evaluate(_OPACITY) > 0


def test_a_term_lights_up_on_the_other_side_too(shown):
    tab = shown("/town/zh-Hans-en/index.html")
    tab.locator('[id="p11.zh-Hans"] .term').hover()
    assert tab.locator('[id="p11.en"] .term.lit').count() == 1


def test_one_comes_from_an_edition_to_the_same_place_side_by_side_and_back(shown):
    tab = shown("/town/en/index.html", width=1000)
    tab.set_viewport_size({"width": 1000, "height": 400})
    tab.evaluate("scrollTo({top: document.getElementById('i12').offsetTop})")
    tab.goto("http://preview.test/town/zh-Hans-en/index.html#p23~100")
    tab.wait_for_function("location.hash === '#p23'")
    edge = tab.evaluate("document.querySelector('header').getBoundingClientRect().bottom")
    top = box(tab, "p23")
    at_end = tab.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 1")
    assert at_end or top["y"] <= edge <= top["y"] + top["height"]
    tab.locator(".top-views a", has_text="English").click()
    tab.wait_for_url("**/en/index.html#*")


# ── Incremental ──


@dataclass
class Desk:
    """A project that is being edited: its files by path, and what was made of it so far."""

    sources: Sources
    texts: dict[tuple[str, str], SourceFile]
    glossary: str
    keep: Kept = field(default_factory=Kept)

    @classmethod
    def of(cls, sources: Sources) -> "Desk":
        (report,) = sources.reports
        texts = {
            (language, file.name): file
            for language, files in report.files.items()
            for file in files
        }
        return cls(sources, texts, sources.glossary_files[0].text)

    def write(self, place: tuple[str, str], text: str) -> None:
        self.texts[place] = replace(self.texts[place], text=text)

    def save(self) -> None:
        """Read what has been written; a glossary with a mistake stays what it was."""
        (report,) = self.sources.reports
        files = {
            language: tuple(file for (own, _), file in self.texts.items() if own == language)
            for language in report.files
        }
        self.sources = replace(self.sources, reports=(replace(report, files=files),))

    def save_glossary(self, text: str) -> None:
        try:
            concepts = current(glossary({"glossary/town.toml": text}))
        except JdpublishError:
            return
        self.glossary = text
        self.sources = replace(self.sources, concepts=concepts)


_NEW = {
    "zh-Hans": (
        "全县推进“一网通办”，增长{n}.5%，我县坚持稳中求进。[^n1] {{#q{n}}}",
        "## 新的小标题{n} {{#q{n}}}",
        "- 甲项{n}；\n    - 细项； {{#j{n}}}\n- 乙项。 {{#q{n}}}",
        "| 表 | 数 {{#s{n}}} |\n| --- | ---: |\n| 甲 | {n} {{#q{n}}} |",
        "见[那一段](#p11)和**重点**、*强调*。 {{#q{n}}}",
        "{n}. 第一； {{#q{n}}}",
    ),
    "en": (
        "The county pursued progress while maintaining stability, by {n}.5 percent. {{#q{n}}}",
        "## A new heading {n} {{#q{n}}}",
        "- The first {n};\n    - a detail; {{#j{n}}}\n- the second. {{#q{n}}}",
        "| Table | Number {{#s{n}}} |\n| --- | ---: |\n| One | {n} {{#q{n}}} |",
        "See [that passage](#p11) with **weight** and *stress* on 一网通办. {{#q{n}}}",
        "{n}. First; {{#q{n}}}",
    ),
}
_WORDS = (
    "一网通办",
    "稳中求进",
    " the county ",
    "12公里",
    "**",
    "[^n1]",
    "[^x1]",
    "“",
    "\n\n",
    "鑫",
)


def reword(desk: Desk, dice: random.Random) -> None:
    place = dice.choice(list(desk.texts))
    text = desk.texts[place].text
    at = dice.randrange(len(text))
    desk.write(place, text[:at] + dice.choice(_WORDS) + text[at + dice.randrange(3) :])


def shorten(desk: Desk, dice: random.Random) -> None:
    place = dice.choice(list(desk.texts))
    words = desk.texts[place].text
    (found, *_) = dice.sample(re.findall(r"[\u4e00-\u9fff]{2,}|[a-z]{3,} ", words), 1) or [""]
    desk.write(place, words.replace(found, "", 1))


def paragraphs(desk: Desk, place: tuple[str, str]) -> list[str]:
    return desk.texts[place].text.split("\n\n")


def insert(desk: Desk, dice: random.Random) -> None:
    """Add a passage in one language or in both."""
    number, kind = dice.randrange(2, 90), dice.randrange(6)
    name = dice.choice([name for _, name in desk.texts])
    for language in dice.choice([("zh-Hans",), ("en",), ("zh-Hans", "en")]):
        parts = paragraphs(desk, (language, name))
        parts.insert(dice.randrange(1, len(parts) + 1), _NEW[language][kind].format(n=number))
        desk.write((language, name), "\n\n".join(parts))


def take_away(desk: Desk, dice: random.Random) -> None:
    place = dice.choice(list(desk.texts))
    parts = paragraphs(desk, place)
    if len(parts) > 2:
        del parts[dice.randrange(1, len(parts))]
        desk.write(place, "\n\n".join(parts))


def move(desk: Desk, dice: random.Random) -> None:
    here = dice.choice(list(desk.texts))
    parts = paragraphs(desk, here)
    moved = parts.pop(dice.randrange(len(parts)))
    there = (here[0], dice.choice([name for language, name in desk.texts if language == here[0]]))
    desk.write(here, "\n\n".join(parts))
    others = paragraphs(desk, there)
    others.insert(dice.randrange(len(others) + 1), moved)
    desk.write(there, "\n\n".join(others))


def change_glossary(desk: Desk, dice: random.Random) -> None:
    old, new = dice.choice(
        [
            ("各部门", "所有部门"),
            ('annotate = ["en", "zh"]', 'annotate = ["en"]'),
            ('annotate = ["en"]', 'annotate = ["en", "zh"]'),
            ('term = "我县"', 'term = "全县"'),
            ('admitted = ["progress in stability"]', "admitted = []"),
            ('term = "the county"', 'term = "Linjiang"'),
            (
                '[concept.en]\nterm = "all',
                '[concept.zh-Hant]\nterm = "一網通辨"\n\n[concept.en]\nterm = "all',
            ),
            ('status = "approved"', 'status = "proposed"'),
        ]
    )
    desk.save_glossary(desk.glossary.replace(old, new, 1))


EDITS = (reword, shorten, insert, take_away, move, change_glossary)


def told(function: Callable[..., Any], *args: Any) -> Any:
    """Return what a function returns, or what it says is wrong."""
    try:
        return function(*args)
    except JdpublishError as mistake:
        return type(mistake), str(mistake), mistake.at


def bodies(view: View, html: str) -> list[bytes]:
    """Return the chapters' bodies of a page as a browser has them; side by side, all rows."""
    document = lxml.html.document_fromstring(html)
    if view.parallel:
        return [lxml.html.tostring(document.xpath("//main")[0])]
    chapters = document.xpath("//section[@class='chapter']")
    for one in chapters:
        one.remove(one.find("h2"))
    return [lxml.html.tostring(one) for one in chapters]


@dataclass(frozen=True)
class Shown:
    """What tabs have of a view."""

    shape: Any
    blocks: dict[str, str]
    html: str

    def after(self, new: dict[str, str]) -> str:
        """Return the page with the blocks that differ put in the place of the old ones."""
        html = self.html
        for identity, block in new.items():
            old = self.blocks[identity]
            if old != block:
                assert html.count(old) == 1
                html = html.replace(old, block)
        return html


@settings(max_examples=15)
@given(
    st.sets(st.sampled_from([*ALL, *PARALLEL]), min_size=2, max_size=2),
    st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 10**6)), min_size=6, max_size=12),
)
def test_whatever_is_edited_what_is_kept_gives_what_a_build_makes(small_sources, open_, edits):
    desk, anew = Desk.of(small_sources), only_fonts_kept()
    shown: dict[str, Shown] = {}
    for edit, seed in edits:
        edit(desk, random.Random(seed))  # noqa: S311
        desk.save()
        if seed % 3 == 0:
            desk.keep.sweep()
        made = told(snapshot, desk.sources)
        kept = told(snapshot, desk.sources, desk.keep)
        if not isinstance(kept, Snapshot):
            assert made == kept
            continue
        assert kept.reports["town"].sections == made.reports["town"].sections
        for view in views(kept, "town"):
            if view.id in open_:
                compare(view, made, kept, (anew, desk.keep), shown)


def compare(
    view: View, made: Snapshot, kept: Snapshot, keeps: tuple[Keep, Keep], shown: dict[str, Shown]
) -> None:
    """Make sure that a view is what it would be made anew, also by its blocks."""
    anew, keep = keeps
    own = told(blocks, kept, view, keep)
    assert own == told(blocks, made, view, anew)
    if not isinstance(own, dict):
        return
    form = shape(kept, view, keep)
    assert form == shape(made, view, anew)
    assert hash(form) == hash(shape(made, view, anew))
    now, then = told(page, kept, view, keep), told(page, made, view, anew)
    if not isinstance(now, Page):
        assert now == then
        return
    assert without_fonts(now.html) == without_fonts(then.html)
    assert now.scripts == then.scripts
    before = shown.get(view.id)
    if before and before.shape == form:
        assert list(before.blocks) == list(own)
        assert bodies(view, before.after(own)) == bodies(view, now.html)
    shown[view.id] = Shown(form, own, now.html)


def test_of_an_edited_paragraph_nothing_but_its_block_is_told(small_sources):
    keep = Kept()
    before = snapshot(small_sources, keep)
    after = snapshot(
        edited(small_sources, "en/01-work", "cut the number of errands", "made errands rare"),
        keep,
    )
    for view in views(before, "town"):
        old, new = blocks(before, view, keep), blocks(after, view, keep)
        differing = [name for name in new if new[name] != old[name]]
        if view.id == "en":
            assert differing == ["p11"]
        else:
            assert differing == (["p11.en"] if view.parallel else [])
        assert shape(before, view, keep) == shape(after, view, keep)


def test_another_row_of_blocks_has_another_shape(small_sources):
    before = snapshot(small_sources)
    after = snapshot(edited(small_sources, "zh-Hans/01-work", "- 延长服务时间。 {#i12}\n", ""))
    for view in views(before, "town"):
        assert shape(before, view, fresh) != shape(after, view, fresh)


def test_every_block_is_an_element_of_its_id_that_stands_on_the_page_as_it_is(pages, small_sources):
    made = snapshot(small_sources)
    for view in views(made, "town"):
        found = blocks(made, view, fresh)
        assert len(found) > 15
        html = pages[view.id].html
        places = [html.index(block) for block in found.values()]
        assert places == sorted(places)
        for identity, block in found.items():
            assert re.match(rf'<(\w+) id="{re.escape(identity)}"', block)


def test_an_item_with_others_below_it_is_not_exchanged_by_itself(small_sources):
    made = snapshot(small_sources)
    found = blocks(made, views(made, "town")[0], fresh)
    assert "i21" not in found
    assert {"i23", "i24"} <= found.keys()
