"""Rows whose ids and terms no longer belong together, as where one column was sorted alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.entry.values import values
from jdpublish.termbase.exchange.contract import Row

_TERM = f"{SOURCE_LANGUAGE}.term"
_ENGLISH = "en.term"
_SHOWN = 2
_FEW = 2
"""So many rows may be a slip in each; more are a column that was sorted."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A row that says the Chinese term of another entry; `owner` is that one, `swapped` its row."""

    id: str
    owner: str
    row: Row
    swapped: Row | None = None

    @property
    def error(self) -> GlossaryError:
        """What is told where one or two rows are meant."""
        term = self.row.said[_TERM]
        other = self.swapped
        return GlossaryError(
            f"“{term}” is the term of “{self.owner}”, and stands beside the id “{self.id}”",
            at=self.row.places.at("id"),
            hint=f"it seems to have changed places with the row at {other.places.at('id')}: write"
            " each id back beside its term"
            if other
            else f"write “{self.owner}” back as its id; if “{self.id}” is to take over the term,"
            f" import what becomes of “{self.owner}” first",
        )


@dataclass(frozen=True, slots=True)
class Strayed:
    """The rows of a file that say the Chinese term of another entry."""

    rows: tuple[Misplaced, ...]

    @property
    def whole(self) -> bool:
        """Whether so many do that the file as a whole cannot be trusted."""
        return len(self.rows) > _FEW

    @property
    def ids(self) -> frozenset[str]:
        """The ids beside which they stand."""
        return frozenset(one.id for one in self.rows)

    @property
    def mistakes(self) -> tuple[GlossaryError, ...]:
        """What is told of them: one error each for few of them, else one for the file."""
        if not self.whole:
            return tuple(one.error for one in self.rows)
        examples = "; ".join(
            f"“{one.row.said[_TERM]}” of “{one.owner}” stands beside “{one.id}”"
            for one in self.rows[:_SHOWN]
        )
        return (
            GlossaryError(
                f"in {len(self.rows):,} rows ids and Chinese terms no longer belong together:"
                f" {examples}",
                at=self.rows[0].row.places.at("id"),
                hint="a column seems to have been sorted alone: undo that, or go back to the file"
                " that was sent, and sort all columns together",
            ),
        )


def strayed(ours: tuple[Concept, ...], rows: list[tuple[str, Row]]) -> Strayed:
    """Return the rows that say the Chinese term which another entry had when they went out.

    `rows` come with the ids of which they speak. A single entry that takes over the term of another
    keeps its own English; it is taken for what somebody wanted, unless the English goes along.
    """
    before = _before(ours, rows)
    owners: dict[str, str] = {}
    for name, said in before.items():
        owners.setdefault(str(said.get(_TERM) or ""), name)
    by_id = dict(reversed(rows))
    found = []
    for name, row in rows:
        term = str(row.said.get(_TERM) or "")
        owner = owners.get(term, name)
        if term and owner != name and term != before.get(name, {}).get(_TERM, term):
            other = by_id.get(owner)
            swapped = other and other.said.get(_TERM) == before[name].get(_TERM)
            found.append(Misplaced(name, owner, row, other if swapped else None))
    if len(found) == 1 and not _english_too(found[0], before):
        return Strayed(())
    return Strayed(tuple(found))


def _before(ours: tuple[Concept, ...], rows: list[tuple[str, Row]]) -> Mapping[str, Values]:
    """Return what entries said when they went out, else what they say here."""
    here = {one.id: values(one) for one in ours if not one.retired}
    return here | {name: row.base for name, row in rows if row.base is not None}


def _english_too(one: Misplaced, before: Mapping[str, Values]) -> bool:
    english = one.row.said.get(_ENGLISH)
    return bool(english) and before[one.id].get(_ENGLISH) != english == before[one.owner].get(
        _ENGLISH
    )
