"""The source files that travel in an edition's PDF: the text it was made from, and its glossary."""

from collections.abc import Iterator

from jdpublish.model import SOURCE_LANGUAGE, TITLE, BlockKind, Section
from jdpublish.page import Document
from jdpublish.publication import Attachment
from jdpublish.sources import ReportSource, Sources

_MARKDOWN = "text/markdown"  # RFC 7763
_TOML = "application/toml"  # registered with IANA in 2024


def attached(document: Document, source: ReportSource, sources: Sources) -> tuple[Attachment, ...]:
    """Return an edition's source files, each with words that say what it is.

    The text in the language that the edition is made from is its source, also if its script was
    converted. The Chinese of a translation is another form of the same content, and the entries of
    the glossary are data from which the explanations are made (ISO 32000-2:2020, 7.11.3, table 43;
    the same in ISO 19005-3:2012, annex E). Glossary files without an entry that the edition
    explains stay outside.
    """
    return (*_texts(document, source), *_glossary(document, sources))


def _texts(document: Document, source: ReportSource) -> Iterator[Attachment]:
    own = document.edition.source
    words, headings = document.words, {one.name: _heading(one) for one in document.sections}
    for language in dict.fromkeys((own, SOURCE_LANGUAGE)):
        said = words["attached-source" if language == own else "attached-original"]
        for file in source.files.get(language, ()):
            heading = headings.get(file.name, "") or document.details.overview
            yield Attachment(
                name=f"{language}/{file.name}.md",
                media_type=_MARKDOWN,
                relationship="Source" if language == own else "Alternative",
                description=f"{said}{words['colon']}{heading}",
                text=file.text,
            )


def _heading(section: Section) -> str:
    """Return the heading of a chapter, nothing for the overview."""
    headings = (block for block in section.blocks if block.kind is BlockKind.HEADING)
    return next((one.text for one in headings if one.depth == 1 and one.id != TITLE), "")


def _glossary(document: Document, sources: Sources) -> Iterator[Attachment]:
    printed = {one.at.file for one in sources.concepts if one.id in document.entries}
    for file in sources.glossary_files:
        if file.file in printed:
            yield Attachment(
                name=f"glossary/{file.name}.toml",
                media_type=_TOML,
                relationship="Data",
                description=document.words["attached-glossary"],
                text=file.text,
            )
