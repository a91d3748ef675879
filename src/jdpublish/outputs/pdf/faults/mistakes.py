"""What WeasyPrint complains of, as errors that name the file and the line."""

import inspect
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint.urls import FatalURLFetchingError

import jdpublish
from jdpublish.css import read_css
from jdpublish.errors import ContentError, JdpublishError, Location, ThemeError, refuse
from jdpublish.model import MarkKind
from jdpublish.outputs.pdf.faults.complaints import plainly
from jdpublish.outputs.pdf.manuscript import Manuscript
from jdpublish.outputs.templates import place_in_templates
from jdpublish.sources import Theme

_LIBRARIES = Path(weasyprint.__file__).parent.parent
_OWN = Path(jdpublish.__file__).parent
_Position = tuple[int, int]
_COMPUTED = r"\b([-\w]+)\s*:[^;{}]*(?:calc|min|max|clamp|round|var)\("


@dataclass(frozen=True, slots=True)
class _Style:
    """A style that begins at a line of the row; `file` is empty if it stands in a page."""

    first: int
    file: str
    text: str


@dataclass(slots=True)
class Told:
    """What WeasyPrint has told so far, and where the lines stand that it names.

    It says a line and not in which style. So all styles stand in one row here: before each as many
    empty lines as those before it have, and no number means two lines.
    """

    manuscript: Manuscript
    theme: Theme
    heard: dict[str, JdpublishError] = field(default_factory=dict)
    row: list[_Style] = field(default_factory=list)
    lines: int = 0

    def style(self, text: str, file: str = "") -> str:
        """Return a style with its place in the row; without a file it is one that a page holds."""
        self.row.append(_Style(self.lines, file, text))
        before = "\n" * self.lines
        self.lines += text.count("\n") + 1
        return before + text

    def styles_in(self, page: Any) -> None:  # noqa: ANN401  WeasyPrint has no types
        """Give the styles that a page's elements and attributes hold their places in the row."""
        known: dict[str, str] = {}
        for element in page.etree_element.iter():
            if element.tag == "style" and element.text:
                element.text = self.style(element.text)
            if text := element.get("style"):
                known[text] = known.get(text) or self.style(text)
                element.set("style", known[text])

    def refuse(self) -> None:
        """Stop here if something has been told.

        Raises:
            JdpublishError: the first mistake, with the others.
        """
        places = {(str(one.at), one.message): one for one in self.heard.values()}
        refuse(sorted(places.values(), key=_order))

    def hear(self, message: str, frame: FrameType | None) -> None:
        """Keep one of WeasyPrint's warnings as an error."""
        self.heard[message] = self._mistake(message.rstrip("."), _frames(frame))

    def stumbled(self, problem: Exception) -> JdpublishError:
        """Return an error for what WeasyPrint ought to have warned of."""
        frames = [frame for frame, _ in walk_tb(problem.__traceback__)][::-1]
        at = self._asked(_token(frames, ("function", "token", "declaration", "rule")))
        at = at or self._computed(_property(frames))
        said = type(problem).__name__ + (f": {problem}" if str(problem) else "")
        if at is None:
            hint = (
                "look at what was changed last, in the template or in the styles; if the theme is"
                " as it was, this is a fault of the program: please report it"
            )
            return ThemeError(f"WeasyPrint fails at this page ({said})", at=self._page, hint=hint)
        hint = "its units must fit one another, and each var() must have a value in this language"
        if asked := self._asked_for(at):
            hint += f" and page size; look at the values of {asked}"
        return ThemeError(f"WeasyPrint cannot compute this ({said})", at=at, hint=hint)

    def _mistake(self, message: str, frames: list[FrameType]) -> JdpublishError:
        if picture := self._picture(" ".join([message, *_drawing(frames)])):
            kind, at = picture
            said = message.replace("report:", "")
            hint = "save it anew; a picture may not refer to other files"
            return kind(f"this picture cannot be printed: {said}", at=at, hint=hint)
        positions = re.findall(r" at (\d+):(\d+)", message)
        at = self._place(*map(int, positions[-1])) if positions else self._asked(_token(frames))
        says, hint = plainly(re.sub(r" at \d+:\d+(?=\W|$)", "", message))
        if at and (asked := self._asked_for(at)):
            hint += f"; look at the values of {asked}"
        if at:
            return ThemeError(f"the print style has a mistake: {says}", at=at, hint=hint)
        return ThemeError(f"the page cannot be printed: {says}", at=self._page, hint=hint)

    def _computed(self, name: str) -> Location | None:
        """Return the first place where a property, or the shorthand for it, is to be computed."""
        for style in self.row:
            for found in re.finditer(_COMPUTED, style.text if name and style.file else ""):
                if found[1] in (name, name.partition("-")[0]):
                    line = style.first + style.text.count("\n", 0, found.start()) + 1
                    column = found.start() - style.text.rfind("\n", 0, found.start())
                    return self._place(line, column)
        return None

    def _asked_for(self, at: Location) -> str:
        """Return the custom properties that a declaration asks for, each with its last place."""
        lines = self.theme.files.get(at.file.rsplit("/", 1)[-1], "").split("\n")
        line = "".join(lines[at.line - 1 : at.line])
        declaration = re.split(r"[;}]", line[at.column - 1 :])[0]
        found = []
        for name in dict.fromkeys(re.findall(r"var\(\s*(--[-\w]+)", declaration)):
            places = [
                f"{style.file}:{style.text.count(chr(10), 0, offset) + 1}"
                for style in self.row
                if style.file
                for offset, defined in read_css(style.text).defined
                if defined == name
            ]
            found.append(f"{name} ({places[-1]})" if places else name)
        return ", ".join(found)

    def _picture(self, message: str) -> tuple[type[JdpublishError], Location | None] | None:
        """Return where the picture is shown, or lies, that a complaint names."""
        for word in map(unquote, re.split(r"[\s'\"]+", message)):
            name = word.strip(":,")
            if name.startswith("report:"):
                return ContentError, _place_of(name.removeprefix("report:"), self.manuscript)
            if name in self.theme.images:
                return ThemeError, Location(f"{self.theme.folder}/{name}")
        return None

    @property
    def _page(self) -> Location:
        return Location(f"{self.theme.folder}/{self.manuscript.template}")

    def _asked(self, place: _Position | None) -> Location | None:
        return self._place(*place) if place else None

    def _place(self, line: int, column: int) -> Location | None:
        """Return where a line of the row stands in the theme."""
        style = next((one for one in reversed(self.row) if one.first < line), None)
        if style is None:
            return None
        if style.file:
            return Location(f"{self.theme.folder}/{style.file}", line - style.first, column)
        words = style.text.split("\n")[line - style.first - 1]
        return place_in_templates(self.theme, words, column, first=self.manuscript.template)


@contextmanager
def warnings_are_mistakes(manuscript: Manuscript, theme: Theme) -> Iterator[Told]:
    """Turn WeasyPrint's warnings into errors that name the line or the picture.

    Raises:
        JdpublishError: it warned of something, or fell over the theme's style.
    """
    told = Told(manuscript, theme)

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.hear(record.getMessage(), inspect.currentframe())

    ear = _Ear(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield told
    except JdpublishError:
        raise
    except FatalURLFetchingError as problem:
        message = str(problem.__cause__ or problem)
        asked = message.partition(" is neither")[0]
        at = place_in_templates(theme, asked, first=manuscript.template)
        hint = (
            f"put the file beside {manuscript.template} and write its name only; nothing is fetched"
        )
        raise ThemeError(message, at=at or Location(theme.folder), hint=hint) from problem
    except Exception as problem:
        if not _is_weasyprints(problem):
            raise
        told.refuse()
        raise told.stumbled(problem) from problem
    finally:
        logger.handlers, logger.propagate = handlers, propagate
    told.refuse()


def _order(mistake: JdpublishError) -> tuple[str, int, int]:
    at = mistake.at or Location("")
    return at.file, at.line, at.column


def _is_weasyprints(problem: Exception) -> bool:
    """Tell whether it arose in a library and not in this program's own code."""
    *_, (last, _) = walk_tb(problem.__traceback__)
    return _is_library(last)


def _is_library(frame: FrameType) -> bool:
    """Tell whether a frame is a library's: this program may be installed beside them."""
    folders = Path(frame.f_code.co_filename).parents
    return _LIBRARIES in folders and _OWN not in folders


def _frames(frame: FrameType | None) -> list[FrameType]:
    """Return the frames of WeasyPrint above one, the innermost first."""
    found = []
    while frame:
        found.append(frame)
        frame = frame.f_back
    return [one for one in found if _is_library(one)]


def _token(frames: Iterable[FrameType], names: tuple[str, ...] = ("rule",)) -> _Position | None:
    """Return the line and column of what WeasyPrint was reading: it keeps them with each token."""
    for frame in frames:
        for name in names:
            found = frame.f_locals.get(name)
            line, column = (getattr(found, f"source_{end}", None) for end in ("line", "column"))
            if isinstance(line, int) and isinstance(column, int):
                return line, column
    return None


def _property(frames: list[FrameType]) -> str:
    """Return the property that WeasyPrint was computing, or nothing."""
    keys = (frame.f_locals.get("key") for frame in frames if "/css/" in frame.f_code.co_filename)
    return next((key.replace("_", "-") for key in keys if isinstance(key, str)), "")


def _drawing(frames: list[FrameType]) -> Iterator[str]:
    """Yield the address of the drawing that WeasyPrint was reading the style of."""
    for frame in frames:
        if frame.f_code.co_filename.endswith("svg/css.py") and "url" in frame.f_locals:
            yield str(frame.f_locals["url"])


def _place_of(picture: str, manuscript: Manuscript) -> Location | None:
    return next(
        (
            segment.locate(mark.start)
            for block in manuscript.blocks
            for segment in block.segments
            for mark in segment.marks
            if mark.kind is MarkKind.IMAGE and mark.value == picture
        ),
        None,
    )
