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
_NAMED = {
    "centenary": (100, "years"), "centenaries": (100, "years"), "centennial": (100, "years"),
    "biennial": (2, "years"), "triennial": (3, "years"), "quadrennial": (4, "years"),
    "decade": (10, "years"), "freezing": (0, "degrees Celsius"),
}  # fmt: skip
_NAMED_AT = re.compile(
    r"(?:centen(?:ary|aries|nial)|(?:bi|tri|quadr)ennial)(?![a-z])|decade(?![a-z-])|"
    r"(?<=below |above )freezing(?! point|[a-z])"
)
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
_DECADES = re.compile(
    r"[ -](?:(?:consecutive|straight|successive|full|further|more) )?"
    r"(?P<name>decade|centur(?:y|ie)|fortnight|quarter(?=s))s?(?![a-z])"
)
_MANY = {
    "decade": (10, "years"), "century": (100, "years"), "centurie": (100, "years"),
    "fortnight": (14, "days"), "quarter": (1, "quarters of a year"),
}  # fmt: skip
_WHICH_DECADE = re.compile(
    r"\b(?:the|this|that|past|last|next|coming|previous|preceding|first|each|every|per|recent) $"
)
_SCALE = re.compile(rf"(?P<scale>{'|'.join(SCALES)})-(?:(?P<next>{'|'.join(SCALES)})-)?")
_WORD_BEFORE = re.compile(r"((?:\b[Nn]os?\.(?= ?$)|[A-Za-z&]+\.?(?=[ -]$)))[ -]?$")
_SIDE = re.compile(r"[x×*](?=[0-9])|-(?:a-?side|star|way|bit|dimensional|d)\b")
"""What follows a side of one thing: 4x100 m, 7*24, 5-a-side, 3-D."""
_ROUND_THE_CLOCK = re.compile(r"(?:24/7|7/24)(?![/0-9]|[.,-][0-9])")
_NUMBERED = frozenset(
    (
        "no.", "nos.", "article", "articles", "chapter", "chapters", "section", "sections",
        "clause", "clauses", "rule", "table", "tables", "figure", "figures", "annex", "appendix",
        "phase", "page", "pages", "level", "tier", "grade", "category", "type", "stage",
        "terminal", "room", "class", "paragraph", "paragraphs", "phases", "levels", "tiers",
        "grades", "categories", "types", "stages", "volumes", "terminals", "rooms", "clauses",
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
    """Return both, a pair of, none, a centenary, the decade: what counts without a number."""
    named = _NAMED_AT.match(text.lower, start)
    if named and (named[0] != "decade" or _WHICH_DECADE.search(text.before(start, 12))):
        count, unit = _NAMED[named[0]]
        worth = Decimal(count)
        return Reading(*named.span(), worth, unit=ENGLISH_UNITS[unit], firm=False, wordy=True)
    found = _FEW.match(text.lower, start)
    if not found:
        return None
    value = Decimal(_FEW_VALUES.get(found["word"], 2))
    return Reading(*found.span(), value, firm=False, wordy=True)


def round_the_clock_at(text: Plain, start: int) -> Reading | None:
    """Return 24/7 as 24 hours, which are also said in words."""
    found = _ROUND_THE_CLOCK.match(text.lower, start)
    if not found:
        return None
    return Reading(*found.span(), Decimal(24), unit=ENGLISH_UNITS["hours"], firm=False)


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
    if not found:
        return None
    scale = SCALES[found["scale"]] * SCALES.get(found["next"] or "", Decimal(1))
    unit = unit_at(text, found.end() - 1, scale, scale)
    if not unit:
        return None
    return Reading(start, unit[1], scale, unit=unit[0], firm=False, scale=scale, wordy=True)


def decades(text: Plain, reading: Reading) -> Reading:
    """Return so many decades, centuries, fortnights or quarters as years, days or quarters."""
    found = _DECADES.match(text.lower, reading.stop) if reading.bare else None
    if not found:
        return reading
    value, unit = _MANY[found["name"]]
    worth = reading.value * value
    return reading.but(stop=found.end(), value=worth, unit=ENGLISH_UNITS[unit], firm=False)


def numbered(text: Plain, reading: Reading) -> Reading:
    """Return a number that only tells one thing from others, or two sides of one, as not firm.

    Article 12 and Phase 2 are ordinals; 4x100 m need not be two figures elsewhere.
    """
    if reading.wordy:
        return reading
    after_sign = text.before(reading.start, 1) in ("x", "×", "*")
    if after_sign or _SIDE.match(text.lower, reading.stop):
        return reading.but(firm=False)
    if reading.bare and not reading.value % 1 and not reading.hedge and _tells(text, reading):
        return reading.but(kind=Kind.ORDINAL, firm=False)
    return reading


def _tells(text: Plain, reading: Reading) -> bool:
    """Whether what stands before a number makes it one of several: #5, Article 12, CSI 300."""
    before = text.text[max(0, reading.start - 16) : reading.start]
    word = _WORD_BEFORE.search(before)
    if not word:
        return before.endswith("#")
    return word[1].lower() in _NUMBERED or word[1] in _NUMBERED_NAMES
