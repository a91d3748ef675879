"""The engine of the preview: whatever is saved is told at once, and in the end all is as built."""

import datetime as dt
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdpublish.checks import ALL
from jdpublish.errors import ContentError, Location, ProjectError
from jdpublish.inspection import Order, inspected
from jdpublish.keeping import Kept, fresh
from jdpublish.model import Severity
from jdpublish.preview import pages
from jdpublish.preview.contract import Message, Page, Snapshot, View
from jdpublish.preview.engine import Engine
from jdpublish.preview.problems import problem_records
from jdpublish.preview.remarks import remarks
from jdpublish.report import parsed
from jdpublish.reporting.records import finding_record
from jdpublish.workspace import find_project, load
from jdpublish.workspace.following import Following
from tests.project_factory import FILES, SmallProject, make_project
from tests.test_following import SAVES

ENGLISH, CHINESE = "content/town/en/01-work.md", "content/town/zh-Hans/01-work.md"
GLOSSARY = "glossary/town.toml"
TODAY = dt.date(2026, 11, 23)
PATIENCE = 60


class Tabs:
    """What tabs have been told, in its order, and for whom it was."""

    def __init__(self) -> None:
        self._heard = threading.Condition()
        self.told: list[tuple[Message, Any]] = []
        self.fails_at = ""

    def __call__(self, message: Message, to: View | str | None) -> None:
        with self._heard:
            self.told.append((message, to))
            self._heard.notify()
        if message["type"] == self.fails_at:
            self.fails_at = ""
            raise ZeroDivisionError("an accident")

    def wait_for(self, kind: str, fits: Callable[[Message], object] = bool) -> Message:
        """Return the first message of a kind that fits, and forget what was told until then."""

        def found() -> int | None:
            for place, (message, _) in enumerate(self.told):
                if message["type"] == kind and fits(message):
                    return place + 1
            return None

        with self._heard:
            stop = self._heard.wait_for(found, PATIENCE)
            assert stop, (kind, self.told)
            message = self.told[stop - 1][0]
            del self.told[:stop]
            return message


class Preview:
    """An engine that follows a project, and the tabs that hear of it."""

    def __init__(self, town: SmallProject) -> None:
        self.town = town
        self.tabs = Tabs()
        self.engine = Engine(town.root, tell=self.tabs, today=TODAY)

    def view(self, name: str) -> View:
        return next(one for one in self.engine.views("town") if one.id == name)

    @property
    def number(self) -> int:
        """The number of the snapshot of now."""
        snapshot = self.engine.snapshot()
        return snapshot.number if snapshot else 0

    def show(self, name: str) -> None:
        """Open a tab, and wait until it has everything."""
        self.engine.page("town", name)
        self.engine.shown(self.view(name))
        self.wait_until_quiet()

    def wait_until_quiet(self) -> None:
        """Wait until all that is on the disk has been read and told."""
        expected = load(find_project(self.town.root))
        ended = threading.Event()
        for _ in range(PATIENCE * 100):
            snapshot = self.engine.snapshot()
            if snapshot and snapshot.sources == expected and self._told_of(snapshot.number):
                break
            ended.wait(0.01)
        else:
            raise AssertionError((self.tabs.told, self.engine.problems()))
        self.engine.front()  # whatever went before has been done

    def _told_of(self, number: int) -> bool:
        found = self.engine._press._remarks.get("town")  # noqa: SLF001  nobody else need know
        return found is not None and found[0] == number

    def assert_as_built(self, *names: str) -> None:
        """Insist that pages and remarks are what is made of the same files from nothing."""
        self.wait_until_quiet()
        sources = load(find_project(self.town.root))
        reports = {source.id: parsed(source) for source in sources.reports}
        built = Snapshot(1, sources, reports)
        for name in names:
            page = pages.page(built, self.view(name), fresh)
            assert _text(self.engine.page("town", name)) == _text(page)
        assert self.engine.remarks("town") == remarks(built, "town", today=TODAY)


def _text(page: Page) -> str:
    """Return a page without its fonts' names: a font that can show more may stay for a while."""
    return re.sub(r"[0-9a-f]{64}\.otf", "", page.html)


@contextmanager
def followed(town: SmallProject, *views: str) -> Iterator[Preview]:
    preview = Preview(town)
    preview.engine.start()
    try:
        for view in views:
            preview.show(view)
        preview.tabs.told.clear()
        yield preview
    finally:
        preview.engine.stop()


@pytest.fixture
def town(tmp_path) -> SmallProject:
    return make_project(tmp_path)


# ── From a save to the screen ──


@pytest.mark.parametrize("how", SAVES)
def test_a_save_is_told_block_by_block_and_then_as_a_page(town, how):
    with followed(town, "en") as preview:
        SAVES[how](town.root / ENGLISH, FILES[ENGLISH].replace("Eight", "Nine"))

        blocks = preview.tabs.wait_for("blocks")
        assert [one["id"] for one in blocks["blocks"]] == ["i11"]
        assert "Nine" in blocks["blocks"][0]["html"]
        page = preview.tabs.wait_for("page")
        assert page["number"] == blocks["number"] == preview.number
        assert page["version"] == preview.engine.page("town", "en").version
        preview.tabs.wait_for("remarks", lambda one: one["number"] == page["number"])
        preview.assert_as_built("en")


def test_all_views_that_are_shown_are_told_and_no_others(town):
    with followed(town, "en", "zh-Hans-en", "zh-Hans") as preview:
        preview.engine.hidden(preview.view("zh-Hans"))
        town.change(CHINESE, "新设窗口8个", "新设窗口9个")
        town.change(ENGLISH, "Eight", "Nine")

        preview.assert_as_built("en", "zh-Hans-en", "zh-Hans")

        to = {view.id for message, view in preview.tabs.told if message["type"] == "page"}
        assert to == {"en", "zh-Hans-en"}


def test_a_new_paragraph_needs_the_whole_page(town):
    with followed(town, "en") as preview:
        town.change(CHINESE, "- 延长", "- 新增四项。 {#i13}\n- 延长")

        preview.tabs.wait_for("page")

        assert "blocks" not in [message["type"] for message, _ in preview.tabs.told]
        preview.assert_as_built("en")


def test_many_saves_in_a_row_end_in_what_was_saved_last(town):
    with followed(town, "zh-Hans", "en") as preview:
        for number in range(50):
            text = FILES[ENGLISH].replace("Eight", f"{number}")
            SAVES["in place" if number % 2 else "by rename"](town.root / ENGLISH, text)
            if number % 7 == 0:
                town.write(CHINESE, FILES[CHINESE].replace("8个", f"{number}个"))

        preview.assert_as_built("zh-Hans", "en")


def test_many_files_at_once_are_all_shown(town):
    with followed(town, "en") as preview:
        for number in range(2, 30):
            for language, text in (
                ("zh-Hans", "# 第{0}章 {{#c{0}}}"),
                ("en", "# Part {0} {{#c{0}}}"),
            ):
                town.write(f"content/town/{language}/{number:02}.md", text.format(number) + "\n")
        preview.assert_as_built("en")
        assert "Part 29" in preview.engine.page("town", "en").html

        for number in range(2, 30):
            for language in ("zh-Hans", "en"):
                (town.root / f"content/town/{language}/{number:02}.md").unlink()
        preview.assert_as_built("en")
        assert "Part 29" not in preview.engine.page("town", "en").html


def test_a_change_of_the_glossary_is_annotated(town):
    with followed(town, "en") as preview:
        town.change(GLOSSARY, 'id = "county"', 'id = "county"\nannotate = ["en"]')

        preview.tabs.wait_for("glossary")
        preview.tabs.wait_for("page")
        assert 'id="term-county"' in preview.engine.page("town", "en").html
        preview.assert_as_built("en")


def test_a_change_of_theme_or_configuration_is_shown(town):
    town.own_theme()
    with followed(town, "en") as preview:
        town.change("themes/report/words.toml", "[en]", '[en]\nmore = "x"')
        preview.tabs.wait_for("problems", lambda one: "lacks more" in one["problems"][0]["message"])
        town.write(
            "themes/report/words.toml",
            (town.root / "themes/report/words.toml").read_text().replace('more = "x"', ""),
        )
        preview.tabs.wait_for("problems", lambda one: not one["problems"])
        town.write(
            "themes/report/screen.css",
            town.read("themes/report/screen.css") + "\np { color: red }\n",
        )
        preview.tabs.wait_for("page")
        town.write("jdpublish.toml", 'editions = ["en"]\n')
        preview.tabs.wait_for("page")
        preview.assert_as_built("en")


def test_what_a_desk_has_written_is_read_without_waiting(town):
    with followed(town, "en") as preview:
        town.change(ENGLISH, "Eight", "Nine")
        preview.engine.refresh([ENGLISH])

        preview.tabs.wait_for("blocks")
        preview.assert_as_built("en")


# ── Mistakes ──

WRONG_WAIVER = b"""\
[[waiver]]
block = "p99"
check = "figures"
reason = "x"
by = "y"
expires = 2099-01-01
"""
MISTAKES = {
    "not UTF-8": (ENGLISH, b"# Main Work {#c1}\n\nA \xff\n", (3, 3), "A �"),
    "empty": (ENGLISH, b"", (1, 1), ""),
    "an id twice": (ENGLISH, FILES[ENGLISH].replace("#i12", "#i11").encode(), (9, 3), None),
    "a bad link": (
        ENGLISH,
        FILES[ENGLISH].replace("Eight", "[x](#nothing)").encode(),
        (8, 4),
        None,
    ),
    "glossary": (GLOSSARY, b"[[concept]\n", (1, 10), "[[concept]"),
    "report": ("content/town/report.toml", b"x = 1\n", (1, 1), "x = 1"),
    "configuration": ("jdpublish.toml", b"x = 1\n", (1, 1), "x = 1"),
    "waiver": (
        "content/town/waivers.toml",
        WRONG_WAIVER,
        (2, 1),
        'block = "p99"',
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_goes_when_mended(town, mistake):
    file, content, place, line = MISTAKES[mistake]
    with followed(town, "en") as preview:
        before = preview.engine.page("town", "en")
        town.write(file, content)

        (problem,) = preview.tabs.wait_for("problems")["problems"]
        assert (problem["file"], (problem["line"], problem["column"])) == (file, place)
        assert problem["message"]
        assert problem["hint"]
        assert line is None or problem["source"] == line
        assert preview.engine.problems() == (problem,)
        assert preview.engine.page("town", "en") == before

        if file in FILES:
            town.write(file, FILES[file])
        else:
            (town.root / file).unlink()
        assert preview.tabs.wait_for("problems")["problems"] == ()
        preview.assert_as_built("en")


def test_mistakes_in_two_files_are_both_told(town):
    with followed(town, "en") as preview:
        town.write(ENGLISH, FILES[ENGLISH].replace("{#i11}", "{#I 11}"))
        town.write(CHINESE, FILES[CHINESE].replace("{#i11}", "{#I 11}"))

        told = preview.tabs.wait_for("problems", lambda one: len(one["problems"]) == 2)
        assert {one["file"] for one in told["problems"]} == {ENGLISH, CHINESE}
        town.write(ENGLISH, FILES[ENGLISH])
        (left,) = preview.tabs.wait_for("problems", lambda one: len(one["problems"]) == 1)[
            "problems"
        ]
        assert left["file"] == CHINESE
        town.write(CHINESE, FILES[CHINESE])
        preview.tabs.wait_for("problems", lambda one: not one["problems"])


def test_what_is_saved_while_another_file_is_broken_is_shown_when_it_is_mended(town):
    with followed(town, "en") as preview:
        town.write(CHINESE, b"\xff")
        preview.tabs.wait_for("problems")
        town.change(ENGLISH, "Eight", "Nine")
        town.write(CHINESE, FILES[CHINESE])

        preview.tabs.wait_for("problems", lambda one: not one["problems"])
        preview.assert_as_built("en")
        assert "Nine" in preview.engine.page("town", "en").html


def test_a_file_that_cannot_be_read_is_told(town):
    with followed(town, "en") as preview:
        (town.root / ENGLISH).unlink()
        (town.root / ENGLISH).mkdir()

        told = preview.tabs.wait_for("problems", lambda one: one["problems"])
        assert told["problems"][0]["message"] == "cannot read this file: it is a folder"
        (town.root / ENGLISH).rmdir()
        town.write(ENGLISH, FILES[ENGLISH])
        preview.assert_as_built("en")


def test_a_view_that_was_never_made_is_shown_as_it_was_before_the_mistake(town):
    with followed(town, "zh-Hans") as preview:
        town.change(CHINESE, "新设窗口", "新设[窗口](#nothing)")
        preview.tabs.wait_for("problems")

        assert "新設窗口" in preview.engine.page("town", "zh-Hant").html


def test_a_view_that_cannot_be_made_says_why(town):
    town.change(CHINESE, "新设窗口", "新设[窗口](#nothing)")
    with followed(town) as preview:
        with pytest.raises(ContentError, match="nothing in zh-Hant is called"):
            preview.engine.page("town", "zh-Hant")
        assert preview.tabs.wait_for("problems")["problems"][0]["file"] == CHINESE


def test_a_project_with_a_mistake_can_be_followed_from_the_start(town):
    town.write(CHINESE, b"\xff")
    with followed(town) as preview:
        assert preview.engine.snapshot() is None
        assert [one["file"] for one in preview.engine.problems()] == [CHINESE]
        assert preview.engine.reports() == ()
        with pytest.raises(KeyError):
            preview.engine.page("town", "en")
        with pytest.raises(KeyError):
            preview.engine.front()

        town.write(CHINESE, FILES[CHINESE])
        preview.tabs.wait_for("problems", lambda one: not one["problems"])
        assert "Main Work" in preview.engine.page("town", "en").html


def test_where_there_is_no_project_nothing_is_started(tmp_path):
    with pytest.raises(ProjectError, match="there is no project"):
        Engine(tmp_path, tell=Tabs(), today=TODAY)


def test_a_project_that_is_moved_is_told_to_be_gone_and_goes_on_when_it_is_back(town):
    away = town.root.with_name("elsewhere")
    with followed(town, "en") as preview:
        before = preview.engine.page("town", "en")
        town.root.rename(away)
        gone = preview.tabs.wait_for("gone")
        assert str(town.root) in gone["message"]
        assert preview.engine.page("town", "en") == before
        assert preview.engine.problems()

        away.rename(town.root)
        preview.tabs.wait_for("back")
        assert preview.engine.problems() == ()
        town.change(ENGLISH, "Eight", "Nine")
        preview.tabs.wait_for("blocks")
        preview.assert_as_built("en")


def test_a_report_that_is_taken_away_is_told(town):
    shutil.copytree(town.root / "content/town", town.root / "content/village")
    with followed(town, "en") as preview:
        (town.root / "content/town").rename(town.root / "town")
        told = preview.tabs.wait_for("problems", lambda one: one["problems"])
        assert told["problems"][0]["message"] == "there is no report “town” any longer"
        assert preview.engine.reports() == ("village",)

        (town.root / "town").rename(town.root / "content/town")
        preview.tabs.wait_for("problems", lambda one: not one["problems"])
        preview.assert_as_built("en")


@pytest.mark.filterwarnings("ignore")
def test_a_mistake_of_ours_is_told_and_nothing_ends(town, capfd):
    with followed(town, "en") as preview:
        preview.tabs.fails_at = "blocks"
        town.change(ENGLISH, "Eight", "Nine")

        (problem,) = preview.tabs.wait_for("problems")["problems"]
        assert "a mistake of jdpublish, not yours: ZeroDivisionError" in problem["message"]
        assert "Traceback" in capfd.readouterr().err
        town.change(ENGLISH, "Nine", "Ten")
        preview.tabs.wait_for("problems", lambda one: not one["problems"])
        preview.assert_as_built("en")


def test_unknown_pages_are_refused(town):
    with followed(town) as preview:
        for report, view in (("town", "fr"), ("village", "en"), ("", "")):
            with pytest.raises(KeyError):
                preview.engine.page(report, view)
        assert preview.engine.views("village") == ()
        assert preview.engine.remarks("village") is None


def test_who_asks_when_all_is_over_is_told_so(town):
    with followed(town, "en") as preview:
        view = preview.view("en")
    preview.engine.hidden(view)
    with pytest.raises(ProjectError, match="the preview is ending"):
        preview.engine.front()


def test_nothing_grows_with_the_number_of_saves(town):
    def open_now() -> tuple[int, int]:
        return len([*Path("/proc/self/fd").iterdir()]), threading.active_count()

    with followed(town, "en", "zh-Hans") as preview:
        kept = preview.engine._press._kept  # noqa: SLF001  how much is kept is seen nowhere else
        counts = []
        for number in range(24):
            town.write(ENGLISH, FILES[ENGLISH].replace("Eight", f"{number}"))
            preview.wait_until_quiet()
            counts.append((*open_now(), len(kept)))

        assert max(counts[12:]) <= max(counts[:12])


# ── Remarks ──

EDITS = [
    (ENGLISH, "Eight", "Nine"),
    (ENGLISH, "Eight new counters", "8 new new counters"),
    (ENGLISH, "opening hours were extended", "延长服务时间"),
    (ENGLISH, "- opening hours were extended. {#i12}\n", ""),
    (ENGLISH, "on one website,”", "in one place,"),
    (ENGLISH, "[^n1] {#p11}", " {#p11}"),
    (ENGLISH, "Main Work", "main work"),
    (ENGLISH, "# Main Work {#c1}", "\n\n# Main Work {#c1}"),
    (CHINESE, "8个； {#i11}", "9个; {#i11}"),
    (CHINESE, "延长服务时间", "延长（服务时间"),
    (CHINESE, "全面推进", "我县全面推进"),
    (CHINESE, " {#i12}", ""),
    ("content/town/en/00-overview.md", "the county *pursued", "our county *pursued"),
    ("content/town/en/00-overview.md", "12 kilometers", "13 kilometers"),
    ("content/town/zh-Hans/00-overview.md", "平稳", "平稳 平稳"),
    (GLOSSARY, 'term = "the county"', 'term = "the shire"'),
    (GLOSSARY, '"progress in stability"', '"steady progress"'),
    (
        GLOSSARY,
        'status = "approved"\n\n[concept.zh-Hans]\nterm = "我县"',
        'status = "proposed"\n\n[concept.zh-Hans]\nterm = "我县"',
    ),
]
WAIVERS = """\
[[waiver]]
block = "i11"
check = "figures"
reason = "as agreed"
by = "Li Hua"
expires = 2026-12-31

[[waiver]]
block = "i12"
check = "untranslated"
reason = "later"
by = "Li Hua"
expires = 2026-01-31
"""


@settings(max_examples=30)
@given(st.lists(st.sets(st.sampled_from(EDITS), max_size=4), max_size=5), st.booleans())
def test_remarks_are_what_a_check_finds_whatever_was_changed_before(
    tmp_path_factory, rounds, waived
):
    town = make_project(tmp_path_factory.mktemp("town"))
    if waived:
        town.write("content/town/waivers.toml", WAIVERS)
    following, keep = Following(town.root), Kept()
    order = Order(frozenset({"town"}), ALL, tuple(check.id for check in ALL), TODAY)
    for number, edits in enumerate(rounds, 1):
        for file in (ENGLISH, CHINESE, GLOSSARY, *FILES):
            text = FILES[file]
            for changed, old, new in sorted(edits):
                if changed == file:
                    text = text.replace(old, new)
            town.write(file, text)
        sources = following.sources()
        reports = {source.id: keep(parsed, source, keep) for source in sources.reports}
        found = remarks(Snapshot(number, sources, reports), "town", keep, today=TODAY)
        keep.sweep()

        checked = inspected(load(find_project(town.root)), order)
        told = [{k: v for k, v in one.items() if k != "language"} for one in found["findings"]]
        assert told == [finding_record(one) for one in checked.findings]
        assert found["counts"]["error"] == checked.count(Severity.ERROR)
        assert found["counts"]["warning"] == checked.count(Severity.WARNING)


def test_remarks_say_where_each_block_stands_and_how_far_its_translation_is(town):
    town.change(ENGLISH, "- opening hours were extended. {#i12}\n", "")
    with followed(town, "en") as preview:
        found = preview.engine.remarks("town")

        assert found is not None
        assert found["blocks"]["i11"] == {
            "zh-Hans": {"file": CHINESE, "line": 7},
            "en": {"file": ENGLISH, "line": 8, "standing": "draft", "edited": False},
        }
        assert found["blocks"]["i12"]["en"] == {"standing": "untranslated", "edited": False}
        assert found["counts"]["untranslated"] == 1
        (missing,) = [one for one in found["findings"] if one["check"] == "untranslated"]
        assert (missing["block"], missing["language"]) == ("i12", "zh-Hans")


# ── Problems ──


def test_a_long_line_is_shown_around_the_mistake():
    line = "".join(f"{number:>9} " for number in range(100))
    error = ContentError("no", at=Location("a.md", 1, 501), others=[ContentError("nor this")])

    first, second = problem_records(error, lambda _: line)

    assert len(first["source"]) <= 300
    assert first["source"][first["column"] - first["from"] :].startswith(line[500:520])
    assert second == {"message": "nor this", "hint": ""}
