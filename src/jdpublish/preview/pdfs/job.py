"""A PDF that is being made: how far it is, and what became of it."""

from dataclasses import dataclass
from typing import Literal

from jdpublish.preview.contract import Message

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Step = Literal["", "reading", "setting", "pages", "writing"]


@dataclass(frozen=True, slots=True)
class Job:
    """A PDF of an edition: `number` is the snapshot that it was asked of.

    `page` is the page that is being set, `seconds` how long the work has taken so far, `fraction`
    how much of it is done, from 0 to 1.
    """

    id: str
    report: str
    edition: str
    number: int
    state: State = "waiting"
    step: Step = ""
    page: int = 0
    fraction: float = 0.0
    seconds: float = 0.0
    content: bytes = b""
    problems: tuple[Message, ...] = ()

    @property
    def file(self) -> str:
        """The PDF's name, as a build names it."""
        return f"{self.report}.{self.edition}.pdf"

    @property
    def open(self) -> bool:
        """Whether something is still to become of it."""
        return self.state in ("waiting", "running")


def message(job: Job) -> Message:
    """Return what tabs are told of a PDF."""
    return {
        "type": "pdf",
        "job": job.id,
        "report": job.report,
        "edition": job.edition,
        "state": job.state,
        "step": job.step,
        "page": job.page,
        "fraction": round(job.fraction, 3),
        "seconds": round(job.seconds, 1),
        "url": f"/-/pdf/{job.id}/{job.file}" if job.state == "done" else "",
        "problems": list(job.problems),
    }


_BEFORE: dict[Step, float] = {
    "": 0.0,
    "reading": 0.02,
    "setting": 0.12,
    "pages": 0.2,
    "writing": 0.85,
}
"""How much is done when a step begins, where nothing better is known: of the real report."""
_MANY_PAGES = 20


def fraction(step: Step, pages: int, seconds: float, last: float | None) -> float:
    """Return how much is done: by what the last one took, else by the step and the pages set.

    How many pages there will be is not known before the last of them, so each brings a little
    less than the one before.
    """
    if last:
        return min(seconds / last, 0.98)
    done = _BEFORE[step]
    if step == "pages":
        done += (_BEFORE["writing"] - done) * (1 - _MANY_PAGES / (_MANY_PAGES + pages))
    return done
