"""The files of a glossary, and where in them its entries stand."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import Concept
from jdpublish.sources import GlossarySources
from jdpublish.termbase.entry.naming import slug
from jdpublish.termbase.forms.pinyin import pinyin
from jdpublish.terms.layout import EntrySpan
from jdpublish.terms.layout import entries as entry_spans

_NO_SUBJECT = "other"


@dataclass(frozen=True, slots=True)
class GlossaryFiles:
    """The files of a glossary, and where their entries stand.

    A file has None for these where an entry does not begin with a line `[[concept]]`.
    """

    folder: str
    texts: Mapping[str, str]
    lines: Mapping[str, int]
    spans: Mapping[str, tuple[EntrySpan, ...] | None]
    concepts: Mapping[str, Concept]
    homes: Mapping[str, str]

    @classmethod
    def of(cls, sources: GlossarySources) -> "GlossaryFiles":
        """Return a glossary as it is."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in sources.concepts:
            counts[one.subject][one.at.file] += 1
        held = Counter(one.at.file for one in sources.concepts)
        spans = {one.file: entry_spans(one.text) for one in sources.files}
        return cls(
            sources.folder,
            {one.file: one.text for one in sources.files},
            {one.file: one.text.count("\n") for one in sources.files},
            {file: own if len(own) == held[file] else None for file, own in spans.items()},
            {one.id: one for one in sources.concepts},
            {subject: files.most_common(1)[0][0] for subject, files in counts.items()},
        )

    def entry(self, name: str) -> Concept:
        """Return the entry with an id.

        Raises:
            GlossaryError: there is none.
        """
        found = self.concepts.get(name)
        if found is None:
            raise GlossaryError(
                f"the glossary has no entry with the id “{name}”",
                hint="`jdpublish glossary list` shows those it has",
            )
        return found

    def span(self, concept: Concept) -> EntrySpan:
        """Return where an entry stands in the text of its file.

        Raises:
            GlossaryError: that cannot be told.
        """
        spans = self.spans[concept.at.file]
        if not spans:
            raise by_hand(concept.at)
        return spans[bisect_right(spans, concept.at.line, key=lambda span: span.line) - 1]

    def home(self, subject: str) -> str:
        """Return the file in which most entries of a subject stand, else one named for it."""
        if home := self.homes.get(subject):
            return home
        name = slug(subject) or slug(pinyin(subject)) or _NO_SUBJECT
        return f"{self.folder}/{name}.toml"


def by_hand(at: Location) -> GlossaryError:
    """Return the error that an entry is for which there is no sure place for a change."""
    return GlossaryError(
        "this entry is written in a way that this command cannot change",
        at=at,
        hint="change it by hand, or begin it with a line [[concept]] and each language with"
        " a line such as [concept.en]",
    )
