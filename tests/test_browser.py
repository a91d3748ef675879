"""The finished pages in a real browser: accessible, complete, and at hand with keys and fingers.

The pages are opened as files, as a reader does who was handed the folder.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.built import EDITIONS, by_id, parsed_page, words
from tests.conftest import ROOT
from tests.crowded import EDITIONS as CROWDED
from tests.crowded import NOTES, make_crowded

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = 1400, 360
WIDTHS = (DESK, 1240, 1239, 1024, 768, PHONE, 320)
"""Of windows, in CSS pixels: a desk's, those where the layout changes, phones'. A window of 1400
enlarged to 200 % or 400 % is one of 700 or 350."""

Opener = Callable[..., Page]

BACKGROUND = (
    "() => [document.body, document.documentElement]"
    ".map(one => getComputedStyle(one).backgroundColor).find(one => one !== 'rgba(0, 0, 0, 0)')"
)

every_page = pytest.mark.parametrize("name", ["index", "zh-Hans", "zh-Hant", "en"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "no Chromium on this machine: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def crowded(tmp_path_factory) -> Path:
    return make_crowded(tmp_path_factory.mktemp("crowded"))


@pytest.fixture
def opened(browser, built) -> Iterator[Opener]:
    """Open a page by its edition, or of a folder that is handed over.

    Whatever goes wrong or is fetched meanwhile fails the test.
    """
    faults: list[str] = []
    contexts = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def requested(url: str) -> None:
        if not url.startswith(("file:", "data:")):
            faults.append(f"asked for {url}")

    def opener(
        name: str, *, of: Path | None = None, width: int = DESK, place: str = "", **options: Any
    ) -> Page:
        settings = {"reduced_motion": "reduce", "viewport": {"width": width, "height": 900}}
        context = browser.new_context(**settings | options)
        context.set_default_timeout(8_000)
        contexts.append(context)
        page: Page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
        page.on("request", lambda request: requested(request.url))
        file = of / "town" / name / "index.html" if of else None
        page.goto((file.as_uri() if file else address(built, name)) + place)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert faults == []


def address(built, name: str) -> str:
    path = built.root / "index.html" if name == "index" else built.file(name, "html")
    return str(path.as_uri())


def violations(page: Page) -> list[tuple[str, list[Any]]]:
    """Return what axe finds wrong: the rule, and the elements with what is wrong with them."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags},"
        " resultTypes: ['violations']})",
        TAGS,
    )
    return [
        (one["id"], [(node["target"], node["failureSummary"]) for node in one["nodes"][:3]])
        for one in found["violations"]
    ]


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def reading_line(page: Page) -> float:
    """Return where the text begins to be seen: just below what stays at the top."""
    return float(
        page.evaluate(
            "() => Math.max(0, ...[...document.querySelectorAll('body > header')]"
            ".filter(one => /fixed|sticky/.test(getComputedStyle(one).position))"
            ".map(one => one.getBoundingClientRect().bottom))"
        )
    )


# ── Accessible ──


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_no_barrier(opened, name, scheme, width):
    assert violations(opened(name, width=width, color_scheme=scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("name", ["zh-Hans", "en"])
def test_axe_finds_no_barrier_in_an_open_card_or_search(opened, name, scheme, width):
    page = opened(name, width=width, color_scheme=scheme)

    terms(page).first.click()
    expect(card(page)).to_be_visible()
    assert violations(page) == []

    page.keyboard.press("Escape")
    results = search(page, "2024")
    expect(results.first).to_be_visible()
    assert violations(page) == []


@every_page
def test_the_page_appears_as_the_system_does(opened, name):
    page = opened(name, color_scheme="light")

    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")

    assert page.evaluate(BACKGROUND) != light


@pytest.mark.parametrize("name", ["index", *EDITIONS])
def test_nothing_is_wider_than_the_screen(opened, name):
    page = opened(name)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert too_wide(page) == [], width


@pytest.mark.parametrize("name", CROWDED)
@pytest.mark.parametrize("scripts", [True, False])
def test_long_words_wide_tables_and_pictures_stay_within_the_screen(
    opened, crowded, name, scripts
):
    page = opened(name, of=crowded, java_script_enabled=scripts)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert too_wide(page) == [], width
    page.add_style_tag(content=".text .table { overflow: visible !important; }")
    assert too_wide(page) != []


def too_wide(page: Page) -> list[str]:
    """Return what reaches beyond the window's edge and cannot be scrolled into it by itself."""
    beyond: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('main *')]"
        ".filter(one => one.checkVisibility() && one.getClientRects().length"
        " && getComputedStyle(one).position !== 'absolute'"
        " && !one.parentElement.closest('.table:not([style])')"
        " && one.getBoundingClientRect().right > innerWidth + 1)"
        ".map(one => one.id || one.className || one.tagName)"
    )
    page_itself = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return [*beyond, *(["the page"] if page_itself else [])]


@pytest.mark.parametrize("name", ["zh-Hans", "en"])
def test_the_first_stop_of_the_tab_key_leads_past_the_menus(opened, name):
    page = opened(name)

    page.keyboard.press("Tab")
    target = focused(page).get_attribute("href") or ""
    page.keyboard.press("Enter")

    expect(page.locator(target)).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate(
        "target => document.querySelector(target).contains(document.activeElement)", target
    )


# ── Without scripts ──


@pytest.mark.parametrize("name", EDITIONS)
def test_the_text_can_be_read_without_scripts(opened, built, report, name):
    page = opened(name, java_script_enabled=False)
    elements = by_id(built.page(name))
    blocks = [block for section in report.sections["zh-Hans"] for block in section.blocks]

    shown = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[id]')].map("
        "one => [one.id, [one.checkVisibility(), one.clientHeight, one.innerText]]))"
    )
    for block in blocks:
        visible, height, text = shown[block.id]
        assert visible, block.id
        assert height > 10, block.id
        whole = words(elements[block.id], without=())
        assert "".join(whole.split()) in "".join(text.split()), block.id


def test_a_term_leads_to_its_entry_without_scripts(opened):
    page = opened("en", java_script_enabled=False)
    term = terms(page).first
    target = term.get_attribute("href") or ""

    term.click()

    assert page.url.endswith(target)
    expect(page.locator(target)).to_be_in_viewport()


# ── Cards ──


def terms(page: Page) -> Locator:
    return page.locator("a[data-concept]")


def card(page: Page) -> Locator:
    return page.locator("[role=dialog]:visible, dialog:visible").first


@pytest.mark.parametrize("name", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_term_opens_its_entry_as_a_card_and_escape_closes_it(opened, built, name, width):
    page = opened(name, width=width)
    term = terms(page).nth(3)
    entry = by_id(built.page(name))[f"term-{term.get_attribute('data-concept')}"]
    han = next(one for one in entry.iter() if "entry-han" in one.attrib.get("class", ""))
    before = page.evaluate("() => location.hash")

    term.click()
    expect(card(page)).to_be_visible()
    expect(card(page)).to_contain_text(words(han))
    expect(card(page)).to_be_in_viewport()
    page.keyboard.press("Escape")

    expect(page.locator("[role=dialog]:visible")).to_have_count(0)
    expect(term).to_be_focused()
    assert page.evaluate("() => location.hash") == before


def test_a_card_can_be_opened_and_left_with_the_keyboard_alone(opened):
    page = opened("en")
    term = terms(page).nth(3)

    term.focus()
    page.keyboard.press("Enter")
    expect(card(page)).to_be_visible()
    assert page.evaluate(
        "() => document.querySelector('[role=dialog]').contains(document.activeElement)"
    )
    page.keyboard.press("Tab")
    assert focused(page).evaluate("one => Boolean(one.closest('[role=dialog]'))")
    page.keyboard.press("Escape")

    expect(term).to_be_focused()


def test_opening_a_card_moves_no_line_of_the_text(opened):
    page = opened("en")
    term = terms(page).nth(5)
    term.scroll_into_view_if_needed()
    before = term.bounding_box()

    term.click()
    expect(card(page)).to_be_visible()

    assert term.bounding_box() == before


def test_a_term_within_a_sentence_can_be_selected_and_copied_with_it(opened, report):
    page = opened("en")
    block = next(
        block for section in report.sections["en"] for block in section.blocks if block.id == "p00"
    )

    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('p00'));"
        " return getSelection().toString(); }"
    )

    assert " ".join(copied.split()).startswith(block.text)


# ── The same place in another language ──


def read_on(page: Page, block: str) -> None:
    """Scroll until a third of a block has gone below what stays at the top."""
    page.evaluate(
        "([block, line]) => { const box = document.getElementById(block).getBoundingClientRect();"
        " scrollBy({top: box.top - line + box.height / 3, behavior: 'instant'}); }",
        [block, reading_line(page)],
    )


def click_where_it_is(page: Page, target: Locator) -> None:
    """Click as a hand does, having swiped a row that is wider than the screen.

    Playwright's own click scrolls the page first, even to what is in view.
    """
    target.evaluate(
        "one => { const row = one.closest('nav'); row.scrollLeft +="
        " one.getBoundingClientRect().left - row.getBoundingClientRect().left; }"
    )
    box = target.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("block", ["p22", "h33", "p53"])
def test_another_language_opens_at_the_same_block(opened, width, block):
    page = opened("zh-Hans", width=width)
    read_on(page, block)

    for edition in ("en", "zh-Hant", "zh-Hans"):
        click_where_it_is(page, page.locator(f"nav a[hreflang='{edition}']").first)
        page.wait_for_url(re.compile(rf"/{edition}/index\.html"))
        page.wait_for_function(
            "([block, line]) => { const box = document.getElementById(block)"
            ".getBoundingClientRect(); return box.top <= line + 4 && box.bottom >= line - 4; }",
            arg=[block, reading_line(page)],
        )


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_keyboard_reaches_the_languages_without_losing_the_place(opened, width):
    """What stays at the top is in view wherever the text is: focusing it must scroll nothing."""
    page = opened("zh-Hans", width=width)
    read_on(page, "p22")
    before = page.evaluate("() => scrollY")

    page.locator("nav a[hreflang='zh-Hans']").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    expect(page.locator("nav a[hreflang]:focus")).to_have_count(1)
    assert page.evaluate("() => scrollY") == before


def test_the_front_page_opens_every_edition(opened):
    page = opened("index")
    links = [link.get_attribute("href") or "" for link in page.locator("a[href]").all()]

    for edition in EDITIONS:
        target = next(link for link in links if link.endswith(f"/{edition}/index.html"))
        page.locator(f"a[href='{target}']").first.click()
        expect(page.locator("html")).to_have_attribute("lang", edition)
        assert page.title().strip()
        page.go_back()


# ── Search ──


def search(page: Page, wanted: str) -> Locator:
    """Search by the keyboard's shortcut and return the results."""
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.fill(wanted)
    return page.locator("dialog ol a")


@pytest.mark.parametrize(
    ("name", "wanted", "found"),
    [
        ("zh-Hans", "一网通办", "一网通办"),
        ("zh-Hant", "假托班", "假托班"),
        ("en", "new quality productive forces", "new quality productive forces"),
        ("en", "HONGQIAO", "Hongqiao"),
        ("en", "people's", "People’s"),
    ],
)
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_search_finds_words_and_leads_to_them(opened, name, wanted, found, width):
    page = opened(name, width=width)

    results = search(page, wanted)
    expect(results.first).to_contain_text(found)
    target = results.first.get_attribute("href") or ""
    results.first.click()

    expect(page.locator("dialog:visible")).to_have_count(0)
    block = page.locator(f"[id='{target.removeprefix('#')}']")
    expect(block).to_be_in_viewport()
    expect(block).to_contain_text(re.compile(re.escape(found), re.IGNORECASE))
    assert page.evaluate("() => location.hash") == target


def test_search_can_be_opened_by_its_button_and_says_when_there_is_nothing(opened):
    page = opened("en")

    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("searchbox").fill("xyzzy")

    expect(page.get_by_role("status")).to_have_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator("dialog:visible")).to_have_count(0)


# ── Appearance and print ──


def test_the_appearance_can_be_chosen_and_is_kept(opened):
    page = opened("en", color_scheme="light")
    button = page.get_by_role("button", name=re.compile("^Appearance"))

    seen = {page.evaluate(BACKGROUND)}
    for _ in range(3):
        button.click()
        seen.add(page.evaluate(BACKGROUND))
        if len(seen) == 2 and "dark" in (button.get_attribute("aria-label") or ""):
            break
    chosen = page.evaluate(BACKGROUND)
    page.reload()

    assert len(seen) == 2
    assert page.evaluate(BACKGROUND) == chosen


@pytest.mark.parametrize("name", ["zh-Hans", "en"])
def test_printing_a_page_leaves_out_what_only_a_screen_can_use(opened, name):
    page = opened(name, color_scheme="dark")

    page.emulate_media(media="print", color_scheme="dark")

    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    expect(page.locator("#p11")).to_be_visible()
    ink, paper = page.evaluate(
        "() => [getComputedStyle(document.getElementById('p11')).color,"
        " getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert sum(map(int, re.findall(r"\d+", ink)[:3])) < 200
    assert paper in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


# ── Fonts ──


@pytest.mark.parametrize("name", ["index", *EDITIONS])
def test_every_glyph_comes_from_the_fonts_in_the_page(opened, name):
    """As the browser itself counts them: no font of the machine steps in."""
    page = opened(name)
    page.evaluate("() => document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body *"})["nodeIds"]
    strange: dict[str, int] = {}
    own = 0
    for node in nodes:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            if font["isCustomFont"]:
                own += int(font["glyphCount"])
            else:
                html = session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
                strange[f"{font['familyName']}: {html[:80]}"] = int(font["glyphCount"])

    assert strange == {}
    assert own > 20


@pytest.mark.parametrize("name", EDITIONS)
def test_latin_and_chinese_are_set_in_the_reports_faces(opened, name):
    page = opened(name)

    assert page.evaluate(
        "async () => { await document.fonts.ready; return ['Report Latin', 'Report Han'].every("
        "family => [...document.fonts].some(face => face.family.replaceAll('\"', '') === family"
        " && face.status === 'loaded')); }"
    )
    assert page.evaluate("() => document.fonts.check('16px \"Report Han\"', '发')")
    assert page.evaluate("() => document.fonts.check('16px \"Report Latin\"', 'a')")
