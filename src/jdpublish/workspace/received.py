"""Texts as others send them: in UTF-8, UTF-16 or GB 18030, from anywhere on the disk."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from jdpublish.errors import ContentError, Location
from jdpublish.sources import SourceFile


def read_received(path: Path) -> SourceFile:
    """Return a text as it was received, in whichever of the usual encodings it is.

    Raises:
        ContentError: it cannot be read, or is no text.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise ContentError(
            f"cannot read this file: {problem.strerror}", at=Location(str(path))
        ) from problem
    text = _decoded(data)
    if text is None:
        raise ContentError(
            "this file is no plain text",
            at=Location(str(path)),
            hint="save it as plain text, in UTF-8 if the program asks; Word and PDF cannot be read",
        )
    return SourceFile(path.name, str(path), text)


def legible(data: bytes) -> str:
    """Return a file's text for showing lines of it, whatever its encoding should be.

    Where it is in none of the usual ones, � stands in the place of what cannot be read.
    """
    text = _decoded(data)
    return data.decode("utf-8-sig", "replace") if text is None else text


def _decoded(data: bytes) -> str | None:
    """Return a text, or None where a file is none in any of the usual encodings."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = () if b"\0" in data else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding).removeprefix("\ufeff")  # GB 18030 may have one, too
        except UnicodeDecodeError:
            continue
    return None
