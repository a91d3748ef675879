"""The glossary as JSON: an object for each entry, its languages within."""

import codecs
import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from jdpublish.errors import GlossaryError, Location
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS, Field, Kind, Value, Values
from jdpublish.termbase.entry.values import YES, by_id
from jdpublish.termbase.exchange.base import packed, unpacked
from jdpublish.termbase.exchange.contract import Format, Offer, Returned, Row
from jdpublish.termbase.exchange.hints import in_json
from jdpublish.termbase.exchange.limits import too_large, too_many
from jdpublish.termbase.exchange.tables import repeated
from jdpublish.terms.entry import LANGUAGES
from jdpublish.terms.wanted import Wanted

_FORMAT = "jdpublish-glossary"
_VERSION = "1"


def write(offer: Offer) -> bytes:
    """Return entries as JSON: `fields` are those of which the file speaks, where it is silent too.

    What an entry leaves out of these is empty.
    """
    said = by_id(offer.concepts)
    written = {
        "format": _FORMAT,
        "version": int(_VERSION),
        "title": offer.title,
        "date": offer.date.isoformat(),
        "fields": [field.name for field in FIELDS],
        "concepts": [_object(one) for one in said.values()],
        "base": packed(said),
    }
    return (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode()


def _object(said: Values) -> dict[str, object]:
    entry: dict[str, object] = {}
    languages: dict[str, dict[str, object]] = {}
    for field in FIELDS:
        if value := said[field.name]:
            place = languages.setdefault(field.language, {}) if field.language else entry
            place[field.key] = _written(field, value)
    return entry | ({"languages": languages} if languages else {})


def _written(field: Field, value: Value) -> object:
    if field.kind is Kind.FLAG:
        return True if value == YES else value
    if field.kind is Kind.DEPRECATED:
        pairs = cast("tuple[tuple[str, str], ...]", value)
        return [{"term": form, "reason": reason} for form, reason in pairs]
    return list(value) if field.kind is Kind.LIST else value


# ── What comes back ──


@dataclass(frozen=True, slots=True)
class _Object:
    """An entry's object in a text: finds the lines of its keys for messages."""

    file: str
    text: str
    breaks: Sequence[int]
    start: int
    stop: int

    def at(self, key: str = "", table: str = "") -> Location:
        """Return where a key of the entry or of one of its languages stands, else the entry."""
        start = self.start
        for name in filter(None, (table, key)):
            found = re.compile(rf'"{re.escape(name)}"\s*:').search(self.text, start, self.stop)
            if not found:
                break
            start = found.start()
        line = bisect_left(self.breaks, start)
        return Location(self.file, line + 1, start - (self.breaks[line - 1] if line else -1))

    def column(self, key: str, table: str = "") -> str:  # noqa: ARG002  as `Places` has it
        """Return nothing: an object has no columns."""
        return ""

    def hint(self, wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
        """Return what to write into the object."""
        return in_json(wanted, key, choices)


def _place(file: str, text: str, offset: int) -> Location:
    line = text.count("\n", 0, offset) + 1
    return Location(file, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


class _Mistakes:
    """What is wrong with an entry, each at its place."""

    def __init__(self, places: _Object) -> None:
        self.places = places
        self.told: list[GlossaryError] = []
        self.unplaced: list[tuple[Location, str]] = []

    def refuse(self, field: Field) -> Value:
        wanted = _WANTED.get(field.kind, Wanted.TEXT)
        self.tell(field.name, (field.key, field.language), in_json(wanted, field.key))
        return _empty(field)

    def tell(self, name: str, place: tuple[str, str], hint: str) -> None:
        what = f"{name} is not what it is to be"
        self.told.append(GlossaryError(what, at=self.places.at(*place), hint=hint))


def read(content: bytes, file: str) -> Returned:
    """Return what a JSON file says."""
    if mistake := too_large(len(content), Location(file)):
        return Returned((), has_base=False, mistakes=(mistake,))
    try:
        text = _decoded(content)
        top, entries = _parsed(text)
    except (ValueError, RecursionError) as problem:
        return Returned((), has_base=False, mistakes=(_unreadable(problem, content, file),))
    if mistake := too_many(len(entries), Location(file)):
        return Returned((), has_base=False, mistakes=(mistake,))
    breaks = [found.start() for found in re.finditer("\n", text)]
    fields = top.get("fields")
    spoken = [name for name in fields if name in BY_NAME] if isinstance(fields, list) else []
    word = top.get("base")
    base = unpacked(word) if isinstance(word, str) else None
    rows, mistakes, unplaced = [], [*_versions(top, text, file)], [*_unknown(top, text, file)]
    for start, stop, entry in entries:
        found = _Mistakes(_Object(file, text, breaks, start, stop))
        said = _said(entry, spoken, found)
        known = base.get(str(said.get("id", ""))) if base else None
        rows.append(Row(said, found.places, known))
        mistakes += found.told
        unplaced += found.unplaced
    ids = {str(row.said.get("id", "")) for row in rows}
    if isinstance(word, str) and base is None:
        unplaced.append((Location(file), "what this file said when it went out is damaged"))
    return Returned(
        rows=tuple(rows),
        has_base=base is not None,
        mistakes=(*mistakes, *repeated(rows)),
        unplaced=tuple(unplaced),
        gone=tuple(name for name in base or () if name not in ids),
    )


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""
    return content.decode(encoding or "utf-8-sig").replace("\r\n", "\n")


def _parsed(text: str) -> tuple[dict[str, object], list[tuple[int, int, object]]]:
    """Return an object’s members, and its `concepts` with their places in the text.

    A file that is a list of entries is read as if it held only these.

    Raises:
        ValueError: it is no JSON, or no glossary.
    """
    decoder = json.JSONDecoder(
        object_pairs_hook=_once, parse_int=str, parse_float=_Fraction, parse_constant=_no_number
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


class _Fraction(str):
    """A number such as 2.50, which programs write as 2.5: no text, and no whole number."""

    __slots__ = ()


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no JSON")


def _said(entry: object, spoken: list[str], found: _Mistakes) -> Values:
    if not isinstance(entry, dict):
        found.told.append(
            GlossaryError("an entry is no object", at=found.places.at(), hint='write { "id": … }')
        )
        return {}
    said: dict[str, Value] = {name: _empty(BY_NAME[name]) for name in spoken}
    languages = entry.get("languages") or {}
    for key, value in entry.items():
        if key == "languages":
            if value is not None and not isinstance(value, dict):
                hint = 'write "languages": { "zh-Hans": { "term": "…" } }'
                found.tell("languages", ("languages", ""), hint)
        else:
            _place_value(key, "", value, said, found)
    for tag, section in languages.items() if isinstance(languages, dict) else ():
        if tag in LANGUAGES and isinstance(section, dict):
            for key, value in section.items():
                _place_value(key, tag, value, said, found)
        elif tag in LANGUAGES:
            found.tell(tag, (tag, "languages"), f'write "{tag}": {{ "term": "…" }}')
        else:
            found.unplaced.append((found.places.at(tag), f"“{tag}” is no language of an entry"))
    return said


def _place_value(
    key: str, tag: str, value: object, said: dict[str, Value], found: _Mistakes
) -> None:
    field = BY_NAME.get(f"{tag}.{key}" if tag else key)
    if field:
        said[field.name] = _value(field, value, found)
    else:
        name = f"{tag}.{key}" if tag else key
        found.unplaced.append((found.places.at(key, tag), f"“{name}” is no field of an entry"))


def _empty(field: Field) -> Value:
    return () if field.kind in (Kind.LIST, Kind.DEPRECATED) else ""


def _value(field: Field, value: object, found: _Mistakes) -> Value:
    if value is None:
        return _empty(field)
    match field.kind:
        case Kind.LIST if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(dict.fromkeys(map(_text, value)))
        case Kind.DEPRECATED if isinstance(value, list) and all(map(_is_pair, value)):
            return tuple((_text(one["term"]), _text(one.get("reason", ""))) for one in value)
        case Kind.FLAG if isinstance(value, bool):
            return YES if value else ""
        case _ if isinstance(value, str) and _empty(field) == "":
            if not isinstance(value, _Fraction) or field.kind is Kind.TEXT:
                return _text(value)
    return found.refuse(field)


_WANTED = {
    Kind.LIST: Wanted.LIST,
    Kind.DEPRECATED: Wanted.DEPRECATED,
    Kind.FLAG: Wanted.FLAG,
    Kind.TRANSACTION: Wanted.DAY,
}


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, dict)
        and "term" in value
        and value.keys() <= {"term", "reason"}
        and all(isinstance(one, str) for one in value.values())
    )


def _text(value: str) -> str:
    """Return a text with line breaks as a glossary has them; halves of a character are lost."""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").strip()


def _versions(top: Mapping[str, object], text: str, file: str) -> Iterator[GlossaryError]:
    version = top.get("version", _VERSION)
    if top.get("format", _FORMAT) != _FORMAT or version != _VERSION:
        yield GlossaryError(
            f"the file is a “{top.get('format')}” of version {version},"
            f" and not a “{_FORMAT}” of version {_VERSION}",
            at=_place(file, text, max(0, text.find('"version"'))),
            hint="it was written by a newer program; use that, or ask for another format",
        )


_TOP = ("format", "version", "title", "date", "fields", "concepts", "base")


def _unknown(top: Mapping[str, object], text: str, file: str) -> Iterator[tuple[Location, str]]:
    for key in top.keys() - set(_TOP):
        at = text.find(json.dumps(key, ensure_ascii=False))
        yield _place(file, text, max(0, at)), f"“{key}” is no part of a glossary"


def _unreadable(problem: ValueError | RecursionError, content: bytes, file: str) -> GlossaryError:
    if isinstance(problem, json.JSONDecodeError):
        return GlossaryError(
            f"this is no JSON: {problem.msg[:1].lower()}{problem.msg[1:]}",
            at=Location(file, problem.lineno, problem.colno),
            hint="mend this line, or export the glossary again",
        )
    if isinstance(problem, UnicodeDecodeError):
        line = content.count(b"\n", 0, problem.start) + 1
        return GlossaryError(
            "the file is not written in UTF-8", at=Location(file, line), hint="save it as UTF-8"
        )
    reason = "it is nested too deeply" if isinstance(problem, RecursionError) else str(problem)
    return GlossaryError(
        f"the file is no glossary: {reason}",
        at=Location(file),
        hint='a glossary is { "concepts": [ { "id": "…", … } ] }',
    )


def _recognises(content: bytes) -> bool:
    return content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")


JSON = Format("json", (".json",), write, read, _recognises)
