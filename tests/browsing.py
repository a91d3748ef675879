"""A real browser for the finished pages: opened as files, as by a reader who was handed them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.crowded import make_crowded

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

Opener = Callable[..., Page]


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
