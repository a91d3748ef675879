"""What an edition was made from travels in its PDF, as PDF/A-3 wants it; and pictures as well."""

import hashlib
import os
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from jdpublish.page import convert_words
from jdpublish.script import converter
from tests.built import EDITIONS, TRADITIONAL, by_id
from tests.conftest import ROOT

every_edition = pytest.mark.parametrize("edition", EDITIONS)
TOWN = "dist/town/{0}/town.{0}.pdf"


@dataclass(frozen=True)
class Attached:
    """A file in a PDF, and all that the PDF says of it."""

    name: str
    plain_name: str
    relationship: str
    media_type: str
    description: str
    modified: str
    size: int
    checksum: bytes
    content: bytes


def attached(path: Path) -> dict[str, Attached]:
    """Return the files in a PDF by the names under which it lists them."""
    with pikepdf.open(path) as document:
        names = document.Root.Names.EmbeddedFiles.Names
        return {
            str(name): _attached(found) for name, found in zip(names[::2], names[1::2], strict=True)
        }


def _attached(found) -> Attached:
    stream = found.EF.F
    assert found.EF.UF.objgen == stream.objgen
    return Attached(
        name=str(found.UF),
        plain_name=str(found.F),
        relationship=str(found.AFRelationship),
        media_type=str(stream.Subtype),
        description=str(found.Desc),
        modified=str(stream.Params.ModDate),
        size=int(stream.Params.Size),
        checksum=bytes(stream.Params.CheckSum),
        content=stream.read_bytes(),
    )


def sources_of(edition: str) -> tuple[str, ...]:
    return ("en", "zh-Hans") if edition == "en" else ("zh-Hans",)


# ── Which files ──


@every_edition
def test_the_text_that_an_edition_was_made_from_travels_in_it_byte_for_byte(built, edition):
    files = attached(built.file(edition, "pdf"))
    wanted = {
        f"{language}/{path.name}": path.read_bytes()
        for language in sources_of(edition)
        for path in (ROOT / "content/review-2024" / language).glob("*.md")
    }

    assert len(wanted) == 6 * len(sources_of(edition))
    found = {name: one.content for name, one in files.items() if name.endswith(".md")}
    assert found == wanted


@every_edition
def test_only_the_glossary_files_travel_of_which_something_is_printed(built, sources, edition):
    files = attached(built.file(edition, "pdf"))
    explained = {
        identity.removeprefix("term-")
        for identity in by_id(built.page(edition))
        if identity.startswith("term-")
    }
    wanted = {one.at.file for one in sources.concepts if one.id in explained}

    found = {name: one.content for name, one in files.items() if name.endswith(".toml")}
    assert found == {name: (ROOT / name).read_bytes() for name in wanted}
    assert 0 < len(found) < len(list((ROOT / "glossary").glob("*.toml")))


@every_edition
def test_nothing_else_travels(built, edition):
    folders = {name.partition("/")[0] for name in attached(built.file(edition, "pdf"))}

    assert folders == {*sources_of(edition), "glossary"}


# ── What is said of them ──


@every_edition
def test_every_file_is_embedded_once_and_listed_once_in_both_lists(built, edition):
    """Among the embedded files, and among those associated with the document (ISO 19005-3, 6.8)."""
    with pikepdf.open(built.file(edition, "pdf")) as document:
        names = document.Root.Names.EmbeddedFiles.Names
        listed = [found.objgen for found in names[1::2]]
        associated = [found.objgen for found in document.Root.AF]
        streams = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile"
        ]
        assert Counter(listed) == Counter(associated)
        assert set(Counter(listed).values()) == {1}
        assert len(streams) == len(listed)
        assert list(map(str, names[::2])) == sorted(map(str, names[::2]))


@every_edition
def test_every_file_says_its_name_its_kind_and_how_it_belongs_to_the_edition(built, edition):
    own = sources_of(edition)[0]
    for name, file in attached(built.file(edition, "pdf")).items():
        assert file.name == file.plain_name == name
        if name.endswith(".toml"):
            assert (file.media_type, file.relationship) == ("/application/toml", "/Data")
        else:
            assert file.media_type == "/text/markdown"
            source = name.startswith(f"{own}/")
            assert file.relationship == ("/Source" if source else "/Alternative")
        assert file.size == len(file.content)
        assert file.checksum == hashlib.md5(file.content, usedforsecurity=False).digest()


@every_edition
def test_every_file_is_described_in_the_words_of_the_edition(built, sources, edition):
    words = sources.theme.words["en" if edition == "en" else "zh-Hans"]
    if edition in TRADITIONAL:
        words = convert_words(words, converter(edition, sources.concepts))
    said = {name: one.description for name, one in attached(built.file(edition, "pdf")).items()}

    own, *others = sources_of(edition)
    for name, description in said.items():
        folder = name.partition("/")[0]
        key = "glossary" if folder == "glossary" else "original" if folder in others else "source"
        assert description.startswith(words[f"attached-{key}"])
    chapters = [text for name, text in said.items() if name.startswith(f"{own}/")]
    assert len(set(chapters)) == len(chapters)


def test_a_chapter_is_named_by_its_heading_and_the_overview_by_its_name(small):
    files = attached(small.root / TOWN.format("zh-Hant"))

    assert files["zh-Hans/00-overview.md"].description.endswith("：概述")
    assert files["zh-Hans/01-work.md"].description.endswith("：主要工作")


# ── Always the same ──


@every_edition
def test_every_file_bears_the_day_of_the_reports_version(built, report, edition):
    day = f"D:{report.source.date:%Y%m%d}"

    assert {one.modified for one in attached(built.file(edition, "pdf")).values()} == {day}


def test_without_a_day_files_bear_the_one_that_says_that_nobody_knows(small):
    assert "date" not in small.read("content/town/report.toml")

    files = attached(small.root / TOWN.format("en"))

    assert {one.modified for one in files.values()} == {"D:19700101"}


def test_a_pdf_does_not_depend_on_when_its_files_were_written(small):
    before = small.finished
    for path in (*small.root.rglob("*.md"), *small.root.glob("glossary/*")):
        os.utime(path, (10**9, 10**9))

    assert small.run("build", "-f", "pdf").code == 0

    pdfs = [name for name in before if name.endswith(".pdf")]
    assert len(pdfs) == 3
    assert [name for name in pdfs if small.finished[name] != before[name]] == []


# ── Unusual files ──


def test_names_beyond_ascii_are_kept_and_texts_as_they_are(small):
    text = "# 附记 {#c9}\r\n\r\n结束。 {#p91}\r\n"
    small.write("content/town/zh-Hans/09-附记 (终).md", text)

    outcome = small.run("build", "-e", "zh-Hans", "-f", "pdf")

    assert outcome.code == 0, outcome.said
    files = attached(small.root / TOWN.format("zh-Hans"))
    name = "zh-Hans/09-附记 (终).md"
    assert files[name].content == text.encode()
    assert files[name].name == name
    assert files[name].description.endswith("附记")


def test_a_glossary_file_of_which_nothing_is_printed_stays_outside(small):
    unused = small.read("glossary/town.toml").replace('id = "', 'id = "other-')
    for word in ("一网通办", "稳中求进", "我县"):
        unused = unused.replace(word, f"无{word}")
    small.write("glossary/other.toml", unused.replace("government services", "other services"))

    outcome = small.run("build", "-e", "zh-Hans", "-f", "pdf")

    assert outcome.code == 0, outcome.said
    names = attached(small.root / TOWN.format("zh-Hans"))
    assert "glossary/town.toml" in names
    assert "glossary/other.toml" not in names


def test_an_edition_without_a_glossary_carries_its_text_alone(small):
    small.write("glossary/town.toml", "")

    outcome = small.run("build", "-e", "zh-Hans", "-f", "pdf")

    assert outcome.code == 0, outcome.said
    assert set(attached(small.root / TOWN.format("zh-Hans"))) == {
        "zh-Hans/00-overview.md",
        "zh-Hans/01-work.md",
    }


# ── Pictures ──


def test_no_viewer_is_asked_to_smooth_a_picture(small):
    """PDF/A forbids it (ISO 19005-3:2012, 6.2.8)."""
    small.write("content/town/pic.png", picture())
    small.change("content/town/zh-Hans/01-work.md", "新设窗口8个", "![图](pic.png)新设窗口8个")

    outcome = small.run("build", "-e", "zh-Hans", "-f", "pdf")

    assert outcome.code == 0, outcome.said
    with pikepdf.open(small.root / TOWN.format("zh-Hans")) as document:
        pictures = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
        assert pictures
        assert not any(bool(item.get("/Interpolate", False)) for item in pictures)


def picture() -> bytes:
    """Return a PNG of one gray point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        length, check = len(content), zlib.crc32(kind + content)
        return struct.pack(">I", length) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0\x80")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
