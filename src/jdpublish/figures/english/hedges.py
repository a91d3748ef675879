"""English words before and after a figure that say how surely it is meant."""

import re

from jdpublish.figures.quantity import Hedge

_BEFORE = {
    Hedge.ABOUT: (
        "about|around|some|roughly|approximately|approx.|approx|circa|ca.|c.|in the region of|"
        "in the order of|on the order of|an average of about|somewhere around|~|≈|give or take"
    ),
    Hedge.OVER: (
        "more than|over|above|exceeding|exceeded|exceeds|exceed|surpassed|surpassing|surpass|"
        "surpasses|topped|topping|tops|top|upwards of|upward of|in excess of|north of|greater than|"
        "higher than|larger than|longer than|passed|passing|beyond|crossed|crossing|broke|"
        "breaking|broken|broke through|breaking through|older than|>|bigger than|faster than|"
        "better than|better|taller than|heavier than|over the age of|above the age of"
    ),
    Hedge.NEARLY: (
        "nearly|almost|close to|approaching|near|nearing|approached|just under|just below|"
        "just short of|just shy of|shy of|not quite|closing in on|little less than|nigh on|"
        "virtually|slightly below|slightly less than|slightly under|well-nigh"
    ),
    Hedge.AT_LEAST: (
        "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|"
        "no lower than|not lower than|≥|not below|no below"
    ),
    Hedge.AT_MOST: (
        "at most|up to|no more than|not more than|within|a maximum of|maximum of|not exceeding|"
        "not exceed|not to exceed|no higher than|not higher than|no greater than|capped at|≤|"
        "no longer than|not above|to within|not over"
    ),
    Hedge.BELOW: (
        "less than|fewer than|under|below|lower than|smaller than|shorter than|younger than|"
        "short of|<|beneath|south of|under the age of|below the age of"
    ),
}
_HEDGES = {phrase: hedge for hedge, phrases in _BEFORE.items() for phrase in phrases.split("|")}
_LONGEST = max(phrase.count(" ") for phrase in _HEDGES) + 1
_FAR = 40
_PASSED_OVER = frozenset(("the", "a", "an", "another", "estimated", "further", "additional", "its"))
_ALSO_PLACE = frozenset(("above", "below", "under", "top"))  # “the above four measures”
_LIMITS = {"maximum": Hedge.AT_MOST, "minimum": Hedge.AT_LEAST}
_LIMIT_OF = 3
_NOUN = r"(?: (?!and|or|to|in|of|by|from)[a-z]+)?"
_AFTER = re.compile(
    rf"{_NOUN}(?:,? (?:(?P<about>or so|or thereabouts)|"
    r"(?P<least>or (?:more|above|over|older|higher|greater|better|longer|up)|at (?:the )?least)|"
    r"(?P<most>or (?:less|fewer|below|under|lower|younger|earlier|shorter)|at (?:the )?most))"
    r"(?! than)\b"
    r"| and (?:(?P<up>above|older|up|upwards?|higher)|(?P<down>younger))(?![a-z]| [a-z]* ?[0-9])"
    # not “5 parks and over 300 trees”
    r"| and (?:(?P<over>over|more)|(?P<under>under|below|less))"
    r"(?=[,.;:)\"'_]|$| (?:are|were|is|was|make|made|accounts?|have|had|in|who|will|can|may|by|at|"
    r"with|from|that|to|as|must|should|on|of)\b))"
)
_HEDGES_AFTER = {
    "about": Hedge.ABOUT,
    "least": Hedge.AT_LEAST,
    "most": Hedge.AT_MOST,
    "up": Hedge.AT_LEAST,
    "down": Hedge.AT_MOST,
    "over": Hedge.AT_LEAST,
    "under": Hedge.AT_MOST,
}


def hedge_before(text: str, start: int) -> tuple[Hedge, str]:
    """Return what stands before a figure in a text in small letters, and the words that say so."""
    before = text[max(0, start - _FAR) : start]
    if not before:
        return Hedge.NONE, ""
    sign = _HEDGES.get(before.rstrip()[-1:])
    if sign:
        return sign, before.rstrip()[-1]
    if not before.endswith((" ", ' "', " (")):
        return Hedge.NONE, ""
    words = before.replace("not be ", "not ").rstrip(' "(').split(" ")
    while words and words[-1] in _PASSED_OVER:
        words.pop()
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip('"(')
        hedge = _HEDGES.get(phrase)
        earlier = " ".join(words[:-count])
        if hedge and not (phrase in _ALSO_PLACE and earlier.endswith(("the", "'s"))):
            return hedge, phrase
    if len(words) >= _LIMIT_OF and words[-1] == "of":  # “a maximum sentence of 20 years”
        limit = _LIMITS.get(words[-_LIMIT_OF], Hedge.NONE)
        return limit, "of" if limit else ""
    return Hedge.NONE, ""


def hedge_after(text: str, stop: int) -> Hedge:
    """Return what stands after a figure in a text in small letters: or so, or more, and above."""
    found = _AFTER.match(text, stop)
    if not found:
        return Hedge.NONE
    return next(hedge for group, hedge in _HEDGES_AFTER.items() if found[group])
