"""A TBX file, ours or of others → what its entries say, and all that they say besides."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from jdpublish.errors import GlossaryError, Location
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.exchange.base import unpacked
from jdpublish.termbase.exchange.contract import Returned, Row
from jdpublish.termbase.exchange.limits import too_large, too_many
from jdpublish.termbase.exchange.tbx.entry import Entry, File, entry, identity
from jdpublish.termbase.exchange.tbx.parts import ENTRIES
from jdpublish.xml import Element, read_xml

_PACKED = re.compile(r"[A-Za-z0-9+/=\s]*")
_ROOTS = ("tbx", "martif", "TBX")


def returned(content: bytes, name: str) -> Returned:
    """Return what a TBX file says; what no field can hold is told, and nothing is left out."""
    if mistake := too_large(len(content), Location(name)):
        return Returned((), has_base=False, mistakes=(mistake,))
    try:
        root = read_xml(content, file=name, error=GlossaryError, bare_doctype="martif")
        _check_root(root, name)
    except GlossaryError as mistake:
        return Returned((), has_base=False, mistakes=(mistake,))
    base = _base(root)
    elements = tuple(_named(root, ENTRIES))
    many = too_many(len(elements), Location(name))
    if mistakes := (many,) if many else tuple(_twice(elements, name)):
        return Returned((), has_base=base is not None, mistakes=mistakes)
    file = File(name, _ids(elements), base or {})
    entries = tuple(entry(one, file) for one in elements)
    found = {one.said.get("id") for one in entries}
    return Returned(
        tuple(_row(one, base) for one in entries if one.said),
        has_base=base is not None,
        unplaced=tuple(told for one in entries for told in one.unplaced) + tuple(_back(root, name)),
        gone=tuple(one for one in base or () if one not in found),
        notes=tuple(told for one in entries if one.said for told in one.notes),
    )


def _twice(elements: Iterable[Element], name: str) -> Iterator[GlossaryError]:
    found: dict[str, Element] = {}
    for element in elements:
        own = element.attributes.get("id", "")
        first = found.setdefault(own, element)
        if own and first is not element:
            yield GlossaryError(
                f"two entries have the id “{own}”",
                at=Location(name, element.line),
                hint=f"the other begins in line {first.line}; give one another id, or none",
            )


def _ids(elements: Iterable[Element]) -> dict[str, str]:
    """Return ours for each id of the file; nothing for those that would become the same."""
    own = [element.attributes.get("id", "") for element in elements]
    count = Counter(map(identity, own))
    return {name: ours if count[ours := identity(name)] == 1 else "" for name in own}


def _row(one: Entry, base: Mapping[str, Values] | None) -> Row:
    return Row(one.said, one.places, (base or {}).get(str(one.said.get("id", ""))))


def _check_root(root: Element, name: str) -> None:
    if root.name not in _ROOTS:
        raise GlossaryError(
            f"this is no TBX file: it begins with <{root.name}>",
            at=Location(name, root.line),
            hint="a TBX file begins with <tbx> or <martif>; export the terms as TBX",
        )


def _named(element: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """Yield the outermost elements that are called so."""
    for child in element.children:
        if child.name in names:
            yield child
        else:
            yield from _named(child, names)


def _base(root: Element) -> dict[str, Values] | None:
    """Return the entries as they went out, which the header holds in one or more paragraphs."""
    headers = (one for one in root.children if one.name != "text")
    for header in (one for each in headers for one in _named(each, ("sourceDesc",))):
        paragraphs = [one.text.strip() for one in header.children]
        for number, paragraph in enumerate(paragraphs):
            if paragraph.startswith("jdpublish-base"):
                rest = takewhile(_PACKED.fullmatch, paragraphs[number + 1 :])
                found = unpacked("".join((paragraph, *rest)))
                return dict(found) if found is not None else None
    return None


def _back(root: Element, name: str) -> Iterator[tuple[Location, str]]:
    texts = (one for one in root.children if one.name == "text")
    for back in (one for text in texts for one in text.children if one.name == "back"):
        count = len(tuple(_named(back, ("refObject",))))
        if count:
            yield Location(name, back.line), f"the list of people and sources at the end: {count}"
