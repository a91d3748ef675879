"""The preview in a real browser: what is saved shows in its place, and the reader keeps theirs."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import PHONE
from tests.previewing import Preview, previewing, waited
from tests.tabs import (
    SAME_AS_FRESH,
    Tabs,
    connected,
    dock,
    focused,
    is_kept,
    read,
    remarks,
    select,
    selected,
    tabs,
    top,
)
from tests.test_browser import violations

__all__ = ["tabs"]

OVERVIEW_EN = "content/town/en/00-overview.md"
WORK_EN = "content/town/en/01-work.md"
WORK = "content/town/zh-Hans/01-work.md"


def settled(page: Page) -> None:
    """Wait until a page is what the server sends now."""
    waited(lambda: page.evaluate(SAME_AS_FRESH))


# ── What is saved shows in its place ──────────────────────────────────────────────────────────


def test_a_saved_word_shows_without_loading_the_page_anew(preview: Preview, tabs: Tabs):
    page = tabs(preview)

    preview.project.change(OVERVIEW_EN, "12 kilometers", "12 long kilometers")

    expect(page.locator("#p01")).to_contain_text("12 long kilometers")
    settled(page)
    assert is_kept(page)


def test_blocks_that_come_go_and_move_show_without_loading_the_page_anew(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview)
    added = "A new paragraph. {#p12}\n\n- Opening"
    preview.project.change(WORK, "- 延长服务时间。 {#i12}\n", "")
    preview.project.change(WORK_EN, "- opening hours were extended. {#i12}\n", "")
    expect(page.locator("#i12")).to_have_count(0)

    preview.project.change(
        WORK, "- 新设窗口8个； {#i11}", "新的一段。 {#p12}\n\n- 新设窗口8个； {#i11}"
    )
    preview.project.change(WORK_EN, "- Eight", added.replace("Opening", "Eight"))
    expect(page.locator("#p12")).to_have_text("A new paragraph.")
    before = page.locator("#p12, #i11").evaluate_all("all => all.map(one => one.id)")
    preview.project.change(WORK_EN, "## Services became", "## All services became")

    expect(page.locator(".contents a[href='#h11']")).to_contain_text("All services became")
    settled(page)
    assert before == ["p12", "i11"]
    assert is_kept(page)


def test_a_note_that_is_added_is_counted_and_can_be_opened(preview: Preview, tabs: Tabs):
    page = tabs(preview, width=1000)

    preview.project.change(WORK, "- 延长服务时间。 {#i12}", "- 延长服务时间。[^n2] {#i12}")
    preview.project.change(WORK, "年底。\n", "年底。\n\n[^n2]: 周末除外。\n")
    preview.project.change(WORK_EN, "extended. {#i12}", "extended.[^n2] {#i12}")
    preview.project.change(WORK_EN, "the year.\n", "the year.\n\n[^n2]: Not on weekends.\n")

    call = page.locator("#i12 .note-call a")
    expect(call).to_have_text("2")
    call.click()
    expect(page.get_by_role("dialog")).to_contain_text("Not on weekends.")
    assert is_kept(page)


def test_the_glossary_shows_at_once_wherever_it_is_used(preview: Preview, tabs: Tabs):
    english, chinese = tabs(preview), tabs(preview, "zh-Hans")

    preview.project.change("glossary/town.toml", "reached through one website", "all in one place")

    expect(english.locator("#term-one-website")).to_contain_text("all in one place")
    settled(english)
    settled(chinese)
    assert is_kept(english)
    assert is_kept(chinese)


def test_a_term_that_is_new_can_be_opened_without_loading_the_page_anew(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview)
    expect(page.locator("a[data-concept=county]")).to_have_count(0)

    preview.project.change(
        "glossary/town.toml", 'id = "county"\n', 'id = "county"\nannotate = ["en"]\n'
    )

    term = page.locator("a[data-concept=county]").first
    expect(term).to_have_attribute("aria-haspopup", "dialog")
    term.click()
    expect(page.get_by_role("dialog")).to_contain_text("whose government reports")
    assert is_kept(page)


def test_a_change_of_the_themes_style_shows_without_loading_the_page_anew(town, tabs: Tabs):
    town.own_theme()
    with previewing(town) as preview:
        page = tabs(preview)
        heading = page.locator("#h11")

        town.change("themes/report/screen.css", "--measure: 31rem;", "--measure: 20rem;")

        expect(page.locator("#page-text")).to_have_css("width", "360px")
        expect(heading).to_be_visible()
        town.change("themes/report/screen.css", "--measure: 20rem;", "--measure: 25rem;")
        expect(page.locator("#page-text")).to_have_css("width", "450px")
        assert is_kept(page)
        page.close()


def test_a_change_of_the_themes_script_loads_the_page_anew_at_the_same_place(town, tabs: Tabs):
    town.own_theme()
    with previewing(town) as preview:
        page = tabs(preview, height=420)
        read(page, "i11")
        before = top(page, "i11")

        with page.expect_event("load"):
            town.change("themes/report/screen.js", '"use strict";', '"use strict"; // Changed.')

        connected(page)
        assert not is_kept(page)
        assert top(page, "i11") == pytest.approx(before, abs=3)
        page.close()


def test_what_is_older_than_the_page_is_passed_over(calm: Preview, tabs: Tabs):
    sockets = []

    def listen(socket):
        socket.connect_to_server()
        sockets.append(socket)

    page = tabs(calm, before=lambda one: one.route_web_socket("**/-/live*", listen))
    number = calm.stamp("en")["number"]
    block = page.locator("#p01")

    def tell(number: int, words: str) -> None:
        html = f'<p id="p01">{words}</p>'
        message = {"type": "blocks", "number": number, "blocks": [{"id": "p01", "html": html}]}
        sockets[-1].send(json.dumps(message))

    tell(number, "Too old.")
    tell(number + 2, "The newest.")
    tell(number + 1, "Late.")
    sockets[-1].send(json.dumps({"type": "page", "number": number + 1, "version": "late"}))
    tell(number + 3, "The very newest.")

    expect(block).to_have_text("The very newest.")
    seen = page.evaluate("() => performance.getEntriesByType('resource').length")
    waited(lambda: page.evaluate("() => performance.getEntriesByType('resource').length") >= seen)
    expect(block).to_have_text("The very newest.")


# ── The reader keeps place, selection, cards and focus ────────────────────────────────────────


def test_what_changes_above_does_not_move_what_is_being_read(preview: Preview, tabs: Tabs):
    page = tabs(preview, height=420)
    read(page, "i11")
    before = top(page, "i11")

    preview.project.change(OVERVIEW_EN, "In the past year", "In the past year, " + "and " * 400)

    expect(page.locator("#p01")).to_contain_text("and and and")
    settled(page)
    assert top(page, "i11") == pytest.approx(before, abs=1)


def test_a_selection_stays_where_its_words_do(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    select(page, "p01", "of new road")

    preview.project.change(OVERVIEW_EN, "In the past year", "In the year that is past")
    expect(page.locator("#p01")).to_contain_text("In the year that is past")
    settled(page)
    assert selected(page) == "of new road"

    preview.project.change(OVERVIEW_EN, "of new road.", "of new road, all of it good.")
    expect(page.locator("#p01")).to_contain_text("all of it good")
    settled(page)
    assert selected(page) == "of new road"


def test_an_open_card_stays_and_says_what_its_entry_says_now(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    page.locator("a[data-concept=one-website]").first.click()
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()

    preview.project.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")
    expect(page.locator("#p01")).to_contain_text("13 kilometers")
    settled(page)
    expect(card).to_be_visible()
    preview.project.change("glossary/town.toml", "reached through one website", "all in one place")

    expect(card).to_contain_text("all in one place")


def test_the_focus_stays_or_goes_to_what_has_taken_its_place(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    term = page.locator("#p01 a[data-concept]").first
    term.focus()

    preview.project.change(OVERVIEW_EN, "In the past year, the county", "Last year, we")
    expect(page.locator("#p01")).to_contain_text("Last year")
    settled(page)
    expect(term).to_be_focused()
    preview.project.change(OVERVIEW_EN, "*pursued", "**pursued")
    preview.project.change(OVERVIEW_EN, "stability*", "stability**")
    expect(page.locator("#p01 strong")).to_be_visible()
    settled(page)

    expect(page.locator("#p01 a[data-concept]").first).to_be_focused()


def test_a_search_that_is_open_stays_open(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("kilometers")
    expect(page.locator(".results li")).to_have_count(1)

    preview.project.change(OVERVIEW_EN, "12 kilometers", "12 long kilometers")
    expect(page.locator("#p01")).to_contain_text("12 long kilometers")
    page.keyboard.press("Enter")

    expect(page.locator("#p01")).to_be_focused()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_change_is_lit_up_for_a_moment(preview: Preview, tabs: Tabs, motion):
    page = tabs(preview, reduced_motion=motion)
    page.evaluate(
        """() => new MutationObserver(() => {
          const lit = document.getElementById("p01").getAnimations();
          if (lit.length) window.lit = lit[0].effect.getKeyframes().map(one => one.backgroundColor);
        }).observe(document.body, { subtree: true, childList: true, characterData: true })"""
    )

    preview.project.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")
    expect(page.locator("#p01")).to_contain_text("13 kilometers")
    animation = page.evaluate(
        "() => document.getElementById('p01').getAnimations().map("
        "one => [...new Set(one.effect.getKeyframes().map(frame => frame.backgroundColor))])"
    )

    assert len(animation) == 1
    assert (len(animation[0]) == 1) == (motion == "reduce")
    page.evaluate(
        "() => Promise.all(document.getElementById('p01').getAnimations().map(one => one.finished))"
    )
    expect(page.locator("#p01")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_a_change_out_of_sight_is_told_with_the_way_there(preview: Preview, tabs: Tabs):
    page = tabs(preview, height=420)

    preview.project.change(WORK_EN, "opening hours", "hours of opening")
    way = dock(page).get_by_role("button", name="Below: i12 changed")
    expect(way).to_be_visible()
    expect(dock(page).locator("p[role=status].unseen").last).to_have_text("i12 changed")
    way.click()

    expect(page.locator("#i12")).to_be_in_viewport()
    expect(way).to_have_count(0)
    assert is_kept(page)


def test_tabs_are_apart_from_one_another(preview: Preview, tabs: Tabs):
    english, other = tabs(preview), tabs(preview)
    chinese = tabs(preview, "zh-Hans")
    other.locator("a[data-concept=one-website]").first.click()

    preview.project.change(OVERVIEW_EN, "12 kilometers", "12 long kilometers")

    for page in (english, other):
        expect(page.locator("#p01")).to_contain_text("12 long kilometers")
    expect(other.get_by_role("dialog")).to_be_visible()
    expect(english.get_by_role("dialog")).to_have_count(0)
    expect(chinese.locator("#p01")).to_contain_text("12公里")
    assert is_kept(chinese)


def test_after_many_saves_the_page_is_what_a_fresh_one_would_be(preview: Preview, tabs: Tabs):
    page, parallel = tabs(preview), tabs(preview, "zh-Hans-en")
    text, chinese = preview.project.read(WORK_EN), preview.project.read(WORK)
    preview.project.change(WORK_EN, "put data", "laid data")
    preview.project.change(WORK_EN, "Eight new", "[Eight](https://example.org) *new*")
    preview.project.change(WORK, "## 办事更方便", "## 办事更加方便")
    preview.project.change("glossary/town.toml", 'annotate = ["en", "zh"]', 'annotate = ["zh"]')
    preview.project.write(WORK_EN, text.replace("- Eight new counters were opened; {#i11}\n", ""))
    preview.project.write(WORK, chinese.replace("- 新设窗口8个； {#i11}\n", ""))
    preview.project.change(OVERVIEW_EN, "# A Year", "# One Year")
    preview.project.write(
        "content/town/report.toml",
        preview.project.read("content/town/report.toml").replace('version = "1"', 'version = "2"'),
    )

    expect(page.locator("#title")).to_contain_text("One Year")
    expect(page.locator("#i11")).to_have_count(0)
    settled(page)
    settled(parallel)


# ── A source that is broken ───────────────────────────────────────────────────────────────────


def test_a_mistake_is_named_with_its_line_while_the_page_stays_as_it_was(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview)
    whole = preview.project.read(WORK_EN)
    banner = dock(page).locator(".banner")
    alarm = dock(page).get_by_role("alert")

    preview.project.change(WORK_EN, "{#i12}", "{#i11}")
    expect(banner).to_be_visible()
    expect(banner.locator(".path").first).to_have_text("content/town/en/01-work.md:9:3")
    expect(banner.locator(".source").first).to_contain_text("opening hours were extended. {#i11}")
    expect(banner.locator(".problem-message").first).to_be_visible()
    expect(page.locator("#i12")).to_contain_text("opening hours")
    said = alarm.text_content()
    preview.project.change(WORK_EN, "# Main Work", "# Main Works")
    expect(banner).to_be_visible()
    assert alarm.text_content() == said
    assert said

    preview.project.write(WORK_EN, whole.replace("opening hours", "business hours"))
    expect(banner).to_be_hidden()
    expect(page.locator("#i12")).to_contain_text("business hours")
    expect(alarm).to_be_empty()
    assert is_kept(page)


def test_a_page_that_is_opened_while_something_is_wrong_says_so(preview: Preview, tabs: Tabs):
    preview.get(preview.path("en"))
    with preview.live("en") as tab:
        tab.next()
        preview.project.change(WORK_EN, "{#i12}", "{#i11}")
        tab.until("problems")

    page = tabs(preview)

    expect(dock(page).locator(".banner")).to_contain_text("01-work.md:9")
    preview.project.change(WORK_EN, "extended. {#i11}", "extended. {#i12}")
    expect(dock(page).locator(".banner")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_axe_finds_no_barrier_while_something_is_wrong(town, tabs: Tabs, scheme, locale):
    with previewing(town) as preview:
        page = tabs(preview, locale=locale, color_scheme=scheme)
        town.change(WORK_EN, "{#i12}", "{#i11}")
        expect(dock(page).locator(".banner")).to_be_visible()

        assert violations(page) == []
        page.close()


def test_the_line_that_is_wrong_can_be_opened_in_the_editor_and_its_place_copied(town, tabs: Tabs):
    with previewing(town, "--editor", "true {file}") as preview:
        page = tabs(preview, permissions=["clipboard-read", "clipboard-write"])
        town.change(WORK_EN, "{#i12}", "{#i11}")
        banner = dock(page).locator(".banner")

        with page.expect_response("**/-/open") as answer:
            banner.get_by_role("button", name="Open in editor").first.click()
        expect(dock(page).get_by_text("Opened in your editor")).to_be_visible()
        banner.get_by_role("button", name="Copy place").first.click()
        expect(dock(page).get_by_text("Copied", exact=True)).to_be_visible()

        assert answer.value.json()["file"] == WORK_EN
        assert page.evaluate("() => navigator.clipboard.readText()") == f"{WORK_EN}:9:3"
        page.close()


def test_a_project_that_is_moved_away_is_missed_and_found_again(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    banner, away = dock(page).locator(".banner"), preview.root.with_name("away")

    preview.root.rename(away)
    expect(banner).to_contain_text("The project’s folder is gone")
    expect(page.locator("#p01")).to_contain_text("12 kilometers")
    away.rename(preview.root)

    expect(banner).to_be_hidden()
    preview.project.change(OVERVIEW_EN, "12 kilometers", "12 long kilometers")
    expect(page.locator("#p01")).to_contain_text("12 long kilometers")
    assert is_kept(page)


# ── What the checks found ─────────────────────────────────────────────────────────────────────


def test_a_finding_is_marked_at_its_block_and_goes_when_it_is_mended(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    mark = page.locator("jd-marks [data-block=p01]")
    before = remarks(page).get("error", 0)

    preview.project.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")

    expect(page.locator("jd-marks [data-block=p01].error")).to_be_visible()
    expect(dock(page).get_by_role("button", name="1 error")).to_be_visible()
    assert remarks(page)["error"] == before + 1
    mark.click()
    card = page.get_by_role("dialog", name="p01")
    expect(card).to_contain_text("12")
    page.keyboard.press("Escape")
    dock(page).get_by_role("button", name="1 error").click()
    expect(dock(page).locator(".finding")).to_have_count(1)
    expect(dock(page).locator(".finding")).to_contain_text("p01")

    preview.project.change(OVERVIEW_EN, "13 kilometers", "12 kilometers")
    expect(page.locator("jd-marks [data-block=p01].error")).to_have_count(0)
    expect(dock(page).get_by_role("button", name="1 error")).to_have_count(0)


def test_a_translation_that_is_stale_is_marked_in_both_languages(preview: Preview, tabs: Tabs):
    assert (
        preview.project.run("translate", "accept", "--all", "--status", "final", "--by", "Li").code
        == 0
    )
    english, chinese = tabs(preview), tabs(preview, "zh-Hans")

    preview.project.change(WORK, "延长服务时间", "延长了服务时间")

    for page in (english, chinese):
        mark = page.locator("jd-marks [data-block=i12]")
        expect(mark).to_have_attribute("aria-label", re.compile("Stale"))
    english.locator("jd-marks [data-block=i12]").click()
    expect(english.get_by_role("dialog", name="i12")).to_contain_text("Stale")


def test_findings_can_be_sifted_and_lead_to_their_blocks(preview: Preview, tabs: Tabs):
    preview.project.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")
    preview.project.change(WORK_EN, "| Counters | 8 {#r12} |", "| Counters | 9 {#r12} |")
    page = tabs(preview, height=500)
    panel = dock(page)
    page.keyboard.press("f")
    finding = panel.locator(".finding")
    panel.get_by_role("button", name="Error 2").click()
    expect(finding).to_have_count(2)

    panel.get_by_role("searchbox").fill("9")
    expect(finding).to_have_count(1)
    finding.click()
    expect(page.locator("#r12")).to_be_in_viewport()
    panel.get_by_role("searchbox").fill("nowhere")
    expect(panel.get_by_text("Nothing is left by these filters.")).to_be_visible()
    panel.get_by_role("button", name="Clear filters").click()
    finding.first.focus()
    page.keyboard.press("ArrowDown")
    expect(finding.nth(1)).to_be_focused()


def test_keys_go_from_finding_to_finding(preview: Preview, tabs: Tabs):
    preview.project.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")
    preview.project.change(WORK_EN, "| Counters | 8 {#r12} |", "| Counters | 9 {#r12} |")
    page = tabs(preview, height=420)

    page.keyboard.press("n")
    first = focused(page)["block"]
    page.keyboard.press("n")
    second = focused(page)["block"]
    page.keyboard.press("Shift+N")

    assert {first, second} == {"p01", "r12"}
    assert focused(page)["block"] == first


def test_any_block_has_its_menu_where_the_mouse_is(calm: Preview, tabs: Tabs):
    page = tabs(calm, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#term-one-website").hover()
    handle = page.locator("jd-marks [data-block=term-one-website]")
    handle.click()
    card = page.get_by_role("dialog", name="term-one-website")
    expect(card).to_contain_text("nothing")

    card.get_by_role("button", name="Copy link").click()

    expect(dock(page).get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link == f"{calm.url('en')}#term-one-website"
    page.locator("#page-about").click()
    expect(handle).to_have_count(0)


def test_side_by_side_each_language_has_its_own_marks(preview: Preview, tabs: Tabs):
    page = tabs(preview, "zh-Hans-en")

    preview.project.change(WORK, "，数据上链", ",数据上链")
    preview.project.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")

    chinese = page.locator("jd-marks [data-block='p11.zh-Hans'].warning")
    english = page.locator("jd-marks [data-block='p01.en'].error")
    expect(chinese).to_be_visible()
    expect(english).to_be_visible()
    english.focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page)["block"] == "p01.zh-Hans"
    page.keyboard.press("ArrowDown")
    assert focused(page)["block"].endswith(".zh-Hans")
    assert is_kept(page)


# ── PDF ───────────────────────────────────────────────────────────────────────────────────────


def test_a_pdf_is_made_while_the_page_is_used(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    page.keyboard.press("d")
    panel = dock(page).locator("[data-panel=pdf]")
    expect(panel.get_by_label("Edition")).to_have_value("en")

    panel.get_by_role("button", name="Make PDF").click()
    expect(panel.get_by_role("progressbar")).to_be_visible()
    preview.project.change(OVERVIEW_EN, "12 kilometers", "12 long kilometers")
    expect(page.locator("#p01")).to_contain_text("12 long kilometers")
    link = panel.get_by_role("link", name="Download")
    expect(link).to_be_visible(timeout=60_000)

    content = preview.get(link.get_attribute("href") or "").content
    assert content.startswith(b"%PDF-")
    expect(link).to_have_attribute("download", "town.en.pdf")


def test_a_pdf_can_be_given_up_and_says_what_is_wrong_when_it_fails(preview: Preview, tabs: Tabs):
    page = tabs(preview, may_lose=True)
    page.keyboard.press("d")
    panel = dock(page).locator("[data-panel=pdf]")
    make = panel.get_by_role("button", name="Make PDF")

    make.click()
    panel.get_by_role("button", name="Cancel").click()
    expect(panel.locator(".state")).to_have_text("Cancelled")

    preview.project.change(WORK_EN, "{#i12}", "{#i11}")
    expect(dock(page).locator(".banner")).to_be_visible()
    make.click()
    expect(panel.locator(".notice.error:visible")).to_contain_text("i11")


# ── Without a mouse ───────────────────────────────────────────────────────────────────────────


def test_marks_are_one_stop_of_the_tab_key_and_arrows_go_from_block_to_block(
    calm: Preview, tabs: Tabs
):
    page = tabs(calm)
    page.keyboard.press("m")
    first = focused(page)
    page.keyboard.press("ArrowDown")
    second = focused(page)
    page.keyboard.press("End")
    last = focused(page)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")

    assert first["block"] == "title"
    assert second["block"] == "subtitle"
    assert last["block"].startswith("term-") or last["block"]
    expect(page.get_by_role("dialog", name="title")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="title")).to_be_hidden()
    assert focused(page)["block"] == "title"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert focused(page)["block"] == "title"
    page.keyboard.press("Tab")
    assert focused(page)["block"] == ""


def test_single_letters_can_be_switched_off_and_stay_so(calm: Preview, tabs: Tabs):
    page = tabs(calm)
    page.keyboard.press("?")
    dock(page).get_by_label("Single letters and digits are keys").uncheck()
    page.keyboard.press("Escape")
    panel = dock(page).locator(".panel")
    expect(panel).to_be_hidden()

    page.keyboard.press("f")
    page.reload()
    connected(page)
    page.keyboard.press("f")

    expect(panel).to_be_hidden()


def test_the_panel_is_resized_with_keys_closed_with_escape_and_remembered(
    calm: Preview, tabs: Tabs
):
    page = tabs(calm)
    button = dock(page).get_by_role("button", name="Findings", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    panel = dock(page).locator(".panel")
    separator = dock(page).get_by_role("separator")
    expect(panel).to_be_focused()
    before = panel.evaluate("one => one.offsetHeight")

    separator.focus()
    page.keyboard.press("PageUp")

    expect(panel).to_have_css("height", f"{before + 120:g}px")
    expect(separator).to_have_attribute("aria-valuenow", f"{before + 120:g}")
    page.reload()
    connected(page)
    expect(panel).to_have_css("height", f"{before + 120:g}px")
    separator.focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_the_end_of_the_page_can_be_read_above_the_panel(calm: Preview, tabs: Tabs):
    page = tabs(calm)
    page.keyboard.press("f")
    expect(dock(page).locator(".panel")).to_be_visible()

    page.evaluate("() => scrollTo({ top: 1e6, behavior: 'instant' })")

    foot = page.evaluate("() => document.querySelector('.foot').getBoundingClientRect().bottom")
    taken = page.evaluate("() => document.querySelector('jd-dock').getBoundingClientRect().top")
    assert foot <= taken + 1


# ── Views ─────────────────────────────────────────────────────────────────────────────────────


def test_another_view_shows_the_same_block(calm: Preview, tabs: Tabs):
    page = tabs(calm, height=420)
    read(page, "i11")
    before = top(page, "i11")

    page.keyboard.press("1")
    page.wait_for_url("**/zh-Hans/**")
    connected(page)
    assert top(page, "i11") == pytest.approx(before, abs=4)

    page.keyboard.press("p")
    page.wait_for_url("**/zh-Hans-en/**")
    connected(page)
    assert page.locator("[id='i11'], [id='i11.en']").first.is_visible()
    expect(page.locator("[id='i11'], [id='i11.en']").first).to_be_in_viewport()

    dock(page).get_by_role("button", name="View: Simplified Chinese and English").click()
    dock(page).get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/**")
    connected(page)
    expect(page.locator("#i11")).to_be_in_viewport()


# ── A server that ends and comes again ────────────────────────────────────────────────────────


def test_a_page_finds_the_preview_again_and_is_loaded_anew_at_the_same_place(town, tabs: Tabs):
    with previewing(town) as first:
        page = tabs(first, height=420, may_lose=True)
        read(page, "i11")
        before = top(page, "i11")
        port = first.port
    state = dock(page).locator(".connection")
    expect(state).not_to_have_text("Connected")
    expect(page.locator("#i11")).to_be_visible()
    town.change(OVERVIEW_EN, "12 kilometers", "12 long kilometers")

    with previewing(town, "--port", str(port)) as second:
        assert second.port == port
        expect(page.locator("#p01")).to_contain_text("12 long kilometers")
        connected(page)
        assert not is_kept(page)
        assert top(page, "i11") == pytest.approx(before, abs=4)
        page.close()


def test_what_is_not_saved_is_not_lost_when_the_preview_is_started_anew(town, tabs: Tabs):
    with previewing(town) as first:
        page = tabs(first, may_lose=True)
        page.keyboard.press("t")
        pane = dock(page).locator("[data-panel=translation]")
        field = pane.locator("textarea").first
        before = field.input_value()
        field.fill(before + " Truly")
        port = first.port

    with previewing(town, "--port", str(port)):
        anew = dock(page).get_by_role("button", name="Load anew")
        expect(anew).to_be_visible(timeout=30_000)
        expect(field).to_have_value(before + " Truly")
        assert is_kept(page)
        pane.get_by_role("button", name="Save", exact=True).click()
        waited(lambda: "Truly" in town.read(OVERVIEW_EN))
        anew.click()
        connected(page)
        assert not is_kept(page)
        page.close()


def test_a_preview_that_has_ended_is_said_to_have(town, tabs: Tabs):
    with previewing(town) as preview:
        page = tabs(preview, may_lose=True)

    expect(dock(page).locator(".connection")).to_have_text("The preview has ended")


# ── Two languages, two appearances, small windows ─────────────────────────────────────────────


def test_the_interface_speaks_the_browsers_language(calm: Preview, tabs: Tabs):
    english = tabs(calm, "zh-Hans", locale="fr-FR")
    chinese = tabs(calm, "en", locale="zh-TW")

    expect(dock(english).get_by_text("Connected")).to_be_visible()
    expect(dock(english).get_by_role("button", name="Findings", exact=True)).to_be_visible()
    expect(dock(chinese).get_by_text("已连接")).to_be_visible()
    expect(dock(chinese).get_by_role("button", name="检查结果", exact=True)).to_be_visible()
    expect(dock(chinese).locator(".dock")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
@pytest.mark.parametrize("width", [1400, PHONE])
def test_axe_finds_no_barrier_with_any_panel_open(calm: Preview, tabs: Tabs, scheme, locale, width):
    page = tabs(calm, "en", locale=locale, color_scheme=scheme, width=width)

    found = {"page": violations(page)}
    for name in ("findings", "pdf", "help", "translation", "glossary"):
        button = dock(page).locator(f".tool[aria-controls=panel]:has(.icon-{name})")
        button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
        dock(page).locator(f"[data-panel={name}] .body > *").first.wait_for()
        found[name] = violations(page)
    page.keyboard.press("Escape")
    page.locator("jd-marks [data-block=p01]").click()
    found["card"] = violations(page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_on_a_phone_all_fits_and_a_panel_takes_the_window(calm: Preview, tabs: Tabs, locale):
    page = tabs(calm, "en", width=PHONE, height=740, locale=locale)
    bar = dock(page).locator(".bar")

    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert bar.evaluate("one => one.scrollWidth <= one.clientWidth")
    for button in dock(page).locator(".bar button:visible").all():
        assert min(button.evaluate("one => [one.offsetWidth, one.offsetHeight]")) >= 24
    page.locator("jd-dock .tool:has(.icon-findings)").click()
    dock(page).locator(".panel").wait_for()
    whole = dock(page).locator(".dock").bounding_box()
    assert whole == {"x": 0, "y": 0, "width": PHONE, "height": 740}


def test_the_colours_follow_the_pages_own_appearance(calm: Preview, tabs: Tabs):
    page = tabs(calm, color_scheme="light")
    bar = dock(page).locator(".bar")
    before = bar.evaluate("one => getComputedStyle(one).backgroundColor")

    for _ in range(2):
        page.locator('[data-action="appearance"]').click()

    assert bar.evaluate("one => getComputedStyle(one).backgroundColor") != before
    assert page.evaluate("() => document.documentElement.dataset.appearance") == "dark"
