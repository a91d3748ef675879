"""The fonts of pages in the preview: files of their own, with characters to spare.

A page that stands alone holds its fonts with just what it shows. Here each face is cut once, for
all that the project's texts and glossary hold, so that the next words that are typed seldom need
another file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from jdpublish.editions import EDITIONS
from jdpublish.fonts import Face, subset
from jdpublish.keeping import Keep
from jdpublish.model import Concept
from jdpublish.preview.contract import Snapshot
from jdpublish.publication import Edition
from jdpublish.sources import Details, ReportSource, Sources, Theme, ThemeFont
from jdpublish.stylesheet import Shown, font_rules

ADDRESS = "/-/fonts/"
"""Where pages find their fonts."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A file with some characters of a face; `known` are those that were looked for in the face."""

    known: frozenset[str]
    characters: frozenset[str]
    name: str
    content: bytes


@dataclass(slots=True)
class Shelf:
    """What was cut out of each face of some fonts last.

    A page that shows more has it cut anew, for all pages.
    """

    fonts: tuple[ThemeFont, ...]
    cuts: dict[Face, _Cut] = field(default_factory=dict)

    def cut(self, face: Face, wanted: frozenset[str], spare: Callable[[], frozenset[str]]) -> _Cut:
        """Return a file with the characters wanted, as far as the face has them."""
        last = self.cuts.get(face)
        if last and wanted <= last.known:
            return last
        known = wanted | spare() | (last.known if last else frozenset())
        characters = frozenset(one for one in known if ord(one) in face.characters)
        if last and characters == last.characters:
            made = replace(last, known=known)
        else:
            content = subset(face, characters)
            made = _Cut(known, characters, f"{sha256(content).hexdigest()}.otf", content)
        self.cuts[face] = made
        return made


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Writes the `@font-face` rules of a page, and gathers the files that they ask for."""

    snapshot: Snapshot
    edition: Edition
    keep: Keep
    files: dict[str, bytes] = field(default_factory=dict)

    def rules(self, theme: Theme, locale: str, shown: Shown) -> str:
        """Return the rules for what a page shows, from a theme's fonts for a locale."""
        shelf = self.keep(Shelf, self.snapshot.sources.theme.fonts)

        def source(_: ThemeFont, face: Face, wanted: frozenset[str]) -> str:
            made = shelf.cut(face, wanted, self._spare)
            self.files[made.name] = made.content
            return f"{ADDRESS}{made.name}"

        # Display faces have all of it too: words become headings, and a view beside another shows
        # more of them.
        everything = Shown(shown.text, shown.text + shown.display)
        return font_rules(theme, "screen", locale, everything, source)

    def _spare(self) -> frozenset[str]:
        return self.keep(_spare, self.snapshot.sources, self.edition)


def _spare(sources: Sources, edition: Edition) -> frozenset[str]:
    """Return the characters of everything that an edition may come to show."""
    found = frozenset[str]().union(*_texts(sources))
    if not edition.conversion:
        return found
    from jdpublish.script import converter  # noqa: PLC0415  OpenCC takes 60 ms

    # Each by itself: whatever phrases make of them is among the characters that the page shows.
    convert = converter(edition.conversion, sources.concepts)
    return found.union(convert("\n".join(sorted(found))))


def _texts(sources: Sources) -> Iterator[str]:
    yield from sources.theme.files.values()  # browsers may show what their scripts and styles hold
    for words in sources.theme.words.values():
        yield from words.values()
    yield from (edition.name for edition in EDITIONS)
    for report in sources.reports:
        yield from _of_report(report)
    yield from _of_glossary(sources.concepts)


def _of_report(report: ReportSource) -> Iterator[str]:
    for files in report.files.values():
        yield from (file.text for file in files)
    for details in report.details.values():
        yield from (getattr(details, name) for name in Details.__dataclass_fields__)


def _of_glossary(concepts: Iterable[Concept]) -> Iterator[str]:
    for concept in concepts:
        for own in concept.languages.values():
            yield from (term.text for term in own.terms)
            yield from (own.first, own.pinyin, own.definition)
