"""What is published: editions, what they are printed on, what they carry, finished files."""

from dataclasses import dataclass
from typing import Literal

from jdpublish.model import Finding


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something in an edition that is not final, for its draft: what kind, and where.

    `places` holds ids of the page, one for each case; empty where a case has no place.
    """

    kind: Literal["untranslated", "stale", "finding", "provisional", "proposed"]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One language or script in which a report is published; `id` is its BCP 47 tag.

    `source` is the language whose files it is made from; `conversion` names the profile of
    `jdpublish.script` that turns these into the edition, if any; `locale` picks the font's
    regional forms; `name` is what its own readers call it.
    """

    id: str
    source: str
    name: str
    conversion: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a PDF is printed on: one of the theme's page sizes, empty where it has but one.

    `suffix` parts the file's name from that of the theme's first size. With `marks` the sheet is
    larger than the page: it has bleed and crop marks for the printer.
    """

    size: str = ""
    marks: bool = False
    suffix: str = ""


OWN_SHEET = Sheet()
"""What is printed on where nobody has chosen."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A source file that travels in a PDF: its name there, its media type, what it is, its text.

    `relationship` is how it relates to the edition, as PDF names it.
    """

    name: str
    media_type: str
    relationship: Literal["Source", "Data", "Alternative"]
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: its place below the output folder, its bytes, and what was found on it."""

    path: str
    content: bytes
    edition: str = ""
    format: str = ""
    pages: int | None = None
    findings: tuple[Finding, ...] = ()
    sheet: Sheet = OWN_SHEET
    draft: bool = False
