"""A project that is being written, read again: only what changed, and as a build would read it."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdpublish.acceptance import FileText
from jdpublish.errors import ContentError, GlossaryError, JdpublishError
from jdpublish.keeping import Kept
from jdpublish.report import parsed
from jdpublish.sources import Sources
from jdpublish.workspace import find_project, load, write_texts
from jdpublish.workspace.following import Following
from jdpublish.workspace.watching import Watching
from tests.project_factory import FILES, SmallProject, make_project

ENGLISH, CHINESE = "content/town/en/01-work.md", "content/town/zh-Hans/01-work.md"
PATIENCE = 20


@pytest.fixture
def town(tmp_path) -> SmallProject:
    return make_project(tmp_path)


# ── Reading again ──


def test_what_has_not_changed_is_the_very_same(town):
    following = Following(town.root)
    before = following.sources()

    town.change(ENGLISH, "Eight", "Nine")
    after = following.sources()

    (old,), (new,) = before.reports, after.reports
    assert "Nine" in new.files["en"][1].text
    assert new.files["en"][0] is old.files["en"][0]
    assert new.files["zh-Hans"][1] is old.files["zh-Hans"][1]
    assert new.details is old.details
    assert after.concepts is before.concepts
    assert after.theme is before.theme
    assert following.sources() is after


def test_a_file_that_is_saved_as_it_was_changes_nothing(town):
    following = Following(town.root)
    before = following.sources()

    for file in FILES:
        town.write(file, town.read(file))

    assert following.sources() is before


def test_entries_beside_a_changed_one_are_the_very_same(town):
    following = Following(town.root)
    before = following.sources()

    town.change("glossary/town.toml", "The county whose", "A county whose")
    after = following.sources()

    assert [old is new for old, new in zip(before.concepts, after.concepts, strict=True)] == [
        True,
        True,
        False,
    ]
    assert after.reports is before.reports


def test_fonts_are_not_opened_again_for_a_style(town):
    town.own_theme()
    following = Following(town.root)
    before = following.sources()

    town.write("themes/report/screen.css", town.read("themes/report/screen.css") + "\n/* x */\n")
    after = following.sources()

    assert after.theme.fonts is before.theme.fonts
    assert after.theme.files["screen.css"].endswith("/* x */\n")


def test_blocks_that_say_what_they_said_are_the_very_same(town):
    following, keep = Following(town.root), Kept()
    before = keep(parsed, following.sources().reports[0], keep)

    town.change(ENGLISH, "opening hours were extended", "hours were extended")
    after = keep(parsed, following.sources().reports[0], keep)

    pairs = zip(before.sections["en"][1].blocks, after.sections["en"][1].blocks, strict=True)
    assert [old.id for old, new in pairs if old is not new] == ["i12"]
    assert after.sections["en"][0] is before.sections["en"][0]
    assert after.sections["zh-Hans"][1] is before.sections["zh-Hans"][1]


def test_blocks_without_an_id_stay_the_same_beside_a_changed_one(town):
    town.write(CHINESE, town.read(CHINESE).replace(" {#p11}", "").replace(" {#i11}", ""))
    following, keep = Following(town.root), Kept()
    before = keep(parsed, following.sources().reports[0], keep)

    town.change(CHINESE, "延长服务时间", "延长服务时段")
    after = keep(parsed, following.sources().reports[0], keep)

    old, new = (one.sections["zh-Hans"][1].blocks for one in (before, after))
    pairs = zip(old, new, strict=True)
    assert [old.id for old, new in pairs if old is not new] == ["i12"]


def test_mistakes_in_several_files_are_told_together(town):
    following = Following(town.root)
    following.sources()

    town.write(ENGLISH, b"\xff")
    town.write(CHINESE, b"\xff")
    town.write("glossary/town.toml", "[[concept")
    with pytest.raises(GlossaryError) as found:
        following.sources()

    told = [found.value, *found.value.others]
    assert [one.at and one.at.file for one in told] == ["glossary/town.toml", CHINESE, ENGLISH]


def test_what_is_mended_is_read_with_what_changed_meanwhile(town):
    following = Following(town.root)
    following.sources()
    town.write(ENGLISH, b"\xff")
    with pytest.raises(ContentError):
        following.sources()

    town.change("content/town/en/00-overview.md", "12 kilometers", "13 kilometers")
    with pytest.raises(ContentError):
        following.sources()
    town.write(ENGLISH, FILES[ENGLISH])

    assert following.sources() == load(find_project(town.root))


def test_a_project_above_is_not_taken_for_one_whose_configuration_is_gone(town):
    inner = make_project(town.root / "inner")
    following = Following(inner.root)
    following.sources()

    (inner.root / "jdpublish.toml").unlink()

    with pytest.raises(JdpublishError, match="cannot read"):
        following.sources()


def test_files_that_a_command_writes_together_are_read_together(town):
    """Whoever is told of the first reads the second, too."""
    following = Following(town.root)
    following.sources()
    new = {file: FILES[file].replace("8", "9") for file in (ENGLISH, CHINESE)}

    write_texts(find_project(town.root), [FileText(*one) for one in new.items()])
    (found,) = following.sources([ENGLISH]).reports

    assert [found.files[language][1].text for language in ("en", "zh-Hans")] == [*new.values()]


@pytest.mark.parametrize("away", [False, True])
def test_a_file_that_is_empty_or_away_for_a_moment_is_waited_for(town, away):
    following = Following(town.root)
    following.sources()
    path = town.root / ENGLISH
    seen = 0
    while seen < 3:  # only where this machine wrote as fast as editors do, it says something
        text = FILES[ENGLISH].replace("Eight", f"{seen + 5} more")
        begun = time.monotonic()
        path.unlink() if away else path.write_text("")
        writer = threading.Timer(0.01, path.write_text, (text,))
        writer.start()
        try:
            found = following.sources()
        except ContentError:
            found = None
        writer.join()
        if time.monotonic() - begun < 0.05:
            assert found is not None
            assert found.reports[0].files["en"][1].text == text
            seen += 1
        following.sources()


def test_a_file_that_stays_away_is_believed_to_be_gone(town):
    following = Following(town.root)
    following.sources()

    (town.root / ENGLISH).unlink()

    assert following.sources() == load(find_project(town.root))


# ── As a build reads it ──

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
CHANGES = [
    (ENGLISH, FILES[ENGLISH].replace("Eight", "Nine")),
    (ENGLISH, "\ufeff" + FILES[ENGLISH]),
    (ENGLISH, b"\xff"),
    (ENGLISH, None),
    (CHINESE, FILES[CHINESE].replace("8个", "9个")),
    (CHINESE, ""),
    ("content/town/en/02-more.md", "# More {#c2}\n"),
    ("content/town/en/draft/03.md", "# Not read\n"),
    ("content/town/fr/00.md", "# Pas lu\n"),
    ("content/town/report.toml", FILES["content/town/report.toml"].replace("2024", "2025")),
    ("content/town/report.toml", "year = 1\n[xx]\n"),
    ("content/town/report.toml", None),
    ("content/town/waivers.toml", "[[waiver]]\n"),
    ("content/town/translation.tsv", "x"),
    ("content/town/pictures/map.svg", PICTURE),
    ("content/village/report.toml", FILES["content/town/report.toml"]),
    ("content/village/zh-Hans/00-overview.md", "# 村 {#title}\n"),
    ("glossary/town.toml", FILES["glossary/town.toml"].replace("governance", "services")),
    ("glossary/town.toml", "[[concept"),
    ("glossary/river.toml", '[[concept]]\nid = "county"\n'),
    ("glossary/more.toml", "# nothing yet\n"),
    ("jdpublish.toml", 'editions = ["en"]\n'),
    ("jdpublish.toml", 'content = "texts"\n'),
    ("jdpublish.toml", "x = 1\n"),
    ("texts/town/report.toml", FILES["content/town/report.toml"]),
    ("themes/report/screen.css", "p { color: red }\n"),
    ("themes/report/screen.css", "p { color: red\n"),
    ("themes/report/words.toml", "[en]\n"),
    ("themes/report/theme.toml", 'page-sizes = ["A4"]\n'),
    ("themes/report/map.svg", PICTURE),
    ("themes/report/print.html", None),
]


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4), max_size=6))
def test_what_is_read_again_equals_what_a_build_reads(tmp_path_factory, rounds):
    town = make_project(tmp_path_factory.mktemp("town"))
    town.own_theme()
    originals = {path: path.read_bytes() for path in town.root.rglob("*") if path.is_file()}
    following = Following(town.root)
    following.sources()
    for changes in [*rounds, None]:
        for file, content in changes or ():
            if content is None:
                (town.root / file).unlink(missing_ok=True)
            else:
                town.write(file, content)
        if changes is None:
            _restore(town.root, originals)

        assert _outcome(following.sources) == _outcome(lambda: load(find_project(town.root)))


def _restore(root: Path, originals: dict[Path, bytes]) -> None:
    for path in root.rglob("*"):
        if path.is_file() and path not in originals:
            path.unlink()
    for path, content in originals.items():
        path.write_bytes(content)


def _outcome(read: Callable[[], Sources]) -> object:
    """Return what is read, or what hinders it: every message with its place."""
    try:
        return read()
    except JdpublishError as error:
        return [(one.message, one.at) for one in (error, *error.others)]


# ── Watching ──


class Listener:
    """Waits for what is told of changed files."""

    def __init__(self) -> None:
        self._heard = threading.Condition()
        self.files: set[str] = set()

    def __call__(self, files: frozenset[str]) -> None:
        with self._heard:
            self.files |= files
            self._heard.notify()

    def wait_for(self, *files: str) -> None:
        with self._heard:
            assert self._heard.wait_for(lambda: {*files} <= self.files, PATIENCE), self.files

    def nothing_but(self, *files: str) -> None:
        """Wait for these; the configuration is written by tests, to see when the next are heard."""
        self.wait_for(*files)
        assert self.files - {"jdpublish.toml"} == {*files}


@contextmanager
def watched(town: SmallProject) -> Iterator[Listener]:
    listener = Listener()
    watching = Watching(town.root, listener)
    watching.project = find_project(town.root)
    watching.start()
    try:
        _until_heard(town, listener)
        yield listener
    finally:
        watching.stop()


def _until_heard(town: SmallProject, listener: Listener) -> None:
    """Wait until the system gives events: what is written from now on is heard."""
    town.write("jdpublish.toml", town.read("jdpublish.toml"))
    listener.wait_for("jdpublish.toml")
    listener.files.clear()


SAVES = {
    "in place": lambda path, text: path.write_text(text),
    "by rename": lambda path, text: (
        path.with_name(f"{path.name}.tmp").write_text(text),
        path.with_name(f"{path.name}.tmp").replace(path),
    ),
    "with a copy of the old": lambda path, text: (
        path.with_name("4913").write_text(""),
        path.with_name("4913").unlink(),
        path.rename(path.with_name(f"{path.name}~")),
        path.write_text(text),
        path.with_name(f"{path.name}~").unlink(),
    ),
    "hidden beside it": lambda path, text: (
        path.with_name(f".{path.name}.swp").write_text(text),
        path.with_name(f".{path.name}.swp").replace(path),
    ),
}


@pytest.mark.parametrize("how", SAVES)
def test_a_save_is_told_whatever_the_editor_does(town, how):
    with watched(town) as listener:
        SAVES[how](town.root / ENGLISH, FILES[ENGLISH] + "\n")

        listener.nothing_but(ENGLISH)


def test_only_files_of_the_project_are_told(town):
    with watched(town) as listener:
        for file in (
            "dist/town/en/index.html",
            ".git/index",
            "content/.unfinished",
            "content/town/en/.01-work.md.part",
            "content/town/en/01-work.md~",
            "content/town/en/#01-work.md#",
            "content/town/en/4913",
            "content/town/revision.md",
            "content/town/fr/01.md",
            "glossary/notes.txt",
        ):
            town.write(file, "x")
        town.write(CHINESE, FILES[CHINESE])

        listener.nothing_but(CHINESE)


def test_many_files_at_once_are_all_told(town):
    files = [f"content/town/en/{number:02}-part.md" for number in range(2, 60)]
    with watched(town) as listener:
        for file in files:
            town.write(file, "# Part\n")
        listener.wait_for(*files)
        listener.files.clear()
        for file in files:
            (town.root / file).unlink()
        listener.wait_for(*files)


def test_a_folder_that_comes_goes_and_comes_again_is_watched(town):
    content, elsewhere = town.root / "content", town.root / "elsewhere"
    with watched(town) as listener:
        for _ in range(3):
            content.rename(elsewhere)
            listener.wait_for(ENGLISH, CHINESE)
            listener.files.clear()
            elsewhere.rename(content)
            listener.wait_for(ENGLISH, CHINESE)
            _until_heard(town, listener)
            town.write(ENGLISH, FILES[ENGLISH])
            listener.wait_for(ENGLISH)
            listener.files.clear()


def test_a_new_report_is_watched(town):
    with watched(town) as listener:
        shutil.copytree(town.root / "content/town", town.root / "content/village")
        listener.wait_for("content/village/en/01-work.md", "content/village/report.toml")
        _until_heard(town, listener)
        town.write("content/village/en/01-work.md", "# Work\n")

        listener.nothing_but("content/village/en/01-work.md")


def test_a_project_that_is_moved_and_comes_back_is_watched(town):
    away = town.root.with_name("away")
    with watched(town) as listener:
        town.root.rename(away)
        listener.wait_for("jdpublish.toml", ENGLISH)
        listener.files.clear()
        away.rename(town.root)
        listener.wait_for("jdpublish.toml", ENGLISH)
        _until_heard(town, listener)
        town.write(ENGLISH, FILES[ENGLISH])

        listener.nothing_but(ENGLISH)


def test_the_target_of_a_link_is_watched(town, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "work.md"
    other.write_text(FILES[ENGLISH])
    (town.root / ENGLISH).unlink()
    (town.root / ENGLISH).symlink_to(other)
    with watched(town) as listener:
        other.write_text(FILES[ENGLISH] + "\n")

        listener.nothing_but(ENGLISH)


def test_watching_ends_and_leaves_nothing_open(town):
    def handles() -> int:
        return len([*Path("/proc/self/fd").iterdir()])

    with watched(town):
        pass
    before, threads = handles(), threading.active_count()
    for _ in range(20):
        with watched(town) as listener:
            (town.root / "content/town/en").rename(town.root / "content/town/away")
            listener.wait_for(ENGLISH)
            (town.root / "content/town/away").rename(town.root / "content/town/en")

    assert threading.active_count() == threads
    until = time.monotonic() + PATIENCE  # the system takes them back a moment later
    while handles() > before and time.monotonic() < until:
        threading.Event().wait(0.01)
    assert handles() <= before


def test_a_text_that_comes_in_pieces_is_read_whole(town):
    following = Following(town.root)
    before = following.sources()
    whole = town.read(ENGLISH)
    town.write(ENGLISH, whole[: len(whole) // 2])
    rest = threading.Timer(0.1, town.write, (ENGLISH, whole))
    rest.start()
    assert following.sources([ENGLISH]) is before
    rest.join()


def test_a_text_whose_end_was_cut_is_believed(town):
    following = Following(town.root)
    following.sources()
    whole = town.read(ENGLISH)
    town.write(ENGLISH, whole[: whole.rindex("\n\n")] + "\n")
    found = following.sources()
    texts = {one.file: one.text for one in found.reports[0].files["en"]}
    assert len(texts[ENGLISH]) < len(whole)


@pytest.mark.parametrize("key", ["theme", "glossary"])
def test_a_folder_that_is_not_there_is_missed_at_once(town, key):
    following = Following(town.root)
    following.sources()
    configuration = town.read("jdpublish.toml")
    lines = [line for line in configuration.splitlines() if not line.startswith(key)]
    town.write("jdpublish.toml", "\n".join([*lines, f'{key} = "nope"', ""]))
    with pytest.raises(JdpublishError, match="nope"):
        following.sources()


def test_a_pipe_in_the_place_of_a_text_is_refused_and_not_waited_for(town):
    path = town.root / ENGLISH
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ContentError, match="no file that could be read"):
        Following(town.root).sources()
