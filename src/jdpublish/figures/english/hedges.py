"""English words before and after a figure that say how surely it is meant."""

import re

from jdpublish.figures.quantity import Hedge

_BEFORE = {
    Hedge.ABOUT: (
        "about|around|some|roughly|approximately|approximate|approx.|approx|circa|ca.|c.|"
        "in the region of|in the order of|on the order of|an average of about|somewhere around|~|"
        "≈|give or take|in the neighborhood of|in the neighbourhood of|in the vicinity of|barely"
    ),
    Hedge.OVER: (
        "more than|over|above|exceeding|exceeded|exceeds|exceed|surpassed|surpassing|surpass|"
        "surpasses|topped|topping|tops|top|upwards of|upward of|in excess of|north of|greater than|"
        "higher than|larger than|longer than|passed|passing|beyond|crossed|crossing|broke|"
        "breaking|broken|broke through|breaking through|older than|>|bigger than|faster than|"
        "better than|better|taller than|heavier than|over the age of|above the age of|past|"
        "broken through|break through|breaks through|break|breaks|cross|crosses|breached|eclipsed|"
        "eclipsing|outstripped|blew past|blown past"
    ),
    Hedge.NEARLY: (
        "nearly|almost|close to|approaching|near|nearing|approached|just under|just below|"
        "just short of|just shy of|shy of|not quite|closing in on|closed in on|closes in on|"
        "little less than|nigh on|virtually|slightly below|slightly less than|slightly under|"
        "well-nigh|closer to|neared|edged toward|edging toward|edged towards|edging towards|"
        "the better part of"
    ),
    Hedge.AT_LEAST: (
        "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|"
        "no lower than|not lower than|≥|not below|no below|no smaller than|not smaller than|"
        "no shorter than|not shorter than|no younger than|not younger than|not under"
    ),
    Hedge.AT_MOST: (
        "at most|up to|no more than|not more than|within|a maximum of|maximum of|not exceeding|"
        "not exceed|not to exceed|no higher than|not higher than|no greater than|capped at|≤|"
        "no longer than|not above|to within|not over|no larger than|not larger than|"
        "no bigger than|no older than|not older than|not longer than|no later than"
    ),
    Hedge.BELOW: (
        "less than|fewer than|under|below|lower than|smaller than|shorter than|younger than|"
        "short of|<|beneath|south of|under the age of|below the age of"
    ),
}
_HEDGES = {phrase: hedge for hedge, phrases in _BEFORE.items() for phrase in phrases.split("|")}
_LONGEST = max(phrase.count(" ") for phrase in _HEDGES) + 1
_FAR = 40
_PAST = re.compile(
    r"\b(?:the|this|these|half|quarter|minutes|over|in|during|for|its|his|her|their|our)$"
)
"""Words before “past” that make it one of time."""
_FALLEN = re.compile(
    r"\b(?:weak|fell|fall|drop|slid|slip|s[ai]nk|declin|tumbl|depreciat)[a-z]* past$"
)
_FORBIDDING = re.compile(
    r"\bno(?:body)?\b[^.;:,]{0,50}\b(?:may|can|shall|must)\b(?: [a-z]+){0,5} ?$"
    r"|\b(?:(?:may|shall|must|should) not|cannot|can't)\b(?: [a-z]+){0,4} ?$"
)
"""What turns a bound into its opposite: “may not hold more than 20%”."""
_FORBIDDEN = {Hedge.OVER: Hedge.AT_MOST, Hedge.BELOW: Hedge.AT_LEAST}
_JOINED = re.compile(r"\b(?P<word>over|under)-$")
_KEPT = re.compile(
    r"\b(?:limit(?:ed|ing|s)?|cap(?:ped|ping|s)?|h(?:o|e)ld(?:ing|s)?|ke(?:ep|eping|eps|pt)|"
    r"restrict(?:ed|ing|s)?|confin(?:e|ed|ing|es))(?: [a-z-]+){0,4} to$"
)
"""What is kept to a figure is at most that."""
_PASSED_OVER = frozenset(("the", "a", "an", "another", "estimated", "further", "additional", "its"))
_ALSO_PLACE = frozenset(("above", "below", "under", "top"))  # “the above four measures”
_LIMIT = re.compile(r"(?:^| )(?P<limit>maximum|minimum) [^ ]+ of$")
_LIMITS = {"maximum": Hedge.AT_MOST, "minimum": Hedge.AT_LEAST}
_NOUN = r"(?:/[a-z]+[23²³]?|(?: (?:per|an?))? (?!and|or|to|in|of|by|from)[a-z]+)?"
_AFTER = re.compile(
    rf"{_NOUN}(?:,? (?:(?P<about>or so|or thereabouts|give or take|(?:approximately|approx\.?|"
    r"more or less|roughly)(?=[,.;:)]|$| \(| (?:every|each|per|in|for|by|at|on)\b))|"
    r"(?P<counting>and counting)|"
    r"(?P<least>or (?:more|above|over|older|higher|greater|better|longer|up)|at (?:the )?least)|"
    r"(?P<most>or (?:less|fewer|below|under|lower|younger|earlier|shorter)|at (?:the )?most))"
    r"(?! than)\b"
    r"| and (?:(?P<up>above|older|up|upwards?|higher)|(?P<down>younger))"
    r"(?![a-z]| (?:(?:to|than|by|from|about|around|nearly|almost|some|the|an?|at|of) )?[0-9$€£¥])"
    # not “5 parks and over 300 trees”
    r"| and (?:(?P<over>over|more)|(?P<under>under|below|less))"
    r"(?=[,.;:)\"'_]|$| (?:are|were|is|was|make|made|accounts?|have|had|in|who|will|can|may|by|at|"
    r"with|from|that|to|as|must|should|on|of|now|live|do|did|get|got|(?!hundred)[a-z]{3,}ed)\b))"
)
_HEDGES_AFTER = {
    "about": Hedge.ABOUT,
    "counting": Hedge.OVER,
    "least": Hedge.AT_LEAST,
    "most": Hedge.AT_MOST,
    "up": Hedge.AT_LEAST,
    "down": Hedge.AT_MOST,
    "over": Hedge.AT_LEAST,
    "under": Hedge.AT_MOST,
}


def hedge_before(text: str, start: int) -> tuple[Hedge, str]:
    """Return what stands before a figure in a text in small letters, and the words that say so."""
    before = text[max(0, start - _FAR) : start].rstrip("+")  # “above +30°C”
    hedge, phrase = _sign(before) or _phrase(before) or (Hedge.NONE, "")
    if hedge in _FORBIDDEN and _FORBIDDING.search(text[max(0, start - 2 * _FAR) : start]):
        hedge = _FORBIDDEN[hedge]
    return hedge, phrase


def _sign(before: str) -> tuple[Hedge, str] | None:
    """Return the sign that stands there, or the word that a hyphen joins: ≥60, under-21."""
    last = before.rstrip()[-1:]
    if last in _HEDGES:
        return _HEDGES[last], last
    joined = _JOINED.search(before)
    return (_HEDGES[joined["word"]], joined["word"]) if joined else None


def _phrase(before: str) -> tuple[Hedge, str] | None:
    """Return the longest phrase that stands there: no less than, or a maximum penalty of."""
    if not before.endswith((" ", ' "', " (")):
        return None
    words = before.replace("not be ", "not ").rstrip(' "(').split(" ")
    while words and words[-1] in _PASSED_OVER:
        words.pop()
    whole = " ".join(words)
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip('"(')
        if phrase in _HEDGES and not _is_place(phrase, whole):
            fallen = phrase == "past" and _FALLEN.search(whole)
            return (Hedge.BELOW if fallen else _HEDGES[phrase]), phrase
    if _KEPT.search(whole):
        return Hedge.AT_MOST, "to"
    limit = _LIMIT.search(whole)
    return (_LIMITS[limit["limit"]], "of") if limit else None


def _is_place(phrase: str, whole: str) -> bool:
    """Whether a phrase tells a place or a time: “the above four”, “in the past 5 years”."""
    earlier = whole.removesuffix(phrase).rstrip()
    if phrase == "past":
        return not earlier or bool(_PAST.search(earlier))
    return phrase in _ALSO_PLACE and earlier.endswith(("the", "'s"))


def hedge_after(text: str, stop: int) -> Hedge:
    """Return what stands after a figure in a text in small letters: or so, or more, and above."""
    found = _AFTER.match(text, stop)
    if not found:
        return Hedge.NONE
    return next(hedge for group, hedge in _HEDGES_AFTER.items() if found[group])
