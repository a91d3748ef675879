"""The findings that somebody answers for: a report's `waivers.toml`, and what it lets pass."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import cast

from jdpublish.dates import day
from jdpublish.errors import JdpublishError, Location, ProjectError, refuse
from jdpublish.model import Finding, Severity
from jdpublish.toml import read_toml

WAIVER = "waiver"
"""The check that a finding about a waiver itself belongs to."""

_NEEDED = ("block", "check", "reason", "by", "expires")
_KEYS = (*_NEEDED, "words")
_HEAD = re.compile(r"\[\[\s*[\"']?waiver[\"']?\s*\]\]")


@dataclass(frozen=True, slots=True)
class Waiver:
    """What lets the findings of a check in a block pass: who says so, why, and until what day.

    With `words`, only findings whose message has these words. It holds through the day `expires`.
    `places` says where in the file its keys stand.
    """

    at: Location
    block: str
    check: str
    reason: str
    by: str
    expires: dt.date
    words: str = ""
    places: Mapping[str, Location] = field(default_factory=dict, compare=False)

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that the waiver is about, whatever the day."""
        return (finding.check, finding.block) == (
            self.check,
            self.block,
        ) and self.words in finding.message

    def place(self, key: str) -> Location:
        """Return where a key of the waiver stands, else where it begins."""
        return self.places.get(key, self.at)


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings parted: those that stay, and those that a waiver lets pass, each with it."""

    findings: tuple[Finding, ...]
    waived: tuple[tuple[Waiver, Finding], ...] = ()


def read_waivers(text: str, *, file: str) -> tuple[Waiver, ...]:
    """Return the waivers of a file, in its order.

    Raises:
        ProjectError: with file and line, all mistakes together: broken TOML, an unknown or missing
            key, an empty text, something that is not a day.
    """
    data = read_toml(text, file=file, error=ProjectError)
    entries = data.get("waiver", [])
    lines = text.split("\n")
    for key in data:
        if key != "waiver" or not isinstance(entries, list) or not all(map(_is_table, entries)):
            at = next((n for n, line in enumerate(lines, 1) if key in line), 1)
            raise ProjectError(
                f"“{key}” is not a waiver",
                at=Location(file, at),
                hint="begin each waiver with [[waiver]], with two brackets",
            )
    starts = [number for number, line in enumerate(lines, 1) if _HEAD.match(line.strip())]
    ends = [*starts[1:], len(lines) + 1]
    read = []
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        start, end = (starts[index], ends[index]) if index < len(starts) else (1, 1)
        read.append(_Entry(file, start, tuple(lines[start : end - 1]), entry))
    refuse(mistake for entry in read for mistake in entry.mistakes())
    return tuple(entry.waiver() for entry in read)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A waiver as it was written: its values, and the lines below its head at `start`."""

    file: str
    start: int
    lines: tuple[str, ...]
    values: Mapping[str, object]

    def at(self, key: str) -> Location:
        for number, line in enumerate(self.lines, self.start + 1):
            if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return Location(self.file, number, len(line) - len(line.lstrip()) + 1)
        return Location(self.file, self.start)

    def mistakes(self) -> Iterator[JdpublishError]:
        for key in self.values:
            if key not in _KEYS:
                near = _near(key, _KEYS)
                hint = f"{near}a waiver has {', '.join(_KEYS)}"
                yield ProjectError(f"a waiver has no “{key}”", at=self.at(key), hint=hint)
        missing = [key for key in _NEEDED if key not in self.values]
        if missing:
            yield ProjectError(
                f"this waiver lacks {', '.join(missing)}",
                at=Location(self.file, self.start),
                hint="say why it is right as it is, who answers for it, and until what day:"
                ' reason = "…", by = "…", expires = 2026-12-31',
            )
        for key in (*_NEEDED[:-1], "words"):
            value = self.values.get(key, "…")
            if not isinstance(value, str) or not value.strip():
                hint = f'write {key} = "…"'
                yield ProjectError(f"“{key}” is not a text", at=self.at(key), hint=hint)
        if "expires" in self.values and self.expires() is None:
            yield ProjectError(
                f"“{self.values['expires']}” is not a day",
                at=self.at("expires"),
                hint="write the last day on which it holds: expires = 2026-12-31",
            )

    def expires(self) -> dt.date | None:
        value = self.values["expires"]
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        return day(value) if isinstance(value, str) else None

    def waiver(self) -> Waiver:
        texts = {
            key: str(self.values[key]) for key in (*_NEEDED[:-1], "words") if key in self.values
        }
        return Waiver(
            at=Location(self.file, self.start),
            expires=cast("dt.date", self.expires()),  # `mistakes` has told of all others
            places={key: self.at(key) for key in self.values},
            **texts,
        )


def check_known(
    waivers: Iterable[Waiver], checks: Collection[str], blocks: Collection[str]
) -> None:
    """Make sure that waivers name checks that there are, and blocks or entries of the glossary.

    Raises:
        ProjectError: at the first name that is unknown, with the others.
    """
    refuse(_unknown(waivers, checks, blocks))


def _unknown(
    waivers: Iterable[Waiver], checks: Collection[str], blocks: Collection[str]
) -> Iterator[JdpublishError]:
    for waiver in waivers:
        if waiver.check not in checks:
            yield ProjectError(
                f"there is no check “{waiver.check}”",
                at=waiver.place("check"),
                hint=f"{_near(waiver.check, checks)}`jdpublish check --list` names them all",
            )
        if waiver.block not in blocks:
            yield ProjectError(
                f"there is no block “{waiver.block}” in this report",
                at=waiver.place("block"),
                hint=f"{_near(waiver.block, blocks)}a block's id stands at its end: {{#p12}};"
                " an entry of the glossary is named by term- and its id;"
                " where it is gone, delete the waiver",
            )


def _near(word: str, known: Iterable[str]) -> str:
    return "".join(f"did you mean “{one}”? " for one in get_close_matches(word, known, 1))


def judged(findings: Iterable[Finding], waivers: Iterable[Waiver], today: dt.date) -> Judged:
    """Return findings parted by what waivers let pass on a day; the first that covers one counts.

    A waiver holds through the day on which it expires.
    """
    in_force = tuple(waiver for waiver in waivers if today <= waiver.expires)
    stay, passed = [], []
    for finding in findings:
        waiver = next((one for one in in_force if one.covers(finding)), None)
        if waiver:
            passed.append((waiver, finding))
        else:
            stay.append(finding)
    return Judged(tuple(stay), tuple(passed))


def overdue(
    waivers: Iterable[Waiver],
    findings: Collection[Finding],
    *,
    checks: Collection[str],
    today: dt.date,
) -> Iterator[Finding]:
    """Yield the waivers that are owed a look: expired, or of no use to any of these findings.

    `findings` are all there are, waived ones too, and `checks` the ids of those that ran: of
    another's waivers nobody knows.
    """
    for waiver in waivers:
        name = f"the waiver of “{waiver.check}” in “{waiver.block}”"
        used = any(map(waiver.covers, findings))
        if waiver.check in checks and not used:
            words = f" whose message has “{waiver.words}”" if waiver.words else ""
            yield _finding(
                waiver,
                f"{name} matches no finding{words}",
                "what it was about is mended or has changed: delete the waiver, or renew it",
            )
        elif today > waiver.expires:
            yield _finding(
                waiver,
                f"{name} expired on {waiver.expires}, and no longer holds",
                f"mend the text, or ask {waiver.by} for a new day",
            )


def _finding(waiver: Waiver, message: str, hint: str) -> Finding:
    return Finding(WAIVER, Severity.WARNING, waiver.at, message, hint, waiver.block)
