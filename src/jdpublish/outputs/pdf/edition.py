"""A PDF edition."""

from jdpublish.model import Finding, MarkKind, Severity
from jdpublish.outputs.pdf.manuscript import Manuscript
from jdpublish.outputs.pdf.markup import print_page
from jdpublish.outputs.pdf.printing import printed
from jdpublish.page import Document
from jdpublish.publication import Artifact
from jdpublish.sources import Theme


def pdf(document: Document, theme: Theme) -> Artifact:
    """Return an edition as PDF/A-3a and PDF/UA-1, on the document's sheet.

    Raises:
        ThemeError: the theme's CSS has a mistake, it asks for a file that is not its own, or its
            page has no room for the text.
    """
    manuscript = Manuscript(
        page=print_page(document, theme),
        template="print.html",
        locale=document.edition.locale,
        sheet=document.sheet,
        blocks=document.blocks,
        images=document.images,
        attached=document.attached,
        date=document.date,
    )
    done = printed(manuscript, theme)
    edition = document.edition.id
    return Artifact(
        path=f"{document.report}/{edition}/{document.report}.{edition}{document.sheet.suffix}.pdf",
        content=done.content,
        edition=edition,
        format="pdf",
        pages=done.pages,
        findings=(*(_without_room(document, concept) for concept in done.homeless), *done.findings),
        sheet=document.sheet,
    )


def _without_room(document: Document, concept: str) -> Finding:
    """A gloss that the margin had no room for: its number still leads to the glossary."""
    block, at = next(
        (block, segment.locate(mark.start))
        for block in document.blocks
        for segment in block.segments
        for mark in segment.marks
        if mark.kind is MarkKind.TERM and mark.value == concept
    )
    return Finding(
        "gloss-without-room",
        Severity.WARNING,
        at,
        f"the margin has no room for the gloss on “{document.entries[concept].english}”",
        "shorten definitions, or take annotate away from terms that need no gloss",
        block.id,
    )
