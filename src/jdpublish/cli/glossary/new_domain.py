"""Domains that no entry has yet: mostly a slip in typing, sometimes a new one that is meant."""

import sys
from collections.abc import Callable
from typing import Any

import click

from jdpublish.model import Concept
from jdpublish.repairs import Change
from jdpublish.termbase.entry.domains import is_new, nearest_domains
from jdpublish.workspace import Project, load_glossary


def new_domain_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that lets a new domain in."""
    return click.option(
        "--new-domain", is_flag=True, help="Let a domain in that no entry has had so far."
    )(command)


def domain_meant(name: str, concepts: tuple[Concept, ...]) -> str:
    """Return the domain that somebody at a terminal means by a name: this, or the nearest known."""
    near = nearest_domains(name, concepts) if is_new(name, concepts) else ()
    if not near:
        return name
    question = f"No entry has the domain “{name}”. Did you mean “{near[0]}”?"
    return near[0] if click.confirm(question, default=True, err=True) else name


def checked_domain(project: Project, name: str, *, new: bool) -> tuple[str, bool]:
    """Return a domain, and whether it may be new: at a terminal, somebody is asked beforehand."""
    if new or not name or not sys.stdin.isatty():
        return name, new
    return domain_meant(name, load_glossary(project).concepts), True


def opening(domain: str, changes: tuple[Change, ...], *, dry_run: bool) -> str:
    """Return in a sentence where a new domain stands, once these files have changed."""
    files = [one for one in changes if not one.old]
    if not files:
        return f"New domain “{domain}”, in {changes[0].file}."
    return f"New domain “{domain}”: {'would open' if dry_run else 'opened'} {files[0].file}."
