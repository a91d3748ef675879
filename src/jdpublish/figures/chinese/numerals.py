"""Chinese numerals and mixed forms as numbers: 一百二十, 两千, 二〇二四, 五点六, 三万五, 7万8千."""

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = "〇零一二三四五六七八九两"
"""Characters that stand for one digit."""
TENS = "十百千廿卅卌"
"""Characters that multiply within a group of four digits."""
MYRIADS = "万亿"
"""Characters that multiply a whole group."""

_DIGIT = {character: index for index, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_TENS_IN_ONE = {"廿": 2, "卅": 3, "卌": 4}
_MYRIAD = 4
_NO_POWER = 99
_PART = re.compile(r"[0-9]+(?:[,，\u2009\u202f][0-9]+)*(?:\.[0-9]+)?|[^ ]", re.DOTALL)
_TRAILING = re.compile(rf"[十百千{MYRIADS}]+$")


def number(numeral: str) -> Decimal | None:
    """Return what a numeral is worth, with the digits it gives, or None where it is no number.

    Digits and Chinese characters may be mixed (7万8千, 11万7015), digits may stand one by one
    (二〇二四), and a last digit without its scale counts tenths of the scale before (三万五, 3万5).
    """
    if not numeral:
        return None
    whole, _, fraction = numeral.partition("点")
    if fraction:
        return _with_decimals(whole, fraction)
    if len(numeral) > 1 and all(character in _DIGIT for character in numeral):
        return Decimal("".join(str(_DIGIT[character]) for character in numeral))
    return _grouped(_PART.findall(numeral))


def scale_of(numeral: str) -> int:
    """Return the power of ten that ends a numeral: 5 for 二十万, 8 for 3亿."""
    found = _TRAILING.search(numeral)
    return sum(_POWER[character] for character in found[0]) if found else 0


def _with_decimals(whole: str, fraction: str) -> Decimal | None:
    digits = fraction.rstrip(MYRIADS)
    value = number(whole)
    if value is None or not digits or not all(character in _DIGIT for character in digits):
        return None
    decimals = "".join(str(_DIGIT[character]) for character in digits)
    return Decimal(f"{value:f}.{decimals}").scaleb(scale_of(fraction))


@dataclass(slots=True)
class _Adding:
    """What has been read of a number, of its last group of four digits, and its last digit."""

    total: list[Decimal]
    group: list[Decimal]
    last: Decimal | None = None
    below: int = _NO_POWER
    myriad: int = _NO_POWER

    def digit(self, part: str) -> bool:
        """Take a digit or several; false where there is one already."""
        free, self.last = not self.last, _digits(part)
        return free and self.last is not None

    def tens(self, count: Decimal | None, power: int) -> bool:
        """Take 十, 百 or 千; false where it is out of order."""
        if power >= self.below or count == 0:
            return False
        self.group.append((Decimal(1) if count is None else count).scaleb(power))
        self.below, self.last = power, None
        return True

    def myriads(self, power: int) -> bool:
        """Take 万 or 亿; false where nothing is left to multiply."""
        group = self.group if self.last is None else [*self.group, self.last]
        if self.myriad < power:  # 三万亿: what came before is multiplied once more
            self.total = [one.scaleb(power) for one in (*self.total, *group)]
        elif not group and self.total:
            return False
        else:
            self.total.append((_sum(group) if group else Decimal(1)).scaleb(power))
        self.group, self.last, self.below, self.myriad = [], None, _NO_POWER, power
        return True


def _grouped(parts: list[str]) -> Decimal | None:
    """Return what digits and scales make together, or None where they are in no order."""
    adding = _Adding([], [])
    for part in parts:
        if part in _TENS_IN_ONE:
            taken = adding.last is None and adding.tens(Decimal(_TENS_IN_ONE[part]), 1)
        elif part not in _POWER:
            taken = adding.digit(part)
        elif _POWER[part] < _MYRIAD:
            taken = adding.tens(adding.last, _POWER[part])
        else:
            taken = adding.myriads(_POWER[part])
        if not taken:
            return None
    if adding.last is not None:
        adding.group.append(_last(adding.last, parts, min(adding.below, adding.myriad)))
    return _sum(adding.total + adding.group)


def _sum(addends: list[Decimal]) -> Decimal:
    """Add up, without the digits that nobody gave: 7万8千 is 7.8E+4."""
    return sum(addends[1:], addends[0]) if addends else Decimal(0)


def _digits(part: str) -> Decimal | None:
    if part in _DIGIT:
        return Decimal(_DIGIT[part])
    if part[0] not in "0123456789":
        return None
    return Decimal("".join(character for character in part if character in "0123456789."))


def _last(last: Decimal, parts: list[str], power: int) -> Decimal:
    """Return what a last digit is worth: 5,000 in 三万五, 5 in 三万零五 and in 3万0005."""
    alone = len(parts[-1]) == 1 and len(parts) > 1 and parts[-2] not in ("〇", "零")
    return last.scaleb(power - 1) if alone and 1 < power < _NO_POWER else last
