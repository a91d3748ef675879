"""Tabs of a real browser on a running preview."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.browsing import DESK
from tests.previewing import Preview

Tabs = Callable[..., Page]

SAME_AS_FRESH = r"""async () => {
  const text = await (await fetch(location.pathname, { cache: "no-store" })).text();
  const plain = text.replace(/<style[^]*?<\/style>/g, "");
  const fresh = new DOMParser().parseFromString(plain, "text/html").documentElement;
  const live = document.documentElement.cloneNode(true);
  for (const page of [live, fresh]) {
    const ours = "jd-dock, jd-marks, script, style, meta[name=jdpublish]";
    for (const one of page.querySelectorAll(ours)) one.remove();
    for (const one of page.querySelectorAll(".card, .results, .search-count")) one.textContent = "";
    for (const one of [page, ...page.querySelectorAll("*")]) {
      one.classList.remove("scripted", "side-notes", "lit");
      if (!one.classList.length) one.removeAttribute("class");
      for (const name of ["style", "aria-haspopup", "aria-expanded", "tabindex", "title",
        "aria-label", "media", "data-media", "aria-current"]) one.removeAttribute(name);
    }
    page.normalize();
  }
  return live.isEqualNode(fresh);
}"""
"""Whether a page is what the server sends now, but for what scripts have added to it."""


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Open tabs on a preview; whatever goes wrong in one of them fails the test."""
    faults: list[str] = []
    contexts = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def opener(  # noqa: PLR0913
        preview: Preview,
        view: str = "en",
        *,
        place: str = "",
        width: int = DESK,
        height: int = 900,
        may_lose: bool = False,
        before: Callable[[Page], object] = bool,
        **options: Any,
    ) -> Page:
        settings = {"reduced_motion": "reduce", "locale": "en-US"}
        context = browser.new_context(
            **settings | options, viewport={"width": width, "height": height}
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page: Page = context.new_page()
        if not may_lose:
            page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        before(page)
        page.goto(preview.url(view) + place)
        connected(page)
        page.evaluate("() => { window.kept = true; }")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def connected(page: Page) -> None:
    """Wait until a page has its connection and knows what the checks found."""
    page.locator("jd-dock .connection[data-state=connected]").wait_for()
    page.locator("jd-dock .counts li").first.wait_for(state="attached")


def is_kept(page: Page) -> bool:
    """Whether a page has not been loaded anew since it was opened."""
    return bool(page.evaluate("() => window.kept === true"))


def dock(page: Page) -> Locator:
    return page.locator("jd-dock")


def top(page: Page, identity: str) -> float:
    """Return where an element begins, in pixels below the window's upper edge."""
    return float(
        page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", identity)
    )


def focused(page: Page) -> Any:
    """Return what has the focus, also inside shadow roots: its name, label, text and block."""
    return page.evaluate(
        """() => {
          let one = document.activeElement;
          while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
          return { tag: one.localName, id: one.id, label: one.getAttribute("aria-label"),
            text: one.textContent.trim(), block: one.dataset.block ?? "" };
        }"""
    )


def select(page: Page, identity: str, words: str) -> None:
    """Select words that stand in one text node of a block."""
    found = page.evaluate(
        """([id, words]) => {
          const block = document.getElementById(id);
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return true;
          }
          return false;
        }""",
        [identity, words],
    )
    assert found, words


def selected(page: Page) -> str:
    return str(page.evaluate("() => getSelection().toString()"))


def remarks(page: Page) -> Any:
    """Return the counts on the bar by kind."""
    shown = page.locator("jd-dock .count-button").evaluate_all(
        "all => all.map(one => [one.className.split(' ')[1], Number(one.textContent)])"
    )
    return dict(shown)


def read(page: Page, identity: str) -> None:
    """Scroll until a block is what is being read: just below what stays at the top."""
    page.evaluate(
        """id => {
          const bar = document.querySelector("body > header").getBoundingClientRect().bottom;
          const box = document.getElementById(id).getBoundingClientRect();
          scrollTo({ top: scrollY + box.top - bar - 3, behavior: "instant" });
        }""",
        identity,
    )
