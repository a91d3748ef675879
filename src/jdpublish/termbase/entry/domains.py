"""Domains of entries: which there are, and those that none has yet, mostly slips in typing."""

from collections.abc import Iterable
from difflib import get_close_matches

from jdpublish.errors import GlossaryError
from jdpublish.model import Concept

LET_IN = "--new-domain lets it in"
"""How a command says that a domain may be new."""


def domains(entries: Iterable[Concept]) -> tuple[str, ...]:
    """Return the domains of entries, sorted."""
    return tuple(sorted({one.subject for one in entries}))


def is_new(name: str, concepts: tuple[Concept, ...]) -> bool:
    """Whether no entry has a domain; none is new where there is none to be mistaken for."""
    known = [*filter(None, domains(concepts))]
    return bool(name and known) and name not in known


def nearest_domains(name: str, concepts: tuple[Concept, ...]) -> tuple[str, ...]:
    """Return the one or two domains that somebody may have meant by a name."""
    return near_names(name, tuple(filter(None, domains(concepts))))[:2]


def check_domain(name: str, concepts: tuple[Concept, ...], *, new: bool, way: str = LET_IN) -> None:
    """Make sure that entries have a domain, unless a new one is let in; `way` says how that is.

    Raises:
        GlossaryError: none has it.
    """
    if new or not is_new(name, concepts):
        return
    near = nearest_domains(name, concepts)
    meant = f"did you mean {' or '.join(f'“{one}”' for one in near)}? " if near else ""
    known = "" if near else f"; domains are: {', '.join(filter(None, domains(concepts)))}"
    raise GlossaryError(f"no entry has the domain “{name}”", hint=f"{meant}{way}{known}")


def near_names(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one name that differs in capitals and blanks alone, else those that are near."""
    asked = typed(name)
    by_name = {typed(one): one for one in known}
    if asked in by_name:
        return (by_name[asked],)
    begun = [one for one in by_name if asked and one.startswith(asked)]
    return tuple(by_name[one] for one in begun or get_close_matches(asked, by_name, 2))


def typed(name: str) -> str:
    """Return a name as it is compared with what is typed."""
    return name.strip().casefold().replace(" ", "-")
