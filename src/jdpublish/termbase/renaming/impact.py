"""Another preferred rendering: what it changes in the glossary and in all reports, to be looked at.

Only blocks whose Chinese has the term are changed, in the places that render it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, Block, Concept, Term
from jdpublish.repairs import Change
from jdpublish.report import Report
from jdpublish.sources import GlossarySources, ReportSource
from jdpublish.termbase.changing import with_changes
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.renaming.replacing import Wish, check_wish, is_new, replacements, said
from jdpublish.termbase.renaming.rewriting import check_markup, rewritten
from jdpublish.termbase.renaming.wording import ByHandError, Edit, edits, place
from jdpublish.termbase.usage.concordance import (
    ENGLISH,
    Passage,
    Rendering,
    chinese_forms,
    passages,
)
from jdpublish.terms.inflection import places
from jdpublish.terms.together import current


@dataclass(frozen=True, slots=True)
class Touched:
    """A block that changes: its English before, how often the new form comes in, and its report."""

    report: str
    block: Block
    source: Block
    count: int
    surplus: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A place that stays as it is, and why; one that is `by_hand` needs somebody to change it."""

    report: str
    block: str
    at: Location
    words: str
    why: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Echo:
    """Another place of the glossary that has the old words: it stays, and somebody looks at it."""

    concept: Concept
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """What another preferred rendering comes to, before anything is written.

    `texts` are the reports’ files that change and `glossary` those of the glossary. `standing`
    counts the places that have the new form already.
    """

    concept: Concept
    old: tuple[str, ...]
    new: str
    texts: tuple[Change, ...]
    glossary: tuple[Change, ...]
    touched: tuple[Touched, ...]
    left: tuple[Left, ...]
    echoes: tuple[Echo, ...]
    doubles: tuple[Concept, ...]
    standing: int = 0
    said: Values = field(default_factory=dict, hash=False)

    @property
    def by_hand(self) -> tuple[Left, ...]:
        """The places that somebody has to change."""
        return tuple(one for one in self.left if one.by_hand)


def renaming(
    glossary: GlossarySources, reports: tuple[Report, ...], name: str, wish: Wish
) -> Renaming:
    """Return what becomes of glossary and reports when an entry’s preferred English changes.

    An entry that has the new form already is left as it is; its old form is then what it deprecates
    as replaced by the new one. So the same wish can be carried out twice, or after a break.

    Raises:
        GlossaryError: the form cannot be the entry’s, or the entry has no English yet.
    """
    concept = next(one for one in glossary.concepts if one.id == name)
    concepts = current(glossary.concepts)
    check_wish(concept, wish)
    changed, forms = said(concept, wish), replacements(concept, wish)
    old = tuple(form for form in forms if form != concept.language(ENGLISH).first) or tuple(forms)
    work = _Work(
        concept, wish, forms, _known(concepts, name, forms), _longer(concepts, concept, old)
    )
    for report in reports:
        work.read(report)
    return Renaming(
        concept=concept,
        old=old,
        new=wish.new,
        texts=tuple(work.changes),
        glossary=with_changes(glossary, edited={name: changed}) if changed else (),
        touched=tuple(work.touched),
        left=tuple(sorted(work.left, key=lambda one: (one.report, one.at.file, one.at.line))),
        echoes=tuple(_echoes(concepts, concept, old)),
        doubles=tuple(
            one for one in concepts if one.id != name and wish.new in one.language(ENGLISH).accepted
        ),
        standing=work.standing,
        said=changed,
    )


def _known(
    concepts: tuple[Concept, ...], name: str, forms: Mapping[str, str]
) -> tuple[Concept, ...]:
    """Return the entries as reports are looked at: with the new forms beside the old.

    A place that has the new one already is then found as that, also where the old is part of it;
    and one that has an old form which the entry no longer knows is found as well.
    """

    def widened(concept: Concept) -> Concept:
        section = concept.language(ENGLISH)
        kept = tuple(term for term in section.terms if term.text not in forms.values())
        known = {section.first, *(term.text for term in kept)}
        wanted = dict.fromkeys((*forms.values(), *(form for form in forms if form not in known)))
        new = tuple(Term(form, "admitted") for form in wanted)
        languages = {**concept.languages, ENGLISH: replace(section, terms=(*kept, *new))}
        return replace(concept, languages=languages)

    return tuple(widened(one) if one.id == name else one for one in concepts)


def _longer(
    concepts: tuple[Concept, ...], concept: Concept, old: tuple[str, ...]
) -> tuple[tuple[str, Concept], ...]:
    """Return the forms of other entries that have the old words within them, and their entries."""
    return tuple(
        (form, one)
        for one in concepts
        if one.id != concept.id
        for form in one.language(ENGLISH).accepted
        if form not in old and any(places(form, words) for words in old)
    )


@dataclass(slots=True)
class _Work:
    """Goes through reports and gathers what changes in them and what does not."""

    concept: Concept
    wish: Wish
    forms: Mapping[str, str]
    concepts: tuple[Concept, ...]
    longer: tuple[tuple[str, Concept], ...]
    changes: list[Change] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    standing: int = 0

    def read(self, report: Report) -> None:
        """Take in a report."""
        self._read_details(report.source)
        found = passages(report, self.concepts, frozenset({self.concept.id}))
        wanted: dict[str, tuple[Edit, ...]] = {}
        by_id = {one.source.id: one for one in found}
        for passage in found:
            if changes := self._edits(passage):
                wanted[passage.source.id] = changes
        sections = {one.name: one for one in report.sections.get(ENGLISH, ())}
        for file in report.source.files.get(ENGLISH, ()):
            blocks = sections[file.name].blocks
            own = {block.id: wanted[block.id] for block in blocks if block.id in wanted}
            if not own:
                continue
            outcome = rewritten(file, blocks, own, language=ENGLISH)
            if outcome.changed:
                self.changes.append(Change(file.file, file.text, outcome.text))
            self.touched += (_touched(by_id[name], self.forms) for name in outcome.changed)
            for name in outcome.refused:
                for one in by_id[name].renderings:
                    if one.form in self.forms and not one.shared:
                        why = "its Markdown cannot be changed there without changing something else"
                        self._leave(by_id[name], one, why)

    def _read_details(self, source: ReportSource) -> None:
        """Note what `report.toml` says in the old words, for covers and feet."""
        chinese, english = source.details.get(SOURCE_LANGUAGE), source.details.get(ENGLISH)
        if not chinese or not english:
            return
        forms = chinese_forms((self.concept,))
        for one in fields(english):
            said, text = getattr(chinese, one.name), getattr(english, one.name)
            for old in self.forms if any(form in said for form in forms) else ():
                for start, stop in places(text, old):
                    at = source.places.get(ENGLISH, source.at)
                    key = one.name.replace("_", "-")
                    why = "report.toml is changed by hand"
                    self.left.append(Left(source.id, key, at, text[start:stop], why, by_hand=True))

    def _edits(self, passage: Passage) -> tuple[Edit, ...]:
        """Return the changes of a block; what is left alone in it is noted."""
        if passage.target is None:
            return ()
        if not passage.renderings:
            self._leave(passage, None, "no known form stands here")
        found: dict[Rendering, tuple[Edit, ...]] = {}
        by_hand = False
        for one in passage.renderings:
            words = passage.target.text[one.start : one.stop]
            if words == self.forms.get(one.form) or (
                one.form not in self.forms and one.form in self.forms.values()
            ):
                self.standing += 1
            elif one.form not in self.forms:
                self._leave(passage, one, f"a form that is {one.status} stands here", by_hand=False)
            else:
                try:
                    found[one] = self._changed(passage.target, one)
                except ByHandError as problem:
                    by_hand = True
                    self._leave(passage, one, str(problem))
        if by_hand and self.again:
            for one in found:
                self._leave(
                    passage, one, "another place of this block is left to be changed by hand"
                )
            return ()
        return tuple(edit for changes in found.values() for edit in changes)

    @property
    def again(self) -> bool:
        """Whether the entry has the new form already: what is left may be part of a longer form."""
        return not is_new(self.concept, self.wish)

    def _changed(self, target: Block, one: Rendering) -> tuple[Edit, ...]:
        if one.shared:
            raise ByHandError("another term of this block may be rendered by it, too")
        for form, concept in self.longer:
            for start, stop in places(target.text, form):
                if start <= one.start and one.stop <= stop:
                    raise ByHandError(f"it is part of “{form}”, the English of {concept.id}")
        found = edits(place(target, one.start, one.stop), one.form, self.forms[one.form])
        check_markup(target, found)
        return found

    def _leave(
        self, passage: Passage, one: Rendering | None, why: str, *, by_hand: bool = True
    ) -> None:
        target = passage.target or passage.source
        words = target.text[one.start : one.stop] if one else ""
        at = target.locate(one.start if one else 0)
        self.left.append(Left(passage.report, passage.source.id, at, words, why, by_hand))


def _touched(passage: Passage, forms: Mapping[str, str]) -> Touched:
    count = sum(one.form in forms for one in passage.renderings)
    target = passage.target or passage.source
    surplus = len(passage.renderings) > len(passage.mentions)
    return Touched(passage.report, target, passage.source, count, surplus)


def _echoes(
    concepts: tuple[Concept, ...], concept: Concept, old: tuple[str, ...]
) -> Iterator[Echo]:
    """Yield what else the glossary says in the old words: forms of terms, definitions, contexts."""
    for one in concepts:
        section = one.language(ENGLISH)
        forms = [term.text for term in section.terms if term.status != "deprecated"]
        texts = [("form", form) for form in forms if one.id != concept.id or form not in old]
        if one.id != concept.id and section.first not in forms:
            texts.append(("first", section.first))
        texts += [("definition", section.definition), ("context", section.context)]
        for where, text in texts:
            if any(places(text, form) for form in old):
                yield Echo(one, where, text)
