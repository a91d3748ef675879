"""The orders in which a dictionary's entries stand: Chinese by pinyin, English from A to Z.

Chinese is compared character by character, as Chinese dictionaries do: first the letters of the
syllable, then its tone from 1 to 4 with the neutral last, then the character; only then the next.
So entries that begin with one character stay together, and xī’ān comes before xiān. Where the
letters are the same, ü follows u: lu, lü, luan, lüe, lun.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

FIGURES = "0–9"
"""The heading of what begins with a figure."""

_HAN = re.compile("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LATIN = re.compile("[A-Za-z0-9\u00c0-\u024f]+")
_SYLLABLE = r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouü]+(?:ng|n|r)?(?![aeiouü])|[a-zü]"
"""A syllable: within a word it ends before the consonant that begins the next, because before a, e
and o stands an apostrophe (GB/T 16159)."""
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_NEUTRAL = 5
_ARTICLES = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_DIGITS = 12
"""So many digits are compared by value: 9 before 13."""

Syllable = tuple[str, bool, int, str]
"""Letters, whether u is ü, tone, and the character it is the reading of (empty if unknown)."""


def pinyin_key(term: str, pinyin: str) -> tuple[Syllable, ...]:
    """Return what a Chinese term is sorted by.

    Figures and Latin words in the term stand for themselves: figures come before all letters, and
    Latin words before the syllables that begin with them.
    """
    syllables = tuple(_syllables(pinyin, _LATIN.findall(term)))
    characters = _HAN.findall(term)
    read = sum(tone > 0 for *_, tone in syllables)
    if read != len(characters):  # as in 一会儿 yīhuìr: nobody knows which is whose
        characters = []
    known = iter(characters)
    found = tuple(
        (letters, umlaut, tone, next(known, "") if tone else "")
        for letters, umlaut, tone in syllables
    )
    return (*found, ("", False, 0, term))


def pinyin_letter(term: str, pinyin: str) -> str:
    """Return the heading under which a Chinese term stands: a letter, or that of figures."""
    return _heading(pinyin_key(term, pinyin)[0][0])


def _syllables(pinyin: str, runs: list[str]) -> Iterator[tuple[str, bool, int]]:
    """Yield letters, umlaut and tone of each syllable; figures and Latin words have no tone (0)."""
    latin = "|".join(map(re.escape, sorted(set(runs), key=len, reverse=True)))
    own = rf"(?P<latin>(?<![^\W_])(?:{latin})(?![^\W_]))|" if latin else ""
    for word in re.split(r"(?<=[\s’'-])", normalize("NFC", pinyin)):
        plain, tones = _without_tones(word)
        for found in re.finditer(rf"{own}{_SYLLABLE}|[0-9]+", plain, re.IGNORECASE):
            letters = found[0].casefold()
            if (own and found["latin"]) or letters.isdigit():
                yield _by_value(letters), False, 0
                continue
            tone = max((tones[at] for at in range(*found.span()) if at in tones), default=_NEUTRAL)
            yield letters.replace("ü", "u"), "ü" in letters, tone


def _without_tones(word: str) -> tuple[str, dict[int, int]]:
    """Return a word without the marks of its tones, and the tones by the place of their letter."""
    letters: list[str] = []
    tones: dict[int, int] = {}
    for character in normalize("NFD", word):
        if character in _TONES:
            tones[len(letters) - 1] = _TONES[character]
        elif character == "\u0308" and letters:
            letters[-1] = "ü" if letters[-1] == "u" else "Ü"
        else:
            letters.append(character)
    return "".join(letters), tones


def english_key(text: str) -> tuple[str, str]:
    """Return what an English form is sorted by: letter by letter, as in a dictionary.

    Articles at the beginning, capitals, accents, spaces and punctuation do not count. Figures
    count by their value. What is the same then stands as Unicode has it.
    """
    words = _by_value(_THOUSANDS.sub("", _ARTICLES.sub("", text.strip(" “”‘’\"'"), count=1)))
    return re.sub(r"[\W_]", "", plain_letters(words)), text


def english_letter(text: str) -> str:
    """Return the heading under which an English form stands."""
    return _heading(english_key(text)[0])


def plain_letters(text: str) -> str:
    """Return a text in small letters without accents or tones, as it is typed into a search."""
    apart = normalize("NFKD", text)
    return "".join(one for one in apart if not "\u0300" <= one <= "\u036f").casefold()


def _by_value(letters: str) -> str:
    return re.sub(r"\d+", lambda found: found[0].zfill(_DIGITS), letters)


def _heading(letters: str) -> str:
    first = letters[:1].upper()
    return first if first.isalpha() and first.isascii() else FIGURES


def typed(pinyin: str) -> tuple[str, ...]:
    """Return what somebody may type for a pinyin: no tones, no spaces, v for ü."""
    small = normalize("NFC", pinyin).casefold()
    forms = (plain_letters(small), plain_letters(re.sub("[üǖǘǚǜ]", "v", small)))
    return tuple(dict.fromkeys(re.sub(r"[\W_]", "", form) for form in forms))


def initials(term: str, pinyin: str) -> str:
    """Return the first letters of a term's syllables, as Chinese readers type them: zjtxqy."""
    return "".join(key[0][:1] for key in pinyin_key(term, pinyin)[:-1] if key[2])
