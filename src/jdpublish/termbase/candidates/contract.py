"""What a term candidate is: words of a text, why they are proposed, and where they stand."""

from dataclasses import dataclass
from enum import StrEnum

from jdpublish.errors import Location
from jdpublish.model import Block


class Why(StrEnum):
    """Why words are proposed, the surest first."""

    QUOTED = "quoted"
    SLOGAN = "slogan"
    RUN = "run"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of Chinese text and its translation, or None; `origin` names the report or file."""

    source: Block
    target: Block | None
    origin: str

    @property
    def text(self) -> str:
        """The words that are looked through."""
        return self.source.text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: `start` and `stop` in a passage's text, in code points."""

    passage: Passage
    start: int
    stop: int

    @property
    def words(self) -> str:
        """What stands there."""
        return self.passage.text[self.start : self.stop]

    @property
    def at(self) -> Location:
        """The place in the file."""
        return self.passage.source.locate(self.start)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a term: why, where they stand, and what entries stand within them.

    `contains` holds pairs of a term and its entry's id. The higher the `score`, the surer a run.
    """

    text: str
    why: Why
    places: tuple[Place, ...]
    contains: tuple[tuple[str, str], ...] = ()
    score: float = 0.0

    @property
    def count(self) -> int:
        """How often it stands in the text."""
        return len(self.places)
