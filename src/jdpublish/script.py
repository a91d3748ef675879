"""Simplified → Traditional: whole blocks at a time, same length, the door to OpenCC.

OpenCC matches phrases: 头发 becomes 頭髮, but 头 and 发 converted apart become 頭發. So a block's
text is converted in one piece, without its formatting, which lies beside it and stays where it was.
"""

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import opencc

from jdpublish.errors import ScriptError
from jdpublish.model import Block, Concept, Segment

_QUOTES = {"“": "「", "”": "」", "‘": "『", "’": "』"}

_LATIN = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f]"
"""Letters with their accents, as pinyin has them, composed or not."""
_APOSTROPHE = re.compile(rf"(?<={_LATIN})’(?={_LATIN})")

_PHRASES = {
    # Errors of the packaged dictionaries in official prose.
    "上链": "上鏈",
    "假托班": "假托班",
    "编者注：": "編者註：",  # as the dictionaries have 註釋, 附註, 譯註
    # 布, not 佈, for making public, as government pages in Hong Kong and the Traditional text of
    # the Universal Declaration of Human Rights write it; 布局 likewise.
    "发布": "發布",
    "公布": "公布",
    "颁布": "頒布",
    "宣布": "宣布",
    "分布": "分布",
    "布局": "布局",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What an edition adds to a packaged configuration: phrases first, single characters last."""

    base: str
    phrases: Mapping[str, str]
    last: Mapping[str, str]


PROFILES = {
    "zh-Hant": Profile("s2tw", _PHRASES, {**_QUOTES, "汙": "污"}),
    "zh-Hant-TW": Profile(
        "s2tw",
        # Taiwan's own words for these are fixed; 佈局 is the form of its standard dictionary.
        {**_PHRASES, "计划": "計畫", "标杆": "標竿", "布局": "佈局"},
        # 汙 is the standard form, 污 that of its laws (水污染防治法) and of common use.
        {**_QUOTES, "汙": "污"},
    ),
    "zh-Hant-HK": Profile(
        "s2hk",
        _PHRASES,
        {
            **_QUOTES,
            # The forms of Hong Kong's government pages; 衞 is theirs too and stays.
            "啓": "啟",
            "羣": "群",
            "牀": "床",
            "週年": "周年",
            "户": "戶",
            "税": "稅",
            "閲": "閱",
            "説": "說",
        },
    ),
}
"""Never `s2t` alone (爲 衆 羣 are OpenCC's internal forms), never the vocabulary profiles
`s2twp` and `s2hkp`, which rename institutions (社区→社群) and events."""

Converter = Callable[[str], str]


def converter(profile: str, concepts: tuple[Concept, ...] = ()) -> Converter:
    """Return a function that turns Simplified text into the Traditional of a profile.

    A concept's own Traditional term, for the profile or for all of them (`zh-Hant`), overrides
    the dictionaries. The result has as many code points as the text. An apostrophe between
    Latin letters (Xi’an) is no quotation mark and stays.
    """
    overrides = tuple(
        (plain, own)
        for concept in concepts
        for plain in (concept.language("zh-Hans").preferred,)
        for own in (concept.language(profile).preferred or concept.language("zh-Hant").preferred,)
        if own
    )
    return _convert(_opencc(profile, overrides))


def to_traditional(block: Block, convert: Converter) -> Block:
    """Return a block in Traditional characters, same shape and marks.

    Raises:
        ScriptError: the conversion changed the length of a segment, so that its marks would
            point at the wrong words.
    """
    return block.with_segments(tuple(_segment(segment, convert) for segment in block.segments))


def to_simplified(text: str) -> str:
    """Return words that somebody typed in Traditional characters as the glossary may have them.

    The forms of Taiwan and Hong Kong are known. This is for looking things up, not for publishing:
    no overrides of entries are led back, and 乾隆 becomes 干隆.
    """
    for profile in PROFILES.values():
        for plain, own in profile.phrases.items():
            text = text.replace(own, plain)
    return str(_to_simplified().convert(text)).translate(_PLAIN)


_PLAIN = str.maketrans({"衞": "卫"} | {own: plain for plain, own in _QUOTES.items()})


@cache
def _to_simplified() -> "opencc.OpenCC":
    return opencc.OpenCC("t2s")


def _segment(segment: Segment, convert: Converter) -> Segment:
    text = convert(segment.text)
    if len(text) != len(segment.text):
        raise ScriptError(
            f"conversion to Traditional changed the length of “{segment.text[:20]}…”",
            at=segment.at,
            hint="look for a glossary entry whose Traditional term is longer or shorter",
        )
    return replace(segment, text=text)


def _convert(machine: "opencc.OpenCC") -> Converter:
    def convert(text: str) -> str:
        return "’".join(str(machine.convert(part)) for part in _APOSTROPHE.split(text))

    return convert


_IN_BOTH = frozenset(
    "㐹万丑丰于云亘仆价伙余佣党准几凶划占厂厘台叶吁吃后咨咸唇夸尸岩岳帘干广征"
    "愿挂据斗朴杠杰极柜涂涌淀游熏皂确种筑胜腊腌膻苹范荐虫蚝蜡蝎跖辟适郁采里雇"
    # Traditional by the dictionaries' phrases: 恒生, 虱目魚, 么鳳, 倒霉, 苧麻.
    "恒虱么霉苧"
)
"""Characters of Traditional texts too, though the tables have another in the first place."""


def simplified_only(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no Traditional text has, each once.

    Such is every character that OpenCC's tables of characters change and do not keep as well:
    国, but not 后, which is an empress besides what 後 is in Simplified, nor 群, which is 羣 in the
    tables and 群 in Taiwan and Hong Kong.
    """
    own = (one for one in dict.fromkeys(text) if not one.isascii() and one not in _IN_BOTH)
    return tuple(one for one in own if all(table.convert(one) != one for table in _tables()))


@cache
def _tables() -> "tuple[opencc.OpenCC, ...]":
    """The tables of characters, by region: they load in no time, unlike those of phrases."""
    names = ("STCharacters", "TWVariants", "HKVariants")
    first, *regions = ({"dict": {"type": "ocd2", "file": f"{name}.ocd2"}} for name in names)
    config = {"name": "Characters", "segmentation": {"type": "mmseg", **first}}
    chains = ([first], *([first, region] for region in regions))
    return tuple(_machine({**config, "conversion_chain": chain}) for chain in chains)


@lru_cache(maxsize=16)
def _opencc(name: str, overrides: tuple[tuple[str, str], ...]) -> "opencc.OpenCC":
    """OpenCC reads its configuration from a file only, with paths to its own dictionaries."""
    profile = PROFILES[name]
    config = json.loads((_folder() / f"{profile.base}.json").read_text(encoding="utf-8"))
    phrases = {**profile.phrases, **dict(overrides)}
    # Phrases must stand in the segmentation too, or 假托 is cut out of 寒暑假托班 before the
    # conversion sees it.
    segmentation = config["segmentation"]
    segmentation["dict"] = _first({word: word for word in phrases}, segmentation["dict"])
    chain = config["conversion_chain"]
    chain[0]["dict"] = _first(phrases, chain[0]["dict"])
    # What an entry asks for is kept whole: the last step would change 上鍊 back within 數據上鍊.
    kept = {own: own for _, own in overrides}
    last = {**profile.last, **_again(phrases, opencc.OpenCC(profile.base)), **kept}
    chain.append({"dict": {"type": "inline", "entries": last}})
    return _machine(config)


def _folder() -> Path:
    return Path(opencc.__file__).parent / "clib" / "share" / "opencc"


def _machine(config: dict[str, object]) -> "opencc.OpenCC":
    """Return OpenCC with a configuration, whose dictionaries are those of its package."""
    config = json.loads(json.dumps(config))
    _make_absolute(config, _folder())
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(config, file, ensure_ascii=False)
        file.flush()
        return opencc.OpenCC(file.name)


def _again(phrases: Mapping[str, str], machine: "opencc.OpenCC") -> dict[str, str]:
    """Return the phrases as the dictionaries write them, with what they must be.

    A longer phrase of the dictionaries hides ours (行动计划 hides 计划, 发布会 hides 发布), and
    their regional variants change ours back.
    """
    return {
        str(machine.convert(form)): own
        for plain, own in phrases.items()
        for form in (plain, own)
        if machine.convert(form) != own
    }


def _first(entries: Mapping[str, str], rest: object) -> dict[str, object]:
    own = {"type": "inline", "entries": dict(entries)}
    return {"type": "group", "match_policy": "short_circuit", "dicts": [own, rest]}


def _make_absolute(node: object, folder: Path) -> None:
    match node:
        case {"type": "ocd2", "file": str(file)}:
            node["file"] = str(folder / file)  # type: ignore[index]
        case dict():
            for child in node.values():
                _make_absolute(child, folder)
        case list():
            for child in node:
                _make_absolute(child, folder)
