"""Time of the checks: the real report, a hundred times as much, a large glossary, 20,000 pairs.

`make bench` prints the processor's time in the least of several runs, and of the pairs, which take
several processes, the time that passes. Machines differ: compare ratios within one run. All input
is made here, from the report and from the tests' cases.
"""

import datetime as dt
import gc
import itertools
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from jdpublish.checks import ALL
from jdpublish.inspection import Order, inspected
from jdpublish.sources import ReportSource, SourceFile, Sources
from jdpublish.terms.matching import lexicon, mentions
from jdpublish.workspace import find_project, load

ROOT = Path(__file__).resolve().parent.parent
REPORT = "review-2024"
COPIES = 100
PAIRS = 20_000
TERMS, CHARACTERS = 10_000, 1_000_000
ORDER = Order(frozenset({REPORT}), ALL, tuple(check.id for check in ALL), dt.date(2026, 11, 22))


def least(task: Callable[[], object], runs: int) -> float:
    """Return the processor's seconds in the fastest of several runs, whatever else it does."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        task()
        times.append(time.process_time() - started)
    return min(times)


def the_report() -> Sources:
    """Return the project with this report alone."""
    sources = load(find_project(ROOT))
    (report,) = (one for one in sources.reports if one.id == REPORT)
    return replace(sources, reports=(report,))


def copied(sources: Sources, numbers: range) -> Sources:
    """Return the project with the report's text once for each number, with ids of its own.

    The number stands in brackets after each block, so that no text has been met before.
    """

    def copy(file: SourceFile, number: int, language: str) -> SourceFile:
        brackets = f"（{number}）" if language.startswith("zh") else f" ({number})"
        text = re.sub(r" \{#([^}]+)\}", rf"{brackets} {{#\1-{number}}}", file.text)
        text = re.sub(r"\[\^([^\]]+)\]", rf"[^\1-{number}]", text)
        text = re.sub(r"\]\(#([^)]+)\)", rf"](#\1-{number})", text)
        text = text.replace(f"{{#title-{numbers[0]}}}", "{#title}")
        return SourceFile(f"{number:03}-{file.name}", f"{number:03}/{file.file}", text)

    def many(report: ReportSource) -> ReportSource:
        files = {
            language: tuple(copy(file, number, language) for number in numbers for file in own)
            for language, own in report.files.items()
        }
        return replace(report, files=files, corrections=None)

    return replace(sources, reports=tuple(map(many, sources.reports)))


def of_terms() -> float:
    """Return the seconds that it takes to find ten thousand terms in a million characters."""
    chance = random.Random(2024)  # noqa: S311  no secret: the same input each time
    signs = [chr(0x4E00 + number) for number in range(2500)]
    terms = {"".join(chance.choices(signs, k=chance.randint(2, 8))) for _ in range(TERMS)}
    words = itertools.cycle(sorted(terms))
    text = ""
    while len(text) < CHARACTERS:
        text += "".join(chance.choices(signs, k=1000)) + next(words)
    found = lexicon((term, f"term-{number}") for number, term in enumerate(sorted(terms)))
    return least(lambda: mentions(text[:CHARACTERS], found), 3)


def of_pairs(folder: Path) -> float:
    """Return the seconds of `check --pair` with 20,000 sentences of news, from its start."""
    cases = [
        found
        for file in sorted((ROOT / "tests" / "cases").glob("figures-*.md"))
        for found in re.findall(r"^zh: (.+)\nen: (.+)$", file.read_text("utf-8"), re.MULTILINE)
    ]
    pairs = list(itertools.islice(itertools.cycle(cases), PAIRS))
    zh = "".join(f"{chinese}（{n}）\n" for n, (chinese, _) in enumerate(pairs))
    en = "".join(f"{english} ({n})\n" for n, (_, english) in enumerate(pairs))
    for name, text in (("zh.txt", zh), ("en.txt", en)):
        (folder / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "jdpublish", "check", "--output-format", "json", "--pair"]
    files = [str(folder / "zh.txt"), str(folder / "en.txt")]
    started = time.perf_counter()
    subprocess.run([*command, *files], check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - started


def main() -> None:
    """Print a row for each measure."""
    gc.disable()  # as the command does
    sources = the_report()
    (report,) = sources.reports
    blocks = sum(file.text.count("{#") for file in report.files["zh-Hans"])
    inspected(sources, ORDER)  # what is read once, such as tables of units
    copies = [copied(sources, range(number, number + 1)) for number in range(900, 907)]
    once = min(least(partial(inspected, copy, ORDER), 1) for copy in copies)
    loading = least(lambda: load(find_project(ROOT)), 5)
    many = copied(sources, range(1, COPIES + 1))
    hundred = least(partial(inspected, many, ORDER), 1)
    print(f"{'':44}{'measured':>10}{'target':>10}")
    print(f"{f'the report, {blocks} blocks: read and checked, ms':44}{once * 1000:10.0f}{150:10}")
    print(f"{'the project loaded, fonts and all, ms':44}{loading * 1000:10.0f}{'':>10}")
    print(f"{f'{COPIES} × the report, s':44}{hundred:10.2f}{'':>10}")
    print(f"{'the same, per block against once':44}{hundred / COPIES / once:10.2f}{1.1:10}")
    print(f"{'10,000 terms in 1,000,000 characters, s':44}{of_terms():10.2f}{0.5:10}")
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'check --pair, 20,000 pairs, s':44}{of_pairs(Path(folder)):10.1f}{20:10}")


if __name__ == "__main__":
    main()
