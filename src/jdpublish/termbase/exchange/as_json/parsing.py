"""JSON → the values that it holds, and where each entry begins and ends."""

import json
import re
from collections.abc import Iterator


def parsed(text: str) -> tuple[dict[str, object], list[tuple[int, int, object]]]:
    """Return an object’s members, and where each of its `concepts` begins and ends, with itself.

    A file that is a list of entries is read as if it held only these.

    Raises:
        ValueError: it is no JSON, or no glossary.
    """
    decoder = json.JSONDecoder(
        object_pairs_hook=_once, parse_int=str, parse_float=Fraction, parse_constant=_no_number
    )
    found = decoder.decode(text)  # the whole first, so that nothing below can go astray
    if isinstance(found, list):
        return {}, [*_places(decoder, text, text.index("[") + 1)]
    if not isinstance(found, dict) or not isinstance(found.get("concepts"), list):
        raise ValueError("it has no list “concepts”")  # noqa: TRY004  as all that is wrong here
    return found, [*_places(decoder, text, _members(decoder, text, "concepts") + 1)]


def _members(decoder: json.JSONDecoder, text: str, wanted: str) -> int:
    """Return where the value of a member of the outermost object begins."""
    at = _after_blank(text, text.index("{") + 1)
    while True:
        name, at = decoder.raw_decode(text, at)
        at = _after_blank(text, _after_blank(text, at) + 1)
        if name == wanted:
            return at
        _, at = decoder.raw_decode(text, at)
        at = _after_blank(text, _after_blank(text, at) + 1)


def _places(decoder: json.JSONDecoder, text: str, at: int) -> Iterator[tuple[int, int, object]]:
    at = _after_blank(text, at)
    while text[at] != "]":
        value, stop = decoder.raw_decode(text, at)
        yield at, stop, value
        at = _after_blank(text, stop)
        if text[at] == ",":
            at = _after_blank(text, at + 1)


_BLANK = re.compile(r"[ \t\n\r]*")


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” stands twice in one object")
    return found


class Fraction(str):
    """A number such as 2.50, which programs write as 2.5: no text, and no whole number."""

    __slots__ = ()


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no JSON")
