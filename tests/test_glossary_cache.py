"""A large glossary is read once; afterwards what was read is kept, and never believed blindly."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from jdpublish.errors import GlossaryError
from jdpublish.sources import SourceFile
from jdpublish.terms.stored import restored, stored
from jdpublish.workspace.cache import read_glossary
from tests.strategies import glossaries

_ENTRY = """
[[concept]]
id = "term-{0}"
status = "proposed"

[concept.zh-Hans]
term = "术语{0}号"
definition = "{1}"
"""


@given(glossaries())
def test_what_is_kept_is_what_was_read(concepts):
    alike = [replace(one, at=replace(one.at, file="glossary/x.toml")) for one in concepts]

    assert restored(stored(alike), "glossary/x.toml") == tuple(alike)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def _large(name: str, first: int) -> SourceFile:
    text = "".join(_ENTRY.format(first + number, "很长的定义" * 400) for number in range(101))
    return SourceFile(name, f"glossary/{name}.toml", text)


def _kept(folder: Path) -> list[Path]:
    return sorted((folder / "cache").rglob("*.json"))


def test_a_large_glossary_is_kept_and_read_again_the_same(folder):
    files = (_large("a", 0), _large("b", 1000))

    first = read_glossary(files, folder)

    assert len(_kept(folder)) == 3
    assert read_glossary(files, folder) == first


def test_a_small_glossary_is_not_kept(folder):
    files = (SourceFile("a", "glossary/a.toml", _ENTRY.format(1, "短")),)

    read_glossary(files, folder)

    assert not _kept(folder)


def test_a_changed_file_is_read_anew(folder):
    one, two = _large("a", 0), _large("b", 1000)
    read_glossary((one, two), folder)

    changed = replace(two, text=two.text.replace("术语1000号", "改过的术语"))
    concepts = read_glossary((one, changed), folder)

    assert concepts[101].language("zh-Hans").preferred == "改过的术语"
    assert read_glossary((one, changed), folder) == concepts


def test_files_that_are_kept_are_still_compared_with_one_another(folder):
    one, two = _large("a", 0), _large("b", 1000)
    read_glossary((one, two), folder)

    again = replace(one, file="glossary/c.toml", name="c")
    with pytest.raises(GlossaryError, match="stands twice"):
        read_glossary((one, two, again), folder)
    with pytest.raises(GlossaryError, match="stands twice"):
        read_glossary((one, two, again), folder)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"{}", b"0\n[]"])
def test_what_is_kept_and_damaged_is_not_believed(folder, damage):
    files = (_large("a", 0),)
    first = read_glossary(files, folder)

    for path in _kept(folder):
        path.write_bytes(damage)

    assert read_glossary(files, folder) == first


def test_what_is_cut_short_is_not_believed(folder):
    files = (_large("a", 0),)
    first = read_glossary(files, folder)

    for path in _kept(folder):
        path.write_bytes(path.read_bytes()[:5000])

    assert read_glossary(files, folder) == first


def test_where_nothing_can_be_kept_the_glossary_is_read_all_the_same(folder):
    (folder / "cache").write_text("no folder")

    assert len(read_glossary((_large("a", 0),), folder)) == 101
