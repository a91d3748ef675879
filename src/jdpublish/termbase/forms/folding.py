"""Words as they are compared when somebody looks for them: without case, width, quotes or tones."""

import re
import unicodedata
from functools import lru_cache

_LEFT_OUT = str.maketrans(
    dict.fromkeys('“”"「」『』《》')
    | {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "\u200b": None, "\ufeff": None}
)


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Return a text in small letters of one width, without quotation marks, its blanks single."""
    one_width = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(one_width.casefold().translate(_LEFT_OUT).split())


@lru_cache(maxsize=200_000)
def variants(text: str) -> tuple[str, ...]:
    """Return a text folded, and where it holds Chinese also in Simplified characters."""
    as_typed = folded(text)
    if as_typed.isascii():
        return (as_typed,)
    from jdpublish.script import to_simplified  # noqa: PLC0415  OpenCC takes 60 ms

    return tuple(dict.fromkeys((as_typed, folded(to_simplified(as_typed)))))


_TONES = "\u0300\u0301\u0304\u030c"
_NUMBERED = re.compile(r"(?<=[a-z:ü])[0-5](?![0-9])")


@lru_cache(maxsize=200_000)
def toneless(pinyin: str) -> str:
    """Return pinyin in small letters without tones: sì gè yī pī → si ge yi pi.

    ü, v and u: are all u, and numbers after a syllable are tones.
    """
    letters = unicodedata.normalize("NFD", folded(pinyin)).replace("v", "u")
    plain = "".join(one for one in letters if one not in _TONES and one != "\u0308")
    return _NUMBERED.sub("", plain).replace("u:", "u")


def has_tones(pinyin: str) -> bool:
    """Whether somebody wrote tones above the letters."""
    return any(one in _TONES for one in unicodedata.normalize("NFD", pinyin))


_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]+(?:ng(?![aeiou])|[nr](?![aeiou]))?|[^\W_]"
)


@lru_cache(maxsize=200_000)
def syllables(pinyin: str) -> tuple[str, ...]:
    """Return the syllables of pinyin, without tones: gāozhìliàng → gao zhi liang.

    An apostrophe parts syllables, as the orthography asks (GB/T 16159—2012): xī’ān has two.
    """
    return tuple(_SYLLABLE.findall(toneless(pinyin)))


def in_syllables(wanted: str, pinyin: str) -> bool:
    """Whether pinyin has these whole syllables; “land” is not in lán dì, “landi” is.

    Tones count where `wanted` has some.
    """
    if has_tones(wanted):
        return _squeezed(unicodedata.normalize("NFC", folded(wanted))) in _squeezed(folded(pinyin))
    letters, parts = _squeezed(toneless(wanted)), syllables(pinyin)
    for start in range(len(parts)):
        run = ""
        for part in parts[start:]:
            run += part
            if run == letters:
                return True
            if not letters.startswith(run):
                break
    return False


def _squeezed(text: str) -> str:
    return re.sub(r"[\s'-]", "", text)


def same_pinyin(wanted: str, pinyin: str) -> bool:
    """Whether two are the same pinyin, however parted; tones count where `wanted` has some."""
    if has_tones(wanted):
        return _squeezed(folded(wanted)) == _squeezed(folded(pinyin))
    return bool(pinyin) and _squeezed(toneless(wanted)) == _squeezed(toneless(pinyin))
