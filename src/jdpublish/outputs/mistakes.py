"""What WeasyPrint complains of, as errors that name the file and the line."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError

from jdpublish.errors import ContentError, JdpublishError, Location, ThemeError
from jdpublish.model import MarkKind
from jdpublish.page import Document
from jdpublish.sources import Theme


@contextmanager
def warnings_are_mistakes(document: Document, theme: Theme) -> Iterator[None]:
    """Turn WeasyPrint's warnings into an error that names the line or the picture."""
    heard: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = _Ear(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield
    except FatalURLFetchingError as problem:
        raise ThemeError(str(problem.__cause__ or problem), at=Location(theme.folder)) from problem
    finally:
        logger.handlers, logger.propagate = handlers, propagate
    if heard:
        raise _mistake(heard[0].rstrip("."), document, theme)


def _mistake(message: str, document: Document, theme: Theme) -> JdpublishError:
    position = re.search(r" at (\d+):(\d+)", message)
    selector = re.search(r"selector, '(.*?) ?'$", message)
    picture = re.search(r"report:([^\s']+)", message)
    if picture:
        return ContentError(
            f"this picture cannot be printed: {message.replace('report:', '')}",
            at=_place_of(unquote(picture[1]), document),
            hint="save it anew; a picture may not refer to other files",
        )
    if not position and not selector:
        return ThemeError(
            f"the page cannot be printed: {message}", at=Location(f"{theme.folder}/print.html")
        )
    line, column = (int(position[1]), int(position[2])) if position else (1, 1)
    if selector:
        before, found, _ = theme.files["print.css"].partition(selector[1])
        line = before.count("\n") + 1 if found else 1
    return ThemeError(
        f"the print style has a mistake: {message}",
        at=Location(f"{theme.folder}/print.css", line, column),
        hint="mend this line; WeasyPrint knows most of CSS, but not all of it",
    )


def _place_of(picture: str, document: Document) -> Location | None:
    return next(
        (
            segment.locate(mark.start)
            for block in document.blocks
            for segment in block.segments
            for mark in segment.marks
            if mark.kind is MarkKind.IMAGE and mark.value == picture
        ),
        None,
    )
