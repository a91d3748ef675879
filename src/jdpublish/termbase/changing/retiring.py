"""An entry taken out of use: what must be so before it is, and what it says then."""

from jdpublish.errors import GlossaryError
from jdpublish.model import Concept, Transaction
from jdpublish.repairs import Change
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing.fieldwise import with_changes
from jdpublish.termbase.entry.values import written


def retired(
    glossary: GlossarySources,
    concept: Concept,
    heir: Concept | None,
    reason: str,
    *,
    on: Transaction,
) -> tuple[Change, ...]:
    """Return the files that change where an entry is taken out of use, for a reason.

    Raises:
        GlossaryError: it is retired already, or the heir is, or it is its own.
    """
    check_retirement(concept, heir)
    said = {
        "status": "retired",
        "reason": reason.strip(),
        "successor": heir.id if heir else "",
        "modified": written(on),
    }
    return with_changes(glossary, edited={concept.id: said})


def check_retirement(concept: Concept, heir: Concept | None) -> None:
    """Make sure that an entry can be taken out of use, and another can take its place.

    Raises:
        GlossaryError: it cannot.
    """
    if concept.retired:
        raise GlossaryError(
            f"“{concept.id}” is retired already: {concept.reason}",
            at=concept.at,
            hint=f"to change what it says: `jdpublish glossary edit {concept.id} --set reason=…`",
        )
    check_heir(concept, heir)


def check_heir(concept: Concept, heir: Concept | None) -> None:
    """Make sure that another entry can take the place of one.

    Raises:
        GlossaryError: it is retired, or the very same.
    """
    if heir and heir.retired:
        raise GlossaryError(
            f"the successor “{heir.id}” is retired itself",
            at=heir.at,
            hint="name an entry that is in use"
            + (f", such as its own successor “{heir.successor}”" if heir.successor else ""),
        )
    if heir and heir.id == concept.id:
        raise GlossaryError(
            f"“{concept.id}” cannot be its own successor",
            at=concept.at,
            hint="name the entry that takes its place, or leave --successor out",
        )
