"""What a file is that is no glossary, told by its first bytes and its first line."""

import codecs
import re

from jdpublish.errors import CellLocation, GlossaryError, Location
from jdpublish.termbase.exchange.separated import decoded, refusal

_AS_TABLE = (
    "copy the terms into a table with the columns 中文术语 and 英文术语, and save it as .xlsx"
)
_BYTES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", _AS_TABLE),
    (rb"{\rtf", "a text of a word processor (RTF)", _AS_TABLE),
    (b"\x89PNG", "a picture", _AS_TABLE),
    (b"\xff\xd8\xff", "a picture", _AS_TABLE),
    (b"GIF8", "a picture", _AS_TABLE),
    (b"Rar!", "an archive (RAR)", "unpack it, and import the file that is in it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "unpack it, and import the file that is in it"),
    (b"\x1f\x8b", "an archive (gzip)", "unpack it, and import the file that is in it"),
)
_WORKBOOK = "open it in a spreadsheet program, and save it as “Excel workbook (.xlsx)”"
_ROOT = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<([\w:.-]+)", re.DOTALL)
_BEGINNING = 4096


def other_kind(content: bytes, file: str) -> GlossaryError | None:
    """Return why a file is no glossary whatever it is called: it is empty or of another kind."""
    if not content.strip(b"\0 \t\r\n" + codecs.BOM_UTF8):
        return _error("the file is empty", CellLocation(file), "ask whoever sent it for it again")
    for beginning, kind, hint in _BYTES:
        if content.startswith(beginning):
            return _error(f"the file is {kind}, and no glossary", CellLocation(file), hint)
    return None


def unknown(content: bytes, file: str) -> GlossaryError:
    """Return why a file is like none of the formats that can be read, and what to do."""
    return (
        other_kind(content, file)
        or _markup(content, file)
        or refusal(content, file)
        or _error("the file is no glossary", CellLocation(file), "ask for it as .xlsx")
    )


def _markup(content: bytes, file: str) -> GlossaryError | None:
    """Return what a web page or another file of XML is; None where it is neither."""
    try:
        text = decoded(content)[0][:_BEGINNING]
    except UnicodeDecodeError:
        return None
    if "Excel.Sheet" in text[:200]:
        return _error("the file is an old Excel workbook (XML)", CellLocation(file), _WORKBOOK)
    if not (found := _ROOT.match(text)):
        return None
    if found[1].lower() == "html":
        hint = f"if it shows a table: {_WORKBOOK}"
        return _error("the file is a web page (HTML), and no glossary", CellLocation(file), hint)
    if text.startswith(("<", "\ufeff<")) or "<?xml" in text[:200]:
        return _error(
            f"the file begins with <{found[1]}>, and a TBX file with <tbx> or <martif>",
            Location(file, text.count("\n", 0, found.start(1)) + 1),
            "export the terms as TBX from the program that they are in",
        )
    return None


def _error(message: str, at: Location, hint: str) -> GlossaryError:
    return GlossaryError(message, at=at, hint=hint)
