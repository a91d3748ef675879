"""From a save to the changed text on the screen, in a real browser; start, memory, handles.

`make bench` prints milliseconds from the moment before a file is written to the moment at which its
new text stands in the page (a MutationObserver of the page takes the time), on the real report and
on one ten times as long. Files are saved as editors save them: written in place, or replaced by a
rename, and not again before the whole page has followed. Both clocks are
the machine's own. Machines differ: compare ratios within one run.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
REPORT = "review-2024"
SAVES = int(sys.argv[1]) if len(sys.argv) > 1 else 200
MANY = 5 * SAVES
PAUSE = 150
"""Milliseconds between saves, at least."""
TIMES = 10
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TARGETS = {1: "30 / 60", TIMES: "80 / –"}
CONNECTED = "jd-dock [data-state=connected]"
WATCH = """() => {
window.seen = {};
const look = () => {
  const words = document.getElementById(BLOCK)?.textContent ?? "";
  const found = /\\[trial (\\d+)\\]|〔试(\\d+)〕/.exec(words);
  const number = found?.[1] ?? found?.[2];
  if (number) window.seen[number] ??= performance.timeOrigin + performance.now();
};
const all = { subtree: true, childList: true, characterData: true };
new MutationObserver(look).observe(document.body, all);
}"""


@dataclass(frozen=True)
class Server:
    """A running preview: its process and address, and the seconds until its first page came."""

    process: subprocess.Popen[str]
    address: str
    started: float


def project(folder: Path, times: int) -> None:
    """Copy the project; its report so many times as long, every copy with ids of its own."""
    for name in ("glossary", "themes", "content"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "jdpublish.toml", folder)
    report = folder / "content" / REPORT
    for language in ("zh-Hans", "en"):
        for path in sorted((report / language).glob("*.md")):
            text = path.read_text("utf-8")
            for copy in range(1, times):
                number, _, name = path.stem.partition("-")
                other = f"{int(number) + 10 * copy:03}-{name}.md"
                (report / language / other).write_text(_renamed(text, copy), "utf-8")
            path.rename(path.with_name(f"0{path.name}"))


def _renamed(text: str, copy: int) -> str:
    """Return a section with ids of its own, and without the report's title."""
    text = re.sub(r"^.*\{#(?:title|subtitle)\}\n+", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{#([^}]+)\}", rf"{{#x{copy}-\1}}", text)
    return re.sub(r"\[\^([^\]]+)\]", rf"[^x{copy}-\1]", text)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Start the preview of a project and end it."""
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [
            sys.executable,
            "-m",
            "jdpublish",
            "--project",
            str(folder),
            "preview",
            "--no-open",
            "--port",
            "0",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        address = _address(process)
        urllib.request.urlopen(address).read()  # noqa: S310  our own
        yield Server(process, address, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(10)


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := re.search(r"http://[\w.:]+", line):
            return found[0]
    raise SystemExit("the preview did not start")


class Told:
    """How many whole pages a tab has been told of; each save ends in one."""

    def __init__(self, page: Page) -> None:
        """Listen to the tab's socket, which is opened with its page."""
        self.pages = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, frame: str | bytes) -> None:
        self.pages += str(frame).startswith('{"type":"page"')


def opened(browser: Browser, address: str) -> tuple[Page, Told]:
    """Open a page that is told of changes."""
    page = browser.new_page()
    told = Told(page)
    page.goto(address)
    page.locator(CONNECTED).wait_for()
    return page, told


def latencies(
    tab: tuple[Page, Told], path: Path, block: str, saves: int, *, rename: bool
) -> list[float]:
    """Return the milliseconds from each save of a file to its new text in a block of the page."""
    page, told = tab
    page.evaluate(WATCH.replace("BLOCK", repr(block)))
    original = path.read_text("utf-8")
    place = original.index(f" {{#{block}}}")
    taken = []
    for number in range(saves):
        words = f"〔试{number}〕" if "zh-Hans" in path.parts else f" [trial {number}]"
        text = original[:place] + words + original[place:]
        before = told.pages
        saved = time.time_ns() / 1e6
        if rename:
            other = path.with_suffix(".saving~")
            other.write_text(text, "utf-8")
            other.replace(path)
        else:
            path.write_text(text, "utf-8")
        page.wait_for_timeout(PAUSE)  # as nobody saves again at once; to look would disturb
        while (seen := page.evaluate(f"window.seen[{number}]")) is None or told.pages == before:
            page.wait_for_timeout(5)
        taken.append(seen - saved)
    path.write_text(original, "utf-8")
    page.wait_for_timeout(PAUSE)
    return taken


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def _handles(process: int) -> int:
    return sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())


def _row(name: str, taken: list[float], target: str) -> None:
    ordered = sorted(taken)
    p95 = ordered[int(0.95 * len(ordered))]
    print(
        f"{name:44}{ordered[0]:8.1f}{statistics.median(ordered):8.1f}{p95:8.1f}{ordered[-1]:8.1f}"
        f"{target:>10}"
    )


def measure(browser: Browser, times: int) -> None:
    """Print the latencies on the report made so many times as long."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        project(folder, times)
        with serving(folder) as server:
            if times == 1:
                print(f"{'start to first page':44}{server.started:7.2f} s{'1.2 s':>34}")
            for view, file, block in (
                ("en", "en/002-economy.md", "p13"),
                ("zh-Hans", "zh-Hans/002-economy.md", "p13"),
                ("zh-Hant", "zh-Hans/002-economy.md", "p13"),
            ):
                path = _file(folder, file, block)
                tab = opened(browser, f"{server.address}/{REPORT}/{view}/index.html")
                for rename in (False, True):
                    how = "renamed" if rename else "in place"
                    name = f"{times}×, {view}, {how}"
                    _row(name, latencies(tab, path, block, SAVES, rename=rename), TARGETS[times])
                tab[0].close()
            if times == 1:
                _lasting(browser, server, folder)


def _file(folder: Path, name: str, block: str) -> Path:
    """Return the file of a language in which a block stands."""
    language = name.split("/", 1)[0]
    files = (folder / "content" / REPORT / language).glob("*.md")
    return next(path for path in files if f"{{#{block}}}" in path.read_text("utf-8"))


def _lasting(browser: Browser, server: Server, folder: Path) -> None:
    tab = opened(browser, server.address)
    path = _file(folder, "zh-Hans/", "p13")
    identity = server.process.pid
    handles = _handles(identity)
    before = _memory(identity)
    latencies(tab, path, "p13", MANY, rename=True)
    print(
        f"memory after {MANY} saves: {_memory(identity):.0f} MB (before: {before:.0f}; target 200);"
        f" handles: {handles} before, {_handles(identity)} after"
    )


def main() -> None:
    """Print a row for each case."""
    heads = "".join(f"{head:>8}" for head in ("least", "median", "p95", "most"))
    print(f"{'milliseconds from save to page':44}{heads}{'target':>10}")
    path = next(filter(None, map(shutil.which, CHROMIUM)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for times in TARGETS:
            measure(browser, times)
        browser.close()


if __name__ == "__main__":
    main()
