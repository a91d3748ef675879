"""Figures: numbers with what says of what they are, within which no line may break.

Source: W3C Requirements for Chinese Text Layout (CLREQ), “Prohibition Rules for Unbreakable Marks”
(digits and their prefixes and suffixes). In English a number keeps its scale, its currency, unit
of measure or percent, and the word that it numbers (Line 13); what it counts (326 companies) is a
word like any other.
"""

import re
from functools import cache

_CHINESE_UNITS = (
    "元 角 分 美元 欧元 日元 港元 港币 英镑 人民币 个百分点 百分点 倍 成 折 番 "
    "米 里 公里 千米 厘米 毫米 微米 纳米 微克 海里 平方米 平方公里 平方千米 立方米 公顷 亩 顷 "
    "吨 公斤 千克 克 毫克 斤 升 毫升 瓦 千瓦 兆瓦 吉瓦 千瓦时 度 伏 安 赫兹 兆赫 字节 兆 "
    "分贝 摄氏度 世纪 年 年度 年代 季度 个月 月 月份 周 周年 周岁 岁 天 日 个小时 小时 时 点 "
    "分钟 秒 秒钟 个 位 名 人 人次 对 双 组 群 批 批次 队 支 班 班次 车次 户 户次 家 家次 票 "
    "条 项 件 宗 起 例 桩 套 台 台次 辆 辆次 架 架次 艘 列 部 只 头 匹 口 颗 粒 株 棵 根 面 枚 "
    "包 箱 床 座 处 所 间 幢 栋 楼 层 室 弄 号 号线 路 站 段 片 块 张 幅 本 册 卷 篇 页 章 节 "
    "款 目 字 份 封 版 期 届 轮 次 场 场次 级 类 种 档 代 等 强"
)
_TRADITIONAL = str.maketrans(
    "億萬餘個項條張戶畝頃點時鐘線號級類種檔間棟層樓單場塊冊節屆輪處臺輛雙組隊對強歲頁顆車數噸釐納樁週頭裡裏紀茲鎊貝幣歐攝",
    "亿万余个项条张户亩顷点时钟线号级类种档间栋层楼单场块册节届轮处台辆双组队对强岁页颗车数吨厘纳桩周头里里纪兹镑贝币欧摄",
)
_ENGLISH_SCALES = "hundred|thousand|million|billion|trillion"
_ENGLISH_UNITS = (
    "per ?cent|percentage points?|times|yuan|renminbi|RMB|CNY|USD|euros?|pounds?|yen|"
    "(?:(?:US|Hong Kong) )?dollars?|(?:(?:square|cubic) )?(?:kilo|centi|milli)?met(?:er|re)s?|"
    "miles?|hectares?|mu|acres?|tons?|tonnes?|(?:kilo)?grams?|lit(?:er|re)s?|"
    "(?:kilo|mega|giga)?watts?(?:[- ]hours?)?|km|cm|mm|nm|kg|kW|kWh|MW|GW|°C|"
    "degrees?(?: Celsius)?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|[ap]\\.m\\."
)
_ENGLISH_NAMES = (
    "RMB|CNY|USD|EUR|US\\$|HK\\$|Nos?\\.|pp?\\.|Pages?|Parts?|Chapters?|Sections?|Articles?|"
    "Items?|Tables?|Figures?|Lines?|Routes?|Versions?|Phase|Level|Tier|Grade|Class|Stage|Round|"
    "Zone|Step|Type|Formula|January|February|March|April|May|June|July|August|September|"
    "October|November|December"
)

_SYMBOL = (
    r"(?:[km]?[WV]h?|[MGT]Wh?|[kMG]?Hz|[kMGT]B|[kMh]?Pa|[kcmnμµ]?m[²³2-3]?|[kmnμµ]?g|[mμµ]?L|t|dB|"
    r"hm²|°[CF]?|℃|℉|%|％|‰)"
)
_SYMBOLS = rf"{_SYMBOL}(?:[/·]\w+)*(?![A-Za-z0-9])"
"""Signs of units, such as μg/m³ and kWh/m²: whole, and never without their number."""
_CHINESE_SYMBOLS = rf"{_SYMBOL}(?:[/·][A-Za-z²³]+)*(?![A-Za-z0-9])"
_COMPOUND = rf"(?<![\w/]){_SYMBOL}(?:/(?:{_SYMBOL}|mu|[hd]))+(?![\w/])"
"""Such signs without a number, which a line would part after “/”."""

_NUMBER = r"[0-9０-９]+(?:[,.:/][0-9]+)*"
_PLAIN = re.compile(r"[0-9.,%]+")


@cache
def _chinese() -> re.Pattern[str]:
    unit = "|".join(sorted(_CHINESE_UNITS.split(), key=len, reverse=True))
    scale = "[余多]?(?:[十百千]?[万亿]{1,2}|[百千])?[余多]?"
    sign = "[%％‰]?"
    return re.compile(
        f"{_NUMBER}{sign}(?:[-–—～~至+×]{{1,2}}{_NUMBER}{sign})* ?"
        f"{scale}(?:{unit}|{_CHINESE_SYMBOLS})?(?:/(?:{unit}))?|{_COMPOUND}"
    )


@cache
def _english() -> re.Pattern[str]:
    return re.compile(
        rf"{_NUMBER}[%‰]?(?:[-–+×]{_NUMBER}[%‰]?)*(?:[ -](?:{_ENGLISH_SCALES})\b)?"
        rf"(?:[ -](?:{_ENGLISH_UNITS})(?:/\w+)*(?!\w)|[ -]?{_SYMBOLS})?|{_COMPOUND}"
    )


_CHINESE_PREFIX = re.compile("(?:第|[￥¥＄$€£]) ?$")
_ENGLISH_PREFIX = re.compile(rf"(?:\b(?:{_ENGLISH_NAMES}) ?)?[$€£¥]?$")
_LONGEST_PREFIX = 11


def figures(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return where figures stand in a text, as offsets; bare numbers need no care."""
    chinese = language.startswith("zh")
    number, prefix = (_chinese(), _CHINESE_PREFIX) if chinese else (_english(), _ENGLISH_PREFIX)
    found = []
    for match in number.finditer(text.translate(_TRADITIONAL) if chinese else text):
        before = prefix.search(text, max(0, match.start() - _LONGEST_PREFIX), match.start())
        start = before.start() if before else match.start()
        stop = match.start() + len(match[0].rstrip())
        if not _PLAIN.fullmatch(text, start, stop):
            found.append((start, stop))
    return tuple(found)


_CLOSE = re.compile(
    rf"(?:{_ENGLISH_SCALES}|per|times|yuan|renminbi|RMB|CNY|USD|euros?|pounds?|yen|US|Hong|dollars?)\b"
)
_JOINT = re.compile(r"(?<=[ -])(?=[a-z]{4,}|US |Hong )")


def seams(text: str, language: str) -> tuple[int, ...]:
    """Return before which characters a figure may be parted when nothing else is left.

    Between the words of an English one, and between a number and a unit of measure that is a word;
    never between a number and its percent, scale, currency, sign or name.
    """
    if language.startswith("zh"):
        return ()
    return tuple(
        match.start()
        for start, stop in figures(text, language)
        for match in _JOINT.finditer(text, start, stop)
        if not text[match.start() - 2].isdigit()
        or not (_CLOSE.match(text, match.start()) or text.startswith("percent", match.start()))
    )
