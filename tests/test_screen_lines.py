"""The lines of web pages, measured in a browser on a wide screen and on a phone."""

import pytest
from playwright.sync_api import Page

from tests.browsing import DESK, PHONE
from tests.built import CHINESE, EDITIONS
from tests.lines import NEVER_FIRST, NEVER_LAST, parted

BLOCKS = ".chapter :is(p, li, h2, h3), .glossary :is(dd, p), .note-text"

LINES = """
blocks => [...document.querySelectorAll(blocks)].map(block => {
  const lines = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const call = node.parentElement.closest("sup") !== null;
    if (node.parentElement.closest(".permalink, .unseen")) continue;
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = [...range.getClientRects()].findLast(one => one.width > 0);
      const line = lines.at(-1);
      const next = box && (!line || box.top >= line.bottom - 1);
      if (next) lines.push({words: "", called: call, bottom: 0});
      const own = lines.at(-1);
      if (!own) continue;
      if (box && !call) own.bottom = Math.max(own.bottom, box.top + box.height / 2);
      if (!call) own.words += node.data[at];
    }
  }
  return lines.map(line => [line.words, line.called]);
}).filter(lines => lines.length > 0)
"""
"""JavaScript: the lines of each block, and whether a note's call begins them."""


UNSTYLED = """
.chapter * { line-break: anywhere !important; white-space: normal !important }
.note-call::before { content: none !important }
"""
"""Styles that let lines break anywhere."""


def faults(page: Page) -> list[tuple[str, str]]:
    """Return what is wrong with the lines of a page's text, and the words of the line."""
    found = []
    for lines in page.evaluate(LINES, BLOCKS):
        text, place = "".join(words for words, _ in lines), 0
        for words, called in lines:
            if place:
                found += [(kind, words) for kind in parted(text, place)]
                if called or words.strip()[:1] in NEVER_FIRST:
                    found.append(("first is what may not be", words))
            place += len(words)
            if place < len(text) and words.strip()[-1:] in NEVER_LAST:
                found.append(("last is what may not be", words))
    return found


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_line_of_a_web_page_begins_or_ends_where_it_may_not(opened, edition, width):
    page = opened(edition, width=width)
    blocks = page.evaluate(LINES, BLOCKS)

    assert sum(len(lines) - 1 for lines in blocks) > 100
    assert faults(page) == []


def test_what_is_wrong_with_the_lines_of_a_web_page_is_seen(opened):
    page = opened("zh-Hans", width=PHONE)
    page.add_style_tag(content=UNSTYLED)
    found = faults(page)

    assert {kind for kind, _ in found} >= {
        "parted figure",
        "first is what may not be",
        "last is what may not be",
    }


def test_a_call_at_the_beginning_of_a_line_of_a_web_page_is_seen(opened):
    page = opened("zh-Hans", width=PHONE)
    page.add_style_tag(content=".chapter .note-call { display: block }")

    assert [kind for kind, _ in faults(page)].count("first is what may not be") > 0


WIDEST_OF_LAST = """
() => [...document.querySelectorAll(".chapter p")].map(block => {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".permalink, sup")) continue;
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      boxes.push(range.getBoundingClientRect());
    }
  }
  const last = boxes.at(-1);
  const line = boxes.filter(box => Math.abs(box.bottom - last.bottom) < last.height / 2);
  return Math.max(...line.map(box => box.width / box.height));
})
"""
"""JavaScript: for each paragraph, the widest character of its last line, by its height."""


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("edition", CHINESE)
def test_the_last_line_of_a_chinese_paragraph_is_never_stretched(opened, edition, width):
    """A character that is stretched takes the gap into its box: two thirds of the line's height."""
    page = opened(edition, width=width)

    widths = page.evaluate(WIDEST_OF_LAST)

    assert len(widths) > 20
    assert max(widths) < 1.1


def test_a_stretched_last_line_is_seen(opened):
    page = opened("zh-Hans", width=PHONE)
    page.add_style_tag(content=".chapter p { text-align-last: justify !important }")

    assert max(page.evaluate(WIDEST_OF_LAST)) > 2
