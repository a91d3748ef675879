"""References between entries that lead in a circle, or to an entry that is no longer used."""

from collections.abc import Iterator, Mapping

from jdpublish.model import Concept, Severity
from jdpublish.termbase.conflicts.contract import Conflict, Entries


def circular_references(entries: Entries) -> Iterator[Conflict]:
    """Yield every circle of references once: an entry builds on another and that on the first.

    A chain of successors that is a circle leads to no entry in use.
    """
    for name in ("see", "successor"):
        leads = {one.id: _named(one, name) for one in (*entries.used, *entries.retired)}
        for circle in _circles(leads):
            first = entries.by_id[circle[0]]
            path = " → ".join((*circle, circle[0]))
            following = [*circle[1:], circle[0]]
            sides = tuple(
                entries.side(entries.by_id[here], name, there)
                for here, there in zip(circle, following, strict=True)
            )
            hint = (
                "take out the reference from the more general entry to the more special"
                if name == "see"
                else "let the last of them name an entry that is in use, or none"
            )
            yield Conflict(
                f"circular-{'references' if name == 'see' else 'successors'}",
                Severity.ERROR,
                sides,
                f"{name} of “{first.id}” leads back to it: {path}",
                f"{hint}; the others stand at {', '.join(one.place for one in sides[1:])}",
            )


def references_to_retired(entries: Entries) -> Iterator[Conflict]:
    """Yield the references of entries in use, and the successors of others, that are retired.

    Not those that only go round in a circle of successors, which is told by itself.
    """
    retired = {one.id for one in entries.retired}
    for concept in (*entries.used, *entries.retired):
        for name in ("successor",) if concept.retired else ("see",):
            for named in _named(concept, name):
                if named in retired and not _leads_back(entries, concept):
                    yield _to_retired(entries, concept, name, entries.by_id[named])


def _to_retired(entries: Entries, concept: Concept, name: str, other: Concept) -> Conflict:
    last = _last(entries, other)
    sides = (entries.side(concept, name, other.id), entries.side(other, "status", "retired"))
    if name == "successor":
        message = f"“{other.id}” takes the place of “{concept.id}” and is retired itself"
    else:
        message = f"see of “{concept.id}” names “{other.id}”, which is retired: {other.reason}"
    if last:
        hint = f"name “{last}” instead, which takes its place"
    else:
        hint = "name another that is in use, or take the reference out"
    return Conflict(
        "retired-reference",
        Severity.WARNING,
        sides,
        message,
        f"{hint}; the retired entry stands at {sides[1].place}",
    )


def _last(entries: Entries, concept: Concept) -> str:
    """Return the entry in use to which successors lead in the end, or nothing."""
    passed = set()
    while concept.retired and concept.id not in passed:
        passed.add(concept.id)
        if concept.successor not in entries.by_id:
            return ""
        concept = entries.by_id[concept.successor]
    return "" if concept.retired else concept.id


def _leads_back(entries: Entries, concept: Concept) -> bool:
    """Whether an entry's successors lead to itself."""
    passed = {concept.id}
    following = concept.successor
    while following in entries.by_id and following not in passed:
        passed.add(following)
        following = entries.by_id[following].successor
    return following == concept.id


def _named(concept: Concept, name: str) -> tuple[str, ...]:
    return concept.see if name == "see" else (concept.successor,) if concept.successor else ()


def _circles(leads: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield a circle for each group of entries that all lead to one another.

    Each begins with the entry that stands first. The way is kept in a list of its own, since a
    chain of references may be longer than Python calls itself.
    """
    done: set[str] = set()
    for start in leads:
        if start in done:
            continue
        way, on_way = [start], {start: 0}
        left = [iter(leads[start])]
        while way:
            following = next(left[-1], None)
            if following is None:
                done.add(way[-1])
                del on_way[way.pop()]
                left.pop()
            elif following in on_way:
                yield _from_first(tuple(way[on_way[following] :]), leads)
            elif following in leads and following not in done:
                on_way[following] = len(way)
                way.append(following)
                left.append(iter(leads[following]))


def _from_first(circle: tuple[str, ...], leads: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if len(circle) == 1:
        return circle
    order = {name: number for number, name in enumerate(leads) if name in circle}
    place = circle.index(min(circle, key=order.__getitem__))
    return circle[place:] + circle[:place]
