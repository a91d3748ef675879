"""The translation pane in a real browser: written, checked as it is typed, saved, never lost."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browsing import DESK, PHONE
from tests.previewing import Preview, waited
from tests.tabs import Tabs, connected, dock, focused, is_kept, tabs
from tests.test_browser import violations

__all__ = ["tabs"]

WORK = "content/town/zh-Hans/01-work.md"
WORK_EN = "content/town/en/01-work.md"
OVERVIEW_EN = "content/town/en/00-overview.md"


def translate(page: Page, block: str) -> Locator:
    """Open the pane at a block and return its field."""
    page.evaluate(
        "block => document.querySelector('jd-dock').open('translation', { block })", block
    )
    field = dock(page).get_by_role("textbox", name="English")
    expect(dock(page).locator(".about strong")).to_have_text(block)
    return field


def write(field: Locator, old: str, new: str) -> None:
    """Select words in the field and type others in their place."""
    field.evaluate(
        """(field, words) => {
          const at = field.value.indexOf(words);
          field.focus();
          field.setSelectionRange(at, at + words.length);
        }""",
        old,
    )
    field.press_sequentially(new)


def wanted(page: Page, words: str) -> Locator:
    return dock(page).locator(".item", has_text=words)


def ours(page: Page) -> list[Any]:
    """Return what axe finds wrong with the pane."""
    return [
        (rule, node)
        for rule, nodes in violations(page)
        for node in nodes
        if "jd-marks" not in str(node)
    ]


def state(page: Page) -> Locator:
    return dock(page).locator(".state")


def test_a_wrong_figure_is_told_while_typing_and_mended_with_one_click(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview)
    before = preview.project.read(OVERVIEW_EN)
    field = translate(page, "p01")
    expect(wanted(page, "12公里")).to_contain_text("There")

    write(field, "12 kilometers", "21 kilometers")
    told = wanted(page, "12公里")
    expect(told).to_contain_text("Wrong")
    expect(told).to_contain_text("not “21 kilometers”")
    told.get_by_role("button", name="Change to “12 kilometers”").click()

    expect(wanted(page, "12公里")).to_contain_text("There")
    expect(field).to_be_focused()
    assert field.input_value() in before
    expect(state(page)).to_be_empty()


def test_what_is_saved_shows_in_the_page_and_is_one_line_of_the_file(preview: Preview, tabs: Tabs):
    page, other = tabs(preview), tabs(preview, "zh-Hans-en")
    field = translate(page, "i12")

    write(field, "extended", "much extended")
    expect(state(page)).to_have_text("Not saved")
    page.keyboard.press("Control+s")

    expect(state(page)).to_have_text("Saved in 01-work.md, line 9")
    expect(page.locator("#i12")).to_contain_text("much extended")
    expect(other.locator("[id='i12.en']")).to_contain_text("much extended")
    assert "- opening hours were much extended. {#i12}\n" in preview.project.read(WORK_EN)
    assert is_kept(page)


def test_all_of_it_works_without_a_mouse(preview: Preview, tabs: Tabs):
    page = tabs(preview)

    page.keyboard.press("t")
    field = dock(page).get_by_role("textbox", name="English")
    expect(field).to_be_focused()
    name = dock(page).locator(".about strong")
    first = name.inner_text()
    page.keyboard.press("Alt+ArrowDown")
    expect(name).not_to_have_text(first)
    page.keyboard.press("Alt+ArrowUp")
    expect(name).to_have_text(first)
    page.keyboard.press("Control+End")
    page.keyboard.type(" at once")
    page.keyboard.press("Control+Enter")

    expect(page.locator(f"#{first}")).to_contain_text("at once")
    expect(field).to_be_focused()


def test_the_next_to_do_follows_the_text(preview: Preview, tabs: Tabs):
    preview.project.run("translate", "accept", "--all")
    preview.project.change(WORK, "延长服务时间", "大幅延长服务时间")
    page = tabs(preview)
    expect(dock(page).get_by_role("button", name="1 stale passage")).to_be_visible()
    translate(page, "p01")

    page.keyboard.press("Alt+Shift+ArrowDown")

    expect(dock(page).locator(".about strong")).to_have_text("i12")
    changes = dock(page).get_by_role("region", name="What changed in the Chinese")
    expect(changes.locator("ins")).to_contain_text("大幅")
    expect(dock(page).get_by_text("1 to do")).to_be_visible()


def test_saving_and_accepting_remembers_the_name(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    field = translate(page, "i12")
    write(field, "extended", "prolonged")
    dock(page).get_by_role("textbox", name="Your name").fill("Li Ming")
    dock(page).get_by_role("combobox", name="Accept as").select_option("as reviewed")

    dock(page).get_by_role("button", name="Save and accept").click()

    expect(state(page)).to_contain_text("Accepted as Reviewed")
    expect(dock(page).locator(".standing")).to_contain_text("Reviewed · Li Ming")
    assert "i12\ten\treviewed\t" in preview.project.read("content/town/translation.tsv")
    page.reload()
    expect(dock(page).get_by_role("textbox", name="Your name")).to_have_value("Li Ming")


def test_nobody_signs_without_a_name(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    translate(page, "i12")
    dock(page).get_by_role("combobox", name="Accept as").select_option("as final")

    dock(page).get_by_role("button", name="Save and accept").click()

    expect(state(page)).to_contain_text("write the name")
    assert focused(page)["label"] == "Your name"
    assert not (preview.root / "content/town/translation.tsv").exists()


def test_text_that_was_not_saved_is_offered_again(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    page.on("dialog", lambda dialog: dialog.accept())
    field = translate(page, "i12")
    write(field, "extended", "stretched")
    page.keyboard.press("Alt+ArrowUp")
    expect(dock(page).locator(".about strong")).not_to_have_text("i12")
    expect(field).not_to_have_value(re.compile("stretched"))

    page.reload()
    dock(page).get_by_role("button", name="i12", exact=True).click()
    dock(page).get_by_role("button", name="Go on with it").click()

    expect(field).to_have_value("opening hours were stretched.")
    page.keyboard.press("Control+s")
    expect(page.locator("#i12")).to_contain_text("stretched")
    expect(dock(page).get_by_text("There is text")).to_have_count(0)


def test_a_passage_that_is_clicked_is_shown_unless_something_is_not_saved(
    preview: Preview, tabs: Tabs
):
    page = tabs(preview)
    field = translate(page, "title")
    name = dock(page).locator(".about strong")

    page.locator("#p01").click(position={"x": 5, "y": 5})
    expect(name).to_have_text("p01")
    write(field, "12 kilometers", "12 long kilometers")
    page.locator("#subtitle").click(position={"x": 5, "y": 5})

    expect(dock(page).locator(".dock > [role=status].unseen")).to_contain_text("not saved")
    expect(name).to_have_text("p01")
    expect(field).to_have_value(re.compile("12 long kilometers"))


def test_what_somebody_else_saves_shows_where_nothing_was_typed(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    field = translate(page, "i12")

    preview.project.change(WORK_EN, "were extended", "were doubled")

    expect(field).to_have_value("opening hours were doubled.")


@pytest.mark.parametrize(
    ("way", "kept"),
    [
        ("Take theirs", "the opening hours were doubled."),
        ("Keep mine", "opening times were extended."),
        ("Edit both together", "the opening times were doubled."),
    ],
)
def test_two_who_write_at_once_see_both_versions_and_choose(
    preview: Preview, tabs: Tabs, way, kept
):
    page = tabs(preview)
    field = translate(page, "i12")
    write(field, "hours", "times")

    preview.project.change(WORK_EN, "- opening hours were ext", "- the opening hours were ext")
    preview.project.change(WORK_EN, "were extended", "were doubled")

    both = dock(page).get_by_role("region", name="Somebody else has changed this passage")
    expect(both.locator("ins")).to_contain_text(["the", "doubled"])
    page.keyboard.press("Control+s")
    assert "were doubled. {#i12}" in preview.project.read(WORK_EN)
    both.get_by_role("button", name=way).click()

    expect(field).to_have_value(kept)
    if way != "Take theirs":
        page.keyboard.press("Control+s")
        expect(state(page)).to_contain_text("Saved in")
    waited(lambda: f"- {kept} {{#i12}}" in preview.project.read(WORK_EN))
    expect(both).to_have_count(0)


def test_a_save_that_comes_second_is_refused_and_nothing_is_lost(preview: Preview, tabs: Tabs):
    page = tabs(preview, may_lose=True)
    field = translate(page, "i12")
    write(field, "extended", "prolonged")
    page.route(
        re.compile("/-/translation/.*"),
        lambda route: (
            route.continue_(headers={**route.request.headers, "if-match": '"0000000000000000"'})
            if route.request.method == "PUT"
            else route.continue_()
        ),
    )

    page.keyboard.press("Control+s")

    expect(dock(page).get_by_text("while you were editing")).to_be_visible()
    expect(field).to_have_value("opening hours were prolonged.")
    assert "were extended" in preview.project.read(WORK_EN)


def held(page: Page, method: str, path: str) -> list[Route]:
    """Hold back what is asked of an address until it is let go on; return what waits."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == method:
            waiting.append(route)
        else:
            route.fallback()

    page.route(re.compile(path), hold)
    return waiting


@pytest.mark.parametrize("refused", [False, True])
def test_the_answer_to_a_save_leaves_the_passage_alone_that_is_shown_by_then(
    preview: Preview, tabs: Tabs, refused
):
    page = tabs(preview, may_lose=True)
    page.on("dialog", lambda dialog: dialog.accept())
    field = translate(page, "i12")
    waiting = held(page, "PUT", "/-/translation/town/i12")
    write(field, "extended", "prolonged")
    with page.expect_request(lambda request: request.method == "PUT"):
        page.keyboard.press("Control+s")
    field.press("Alt+ArrowUp")
    name = dock(page).locator(".about strong")
    expect(name).not_to_have_text("i12")
    other, words = name.inner_text(), field.input_value()

    if refused:
        preview.project.change(WORK_EN, "hours were extended", "hours were doubled")
    waiting.pop().continue_()

    kept = dock(page).locator(".bar .chip", has_text="i12")
    if refused:
        expect(dock(page).get_by_text("i12: Not saved")).to_be_visible()
        expect(kept).to_be_visible()
    else:
        expect(kept).to_have_count(0)
        waited(lambda: "were prolonged. {#i12}" in preview.project.read(WORK_EN))
    expect(name).to_have_text(other)
    expect(field).to_have_value(words)
    expect(dock(page).locator(".conflict")).to_be_hidden()
    page.keyboard.press("Alt+ArrowDown")
    expect(name).to_have_text("i12")
    expect(field).to_have_value(f"opening hours were {'doubled' if refused else 'prolonged'}.")
    expect(dock(page).get_by_role("button", name="Go on with it")).to_have_count(int(refused))


def test_what_was_asked_before_a_save_is_not_shown_after_it(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    field = translate(page, "i12")
    before = preview.get("/-/translation/town/i12")
    waiting = held(page, "GET", "/-/translation/town/i12")
    with page.expect_request(lambda request: request.method == "GET"):
        preview.project.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")
    write(field, "extended", "prolonged")
    page.keyboard.press("Control+s")
    expect(state(page)).to_contain_text("Saved in")

    with page.expect_response(re.compile("/-/translation/town/i12")):
        waiting.pop(0).fulfill(
            status=200, json=before.json, headers={"etag": before.headers["etag"]}
        )

    expect(field).to_have_value("opening hours were prolonged.")
    expect(dock(page).locator(".conflict")).to_be_hidden()


def test_who_accepts_a_passage_meanwhile_is_not_overruled_unseen(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    field = translate(page, "i12")
    write(field, "extended", "prolonged")

    preview.project.run("translate", "accept", "i12", "--status", "final", "--by", "Wang")

    expect(dock(page).get_by_text("Somebody has accepted this passage")).to_be_visible()
    expect(dock(page).locator(".standing")).to_contain_text("Wang")
    dock(page).get_by_role("button", name="Keep mine").click()
    expect(field).to_have_value("opening hours were prolonged.")
    page.keyboard.press("Control+s")
    expect(state(page)).to_contain_text("Saved in")


def test_text_that_is_in_the_file_by_now_is_not_kept_any_longer(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    page.on("dialog", lambda dialog: dialog.accept())
    write(translate(page, "i12"), "extended", "prolonged")
    page.goto("about:blank")
    preview.project.change(WORK_EN, "were extended", "were prolonged")
    page.goto(preview.url("en"))
    connected(page)

    translate(page, "i12")
    expect(dock(page).get_by_role("button", name="Go on with it")).to_have_count(0)
    translate(page, "p01")

    expect(dock(page).locator(".bar .chip")).to_have_count(0)


def test_two_versions_that_nobody_has_settled_are_both_shown_again(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    page.on("dialog", lambda dialog: dialog.accept())
    field = translate(page, "i12")
    write(field, "hours", "times")
    preview.project.change(WORK_EN, "were extended", "were doubled")
    both = dock(page).get_by_role("region", name="Somebody else has changed this passage")
    expect(both.get_by_role("button", name="Keep mine")).to_be_visible()
    write(field, "opening", "office")

    page.reload()
    dock(page).get_by_role("button", name="i12", exact=True).click()
    dock(page).get_by_role("button", name="Go on with it").click()

    both.get_by_role("button", name="Edit both together").click()
    expect(field).to_have_value("office times were doubled.")


def test_what_cannot_stand_there_is_told_at_its_place(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    field = translate(page, "p11")

    field.fill("We rolled out something:\n- One")

    problem = dock(page).locator(".problem")
    expect(problem).to_contain_text("a list would begin here")
    expect(field).to_have_attribute("aria-invalid", "true")
    problem.get_by_role("button", name="line 2, column 1").click()
    assert field.evaluate("field => field.selectionStart") == len("We rolled out something:\n")
    field.fill("We rolled out something: one")
    expect(problem).to_have_count(0)


def test_a_passage_not_translated_yet_is_written_into_its_place(preview: Preview, tabs: Tabs):
    before = preview.project.read(WORK_EN)
    preview.project.change(WORK_EN, "- Eight new counters were opened; {#i11}\n", "")
    page = tabs(preview)
    field = translate(page, "i11")
    expect(state(page)).to_contain_text("Not translated yet")
    expect(wanted(page, "8个")).to_contain_text("Missing")

    field.fill("Eight new counters were opened;")
    page.keyboard.press("Control+s")

    expect(page.locator("#i11")).to_contain_text("Eight new counters")
    assert preview.project.read(WORK_EN) == before


def test_terms_are_put_in_at_the_caret(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    field = translate(page, "p11")
    field.fill("We rolled out , put data on a blockchain.[^n1]")
    field.evaluate("field => field.setSelectionRange(14, 14)")

    wanted(page, "一网通办").get_by_role("button", name=re.compile("^Insert")).first.click()

    expect(field).to_have_value(
        "We rolled out all government services on one website, put data on a blockchain.[^n1]"
    )
    expect(wanted(page, "一网通办")).to_contain_text("There")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("We rolled out , put data on a blockchain.[^n1]")


def test_half_a_million_characters_are_said_to_be_too_many(preview: Preview, tabs: Tabs):
    page = tabs(preview)
    field = translate(page, "i12")

    field.fill("long " * 100_000)

    expect(dock(page).locator(".problem")).to_contain_text("500,000 characters, at most 20,000")
    dock(page).get_by_role("button", name="Undo changes").click()
    expect(field).to_have_value("opening hours were extended.")
    expect(dock(page).locator(".problem")).to_have_count(0)


def test_a_chinese_reader_has_it_in_chinese(preview: Preview, tabs: Tabs):
    page = tabs(preview, locale="zh-CN")
    page.evaluate("() => document.querySelector('jd-dock').open('translation', { block: 'p01' })")
    field = dock(page).get_by_role("textbox", name="英译文")

    write(field, "12 kilometers", "21 kilometers")

    expect(wanted(page, "12公里")).to_contain_text("有误")
    expect(dock(page).get_by_role("button", name="改为“12 kilometers”")).to_be_visible()
    expect(dock(page).locator(".panel-translation > [role=status]")).to_have_text(
        "1个数字缺少或有误"
    )
    page.keyboard.press("Control+s")
    expect(state(page)).to_have_text("已保存到 00-overview.md 第5行")


@pytest.mark.parametrize("width", [DESK, 900, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_window(
    preview: Preview, tabs: Tabs, width, scheme
):
    preview.project.run("translate", "accept", "--all")
    preview.project.change(WORK, "延长服务时间", "延长服务时间2小时")
    page = tabs(preview, width=width, color_scheme=scheme)
    field = translate(page, "i12")
    field.fill("Open 3 hours longer.\n- x")
    expect(dock(page).locator(".problem")).to_be_visible()

    found = {"problem": ours(page)}
    field.fill("Open 3 hours longer.")
    expect(wanted(page, "2小时")).to_contain_text("Wrong")
    preview.project.change(WORK_EN, "were extended", "were doubled")
    expect(dock(page).get_by_role("button", name="Take theirs")).to_be_visible()
    found["conflict"] = ours(page)

    assert found == {"problem": [], "conflict": []}, json.dumps(found, indent=1)
    assert page.evaluate(
        """() => {
          const body = document.querySelector("jd-dock").shadowRoot.querySelector(".panel-host")
            .shadowRoot.querySelector(".body");
          return body.scrollWidth <= body.clientWidth;
        }"""
    )
