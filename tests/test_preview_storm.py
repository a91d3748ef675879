"""Whatever is saved while the preview runs, in the end its pages are those of a fresh build."""

import random
import re
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import Page

from tests.previewing import Preview, copied_report, previewing, waited
from tests.project_factory import SmallProject
from tests.storm import Storm

EDITS = 300
VIEWS = ("zh-Hans", "zh-Hant", "en")
PARALLEL = "zh-Hans-en"
_FONT = re.compile(r"@font-face \{[^}]*\}\n?")
_OURS = re.compile(
    r'<(?:meta name="jdpublish"|link rel="modulepreload"|script type="module") [^>]*>\s*'
    r"(?:</script>\s*)?"
)
_TEXT = """() => {
  const text = document.querySelector("main").cloneNode(true);
  for (const one of text.querySelectorAll("*"))
    for (const name of ["style", "tabindex", "aria-current", "aria-expanded"])
      one.removeAttribute(name);
  return [document.title, text.innerHTML.replace(/\\s+/g, " ")];
}"""


def _words(page: str) -> str:
    """Return a page less its fonts, which a preview hands out as files, and less its script."""
    return _OURS.sub("", _FONT.sub("", page))


def _fresh(project: SmallProject) -> dict[str, str]:
    """Return the web pages of a fresh build."""
    with tempfile.TemporaryDirectory() as folder:
        told = project.run("build", "--quiet", "--output", folder)
        assert told.code == 0, told.said
        return {
            path.parent.name: _words(path.read_text("utf-8"))
            for path in Path(folder).glob("*/*/index.html")
        }


def _equals(preview: Preview, fresh: dict[str, str]) -> bool:
    return all(_words(preview.get(preview.path(view)).text) == fresh[view] for view in VIEWS)


def _shows(tab: Page, wanted: object) -> bool:
    return bool(tab.evaluate(_TEXT) == wanted)


def test_after_300_random_edits_the_pages_are_those_of_a_fresh_build(browser, tmp_path):
    project = copied_report(tmp_path / "project")
    storm = Storm(project.root, random.Random(2024))  # noqa: S311  a storm keeps no secrets
    with previewing(project, report="review-2024") as preview:
        tabs = {view: browser.new_page() for view in (*VIEWS, PARALLEL)}
        for view, tab in tabs.items():
            tab.goto(preview.url(view))
        done = [storm.edit() for _ in range(EDITS)]
        assert sum(one.startswith("broke") for one in done) > EDITS / 10
        storm.calm()
        fresh = _fresh(project)
        waited(lambda: _equals(preview, fresh))
        for view, tab in tabs.items():
            anew = browser.new_page()
            anew.goto(preview.url(view))
            wanted = anew.evaluate(_TEXT)
            waited(partial(_shows, tab, wanted))
            anew.close()
            tab.close()
