"""Chinese names and phrases whose digits and numerals are no figures: G15, 13号线, 一网通办, 三亚.

A single numeral from 一 to 十 is read only with a measure word, a unit or a scale beside it, so
only those phrases need to be known here in which such a word follows: 十分, 百度, 四面八方.
"""

import re
from functools import cache

from jdpublish.figures.units import CHINESE_UNITS

FILLER = "_"
"""What stands for each character of a name, so that every place in the text stays as it was."""

_SYMBOLS = "|".join(
    sorted(
        (name for name in CHINESE_UNITS if name.isascii() and name.isalnum()), key=len, reverse=True
    )
)
_MONEY = "RMB|CNY|USD|US|HKD|HK|EUR|GBP|JPY|KRW|RUB|INR|CHF|AUD|CAD|SGD|TWD|NTD|NT"
_ONE = "一二两三四五六七八九十"
_SIZES = "百千万亿"
_NUMERAL = _ONE + _SIZES


@cache
def _with_digits() -> re.Pattern[str]:
    """Return the pattern of names with digits, made when it is first asked for."""
    return re.compile(
        rf"""
    (?:https?://|www\.)[!-~]+ | (?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9.-]++
    | (?<![A-Za-z0-9-])[A-Za-z0-9-]++\.(?:com|cn|net|org|gov|edu)(?![A-Za-z])[!-~]*
    # telephone numbers and what is too long for a figure
    | (?<![0-9.-])(?:0[0-9]{{2,3}}-[0-9]{{7,8}}|400-?[0-9]{{3}}-?[0-9]{{4}}
      |1[3-9][0-9]{{9}}(?![个位名人户家元件项台辆美]))(?![0-9-])
    | (?<![0-9.])[0-9]{{16,}}(?![0-9])
    | (?:电话|热线|传真|邮编|邮政编码|号码|代码|编号|证号|账号|卡号|批号|车牌号?|QQ群?号?|微信号?
      |拨打|致电|ISBN|ISSN)
      [:：为是了]?[ “"]{{0,2}}[A-Z0-9][A-Z0-9.-]{{2,}}(?![0-9]*(?:[个万亿%]|多万))
    # documents, standards, codes
    | [〔\[（(【](?:19|20)[0-9]{{2}}[〕\]）)】]\ ?第?[0-9]+\ ?号
    | (?:ISO|IEC|IEEE|GB|EN|DIN|ASTM|HJ|CJJ|JGJ|DB[0-9]{{2}})(?:/[A-Z]+)*[ -]?[0-9][0-9.:/—–-]*
    | (?<![0-9.])[0-9]{{1,3}}(?:\.[0-9]+){{2,}}(?![0-9%])
    # the time of a race: 2:11.60
    | (?<![0-9:.])[0-9]{{1,2}}:[0-5][0-9]\.[0-9]+
    # sums as slogans: “6+1”, “2+2+1”, “1+N”
    | (?<![0-9.,+])[0-9]{{1,2}}(?:\+(?:[0-9]{{1,2}}|[NXn]))+(?![0-9.%万亿])
    # indices: 沪深300
    | (?:沪深|中证|上证|深证|科创|创业板|标普|标准普尔|纳斯达克|日经|富时|罗素|北证|恒生
      |道琼斯)\ ?[0-9]{{2,4}}(?=指|期|股指|ETF|成[分份]|[上下]|收|涨|跌|[和、与])
    # numbers to call
    | [“"「](?:1[12][0-9]|999|911|12[0-9]{{3}}|9[56][0-9]{{3}})[”"」]
    | (?<![0-9.,])(?:110|119|120|122|911|999|12345|12315|12333|12366|12[0-9]{{3}}|9[56][0-9]{{3}})
      (?=/?(?:市民|公共|政务|服务|急救|报警|火警|救护|消防|热线|电话|专线|平台|接警|指挥|便民|民生
        |监督|举报|、1[12][0-9]))
    | (?<=[、和])(?:110|119|120|122|12345)(?=[等”])
    # festivals and events: “618”, 双11, 9·11
    | [“"「](?:315|618|911|985|211|996|731|318)[”"」] | 双(?:11|12|十一|十二)
      | (?<![0-9])[0-9]{{1,2}}[·•][0-9]{{1,2}}(?![0-9])
    | (?<![0-9.])(?:985|211)(?=、?[/和、]?(?:211|985)?(?:工程|高校|大学|院校|名校|毕业))
    | (?<=985)[/、和]211
    # versions
    | (?<![0-9.])[Vv]?[0-9]{{1,2}}(?:\.[0-9]+){{1,2}}\ ?版(?!面)
    | (?<=[\w”"》」’)）])(?<![为达至到于是约近超过逾和与从由比报有了0-9])[1-9]\.0(?![0-9%‰]
      |\ ?[万亿个倍级吨米元平公亩厘毫千])
    # lines, houses, models
    | (?<![0-9])[0-9]{{1,2}}(?:号?[、和及与/][0-9]{{1,2}}){{0,8}}号线(?:路|[一二三四]期)?
    | (?:神舟|长征|嫦娥|天问|天宫|天舟|北斗|风云|东风|蛟龙|玉兔|实践|高分|快舟|力箭|朱雀|海洋|祝融
      |鲲龙|雪龙|奋斗者|猎鹰|星舰|阿波罗|好奇)
      (?:[{_ONE}]+号?|-?[0-9]+号?)(?:[甲乙丙丁](?=遥|运|火))?(?:遥[{_ONE}0-9]+)?
    | (?:波音|空客|空中客车|安-|米-|苏-|歼-?|轰-?|直-|运-|图-|米格-?|AK-?|M|iPhone\ ?|Windows\ ?
      |iOS\ ?|Mate\ ?)
      [0-9]+[A-Z]*(?:-[0-9]+)?(?:MAX|Max)?(?!\.[0-9])
    | (?<![0-9.])1/[248](?=决赛) | 7[×xX*]24(?=小时) | (?<![0-9])(?:24/7|7/24)(?![0-9])
    | (?<![0-9])4S(?=店)
    # a letter and a digit: G15, PM2.5, COVID-19; not RMB5
    | (?<![A-Za-z0-9.])(?!(?:{_MONEY}|[ACSR]\$)(?![A-Za-z])\$?\ ?[0-9]
      |(?:{_SYMBOLS})[23²³]?(?![A-Za-z0-9]))
      [A-Za-z][A-Za-z]*(?:/[A-Z])?[-‑–]?[0-9][A-Za-z0-9]*(?:\.[0-9]+)?(?:-[0-9]+)?
      (?![0-9.,]*(?:[%‰万亿元]|\ ?个?(?:百分点|基点)))
    | (?<=[A-Za-z])\ [0-9]{{1,2}}(?=\ ?(?:系列|手机|型|代(?![表理价])|芯片|系统))
    # digits and a letter: 5G, 3D, 1H24; not 5km
    | (?<![A-Za-z0-9.,])[0-9]{{1,4}}(?:\.[0-9])?
      (?!(?:{_SYMBOLS})(?![A-Za-z0-9]))[A-Za-z]+[0-9]*(?![A-Za-z0-9])
    # the head of a list
    | ^\ {{0,2}}[（(]?[0-9]{{1,2}}(?:[)）、.](?!\ ?[0-9]))
    """,
        re.VERBOSE,
    )


_NOT_SECOND = f"[{_NUMERAL}年月日天周岁时点分元米亩吨人名个届成倍比至到和与及]"


@cache
def _numerals() -> re.Pattern[str]:
    """Return the pattern of phrases with numerals, made when it is first asked for."""
    return re.compile(
        rf"""
    (?<![0-9{_NUMERAL}])(?:
    # one thing, one deed: 一心一意, 四面八方, 一区一城; not 三天两夜 or 三分之一
    (?<![0-9.点第])[{_NUMERAL}](?!{_NOT_SECOND}|[第次项号又折、，。“”（）])[一-鿿]
      [{_NUMERAL}](?!{_NOT_SECOND})[一-鿿]
    | 一[人事次天点分年岁个时]一(?!个)[一-鿿]
    # a phrase of numerals
    | [二四八]分之一(?=决赛)|一样|一成不变|一起(?![交重特严致案事谋枪火爆刑民典由因涉发])
    | 三番[五两]次|三天两头|三年五载|一分为二|一五一十|[百千]里挑一|百闻不如一见|九牛[二一][虎毛]
      |成[百千]上[千万]|千千万万|亿万|万一(?![百千万])
    | 千方百计|千家万户|千人千面|千载难逢|万人空巷|万家灯火|百家争鸣|百年大计|百年(?=大变局|未有
      |变局|老[店字])|一百年不动摇
    | [统唯逐单专划合归同其]一(?![百千万亿个次])|(?<=[进逐下])一步|一步[一步]|三位一体
      |[三五二四]位一体|一次性|一站式|一站通|一揽子|一票否决|一把手|一把抓|一口气|一刀切|一盘棋
      |一部分|一方面|一席之地|一年一度|一代宗师
    | 一点一滴|一点[点儿]?(?!(?:[半整钟多前后左起开到至]|[{_ONE}0-9]))|一度(?!电)|一时|一手
      |一道(?![题菜])|一同|一面(?![旗墙锣])|一头|一名不文|一片|一口(?=[咬答气])|一层(?=楼梯)
    | 十分(?![钟之])|十项全能|十字路口|十足|十万火急|十万大山
      |十万个为什么
    | 二手|三角|五角大楼|[一三]等奖|三等分|四方|三方|八方|五方|三口之家|三国(?!家|[共]同)|四级联动
    | 两手抓|两手(?=都|准备)|两口子|两口之家|两头|两不误|两步走|三步走|两下子
    | [一二三四五六七八]十五十|两位数|[{_ONE}]位数|个位数
    | 万科|万达|万豪|万州|万里|万国|万年(?=县|历|青|不)|万县|百度|百老汇|百慕大|百里|千里|千户苗寨
      |千年(?=古|之|老|虫|难)
    | 三门峡?(?=[县湾市峡])|三台(?=县|山)|三元(?=桥|里|食|区|催|股|材)|五台(?=山|县)|五道口
      |六盘水?(?=[水山市])|[四八]里屯|三里[屯河]
    | 十三行|五大连池|三家店|六家桥|八家子|四方(?=区|坪)|七台河|三级跳|四级[考英]|[四六]级考试
      |六级英语
    | 六方会谈|四国联盟|三个代表|老三届|三峡|十三陵|四人帮|三人行|一人之下|百人会|千人计划|万人计划
      |百人计划|百年孤独|百团大战
    | (?:周|星期|礼拜)[一二三四五六](?![百千万亿]|[十]) | 初[{_ONE}](?!步)(?=[的学生时])
      | 高[一二三](?=[的学生年]) | 大[一二三四](?=[的学生])
    | 第一(?:时间|线|手|把手|夫人|责任人|生产力)|五四(?=运动|青年|奖)|五一|七一(?=勋章|讲话|重要)
      |八一(?=建军|队|电影)|三八(?=妇女|红旗|节)|六一(?=儿童)|十一(?=黄金周|国庆|长假|假期|期间)
    | 九一八|七七事变|一二[·•]?九|二战|一战|一国两制|一带一路|八国联军|[三四五]险一金|五险
    )
    """,
        re.VERBOSE,
    )


# What is quoted in a few words is a name: “四个一批”, “三清单”, 《三国演义》.
_QUOTED = re.compile(r"[“「『《〈](?P<name>[^“”「」『』《》〈〉。！？；]{1,24})[”」』》〉]")
_IN_QUOTES = re.compile(
    rf"(?<![{_NUMERAL}0-9第分之点])[{_ONE}]"
    rf"(?![{_NUMERAL}成倍月年天岁半点又至到]|分之|个?百分点)"
    rf"|(?<![{_NUMERAL}0-9])[{_SIZES}]+(?![{_ONE}分])"
)


def masked(text: str) -> str:
    """Return a text with every name that has digits or numerals filled up, of the same length.

    The text has half-width digits and Simplified numerals, as `script.plain` makes it.
    """
    text = _with_digits().sub(_filled, text)
    text = _numerals().sub(_filled, text)
    return _QUOTED.sub(_unquoted, text)


def _filled(found: re.Match[str]) -> str:
    return FILLER * len(found[0])


def _unquoted(found: re.Match[str]) -> str:
    return _IN_QUOTES.sub(_filled, found[0])
