"""Terms that are marked in the text and not defined."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem, entry_id
from jdpublish.model import SOURCE_LANGUAGE, Severity

_LANGUAGES = {"zh": SOURCE_LANGUAGE}


def undefined_term(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every concept that is explained to readers of a language has a definition in it.

    `annotate` in an entry names the languages; without a definition the reader is sent to an entry
    that says nothing. Whether the definition has been approved, the entry itself tells.
    """
    for concept in bitext.concepts:
        for tag in concept.annotate:
            language = _LANGUAGES.get(tag, tag)
            if language in bitext.sections and not concept.language(language).definition.strip():
                yield (
                    entry_id(concept.id),
                    Problem(
                        f"the entry “{concept.id}” is explained to readers of {tag},"
                        f" but has no definition in [concept.{language}]",
                        f"write one there, or take “{tag}” out of annotate",
                        concept.at,
                    ),
                )


CHECK = Check("undefined-term", Severity.WARNING, text=undefined_term)
