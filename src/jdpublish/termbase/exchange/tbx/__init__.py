"""TBX, in which glossaries travel between the programs of translators: two editions of it.

Source: ISO 30042:2019 (TBX-Basic, data categories as attributes) and TBX-Basic of 2008. Both are
written so that they hold every field, and both are read, with what others make of them.
"""

from functools import partial

from jdpublish.termbase.exchange.contract import Format
from jdpublish.termbase.exchange.tbx.dialect import MARTIF, TBX, Dialect
from jdpublish.termbase.exchange.tbx.reading import returned
from jdpublish.termbase.exchange.tbx.writing import written


def _format(name: str, dialect: Dialect) -> Format:
    def recognises(content: bytes) -> bool:
        beginning = content[:4096].replace(b"\0", b"")  # as every other byte of UTF-16 is
        return f"<{dialect.root}".encode() in beginning.lower()

    return Format(name, (".tbx",), partial(written, dialect=dialect), returned, recognises)


FORMATS = (_format("tbx", TBX), _format("tbx-2008", MARTIF))
