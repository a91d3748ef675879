"""Mistakes that the user must mend: one class each, with the place and the way out.

A problem in the *text* is a `Finding` and never raised; these are problems with the project.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """What the command's exit code says."""

    DONE = 0
    FINDINGS = 1
    USER = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an input file: line and column count from 1, columns in code points."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return the place as terminals and editors understand it."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def in_text(self) -> bool:
        """Whether the file is a text, of which the line can be shown."""
        return True


@dataclass(frozen=True, slots=True)
class CellLocation(Location):
    """A cell of a workbook: `line` is its row, `sheet` the name on the tab of its sheet.

    Without a sheet it is the whole file.
    """

    sheet: str = ""

    def __str__(self) -> str:
        """Return the place as people who work with spreadsheets call it: cell D7."""
        if not self.sheet:
            return self.file
        letters, number = "", self.column
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.file}, sheet {self.sheet}, cell {letters}{self.line}"

    @property
    def in_text(self) -> bool:
        """Whether the file is a text: a workbook is none."""
        return False


class JdpublishError(Exception):
    """A mistake that stops the work; `at` is where it stands, `hint` what to do.

    `others` are further mistakes, found at the same time and told with it.
    """

    exit = Exit.USER

    def __init__(
        self,
        message: str,
        *,
        at: Location | None = None,
        hint: str = "",
        others: Sequence["JdpublishError"] = (),
    ) -> None:
        """Keep the sentence (without a full stop), its place and its way out."""
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint
        self.others = tuple(others)

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error travel from a worker process with its place and hint."""
        return _again, (type(self), self.message, self.at, self.hint, self.others)


def _again(
    kind: type[JdpublishError],
    message: str,
    at: Location | None,
    hint: str,
    others: Sequence[JdpublishError],
) -> JdpublishError:
    return kind(message, at=at, hint=hint, others=others)


def refuse(mistakes: Iterable[JdpublishError]) -> None:
    """Do nothing where there are no mistakes.

    Raises:
        JdpublishError: the first of them, with the others.
    """
    told = tuple(mistakes)
    if told:
        told[0].others += told[1:]
        raise told[0]


@contextmanager
def noted(mistakes: list[JdpublishError]) -> Iterator[None]:
    """Put a mistake, and those told with it, to others, so that `refuse` tells of all together."""
    try:
        yield
    except JdpublishError as mistake:
        mistakes += (mistake, *mistake.others)
        mistake.others = ()


class ProjectError(JdpublishError):
    """The project folder, `jdpublish.toml` or `report.toml` cannot be used."""


class ContentError(JdpublishError):
    """A section file cannot be read: not UTF-8, NUL, two blocks with one id."""


class GlossaryError(JdpublishError):
    """A glossary entry is malformed or contradicts another."""


class ThemeError(JdpublishError):
    """The theme lacks a file or a template that is needed, or has a mistake in one."""


class ScriptError(JdpublishError):
    """A conversion between scripts changed the length of a text."""


class GlyphError(JdpublishError):
    """The text has a character that no font of the edition can show."""


class OutputError(JdpublishError):
    """The finished files cannot be written."""


class EnvironmentMissingError(JdpublishError):
    """The machine lacks a library or a font."""

    exit = Exit.ENVIRONMENT
