"""Workbooks as the archives that they are: refused where they are a danger, and dated."""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

MOST_BYTES = 64 * 1024 * 1024
_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_PARTS = 2_000
"""A hundred thousand entries fit; more is no glossary, but a file made to fill the memory."""

_ENCRYPTED = 1
"""The flag of a part that a password protects (APPNOTE.TXT 6.3.10, 4.4.4)."""
_EARLIEST = dt.date(1980, 1, 1)
"""No file in a zip archive is older."""


class UnreadableWorkbookError(Exception):
    """The file is no workbook that can be read: why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep the sentence and the way out."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def parts(content: bytes) -> Mapping[str, bytes]:
    """Return the files within a workbook, by their names.

    Raises:
        UnreadableWorkbookError: it is of another kind, damaged, too large, or holds what may do
            harm.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableWorkbookError(
            f"the file has {len(content) // 2**20} MB, and 64 are the most",
            "hand the glossary on in several files",
        )
    _refuse_other_kinds(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as problem:
        # RuntimeError: zipfile's word for parts that are packed in a way that it does not know
        raise _damaged() from problem


def _damaged() -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        "the file is damaged, or no workbook at all",
        "open it in a spreadsheet program, and save it as “Excel workbook (.xlsx)”",
    )


def _locked() -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        "the workbook is protected by a password",
        "take the password off (File, Info, Protect Workbook), and save it again",
    )


_SAVE = "open it in the program it comes from, and save it as “Excel workbook (.xlsx)”"
_AS_TABLE = "copy its table into a spreadsheet, and save that as “Excel workbook (.xlsx)”"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _locked()
        if "WordDocument".encode("utf-16-le") in content:
            raise UnreadableWorkbookError("the file is an old Word document (.doc)", _AS_TABLE)
        raise UnreadableWorkbookError("the file is an old Excel workbook (.xls)", _SAVE)
    if not content.startswith(b"PK"):
        raise _damaged()


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_PARTS or size > _MOST_UNPACKED:
        raise UnreadableWorkbookError(
            f"unpacked, the file would have {size // 2**20} MB in {len(entries)} parts,"
            " which no glossary has",
            "ask whoever sent it for another; if it is right, hand it on in several files",
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _locked()
    names = {entry.filename for entry in entries}
    if "mimetype" in names:
        raise UnreadableWorkbookError("the file is an OpenDocument, not an Excel workbook", _SAVE)
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbookError("the file is a binary Excel workbook (.xlsb)", _SAVE)
    if "word/document.xml" in names:
        raise UnreadableWorkbookError("the file is a Word document (.docx)", _AS_TABLE)
    if "ppt/presentation.xml" in names:
        raise UnreadableWorkbookError("the file is a presentation (.pptx)", _AS_TABLE)
    if names and not any(name.lower().startswith("xl/") for name in names):
        raise UnreadableWorkbookError(
            "the file is an archive (ZIP) without a workbook",
            "unpack it, and import the file that is in it",
        )
    # A part gives no more bytes than the directory says, which have been counted.
    found = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    for name, data in found.items():
        _refuse_harm(name, data)
    return found


_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_PLAIN = (b"utf-8", b"us-ascii", b"ascii")


def _refuse_harm(name: str, data: bytes) -> None:
    """Refuse entities, and encodings in which they could hide."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200])
    hidden = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")) or (
        declared is not None and declared[1].lower() not in _PLAIN
    )
    if hidden or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableWorkbookError(
            f"the part {name} of the file has a document type, entities or a rare encoding,"
            " which no spreadsheet program writes",
            "do not open it; ask whoever sent it for another",
        )


def packed(found: Mapping[str, bytes]) -> io.BytesIO:
    """Return files as an archive for a library to read."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, data in found.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return written


_ROW_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')


def saved(book: Any, when: dt.date, *, automatic: bool = False) -> bytes:  # noqa: ANN401  openpyxl has no types
    """Return a workbook as a file all of whose parts bear one day, not the time of making.

    Where heights are `automatic`, rows grow when somebody writes more into them.
    """
    day = max(when, _EARLIEST)
    loose, written = io.BytesIO(), io.BytesIO()
    _writer(book, zipfile.ZipFile(loose, "w", zipfile.ZIP_STORED)).save()  # and closes it
    with (
        zipfile.ZipFile(loose) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                stamp = rf"\g<1>{day.isoformat()}T00:00:00Z\g<2>".encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(<)", stamp, data)
            if automatic and entry.filename.startswith("xl/worksheets/"):
                data = _ROW_HEIGHT.sub(rb"\g<1>", data)
            info = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # as on Unix, whatever the machine
            info.external_attr = 0o600 << 16
            new.writestr(info, data)
    return written.getvalue()


def _writer(book: Any, archive: zipfile.ZipFile) -> Any:  # noqa: ANN401
    """Return what writes a workbook, each sheet in memory.

    The library writes sheets through temporary files. Where there is no room for these, lxml says
    so in words that no user understands, although the workbook itself may well have room.
    """
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing  # noqa: PLC0415  as below
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415  as below
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415  a tenth of a second others spare

    class InMemory(ExcelWriter):  # type: ignore[misc]
        def write_worksheet(self, sheet: Any) -> None:  # noqa: ANN401
            sheet._drawing = SpreadsheetDrawing()  # noqa: SLF001  of which our sheets have none
            writer = WorksheetWriter(sheet, io.BytesIO())
            writer.write()
            sheet._rels = writer._rels  # noqa: SLF001
            self._archive.writestr(sheet.path[1:], writer.read())
            self.manifest.append(sheet)

    return InMemory(book, archive)
