"""The command line: help, options, exit codes, and what is printed where."""

import io
import json
import os
import pty
import re
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path

import pytest

import jdpublish.cli.build
import jdpublish.cli.forks
from jdpublish import __version__
from jdpublish.cli.progress import Progress
from jdpublish.publication import Artifact
from jdpublish.workspace import find_project, load
from tests.conftest import ROOT
from tests.project_factory import ENVIRONMENT, SmallProject, contents, run_here

COMMANDS = ("build", "check", "doctor", "figures", "glossary", "ids", "preview", "translate")
GROUPS = {
    "glossary": {
        *("add", "apply", "candidates", "conflicts", "edit", "export", "impact"),
        *("import", "list", "render", "retire", "show", "stats", "where"),
    },
    "translate": {"accept", "diff", "status"},
}
BELOW = [f"{group} {command}" for group, own in GROUPS.items() for command in sorted(own)]
ESCAPE = "\x1b"


def run(*words: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "jdpublish", *words],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        env=ENVIRONMENT,
    )


def run_in_terminal(project: SmallProject, *words: str, **variables: str) -> tuple[int, str]:
    """Run a command whose messages go to a terminal; return its exit code and what is shown."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "jdpublish", *words],
        cwd=project.root,
        env=ENVIRONMENT | variables,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
    return process.returncode, shown.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux's way of saying that the other side has closed the terminal
        return b""


# ── Help ──


def test_the_list_of_commands_is_the_one_tested_here():
    commands = run_here("--help").printed.partition("Commands:")[2]
    listed = re.findall(r"^  (\w+)  ", commands, re.MULTILINE)

    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("group", GROUPS)
def test_the_commands_of_a_group_are_those_tested_here(group):
    commands = run_here(group, "--help").printed.partition("Commands:")[2]

    assert set(re.findall(r"^  (\w+)  ", commands, re.MULTILINE)) == GROUPS[group]


@pytest.mark.parametrize("command", [*COMMANDS, *BELOW])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help(command, option):
    outcome = run_here(*command.split(), option)

    assert outcome.code == 0
    usage, sentence = outcome.printed.split("\n\n")[:2]
    assert usage.startswith(f"Usage: jdpublish {command}")
    assert sentence.strip().endswith(".")
    assert outcome.said == ""


@pytest.mark.parametrize("command", [*COMMANDS, *BELOW])
def test_every_option_is_explained(command):
    options = run_here(*command.split(), "--help").printed.partition("Options:")[2].strip("\n")

    for row in re.split(r"\n(?=  -)", options):
        assert re.fullmatch(r"(?s)  -\S.*(  |\n +)[A-Z].*\.(\s+\[.*\])?", row), row


def test_without_a_command_help_is_shown():
    outcome = run_here()

    assert "Commands:" in outcome.printed + outcome.said
    assert "Traceback" not in outcome.said


@pytest.mark.parametrize("readme", [path.name for path in sorted(ROOT.glob("README*.md"))])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(readme, command):
    assert f"jdpublish {command}" in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("command", BELOW)
def test_every_command_of_a_group_is_in_the_documents(command):
    documents = " ".join(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))

    assert f"jdpublish {command}" in documents


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_told(option):
    outcome = run(option)

    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (
        0,
        f"jdpublish {__version__}\n",
        "",
    )


@pytest.mark.parametrize(
    "words", [("bild",), ("build", "--fast"), ("build", "-j", "0"), ("build", "-j", "two")]
)
def test_a_mistyped_command_line_exits_with_2_and_says_how_to_get_help(words):
    outcome = run_here(*words)

    assert (outcome.code, outcome.printed) == (2, "")
    assert "Try 'jdpublish" in outcome.said
    assert "Error: " in outcome.said


# ── How much is printed ──


def test_a_build_prints_one_line_to_standard_error(small):
    outcome = small.run_alone("build", "-f", "html")

    assert (outcome.code, outcome.printed) == (0, "")
    assert re.fullmatch(r"Built 3 files in \d+\.\d s: \S+/dist/index\.html\n", outcome.said)


@pytest.mark.parametrize("place", ["before", "after"])
def test_quiet_prints_nothing_but_errors(small, place):
    small.change("content/town/zh-Hans/01-work.md", " {#i12}", "")
    words = ("-q", "build") if place == "before" else ("build", "-q")

    outcome = small.run(*words, "-f", "html", "-j", "1")
    small.change("content/town/zh-Hans/01-work.md", "{#i11}", "{#p11}")
    refused = small.run(*words, "-f", "html", "-j", "1")

    assert (outcome.code, outcome.printed, outcome.said) == (0, "", "")
    assert refused.code == 2
    assert "stands twice" in refused.said


def test_verbose_names_every_file_as_it_is_finished(small):
    outcome = small.run("build", "-v")

    rows = [line.split() for line in outcome.said.splitlines()[:-1]]
    assert {row[2] for row in rows} == set(contents(small.dist)) - {
        "index.html",
        "town/manifest.json",
    }
    assert all(re.fullmatch(r"\d+\.\d", row[0]) and row[1] == "s" for row in rows)
    assert sum(row[-1] == "pages" for row in rows) == 3


def test_no_escape_codes_where_there_is_no_terminal(small):
    small.change("content/town/en/01-work.md", "{#i12}", "{#i13}")

    outcome = small.run_alone("build", "-f", "html")

    assert outcome.code == 0
    assert "warning[untranslated]" in outcome.said
    assert ESCAPE not in outcome.said + outcome.printed


def test_colours_and_progress_on_a_terminal(small):
    small.change("content/town/en/01-work.md", "{#i12}", "{#i13}")

    code, shown = run_in_terminal(small, "build", "-f", "html")

    assert code == 0, shown
    assert f"{ESCAPE}[33;1mwarning{ESCAPE}[0m[untranslated]" in shown
    assert "Building" in shown
    assert "3/3" in shown


def test_the_bar_has_no_thread_that_a_fork_could_copy_at_a_bad_moment(monkeypatch):
    """A lock that another thread holds while a process forks is never released in the fork."""
    monkeypatch.setattr(sys, "stderr", terminal := io.StringIO())
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    before = threading.active_count()

    with Progress(3, quiet=False, verbose=False) as progress:
        during = threading.active_count()
        progress.done(Artifact("town/en/index.html", b"", "en", "html"))

    assert during == before
    assert "1/3" in terminal.getvalue()
    assert "en html" in terminal.getvalue()


def test_no_color_is_heeded_on_a_terminal(small):
    small.change("content/town/en/01-work.md", "{#i12}", "{#i13}")

    code, shown = run_in_terminal(small, "build", "-f", "html", NO_COLOR="1")

    assert code == 0, shown
    assert "warning[untranslated]" in shown
    assert not re.search(r"\x1b\[[\d;]*[1-9]\d*m", shown)


def test_the_caret_stands_below_its_character_where_characters_are_wide(small):
    small.change("content/town/zh-Hans/01-work.md", "延长服务", "延长😀服务")

    outcome = small.run("build", "-f", "html")

    row, caret = outcome.said.splitlines()[2:4]
    before = row[: row.index("😀")]
    columns = sum(2 if ord(character) > 0x2E80 else 1 for character in before)
    assert caret.index("^") == columns


# ── Options ──


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (("-e", "zh-Hans"), {"zh-Hans/index.html", "zh-Hans/town.zh-Hans.pdf"}),
        (("-e", "en", "-f", "html"), {"en/index.html"}),
        (("--edition", "en", "--format", "pdf"), {"en/town.en.pdf"}),
        (
            ("-e", "zh-Hant-TW", "-e", "zh-Hant-HK", "-f", "html"),
            {"zh-Hant-TW/index.html", "zh-Hant-HK/index.html"},
        ),
        (("town", "-e", "en", "-e", "en", "-f", "html", "-f", "html"), {"en/index.html"}),
    ],
)
def test_only_what_is_asked_for_is_built(small, options, files):
    target = small.root / "elsewhere"

    outcome = small.run("build", *options, "-o", str(target))

    assert outcome.code == 0, outcome.said
    assert set(contents(target)) == {
        "index.html",
        "town/manifest.json",
        *(f"town/{file}" for file in files),
    }


def test_an_output_folder_with_other_files_keeps_them(small):
    target = small.root / "public"
    others = {"CNAME": b"example.org\n", "news/town.html": b"<p>", "town/notes.txt": b"own"}
    for name, content in others.items():
        small.write(f"public/{name}", content)

    outcome = small.run("build", "-f", "html", "-o", str(target))

    assert outcome.code == 0, outcome.said
    after = contents(target)
    assert {name: after[name] for name in others} == others
    assert "town/en/index.html" in after
    assert not [name for name in after if Path(name).name.startswith(".")]


def test_building_one_edition_keeps_the_others_and_lists_all(small):
    before = small.finished
    small.change("content/town/en/01-work.md", "Eight", "Nine")

    outcome = small.run("build", "-e", "en", "-f", "html")

    assert outcome.code == 0, outcome.said
    after = small.finished
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"town/en/index.html", "town/manifest.json"} | (changed & {"index.html"})
    assert before.keys() == after.keys()
    assert_manifest_is_true(small.dist)


def assert_manifest_is_true(dist: Path) -> None:
    rows = json.loads((dist / "town/manifest.json").read_bytes())["artifacts"]
    files = {
        path: content
        for path, content in contents(dist / "town").items()
        if path != "manifest.json"
    }
    assert {row["path"]: (row["bytes"], row["sha256"]) for row in rows} == {
        path: (len(content), sha256(content).hexdigest()) for path, content in files.items()
    }


def test_the_number_of_jobs_makes_no_difference(small):
    before = small.finished

    outcome = small.run_alone("build", "-j", "7")

    assert outcome.code == 0, outcome.said
    assert small.finished == before


def test_macos_builds_without_forks(small, tmp_path, monkeypatch):
    """Its own libraries do not outlive a fork."""
    before = small.finished
    faces = [face for font in load(find_project(ROOT)).theme.fonts for face in font.faces.values()]
    fonts = tmp_path / "Library" / "Fonts"
    fonts.mkdir(parents=True)
    for file in {Path(face.file) for face in faces}:
        (fonts / file.name).symlink_to(file)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(jdpublish.cli.forks, "ProcessPoolExecutor", None)

    outcome = small.run("build", "-f", "html", "-j", "2")

    assert outcome.code == 0, outcome.said
    assert small.finished == before


def test_a_project_can_be_built_from_elsewhere(small, tmp_path):
    before = small.finished
    for path in small.dist.iterdir():
        if path.is_file():
            path.unlink()

    outcome = run("--project", str(small.root), "build", "-q", cwd=tmp_path)

    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")
    assert small.finished == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project"]


def test_an_error_shows_its_line_from_elsewhere_too(small, tmp_path):
    small.change("content/town/zh-Hans/01-work.md", "{#i12}", "{#i11}")

    outcome = run("--project", str(small.root / "content"), "build", cwd=tmp_path)

    assert outcome.returncode == 2
    assert "8 | - 延长服务时间。" in outcome.stderr


def test_a_project_is_found_from_a_folder_within(small):
    outcome = run("build", "-q", "-f", "html", cwd=small.root / "content" / "town")

    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")


def test_an_output_folder_is_meant_from_where_one_stands(small, tmp_path):
    outcome = run(
        "--project", str(small.root), "build", "-q", "-f", "html", "-o", "out", cwd=tmp_path
    )

    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert (tmp_path / "out" / "town" / "en" / "index.html").is_file()


def test_two_builds_at_once_lose_nothing(small):
    """Each knows only its own files; both must be listed in the end, whoever is last."""
    target = ["-o", str(small.root / "shared"), "-j", "1"]
    builds = [
        small.start("build", "-e", edition, "-f", "html", *target)
        for edition in ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "en")
    ]
    said = [build.communicate()[1] for build in builds]

    assert [build.returncode for build in builds] == [0] * 5, said
    assert_manifest_is_true(small.root / "shared")
    front = small.read("shared/index.html")
    assert all(f"town/{edition}/index.html" in front for edition in ("zh-Hans", "zh-Hant-HK", "en"))
    assert not [name for name in contents(small.root / "shared") if "/." in f"/{name}"]


def test_the_same_build_twice_at_once_leaves_one_whole_result(small):
    before = small.finished

    builds = [small.start("build", "-f", "html", "-j", "1") for _ in range(2)]
    said = [build.communicate()[1] for build in builds]

    assert [build.returncode for build in builds] == [0, 0], said
    assert small.finished == before


# ── Doctor ──


def test_the_doctor_finds_this_machine_well(small):
    outcome = small.run_alone("doctor")

    assert outcome.code == 0, outcome.printed
    assert "Python 3." in outcome.printed
    assert "Pango" in outcome.printed
    assert "Report Han 400 normal: Noto Serif CJK SC" in outcome.printed
    assert "every character of town in zh-Hant has a glyph" in outcome.printed
    assert all(line.startswith("  ok  ") for line in outcome.printed.splitlines())
    assert outcome.said == ""


def test_the_doctor_names_the_character_without_glyph_and_its_place(small):
    small.change("content/town/zh-Hans/01-work.md", "延长服务", "延长😀服务")

    outcome = small.run("doctor")

    assert outcome.code == 3
    assert "  --  content/town/zh-Hans/01-work.md:8:5: no font" in outcome.printed
    assert "U+1F600" in outcome.printed


def test_the_doctor_names_the_package_of_a_missing_font(small):
    small.own_theme()
    small.change("themes/report/theme.toml", "LinLibertine_RI.otf", "NoSuch.otf")

    outcome = small.run("doctor")

    assert outcome.code == 3
    assert "NoSuch.otf" in outcome.printed
    assert "fonts-linuxlibertine" in outcome.printed


def test_the_doctor_names_packages_for_fonts_that_are_missing_only(small):
    """A font that the theme describes badly is mended in the theme."""
    small.own_theme()
    theme = small.read("themes/report/theme.toml")
    small.write("themes/report/theme.toml", f'{theme}\n[[font]]\nfamily = "Report Latin"\n')

    outcome = small.run("doctor")

    assert outcome.code == 3
    assert "this font lacks file\n      write file = " in outcome.printed
    assert "fonts-noto-cjk" not in outcome.printed


def test_the_doctor_names_a_fault_of_a_report_once_not_for_every_edition(small):
    small.change("content/town/zh-Hans/01-work.md", "{#i12}", "{#i11}")

    outcome = small.run("doctor")

    assert outcome.code == 3
    assert outcome.printed.count("stands twice") == 1


def test_the_doctor_works_without_a_project(tmp_path):
    outcome = SmallProject(tmp_path).run("doctor")

    assert outcome.code == 3
    assert "  ok  Python" in outcome.printed
    assert "there is no project" in outcome.printed


def test_a_quiet_doctor_speaks_of_faults_only(small):
    assert small.run("-q", "doctor").printed == ""
