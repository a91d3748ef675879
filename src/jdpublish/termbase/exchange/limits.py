"""How much a glossary file may hold: more is none, but a file made to fill the memory."""

from jdpublish.errors import GlossaryError, Location
from jdpublish.spreadsheets import MOST_BYTES, MOST_ROWS

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "too_large", "too_many"]

MOST_ENTRIES = MOST_ROWS
_IN_PARTS = "hand the glossary on in several files"


def too_large(size: int, at: Location) -> GlossaryError | None:
    """Return why a file of so many bytes is not read, or None where it is."""
    if size <= MOST_BYTES:
        return None
    most = MOST_BYTES // 2**20
    return GlossaryError(f"the file has more than {most} MB", at=at, hint=_IN_PARTS)


def too_many(count: int, at: Location) -> GlossaryError | None:
    """Return why a file of so many entries is not read, or None where it is."""
    if count <= MOST_ENTRIES:
        return None
    return GlossaryError(f"the file has more than {MOST_ENTRIES:,} entries", at=at, hint=_IN_PARTS)
