"""What JSON holds for a field → its value."""

from jdpublish.termbase.entry.fields import Field, Kind, Value
from jdpublish.termbase.entry.values import YES
from jdpublish.termbase.exchange.as_json.parsing import Fraction


def empty(field: Field) -> Value:
    """Return the value of a field that says nothing."""
    return () if field.kind in (Kind.LIST, Kind.DEPRECATED) else ""


def value(field: Field, found: object) -> Value | None:
    """Return the value that stands for a field, or None where the field cannot hold it."""
    if found is None:
        return empty(field)
    match field.kind:
        case Kind.LIST if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return tuple(dict.fromkeys(map(_text, found)))
        case Kind.DEPRECATED if isinstance(found, list) and all(map(_is_pair, found)):
            return tuple((_text(one["term"]), _text(one.get("reason", ""))) for one in found)
        case Kind.FLAG if isinstance(found, bool):
            return YES if found else ""
        case _ if isinstance(found, str) and empty(field) == "":
            if not isinstance(found, Fraction) or field.kind is Kind.TEXT:
                return _text(found)
    return None


def _is_pair(found: object) -> bool:
    return (
        isinstance(found, dict)
        and "term" in found
        and found.keys() <= {"term", "reason"}
        and all(isinstance(one, str) for one in found.values())
    )


def _text(found: str) -> str:
    """Return a text with line breaks as a glossary has them; halves of a character are lost."""
    whole = found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").strip()
