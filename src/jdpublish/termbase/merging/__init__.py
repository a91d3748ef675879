"""What came back from others, merged with the glossary as it is now, against what went out."""

from jdpublish.termbase.merging.outcome import (
    Addition,
    Conflict,
    Disputed,
    EntryChange,
    FieldChange,
    KeepOld,
    Merge,
    Open,
    Wishes,
)
from jdpublish.termbase.merging.sides import Decisions, Side, decisions
from jdpublish.termbase.merging.whole import merged

__all__ = [
    "Addition",
    "Conflict",
    "Decisions",
    "Disputed",
    "EntryChange",
    "FieldChange",
    "KeepOld",
    "Merge",
    "Open",
    "Side",
    "Wishes",
    "decisions",
    "merged",
]
