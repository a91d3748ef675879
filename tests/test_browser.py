"""The finished pages in a real browser: accessible, complete, and at hand with keys and fingers.

The pages are opened as files, as a reader does who was handed the folder.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import DESK, PHONE, address
from tests.built import EDITIONS, by_id, parsed_page, words
from tests.conftest import ROOT
from tests.crowded import EDITIONS as CROWDED
from tests.crowded import NOTES
from tests.project_factory import DETAILS

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (DESK, 1240, 1239, 1024, 768, PHONE, 320)
"""Of windows, in CSS pixels: a desk's, those where the layout changes, phones'. A window of 1400
enlarged to 200 % or 400 % is one of 700 or 350."""

BACKGROUND = (
    "() => [document.body, document.documentElement]"
    ".map(one => getComputedStyle(one).backgroundColor).find(one => one !== 'rgba(0, 0, 0, 0)')"
)

every_page = pytest.mark.parametrize("name", ["index", "zh-Hans", "zh-Hant", "en"])


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


def restyle(page: Page, css: str) -> None:
    """Add a style to a page; Playwright's own way waits for scripts."""
    page.evaluate(
        "css => document.head.append(Object.assign(document.createElement('style'),"
        " {textContent: css}))",
        css,
    )


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
@pytest.mark.parametrize("name", ["zh-Hans", "zh-Hant-TW", "en"])
def test_axe_finds_no_barrier_in_the_record_of_corrections(opened, recorded, name, scheme, width):
    page = opened(name, width=width, color_scheme=scheme)

    page.goto(address(recorded, name) + "#page-corrections")

    expect(page.locator(".record table")).to_have_count(4)
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


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
def test_long_words_wide_tables_and_pictures_stay_within_the_screen(opened, crowded, name, scripts):
    page = opened(name, of=crowded, java_script_enabled=scripts)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert too_wide(page) == [], width
    restyle(page, ".text .table { overflow: visible !important; }")
    assert too_wide(page) != []


def too_wide(page: Page) -> list[str]:
    """Return what reaches beyond the window's edge and cannot be scrolled into it by itself."""
    beyond: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('main *')]"
        ".filter(one => one.checkVisibility() && one.getClientRects().length"
        " && getComputedStyle(one).position !== 'absolute'"
        " && !one.parentElement.closest('.table')"
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


@pytest.mark.parametrize("name", CROWDED)
def test_a_card_and_the_glossary_say_which_renderings_are_only_proposed(opened, crowded, name):
    page = opened(name, of=crowded)
    text = parsed_page(crowded / "town" / name / "index.html")
    own = {"zh-Hans": "拟定译名", "en": "proposed rendering"}[name]

    marked = page.locator(".entry:has(.proposed)")
    expect(marked).to_have_count(1)
    expect(marked).to_have_id("term-one-website")
    expect(marked.get_by_role("img", name=own)).to_have_text("†")
    expect(page.locator(".glossary .lead")).to_contain_text("†")
    assert len(by_id(text)) > 1
    for concept, proposed in {"one-website": True, "progress-in-stability": False}.items():
        for term in page.locator(f"a[data-concept='{concept}']").all():
            term.click()
            said = card(page).get_by_text(own)
            expect(said).to_have_count(1 if proposed else 0)
            page.keyboard.press("Escape")


@pytest.mark.parametrize("name", ["zh-Hans", "en"])
def test_every_entry_that_is_not_approved_is_marked_and_its_remark_is_not_printed(
    opened, sources, name
):
    page = opened(name)
    concepts = {f"term-{concept.id}": concept for concept in sources.concepts}

    entries = page.locator(".entry").evaluate_all(
        "all => all.map(one => [one.id, Boolean(one.querySelector('.proposed')), one.innerText])"
    )

    assert {concepts[identity].status for identity, _, _ in entries} == {"approved", "proposed"}
    for identity, marked, shown in entries:
        assert marked == (concepts[identity].status == "proposed"), identity
        own = concepts[identity].language(name)
        if (remark := concepts[identity].note) not in own.definition:
            assert remark not in shown, identity


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_card_moves_only_for_those_who_have_nothing_against_it(opened, motion):
    page = opened("en", reduced_motion=motion)

    terms(page).first.click()

    moves = card(page).evaluate("one => getComputedStyle(one).animationName")
    assert (moves != "none") == (motion == "no-preference")


# ── Notes ──


def notes(page: Page) -> list[dict[str, Any]]:
    """Return where each note stands, in its order, and the line that calls it.

    `line` and `first` are the middles of the call's line of text and of the note's first line.
    """
    found: list[dict[str, Any]] = page.evaluate(
        """() => [...document.querySelectorAll('.notes li')].map(note => {
            const call = document.getElementById(`note-call-${note.id}`).closest('sup');
            const before = document.createRange();
            before.setStart(call.previousSibling ?? call.parentElement, 0);
            before.setEndBefore(call);
            const lines = [...before.getClientRects()].filter(one => one.width > 1);
            const own = document.createRange();
            own.selectNodeContents(note.querySelector('.note-text'));
            const middle = one => (one.top + one.bottom) / 2;
            const box = note.getBoundingClientRect();
            const text = call.closest('[id]').getBoundingClientRect();
            return {
                id: note.id, left: box.left, right: box.right, top: box.top, bottom: box.bottom,
                line: middle(lines.at(-1)), first: middle(own.getClientRects()[0]),
                text: text.right, beside: getComputedStyle(note).position === 'absolute',
            };
        })"""
    )
    return found


def touching(page: Page) -> list[tuple[str, str]]:
    placed = notes(page)
    return [
        (one["id"], other["id"])
        for number, one in enumerate(placed)
        for other in placed[number + 1 :]
        if one["top"] < other["bottom"] + 6 and other["top"] < one["bottom"] + 6
    ]


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("width", [DESK, 1240])
def test_on_a_wide_screen_a_note_stands_beside_the_line_that_calls_it(opened, name, width):
    page = opened(name, width=width)

    placed = notes(page)

    assert len(placed) >= 5
    for note in placed:
        assert abs(note["first"] - note["line"]) < 4, note
        assert note["left"] > note["text"] + 20, note
        assert note["right"] <= width, note


@pytest.mark.parametrize("name", CROWDED)
def test_notes_to_neighboring_lines_are_stacked_and_never_touch(opened, crowded, name):
    page = opened(name, of=crowded)

    for width in (DESK, 1240, 1900, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("() => document.querySelector('.notes li').offsetTop > 0")
        placed = notes(page)
        assert len(placed) == NOTES + 1
        assert touching(page) == [], width
        assert all(one["first"] > one["line"] - 4 for one in placed)
        foot = page.locator(".foot").bounding_box()
        assert foot is not None
        assert placed[-1]["bottom"] < foot["y"], width
    restyle(page, "#x4 { top: 0 !important } #x3 { top: 20px !important }")
    assert ("x3", "x4") in touching(page)


def test_notes_move_with_their_lines_when_the_text_grows(opened, crowded):
    page = opened("en", of=crowded)
    before = notes(page)

    restyle(page, "#p21 { padding-top: 300px }")
    page.wait_for_function(
        "top => document.getElementById('x1').getBoundingClientRect().top > top + 250",
        arg=before[1]["top"],
    )

    assert touching(page) == []
    assert abs(notes(page)[1]["first"] - notes(page)[1]["line"]) < 4


@pytest.mark.parametrize("name", CROWDED)
@pytest.mark.parametrize("width", [1239, PHONE])
def test_on_a_narrow_screen_notes_follow_the_text_and_open_as_cards(opened, crowded, name, width):
    page = opened(name, of=crowded, width=width)

    assert not any(note["beside"] for note in notes(page))
    expect(page.locator(".notes h2")).to_be_visible()
    page.locator("#note-call-x2").click()
    expect(card(page)).to_contain_text("(2)")
    page.keyboard.press("Escape")
    expect(page.locator("#note-call-x2")).to_be_focused()


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("name", CROWDED)
def test_each_note_is_there_once_and_read_after_the_text_in_its_order(
    opened, crowded, name, width, scripts
):
    page = opened(name, of=crowded, width=width, java_script_enabled=scripts)

    read = page.locator("main").aria_snapshot()

    places = [read.find(f"({number})") for number in range(1, NOTES + 1)]
    assert [read.count(f"({number})") for number in range(1, NOTES + 1)] == [1] * NOTES
    assert places == sorted(places)
    assert places[0] > read.find({"zh-Hans": "末段最后一行", "en": "The last line"}[name]) > 0


@pytest.mark.parametrize("name", CROWDED)
def test_a_note_lights_up_with_its_call_and_the_call_with_its_note(opened, crowded, name):
    page = opened(name, of=crowded)
    call, note = page.locator("#note-call-x2"), page.locator("#x2")

    call.hover()
    expect(note).to_have_class(re.compile("lit"))
    expect(page.locator(".notes .lit")).to_have_count(1)
    page.locator("h1").hover()
    expect(page.locator(".lit")).to_have_count(0)
    note.hover()
    expect(call).to_have_class(re.compile("lit"))
    page.locator("h1").hover()
    page.locator("#note-call-x3").focus()
    expect(page.locator("#x3")).to_have_class(re.compile("lit"))
    expect(page.locator(".notes .lit")).to_have_count(1)


def test_the_keyboard_goes_to_a_note_beside_the_text_and_back_without_moving_the_page(
    opened, crowded
):
    page = opened("zh-Hans", of=crowded)
    call = page.locator("#note-call-x1")
    call.focus()
    before = page.evaluate("() => scrollY")

    page.keyboard.press("Enter")
    expect(page.locator("#x1")).to_be_focused()
    expect(page.locator("[role=dialog]:visible")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator("#x1 .note-back")).to_be_focused()
    page.keyboard.press("Enter")

    expect(call).to_be_focused()
    assert page.evaluate("() => scrollY") == before


def test_a_note_that_is_out_of_sight_is_brought_into_it(opened, crowded):
    page = opened("en", of=crowded)
    call = page.locator("#note-call-x8")
    call.scroll_into_view_if_needed()

    call.click()

    expect(page.locator("#x8")).to_be_focused()
    expect(page.locator("#x8")).to_be_in_viewport()


@pytest.mark.parametrize("name", CROWDED)
def test_without_scripts_notes_follow_the_text_and_their_calls_lead_there_and_back(
    opened, crowded, name
):
    page = opened(name, of=crowded, java_script_enabled=False)

    page.locator("#note-call-x8").click()
    expect(page.locator("#x8")).to_be_in_viewport()
    page.locator("#x8 .note-back").click()

    expect(page.locator("#note-call-x8")).to_be_in_viewport()
    assert page.url.endswith("#note-call-x8")


def test_on_paper_notes_follow_the_text(opened, crowded):
    page = opened("en", of=crowded)
    assert all(note["beside"] for note in notes(page))

    page.emulate_media(media="print")

    assert not any(note["beside"] for note in notes(page))
    expect(page.locator(".notes h2")).to_be_visible()


@pytest.mark.parametrize("name", CROWDED)
def test_the_number_of_a_note_never_begins_a_line(opened, crowded, name):
    page = opened(name, of=crowded)

    assert calls_at_the_start(page) == set()
    restyle(page, ".note-call::before { content: none !important }")
    restyle(page, ".note-call { display: inline-block }")
    assert calls_at_the_start(page) != set()


def calls_at_the_start(page: Page) -> set[str]:
    """Return the calls that stand on another line than what they are set to, at any width."""
    found: set[str] = set()
    for width in range(320, 480, 8):
        page.set_viewport_size({"width": width, "height": 900})
        apart = page.evaluate(
            """() => [...document.querySelectorAll('#p21 .note-call')].filter(call => {
                let text = call.previousSibling;
                while (text.nodeType !== Node.TEXT_NODE) text = text.lastChild;
                const last = document.createRange();
                last.setStart(text, text.length - 1);
                last.setEnd(text, text.length);
                return call.getBoundingClientRect().left < last.getBoundingClientRect().left;
            }).map(call => call.textContent)"""
        )
        found.update(apart)
    return found


@pytest.mark.parametrize("name", CROWDED)
def test_the_way_back_from_a_note_never_stands_alone_on_a_line(opened, crowded, name):
    page = opened(name, of=crowded)
    lone = """() => [...document.querySelectorAll('.notes li')].filter(note => {
        const text = document.createRange();
        text.selectNodeContents(note.querySelector('.note-text'));
        const last = [...text.getClientRects()].at(-1);
        const back = note.querySelector('.note-back').getBoundingClientRect();
        return (back.top + back.bottom) / 2 > last.bottom;
    }).length"""

    found = 0
    for width in range(320, 480, 8):
        page.set_viewport_size({"width": width, "height": 900})
        found += page.evaluate(lone)
    assert found == 0
    restyle(page, ".note-back { display: block }")
    assert page.evaluate(lone) == NOTES + 1


# ── Contents on a phone ──


@pytest.mark.parametrize("name", ["zh-Hans", "en"])
def test_on_a_phone_the_contents_open_over_the_text_and_lead_to_a_chapter(opened, name):
    page = opened(name, width=PHONE)
    read_on(page, "p22")
    before = page.evaluate("() => scrollY")
    button = page.locator("a.to-contents")

    click_where_it_is(page, button)
    sheet = page.get_by_role("dialog")
    expect(sheet.locator("[aria-current]").first).to_be_in_viewport()
    expect(sheet.locator("a[href='#h22']")).to_have_attribute("aria-current", "true")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(button).to_be_focused()
    assert page.evaluate("() => scrollY") == before

    click_where_it_is(page, button)
    sheet.locator("a[href='#c4']").click()
    expect(sheet).to_have_count(0)
    expect(page.locator("#c4")).to_be_in_viewport()


def test_without_scripts_the_contents_are_at_the_head_of_the_page(opened):
    page = opened("en", width=PHONE, java_script_enabled=False, place="#p22")

    page.locator("a.to-contents").click()

    expect(page.locator(".contents a").first).to_be_in_viewport()


# ── Tables, emphasis, zoom, imposed colors ──


@pytest.mark.parametrize("name", CROWDED)
def test_a_wide_table_is_a_named_region_scrolled_by_itself(opened, crowded, name):
    page = opened(name, of=crowded, width=PHONE)
    tables = page.get_by_role("region").filter(has=page.locator("table"))
    names = {"zh-Hans": ["表格 1", "表格 2"], "en": ["Table 1", "Table 2"]}[name]

    labels = tables.evaluate_all("all => all.map(one => one.ariaLabel)")
    narrow, wide = tables.all()

    assert labels == names
    assert narrow.get_attribute("tabindex") is None
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=wide.element_handle())
    assert page.evaluate("() => scrollX") == 0


def test_without_scripts_every_table_can_have_the_focus(opened, crowded):
    page = opened("en", of=crowded, width=PHONE, java_script_enabled=False)

    assert page.locator(".table").evaluate_all("all => all.map(one => one.tabIndex)") == [0, 0]


def test_chinese_emphasis_is_dots_and_never_slanted(opened, crowded):
    style = "one => [getComputedStyle(one).fontStyle, getComputedStyle(one).textEmphasisStyle]"

    chinese = opened("zh-Hans", of=crowded).locator("#p21 em").evaluate(style)
    english = opened("en", of=crowded).locator("#p21 em").evaluate(style)

    assert chinese == ["normal", '"●"']
    assert english == ["italic", "none"]


@pytest.mark.parametrize("name", ["zh-Hans", "en"])
@pytest.mark.parametrize("zoom", [2, 4])
def test_an_enlarged_page_keeps_its_bar_out_of_the_way_and_its_card_on_the_screen(
    opened, name, zoom
):
    """A window of 1280 × 1024 enlarged so much, as WCAG 2.2, 1.4.10 has it."""
    page = opened(name, viewport={"width": 1280 // zoom, "height": 1024 // zoom})
    page.locator("#p11").scroll_into_view_if_needed()

    stays = page.locator(".bar").evaluate("one => getComputedStyle(one).position")
    terms(page).nth(4).click()

    assert (stays == "sticky") == (zoom == 2)
    box = card(page).bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 1024 // zoom
    expect(page.locator(".card-close")).to_be_in_viewport()


def test_what_is_drawn_with_color_alone_can_be_seen_in_imposed_colors(opened):
    page = opened("en", forced_colors="active")
    terms(page).first.click()

    paper = page.evaluate(BACKGROUND)
    drawn = {
        selector: page.locator(selector).first.evaluate(
            "(one, part) => getComputedStyle(one, part).backgroundColor", part
        )
        for selector, part in (
            (".card-close", "::before"),
            (".languages [aria-current]", "::after"),
        )
    }

    assert all(color not in (paper, "rgba(0, 0, 0, 0)") for color in drawn.values()), drawn


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
        "one => { const row = one.closest('nav'); if (row) row.scrollLeft +="
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


def test_the_front_page_lists_the_latest_report_first_and_a_pdf_of_each_size(small, browser):
    small.change("content/town/report.toml", 'year = "2024"', 'year = "2023"')
    for file in ("zh-Hans/00-overview.md", "en/00-overview.md"):
        small.write(f"content/village/{file}", small.read(f"content/town/{file}"))
    small.write("content/village/report.toml", DETAILS)
    small.change("glossary/town.toml", 'term = "我县"', 'term = "我区"')
    sizes = ("--page-size", "A4", "--page-size", "A5", "--page-size", "16K")
    made = small.run("build", "village", "-e", "zh-Hant", "-e", "en", *sizes)
    assert made.code == 0, made.said

    page = browser.new_page()
    page.goto((small.dist / "index.html").as_uri())

    expect(page.locator(".opening-year")).to_have_text(["2024", "2023"])
    latest = page.locator("article").first
    rows = latest.locator(".editions > li")
    expect(rows.locator(".edition-name")).to_have_text(["繁體中文", "English"])
    expect(rows.locator(".edition-do")).to_have_text(["閱讀", "PDF A4", "Read", "PDF A4"])
    expect(rows.nth(0).locator(".sizes a")).to_have_text(["PDF 16開", "PDF A5"])
    expect(rows.nth(1).locator(".sizes a")).to_have_text(["PDF 16K", "PDF A5"])
    expect(rows.nth(1).locator(".edition-size").nth(1)).to_have_text(re.compile(r"^\d+ pages, "))
    expect(page.locator("article").last.locator(".sizes")).to_have_count(0)
    for link in page.locator("main a").all():
        target = (small.dist / (link.get_attribute("href") or "")).resolve()
        assert target.is_file(), target
    assert violations(page) == []
    page.close()


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
    strange, own = foreign_glyphs(opened(name))

    assert strange == {}
    assert own > 20


@pytest.mark.parametrize("name", ["zh-Hans", "zh-Hant-TW", "en"])
def test_every_glyph_of_the_record_comes_from_the_fonts_in_the_page(opened, recorded, name):
    page = opened(name)
    page.goto(address(recorded, name))

    strange, own = foreign_glyphs(page)

    assert strange == {}
    assert own > 20


def foreign_glyphs(page: Page) -> tuple[dict[str, int], int]:
    """Return where the browser counts glyphs of other fonts, and how many are of the page's own."""
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
    return strange, own


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
