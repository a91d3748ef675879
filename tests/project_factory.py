"""A small valid project, so that a test changes one thing and sees what becomes of it."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

import jdpublish.cli.build
import jdpublish.cli.check
import jdpublish.cli.doctor
import jdpublish.cli.figures
import jdpublish.cli.ids  # noqa: F401  all commands now, while the streams are pytest's own
from jdpublish.cli import run
from tests.conftest import ROOT

WEASYPRINT = find_spec("weasyprint")
assert WEASYPRINT is not None
assert WEASYPRINT.origin is not None
PROFILE = Path(WEASYPRINT.origin).with_name("pdf") / "sRGB2014.icc"
LEFT_OPEN = f"ignore:unclosed file <_io.BufferedReader name='{PROFILE}'>:ResourceWarning"
"""WeasyPrint 70 leaves the colour profile of PDF/A open."""

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")
} | {"TERM": "xterm-256color", "PYTHONWARNINGS": f"error,{LEFT_OPEN}"}

CONFIGURATION = """\
editions = ["zh-Hans", "zh-Hant", "en"]
theme = "themes/report"
"""

DETAILS = """\
year = "2024"
version = "1"

[zh-Hans]
body = "临江县"
author = "临江县人民政府"
document = "政府工作报告"
short-title = "临江县2024年工作回顾"
overview = "概述"
provenance = "本县自行编写，仅供测试。"

[en]
body = "Linjiang County"
author = "Linjiang County People’s Government"
document = "Report on the Work of the Government"
short-title = "Linjiang County: Review of 2024"
overview = "Overview"
provenance = "Written for tests; the Chinese text prevails."
"""

OVERVIEW = """\
# 小城的一年，平稳的一年 {#title}

关于2024年工作的回顾 {#subtitle}

过去一年，我县坚持**稳中求进**，全年新建道路12公里。 {#p01}
"""

OVERVIEW_EN = """\
# A Year in a Small Town, a Steady Year {#title}

A Review of Our Work in 2024 {#subtitle}

In the past year, the county *pursued progress while maintaining stability*
and built 12 kilometers of new road. {#p01}
"""

WORK = """\
# 主要工作 {#c1}

## 办事更方便 {#h11}

全面推进“一网通办”，数据上链，减少跑动次数。[^n1] {#p11}

- 新设窗口8个； {#i11}
- 延长服务时间。 {#i12}

| 项目 | 数量 {#r11} |
| --- | --- |
| 窗口 | 8个 {#r12} |

[^n1]: 数据截至年底。
"""

WORK_EN = """\
# Main Work {#c1}

## Services became easier to use {#h11}

We rolled out “all government services on one website,” put data on a blockchain,
and cut the number of errands.[^n1] {#p11}

- Eight new counters were opened; {#i11}
- opening hours were extended. {#i12}

| Item | Number {#r11} |
| --- | --- |
| Counters | 8 {#r12} |

[^n1]: As of the end of the year.
"""

GLOSSARY = """\
[[concept]]
id = "one-website"
subject = "governance"
status = "approved"
annotate = ["en", "zh"]

[concept.zh-Hans]
term = "一网通办"
pinyin = "yī wǎng tōng bàn"
definition = "各部门的政务服务在一个网站办理。"

[concept.en]
term = "all government services on one website"
definition = "Services of all departments, reached through one website."

[[concept]]
id = "progress-in-stability"
subject = "politics"
status = "approved"
annotate = ["en"]

[concept.zh-Hans]
term = "稳中求进"
pinyin = "wěn zhōng qiú jìn"

[concept.en]
term = "pursued progress while maintaining stability"
admitted = ["progress in stability"]
definition = "The rule that change must not endanger order."

[[concept]]
id = "county"
subject = "places"
status = "approved"

[concept.zh-Hans]
term = "我县"

[concept.en]
term = "the county"
deprecated = [{ term = "our county", reason = "a reader does not live there" }]
definition = "The county whose government reports."
"""

FILES = {
    "jdpublish.toml": CONFIGURATION,
    "content/town/report.toml": DETAILS,
    "content/town/zh-Hans/00-overview.md": OVERVIEW,
    "content/town/zh-Hans/01-work.md": WORK,
    "content/town/en/00-overview.md": OVERVIEW_EN,
    "content/town/en/01-work.md": WORK_EN,
    "glossary/town.toml": GLOSSARY,
}


@dataclass(frozen=True)
class Outcome:
    """What a command left behind: its exit code and what it printed."""

    code: int
    printed: str
    said: str

    @property
    def place(self) -> str:
        """The first place that the command pointed at, or nothing."""
        found = re.search(r"--> (\S+)", self.said)
        return found[1] if found else ""

    @property
    def pointed(self) -> str:
        """What stands above the caret: the rest of the line from where it points."""
        rows = re.search(r"^ *\d+ \| (.*)\n *\| ( *)\^$", self.said, re.MULTILINE)
        if not rows:
            return ""
        column, words = 0, rows[1]
        for index, character in enumerate(words):
            if column >= len(rows[2]):
                return words[index:]
            column += 2 if re.match("[\u2e80-\uffef]", character) else 1
        return ""


@dataclass(frozen=True)
class SmallProject:
    """A project in a folder of its own; `finished` is what it has published so far."""

    root: Path

    def read(self, file: str) -> str:
        """Return a file's text with its own line ends."""
        return (self.root / file).read_bytes().decode()

    def write(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, file: str, old: str, new: str | bytes) -> None:
        """Replace one passage, and insist that it is there."""
        content = (self.root / file).read_bytes()
        assert content.count(old.encode()) == 1
        new = new.encode() if isinstance(new, str) else new
        self.write(file, content.replace(old.encode(), new))

    def own_theme(self) -> None:
        """Put a copy in place of the link to the real theme, so that it can be changed."""
        theme = self.root / "themes" / "report"
        if theme.is_symlink():
            theme.unlink()
            shutil.copytree(ROOT / "themes" / "report", theme)

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def finished(self) -> dict[str, bytes]:
        """Every file below dist/, hidden ones too, by its path."""
        return contents(self.dist)

    def page(self, edition: str) -> str:
        return self.read(f"dist/town/{edition}/index.html")

    def run(self, *words: str) -> Outcome:
        """Run a command in this process, one file at a time."""
        jobs = ("-j", "1") if words[0] == "build" and "-j" not in words else ()
        return run_here("--project", str(self.root), *words, *jobs)

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command as a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "jdpublish", *words],
            cwd=self.root,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            preexec_fn=_interruptible,  # noqa: PLW1509  no thread of the tests is at work here
        )

    def run_alone(self, *words: str) -> Outcome:
        """Run a command as a process of its own, in the project's folder."""
        with self.start(*words) as process:
            printed, said = process.communicate()
        return Outcome(process.returncode, printed, said)


def _interruptible() -> None:
    """Hear Ctrl-C also where the tests run in the background, in which a shell has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run_here(*words: str) -> Outcome:
    """Run the command in this process and return what became of it."""
    printed, said = io.StringIO(), io.StringIO()
    with redirect_stdout(printed), redirect_stderr(said):
        code = run(words)
    return Outcome(code, printed.getvalue(), said.getvalue())


def make_project(root: Path) -> SmallProject:
    project = SmallProject(root)
    for file, text in FILES.items():
        project.write(file, text)
    (root / "themes").mkdir()
    (root / "themes" / "report").symlink_to(ROOT / "themes" / "report")
    return project


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> SmallProject:
    """The small project as it is, built; copied for each test, never changed."""
    project = make_project(tmp_path_factory.mktemp("published"))
    outcome = project.run_alone("build")
    assert (outcome.code, outcome.printed) == (0, ""), outcome.said
    return project


@pytest.fixture
def small(published: SmallProject, tmp_path) -> SmallProject:
    """The small project with its finished files, for one test to change."""
    shutil.copytree(published.root, tmp_path / "project", symlinks=True)
    return SmallProject(tmp_path / "project")
