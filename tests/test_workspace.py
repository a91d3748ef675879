"""The door to the disk: what is listed, how folders take each other's place, what is kept."""

import errno
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from jdpublish.errors import GlossaryError, OutputError
from jdpublish.manifest import manifest, rows
from jdpublish.pipeline import Order, tasks
from jdpublish.publication import Artifact
from jdpublish.workspace import changing, find_project, load, read_manifest, save
from tests.project_factory import contents

ROW = {"path": "en/index.html", "edition": "en", "format": "html", "sha256": "0", "bytes": 3}
PAGE = Artifact("town/en/index.html", b"new", "en", "html")


# ── What is listed ──


def test_files_that_are_gone_are_listed_no_more(small):
    shutil.rmtree(small.dist / "town" / "zh-Hant")

    outcome = small.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 0, outcome.said
    listed = rows((small.dist / "town/manifest.json").read_bytes())
    assert {row["edition"] for row in listed} == {"zh-Hans", "en"}
    assert "zh-Hant" not in small.read("dist/index.html").partition("<body")[2]
    assert "../zh-Hant/" not in small.page("en")
    assert "../zh-Hans/" in small.page("en")


def test_a_report_whose_files_are_gone_leaves_the_front_page(small):
    shutil.copytree(small.root / "content/town", small.root / "content/other")
    shutil.copytree(small.dist / "town", small.dist / "other")
    small.run("build", "town", "-f", "html", "-e", "en")
    assert "other/en/index.html" in small.read("dist/index.html")
    for folder in ("zh-Hans", "zh-Hant", "en"):
        shutil.rmtree(small.dist / "other" / folder)

    outcome = small.run("build", "town", "-f", "html", "-e", "en")

    assert outcome.code == 0, outcome.said
    assert "other/" not in small.read("dist/index.html").partition("<body")[2]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '{"artifacts": null}',
        '{"artifacts": {"a": 1}}',
        '{"artifacts": [null, 3, [], {}]}',
        "[" * 100_000,
        b"\xff\xfe",
        *(json.dumps({"artifacts": [{k: v for k, v in ROW.items() if k != key}]}) for key in ROW),
        *(json.dumps({"artifacts": [ROW | {key: None}]}) for key in ROW),
        json.dumps({"artifacts": [ROW | {"bytes": True}]}),
        *(
            json.dumps({"artifacts": [ROW | {key: []}]})
            for key in ("pages", "page_size", "marks", "draft")
        ),
    ],
)
def test_a_manifest_that_cannot_be_used_lists_nothing(content):
    assert rows(content.encode() if isinstance(content, str) else content) == []


def test_the_rows_that_can_be_used_are_kept():
    assert rows(json.dumps({"artifacts": [{"path": "x"}, ROW]}).encode()) == [ROW]
    new = rows(manifest("town", (PAGE,), [ROW | {"path": "a"}]).content)
    assert [row["path"] for row in new] == ["a", "en/index.html"]


def test_a_broken_manifest_does_not_stop_a_build(small):
    before = small.finished
    small.write("dist/town/manifest.json", '{"artifacts": null}')

    outcome = small.run("build")

    assert outcome.code == 0, outcome.said
    assert small.finished == before


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret", "en/../../secret", "en", "a\0b"])
def test_a_manifest_lists_nothing_but_files_below_the_report(tmp_path, path):
    (tmp_path / "town/en").mkdir(parents=True)
    (tmp_path / "secret").write_text("x", "utf-8")
    listing = json.dumps({"artifacts": [ROW | {"path": path}]})
    (tmp_path / "town/manifest.json").write_text(listing, "utf-8")

    assert read_manifest(tmp_path, "town") == []


def test_a_manifest_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "town/manifest.json").mkdir(parents=True)

    with pytest.raises(OutputError, match=r"cannot read .*manifest\.json") as caught:
        read_manifest(tmp_path, "town")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("formats", "listed", "expected"),
    [
        (("html",), [], {"en": False, "zh-Hans": False}),
        (("html", "pdf"), [], {"en": True, "zh-Hans": True}),
        (("html",), [ROW | {"format": "pdf"}], {"en": True, "zh-Hans": False}),
        (("html",), [ROW], {"en": False, "zh-Hans": False}),
    ],
)
def test_a_task_knows_whether_its_edition_has_a_pdf(report, formats, listed, expected):
    made = tasks((report,), Order(("en", "zh-Hans"), formats), {report.source.id: listed})

    assert {task.edition.id: task.has_pdf for task in made} == expected


# ── Taking a folder's place ──


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """An output folder with a report of two files."""
    (tmp_path / "town/en").mkdir(parents=True)
    (tmp_path / "town/en/index.html").write_bytes(b"old")
    (tmp_path / "town/notes.txt").write_bytes(b"own")
    return tmp_path


NEW = {"town/en/index.html": b"new", "town/notes.txt": b"own"}


def save_page(dist: Path) -> None:
    with changing(dist, ("town",)):
        save(dist, "town", (PAGE,))


def test_a_new_folder_takes_the_place_of_the_old_one(dist):
    save_page(dist)

    assert contents(dist) == NEW
    assert [path.name for path in dist.iterdir()] == ["town"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can exchange two folders")
def test_a_reader_finds_the_report_at_every_moment(dist, monkeypatch):
    """The folders are exchanged, so neither is renamed away first."""
    monkeypatch.delattr(Path, "rename")

    save_page(dist)

    assert contents(dist) == NEW


def test_where_folders_cannot_be_exchanged_two_renames_do(dist, monkeypatch):
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())

    save_page(dist)

    assert contents(dist) == NEW
    assert [path.name for path in dist.iterdir()] == ["town"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", [1, 2])
def test_an_interruption_between_two_renames_leaves_one_whole_folder(
    dist, monkeypatch, number, after
):
    """Ctrl-C can come before or after either rename."""
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    rename, calls = Path.rename, []

    def interrupted(source, target):
        calls.append(source)
        if len(calls) == number and not after:
            raise KeyboardInterrupt
        rename(source, target)
        if len(calls) == number and after:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)

    with pytest.raises(KeyboardInterrupt):
        save_page(dist)

    old = NEW | {"town/en/index.html": b"old"}
    assert contents(dist) == (NEW if (number, after) == (2, True) else old)
    assert [path.name for path in dist.iterdir()] == ["town"]


def test_what_killed_builds_have_left_is_swept_away(dist):
    kept = {".town-notes/a": b"a", ".town-2-abcdefgh/a": b"a", "town-abcdefgh/a": b"a"}
    for name in (*kept, ".town-abcd_123/en/index.html", ".town-zzzzzzzz/old/en/index.html"):
        (dist / name).parent.mkdir(parents=True)
        (dist / name).write_bytes(b"a")

    save_page(dist)

    assert contents(dist) == NEW | kept
    assert not list(dist.glob(".town-[az]*[3z]"))


def test_half_a_front_page_is_swept_away_and_other_hidden_files_stay(dist):
    (dist / ".a1b2c3d_.part").write_bytes(b"<!doctype")
    kept = {".notes.part": b"a", "a1b2c3d4.part": b"a"}
    for name, content in kept.items():
        (dist / name).write_bytes(content)

    save_page(dist)

    assert contents(dist) == NEW | kept


def test_a_report_that_a_killed_build_has_moved_aside_is_put_back(dist):
    aside = dist / ".town-abcdefgh"
    aside.mkdir()
    (dist / "town").rename(aside / "old")

    save_page(dist)

    assert contents(dist) == NEW


def test_a_file_system_that_knows_no_second_names_gets_copies(dist, monkeypatch):
    def refuse(*_args, **_options):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    save_page(dist)

    assert contents(dist) == NEW


def test_a_report_that_is_a_link_leaves_nothing_behind(dist):
    (dist / "town").rename(dist / "elsewhere")
    (dist / "town").symlink_to("elsewhere")

    save_page(dist)

    assert (dist / "town/en/index.html").read_bytes() == b"new"
    assert (dist / "elsewhere/en/index.html").read_bytes() == b"old"
    assert sorted(path.name for path in dist.iterdir()) == ["elsewhere", "town"]


def test_an_error_of_something_else_is_not_said_to_be_the_output_folders(dist):
    with pytest.raises(FileNotFoundError), changing(dist, ()):
        Path(dist / "no such file").read_bytes()


def test_a_folder_that_cannot_be_locked_is_refused(tmp_path):
    with pytest.raises(OutputError, match="cannot write"), changing(tmp_path / "none", ()):
        pass


# ── What is kept ──


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_writing_ids_keeps_all_else_byte_by_byte(small, mark, end):
    file = "content/town/zh-Hans/01-work.md"
    whole = (mark + small.read(file)).replace("\n", end)
    small.write(file, whole.replace(" {#i12}", ""))

    outcome = small.run("ids", "--write")

    assert outcome.code == 0, outcome.said
    after = small.read(file)
    assert after.startswith(mark + "# ")
    identity = after.partition("延长服务时间。 ")[2].partition(end)[0]
    assert identity.startswith("{#")
    assert after == whole.replace("{#i12}", identity)


# ── What is read ──


def test_a_glossary_that_is_not_utf_8_is_the_glossarys_fault(small):
    small.change("glossary/town.toml", "我县", "我县".encode("gb18030"))

    with pytest.raises(GlossaryError, match="not UTF-8"):
        load(find_project(small.root))


def test_of_two_fonts_of_one_name_the_first_by_path_is_taken(tmp_path, monkeypatch):
    """The order in which a disk lists folders is no order."""
    font = load(find_project(Path(__file__).parent)).theme.fonts[-1].face("en").file
    for folder in ("m", "b", "z", "a"):
        (tmp_path / ".local/share/fonts" / folder).mkdir(parents=True)
        (tmp_path / ".local/share/fonts" / folder / Path(font).name).symlink_to(font)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    listed = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda path, name: sorted(listed(path, name), reverse=True))

    fonts = load(find_project(Path(__file__).parent)).theme.fonts

    assert fonts[-1].face("en").file == str(tmp_path / ".local/share/fonts/a" / Path(font).name)


def test_a_font_that_cannot_be_opened_is_the_machines_fault(small, tmp_path, monkeypatch):
    small.own_theme()
    fonts = tmp_path / ".local/share/fonts"
    fonts.mkdir(parents=True)
    (fonts / "Broken.otf").write_bytes(b"")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    small.change("themes/report/theme.toml", "LinLibertine_RI.otf", "Broken.otf")

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 3, outcome.said
    assert "Traceback" not in outcome.said
    assert "Broken.otf" in outcome.said


@pytest.mark.parametrize("folder", [".", "content", "content/town/en", "glossary", "themes/report"])
def test_finished_files_are_not_put_among_the_project_s_own(small, folder):
    before = contents(small.root)

    outcome = small.run("build", "-f", "html", "-o", str(small.root / folder))

    assert outcome.code == 2
    assert "holds the project's own files" in outcome.said
    assert contents(small.root) == before


def test_a_page_leads_to_no_pdf_that_is_not_there(small, tmp_path):
    assert small.run("build", "-f", "html", "-o", str(tmp_path / "pages")).code == 0
    assert b"application/pdf" not in (tmp_path / "pages/town/zh-Hans/index.html").read_bytes()

    assert small.run("build", "-o", str(tmp_path / "both")).code == 0
    assert b"application/pdf" in (tmp_path / "both/town/zh-Hans/index.html").read_bytes()
