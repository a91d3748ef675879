"""The glossary as JSON: an object for each entry, its languages within."""

import codecs

from jdpublish.termbase.exchange.as_json.reading import read
from jdpublish.termbase.exchange.as_json.writing import write
from jdpublish.termbase.exchange.contract import Format

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _recognises(content: bytes) -> bool:
    beginning = content[:1000]
    for mark in _MARKS:
        beginning = beginning.removeprefix(mark)
    plain = beginning.replace(b"\0", b"")  # as every other byte of UTF-16 is
    return plain.lstrip()[:1] in (b"{", b"[")


JSON = Format("json", (".json",), write, read, _recognises)
