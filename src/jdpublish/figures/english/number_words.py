"""English number words ↔ numbers: “two hundred and fifty”, “a dozen”, “hundreds of thousands”."""

import re
from dataclasses import dataclass
from decimal import Decimal

_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS_BELOW_TWENTY = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip

CARDINALS = {word: value for value, word in enumerate(_BELOW_TWENTY)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
"""What the simple number words are worth, zero to ninety."""
ORDINALS = {word: value for value, word in enumerate(_ORDINALS_BELOW_TWENTY) if value} | {
    f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, start=2)
}
"""What the simple ordinal words are worth, first to ninetieth."""
SCALES = {
    "hundred": Decimal(10**2),
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
"""What the words are worth that multiply what stands before them."""
_GROUPS = {"dozen": Decimal(12), "score": Decimal(20)}
_PLURALS = {
    "tens": Decimal(10),
    "dozens": Decimal(12),
    "scores": Decimal(20),
    **{f"{word}s": value for word, value in SCALES.items()},
}

_SIMPLE = "|".join(sorted(CARDINALS, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_WORD = re.compile(rf"(?:{_SIMPLE})(?![a-z'])")
_ONES = re.compile(rf"[ -](?P<one>{'|'.join(_BELOW_TWENTY[1:10])})(?![a-z'])")
_ORDINAL = re.compile(rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?![a-z'])")
_HUNDRED = re.compile(r"[ -]hundred(?![a-z'])")
_SCALED = re.compile(rf"(?:[ -]|(?<=[0-9]))(?P<scale>{_SCALE})(?![a-z'])")
_GROUP = re.compile(r"[ -](?P<group>dozen)(?![a-z'])")
_ARTICLE = re.compile(rf"an? (?P<noun>{_SCALE}|dozen|score(?= of\b))(?![a-z'])")
_AND = re.compile(r" and |,? ")
_AND_PART = re.compile(
    r"[ -]and[ -](?:an?[ -]|one[ -])?(?P<part>half|quarter|three[ -]quarters)(?![a-z'])"
)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_VAGUE = re.compile(
    rf"(?:several|a few|(?:a )?couple of|many|multiple)[ -](?P<some>{_SCALE}|dozen)"
    rf"(?P<more>(?:[ -](?:{_SCALE}))*)(?![a-z'])"
    rf"|(?P<plural>{'|'.join(_PLURALS)})(?: (?:of )?(?P<of>thousands|[mb]illions|trillions))?"
    r"(?![a-z'])"
)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What number words up to `stop` are worth.

    `scale` is what the last of them multiplies by, one where none does. They are `exact` unless
    they only tell the size: a dozen, hundreds, several million.
    """

    value: Decimal
    stop: int
    scale: Decimal = Decimal(1)
    exact: bool = True


def number_at(text: str, start: int) -> NumberWords | None:
    """Return the longest number in words that starts here in a text in small letters, or None."""
    vague = _VAGUE.match(text, start)
    if vague:
        return _vague(vague)
    article = _ARTICLE.match(text, start)
    if article:
        return _after_article(text, article)
    return _cardinal(text, start)


def ordinal_at(text: str, start: int) -> tuple[int, int] | None:
    """Return the ordinal in words that starts here and where it stops: first … ninety-ninth."""
    word = _WORD.match(text, start)
    if word and word[0] in _TENS and text[word.end() : word.end() + 1] in ("-", " "):
        last = _ORDINAL.match(text, word.end() + 1)
        if last and ORDINALS[last[0]] < CARDINALS["ten"]:
            return CARDINALS[word[0]] + ORDINALS[last[0]], last.end()
    found = _ORDINAL.match(text, start)
    return (ORDINALS[found[0]], found.end()) if found else None


def scale_at(text: str, start: int) -> tuple[Decimal, int]:
    """Return what the scale words after a number multiply it by, and where they stop."""
    product, stop = Decimal(1), start
    while found := _SCALED.match(text, stop):
        product, stop = product * SCALES[found["scale"]], found.end()
        if product >= SCALES["trillion"]:
            break
    return product, stop


def part_at(text: str, start: int) -> tuple[Decimal, int]:
    """Return what “and a half” after a number adds to it, and where it stops."""
    found = _AND_PART.match(text, start)
    if not found:
        return Decimal(0), start
    return _PARTS.get(found["part"], Decimal("0.75")), found.end()


def in_words(value: int) -> str:
    """Return a number from 0 to below a quadrillion in words: “two hundred and fifty-one”."""
    if value < len(_BELOW_TWENTY):
        return _BELOW_TWENTY[value]
    if value < SCALES["hundred"]:
        tens, ones = divmod(value, 10)
        return _TENS[tens - 2] + (f"-{_BELOW_TWENTY[ones]}" if ones else "")
    scale, worth = max(
        ((word, int(worth)) for word, worth in SCALES.items() if worth <= value),
        key=lambda entry: entry[1],
    )
    count, rest = divmod(value, worth)
    joint = " and " if rest < SCALES["hundred"] else " "
    return f"{in_words(count)} {scale}" + (f"{joint}{in_words(rest)}" if rest else "")


def _vague(found: re.Match[str]) -> NumberWords:
    if found["plural"]:
        value = _PLURALS[found["plural"]] * _PLURALS.get(found["of"] or "", Decimal(1))
    else:
        value = SCALES.get(found["some"], _GROUPS["dozen"])
        for word in re.findall("[a-z]+", found["more"]):
            value *= SCALES[word]
    return NumberWords(value, found.end(), value, exact=False)


def _after_article(text: str, found: re.Match[str]) -> NumberWords:
    noun = found["noun"]
    if noun in _GROUPS:
        return NumberWords(_GROUPS[noun], found.end(), exact=False)
    if noun == "hundred":
        hundred = _hundreds(text, 1, found.end())
        scale, stop = scale_at(text, hundred[1])
        return NumberWords(hundred[0] * scale, stop, scale, exact=hundred[0] > SCALES["hundred"])
    scale, stop = scale_at(text, found.end())
    scale *= SCALES[noun]
    part, stop = part_at(text, stop)
    if part:
        return NumberWords(scale * (1 + part), stop, scale)
    whole = _with_tail(text, NumberWords(scale, stop, scale))
    return NumberWords(whole.value, whole.stop, scale, exact=whole.value > scale)


def _cardinal(text: str, start: int) -> NumberWords | None:
    found = _group(text, start)
    if not found or not found.exact or found.scale == 1:
        return found
    part, stop = part_at(text, found.stop)
    if part:
        return NumberWords(found.value + part * found.scale, stop, found.scale)
    return _with_tail(text, found)


def _with_tail(text: str, found: NumberWords) -> NumberWords:
    """Return a number with what follows its scale and belongs to it: “and fifty”, “two hundred”."""
    total, stop, below = found.value, found.stop, found.scale
    while below > 1:
        joint = _AND.match(text, stop)
        more = _group(text, joint.end()) if joint else None
        if not joint or not more or not more.exact or not 0 < more.value < below:
            break
        # “two million, three of them” and “a thousand two of them” are two numbers each.
        if more.scale == 1 and "and" not in joint[0] and more.value < SCALES["hundred"]:
            break
        total, stop, below = total + more.value, more.stop, more.scale
    return NumberWords(total, stop, found.scale)


def _group(text: str, start: int) -> NumberWords | None:
    """Return a number below a thousand with its scale: “two hundred”, “one and a half million”."""
    group = _below_thousand(text, start)
    if not group:
        return None
    value, stop = group
    part, stop = part_at(text, stop)
    dozen = _GROUP.match(text, stop)
    if dozen:
        return NumberWords((value + part) * 12, dozen.end(), exact=False)
    scale, stop = scale_at(text, stop)
    return NumberWords((value + part) * scale, stop, scale)


def _below_thousand(text: str, start: int) -> tuple[Decimal, int] | None:
    found = _below_hundred(text, start)
    if not found:
        return None
    value, stop = found
    hundred = _HUNDRED.match(text, stop)
    if hundred and value:
        return _hundreds(text, value, hundred.end())
    return Decimal(value), stop


def _hundreds(text: str, hundreds: int, stop: int) -> tuple[Decimal, int]:
    """Return so many hundreds with what follows them: “and fifty”, “fifty”."""
    value = hundreds * SCALES["hundred"]
    joint = _AND.match(text, stop)
    rest = _below_hundred(text, joint.end()) if joint and "," not in joint[0] else None
    if not rest or _HUNDRED.match(text, rest[1]):  # “between one hundred and two hundred”
        return value, stop
    return value + rest[0], rest[1]


def _below_hundred(text: str, start: int) -> tuple[int, int] | None:
    word = _WORD.match(text, start)
    if not word:
        return None
    value = CARDINALS[word[0]]
    ones = _ONES.match(text, word.end()) if word[0] in _TENS else None
    # “twenty two-year terms” are twenty of them.
    if ones and (text[ones.start()] == "-" or text[ones.end() : ones.end() + 1] != "-"):
        return value + CARDINALS[ones["one"]], ones.end()
    return value, word.end()
