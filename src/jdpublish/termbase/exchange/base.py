"""The entries as they went out, packed so that they travel in a file and come back unharmed."""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping

from jdpublish.termbase.entry.fields import BY_NAME, Kind, Value, Values

_MARK = "jdpublish-base-1:"
_MOST = 64 * 1024 * 1024
"""Bytes that a packed text may grow to: more is no glossary, but a file made to fill the memory."""


def packed(entries: Mapping[str, Values]) -> str:
    """Return entries as one word of ASCII: equal entries give the same word."""
    written = json.dumps(entries, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _MARK + base64.b64encode(zlib.compress(written.encode(), 9)).decode("ascii")


def is_packed(word: str) -> bool:
    """Whether a word holds entries that were packed, unharmed or not."""
    return word.startswith(_MARK)


def unpacked(word: str) -> dict[str, dict[str, Value]] | None:
    """Return the entries of a packed word, or None where it is none or is damaged."""
    if not is_packed(word):
        return None
    try:
        data = base64.b64decode("".join(word.removeprefix(_MARK).split()), validate=True)
        reader = zlib.decompressobj()
        text = reader.decompress(data, _MOST)
        if not reader.eof:
            return None
        return {name: _values(said) for name, said in json.loads(text).items()}
    except (binascii.Error, zlib.error, ValueError, AttributeError, TypeError, RecursionError):
        return None


def _values(said: Mapping[str, object]) -> dict[str, Value]:
    return {name: _value(name, value) for name, value in said.items() if name in BY_NAME}


def _value(name: str, value: object) -> Value:
    kind = BY_NAME[name].kind
    if kind is Kind.DEPRECATED and isinstance(value, list):
        return tuple((str(form), str(reason)) for form, reason in value)
    if kind is Kind.LIST and isinstance(value, list):
        return tuple(map(str, value))
    if not isinstance(value, str):
        raise TypeError(name)
    return value
