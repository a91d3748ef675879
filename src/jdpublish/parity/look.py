"""One finished file beside the text: how each figure stands in it, and what is wrong."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256

from jdpublish.errors import Location
from jdpublish.figures.comparing.comparison import Comparison, Relation
from jdpublish.figures.quantity import Quantity
from jdpublish.finished import FinishedFile, Passage, Place, Reading, Stray
from jdpublish.model import SOURCE_LANGUAGE, Block, Finding, Severity
from jdpublish.parity import PARITY
from jdpublish.parity.alterations import Alteration, Span
from jdpublish.parity.original import Original, collation, comparisons, figures
from jdpublish.parity.slips import Slip, slips
from jdpublish.parity.standing import REACH, CheckedFile, Standing, Stands, Words, in_context
from jdpublish.parity.words import Wording, wording, written
from jdpublish.publication import Edition
from jdpublish.waivers import Waiver

Key = tuple[object, ...]
"""What makes two findings the same one, told of two files."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place of a file; what is so in a whole edition is told once for it."""

    message: str
    place: Place
    block: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR
    everywhere: bool = False


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
class Rebuild:
    """The command that builds a file again."""

    report: str
    file: FinishedFile
    output: str

    def __str__(self) -> str:
        """Return the command as it is typed."""
        words = ["jdpublish build", self.report, "-e", self.file.edition, "-f", self.file.format]
        words += ["--page-size", self.file.page_size] if self.file.page_size else []
        words += ["--marks"] if self.file.marks else []
        words += ["--draft"] if self.file.draft else []
        words += ["-o", self.output] if self.output else []
        return f"`{' '.join(words)}`"


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
    rebuild: Rebuild
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
            page = _on_page(place)
            if one.ours and one.theirs:
                message = (
                    f"“{one.ours.text}” of the text reads “{_shown(theirs, one.theirs)}”{page}"
                )
            elif one.ours:
                message = f"“{one.ours.text}” of the text does not stand in its block{page}"
            else:
                words = _shown(theirs, one.theirs) if one.theirs else ""
                message = f"“{words}” stands{page or ' here'}, and not in the text"
            yield Problem(message, place, block.id)

    # ── Findings ──

    def findings(self, compared: tuple[Compared, ...]) -> Iterator[tuple[Key, Finding]]:
        """Yield what is wrong with the file, each with what makes it the same elsewhere."""
        as_built = self.checked.as_built
        since = "the text was changed after" if as_built else "this file was changed after it"
        again = (
            f"{since}{' this file' if as_built else ''} was built: build it again, {self.rebuild}"
        )
        problems = [problem for one in compared for problem in one.problems]
        problems += self._unknown()
        if not as_built and not any(one.altered for one in compared):
            problems.append(
                Problem("this file is not the one that was built: its SHA-256 is another", Place())
            )
        problems += self._strays()
        told: Counter[tuple[str, str]] = Counter()
        for problem in problems:
            key = (problem.block, problem.message, told[problem.block, problem.message])
            told[problem.block, problem.message] += 1
            yield (
                (self.edition.id if problem.everywhere else self.file.file, *key),
                Finding(
                    PARITY.id,
                    problem.severity,
                    Location(self.file.file, problem.place.line, problem.place.column),
                    problem.message,
                    problem.hint or again,
                    problem.block,
                ),
            )

    def _unknown(self) -> Iterator[Problem]:
        for identity, passage in self.reading.unknown.items():
            place = passage.place(0)
            yield Problem(
                f"the block “{identity}” stands{_on_page(place) or ' here'}, and not in the text",
                place,
                identity,
            )

    def _strays(self) -> Iterator[Problem]:
        for stray in self.reading.strays:
            if not (self.file.draft and _is_stamp(stray)):
                yield Problem(
                    _STRAYS[stray.what].format(words=stray.words, page=stray.place.page),
                    stray.place,
                    hint=f"if nobody means it to be there, build the file again, {self.rebuild}",
                )


_STRAYS = {
    "words": "“{words}” is written on page {page}, and is no part of the text",
    "cover": "something on page {page} covers “{words}”",
    "comment": "a comment or stamp lies on page {page}: “{words}”",
}


def _is_stamp(stray: Stray) -> bool:
    """Whether words may be the stamp that every page of a draft bears: it has no figure."""
    return stray.what == "words" and not any(map(str.isdigit, stray.words))


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


def _on_page(place: Place) -> str:
    return f" on page {place.page}" if place.page else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
