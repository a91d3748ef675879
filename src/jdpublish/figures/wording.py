"""A figure in house English and in Chinese.

Large numbers keep their digits and are never padded: “24.34 billion yuan”, “510 million yuan”,
“25,000”; 3262亿元, 2.5万户.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from jdpublish.figures.quantity import Hedge, Kind, Quantity, Unit
from jdpublish.figures.units import COUNT, ENGLISH_UNITS

_ENGLISH_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_CHINESE_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))
_ENGLISH_DECIMALS, _CHINESE_DECIMALS = 4, 2
"""More digits than these after the point are not written as a number of millions or 万."""
_MOST = 10**6
"""From here on a number of millions or 万 is too large to be read."""
_LONG = 10**10
"""From here on digits without commas look like a telephone number or a code."""

_ENGLISH_HEDGES = {
    Hedge.ABOUT: "about",
    Hedge.OVER: "more than",
    Hedge.NEARLY: "nearly",
    Hedge.AT_LEAST: "at least",
    Hedge.AT_MOST: "up to",
    Hedge.BELOW: "less than",
}
_CHINESE_HEDGES = {
    Hedge.ABOUT: "约",
    Hedge.OVER: "超过",
    Hedge.NEARLY: "近",
    Hedge.AT_LEAST: "不少于",
    Hedge.AT_MOST: "不超过",
    Hedge.BELOW: "不到",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth",
)  # fmt: skip
_PARTS_OF_MONTH = (
    (("初", "上旬"), "early "),
    (("中", "中旬"), "mid-"),
    (("底", "末", "下旬"), "late "),
)
_PARTS = {
    3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 10: "tenth",
    10**6: "millionth", 10**9: "billionth", 10**12: "trillionth",
}  # fmt: skip
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
)  # fmt: skip
_DOLLAR = ("money:USD", Fraction(1))


def english(quantity: Quantity) -> str:
    """Return a figure as the house writes it in English prose, its hedge before it."""
    hedge = _ENGLISH_HEDGES.get(quantity.hedge, "")
    if quantity.hedge is Hedge.ABOUT and quantity.text.endswith(("左右", "上下")):
        hedge = "around"
    if quantity.text.endswith("以上") and not quantity.text.endswith("及以上"):
        hedge = "more than"
    return f"{hedge} {_ENGLISH[quantity.kind](quantity)}".lstrip()


def chinese(quantity: Quantity) -> str:
    """Return a figure as Chinese reports write it, its hedge before it."""
    hedge = _CHINESE_HEDGES.get(quantity.hedge, "")
    if hedge == "近" and quantity.unit and quantity.unit.dimension in ("time", "months"):
        hedge = "将近"  # 近三年 are the last three years
    return hedge + _CHINESE[quantity.kind](quantity)


def house(quantity: Quantity) -> Quantity:
    """Return a figure in the terms of the house: megawatts for 万千瓦, percent for 成."""
    if quantity.kind is Kind.SHARE and "成" in quantity.text:
        return _percent(quantity)
    unit = quantity.unit
    if quantity.kind is Kind.NUMBER and unit and unit.dimension == "power":
        watts = quantity.value * int(unit.factor)
        name = "GW" if abs(watts) >= 10**10 else "MW" if abs(watts) >= 10**6 else ""
        if name:
            return in_unit(quantity, ENGLISH_UNITS[name]) or quantity
    return quantity


def in_unit(quantity: Quantity, unit: Unit) -> Quantity | None:
    """Return a figure in another unit of its dimension, or None where that has no end of digits."""
    if quantity.unit is None or quantity.unit.dimension != unit.dimension:
        return None
    worth = Fraction(quantity.value) * quantity.unit.factor / unit.factor
    value = _exactly(worth)
    return None if value is None else replace(quantity, value=value, unit=unit)


def _percent(quantity: Quantity) -> Quantity:
    value = _exactly(quantity.worth * 100)
    if value is None:
        return quantity
    return replace(quantity, kind=Kind.PERCENT, value=value, over=1)


def _exactly(worth: Fraction) -> Decimal | None:
    """A fraction as a decimal number, where it is one."""
    rest, places = worth.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return None
    digits = worth.numerator * 10**places // worth.denominator
    return _trimmed(Decimal(digits).scaleb(-places))


def _trimmed(value: Decimal) -> Decimal:
    """The value without zeros after the point that nobody wrote."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _digits(value: Decimal) -> str:
    """The value in digits, with the zeros after the point that the text gives."""
    if value == value.to_integral_value() and value.as_tuple().exponent >= 0:  # type: ignore[operator]
        value = value.quantize(Decimal(1))
    return f"{value:,f}"


def _scaled(value: Decimal, scales: tuple[tuple[int, str], ...], decimals: int) -> tuple[str, str]:
    """The value and the largest scale that leaves it few digits after the point."""
    for exponent, word in scales:
        if abs(value) >= 10**exponent:
            part = _trimmed(value.scaleb(-exponent))
            if -int(part.as_tuple().exponent) <= decimals and abs(part) < _MOST:
                return _digits(part), word
    return _digits(value), ""


def _english_number(quantity: Quantity) -> str:
    number, scale = _scaled(quantity.value, _ENGLISH_SCALES, _ENGLISH_DECIMALS)
    number = f"{number} {scale}".rstrip()
    unit = quantity.unit
    if unit is None or unit.dimension == COUNT:
        return number
    if (unit.dimension, unit.factor) == _DOLLAR:
        return f"US${number}" if quantity.value >= 0 else f"-US${number[1:]}"
    name = unit.one if unit.one and quantity.value == 1 else unit.english
    return f"{number} {name}"


def _english_points(quantity: Quantity) -> str:
    if "基点" in quantity.text:
        return f"{_digits(_trimmed(quantity.value * 100))} basis points"
    number = _digits(quantity.value)
    return f"{number} percentage point{'' if quantity.value == 1 else 's'}"


def _english_percent(quantity: Quantity) -> str:
    if "‰" in quantity.text or "千分之" in quantity.text:
        return f"{_digits(_trimmed(quantity.value * 10))} per thousand"
    return f"{_digits(quantity.value)} percent"


def _english_share(quantity: Quantity) -> str:
    worth = quantity.worth
    if worth == Fraction(1, 2):
        return "half"
    if worth.denominator in _PARTS and 0 < worth.numerator < len(_WORDS):
        part = _PARTS[worth.denominator]
        return f"{_WORDS[worth.numerator]}-{part}{'s' if worth.numerator > 1 else ''}"
    percent = _percent(quantity)
    if percent.kind is Kind.PERCENT:
        return _english_percent(percent)
    return f"{worth.numerator} out of {worth.denominator}"


def _english_multiple(quantity: Quantity) -> str:
    if quantity.value == 2:  # noqa: PLR2004 - twice
        return "twice"
    number = _digits(quantity.value)
    small = quantity.value in range(3, 10)
    return f"{_WORDS[int(quantity.value)] if small else number} times"


def ordinal(number: int) -> str:
    """Return an English ordinal: in words to tenth, then in digits (14th)."""
    if 0 < number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    teens = number % 100 in (11, 12, 13)
    return f"{number:,}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def small(quantity: Quantity) -> str:
    """Return a count in English, in words below ten, where the text around has it in words."""
    value = quantity.value
    return _WORDS[int(value)] if value in range(1, len(_WORDS)) else english(house(quantity))


def _english_time(quantity: Quantity) -> str:
    hours, minutes = divmod(int(quantity.value) % 1440, 60)
    half = "p.m." if hours >= 12 else "a.m."  # noqa: PLR2004 - noon
    return f"{(hours - 1) % 12 + 1}:{minutes:02} {half}"


def _english_decade(quantity: Quantity) -> str:
    return f"the {quantity.value:f}s"


def _english_ordinal(quantity: Quantity) -> str:
    number = ordinal(int(quantity.value))
    return f"the {number} half" if quantity.text.endswith("半年") else number


def _english_month(quantity: Quantity) -> str:
    part = next((english for ends, english in _PARTS_OF_MONTH if quantity.text.endswith(ends)), "")
    return part + _MONTHS[(int(quantity.value) - 1) % 12]


def _english_day(quantity: Quantity) -> str:
    number = int(quantity.value)
    return f"the {ordinal(number) if number > len(_ORDINALS) else _short(number)}"


def _short(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"


_ENGLISH: Mapping[Kind, Callable[[Quantity], str]] = {
    Kind.NUMBER: _english_number,
    Kind.PERCENT: _english_percent,
    Kind.POINTS: _english_points,
    Kind.SHARE: _english_share,
    Kind.MULTIPLE: _english_multiple,
    Kind.ORDINAL: _english_ordinal,
    Kind.YEAR: lambda quantity: f"{quantity.value:f}",
    Kind.DECADE: _english_decade,
    Kind.MONTH: _english_month,
    Kind.DAY: _english_day,
    Kind.QUARTER: lambda quantity: f"the {ordinal(int(quantity.value))} quarter",
    Kind.TIME: _english_time,
    Kind.RATIO: lambda quantity: f"{_digits(quantity.value)}:{quantity.over}",
}


def _chinese_number(quantity: Quantity) -> str:
    number, scale = _scaled(quantity.value, _CHINESE_SCALES, _CHINESE_DECIMALS)
    unit = quantity.unit.chinese if quantity.unit else ""
    if scale or abs(quantity.value) < _LONG:
        number = number.replace(",", "")
    return f"{number}{scale}{unit}"


def _chinese_share(quantity: Quantity) -> str:
    worth = quantity.worth
    if worth == Fraction(1, 2):
        return "一半"
    number, scale = _scaled(Decimal(worth.denominator), _CHINESE_SCALES, _CHINESE_DECIMALS)
    return f"{number.replace(',', '')}{scale}分之{worth.numerator}"


def _chinese_decade(quantity: Quantity) -> str:
    century, decade = divmod(int(quantity.value), 100)
    if not decade:
        return f"{quantity.value:f}年代"
    return f"{century + 1}世纪{decade}年代" if century else f"{decade}年代"


def _chinese_time(quantity: Quantity) -> str:
    hours, minutes = divmod(int(quantity.value) % 1440, 60)
    return f"{hours}时{minutes}分" if minutes else f"{hours}时"


_CHINESE: Mapping[Kind, Callable[[Quantity], str]] = {
    Kind.NUMBER: _chinese_number,
    Kind.PERCENT: lambda quantity: f"{_digits(quantity.value).replace(',', '')}%",
    Kind.POINTS: lambda quantity: f"{_digits(quantity.value).replace(',', '')}个百分点",
    Kind.SHARE: _chinese_share,
    Kind.MULTIPLE: lambda quantity: f"{_digits(quantity.value).replace(',', '')}倍",
    Kind.ORDINAL: lambda quantity: f"第{quantity.value:f}",
    Kind.YEAR: lambda quantity: f"{quantity.value:f}年",
    Kind.DECADE: _chinese_decade,
    Kind.MONTH: lambda quantity: f"{quantity.value:f}月",
    Kind.DAY: lambda quantity: f"{quantity.value:f}日",
    Kind.QUARTER: lambda quantity: f"第{'一二三四'[(int(quantity.value) - 1) % 4]}季度",
    Kind.TIME: _chinese_time,
    Kind.RATIO: lambda quantity: f"{_digits(quantity.value).replace(',', '')}:{quantity.over}",
}
