"""What a conflict is: two places of the glossary that cannot both be right, with both values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jdpublish.errors import Location
from jdpublish.model import Concept, Finding, Severity
from jdpublish.termbase.conflicts.places import Spots
from jdpublish.terms.matching import Lexicon


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: the entry's id, the field that says so, its value, and where."""

    entry: str
    field: str
    value: str
    at: Location

    @property
    def place(self) -> str:
        """Where it stands, as hints say it."""
        return f"{self.at.file}:{self.at.line}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entries that contradict one another: a sentence without a full stop, and what to do.

    The first of the `sides` is where it is shown.
    """

    kind: str
    severity: Severity
    sides: tuple[Side, ...]
    message: str
    hint: str

    @property
    def finding(self) -> Finding:
        """The conflict as checks tell of what they find."""
        first = self.sides[0]
        return Finding(
            self.kind, self.severity, first.at, self.message, self.hint, block=first.entry
        )


@dataclass(frozen=True, slots=True)
class Entries:
    """What is searched for conflicts: entries in use, retired ones, and where everything stands.

    `terms` finds the Chinese terms of those in use.
    """

    used: tuple[Concept, ...]
    retired: tuple[Concept, ...]
    by_id: dict[str, Concept] = field(hash=False)
    terms: Lexicon
    spots: Spots

    def side(self, concept: Concept, name: str, value: str) -> Side:
        """Return what an entry says in a field, such as `en.term`, with its place."""
        return Side(concept.id, name, value, self.spots.at(concept, name, value))


Search = Callable[[Entries], Iterator[Conflict]]


def related(one: Concept, other: Concept) -> bool:
    """Whether one of two entries names the other in `see`: then they are known to be alike."""
    return one.id in other.see or other.id in one.see
