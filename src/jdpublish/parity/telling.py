"""What is wrong with a finished file, as findings with a place and the command that mends it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.built.finished import FinishedFile, Place, Stray
from jdpublish.checks import simplified_left
from jdpublish.errors import Location
from jdpublish.model import Finding, Severity
from jdpublish.parity.look import Compared, Look, Problem, on_page
from jdpublish.script import simplified_only

Key = tuple[object, ...]
"""What makes two findings the same one, told of two files."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """The command that builds a file again."""

    report: str
    file: FinishedFile
    output: str

    def __str__(self) -> str:
        """Return the command as it is typed."""
        words = ["jdpublish build", self.report, "-e", self.file.edition, "-f", self.file.format]
        words += ["--page-size", self.file.page_size] if self.file.page_size else []
        words += ["--marks"] if self.file.marks else []
        words += ["--draft"] if self.file.draft else []
        words += ["-o", self.output] if self.output else []
        return f"`{' '.join(words)}`"


def findings(
    look: Look, compared: tuple[Compared, ...], rebuild: Rebuild
) -> Iterator[tuple[Key, Finding]]:
    """Yield what is wrong with the file, each with what makes it the same elsewhere."""
    as_built = look.checked.as_built
    since = "the text was changed after" if as_built else "this file was changed after it"
    again = f"{since}{' this file' if as_built else ''} was built: build it again, {rebuild}"
    if look.is_foreign:
        problems = [Problem("nothing of the text is in this file", Place())]
    else:
        problems = [problem for one in compared for problem in one.problems]
        problems += _unknown(look)
        problems += _strays(look, rebuild)
        problems += _simplified(look)
    if not as_built and not any(one.altered for one in compared):
        message = "this file is not the one that was built: its SHA-256 is another"
        problems.insert(0, Problem(message, Place()))
    told: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = (problem.block, problem.message, told[problem.block, problem.message])
        told[problem.block, problem.message] += 1
        yield (
            (look.edition.id if problem.everywhere else look.file.file, *key),
            Finding(
                problem.check,
                problem.severity,
                Location(look.file.file, problem.place.line, problem.place.column),
                problem.message,
                problem.hint or again,
                problem.block,
            ),
        )


def _unknown(look: Look) -> Iterator[Problem]:
    for identity, passage in look.reading.unknown.items():
        place = passage.place(0)
        yield Problem(
            f"the block “{identity}” stands{on_page(place) or ' here'}, and not in the text",
            place,
            identity,
        )


def _strays(look: Look, rebuild: Rebuild) -> Iterator[Problem]:
    """Yield what is wrong with pages: of what is alike on a page, one problem."""
    told: dict[tuple[Place, str], list[str]] = {}
    for stray in look.reading.strays:
        if not (look.file.draft and _is_stamp(stray)):
            told.setdefault((stray.place, stray.what), []).append(stray.words)
    for (place, what), pieces in told.items():
        message, hint = _STRAYS[what]
        yield Problem(
            message.format(words=_quoted(" ".join(filter(None, pieces))), page=place.page),
            place,
            hint=hint.format(again=f"build the file again, {rebuild}"),
        )


def _quoted(words: str) -> str:
    if not words:
        return "something without words"
    return f"“{words[:_SHOWN].rstrip()}{' …' if len(words) > _SHOWN else ''}”"


def _simplified(look: Look) -> Iterator[Problem]:
    """Yield the Simplified characters that a Traditional edition shows, each once in a block."""
    if not look.edition.conversion:
        return
    for identity, passage in look.reading.passages.items():
        for character in simplified_only(passage.text):
            place = passage.place(passage.text.index(character))
            yield Problem(
                f"“{character}” is a Simplified character{on_page(place)}",
                place,
                identity,
                "give the term its Traditional form in the glossary, under [concept.zh-Hant],"
                " and build again",
                Severity.WARNING,
                check=simplified_left.CHECK.id,
            )


_SHOWN = 80
"""Characters that are quoted of what is on a page."""
_MEANT = "if nobody means it to be there, {again}"
_STRAYS = {
    "words": ("{words} is written on page {page}, and is no part of the text", _MEANT),
    "cover": ("something on page {page} covers {words}", _MEANT),
    "comment": ("a comment or stamp lies on page {page}: {words}", _MEANT),
    "unseen": (
        "{words} cannot be seen on page {page}",
        "{again}; if it is so again, the theme’s print.css hides it",
    ),
    "beyond": (
        "{words} stands beyond the edge of page {page}",
        "{again}; if it is so again, a table has too many columns for this page size",
    ),
}
"""What is wrong with a page, and what to do."""


def _is_stamp(stray: Stray) -> bool:
    """Whether words may be the stamp that every page of a draft bears: it has no figure."""
    return stray.what == "words" and not any(map(str.isdigit, stray.words))
