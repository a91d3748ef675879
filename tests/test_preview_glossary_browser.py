"""The glossary's panel in a real browser: terms found, added from the page, edited, never lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browsing import PHONE
from tests.previewing import Preview, waited
from tests.tabs import Tabs, dock, focused, is_kept, select, tabs
from tests.test_browser import violations

__all__ = ["tabs"]

TOWN = "glossary/town.toml"
expect.set_options(timeout=20_000)  # dictionaries load when a term is proposed for the first time


def panel(page: Page) -> Locator:
    return dock(page).locator("[data-panel=glossary]")


def opened(page: Page, name: str = "") -> Locator:
    """Open the panel, and an entry in it."""
    page.keyboard.press("g")
    own = panel(page)
    own.locator(".entry").first.wait_for()
    if name:
        own.locator(f".entry[data-id={name}]").click()
        expect(own.locator(".form-head .path")).to_contain_text(TOWN)
    return own


def field(own: Locator, name: str) -> Locator:
    return own.locator(f"[data-field='{name}'] :is(input, textarea, select)").first


def test_a_term_added_from_the_page_is_annotated_in_it_without_loading_it_anew(
    preview: Preview, tabs: Tabs
):
    preview.project.change(TOWN, 'id = "county"', 'id = "county" # ours')
    before = preview.project.read(TOWN)
    page = tabs(preview, "zh-Hans")
    select(page, "p11", "数据上链")
    page.keyboard.press("a")
    own = panel(page)

    expect(field(own, "zh-Hans.term")).to_have_value("数据上链")
    expect(field(own, "zh-Hans.pinyin")).to_have_value("shùjù shàngliàn")
    chips = own.locator("[data-field='en.term'] .candidate-words")
    chips.first.wait_for()
    assert all(
        one in "We rolled out “all government services on one website,” put data on a "
        "blockchain, and cut the number of errands."
        for one in chips.all_inner_texts()
    )
    chips.filter(has_text=re.compile("^put data on a blockchain$")).click()
    expect(field(own, "en.term")).to_have_value("put data on a blockchain")
    own.get_by_role("group", name="Domains nearby").get_by_role("button").first.click()
    own.get_by_label("readers of Chinese").check()
    field(own, "zh-Hans.definition").fill("用区块链保存数据。")
    page.keyboard.press("Control+s")

    expect(page.locator("#p11 a[data-concept=put-data-on-blockchain]")).to_have_text("数据上链")
    expect(own.locator(".notice.fine")).to_contain_text(f"Added to {TOWN}:")
    expect(own.locator(".entry[aria-current]")).to_contain_text("数据上链")
    expect(own.locator(".known .use")).to_contain_text("p11")
    assert preview.project.read(TOWN).startswith(before)
    assert is_kept(page)


def test_an_edit_that_meets_somebody_elses_is_merged_field_by_field(preview: Preview, tabs: Tabs):
    page = tabs(preview, may_lose=True)
    own = opened(page, "county")
    own.locator("summary", has_text="See also, source, and note").click()
    field(own, "note").fill("Mine.")
    field(own, "source").fill("My source.")

    preview.project.run("glossary", "edit", "county", "--note", "Theirs.", "--by", "Wang")

    expect(own.locator(".notice.warning")).to_contain_text("Somebody has changed this entry")
    page.keyboard.press("Control+s")
    merge = own.locator(".merge")
    expect(merge).to_contain_text("Wang")
    expect(merge.get_by_role("button", name="Save this choice")).to_be_disabled()
    merge.get_by_role("group", name="Note").get_by_label("Take mine").check()
    merge.get_by_role("button", name="Save this choice").click()

    expect(own.locator(".notice.fine")).to_contain_text("Saved to")
    text = preview.project.read(TOWN)
    assert 'note = "Mine."' in text
    assert 'source = "My source."' in text
    assert "Theirs" not in text


def test_a_clean_form_takes_over_what_somebody_else_writes(preview: Preview, tabs: Tabs):
    own = opened(tabs(preview), "county")

    preview.project.run("glossary", "edit", "county", "--en", "our beloved county")

    expect(field(own, "en.term")).to_have_value("our beloved county")
    expect(own.locator(".entry[data-id=county]")).to_contain_text("our beloved county")


def test_an_entry_is_found_opened_changed_and_saved_by_keyboard_alone(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    own = opened(page)
    expect(own.locator("input[type=search]")).to_be_focused()

    page.keyboard.type("wenzhong")
    expect(own.locator(".entry")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field(own, "zh-Hans.term")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    assert focused(page)["id"] == "field-en.term"
    page.keyboard.press("Control+a")
    page.keyboard.type("sought progress in stability")
    page.keyboard.press("Control+s")

    expect(own.locator(".notice.fine")).to_contain_text("Saved to")
    assert 'term = "sought progress in stability"' in preview.project.read(TOWN)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(preview: Preview, tabs: Tabs):
    page = tabs(preview, may_lose=True)
    own = opened(page, "county")

    field(own, "en.term").fill("县城")
    page.keyboard.press("Control+s")

    wrong = field(own, "en.term")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_be_focused()
    described = wrong.get_attribute("aria-describedby")
    expect(own.locator(f"[id='{described}']")).to_contain_text("has Chinese characters")
    expect(wrong).to_have_value("县城")
    wrong.fill("the town")
    expect(wrong).not_to_have_attribute("aria-invalid", "true")


def test_a_term_that_is_there_is_opened_and_one_nearly_there_is_saved_knowingly(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview, "zh-Hans", may_lose=True)
    select(page, "p01", "我县")
    page.keyboard.press("a")
    own = panel(page)
    expect(own.locator(".notice")).to_contain_text("“我县” is in the glossary already")
    expect(field(own, "en.term")).to_have_value("the county")

    own.get_by_role("button", name="New entry").click()
    field(own, "zh-Hans.term").fill("新建道路")
    field(own, "en.term").fill("the county")
    expect(own.locator(".repeats")).to_contain_text("is the English of “我县” already")
    field(own, "subject").fill("places")
    own.get_by_role("button", name="Save", exact=True).click()
    own.get_by_role("button", name="It is another concept: save anyway").click()

    expect(own.locator(".notice.fine")).to_contain_text("Added to")
    assert 'term = "新建道路"' in preview.project.read(TOWN)


def test_what_was_typed_is_asked_about_kept_and_there_again_after_a_reload(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview)
    page.on("dialog", lambda dialog: dialog.accept())
    own = opened(page, "county")
    field(own, "en.term").fill("a county")

    own.locator(".entry[data-id=one-website]").click()
    own.get_by_role("button", name="Keep as a draft").click()
    expect(field(own, "zh-Hans.term")).to_have_value("一网通办")
    expect(own.locator(".entry[data-id=county]")).to_contain_text("Changes not saved")
    page.reload()
    own.locator(".entry[data-id=county]").click()

    expect(own.locator(".notice")).to_contain_text("What you had not saved is here again")
    expect(field(own, "en.term")).to_have_value("a county")
    own.get_by_role("button", name="Discard changes").click()
    expect(field(own, "en.term")).to_have_value("the county")


def test_entries_that_were_begun_are_all_kept(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    page.on("dialog", lambda dialog: dialog.accept())
    own = opened(page)
    for term in ("数据上链", "跑动次数"):
        own.get_by_role("button", name="New entry").click()
        field(own, "zh-Hans.term").fill(term)
        own.locator(".entry[data-id=county]").click()
        own.get_by_role("button", name="Keep as a draft").click()

    page.reload()

    expect(own.locator(".entry").nth(0)).to_contain_text("数据上链")
    own.locator(".entry").nth(1).click()
    expect(field(own, "zh-Hans.term")).to_have_value("跑动次数")


def test_a_question_can_be_left_and_so_the_form_is_not(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    own = opened(page, "county")
    field(own, "en.term").fill("a county")
    own.locator(".entry[data-id=one-website]").click()
    own.locator("dialog").wait_for()

    page.keyboard.press("Escape")

    expect(own.locator("dialog")).to_have_count(0)
    expect(field(own, "en.term")).to_have_value("a county")
    expect(dock(page).locator(".panel")).to_be_visible()


def held(page: Page, path: str) -> list[Route]:
    """Hold back the saves to an address until each is let go on; return those that wait."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "PUT":
            waiting.append(route)
        else:
            route.continue_()

    page.route(re.compile(path), hold)
    return waiting


def test_what_is_typed_while_a_save_is_under_way_stays(preview: Preview, tabs: Tabs):
    page = tabs(preview, may_lose=True)
    own = opened(page, "county")
    waiting = held(page, "/-/glossary/county")
    field(own, "en.term").fill("a county")
    with page.expect_request(lambda request: request.method == "PUT"):
        page.keyboard.press("Control+s")

    field(own, "en.definition").fill("Ours.")
    waiting.pop().continue_()

    expect(own.locator(".notice.fine")).to_contain_text("Saved to")
    expect(field(own, "en.definition")).to_have_value("Ours.")
    expect(own.locator(".entry[data-id=county]")).to_contain_text("Changes not saved")
    with page.expect_request(lambda request: request.method == "PUT"):
        page.keyboard.press("Control+s")
    waiting.pop().continue_()
    waited(lambda: 'definition = "Ours."' in preview.project.read(TOWN))
    assert 'term = "a county"' in preview.project.read(TOWN)


@pytest.mark.parametrize("changed", [False, True])
def test_the_answer_to_a_save_leaves_the_entry_alone_that_is_open_by_then(
    preview: Preview, tabs: Tabs, changed
):
    page = tabs(preview, may_lose=True)
    own = opened(page, "county")
    waiting = held(page, "/-/glossary/county")
    field(own, "en.term").fill("a county")
    with page.expect_request(lambda request: request.method == "PUT"):
        page.keyboard.press("Control+s")
    own.locator(".entry[data-id=one-website]").click()
    own.get_by_role("button", name="Keep as a draft").click()
    expect(field(own, "zh-Hans.term")).to_have_value("一网通办")
    field(own, "en.definition").fill("Of the website.")

    if changed:
        preview.project.change(TOWN, 'term = "the county"', 'term = "this county"')
    waiting.pop().continue_()

    told = "Somebody has changed this entry" if changed else "Saved to"
    expect(
        dock(page).get_by_text(f"我县: {'Not saved: ' if changed else ''}{told}")
    ).to_be_visible()
    expect(field(own, "zh-Hans.term")).to_have_value("一网通办")
    expect(field(own, "en.definition")).to_have_value("Of the website.")
    expect(own.locator(".merge")).to_have_count(0)
    county = own.locator(".entry[data-id=county]")
    expect(own.locator(".entry[aria-current]")).to_contain_text("一网通办")
    expect(county.get_by_text("Changes not saved")).to_have_count(int(changed))
    expect(own.locator(".entry[data-id=one-website]")).to_contain_text("Changes not saved")


def test_there_is_no_form_before_an_entry_is_chosen(preview: Preview, tabs: Tabs):
    own = opened(tabs(preview))

    expect(own.get_by_text("Choose an entry")).to_be_visible()
    expect(field(own, "zh-Hans.term")).to_be_hidden()
    own.get_by_role("button", name="New entry").click()

    expect(field(own, "zh-Hans.term")).to_be_focused()


def test_an_entry_that_was_deleted_meanwhile_can_be_saved_as_a_new_one(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview, may_lose=True)
    own = opened(page, "county")
    field(own, "en.definition").fill("Ours.")
    text = preview.project.read(TOWN)

    preview.project.write(TOWN, text[: text.index('[[concept]]\nid = "county"')])

    own.get_by_role("button", name="Save as a new entry").first.click()
    own.get_by_role("button", name="Let the new domain in").click()  # it was the only one of it
    expect(own.locator(".notice.fine")).to_contain_text("Added to")
    assert 'definition = "Ours."' in preview.project.read("glossary/places.toml")


def test_entries_to_see_are_looked_up_and_lists_have_a_row_for_each_form(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview)
    own = opened(page, "county")
    own.locator("summary", has_text="More English forms").click()
    own.locator("summary", has_text="See also").click()

    own.locator("[data-field='en.admitted'] .add").click()
    page.keyboard.type("this county")
    own.get_by_role("combobox", name="Add an entry to see").fill("yiwang")
    own.locator(".option").first.wait_for()
    page.keyboard.press("Enter")
    expect(own.locator("[data-field=see] .linked")).to_have_text("一网通办")
    page.keyboard.press("Control+s")

    expect(own.locator(".notice.fine")).to_contain_text("Saved to")
    text = preview.project.read(TOWN)
    assert 'admitted = ["this county"]' in text
    assert 'see = ["one-website"]' in text


def test_a_place_in_the_text_is_a_way_to_it(preview: Preview, tabs: Tabs):
    page = tabs(preview, "zh-Hans", height=600)
    own = opened(page, "one-website")

    own.locator(".use").click()

    expect(page.locator("#p11")).to_be_in_viewport()


def test_on_a_phone_the_list_gives_way_to_the_form_and_comes_back(preview: Preview, tabs: Tabs):
    page = tabs(preview, width=PHONE, height=740, locale="zh-CN")
    own = opened(page, "county")

    expect(own.locator(".finder")).to_be_hidden()
    assert own.locator(".body").evaluate("one => one.scrollWidth <= one.clientWidth")
    own.get_by_role("button", name="返回列表").click()

    expect(own.locator(".entry[data-id=county]")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
@pytest.mark.parametrize("width", [1400, PHONE])
def test_axe_finds_no_barrier_in_forms_proposals_mistakes_and_merges(
    preview: Preview, tabs: Tabs, scheme, locale, width
):
    page = tabs(preview, "zh-Hans", locale=locale, color_scheme=scheme, width=width, may_lose=True)
    found = {}
    select(page, "p11", "数据上链")
    page.keyboard.press("a")
    own = panel(page)
    own.locator(".candidate").first.wait_for()
    for details in own.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    found["proposals"] = violations(page)
    field(own, "en.term").fill("数据")
    own.locator("[data-field='en.deprecated'] .add").click()
    page.keyboard.type("data")
    own.locator(".foot .button.primary").first.click()
    own.locator(".mistake:not([hidden])").first.wait_for()
    found["mistakes"] = violations(page)
    own.locator(".foot .button:not(.primary)").first.click()
    if width == PHONE:
        own.locator(".back").click()
    own.locator(".entry[data-id=county]").click()
    own.locator("dialog").or_(own.locator(".known .use")).first.wait_for()
    field(own, "en.definition").fill("Mine.")
    preview.project.run("glossary", "edit", "county", "--definition-en", "Theirs.")
    own.locator(".changed .button").click()
    own.locator(".merge").wait_for()
    found["merge"] = violations(page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
