"""What came back from others, merged with the glossary as it is now, against what went out."""

from jdpublish.termbase.merging.outcome import (
    Addition,
    Change,
    Conflict,
    FieldChange,
    Merge,
    Open,
    Settings,
)
from jdpublish.termbase.merging.sides import Decisions, Side, decisions
from jdpublish.termbase.merging.whole import merged

__all__ = [
    "Addition",
    "Change",
    "Conflict",
    "Decisions",
    "FieldChange",
    "Merge",
    "Open",
    "Settings",
    "Side",
    "decisions",
    "merged",
]
