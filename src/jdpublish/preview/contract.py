"""The nouns of the preview: what a tab shows, what is known of the project, who asks for what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jdpublish.publication import Edition
from jdpublish.report import Report
from jdpublish.sources import Sources
from jdpublish.workspace import Project

Message = Mapping[str, Any]
"""What a tab is told, as JSON; `type` says what it is."""


@dataclass(frozen=True, slots=True)
class View:
    """What a tab shows: a report in one edition, or in a Chinese one and English side by side.

    `id` is the edition's, or both joined: zh-Hans-en.
    """

    report: str
    id: str
    editions: tuple[Edition, ...]

    @property
    def parallel(self) -> bool:
        """Whether two editions stand side by side."""
        return len(self.editions) > 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A project as it was last read without a mistake; `number` grows with each, from 1."""

    number: int
    sources: Sources
    reports: Mapping[str, Report] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A view's page as a browser gets it.

    `version` is a hash of `html`. `scripts` and `styles` are the hashes of what stands inside it,
    as a Content-Security-Policy names them (CSP Level 3, 2.3.1: 'sha256-…'). `fonts` are the files
    it asks for, by their names.
    """

    html: str
    version: str
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    fonts: Mapping[str, bytes] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks of a desk: the names in the address, the query, the body.

    `snapshot` is the project as the page shows it; on disk it may be newer. `version` is what
    If-Match says, without its quotation marks; empty where it says nothing.
    """

    project: Project
    snapshot: Snapshot
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    query: Mapping[str, str] = field(default_factory=dict, hash=False)
    body: Mapping[str, Any] = field(default_factory=dict, hash=False)
    version: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a desk answers: a status of HTTP (RFC 9110, 15), JSON, and what version it shows."""

    body: Message
    status: int = 200
    version: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """What a desk does under an address: `path` has names in braces, `conditional` wants If-Match.

    A method that writes is POST, PUT or DELETE.
    """

    method: str
    path: str
    answer: Callable[[Asked], Answer]
    conditional: bool = False
