"""Where a Chinese name of a unit stands, and where the same characters are another word."""

import re
from functools import cache

from jdpublish.figures.units import CHINESE_UNITS

_NAMES: dict[str, tuple[str, ...]] = {}
for _name in sorted(CHINESE_UNITS, key=len, reverse=True):
    _NAMES[_name[0]] = (*_NAMES.get(_name[0], ()), _name)

# What a unit is not: 年级, 元素, 天气.
_NOT_FOLLOWED = {
    "年": "[级轻龄画货味报审]|代",
    "星期": "[一二三四五六日天]",
    "个星期": "[一二三四五六日天]",
    "个礼拜": "[一二三四五六日天]",
    "天": "[气然津文空使性生赋堂桥猫]|安门|下第?一",
    "岁": "[月末首]",
    "元": "[素旦首老件宝宵器凶论锂化]|月|宇宙|结构|经济|对立|悖论|期权|电池|材料|正极|催化",
    "日元": "[旦宵]",
    "米": "[粉饭线兰老]|其林|奇|字|格",
    "克": "[拉服隆里制]",
    "升": "至(?![0-9.]+升)|[级为到高值幅温学降旗空入上任格起势]",
    "秒": "[杀懂]",
    "周": "[边围期末刊转到恩一二三四五六日密折报]",
    "里": "[程面约斯根昂尔奥亚弄海脊兹格]",
    "度": "[假过量汛日]",
    "桶": "[装]",
    "磅": "[礴]",
    "担": "[任心保当负忧架]",
    "尺": "[寸度]",
    "瓦": "[斯解片砖楞尔]",
    "卡": "[车通片塔尔]",
    "码": "[头]",
    "顷": "[刻]",
    "期": "[间待望限末初刊货权]",
    "场": "[所馆景合均]",
    "分": "[之析布别成为公行局支校管工类配享离散]",
    "点": "[评赞击名燃亮缀心]",
    "代": "[表替言码理办]",
    "方": "[面向式法案便程针]",
    "两": ".",
    "角": ".",
    "级": "[联]",
    "强": "[调化度烈大劲制]",
    "等": "(?![奖舱功品公])",
    "口": "[号岸味腔]",
    "面": "[对向临积貌粉条体]",
    "国": "[际家庆企内产务]",
    "层": "[级面]",
    "座": "[谈椅右]",
    "市": "[场值民区政长面价级委]",
    "村": "[民落庄镇委]",
    "课": "[程堂题本后]",
    "里程": "碑",
    "区": "[间域别块分级委]",
    "席": "[位卷]",
    "师": "[生长傅父资]",
    "州": "[议长立政级府]",
    "单": "[元位独项一日价纯身月]",
    "版": "[本图权]",
    "站": "[位]",
    "节": "[目约省日点]",
    "间": "[接隔]",
    "名": "[称单牌词义誉]|胜",
    "手": "[段机工术续法]",
    "头": "[部发痛]",
    "步": "[伐骤行]",
    "家": "[庭长具电]|喻户晓",
    "道": "[路德理]",
}


@cache
def _foreign(name: str) -> re.Pattern[str] | None:
    """Return what makes another word of the name of a unit."""
    return re.compile(_NOT_FOLLOWED[name]) if name in _NOT_FOLLOWED else None


_SYMBOL_GOES_ON = re.compile("[A-Za-z0-9²³]")


def unit_at(plain: str, start: int) -> tuple[str, int] | None:
    """Return the longest name of a unit that stands here, and where it stops."""
    for name in _NAMES.get(plain[start : start + 1], ()):
        if plain.startswith(name, start):
            stop = start + len(name)
            if name.isascii() and name.isalnum() and _SYMBOL_GOES_ON.match(plain, stop):
                continue
            foreign = _foreign(name)
            if not foreign or not foreign.match(plain, stop):
                return name, stop
    return None
