"""What is asked and answered: words somebody has chosen in a text, and what renders them there."""

from dataclasses import dataclass
from enum import StrEnum

from jdpublish.errors import Location
from jdpublish.model import Block


class Reason(StrEnum):
    """Why words are thought to render others, the surest first."""

    QUOTED = "quoted"
    RECURRING = "recurring"
    PART = "part"
    WORDS = "words"
    NAME = "name"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Pairing:
    """A block and its translation, of which one has the words in question.

    `chosen` are these words; they stand at `start` of the Chinese or the English text, in code
    points.
    """

    chinese: Block
    english: Block
    chosen: str
    start: int


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Words that may render what was chosen: literally `block.text[start:stop]`, and why.

    `first` is the same with the explanation in brackets that follows it, as a first mention has it.
    `recurs` says in how many other blocks that have what was chosen they stand, too. The higher
    the `score`, the likelier.
    """

    text: str
    block: Block
    start: int
    stop: int
    reasons: tuple[Reason, ...]
    first: str = ""
    recurs: int = 0
    score: float = 0.0

    @property
    def at(self) -> Location:
        """Where they stand in the file."""
        return self.block.locate(self.start)
