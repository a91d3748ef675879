"""Mine and theirs: which of two values somebody has decided for, where both sides changed one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from jdpublish.errors import GlossaryError
from jdpublish.termbase.entry.fields import BY_NAME


class Side(StrEnum):
    """Whose value it is: that of the glossary here, or that of the file."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Which side holds where both have changed something.

    `named` says it for an entry's field, an entry, or a field of all entries: `(id, field)`, `(id,
    "")` or `("", field)`; what is nearer goes before what is wider. `otherwise` is for the rest,
    where anything was said of it.
    """

    named: Mapping[tuple[str, str], Side] = field(default_factory=dict)
    otherwise: Side | None = None

    def of(self, entry: str, name: str = "") -> Side | None:
        """Return the side that holds in an entry's field, or None where nobody has decided.

        Without a field it is the side that holds for the entry as a whole.
        """
        keys = ((entry, name), (entry, ""), ("", name)) if name else ((entry, ""),)
        return next((self.named[key] for key in keys if key in self.named), self.otherwise)


def decisions(words: Iterable[str], entries: Iterable[str]) -> Decisions:
    """Return what `--take` says: `theirs`, `ID=mine`, `ID.FIELD=theirs` or `FIELD=theirs`.

    `entries` are the ids that there are, here and in the file.

    Raises:
        GlossaryError: a word is none of these, names what is not there, or contradicts another;
            with all further ones.
    """
    known = frozenset(entries)
    named: dict[tuple[str, str], Side] = {}
    mistakes = []
    for word in words:
        what, _, side = word.rpartition("=")
        if side not in tuple(Side):
            mistakes.append(
                GlossaryError(
                    f"“{word}” does not say whose value is to hold",
                    hint="write mine, theirs, ID=theirs, ID.FIELD=theirs or FIELD=theirs",
                )
            )
        elif (key := _key(what, known)) is None:
            mistakes.append(_unknown(what, known))
        elif named.setdefault(key, Side(side)) is not Side(side):
            mistakes.append(
                GlossaryError(
                    f"{what or 'everything'} is to be mine and theirs at once",
                    hint="take one of the two --take out",
                )
            )
    if mistakes:
        mistakes[0].others = tuple(mistakes[1:])
        raise mistakes[0]
    return Decisions(
        {key: side for key, side in named.items() if key != ("", "")}, named.get(("", ""))
    )


def _key(what: str, known: frozenset[str]) -> tuple[str, str] | None:
    """Return what a decision is about, or None; an id never has a dot in it."""
    if not what or what in known:
        return what, ""
    if what in BY_NAME:
        return "", what
    entry, _, name = what.partition(".")
    return (entry, name) if entry in known and name in BY_NAME else None


def _unknown(what: str, known: frozenset[str]) -> GlossaryError:
    entry, _, name = what.partition(".")
    if entry in known:
        near = get_close_matches(name, BY_NAME, n=1)
        hint = f"did you mean “{entry}.{near[0]}”?" if near else f"fields are: {', '.join(BY_NAME)}"
        return GlossaryError(f"no entry has a field “{name}”", hint=hint)
    near = get_close_matches(entry, known, n=1)
    return GlossaryError(
        f"neither the glossary nor the file has an entry “{entry}”",
        hint=f"did you mean “{near[0]}”?" if near else "name an entry by its id",
    )
