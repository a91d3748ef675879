"""The formats an edition is published in: one module each, in an explicit list."""

from collections.abc import Callable

from jdpublish.page import Document
from jdpublish.publication import Artifact
from jdpublish.sources import Theme

Output = Callable[[Document, Theme], Artifact]


def _html(document: Document, theme: Theme) -> Artifact:
    from jdpublish.outputs.web.edition import html  # noqa: PLC0415  a PDF does not need it

    return html(document, theme)


def _pdf(document: Document, theme: Theme) -> Artifact:
    from jdpublish.outputs.pdf.edition import pdf  # noqa: PLC0415  WeasyPrint takes 0.3 s to load

    return pdf(document, theme)


OUTPUTS: dict[str, Output] = {"html": _html, "pdf": _pdf}
