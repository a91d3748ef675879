"""English words as a sentence asks for them: plural, singular, past; “a” or “an” before them.

Where that is not certain, nothing is returned, and a person writes it.
"""

import re

WORD = re.compile(r"[^\s\u00a0\u2010\u2011“”\"-]+")
_UNCERTAIN = re.compile(
    r"(?:man|men|child|person|people|foot|tooth|mouse|f|fe|o|s|z)\Z", re.IGNORECASE
)
UNCOUNTED = re.compile(
    r"(?:ness|information|equipment|research|infrastructure|staff|data|media|software|hardware|"
    r"commerce|finance|governance|manufacturing|housing)\Z",
    re.IGNORECASE,
)
"""The end of what nobody counts."""
_NO_PLURAL = re.compile(r"(?:\b(?:gas|news|series|species|lens|means)|ics)\Z", re.IGNORECASE)


def plural(word: str) -> str:
    """Return the plural of a noun; nothing where that is not certain."""
    if not word or not word[-1].isalpha():
        return ""
    if word[-1].isupper():
        return f"{word}s"
    if re.search(r"[^aeiou]y\Z", word):
        return f"{word[:-1]}ies"
    if re.search(r"(?:ch|sh|x|ss)\Z", word):
        return f"{word}es"
    return "" if _UNCERTAIN.search(word) or UNCOUNTED.search(word) else f"{word}s"


def other_number(old: str, new: str) -> bool:
    """Whether one of two forms looks like a plural and the other does not: verbs may differ."""
    ends = [(WORD.findall(form) or [""])[-1] for form in (old, new)]
    return is_plural(ends[0]) != is_plural(ends[1])


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural."""
    return re.search(r"[^sui]s\Z", word) is not None and not _NO_PLURAL.search(word)


def singular(word: str) -> str:
    """Return the singular of a plural; nothing where it does not look like one."""
    if not is_plural(word):
        return ""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if re.search(r"(?:ch|sh|x|ss)es\Z", word):
        return word[:-2]
    return word[:-1]


def past(word: str) -> str:
    """Return the past form of a regular verb; nothing where its last letter may be doubled."""
    if word.endswith("e"):
        return f"{word}d"
    if re.search(r"[^aeiou]y\Z", word):
        return f"{word[:-1]}ied"
    return f"{word}ed" if re.search(r"[^aeiouwxy][^aeiouwxy]\Z|[aeiou]{2}[^aeiou]\Z", word) else ""


_AN = re.compile(
    r"(?:[aio]|e(?!u)|u(?!ni(?!n|m)|s[aeiu]|ti|bi|ra|kr|ga)|hour|honest|honou?r|heir|8|1[18]\b)",
    re.IGNORECASE,
)
_A = re.compile(r"(?:one\b|once\b|one-)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z](?:[A-Z\d]|\b|&)")


def needs_an(text: str) -> bool:
    """Whether a text begins with the sound of a vowel."""
    text = re.sub(r"\A[“‘\"(]+", "", text)
    if _LETTERS.match(text) and not text.startswith("A "):
        return text[0] in "AEFHILMNORSX"
    return bool(_AN.match(text)) and not _A.match(text)
