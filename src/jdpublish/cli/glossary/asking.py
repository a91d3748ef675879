"""Questions at a terminal for the parts of an entry; what cannot be meant is asked for again."""

from collections.abc import Callable, Collection
from textwrap import fill

import click

from jdpublish.cli.screen import terminal_width
from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.domains import domains
from jdpublish.termbase.entry.fields import Values, in_line
from jdpublish.termbase.entry.naming import slug
from jdpublish.termbase.entry.plausible import check_plausible

_WIDE = 80


def ask(what: str, proposal: str | None = "", check: Callable[[str], None] = lambda _: None) -> str:
    """Return an answer in one line that passes a check; Enter takes the proposal, if it is one.

    Where it does not pass, somebody is asked again, so that the answers before it are not lost.
    """

    def checked(answer: str) -> str:
        said = in_line(answer)
        try:
            check(said)
        except GlossaryError as mistake:
            raise click.UsageError(f"{mistake.message}\n  hint: {mistake.hint}") from mistake
        return said

    answer: str = click.prompt(
        what, default=proposal, value_proc=checked, show_default=bool(proposal), err=True
    )
    return answer


def ask_term(what: str, field: str, answers: Values) -> str:
    """Return a term in the language that its field wants; the Chinese one must be there."""
    needed = field == f"{SOURCE_LANGUAGE}.term"

    def check(said: str) -> None:
        if needed and not said:
            raise GlossaryError("an entry has a Chinese term", hint="Ctrl-C ends this")
        check_plausible({**answers, field: said})

    return ask(what, None if needed else "", check)


def ask_domain(concepts: tuple[Concept, ...]) -> str:
    """Return a domain, with those that entries have before one's eyes."""
    if known := [*filter(None, domains(concepts))]:
        listed = f"Domains: {', '.join(known)}"
        wrapped = fill(listed, terminal_width() or _WIDE, break_on_hyphens=False)
        click.echo(wrapped, err=True)
    return ask("Domain (Enter: none)")


def ask_id(proposal: str, taken: Collection[str]) -> str:
    """Return an id that no entry has yet."""

    def check(said: str) -> None:
        if said in taken:
            raise GlossaryError(f"“{said}” is another entry’s id", hint="choose another")
        if said != slug(said):
            hint = "an id has small letters, digits and hyphens"
            raise GlossaryError(f"“{said}” cannot be an entry’s id", hint=hint)

    return ask("Id", proposal, check)
