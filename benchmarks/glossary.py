"""Time of keeping a glossary of 10,000 entries, and of finding a term in a million characters.

`make bench` prints seconds from a command's start to its end, the least of three runs. Loading is
measured within one process, from files that the system has at hand: once as it is the first time,
once as it is when the files are unchanged. Machines differ: compare ratios within one run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONCEPTS = 10_000
COPIES = 41  # of the real glossary
CHARACTERS = 1_000_000
LOADING = """
import gc, sys, time
gc.disable()  # as the command does
from pathlib import Path
from jdpublish.workspace import find_project, load_glossary
project = find_project(Path())
started = time.perf_counter()
load_glossary(project)
print(time.perf_counter() - started)
"""


def the_glossary(folder: Path) -> None:
    """Write ten thousand entries as long as the real ones, in as many files."""
    left = CONCEPTS
    for path in sorted((ROOT / "glossary").glob("*.toml")):
        text = path.read_text("utf-8")
        entries = [f"[[concept]]{part}" for part in text.split("[[concept]]")[1:]]
        many = [_renamed(entry, number) for number in range(COPIES) for entry in entries][:left]
        left -= len(many)
        (folder / path.name).write_text("".join(many), "utf-8")


def _renamed(entry: str, number: int) -> str:
    """Return an entry with an id and terms of its own; the first copy stays as it is."""
    if not number:
        return entry
    entry = re.sub(r'^id = "(.*)"$', rf'id = "\1-{number}"', entry, flags=re.MULTILINE)
    entry = re.sub(r"^see = .*\n", "", entry, flags=re.MULTILINE)
    head, chinese, rest = entry.partition("[concept.zh-Hans]\n")
    source, gap, english = rest.partition("\n[concept.en]\n")
    source = re.sub(
        r'^(term|first) = "(.*)"$', rf'\1 = "\g<2>{number}"', source, flags=re.MULTILINE
    )
    source = re.sub(r"^admitted = .*\n", "", source, flags=re.MULTILINE)
    source = re.sub(r"^not-in = .*\n", "", source, flags=re.MULTILINE)
    english = re.sub(
        r'^(term|first) = "(.*)"$', rf'\1 = "\g<2> {number}"', english, flags=re.MULTILINE
    )
    return f"{head}{chinese}{source}{gap}{english}"


def the_report(folder: Path) -> int:
    """Write a report of a million Chinese characters, and return how many there are."""
    written = 0
    original = ROOT / "content" / "review-2024"
    folder.mkdir(parents=True)
    shutil.copy(original / "report.toml", folder)
    sources = sorted((original / "zh-Hans").glob("*.md"))
    for number in range(1, 1000):
        for path in sources:
            for language in ("zh-Hans", "en"):
                text = (original / language / path.name).read_text("utf-8")
                text = re.sub(r"\{#([^}]+)\}", rf"{{#\1-{number}}}", text)
                text = re.sub(r"\[\^([^\]]+)\]", rf"[^\1-{number}]", text)
                text = re.sub(r"\]\(#([^)]+)\)", rf"](#\1-{number})", text)
                text = text.replace("{#title-1}", "{#title}").replace(
                    "{#subtitle-1}", "{#subtitle}"
                )
                place = folder / language / f"{number:03}-{path.name}"
                place.parent.mkdir(exist_ok=True)
                place.write_text(text, "utf-8")
                written += len(re.sub(r"\s", "", text)) if language == "zh-Hans" else 0
            if written >= CHARACTERS:
                return written
    return written


def least(task: Callable[[], float], runs: int = 3) -> float:
    """Return the seconds of the fastest of several runs, whatever else the machine does."""
    return min(task() for _ in range(runs))


def main() -> None:
    """Print a row for each measure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "project"
        (project / "glossary").mkdir(parents=True)
        shutil.copytree(ROOT / "themes", project / "themes")
        (project / "jdpublish.toml").write_text("", "utf-8")
        the_glossary(project / "glossary")
        characters = the_report(project / "content" / "review")
        cache = folder / "cache"
        environment = os.environ | {"XDG_CACHE_HOME": str(cache)}

        def run(*command: str) -> float:
            started = time.perf_counter()
            subprocess.run(  # noqa: S603
                [sys.executable, *command],
                cwd=project,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            return time.perf_counter() - started

        def loading() -> float:
            found = subprocess.run(  # noqa: S603
                [sys.executable, "-c", LOADING],
                cwd=project,
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            )
            return float(found.stdout)

        def cold() -> float:
            shutil.rmtree(cache, ignore_errors=True)
            return loading()

        def glossary(*words: str) -> float:
            return run("-m", "jdpublish", "-q", "glossary", *words)

        numbers = iter(range(1000))

        def add() -> float:
            number = next(numbers)
            return glossary(
                "add",
                f"新增术语甲{number}号",
                "--en",
                f"term of trial {number}",
                "--domain",
                "planning",
            )

        print(f"{CONCEPTS:,} entries, and a report of {characters:,} Chinese characters")
        rows: list[tuple[str, Callable[[], float]]] = [
            ("load, the first time", cold),
            ("load, unchanged", loading),
            ("add", add),
            ("where", lambda: glossary("where", "四个一批")),
            ("list --query", lambda: glossary("list", "--query", "yiwang")),
            ("conflicts", lambda: _whatever(lambda: glossary("conflicts"))),
        ]
        for form in ("xlsx", "csv", "json", "tbx", "tbx-2008"):
            file = str(folder / f"terms-{form}.{form if form != 'tbx-2008' else 'tbx'}")
            rows += [
                (
                    f"export {form}",
                    lambda file=file, form=form: glossary("export", "--format", form, "-o", file),
                ),
                (f"import {form}, unchanged", lambda file=file: glossary("import", file)),
            ]
        for what, task in rows:
            print(f"{what:<28}{least(task):8.2f} s", flush=True)


def _whatever(task: Callable[[], float]) -> float:
    """Return the seconds of a command that may end with findings."""
    started = time.perf_counter()
    try:
        return task()
    except subprocess.CalledProcessError:
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
