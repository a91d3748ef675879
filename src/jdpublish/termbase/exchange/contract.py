"""What a format of exchange is: two functions between entries and the bytes of a file."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import Concept
from jdpublish.termbase.entry.fields import Values
from jdpublish.terms.table import Places


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody is handed: entries, the name of the glossary, and the day it is made on.

    The file also holds the entries as they are, so that what comes back can be compared with what
    went out.
    """

    concepts: tuple[Concept, ...]
    title: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a file that came back: what it says, and what it said when it went out.

    `said` lacks the fields of which the file does not speak. `base` is None where the file does not
    tell, as for entries that were added to it.
    """

    said: Values
    places: Places
    base: Values | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file says.

    `mistakes` are what cannot be read; where there is one, nothing is to be taken from the file.
    `unplaced` tells in sentences what no field can hold, with its place; `notes` how something was
    read of which nothing is lost. `has_base` is false where the file does not say what went out;
    `gone` are the ids that went out and are not in it.
    """

    rows: tuple[Row, ...]
    has_base: bool
    mistakes: tuple[GlossaryError, ...] = ()
    unplaced: tuple[tuple[Location, str], ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[tuple[Location, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the endings of its files, and how it is written and read.

    A `write` returns the same bytes for equal offers. A `read` is given the file's bytes and its
    name for messages, and never raises for what the file says. `recognises` says whether bytes look
    like this format. A format without `read` does not carry everything and only goes out.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Offer], bytes]
    read: Callable[[bytes, str], Returned] | None = None
    recognises: Callable[[bytes], bool] = field(default=lambda _: False)
