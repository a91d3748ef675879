"""Simplified characters in the Traditional editions."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem, entry_id
from jdpublish.editions import EDITIONS
from jdpublish.errors import Location
from jdpublish.model import Severity

_Written = tuple[str, str, str, Location]
"""The name of an entry, or nothing; words for a Traditional edition; what they are, and where."""


def simplified_left(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """No Simplified character is left in a Traditional edition.

    The dictionaries turn every Simplified character that they know into a Traditional one, in the
    text, the details of the report, the glossary and the theme’s words. So one can only be left
    where somebody wrote the Traditional form: in an entry’s own Traditional term, or among the
    words that a theme has for a Traditional edition. Characters that both scripts use, such as 后
    and 里, are not found there: whether they are right depends on the meaning.
    """
    editions = [edition.id for edition in EDITIONS if edition.conversion]
    written = [*_of_glossary(bitext, editions), *_of_theme(bitext, editions)]
    if not written:
        return
    from jdpublish.script import simplified_only  # noqa: PLC0415  OpenCC takes time to load

    for name, text, where, at in written:
        if found := simplified_only(text):
            yield (
                name,
                Problem(
                    f"“{'”, “'.join(found)}” is Simplified in “{text}”, {where}",
                    "write it in Traditional characters, or delete the line where the dictionaries"
                    " get it right by themselves",
                    at,
                ),
            )


def _of_glossary(bitext: Bitext, editions: list[str]) -> Iterator[_Written]:
    for concept in bitext.concepts:
        for tag in editions:
            if text := concept.language(tag).preferred:
                where = f"the term for {tag} of the entry “{concept.id}”"
                yield entry_id(concept.id), text, where, concept.at


def _of_theme(bitext: Bitext, editions: list[str]) -> Iterator[_Written]:
    if bitext.theme is None:
        return
    at = Location(f"{bitext.theme.folder}/words.toml")
    for tag in editions:
        for key, text in bitext.theme.words.get(tag, {}).items():
            if not text.isascii():
                yield "", text, f"the word “{key}” of [{tag}]", at


CHECK = Check("simplified-left", Severity.WARNING, text=simplified_left)
