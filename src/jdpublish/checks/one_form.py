"""The check `one-form`: a report keeps to one rendering of a term."""

from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.mentioned import Mentioned, Passage, passages, quoted
from jdpublish.errors import Location
from jdpublish.model import Severity
from jdpublish.terms.inflection import Rendering, renderings, stems


def one_form(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """A report renders a term in one way, although the glossary admits others.

    The form for the first mention is no other way; nor is another inflection or order of the same
    words, or a shorter form whose words are all in the longer one: “Jiading” and “Jiading
    District”. A full name and its abbreviation go together where `first` has both. In a block that
    has the preferred form as often as the Chinese has the term, other forms are taken for common
    words.
    """
    for language in bitext.targets:
        uses: dict[str, list[_Use]] = {}
        for passage in passages(bitext, language):
            for mentioned in passage.mentioned:
                if len(mentioned.forms) > 1:
                    uses.setdefault(mentioned.concept.id, []).extend(_uses(passage, mentioned))
        for found in uses.values():
            yield from _problems(found)


CHECK = Check("one-form", Severity.WARNING, text=one_form)


@dataclass(frozen=True, slots=True)
class _Use:
    """A place in the translation that renders a concept in one of its forms."""

    form: str
    place: Rendering
    passage: Passage
    mentioned: Mentioned

    @property
    def words(self) -> str:
        return self.passage.text[self.place.start : self.place.stop]

    @property
    def at(self) -> Location:
        return self.passage.locate(self.place.start)


def _uses(passage: Passage, mentioned: Mentioned) -> list[_Use]:
    """Return the renderings of a concept in a passage, no more than it has mentions."""
    preferred, first = mentioned.section.preferred, mentioned.section.first
    found = sorted(
        renderings(passage.text, mentioned.forms),
        key=lambda one: one.form not in (preferred, first),
    )
    return [
        _Use(one.form, one, passage, mentioned)
        for one in found[: mentioned.count]
        if one.form != first or first == preferred
    ]


def _problems(uses: list[_Use]) -> Iterator[tuple[str, Problem]]:
    if len({use.form for use in uses}) < 2:  # noqa: PLR2004  one form is no other
        return
    section = uses[0].mentioned.section
    first = stems(section.first)
    usual = next((use for use in uses if use.form == section.preferred), uses[0])
    for use in uses:
        one, other = stems(use.form), stems(usual.form)
        if not (one <= other or other <= one or one | other <= first):
            yield (
                use.passage.source.id,
                Problem(
                    f"“{use.mentioned.words}” is “{use.words}” here and “{usual.words}” at"
                    f" {usual.at}",
                    "keep to one form in a report; the glossary prefers"
                    f" {quoted(section.preferred)} ({use.mentioned.entry})",
                    use.at,
                ),
            )
