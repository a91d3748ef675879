"""The nouns of a PDF's structure tree: elements, and what they hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Content:
    """A text or a picture on a page (from 0), by the number it has in the page's stream."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """What makes a place on a page (from 0) a link, and the words that say where it leads."""

    page: int
    link: Any
    words: str


@dataclass(slots=True, eq=False)
class Element:
    """A structure element; `language` is a BCP 47 tag, `owner` what its attributes belong to.

    `tag` is the name of the HTML element that it was made for.
    """

    kind: str
    language: str
    parent: "Element | None" = None
    tag: str = ""
    kids: list["Element | Content | Annotation"] = field(default_factory=list)
    identity: str = ""
    alternative: str = ""
    owner: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)

    def begin(self, kind: str, *, tag: str = "", language: str = "") -> "Element":
        """Return a new element, the last in this one."""
        element = Element(kind, language or self.language, self, tag)
        self.kids.append(element)
        return element

    def label(self) -> "Element":
        """Return a new label, the first in this element."""
        element = Element("Lbl", self.language, self)
        self.kids.insert(0, element)
        return element

    def above(self) -> Iterator["Element"]:
        """Yield this element and those that it lies in, from the innermost."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent
