"""Several files written together: all or none, whatever kills the command or fills the disk."""

import ctypes
import errno
import fcntl
import json
import os
import resource
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

import jdpublish.cli.glossary.apply
import jdpublish.cli.glossary.export
import jdpublish.cli.glossary.import_
import jdpublish.cli.glossary.list
import jdpublish.cli.translate.accept  # noqa: F401  all commands now, while streams are pytest's own
from jdpublish.acceptance import FileText
from jdpublish.errors import GlossaryError
from jdpublish.workspace import find_project, load_glossary, write_texts
from jdpublish.workspace.files import unwritten
from jdpublish.workspace.journal import DamagedJournalError, Replacement, read, written
from jdpublish.workspace.records import undisturbed
from tests.project_factory import ENVIRONMENT, SmallProject, make_project

TOWN, RIVER = "glossary/town.toml", "glossary/river.toml"
JOURNAL = "content/.unfinished"
RIVER_TEXT = """\
[[concept]]
id = "river"
subject = "water"
status = "approved"

[concept.zh-Hans]
term = "河"

[concept.en]
term = "river"
"""
SENT_BACK = {
    "concepts": [
        {"id": "county", "see": ["lake"]},
        {"id": "river", "note": "wide"},
        {"id": "lake", "subject": "water", "languages": {"zh-Hans": {"term": "湖泊"}}},
    ],
}
IMPORT = ("glossary", "import", "back.json", "-q")
APPLY = ("glossary", "apply", "一网通办", "--en", "one-site services", "-q")
CHANGE = ("glossary", "edit", "county", "--set", "note=x", "-q")
ACCEPT = ("translate", "accept", "--all", "--by", "Li Hua", "-q")

# For each step of a command a copy of the project, in which the command breaks off there.
BREAKING = """\
import errno, os, shutil, signal, sys
from jdpublish.cli import run
how, root, words = sys.argv[1], sys.argv[2], sys.argv[3:]
run(["--project", root, *words, "--help"])  # what it imports is imported once
STEPS = ("open", "fsync", "replace", "unlink", "chmod")
def broken(number):
    left = [number]
    def step(real):
        def call(*a, **k):
            left[0] -= 1
            if left[0] == 0 and how == "full":
                raise OSError(errno.ENOSPC, "No space left on device")
            if left[0] == 0 and how == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            done = real(*a, **k)
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return done
        return call
    for name in STEPS:
        setattr(os, name, step(getattr(os, name)))
number = 0
while True:
    number += 1
    copy = f"{root}-{number:03}"
    shutil.copytree(root, copy, symlinks=True)
    child = os.fork()
    if child == 0:
        os.chdir(copy)
        broken(number)
        sys.stderr = open(f"{copy}.said", "w")
        code = run(words)
        sys.stderr.close()
        os._exit(code)
    _, status = os.waitpid(child, 0)
    if status == 0:
        break
"""


@pytest.fixture
def two(tmp_path):
    """A project with two files in its glossary, and what is to be taken into both."""
    return _two(tmp_path)


def _two(folder) -> SmallProject:
    project = make_project(folder / "project")
    project.write(RIVER, RIVER_TEXT)
    project.write("back.json", json.dumps(SENT_BACK))
    return project


def broken(project, how, words) -> list[SmallProject]:
    """Return copies of a project, in each of which a command has broken off at another step."""
    command = [sys.executable, "-c", BREAKING, how, str(project.root), *words]
    subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    found = sorted(path for path in project.root.parent.glob("project-*") if path.is_dir())
    return [SmallProject(path) for path in found]


def texts(project) -> dict[str, str]:
    """Return all files of a project's glossary and content, hidden ones too."""
    return {
        path.relative_to(project.root).as_posix(): path.read_text("utf-8")
        for name in ("glossary", "content")
        for path in sorted((project.root / name).rglob("*"))
        if path.is_file()
    }


def outcome_of(project, words) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a project says before and after a command that nothing disturbs."""
    whole = SmallProject(project.root.with_name("whole"))
    shutil.copytree(project.root, whole.root, symlinks=True)
    before = texts(whole)
    assert whole.run_alone(*words).code == 0
    after = texts(whole)
    assert sum(before.get(file) != text for file, text in after.items()) > 1
    return before, after


# ── Broken off ──


@pytest.mark.parametrize("how", ["before", "after"])
@pytest.mark.parametrize("words", [IMPORT, APPLY, ACCEPT], ids=lambda words: words[1])
def test_a_kill_at_any_step_leaves_all_files_or_none(two, how, words):
    if words is not IMPORT:
        two.run("translate", "accept", "--all", "-q")
    if words is ACCEPT:
        two.change("content/town/zh-Hans/01-work.md", "减少跑动次数", "减少跑腿次数")
        two.change("content/town/en/01-work.md", "the number of errands", "the number of trips")
    before, after = outcome_of(two, words)
    ends = []

    for copy in broken(two, how, words):
        read_ = copy.run("glossary", "list", "-q")
        assert read_.code == 0, read_.said
        seen = {file: text for file, text in texts(copy).items() if not file.endswith(".part")}
        assert seen in (before, after)
        ends.append(seen == after)
        assert copy.run(*_here(copy, words)).code == 0
        assert texts(copy) == after

    assert ends == sorted(ends)  # none up to some step, and all from there on
    assert not all(ends)
    assert any(ends)


def _here(copy, words):
    return tuple(str(copy.root / word) if word.endswith(".json") else word for word in words)


@pytest.mark.parametrize("words", [IMPORT, APPLY], ids=lambda words: words[1])
def test_a_full_disk_at_any_step_leaves_all_files_or_none(two, words):
    before, after = outcome_of(two, words)

    for copy in broken(two, "full", words):
        said = copy.root.with_name(f"{copy.root.name}.said").read_text("utf-8")
        now = texts(copy)
        assert "Traceback" not in said
        assert now in (before, after) or JOURNAL in now, said
        if now == before:
            assert "full" in said or "No space" in said
        if JOURNAL in now:
            assert "the next one completes" in said
            assert copy.run("glossary", "list", "-q").code == 0
            assert texts(copy) == after


def _with_room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_disk_that_is_full_before_the_second_file_leaves_the_first(two):
    """The first file to be written is the smaller one, and only that has room."""
    two.write(TOWN, two.read(TOWN) + "# long\n" * 1000)
    before = texts(two)

    for room in (100, 600, 4000):
        outcome = subprocess.run(
            [sys.executable, "-m", "jdpublish", *IMPORT],
            cwd=two.root,
            env=ENVIRONMENT,
            capture_output=True,
            check=False,
            text=True,
            preexec_fn=partial(_with_room, room),
        )
        assert outcome.returncode == 2
        assert "no file may grow so large" in outcome.stderr
        assert texts(two) == before


# ── What is found left ──


@pytest.fixture(scope="module")
def imports(tmp_path_factory):
    """Projects in which an import was killed, and what they say before and after a whole one."""
    project = _two(tmp_path_factory.mktemp("imports"))
    before, after = outcome_of(project, IMPORT)
    return broken(project, "before", IMPORT), before, after


@dataclass
class Left:
    """A project as a kill between two renames has left it, and as it was and was to be."""

    project: SmallProject
    before: dict[str, str]
    after: dict[str, str]

    @property
    def open(self) -> str:
        """The file of the glossary that is yet to be written."""
        (file,) = (one for one in (TOWN, RIVER) if self.project.read(one) == self.before[one])
        return file


@pytest.fixture(params=[1])
def left(imports, tmp_path, request) -> Left:
    """A project in which so many files were written when the import was killed."""
    copies, before, after = imports
    for copy in copies:
        now = texts(copy)
        if JOURNAL in now and sum(now[one] == after[one] for one in (TOWN, RIVER)) == request.param:
            shutil.copytree(copy.root, tmp_path / "left", symlinks=True)
            return Left(SmallProject(tmp_path / "left"), before, after)
    raise AssertionError


unbegun = pytest.mark.parametrize("left", [0], indirect=True)


@unbegun
def test_a_file_that_an_editor_saved_before_the_first_rename_stays_with_all_others(left):
    left.project.write(RIVER, RIVER_TEXT + "# mine\n")

    assert left.project.run("glossary", "list").code == 0
    assert texts(left.project) == left.before | {RIVER: RIVER_TEXT + "# mine\n"}


def test_a_file_that_an_editor_saved_in_between_is_left_alone_and_told(left):
    project, file = left.project, left.open
    project.write(file, left.before[file] + "# mine\n")

    outcomes = [project.run(*words) for words in (("glossary", "list"), CHANGE, ("check",))]
    for outcome in outcomes:
        assert outcome.code == 2
        assert outcome.place == f"{file}:1:1"
        assert f"delete {JOURNAL}" in outcome.said
    assert project.read(file) == left.before[file] + "# mine\n"

    (part,) = (one for one in texts(project) if one.endswith(".part"))
    assert all(part in outcome.said for outcome in outcomes)
    assert project.read(part) == left.after[file]
    project.write(file, left.after[file] + "# mine\n")
    (project.root / JOURNAL).unlink()
    assert project.run(*CHANGE).code == 0
    assert part not in texts(project)


def test_a_file_that_was_taken_back_to_what_it_was_is_completed(left):
    project, file = left.project, left.open
    project.write(file, left.before[file] + "# mine\n")
    assert project.run("glossary", "list").code == 2

    project.write(file, left.before[file])

    assert project.run("glossary", "list").code == 0
    assert texts(project) == left.after


def test_a_file_that_was_written_and_then_changed_is_no_hindrance(left):
    (file,) = {TOWN, RIVER} - {left.open}
    left.project.write(file, left.after[file] + "# mine\n")

    assert left.project.run("glossary", "list").code == 0
    assert texts(left.project) == left.after | {file: left.after[file] + "# mine\n"}


def _without_parts(left):
    for path in left.project.root.rglob(".*.part"):
        path.unlink()
    return left.project.run("glossary", "list")


def test_a_new_text_that_is_gone_is_told_where_others_are_written(left):
    outcome = _without_parts(left)

    assert outcome.code == 2
    assert outcome.place == f"{left.open}:1:1"
    assert "is gone" in outcome.said
    assert f"delete {JOURNAL}" in outcome.said


@unbegun
def test_where_new_texts_are_gone_and_none_was_written_all_is_as_before(left):
    assert _without_parts(left).code == 0
    assert texts(left.project) == left.before


@unbegun
def test_a_journal_that_was_never_whole_is_taken_away_with_what_was_prepared(left):
    left.project.write(JOURNAL, left.project.read(JOURNAL)[:-20])

    assert left.project.run("glossary", "list").code == 0
    assert left.project.run(*CHANGE).code == 0
    assert texts(left.project).keys() == left.before.keys()


@pytest.mark.parametrize("change", [("version 1", "version 2"), (RIVER, "../x"), (".part", "part")])
def test_a_journal_that_was_changed_is_told_and_nothing_done(left, change):
    left.project.write(JOURNAL, left.project.read(JOURNAL).replace(*change))
    before = texts(left.project)

    outcome = left.project.run("glossary", "list")

    assert outcome.code == 2
    assert outcome.place.startswith(JOURNAL)
    assert "delete it" in outcome.said
    assert texts(left.project) == before


@pytest.mark.parametrize("file", ["/etc/x", "../x", "a/../../x"])
def test_a_journal_names_files_of_the_project_only(file):
    with pytest.raises(DamagedJournalError):
        read(written([Replacement(file, ".abcdefgh.part", "", "")]))


def test_a_journal_is_read_as_it_was_written():
    listed = (Replacement('a\n"b".toml', ".abcdefgh.part", "", "1"),) * 2

    assert read(written(listed)) == listed
    assert read(b"") is None


# ── Two processes ──


def test_who_finds_a_journal_waits_for_its_writer(left):
    descriptor = os.open(left.project.root / "content", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)

    with left.project.start("glossary", "list", "-q") as reader:
        with pytest.raises(subprocess.TimeoutExpired):
            reader.wait(timeout=2)
        os.close(descriptor)  # as the kernel does for a process that is killed
        told = reader.communicate()

    assert reader.returncode == 0, told
    assert texts(left.project) == left.after


def test_of_many_who_find_a_journal_all_read_the_same(left):
    with ExitStack() as stack:
        running = [
            stack.enter_context(left.project.start("glossary", "list", "-q")) for _ in range(4)
        ]
        told = {process.communicate() for process in running}

    assert {process.returncode for process in running} == {0}
    assert len(told) == 1
    assert texts(left.project) == left.after


def test_what_is_written_while_somebody_reads_is_read_again(two):
    """The other process writes after the first file was read and before the second is."""
    project = find_project(two.root)
    _, after = outcome_of(two, IMPORT)
    new = [FileText(file, after[file]) for file in (TOWN, RIVER)]
    read_: list[str] = []

    def reading():
        first = two.read(RIVER)
        if not read_:
            write_texts(project, new)
        read_.append(first)
        return first, two.read(TOWN)

    assert undisturbed(project, reading) == (after[RIVER], after[TOWN])
    assert len(read_) == 2


def test_a_fault_that_is_only_there_while_somebody_writes_is_not_told(two):
    project = find_project(two.root)
    tries = []

    def reading():
        tries.append(1)
        if len(tries) == 1:
            write_texts(project, [FileText(file, two.read(file) + "#") for file in (TOWN, RIVER)])
            raise GlossaryError("see names what is not there")
        return "read"

    assert undisturbed(project, reading) == "read"


def test_a_fault_that_stays_is_told(two):
    def reading():
        raise GlossaryError("a fault")

    with pytest.raises(GlossaryError):
        undisturbed(find_project(two.root), reading)


def test_what_kills_have_left_is_swept_away_by_the_next_writer_and_nothing_else(two):
    ours = ("glossary/.abc_defg.part", "content/.a1234567.part", "content/town/en/.abcdefgh.part")
    others = ("glossary/.abc.part", "glossary/mine.part", "content/town/en/.swp")
    for file in (*ours, *others):
        two.write(file, "x")

    assert two.run("glossary", "list").code == 0
    assert set(ours) < texts(two).keys()
    assert two.run(*CHANGE).code == 0

    assert not set(ours) & texts(two).keys()
    assert set(others) < texts(two).keys()


def test_git_is_not_shown_what_a_kill_leaves():
    ignored = (Path(__file__).parents[1] / ".gitignore").read_text("utf-8").split("\n")

    assert {".unfinished", ".????????.part"} < set(ignored)


# ── Files that are not to be written ──


def _as_anybody():
    """Let the system hold root to the rights of files, too."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE


def as_anybody(project, *words):
    return subprocess.run(
        [sys.executable, "-m", "jdpublish", *words],
        cwd=project.root,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        preexec_fn=_as_anybody,
    )


def test_files_that_must_not_be_written_are_all_named_and_nothing_is(two):
    before = texts(two)
    for file in (TOWN, RIVER):
        (two.root / file).chmod(0o444)

    outcome = as_anybody(two, *IMPORT)

    assert outcome.returncode == 2
    assert outcome.stderr.count("no permission to write there") == 2
    assert "chmod u+w" in outcome.stderr
    assert TOWN in outcome.stderr
    assert RIVER in outcome.stderr
    assert texts(two) == before
    assert as_anybody(two, "glossary", "list").returncode == 0


def test_one_file_that_must_not_be_written_keeps_all_as_they_were(two):
    before = texts(two)
    (two.root / RIVER).chmod(0o444)

    assert as_anybody(two, *IMPORT).returncode == 2
    assert texts(two) == before
    (two.root / RIVER).chmod(0o644)
    assert as_anybody(two, *IMPORT).returncode == 0


def test_a_project_in_which_nothing_may_be_written_can_be_read(two):
    folders = [path for path in (two.root, *two.root.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)

    listed = as_anybody(two, "glossary", "list")
    refused = as_anybody(two, "glossary", "edit", "county", "--set", "note=x")
    for folder in folders:
        folder.chmod(0o755)

    assert listed.returncode == 0, listed.stderr
    assert refused.returncode == 2
    assert "no permission to write there" in refused.stderr


def test_a_file_to_be_exported_over_that_must_not_be_written_stays(two):
    two.write("out.csv", "mine")
    (two.root / "out.csv").chmod(0o444)

    outcome = as_anybody(two, "glossary", "export", "-o", "out.csv")

    assert outcome.returncode == 2
    assert "no permission to write there" in outcome.stderr
    assert two.read("out.csv") == "mine"


def test_nothing_is_left_of_a_glossary_that_is_only_read(two):
    load_glossary(find_project(two.root))

    assert JOURNAL not in texts(two)


# ── No room for what is handed on ──


def with_little_room(project, *words):
    return subprocess.run(
        [sys.executable, "-m", "jdpublish", *words],
        cwd=project.root,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        preexec_fn=partial(_with_room, 2048),
    )


@pytest.mark.parametrize("words", [("glossary", "export"), ("figures",)])
def test_a_workbook_for_which_there_is_no_room_is_an_error(two, words):
    outcome = with_little_room(two, *words, "-o", "out.xlsx")

    assert outcome.returncode == 2
    assert outcome.stderr.decode().startswith("error: cannot write to out.xlsx: no file may grow")
    assert b"-o" in outcome.stderr
    assert not (two.root / "out.xlsx").exists()


def test_a_workbook_needs_no_room_but_its_own(two):
    """It goes into a pipe, and the folder for temporary files has no room."""
    outcome = with_little_room(two, "glossary", "export", "--format", "xlsx", "-q")

    assert (outcome.returncode, outcome.stderr) == (0, b"")
    assert outcome.stdout.startswith(b"PK")


@pytest.mark.parametrize(
    ("number", "reason", "hint"),
    [
        (errno.ENOSPC, "the disk is full", "make room"),
        (errno.EDQUOT, "your share of the disk is used up", "make room"),
        (errno.EACCES, "no permission to write there", "chmod"),
        (errno.EROFS, "the file system is read-only", "a copy of the project"),
        (errno.EIO, os.strerror(errno.EIO), "free space"),
    ],
)
def test_why_a_file_cannot_be_written_is_named(number, reason, hint):
    error = unwritten(Path("x.toml"), OSError(number, os.strerror(number)))

    assert error.message == f"cannot write to x.toml: {reason}"
    assert hint in error.hint
