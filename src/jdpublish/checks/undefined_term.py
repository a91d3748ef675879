"""Terms of the glossary that are not defined."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem, entry_id
from jdpublish.model import SOURCE_LANGUAGE, Concept, Severity

_LANGUAGES = {"zh": SOURCE_LANGUAGE}


def undefined_term(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every concept has a definition, and one in each language in which it is explained to readers.

    `annotate` in an entry names these languages; without a definition the reader is sent to an
    entry that says nothing. Whether the definition has been approved, the entry itself tells.
    """
    for concept in bitext.concepts:
        lacking = [tag for tag in concept.annotate if not _defined(concept, tag)]
        for tag in lacking:
            if _language(tag) in bitext.sections:
                yield (
                    entry_id(concept.id),
                    Problem(
                        f"the entry “{concept.id}” is explained to readers of {tag},"
                        f" but has no definition in [concept.{_language(tag)}]",
                        f"write one there, or take “{tag}” out of annotate",
                        concept.at,
                    ),
                )
        if not lacking and not any(map(str.strip, _definitions(concept))):
            yield (
                entry_id(concept.id),
                Problem(
                    f"the entry “{concept.id}” has no definition",
                    "say in a sentence what it means, in the language that needs it most",
                    concept.at,
                ),
            )


def _definitions(concept: Concept) -> Iterator[str]:
    yield from (section.definition for section in concept.languages.values())


def _language(tag: str) -> str:
    return _LANGUAGES.get(tag, tag)


def _defined(concept: Concept, tag: str) -> bool:
    return bool(concept.language(_language(tag)).definition.strip())


CHECK = Check("undefined-term", Severity.WARNING, text=undefined_term)
