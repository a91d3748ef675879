"""A theme's templates, filled: the door to Jinja."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from traceback import walk_tb
from typing import Any

import jinja2
from markupsafe import Markup

from jdpublish.errors import Location, ThemeError
from jdpublish.markup import Dialect, inline, tagged
from jdpublish.model import Block, BlockKind, Segment
from jdpublish.sources import Theme
from jdpublish.typography import browser_breaks, chinese_typography, han_runs, mark_han


@lru_cache(maxsize=2)
def environment(theme: Theme) -> jinja2.Environment:
    """Return a Jinja environment over the theme's own files, which may read nothing else.

    It is kept, because compiling a template takes as long as filling it.
    """
    found = jinja2.Environment(
        loader=jinja2.FunctionLoader(
            lambda name: (
                (theme.files[name], f"{theme.folder}/{name}", None) if name in theme.files else None
            )
        ),
        autoescape=jinja2.select_autoescape(["html"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"han": han, "typeset": typeset}
    return found


def packaged(template: str, values: Mapping[str, Any]) -> str:
    """Return a page made from a template of the program itself, by its path in the package."""
    return _own_templates().get_template(template).render(values)


@cache
def _own_templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("jdpublish", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def warm(theme: Theme, without: tuple[str, ...] = ()) -> None:
    """Compile the theme's templates now, so that processes forked later need not.

    A mistake is left for `render`, which knows how to tell it.
    """
    for name in theme.files:
        if name.endswith(".html") and name not in without:
            with suppress(jinja2.TemplateError):
                environment(theme).get_template(name)


@lru_cache(maxsize=4096, typed=True)
def han(text: str, language: str) -> Markup:
    """Return a text of some language as HTML for browsers, in which figures stay whole.

    Chinese words in another language are marked as Chinese. Results are kept: a page that is made
    again has mostly the definitions that it had before.
    """
    block = _paragraph(text)
    found = browser_breaks(block if language.startswith("zh") else mark_han(block), language)
    return Markup(inline(found.segment, _PLAIN))  # noqa: S704  `inline` escapes


def typeset(text: str, language: str) -> Markup:
    """Return a text as HTML for print: in Chinese with its typography, else with Chinese marked."""
    if not language.startswith("zh"):
        return Markup(tagged(text, han_runs(text)))  # noqa: S704  `tagged` escapes
    centred = language.startswith("zh-Hant")
    marked = chinese_typography(_paragraph(text), centred_stops=centred)
    return Markup(inline(marked.segment, _PLAIN))  # noqa: S704  `inline` escapes


_PLAIN = Dialect(term=lambda _: ("", ""), note=lambda _: "", images={})


def _paragraph(text: str) -> Block:
    nowhere = Location("")
    return Block("", BlockKind.PARAGRAPH, nowhere, (Segment(text, nowhere),))


_SLIPS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
"""What Python raises where a template uses a value for what it is not, or includes itself."""


def render(theme: Theme, template: str, values: Mapping[str, Any]) -> str:
    """Return a page made from a template of the theme.

    Raises:
        ThemeError: the template is missing or has a mistake, with its file and line.
    """
    try:
        return environment(theme).get_template(template).render(values)
    except jinja2.TemplateNotFound as problem:
        raise ThemeError(
            f"the theme “{theme.name}” has no {problem.name}",
            at=Location(f"{theme.folder}/{problem.name}"),
            hint="every theme needs screen.html, print.html and index.html",
        ) from problem
    except jinja2.TemplateSyntaxError as problem:
        at = Location(f"{theme.folder}/{problem.name or template}", problem.lineno)
        message = str(problem.message).rstrip(".")
        raise ThemeError(f"the template has a mistake: {message}", at=at) from problem
    except jinja2.UndefinedError as problem:
        raise ThemeError(
            f"the template asks for something that is not there: {problem.message}",
            at=_template_place(problem, theme, template),
            hint="docs/themes.md lists what a template can use",
        ) from problem
    except (jinja2.TemplateRuntimeError, *_SLIPS) as problem:
        at = _template_place(problem, theme, template)
        message = str(problem).rstrip(".")
        if isinstance(problem, RecursionError):
            message = "it includes itself, or a macro calls itself, without end"
        raise ThemeError(f"the template has a mistake: {message}", at=at) from problem


def _template_place(problem: Exception, theme: Theme, template: str) -> Location:
    """Return the line of a template at which a problem arose: Jinja writes it into the trace."""
    files = {f"{theme.folder}/{name}" for name in theme.files}
    places = [
        Location(frame.f_code.co_filename, line)
        for frame, line in walk_tb(problem.__traceback__)
        if frame.f_code.co_filename in files
    ] or [Location(f"{theme.folder}/{template}")]
    if isinstance(problem, RecursionError):  # the last is where it happened to be too much
        return max(places, key=places.count)
    return places[-1]
