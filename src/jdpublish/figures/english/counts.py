"""English words that count without a number: both, none, a decade, within an hour, Phase 2."""

import re
from decimal import Decimal

from jdpublish.figures.english.number_words import SCALES
from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.english.units import unit_at
from jdpublish.figures.quantity import Kind
from jdpublish.figures.units import ENGLISH_UNITS

_FEW = re.compile(
    r"(?P<word>both|an? (?:pair|couple)(?= of\b)|none(?= (?:against|oppos|abstain))|zero|nil)"
    r"(?![a-z])"
)
_FEW_VALUES = {"both": 2, "none": 0, "zero": 0, "nil": 0}
_YEARLY = {
    "centenary": 100, "centenaries": 100, "centennial": 100, "biennial": 2, "triennial": 3,
    "quadrennial": 4,
}  # fmt: skip
_YEARS = re.compile(rf"(?:{'|'.join(_YEARLY)})(?![a-z])")
_SPANS = {
    "decade": ("10", "years"), "century": ("100", "years"), "fortnight": ("14", "days"),
    "half-hour": ("0.5", "hours"), "half-century": ("50", "years"), "half-year": ("0.5", "years"),
    "quarter-century": ("25", "years"), "hour": ("1", "hour"), "minute": ("1", "minute"),
    "week": ("1", "week"), "month": ("1", "month"), "year": ("1", "year"), "day": ("1", "day"),
}  # fmt: skip
_SPAN = re.compile(
    rf"an? (?P<unit>{'|'.join(_SPANS)})(?P<half> and a half)?"
    r"(?![a-z-]| (?:earlier|ago|later|before|and a)\b)"
)
_LASTING = re.compile(
    r"\b(?:within|in|for|about|nearly|almost|over|than|least|under|around|roughly|some|just|after|"
    r"lasted|lasting|lasts|last|took|takes?|of|past|every|half|another|by)(?: just)? $"
)
_DECADES = re.compile(r"[ -](?P<name>decade|centur(?:y|ie)|fortnight)s?(?![a-z])")
_SCALE = re.compile(rf"(?P<scale>{'|'.join(SCALES)})-")
_WORD_BEFORE = re.compile(r"([A-Za-z&]+\.?)[ -]$")
_TIMES_SIGN = re.compile(r"[x×](?=[0-9])")
_NUMBERED = frozenset(
    (
        "no.", "nos.", "article", "articles", "chapter", "chapters", "section", "sections",
        "clause", "clauses", "rule", "table", "tables", "figure", "figures", "annex", "appendix",
        "phase", "page", "pages", "level", "tier", "grade", "category", "type", "stage",
        "terminal", "room", "class", "paragraph", "paragraphs",
    )
)  # fmt: skip
"""What a number after it only tells from others, whether it has a capital or not."""
_NUMBERED_NAMES = frozenset(
    (
        "Area", "Band", "Batch", "Block", "Bridge", "Building", "Bus", "CAC", "CSI", "Channel",
        "Cohort", "Composite", "Court", "DAX", "Day", "District", "Division", "Dow", "Episode",
        "Exit", "Expressway", "FTSE", "Flight", "Floor", "Force", "Fortune", "Game", "Gate",
        "Global", "Group", "Hall", "Highway", "Issue", "Item", "Lane", "Lot", "Match", "Model",
        "NASDAQ", "Nasdaq", "Nikkei", "No", "Note", "Number", "Part", "Pavilion", "Pier",
        "Platform", "Plot", "Point", "Project", "Reactor", "Region", "Resolution", "Road",
        "Round", "Route", "Russell", "S&P", "SSE", "STAR", "STOXX", "Season", "Stadium",
        "Station", "Step", "Stoxx", "Top", "Track", "Unit", "Volume", "Week", "World", "Zone",
    )
)  # fmt: skip
"""What a number after it only tells from others, as long as it has a capital."""


def few_at(text: Plain, start: int) -> Reading | None:
    """Return both, a pair of, none, a centenary: what counts without a number."""
    years = _YEARS.match(text.lower, start)
    if years:
        worth = Decimal(_YEARLY[years[0]])
        return Reading(*years.span(), worth, unit=ENGLISH_UNITS["years"], firm=False, wordy=True)
    found = _FEW.match(text.lower, start)
    if not found:
        return None
    value = Decimal(_FEW_VALUES.get(found["word"], 2))
    return Reading(*found.span(), value, firm=False, wordy=True)


def span_at(text: Plain, start: int) -> Reading | None:
    """Return the time that starts here with a or an: a decade, within an hour, a day and a half."""
    found = _SPAN.match(text.lower, start)
    if not found:
        return None
    value, unit = _SPANS[found["unit"]]
    one = value == "1" and not found["half"]
    if one and not _LASTING.search(text.before(start, 14)):
        return None
    worth = Decimal(value) * (Decimal("1.5") if found["half"] else 1)
    return Reading(*found.span(), worth, unit=ENGLISH_UNITS[unit], firm=False, wordy=True)


def scale_alone(text: Plain, start: int) -> Reading | None:
    """Return a scale that stands for one of it: the trillion-yuan club, multi-billion-dollar."""
    found = _SCALE.match(text.lower, start)
    scale = SCALES[found["scale"]] if found else Decimal(1)
    unit = unit_at(text, found.end() - 1, scale, scale) if found else None
    if not unit:
        return None
    return Reading(start, unit[1], scale, unit=unit[0], firm=False, scale=scale, wordy=True)


def decades(text: Plain, reading: Reading) -> Reading:
    """Return so many decades, centuries or fortnights as years or days."""
    found = _DECADES.match(text.lower, reading.stop) if reading.bare else None
    if not found:
        return reading
    value, unit = _SPANS[{"centurie": "century"}.get(found["name"], found["name"])]
    worth = reading.value * int(value)
    return reading.but(stop=found.end(), value=worth, unit=ENGLISH_UNITS[unit], firm=False)


def numbered(text: Plain, reading: Reading) -> Reading:
    """Return a number that only tells one thing from others, or two sides of one, as not firm.

    Article 12 and Phase 2 are ordinals; 4x100 m need not be two figures elsewhere.
    """
    if reading.wordy:
        return reading
    if reading.bare and text.before(reading.start, 1) == "#":
        return reading.but(kind=Kind.ORDINAL, firm=False)
    after_sign = text.before(reading.start, 1) in ("x", "×")
    if after_sign or _TIMES_SIGN.match(text.lower, reading.stop):
        return reading.but(firm=False)
    if not reading.bare or reading.value % 1 or reading.hedge:
        return reading
    before = _WORD_BEFORE.search(text.text[max(0, reading.start - 16) : reading.start])
    if before and (before[1].lower() in _NUMBERED or before[1] in _NUMBERED_NAMES):
        return reading.but(kind=Kind.ORDINAL, firm=False)
    return reading
