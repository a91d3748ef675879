"""What a command writes on."""

from dataclasses import dataclass
from typing import TextIO

from jdpublish.reporting.terminal import styled


@dataclass(frozen=True, slots=True)
class Paper:
    """A stream, and how many columns a line of it has; None where no line need be cut."""

    columns: int | None
    stream: TextIO

    @property
    def plain(self) -> bool:
        """Whether nothing can be in bold or in a colour, so that words need marks to stand out."""
        return not self.styled("", "bold")

    def styled(self, text: str, style: str) -> str:
        """Return a text in a style, where the stream can show it."""
        return styled(text, style, self.stream)
