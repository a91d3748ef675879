"""New entries whose Chinese term a file has in Traditional characters only."""

from collections.abc import Iterable
from dataclasses import replace

from jdpublish.model import Concept
from jdpublish.termbase.exchange.contract import Returned, Row
from jdpublish.termbase.exchange.traditional import TERM, converted
from jdpublish.termbase.merging.pairing import identity_of


def simplified(ours: Iterable[Concept], returned: Returned) -> Returned:
    """Return what a file says, with a Chinese term proposed for these entries, and a note on each.

    A row that speaks of an entry by its id may correct its Traditional form alone.
    """
    known = {one.id for one in ours}
    rows: list[Row] = []
    notes = list(returned.notes)
    for row in returned.rows:
        new = row.base is None and identity_of(row) not in known
        if new and (found := converted(row.said)):
            rows.append(replace(row, said={**row.said, TERM: found.term}))
            notes.append((row.places.at("term", found.tag), found.remark))
        else:
            rows.append(row)
    return replace(returned, rows=tuple(rows), notes=tuple(notes))
