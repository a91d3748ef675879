"""Everything that a build depends on, already read: equal sources give equal bytes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from jdpublish.corrections import CorrectionLog
from jdpublish.errors import Location
from jdpublish.fonts import Face
from jdpublish.model import Concept
from jdpublish.translation.record import TranslationRecord
from jdpublish.waivers import Waiver


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of text: its name without the ending, its place in the project, its text."""

    name: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class GlossarySources:
    """The glossary by itself: its files, and every entry as it is written, retired ones too.

    `folder` is where its files stand in the project.
    """

    files: tuple[SourceFile, ...]
    concepts: tuple[Concept, ...]
    folder: str = "glossary"


@dataclass(frozen=True, slots=True)
class Details:
    """What `report.toml` says of a report in one language, for its cover, foot and metadata.

    `overview` heads the text before the first chapter, which has no heading of its own;
    `provenance`, `translation` and `rights` say where the text comes from and which prevails, what
    the translation is worth, and who may do what with either.
    """

    body: str
    short_title: str
    overview: str
    document: str
    provenance: str
    author: str
    description: str = ""
    translation: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class ReportSource:
    """One report: its files and details by language (BCP 47), its images by relative path.

    `places` says where in `report.toml` the details of a language stand; `date` is the day of
    this version; `corrections` is the log of changes to the text as received, where there is one;
    `waivers` says which findings somebody answers for; `translation` is the record of which
    English was accepted for which Chinese, where there is one.
    """

    id: str
    at: Location
    year: str
    version: str
    details: Mapping[str, Details] = field(hash=False)
    files: Mapping[str, tuple[SourceFile, ...]] = field(hash=False)
    images: Mapping[str, bytes] = field(hash=False)
    places: Mapping[str, Location] = field(default_factory=dict, hash=False)
    date: dt.date | None = None
    corrections: CorrectionLog | None = None
    waivers: tuple[Waiver, ...] = ()
    translation: TranslationRecord | None = None


@dataclass(frozen=True, slots=True)
class ThemeFont:
    """A font of the theme, opened in the regional face of each locale that has its own.

    `display` is true of a face that sets headings only, so that a web page needs few of its
    characters; `unicode_range` is CSS's, for web pages.
    """

    family: str
    weight: int
    style: str
    faces: Mapping[str, Face] = field(hash=False)
    display: bool = False
    media: tuple[str, ...] = ("screen", "print")
    unicode_range: str = ""

    def face(self, locale: str) -> Face:
        """Return the face for a locale, else the theme's first."""
        return self.faces.get(locale) or next(iter(self.faces.values()))


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's folder: templates, styles and scripts by name, words by language, fonts, pictures.

    `page_sizes` names the page sizes it can print on, its own first; each has a style of its own.
    """

    name: str
    folder: str
    files: Mapping[str, str] = field(hash=False)
    words: Mapping[str, Mapping[str, str]] = field(hash=False)
    fonts: tuple[ThemeFont, ...] = ()
    page_sizes: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict, hash=False)

    def own_words(self, tag: str) -> dict[str, str]:
        """Return the words written for a converted edition, the nearer tag first (RFC 4647, 3.4).

        What zh-Hant says holds for zh-Hant-TW too, unless this says otherwise.
        """
        parts = tag.split("-")
        tags = ["-".join(parts[:stop]) for stop in range(2, len(parts) + 1)]
        return {key: word for one in tags for key, word in self.words.get(one, {}).items()}


@dataclass(frozen=True, slots=True)
class Sources:
    """A project, read once.

    `concepts` are the entries in use, `retired` those that are not; `glossary_files` are the files
    that both stand in.
    """

    reports: tuple[ReportSource, ...]
    concepts: tuple[Concept, ...]
    theme: Theme
    editions: tuple[str, ...]
    glossary_files: tuple[SourceFile, ...] = ()
    retired: tuple[Concept, ...] = ()
