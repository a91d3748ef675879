"""Checks and their cases → docs/checks.md, the page that explains each check to a reviser."""

import re
from collections.abc import Iterator
from pathlib import Path

from jdpublish.checks import ALL, findings
from jdpublish.checks.contract import Check
from tests import checking
from tests.cases import Case, read_cases
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases"
_SPEAKING, _SILENT = 2, 1
"""How many cases of each kind are shown; of those that can be mended, one is among them."""

_HEAD = """\
# Checks

<!-- `scripts/checks-page` writes this page from the checks and their cases: change those. -->

`jdpublish check` runs all checks that are listed here, and `jdpublish check --only half-width` one.
Each finding says where it is, which words it is about, why, and what to do.
An **error** must not be published; a **warning** is for a person to judge.
`jdpublish check --fix` mends what can be mended without anybody deciding anything.
Those marked “build” also run with every `jdpublish build`.
Those marked “pair” also run with `jdpublish check --pair ZH.txt EN.txt`, on any two texts
of which each line translates the line of the same number.
The examples are cases of the tests, in `tests/cases/`; each check has more of them there.
"""
_TABLE = """\
| Check | Severity | What holds where it is silent | Mended by `--fix` | Runs also with |
| --- | --- | --- | --- | --- |"""


def page(checks: tuple[Check, ...] = ALL) -> str:
    """Return the page as Markdown, the checks in their order."""
    rows = "\n".join(map(_row, checks))
    return "\n".join([_HEAD, _TABLE, rows, "", *map(_chapter, checks)])


def cases_of(check: Check) -> tuple[Case, ...]:
    """Return the cases of a check: those of the file that has its name, then of further ones."""
    files = [CASES / "checks" / f"{check.id}.md", CASES / f"{check.id}.md"]
    files += sorted(CASES.glob(f"{check.id}-*.md"))
    return tuple(
        case
        for file in files
        if file.is_file()
        for case in read_cases(str(file.relative_to(CASES).with_suffix("")))
    )


def _row(check: Check) -> str:
    first, *_ = check.explanation.split("\n")
    also = ", ".join(name for name, runs in (("build", check.build), ("pair", check.plain)) if runs)
    mended = "yes" if _is_mended(check) else ""
    return (
        f"| [`{check.id}`](#{check.id}) | {check.severity} | {_plain(first)} | {mended} | {also} |"
    )


def _is_mended(check: Check) -> bool:
    return any(_mended(case) for case in cases_of(check))


def _mended(case: Case) -> bool:
    """Whether a case shows a text that becomes another one."""
    fixed = case.all("fixed")
    return bool(fixed) and fixed not in (case.all("zh"), case.all("en"))


def _chapter(check: Check) -> str:
    sentences = "\n".join(_sentences(check.explanation))
    mends = "\n\n`--fix` mends it where nothing is lost by that." if _is_mended(check) else ""
    cases = cases_of(check)
    understood = all(case.values.keys() <= {*checking.KEYS, "right"} for case in cases)
    examples = "\n".join(
        _example(case, _messages(check, case) if understood else case.all("finds"))
        for case in _shown(cases)
    )
    return (
        f"## {check.id}\n\n{sentences}{mends}\n\n"
        f"| Example | Chinese | English | Found |\n| --- | --- | --- | --- |\n{examples}\n"
    )


def _sentences(explanation: str) -> Iterator[str]:
    """Yield the sentences of a docstring, one a line, its first and the others parted."""
    first, _, rest = explanation.partition("\n")
    yield _plain(first)
    yield ""
    text = " ".join(rest.split())
    yield from map(
        _plain, re.split(r"(?<=[^.][.?!])(?<!i\.e\.|e\.g\.) (?=[A-Z“`\u4e00-\u9fff])", text)
    )


def _plain(text: str) -> str:
    """Return words of a docstring so that Markdown shows them as they are."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(
        part if part.startswith("`") else re.sub(r"([*_\[\]{}<>|#])", r"\\\1", part)
        for part in parts
    )


def _shown(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return the cases to show: two that speak, with one that is mended, and one that is silent."""
    speaking = [case for case in cases if case.all("finds")]
    mended = [case for case in speaking if _mended(case)][:1]
    chosen = [*mended, *(case for case in speaking if case not in mended)][:_SPEAKING]
    silent = [case for case in cases if not case.all("finds")]
    telling = [case for case in silent if _both(case)] or silent
    return (*(case for case in speaking if case in chosen), *telling[:_SILENT])


def _both(case: Case) -> bool:
    return bool(case.all("zh") and case.all("en"))


def _messages(check: Check, case: Case) -> tuple[str, ...]:
    """Return what a check says of a case, in full."""
    return tuple(one.message for one in findings(checking.bitext(case), (check,)))


def _example(case: Case, messages: tuple[str, ...]) -> str:
    hidden = ("zh", "en", "finds", "fixed", "right", "at", "ids")
    given = [
        f"{key}: {value}"
        for key, values in case.values.items()
        if key not in hidden
        for value in values
    ]
    told = messages or ("nothing",)
    columns = [
        "<br>".join([_plain(case.title), *map(_code, given)]),
        *("<br>".join(map(_code, case.all(key))) for key in ("zh", "en")),
        "<br>".join([*map(_plain, told), *(f"→ {_code(one)}" for one in case.all("fixed"))]),
    ]
    return f"| {' | '.join(columns)} |"


def _code(text: str) -> str:
    """Return a text to be printed as it stands in a cell of a table."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    bars = text.replace("|", "\\|")
    return f"{fence}{edge}{bars}{edge}{fence}"


if __name__ == "__main__":
    Path(ROOT / "docs" / "checks.md").write_text(page(), "utf-8")
