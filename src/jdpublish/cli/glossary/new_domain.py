"""Domains that no entry has yet: mostly a slip in typing, sometimes a new one that is meant."""

import sys
from collections.abc import Callable
from typing import Any

import click

from jdpublish.errors import GlossaryError
from jdpublish.model import Concept
from jdpublish.repairs import Change
from jdpublish.termbase.lookup.filtering import domains, near_names
from jdpublish.workspace import Project, load_glossary


def new_domain_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that lets a new domain in."""
    return click.option(
        "--new-domain", is_flag=True, help="Let a domain in that no entry has had so far."
    )(command)


def is_new(name: str, concepts: tuple[Concept, ...]) -> bool:
    """Whether no entry has a domain; none is new where there is none to be mistaken for."""
    known = [*filter(None, domains(concepts))]
    return bool(name and known) and name not in known


def domain_meant(name: str, concepts: tuple[Concept, ...]) -> str:
    """Return the domain that somebody at a terminal means by a name: this, or the nearest known."""
    near = _near(name, concepts) if is_new(name, concepts) else ()
    if not near:
        return name
    question = f"No entry has the domain “{name}”. Did you mean “{near[0]}”?"
    return near[0] if click.confirm(question, default=True, err=True) else name


def checked_domain(project: Project, name: str, *, new: bool) -> tuple[str, bool]:
    """Return a domain, and whether it may be new: at a terminal, somebody is asked beforehand."""
    if new or not name or not sys.stdin.isatty():
        return name, new
    return domain_meant(name, load_glossary(project).concepts), True


def check_domain(name: str, concepts: tuple[Concept, ...], *, new: bool) -> None:
    """Make sure that entries have a domain, unless a new one is let in.

    Raises:
        GlossaryError: none has it.
    """
    if new or not is_new(name, concepts):
        return
    near = _near(name, concepts)
    meant = f"did you mean {' or '.join(f'“{one}”' for one in near)}? " if near else ""
    known = "" if near else f"; domains are: {', '.join(filter(None, domains(concepts)))}"
    raise GlossaryError(
        f"no entry has the domain “{name}”", hint=f"{meant}--new-domain lets it in{known}"
    )


def opening(domain: str, changes: tuple[Change, ...], *, dry_run: bool) -> str:
    """Return in a sentence where a new domain stands, once these files have changed."""
    files = [one for one in changes if not one.old]
    if not files:
        return f"New domain “{domain}”, in {changes[0].file}."
    return f"New domain “{domain}”: {'would open' if dry_run else 'opened'} {files[0].file}."


def _near(name: str, concepts: tuple[Concept, ...]) -> tuple[str, ...]:
    return near_names(name, tuple(filter(None, domains(concepts))))[:2]
