"""What is done to one version of WeasyPrint alone, whose private functions and trees it needs.

To be imported only where the version is `printing.SUPPORTED`: another may lack what is named here.
"""

from contextlib import AbstractContextManager
from typing import Any

from jdpublish.outputs.pdf import notes
from jdpublish.outputs.pdf.after import columns, margin
from jdpublish.outputs.pdf.faults import room
from jdpublish.outputs.pdf.lines import composition
from jdpublish.outputs.pdf.tags import writing as tags


def install() -> None:
    """Make WeasyPrint compose lines, keep notes and write tags as this project does."""
    composition.install()
    notes.install()
    tags.install()


def watched(measures: str) -> AbstractContextManager[None]:
    """Stop at the first page without room; `measures` is the style that says how large it is."""
    return room.watched(measures)


def finish(laid_out: Any, measures: str) -> tuple[Any, tuple[str, ...]]:  # noqa: ANN401
    """Return finished pages, columns merged and glosses placed, and the concepts without room.

    Raises:
        ThemeError: a block of text reaches beyond the edge of its page.
    """
    room.check_text(laid_out.pages, measures)
    laid_out = laid_out.copy(columns.merged(laid_out.pages))
    homeless = margin.place(laid_out.pages)
    tags.prepare(laid_out.pages)
    return laid_out, homeless
