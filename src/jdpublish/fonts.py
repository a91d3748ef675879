"""Font subsets with just an edition's characters: the door to HarfBuzz and fontTools."""

import base64
import contextlib
import io
from dataclasses import dataclass, field
from functools import lru_cache

import uharfbuzz

_FEATURES = ("ccmp", "calt", "clig", "liga", "kern", "mark", "mkmk", "halt")
_FIGURES = ("onum", "lnum", "tnum", "pnum", "smcp", "c2sc")
"""What our pages use. Without `locl` (the face is chosen by locale) and the vertical and Japanese
forms, a Traditional subset is little more than half as large."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file, opened but not read (the file is mapped into memory).

    Two faces are the same where file and name are: Regular and Bold share their family's name.
    `characters` holds the code points that the face can show.
    """

    file: str
    name: str
    handle: "uharfbuzz.Face" = field(repr=False, compare=False)
    characters: "uharfbuzz.Set" = field(repr=False, compare=False)


def open_face(path: str, family: str = "") -> Face | None:
    """Return the face with this family name in a font file or collection, or None.

    Without a name the file's first face is meant.

    Raises:
        OSError: the file cannot be opened.
    """
    try:
        blob = uharfbuzz.Blob.from_file_path(path)
    except uharfbuzz.HarfBuzzError as problem:
        raise OSError(str(problem)) from problem
    for index in range(uharfbuzz.Face(blob, 0).count):
        face = uharfbuzz.Face(blob, index)
        name = face.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY) or ""
        if family in ("", name):
            return Face(path, name, face, face.unicodes)
    return None


@lru_cache(maxsize=64)
def subset(face: Face, characters: frozenset[str]) -> bytes:
    """Return an OpenType font with these characters of a face only, equal bytes for equal input.

    A page and its PDF show the same, so what was cut out is kept for a while.
    Glyph ids and CIDs are kept equal: without that, some viewers show Chinese as blanks.
    """
    plan = uharfbuzz.SubsetInput()
    plan.flags |= uharfbuzz.SubsetFlags.CFF_IDENTITY_CHARSET
    plan.unicode_set.update(map(ord, characters))
    plan.layout_feature_tag_set.clear()
    for name in (*_FEATURES, *_FIGURES):
        plan.layout_feature_tag_set.add(_tag(name))
    return bytes(uharfbuzz.subset(_again(face), plan).blob.data)


def _again(face: Face) -> "uharfbuzz.Face":
    """Return a face opened anew, which gives back what was read of it: ten megabytes each."""
    with contextlib.suppress(OSError):  # it has been taken away meanwhile, but for what is open
        opened = open_face(face.file, face.name)
        if opened:
            return opened.handle
    return face.handle


def data_url(font: bytes) -> str:
    """Return an OpenType font as a WOFF in a data URL, for a page that stands alone."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  30 ms that a PDF does not need

    packed = io.BytesIO()
    with TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
        opened.flavor = "woff"
        opened.save(packed, reorderTables=None)
    return f"data:font/woff;base64,{base64.b64encode(packed.getvalue()).decode('ascii')}"


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
