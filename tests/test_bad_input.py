"""Bad input gets a located, plain error with exit 2, and the finished files stay as they were."""

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
import weasyprint

import jdpublish
from jdpublish.outputs.pdf import printing
from tests.built import letters, painted, parsed_page, solid, visible
from tests.project_factory import ENVIRONMENT, Outcome, SmallProject

ZH = "content/town/zh-Hans/01-work.md"
EN = "content/town/en/01-work.md"
REPORT = "content/town/report.toml"
GLOSSARY = "glossary/town.toml"
THEME = "themes/report"


def refused(project: SmallProject, before: dict[str, bytes], outcome: Outcome) -> None:
    """Check what every refusal has in common."""
    assert outcome.code == 2, outcome.said
    assert outcome.printed == ""
    assert re.match(r"error: .*[^.\n]\n", outcome.said.removeprefix("\n")), outcome.said
    assert "Traceback" not in outcome.said
    assert project.finished == before


@dataclass(frozen=True)
class Mistake:
    """One change of the small project, and what is said of it."""

    file: str
    old: str
    new: str | bytes
    says: str
    place: str
    points_at: str = ""
    has_hint: bool = True


MISTAKES = {
    "broken TOML in jdpublish.toml": Mistake(
        "jdpublish.toml",
        'theme = "themes/report"',
        "theme = “themes/report”",
        "not TOML",
        "jdpublish.toml:2:9",
        "“themes/report”",
    ),
    "an unknown setting": Mistake(
        "jdpublish.toml", "theme =", "themes =", "“themes” is not a setting", "jdpublish.toml:2:1"
    ),
    "an unknown edition in jdpublish.toml": Mistake(
        "jdpublish.toml",
        '"zh-Hant"',
        '"zh-Hnat"',
        "there is no edition “zh-Hnat”",
        "jdpublish.toml:1:1",
        "editions = ",
    ),
    "no edition in jdpublish.toml": Mistake(
        "jdpublish.toml",
        '["zh-Hans", "zh-Hant", "en"]',
        "[]",
        "“editions” names none",
        "jdpublish.toml:1:1",
        "editions = ",
    ),
    "a theme outside the project": Mistake(
        "jdpublish.toml",
        '"themes/report"',
        '"../themes"',
        "“theme” is not a folder below the project: “../themes”",
        "jdpublish.toml:2:1",
        "theme = ",
    ),
    "a glossary outside the project": Mistake(
        "jdpublish.toml",
        'theme = "themes/report"',
        'glossary = "/etc"',
        "“glossary” is not a folder below the project: “/etc”",
        "jdpublish.toml:2:1",
    ),
    "content outside the project": Mistake(
        "jdpublish.toml",
        'theme = "themes/report"',
        'content = "glossary/../../content"',
        "“content” is not a folder below the project",
        "jdpublish.toml:2:1",
    ),
    "the project's own folder as content": Mistake(
        "jdpublish.toml",
        'theme = "themes/report"',
        'content = "."',
        "“content” is not a folder below the project",
        "jdpublish.toml:2:1",
    ),
    "an unknown key in report.toml": Mistake(
        REPORT,
        'year = "2024"',
        'yaer = "2024"',
        "no report has a “yaer”",
        f"{REPORT}:1:1",
        "yaer",
    ),
    "an unknown language in report.toml": Mistake(
        REPORT, "[en]", "[fr]", "“fr” is not a language of reports", f"{REPORT}:12:1", "[fr]"
    ),
    "a list in place of the year": Mistake(
        REPORT, 'year = "2024"', "year = [2024]", "“year” is not a text", f"{REPORT}:1:1"
    ),
    "a table in place of the year": Mistake(
        REPORT, 'year = "2024"', "year = { a = 1 }", "“year” is not a text", f"{REPORT}:1:1"
    ),
    "broken TOML in report.toml": Mistake(
        REPORT, 'version = "1"', 'version = "1', "not TOML", f"{REPORT}:2:13"
    ),
    "an unknown detail of a report": Mistake(
        REPORT,
        'overview = "概述"',
        'overveiw = "概述"',
        "“overveiw” is not a detail",
        f"{REPORT}:4:1",
        "[zh-Hans]",
    ),
    "a detail that is missing": Mistake(
        REPORT, 'body = "Linjiang County"\n', "", "lacks body", f"{REPORT}:12:1", "[en]"
    ),
    "a detail that no font covers": Mistake(
        REPORT, 'body = "临江县"', 'body = "临江县😀"', "U+1F600", f"{REPORT}:4:1", "[zh-Hans]"
    ),
    "broken TOML in the glossary": Mistake(
        GLOSSARY, 'subject = "places"', "subject = places", "not TOML", f"{GLOSSARY}:33:11"
    ),
    "an unknown key in the glossary": Mistake(
        GLOSSARY,
        'pinyin = "yī wǎng tōng bàn"',
        'pinjin = "yī wǎng tōng bàn"',
        "no key “pinjin”",
        f"{GLOSSARY}:9:1",
        "pinjin",
    ),
    "an unknown language in the glossary": Mistake(
        GLOSSARY,
        'annotate = ["en"]',
        'annotate = ["fr"]',
        "“fr” is not a language",
        f"{GLOSSARY}:20:1",
    ),
    "a concept that stands twice": Mistake(
        GLOSSARY,
        'id = "county"',
        'id = "one-website"',
        "the id “one-website” stands twice",
        f"{GLOSSARY}:32:1",
        'id = "one-website"',
    ),
    "a form both accepted and deprecated": Mistake(
        GLOSSARY,
        '{ term = "our county"',
        '{ term = "the county"',
        "“the county” is accepted and deprecated",
        f"{GLOSSARY}:41:1",
        "deprecated",
    ),
    "a block id that stands twice": Mistake(
        ZH, "{#i12}", "{#i11}", "the id “i11” stands twice", f"{ZH}:8:3", "延长服务时间"
    ),
    "a block id that stands twice in two files": Mistake(
        ZH, "{#p11}", "{#p01}", "the id “p01” stands twice", f"{ZH}:5:1", "全面推进"
    ),
    "a block id that cannot be one": Mistake(
        ZH, "{#i12}", "{#第十二}", "“第十二” cannot be", f"{ZH}:8:3", "延长服务时间"
    ),
    "GB 18030": Mistake(
        ZH, "减少跑动次数", "减少跑动次数".encode("gb18030"), "not UTF-8", f"{ZH}:5:17"
    ),
    "a lone surrogate": Mistake(
        ZH, "延长服务", "延长".encode() + b"\xed\xa0\x80", "not UTF-8", f"{ZH}:8:5"
    ),
    "GB 18030 in the glossary": Mistake(
        GLOSSARY, "我县", "我县".encode("gb18030"), "not UTF-8", f"{GLOSSARY}:37:9"
    ),
    "GB 18030 in jdpublish.toml": Mistake(
        "jdpublish.toml", "report", "报告".encode("gb18030"), "not UTF-8", "jdpublish.toml:2:17"
    ),
    "a conflict that a merge has left": Mistake(
        ZH,
        "- 延长",
        "<<<<<<< HEAD\n- 延长",
        "a merge has left a conflict here",
        f"{ZH}:8:1",
        "<<<<<<< HEAD",
    ),
    "NUL": Mistake(ZH, "延长服务", "延长\0服务", "NUL", f"{ZH}:8:5", " 服务时间"),
    "NUL in the translation": Mistake(EN, "opening", "open\0ing", "NUL", f"{EN}:9:7", " ing"),
    "a character that no font covers": Mistake(
        ZH, "延长服务", "延长😀服务", "“😀” (U+1F600)", f"{ZH}:8:5", "😀服务时间"
    ),
    "a character that no font covers, in the translation": Mistake(
        EN, "opening hours", "opening 😀 hours", "“😀” (U+1F600)", f"{EN}:9:11", "😀 hours"
    ),
    "a character that no font covers, in a definition": Mistake(
        GLOSSARY,
        "各部门的政务服务",
        "各部门😀的政务服务",
        "“😀” (U+1F600)",
        f"{GLOSSARY}:2:1",
        'id = "one-website"',
    ),
    "a character that no font covers, by conversion": Mistake(
        GLOSSARY,
        'term = "我县"\n',
        'term = "我县"\n[concept.zh-Hant]\nterm = "我😀"\n',
        "“😀” (U+1F600)",
        "content/town/zh-Hans/00-overview.md:5:7",
        "县坚持",
    ),
    "a Traditional term of another length": Mistake(
        GLOSSARY,
        'term = "我县"\n',
        'term = "我县"\n[concept.zh-Hant]\nterm = "我們縣"\n',
        "changed the length",
        "content/town/zh-Hans/00-overview.md:5:1",
        "过去一年",
    ),
    "a link to a block that is not there": Mistake(
        ZH, "新设窗口", "[新设窗口](#p99)", "“p99”", f"{ZH}:7:4", "新设窗口"
    ),
    "a link to a concept that is not explained": Mistake(
        ZH, "新设窗口", "[新设窗口](#term-two-websites)", "“term-two-websites”", f"{ZH}:7:4"
    ),
    "an image that is not there": Mistake(
        ZH, "新设窗口", "![图](map.png)新设窗口", "“map.png”", f"{ZH}:7:5"
    ),
    "an image outside the report's folder": Mistake(
        ZH, "新设窗口", "![图](../../outside.png)新设窗口", "“../../outside.png”", f"{ZH}:7:5"
    ),
    "an image on the web": Mistake(
        ZH, "新设窗口", "![图](https://example.com/a.png)新设窗口", "https://", f"{ZH}:7:5"
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_the_sources_is_refused_with_its_place(small, mistake):
    before = small.finished
    (small.root / "outside.png").write_bytes(b"\x89PNG")
    small.change(mistake.file, mistake.old, mistake.new)

    outcome = small.run("build", "-f", "html")

    refused(small, before, outcome)
    assert mistake.says in outcome.said
    assert outcome.place == mistake.place
    assert outcome.pointed.startswith(mistake.points_at), outcome.said
    assert ("hint: " in outcome.said) is mistake.has_hint


@pytest.mark.parametrize(
    ("words", "says", "known"),
    [
        (("build", "-e", "zh-Hnas"), "there is no edition “zh-Hnas”", "zh-Hans"),
        (("build", "city"), "there is no report “city”", "town"),
        (("ids", "city"), "there is no report “city”", "town"),
    ],
)
def test_an_unknown_name_on_the_command_line_is_answered_with_the_known_ones(
    small, words, says, known
):
    before = small.finished

    outcome = small.run(*words)

    refused(small, before, outcome)
    assert says in outcome.said
    assert known in outcome.said.partition("hint: ")[2]


def test_an_unknown_format_is_answered_with_the_known_ones(small):
    before = small.finished

    outcome = small.run("build", "-f", "docx")

    assert outcome.code == 2
    assert "'html', 'pdf'" in outcome.said
    assert small.finished == before


def test_a_report_without_text_is_refused(small):
    before = small.finished
    for path in (small.root / "content/town/zh-Hans").iterdir():
        path.unlink()

    outcome = small.run("build")

    refused(small, before, outcome)
    assert "the report “town” has no text" in outcome.said
    assert outcome.place == f"{REPORT}:1:1"


@pytest.mark.parametrize("content", ["", "\n\n", " \n\t\n", "\ufeff"])
def test_an_empty_section_is_refused(small, content):
    before = small.finished
    small.write(ZH, content)

    outcome = small.run("build")

    refused(small, before, outcome)
    assert "the section “01-work” is empty" in outcome.said
    assert outcome.place == f"{ZH}:1:1"


def test_a_project_without_reports_is_refused(small):
    before = small.finished
    (small.root / REPORT).unlink()

    outcome = small.run("build")

    refused(small, before, outcome)
    assert "there is no report in content/" in outcome.said


def test_a_folder_without_a_project_is_refused(tmp_path):
    outcome = SmallProject(tmp_path).run("build")

    assert outcome.code == 2
    assert f"there is no project in {tmp_path}" in outcome.said
    assert "--project" in outcome.said


def test_a_report_without_a_title_is_refused(small):
    before = small.finished
    small.change("content/town/zh-Hans/00-overview.md", "{#title}", "{#heading}")

    outcome = small.run("build")

    refused(small, before, outcome)
    assert outcome.place == "content/town/zh-Hans/00-overview.md:1:3"
    assert outcome.pointed.startswith("小城的一年")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("yaer =", "year ="), ("verison =", "version ="), ("[zh-hans]", "[zh-Hans]")],
)
def test_a_misspelt_key_of_a_report_is_answered_with_the_likely_one(small, wrong, right):
    small.change(REPORT, right, wrong)

    outcome = small.run("build")

    assert f"did you mean “{right.strip('[] =')}”?" in outcome.said


@pytest.mark.parametrize("line", ['en = "English"', "zh-Hans = 1"])
def test_a_language_of_a_report_that_is_no_table_is_refused(small, line):
    before = small.finished
    small.write(REPORT, f'year = "2024"\n{line}\n')

    outcome = small.run("build")

    refused(small, before, outcome)
    assert f"“{line.split()[0]}” is not a table" in outcome.said
    assert outcome.place == f"{REPORT}:2:1"


@pytest.mark.parametrize("name", ["my report", "-town", "town!", "a\nb"])
def test_a_report_whose_folder_cannot_be_an_address_is_refused(small, name):
    before = small.finished
    (small.root / "content/town").rename(small.root / "content" / name)

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 2
    assert f"a report's folder cannot be called “{name}”" in outcome.said
    assert "hint: its name becomes part of addresses" in outcome.said
    assert small.finished == before


def test_hidden_folders_and_files_are_none_of_the_report(small):
    """Editors keep `.#name` beside an open file: a link that leads nowhere."""
    shutil.copytree(small.root / "content/town", small.root / "content/.town-backup")
    (small.root / "content/town/zh-Hans/.#01-work.md").symlink_to("someone@machine.4711")
    (small.root / "glossary/.#town.toml").symlink_to("someone@machine.4711")
    before = small.finished

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 0, outcome.said
    assert small.finished == before


def test_what_is_called_like_a_picture_but_is_none_does_no_harm(small):
    (small.root / "content/town/folder.png").mkdir()
    (small.root / "content/town/nowhere.png").symlink_to("gone.png")

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 0, outcome.said


def test_a_picture_that_leads_nowhere_is_not_there(small):
    before = small.finished
    (small.root / "content/town/map.png").symlink_to("gone.png")
    small.change(ZH, "新设窗口", "![图](map.png)新设窗口")

    outcome = small.run("build", "-f", "html")

    refused(small, before, outcome)
    assert "there is no image “map.png”" in outcome.said


# ── Theme ──


@pytest.mark.parametrize("word", ["search", "contents", "permalink", "untranslated"])
def test_a_word_that_one_language_lacks_is_named(small, word):
    before = small.finished
    small.own_theme()
    words = f"{THEME}/words.toml"
    line = next(
        line
        for line in small.read(words).partition("[en]")[2].splitlines()
        if line.startswith(f"{word} =")
    )
    small.change(words, f"\n{line}\n", "\n")

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans")

    refused(small, before, outcome)
    assert f"[en] lacks {word}\n" in outcome.said
    assert "hint: write one line each" in outcome.said
    assert outcome.place.startswith(words)
    assert outcome.pointed == "[en]"


@pytest.mark.parametrize("word", ["permalink", "untranslated", "table", "running-mark"])
def test_a_word_that_the_program_needs_is_named_where_no_language_has_it(small, word):
    before = small.finished
    small.own_theme()
    words = f"{THEME}/words.toml"
    kept = [line for line in small.read(words).split("\n") if not line.startswith(f"{word} =")]
    small.write(words, "\n".join(kept))

    outcome = small.run("build", "-f", "html")

    refused(small, before, outcome)
    assert f"[zh-Hans] lacks {word}\n" in outcome.said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('\nclose = "Close"', "\nclose = 1", "“close” in [en] is not a text"),
        ("[zh-Hans]", 'fr = "x"\n[zh-Hans]', "“fr” is not a table of words"),
    ],
)
def test_words_of_the_wrong_kind_are_refused(small, old, new, says):
    before = small.finished
    small.own_theme()
    small.change(f"{THEME}/words.toml", old, new)

    outcome = small.run("build", "-f", "html")

    refused(small, before, outcome)
    assert says in outcome.said
    assert outcome.place.startswith(f"{THEME}/words.toml:")
    assert "hint: " in outcome.said


FONT = 'family = "Report Latin"\nfile = "LinLibertine_R.otf"\n'


@pytest.mark.parametrize(
    ("font", "says"),
    [
        ('file = "LinLibertine_R.otf"', "this font lacks family"),
        ('family = "Report Latin"', "this font lacks file"),
        ('family = 1\nfile = "x.otf"', "“family” of this font is not a plain name"),
        ('family = "x"\nfile = ""', "“file” of this font is not a file's name"),
        ('family = "x"\nfile = "*.otf"', "“file” of this font is not a file's name"),
        ('family = "x"\nfile = "/a/b.otf"', "“file” of this font is not a file's name"),
        ('family = "x"\nfile = ".."', "“file” of this font is not a file's name"),
        (FONT + 'weight = "bold"', "“weight” of this font is not a number"),
        (FONT + "weight = true", "“weight” of this font is not a number"),
        (FONT + 'style = "slanted"', "“style” of this font is not"),
        (FONT + 'face = "Noto"', "“face” of this font is not a table"),
        (FONT + "display = 1", "“display” of this font is not true or false"),
        (FONT + 'media = "screen"', "“media” of this font is not a list"),
        (FONT + "unicode-range = 5", "“unicode-range” of this font is not"),
        (FONT + 'unicode-range = "20-7E"', "“unicode-range” of this font is not"),
        ('family = \'a "name"\'\nfile = "x.otf"', "“family” of this font is not a plain name"),
        (FONT + "wieght = 400", "“wieght” is not a key of a font"),
    ],
)
def test_a_font_that_is_badly_described_is_refused_with_its_line(small, font, says):
    before = small.finished
    small.own_theme()
    theme = small.read(f"{THEME}/theme.toml").rstrip("\n")
    small.write(f"{THEME}/theme.toml", f"{theme}\n[[font]]\n{font}\n")

    outcome = small.run("build", "-f", "html", "-e", "en")

    refused(small, before, outcome)
    assert says in outcome.said
    assert outcome.place == f"{THEME}/theme.toml:{theme.count(chr(10)) + 2}:1"
    assert "hint: " in outcome.said


@pytest.mark.parametrize("content", ["", 'font = "x"', "font = []", "font = [1]"])
def test_a_theme_without_fonts_is_refused(small, content):
    before = small.finished
    small.own_theme()
    small.write(f"{THEME}/theme.toml", content)

    outcome = small.run("build", "-f", "html", "-e", "en")

    refused(small, before, outcome)
    assert outcome.place == f"{THEME}/theme.toml:1:1"
    assert "hint: " in outcome.said


@pytest.mark.parametrize(
    "name",
    [
        "screen.html",
        "screen.css",
        "screen.js",
        "print.html",
        "print.css",
        "index.html",
        "theme.toml",
        "words.toml",
    ],
)
def test_a_missing_file_of_the_theme_is_named(small, name):
    before = small.finished
    small.own_theme()
    (small.root / THEME / name).unlink()

    outcome = small.run("build", "-f", "html")

    refused(small, before, outcome)
    assert f"the theme lacks {name}" in outcome.said
    assert outcome.place == f"{THEME}/{name}:1:1"


def test_a_missing_theme_is_named(small):
    before = small.finished
    small.change("jdpublish.toml", "themes/report", "themes/modern")

    outcome = small.run("build", "-f", "html")

    refused(small, before, outcome)
    assert "there is no folder themes/modern" in outcome.said
    assert outcome.place == "jdpublish.toml:2:1"


@dataclass(frozen=True)
class Slip:
    """Lines put at the end of a theme's file, and what is said of them."""

    file: str
    lines: str
    says: str
    column: int | None = None
    option: str = "html"


SLIPS = {
    "broken theme.toml": Slip("theme.toml", "[[font", "not TOML"),
    "broken words.toml": Slip("words.toml", "close = Close", "not TOML"),
    "template that does not parse": Slip("screen.html", "{% if %}", "template has a mistake"),
    "unknown filter": Slip("screen.html", "{{ title | bigger }}", "bigger"),
    "unknown filter in a branch": Slip(
        "screen.html", "{% if title %}{{ title | bigger }}{% endif %}", "bigger"
    ),
    "unknown name": Slip("screen.html", "{{ subtitel }}", "subtitel"),
    "unknown attribute": Slip("screen.html", "{{ document.subtitel }}", "subtitel"),
    "impossible sum": Slip("screen.html", "{{ title + 1 }}", "screen.html"),
    "item of an empty list": Slip("screen.html", "{{ [].pop() }}", "template has a mistake"),
    "item that a table lacks": Slip("screen.html", "{{ {}.pop(1) }}", "template has a mistake"),
    "sorting what is no dictionary": Slip(
        "screen.html", "{{ title | dictsort }}", "template has a mistake"
    ),
    "template that takes itself in": Slip(
        "screen.html", '{% include "screen.html" %}', "it includes itself"
    ),
    "unknown file": Slip("screen.html", '{% include "foot.html" %}', "no foot.html"),
    "unknown name on the front page": Slip("index.html", "{{ subtitel }}", "subtitel"),
    "unknown name in print": Slip("print.html", "{{ subtitel }}", "subtitel", option="pdf"),
    "unknown property": Slip("print.css", "p { colour: red }", "colour: red", 5, "pdf"),
    "unknown property of a page size": Slip(
        "print-A4.css", "p { colour: red }", "colour: red", 5, "pdf"
    ),
    "unknown property in the second of several styles": Slip(
        "print.css", "@page { siez: 1mm }", "did you mean “size”?", 9, "pdf"
    ),
    "forgotten semicolon": Slip(
        "print.css", "p { color: red\n  margin: 0 }", "a semicolon is missing", 5, "pdf"
    ),
    "unknown rule": Slip("print.css", "@fnot-face { }", "“@fnot-face” means nothing", 1, "pdf"),
    "query that is not known": Slip("print.css", "@media (width > 1px) { }", "@media", 1, "pdf"),
    "sum of units that do not fit": Slip(
        "print.css",
        "p { width: calc(2em * 3mm) }",
        "“calc(2em * 3mm)” cannot be computed",
        12,
        "pdf",
    ),
    "variable without a value in the language": Slip(
        "print.css",
        "p { text-indent: var(--lang-only) } html:lang(zh) { --lang-only: 1px }",
        "look at the values of --lang-only (print.css:",
        18,
        "pdf",
    ),
    "variable that nothing defines": Slip(
        "print.css", "p { color: var(--acent) }", "did you mean --accent?", 16
    ),
    "variable that nothing defines, in a sum of a page's margin": Slip(
        "print.css", "@page { margin-left: calc(var(--nothing) * 2) }", "--nothing has no value", 31
    ),
    "variable that nothing defines, on the screen": Slip(
        "screen.css", "p { color: var(--acent) }", "did you mean --accent?", 16
    ),
    "variable that nothing defines, in a template": Slip(
        "screen.html", '<p style="color: var(--acent)"></p>', "--acent has no value", 22
    ),
    "end of a style, in a comment": Slip("screen.css", "/* </STYLE ><b> */", "</STYLE", 4),
    "end of a script, in quotation marks": Slip("screen.js", '"</script>";', r"<\/script", 2),
    "beginning of a comment that hides a script's end": Slip("screen.js", "x<!--y;", "<!--", 2),
    "brace that is not closed": Slip("print.css", "p {", "{ is not closed", 3),
    "brace that is not closed, of a page size": Slip("print-A5.css", "p {", "{ is not closed", 3),
    "brace that is not closed, on the screen": Slip("screen.css", "@media all {", "{ is not", 12),
    "brace that is not closed, in a template": Slip(
        "print.html", "<style>p {</style>", "{ is not closed", 10
    ),
    "parenthesis that is not closed": Slip("print.css", "p { width: calc(1px }", "( is not", 16),
    "comment that is not closed": Slip("print.css", "/* and so on", "comment is not closed", 1),
    "quotation mark that is not closed": Slip(
        "print.css", 'p { content: "x }', "is not closed", 14
    ),
    "brace that closes nothing": Slip("print.css", "}", "} closes nothing", 1),
    "import": Slip("print.css", '@import "more.css";', "cannot import", 1),
    "picture that is not there": Slip("print.css", "p { background: url(x.png) }", "“x.png”", 21),
    "picture from elsewhere": Slip(
        "screen.css", 'p { background: url("https://example.com/x.png") }', "“https://", 22
    ),
    "font that is not there": Slip(
        "print.css", 'p { font-family: "Songti SC" }', "no font “Songti SC” for print", 19
    ),
    "font of the machine": Slip(
        "print.css", "p { font-family: SimSun }", "which is no font of the theme", 18, "pdf"
    ),
    "what WeasyPrint falls over": Slip(
        "print.css",
        "@page { background-position: calc(100% - 3px) }",
        "cannot compute this",
        9,
        "pdf",
    ),
    "character that no font has, in a style": Slip(
        "print.css", 'p::before { content: "\\1F600" }', "“😀” (U+1F600)", 23
    ),
    "character that no font has, in a template": Slip("screen.html", "😀", "“😀” (U+1F600)", 1),
    "character that no font has, on the front page": Slip("index.html", "😀", "“😀” (U+1F600)", 1),
    "link that leads nowhere": Slip(
        "print.html", '<a href="#nowhere">x</a>', "“nowhere”, to which it links", 4, "pdf"
    ),
    "id that stands twice": Slip("screen.html", '<p id="c1"></p>', "have the id “c1”", 4),
    "picture without words": Slip(
        "print.html", '<img src="x.png">', "no words say what this picture shows", 11, "pdf"
    ),
    "picture without words, in capitals": Slip(
        "print.html", '<IMG SRC="x.png">', "no words say what this picture shows", 11, "pdf"
    ),
    "impossible value": Slip("print.css", "p { color: rot }", "color: rot", 5, "pdf"),
    "impossible selector": Slip("print.css", "p:::first { color: red }", "p:::first", None, "pdf"),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_mistake_in_the_theme_is_refused_with_its_line(small, slip):
    before = small.finished
    small.own_theme()
    theme = small.root / THEME / slip.file
    text = theme.read_text("utf-8").rstrip("\n")
    theme.write_text(f"{text}\n{slip.lines}\n", "utf-8")
    line = text.count("\n") + 2

    outcome = small.run("build", "-f", slip.option, "-e", "en")

    refused(small, before, outcome)
    assert slip.says in outcome.said
    file, at, column = outcome.place.rsplit(":", 2)
    if "foot.html" not in slip.lines:
        assert (file, int(at)) == (f"{THEME}/{slip.file}", line), outcome.said
    if slip.column:
        assert int(column) == slip.column


def test_all_mistakes_of_the_styles_are_told_at_once_each_with_its_own_place(small):
    before = small.finished
    small.own_theme()
    lines = {"print.css": "p { colour: red }\nq { width: 3 }", "print-A4.css": "p { colour: blue }"}
    places = []
    for file, added in lines.items():
        text = small.read(f"{THEME}/{file}").rstrip("\n")
        small.write(f"{THEME}/{file}", f"{text}\n{added}\n")
        first = text.count("\n") + 2
        places += [f"{THEME}/{file}:{first + n}:5" for n in range(added.count("\n") + 1)]
    small.change(f"{THEME}/print.html", "<main>", '<main style="colour: red">')

    outcome = small.run("build", "-f", "pdf", "-e", "en", "-e", "zh-Hans", "-j", "2")

    refused(small, before, outcome)
    found = re.findall(r"--> (\S+)", outcome.said)
    assert found[:-1] == sorted(places)
    assert found[-1].startswith(f"{THEME}/print.html:")
    assert outcome.said.count("error: ") == 4


def test_all_slips_of_all_styles_are_told_at_once(small):
    small.own_theme()
    for file in ("print.css", "print-16K.css", "screen.css"):
        text = small.read(f"{THEME}/{file}")
        small.write(f"{THEME}/{file}", text + "p { color: var(--acent) }\n/* and so on")

    outcome = small.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 2
    assert outcome.said.count("error: ") == 6


def test_a_flood_of_mistakes_is_cut_off(small):
    small.own_theme()
    small.write(f"{THEME}/screen.css", "p { color: var(--a) }\n" * 300)

    outcome = small.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 2
    assert outcome.said.count("error: ") == 20
    assert re.search(r"… and \d+ more\n", outcome.said)


# ── Page sizes ──


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ('"A4"', "“page-sizes” is not a list of names"),
        ("4", "“page-sizes” is not a list of names"),
        ("[4]", "“page-sizes” is not a list of names"),
        ('["A 4"]', "“page-sizes” is not a list of names"),
        ('["../A4"]', "“page-sizes” is not a list of names"),
        ('["A4", "A4"]', "“page-sizes” names A4 twice"),
        ('["A4", "a4"]', "“page-sizes” names A4 twice"),
        ('["A4", "marks"]', "no page size can be called “marks”"),
        ('["A4", "Draft"]', "no page size can be called “Draft”"),
    ],
)
def test_page_sizes_that_are_badly_named_are_refused(small, value, says):
    before = small.finished
    small.own_theme()
    small.change(f"{THEME}/theme.toml", '["A4", "16K", "A5"]', value)

    outcome = small.run("build", "-f", "html", "-e", "en")

    refused(small, before, outcome)
    assert says in outcome.said
    assert outcome.pointed.startswith("page-sizes")


def test_a_page_size_without_its_style_is_refused(small):
    before = small.finished
    small.own_theme()
    small.change(f"{THEME}/theme.toml", '"A5"]', '"A5", "B5"]')
    (small.root / THEME / "print-16K.css").unlink()

    outcome = small.run("build", "-f", "html", "-e", "en")

    refused(small, before, outcome)
    assert "the theme lacks print-16K.css" in outcome.said
    assert "the theme lacks print-B5.css" in outcome.said


def test_an_unknown_setting_of_a_theme_is_refused(small):
    before = small.finished
    small.own_theme()
    small.change(f"{THEME}/theme.toml", "page-sizes =", "page_sizes =")

    outcome = small.run("build", "-f", "html", "-e", "en")

    refused(small, before, outcome)
    assert "“page_sizes” is not a setting of themes" in outcome.said
    assert outcome.pointed.startswith("page_sizes")


@pytest.mark.parametrize(
    ("measures", "says"),
    [
        ("html { --width: 0 }", "no page can be of this size: 0 × 210 mm"),
        ("html { --width: 0mm; --height: 0mm }", "no page can be of this size: 0 × 0 mm"),
        ("html { --height: 100000mm }", "no page can be of this size: 148 × 100000 mm"),
        ("html { --width: 100m }", "“size: 100m 210mm” has no effect"),
        ("html { --width: wide }", "“size: wide 210mm” has no effect"),
        ("html { --top: 400mm }", "the page “english” has no room for the text"),
        ("html { --width: 20mm }", "the page “english” has no room for the text"),
        ("html:lang(en) { --left: -20mm }", "has no room for the text"),
        ("html:lang(en) { font-size: 30pt }", "has no room for the text"),
        ("html:lang(en) { --measure: 80rem }", "mm beyond the edge of the paper"),
        ("html:lang(en) { --gloss: 40rem }", "the text of “term-han” on page"),
        ("html { --width: var(--height); --height: var(--width) }", "has no effect: no value"),
        (".chapter { margin-left: -40mm }", "mm beyond the edge of the paper"),
        ("p { white-space: nowrap }", "mm beyond the edge of the paper"),
        (".chapter p { text-indent: -60mm !important }", "mm beyond the edge of the paper"),
    ],
)
def test_a_page_on_which_there_is_no_room_is_refused(small, measures, says):
    """Before it is filled: there might be thousands of it."""
    before = small.finished
    small.own_theme()
    text = small.read(f"{THEME}/print-A5.css")
    small.write(f"{THEME}/print-A5.css", f"{text}{measures}\n")

    outcome = small.run("build", "-f", "pdf", "-e", "en", "--page-size", "A5")

    refused(small, before, outcome)
    assert says in outcome.said
    assert "print-A5.css:" in outcome.said
    assert "hint: " in outcome.said
    assert small.run("build", "-f", "pdf", "-e", "en", "-o", str(small.root / "other")).code == 0


def test_a_measure_that_one_page_size_lacks_is_named_with_its_file(small):
    before = small.finished
    small.own_theme()
    text = small.read(f"{THEME}/print-A5.css")
    small.write(f"{THEME}/print-A5.css", re.sub(r"--glossary-head: [^;]*;", "", text))

    outcome = small.run("build", "-f", "html", "-e", "en")

    refused(small, before, outcome)
    assert "--glossary-head has no value in print-A5.css" in outcome.said
    assert outcome.place.startswith(f"{THEME}/print.css:")


# ── What a page needs ──


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("print.html", "<html lang=", "<html data-lang=", "the page says no language"),
        ("screen.html", "<html lang=", "<html data-lang=", "the page says no language"),
        ("print.html", "<title>{{ plain_title }}", "<title>", "the page has no title"),
        ("print.html", ' id="term-{{ entry.id }}"', "", "the id “term-one-website”"),
        ("screen.html", ' id="term-{{ entry.id }}"', "", "the id “term-one-website”"),
        ("screen.html", '<li id="{{ note.id }}"', "<li", "the id “n1”"),
    ],
)
def test_a_page_without_what_every_page_needs_is_refused(small, file, old, new, says):
    before = small.finished
    small.own_theme()
    small.change(f"{THEME}/{file}", old, new)

    outcome = small.run("build", "-f", "pdf" if file == "print.html" else "html", "-e", "en")

    refused(small, before, outcome)
    assert says in outcome.said
    assert outcome.place.startswith(f"{THEME}/{file}:")
    assert "hint: " in outcome.said


@pytest.mark.parametrize("file", ["print.html", "screen.html"])
def test_tags_may_be_written_in_capitals(small, file):
    small.own_theme()
    text = small.read(f"{THEME}/{file}")
    for tag in ("html", "head", "title"):
        text = text.replace(f"<{tag}", f"<{tag.upper()}").replace(f"</{tag}", f"</{tag.upper()}")
    small.write(f"{THEME}/{file}", text)
    options = ("build", "-f", "pdf" if file == "print.html" else "html", "-e", "en")

    assert small.run(*options).code == 0

    small.change(f"{THEME}/{file}", "<HTML lang=", "<HTML data-lang=")
    outcome = small.run(*options)
    assert "the page says no language" in outcome.said
    assert outcome.place.startswith(f"{THEME}/{file}:")
    assert outcome.pointed.startswith("<HTML data-lang")


def test_what_a_page_lacks_is_never_looked_for_in_another_page_s_template(small):
    small.own_theme()
    text = small.read(f"{THEME}/print.html")
    hidden = """{{ "<%s>" | format("html") | safe }}"""
    small.write(f"{THEME}/print.html", re.sub(r"<html[^>]*>", lambda _: hidden, text, count=1))

    outcome = small.run("build", "-f", "pdf", "-e", "en")

    assert "the page says no language" in outcome.said
    assert outcome.place.startswith(f"{THEME}/print.html:")


def test_all_mistakes_without_a_line_are_told(small):
    """What only finished pages show has no line, so all of it is told of the template."""
    small.own_theme()
    style = small.read(f"{THEME}/print.css")
    for kind, name in (("p", "nowhere"), ("li", "noplace")):
        style += f"{kind}::after {{ content: target-counter(url(#{name}), page) }}\n"
    small.write(f"{THEME}/print.css", style)

    outcome = small.run("build", "-f", "pdf", "-e", "en")

    assert outcome.code == 2
    assert "“nowhere”" in outcome.said
    assert "“noplace”" in outcome.said


def test_mistakes_come_in_the_order_of_the_file_whatever_the_run(small):
    small.own_theme()
    words = small.read(f"{THEME}/words.toml")
    names = [f"word{number}" for number in range(9)]
    added = "".join(f'{name} = "x"\n' for name in names)
    small.write(f"{THEME}/words.toml", added + words)

    outcome = small.run("build", "-f", "html", "-e", "en")

    assert re.findall(r"“(word\d)” is not a table", outcome.said) == names


def test_a_style_of_the_program_s_own_is_never_looked_for_in_the_theme_s_styles(small, monkeypatch):
    monkeypatch.setattr(printing, "_MARKS", "@page { bleeed: 20pt }")

    outcome = small.run("build", "-f", "pdf", "-e", "en", "--marks")

    assert "“bleeed: 20pt” has no effect" in outcome.said
    assert "print.css" not in outcome.said


def test_a_fault_of_the_program_is_never_told_as_one_of_the_theme(small, tmp_path):
    """Also where the program is installed beside WeasyPrint, as it is for those who only use it."""
    site = tmp_path / "site"
    site.mkdir()
    for package in (jdpublish, weasyprint):
        folder = Path(str(package.__file__)).parent
        (site / folder.name).symlink_to(folder)
    program = (
        "import jdpublish, sys; assert jdpublish.__file__.startswith(sys.argv[1]);"
        "from jdpublish.outputs.pdf.file import attachments; attachments.pydyf = None;"
        "from jdpublish.cli import run; run(['build', '-f', 'pdf', '-e', 'en', '-j', '1', '-q'])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(site)],
        cwd=small.root,
        env=ENVIRONMENT | {"PYTHONPATH": str(site)},
        capture_output=True,
        check=False,
        text=True,
    )

    assert done.returncode == 1
    assert "AttributeError: 'NoneType' object has no attribute" in done.stderr
    assert "WeasyPrint fails at this page" not in done.stderr


def test_a_character_that_no_font_has_in_the_theme_s_words_is_named(small):
    before = small.finished
    small.own_theme()
    small.change(f"{THEME}/words.toml", 'contents = "Contents"', 'contents = "Contents 😀"')

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans")

    refused(small, before, outcome)
    assert "“😀” (U+1F600)" in outcome.said
    assert outcome.pointed == 'contents = "Contents 😀"'


def test_a_character_that_no_font_has_in_a_title_on_the_front_page_is_named(small):
    """The front page shows the titles of all languages, whichever edition is made."""
    before = small.finished
    small.change("content/town/en/00-overview.md", "a Steady Year", "a Steady 😀 Year")

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans")

    refused(small, before, outcome)
    assert "“😀” (U+1F600)" in outcome.said
    assert outcome.place == "content/town/en/00-overview.md:1:36"


def test_a_character_that_no_font_has_in_a_detail_on_the_front_page_is_named(small):
    before = small.finished
    small.change(REPORT, 'body = "Linjiang County"', 'body = "Linjiang 😀 County"')

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans")

    refused(small, before, outcome)
    assert "“😀” (U+1F600)" in outcome.said
    assert outcome.pointed == "[en]"


def test_a_character_that_only_the_screen_has_a_font_for_is_refused(small):
    before = small.finished
    small.own_theme()
    emblem = '\n[[font]]\nfamily = "Signs"\nfile = "LinBiolinum_K.otf"\nmedia = ["screen"]\n'
    small.write(f"{THEME}/theme.toml", small.read(f"{THEME}/theme.toml") + emblem)
    small.change(EN, "opening", "⌥ opening")  # in that font only

    outcome = small.run("build", "-f", "html", "-e", "en")

    refused(small, before, outcome)
    assert "no font of the theme can show “⌥” (U+2325)" in outcome.said
    assert outcome.place.startswith(f"{EN}:9:")


def test_a_font_that_is_not_there_is_the_machines_fault(small):
    before = small.finished
    small.own_theme()
    small.change(f"{THEME}/theme.toml", "LinLibertine_RI.otf", "NoSuch.otf")

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 3
    assert "the font NoSuch.otf is not on this machine" in outcome.said
    assert small.finished == before


@pytest.mark.parametrize(
    "line",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://127.0.0.1:9/a.png" alt="x">',
        '<img src="../../../../../etc/passwd" alt="x">',
        "<style>p { background: url(file:///etc/passwd) }</style>",
        "<style>@import 'file:///etc/passwd';</style>",
        "<style>@font-face { font-family: x; src: url(file:///etc/passwd) }</style>",
    ],
)
def test_a_print_template_can_fetch_nothing_from_elsewhere(small, line):
    before = small.finished
    small.own_theme()
    small.change(
        f"{THEME}/print.html", "</head>", f"{line}</head>" if "<img" not in line else "</head>"
    )
    if "<img" in line:
        small.change(f"{THEME}/print.html", "<main>", f"<main>{line}")

    outcome = small.run("build", "-f", "pdf", "-e", "en")

    refused(small, before, outcome)
    asked = next(line for line in outcome.said.splitlines() if line.startswith("error"))
    assert re.search("neither the theme's nor in|no picture “|cannot import", asked)
    file, number, _ = outcome.place.rsplit(":", 2)
    assert file == f"{THEME}/print.html"
    assert line in small.read(file).split("\n")[int(number) - 1]


def test_a_picture_in_the_report_can_fetch_nothing_from_elsewhere(small):
    before = small.finished
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    small.write("content/town/map.svg", svg)
    small.change(ZH, "新设窗口", "![图](map.svg)新设窗口")

    outcome = small.run("build", "-f", "pdf", "-e", "zh-Hans")

    refused(small, before, outcome)
    assert "map.svg" in outcome.said
    assert outcome.place == f"{ZH}:7:5"


def test_a_picture_that_is_a_link_out_of_the_report_is_refused(small):
    before = small.finished
    (small.root / "content/town/map.svg").symlink_to("/etc/passwd")
    small.change(ZH, "新设窗口", "![图](map.svg)新设窗口")

    outcome = small.run("build", "-f", "html")

    refused(small, before, outcome)
    assert outcome.place == f"{ZH}:7:5"


@pytest.mark.parametrize("name", ["map.svg", "示意图.svg", "map_(1).svg"])
def test_a_picture_in_the_report_is_shown_in_page_and_pdf(small, name):
    square = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    small.write(f"content/town/pictures/{name}", square)
    small.change(ZH, "新设窗口", f"![示意图](pictures/{name})新设窗口")

    outcome = small.run("build", "-e", "zh-Hans")

    assert outcome.code == 0, outcome.said
    assert 'src="data:image/svg+xml;base64,' in small.page("zh-Hans")
    assert 'alt="示意图"' in small.page("zh-Hans")


# ── Raw HTML ──


def test_raw_html_is_shown_and_never_obeyed(small):
    tags = (
        "<script>alert(1)</script>",
        "<b>粗</b>",
        "<img src=x onerror=alert(2)>",
        "<!-- 注 -->",
        "&lt;i&gt;",
        "<style>p{display:none}</style>",
        '<link rel="attachment" href="file:///etc/passwd">',
    )
    small.change(ZH, "新设窗口", "".join(tags) + "新设窗口")
    small.change(ZH, "办事更方便", "办事<b>更</b>方便")
    small.change(
        "content/town/zh-Hans/00-overview.md", "小城的一年", "小城</title></script><i>的一年"
    )

    outcome = small.run("build", "-e", "zh-Hans")

    assert outcome.code == 0, outcome.said
    source = small.page("zh-Hans")
    page = parsed_page(small.root / "dist/town/zh-Hans/index.html")
    shown = "".join(tags).replace("&lt;", "<").replace("&gt;", ">")
    assert shown in visible(page)
    assert "办事<b>更</b>方便" in visible(page)
    assert not [element for element in page.iter() if element.tag in ("b", "i", "img")]
    assert "<script>alert" not in source
    title = page.find("head/title")
    assert title is not None
    assert (title.text or "").startswith("小城</title></script><i>的一年")
    pdf = small.root / "dist/town/zh-Hans/town.zh-Hans.pdf"
    assert solid(shown) in painted(letters(pdf))
    with pikepdf.open(pdf) as document:
        assert all(name.endswith((".md", ".toml")) for name in document.attachments)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x"]
)
def test_a_link_that_could_do_harm_stays_text(small, target):
    small.change(ZH, "新设窗口", f"[新设窗口]({target})")

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans")

    assert outcome.code == 0, outcome.said
    page = parsed_page(small.root / "dist/town/zh-Hans/index.html")
    assert target not in [element.attrib.get("href") for element in page.iter("a")]
    assert f"]({target})" in visible(page)


# ── Writing ──


def test_a_file_in_place_of_the_output_folder_is_refused(small):
    for path in sorted(small.dist.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    small.dist.rmdir()
    small.write("dist", "a note")

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 2
    assert f"cannot write to {small.dist}" in outcome.said
    assert "hint: " in outcome.said
    assert small.read("dist") == "a note"


@pytest.mark.parametrize("target", ["note", "note/below"])
def test_an_output_folder_that_cannot_be_made_is_refused(small, target):
    before = small.finished
    small.write("note", "a note")

    outcome = small.run("build", "-f", "html", "-o", str(small.root / target))

    assert outcome.code == 2
    assert str(small.root / target) in outcome.said
    assert "Traceback" not in outcome.said
    assert (small.read("note"), small.finished) == ("a note", before)


def test_a_report_that_cannot_be_replaced_leaves_the_front_page_as_it_was(small):
    """The folder can be written, but a file stands where the report's folder should be."""
    target = small.root / "elsewhere"
    small.write("elsewhere/town", "a note")

    outcome = small.run("build", "-f", "html", "-o", str(target))

    assert outcome.code == 2, outcome.said
    assert "Traceback" not in outcome.said
    assert [path.name for path in target.iterdir()] == ["town"]
    assert small.read("elsewhere/town") == "a note"


def four_more_reports(project: SmallProject) -> None:
    for name in ("b", "c", "d", "e"):
        shutil.copytree(project.root / "content/town", project.root / "content" / name)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the forks in /proc; macOS has none")
def test_a_process_that_is_killed_is_a_clear_error(small):
    """As the system does when memory is short."""
    four_more_reports(small)
    before = small.finished

    with small.start("-v", "build", "-j", "2") as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
        os.kill(int(children.split()[0]), signal.SIGKILL)
        printed, said = process.communicate()

    assert re.match(r" +\d+\.\d s  ", first), first + said
    assert (process.returncode, printed) == (3, ""), said
    assert "error: a process that was making a file was killed" in said
    assert "hint: try -j 1" in said
    assert "Traceback" not in said
    assert small.finished == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_that_is_interrupted_leaves_everything_as_it_was(small, jobs):
    """Ctrl-C reaches every process of the group; the first finished file says that it is at work.

    The four reports beside the first give it enough to do.
    """
    four_more_reports(small)
    small.run("build", "-f", "html", "town")
    small.change(ZH, "8个；", "9个；")
    before = small.finished

    with small.start("-v", "build", "-j", jobs) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        printed, said = process.communicate()

    assert re.match(r" +\d+\.\d s  ", first), first + said
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert said.endswith("interrupted; no file is left half-written\n")
    assert printed == ""
    assert small.finished == before


def test_no_mistake_leaves_anything_behind_in_the_output_folder(small):
    small.own_theme()
    theme = Path(THEME, "index.html")
    small.write(str(theme), small.read(str(theme)) + "{{ nothing_of_the_kind }}")

    outcome = small.run("build", "-o", str(small.root / "fresh"), "-f", "html")

    assert outcome.code == 2
    assert list((small.root / "fresh").rglob("*")) == []
