"""One finished file beside the text: how each figure stands in it, and where it is another."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256

from jdpublish.built.finished import FinishedFile, Passage, Place, Reading
from jdpublish.figures.comparing.comparison import Comparison, Relation
from jdpublish.figures.quantity import Quantity
from jdpublish.model import SOURCE_LANGUAGE, Block, Severity
from jdpublish.parity import PARITY
from jdpublish.parity.alterations import Alteration, Span
from jdpublish.parity.original import Original, collation, comparisons, figures
from jdpublish.parity.slips import Slip, slips
from jdpublish.parity.standing import REACH, CheckedFile, Standing, Stands, Words, in_context
from jdpublish.parity.words import Wording, wording, written
from jdpublish.publication import Edition
from jdpublish.waivers import Waiver


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place of a file; what is so in a whole edition is told once for it."""

    message: str
    place: Place
    block: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR
    everywhere: bool = False
    check: str = PARITY.id


@dataclass(frozen=True, slots=True)
class Compared:
    """A block in one file: how each of its figures stands there, and what is wrong.

    `altered` says that the file does not have what the edition's own text has.
    """

    block: Block
    stands: tuple[Stands, ...]
    problems: tuple[Problem, ...] = ()
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """One file beside the text.

    `simplify` says which characters of the file stand for which of the Chinese text's;
    `waivers` let pass what the translation itself says otherwise.
    """

    text: Original
    file: FinishedFile
    edition: Edition
    reading: Reading
    simplify: Mapping[int, str]
    waivers: tuple[Waiver, ...] = ()

    @property
    def language(self) -> str:
        """The language that the edition is made from."""
        return self.edition.source

    @property
    def is_chinese(self) -> bool:
        """Whether the edition has the Chinese text itself, in whatever script."""
        return self.language == SOURCE_LANGUAGE

    @property
    def checked(self) -> CheckedFile:
        """The file with its sum as it is now."""
        content = self.file.content or b""
        sum_now = sha256(content).hexdigest()
        return CheckedFile(
            self.file, sum_now, len(content), self.reading.pages, sum_now == self.file.sha256
        )

    @property
    def is_foreign(self) -> bool:
        """Whether nothing of the text is in the file, so that it is another one altogether."""
        return not self.reading.passages

    def blocks(self) -> Iterator[Compared]:
        """Yield every block of the Chinese text as it stands here."""
        own = self.text.own.get(self.language, {})
        for block in self.text.blocks:
            passage = self.reading.passages.get(block.id)
            if passage is None:
                yield self._absent(block)
            elif block.id not in own:
                yield self._untranslated(block, passage)
            elif self.is_chinese:
                yield self._in_chinese(block, passage)
            else:
                yield self._by_value(block, own[block.id], passage)

    def _absent(self, block: Block) -> Compared:
        stands = self._missing(block, Place(page=1 if self.file.format == "pdf" else 0))
        told = _counted(len(stands), "figure")
        message = f"the block “{block.id}” of the text is not in this file"
        message += f", and with it {told}" if stands else ""
        problem = Problem(message, Place(), block.id)
        return Compared(block, stands, (problem,), altered=True)

    def _untranslated(self, block: Block, passage: Passage) -> Compared:
        stands = self._missing(block, passage.place(0))
        message = f"the block “{block.id}” is not translated: {_counted(len(stands), 'figure')}"
        problem = Problem(
            f"{message} of the Chinese {'is' if len(stands) == 1 else 'are'} not here",
            passage.place(0),
            block.id,
            "translate it, and build again",
            everywhere=True,
        )
        return Compared(block, stands, (problem,) if stands else ())

    def _missing(self, block: Block, place: Place) -> tuple[Stands, ...]:
        chinese = written(block.text, chinese=True)
        return tuple(
            self._stands(Standing.MISSING, block, None, place)
            for _ in figures(chinese, SOURCE_LANGUAGE)
        )

    def _in_chinese(self, block: Block, passage: Passage) -> Compared:
        """Compare in the same language: the same figures in the same order."""
        ours = written(block.text, chinese=True)
        theirs = wording(passage, block, ours, chinese=True)
        found = collation(ours, theirs.text.translate(self.simplify), SOURCE_LANGUAGE)
        stands = []
        for span, same in found.beside:
            if span is None:
                stands.append(self._stands(Standing.MISSING, block, None, passage.place(0)))
                continue
            standing = Standing.SAME if same else Standing.DIFFERS
            words = in_context(theirs.text, span.start, span.stop, REACH[True])
            stands.append(self._stands(standing, block, words, theirs.place(span.start)))
        problems = tuple(self._altered(block, theirs, found.alterations))
        return Compared(block, tuple(stands), problems, altered=bool(problems))

    def _by_value(self, block: Block, own: Block, passage: Passage) -> Compared:
        """Compare with the translation's own text exactly, and with the Chinese by value."""
        expected = written(own.text, chinese=False)
        theirs = wording(passage, own, expected, chinese=False)
        chinese = written(block.text, chinese=True)
        found = collation(expected, theirs.text, self.language)
        compared = comparisons(chinese, theirs.text, self.language)
        found_wrong = tuple(
            slips(chinese, theirs.text, self.language, block=block.id, waivers=self.waivers)
        )
        passing = {slip.comparison for slip in found_wrong if slip.passes}
        stands = tuple(
            self._translated(figure, compared, passing, block, theirs)
            for figure in figures(chinese, SOURCE_LANGUAGE)
        )
        altered = tuple(self._altered(block, theirs, found.alterations))
        told = (_told(slip, block, theirs) for slip in found_wrong if not slip.waived)
        return Compared(block, stands, altered or tuple(told), altered=bool(altered))

    def _translated(
        self,
        figure: Quantity,
        compared: tuple[Comparison, ...],
        passing: AbstractSet[Comparison],
        block: Block,
        theirs: Wording,
    ) -> Stands:
        own = sorted(
            (one for one in compared if one.source == figure),
            key=lambda one: (not one.relation.wrong, one in passing),
        )
        if not own:
            return self._stands(Standing.MISSING, block, None, theirs.place(0))
        relation, target = own[0].relation, own[0].target
        if relation.wrong and own[0] in passing:
            standing = Standing.LOOSE
        elif relation.wrong:
            standing = Standing.DIFFERS if target else Standing.MISSING
        else:
            standing = Standing.BY_VALUE if target else Standing.UNNEEDED
        if target is None:
            return self._stands(standing, block, None, theirs.place(0), relation)
        words = in_context(theirs.text, target.start, target.stop, REACH[False])
        return self._stands(standing, block, words, theirs.place(target.start), relation)

    def _stands(
        self,
        standing: Standing,
        block: Block,
        words: Words | None,
        place: Place,
        relation: Relation | None = None,
    ) -> Stands:
        there = f"page={place.page}" if place.page else block.id
        return Stands(self.file.path, standing, words, place, f"{self.file.path}#{there}", relation)

    def _altered(
        self, block: Block, theirs: Wording, alterations: tuple[Alteration, ...]
    ) -> Iterator[Problem]:
        reached = 0
        for one in alterations:
            if one.theirs:
                reached = one.theirs.start
            place = theirs.place(reached)
            page = on_page(place)
            if one.ours and one.theirs:
                words = _shown(theirs, one.theirs)
                message = f"“{one.ours.text}” of the text reads “{words}”{page}"
                if words == one.ours.text:  # the figure is the same, what hedges it is not
                    message = (
                        f"“{words}” of the text has lost or changed a word such as “about”{page}"
                    )
            elif one.ours:
                message = f"“{one.ours.text}” of the text does not stand in its block{page}"
            else:
                words = _shown(theirs, one.theirs) if one.theirs else ""
                message = f"“{words}” stands{page or ' here'}, and not in the text"
            yield Problem(message, place, block.id)


def _told(slip: Slip, block: Block, theirs: Wording) -> Problem:
    target = slip.comparison.target
    return Problem(
        slip.message,
        theirs.place(target.start if target else 0),
        block.id,
        f"{slip.hint} in the text, and build again",
        slip.severity,
        everywhere=True,
    )


def _shown(words: Wording, span: Span) -> str:
    """Return words as the file has them, in its own script."""
    return words.text[span.start : span.stop]


def on_page(place: Place) -> str:
    """Return words that name the page of a place in a PDF, or nothing."""
    return f" on page {place.page}" if place.page else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
