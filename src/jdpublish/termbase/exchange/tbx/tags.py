"""The languages of files that others made, as the glossary calls them."""

import re

from jdpublish.model import SOURCE_LANGUAGE

_TAGS = (
    (r"(zh|cmn|zho|chi)-(hant-)?(hk|mo)(-.*)?", "zh-Hant-HK"),
    (r"(zh|cmn|zho|chi)-(hant-)?tw(-.*)?|zh-cht", "zh-Hant-TW"),
    (r"(zh|cmn|zho|chi)-hant(-.*)?", "zh-Hant"),
    (r"(zh|cmn|zho|chi)(-.*)?|chinese", SOURCE_LANGUAGE),
    (r"(en|eng)(-.*)?|english", "en"),
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def language(tag: str) -> str:
    """Return the glossary's name of a language such as zh_CN, or nothing where it has none."""
    plain = tag.strip().replace("_", "-").lower()
    return next((name for pattern, name in _TAGS if re.fullmatch(pattern, plain)), "")


def guessed(text: str) -> str:
    """Return the language of a text that does not say: Chinese where there are Han characters."""
    return SOURCE_LANGUAGE if _HAN.search(text) else "en"
