"""What a translation itself says otherwise than the Chinese: the same in all of its files."""

from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.errors import Location
from jdpublish.figures.comparing.comparison import Comparison, Relation
from jdpublish.figures.explanation import Passage, explain
from jdpublish.model import SOURCE_LANGUAGE, Finding, Severity
from jdpublish.parity.original import comparisons, figures
from jdpublish.waivers import Waiver

_FIGURES = "figures"
"""The check that finds the same in the text, and whose waivers hold here too."""
_MILD = (Relation.HEDGE, Relation.ROUNDED)


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that a translation has otherwise: what is wrong, and what to do.

    It is `waived` where somebody answers for it.
    """

    comparison: Comparison
    message: str
    hint: str
    severity: Severity
    waived: bool

    @property
    def passes(self) -> bool:
        """Whether it stops nobody: a warning, or something that somebody answers for."""
        return self.waived or self.severity is Severity.WARNING


def slips(
    chinese: str, other: str, language: str, *, block: str, waivers: tuple[Waiver, ...]
) -> Iterator[Slip]:
    """Yield what a text in another language says otherwise than the Chinese, by value."""
    source = Passage(chinese, figures(chinese, SOURCE_LANGUAGE))
    target = Passage(other, figures(other, language))
    for one in comparisons(chinese, other, language):
        if one.relation.wrong:
            message, hint = explain(one, source, target)
            severity = Severity.WARNING if one.relation in _MILD else Severity.ERROR
            told = Finding(_FIGURES, severity, Location(""), message, hint, block)
            waived = any(waiver.covers(told) for waiver in waivers)
            yield Slip(one, message, hint, severity, waived)
