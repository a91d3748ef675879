"""Units by their Chinese and English names, with exact factors between those of one dimension.

Source: GB 3100—1993 for names and symbols of the SI; 1 亩 = 1/15 公顷 and 1 斤 = 0.5 公斤 (State
Council order of 1984 on statutory units of measurement).
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from jdpublish.figures.quantity import Unit

COUNT = "count"
"""The dimension of what is counted: 个, 家, 户, 项 … English counts without a word for it."""
MONEY = "money:"
"""What the dimensions of currencies begin with, before the code of ISO 4217."""
CENTURY = Unit(COUNT, Fraction(1), "世纪", "centuries", "century")
"""What the ordinal of a century counts: 21世纪, the 21st century."""

_ROWS: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    # dimension, factor, Chinese, English, one; more Chinese; more English; symbols of both
    ("money:CNY", "1", "元", "yuan", "", "人民币 元人民币 块钱 圆", "RMB renminbi Chinese-yuan", "CNY ¥"),
    ("money:CNY", "1/10", "角", "jiao", "", "毛钱", "", ""),
    ("money:CNY", "1/100", "分钱", "fen", "", "", "", ""),
    ("money:USD", "1", "美元", "dollars", "dollar", "美金 美圆", "US-dollars US-dollar U.S.-dollars U.S.-dollar U.S.$", "US$ $ USD"),
    ("money:USD", "1/100", "美分", "cents", "cent", "", "US-cents US-cent", ""),
    ("money:HKD", "1", "港元", "Hong Kong dollars", "Hong Kong dollar", "港币 港圆", "", "HK$ HKD"),
    ("money:HKD", "1/100", "港仙", "Hong Kong cents", "Hong Kong cent", "", "HK-cents HK-cent", ""),
    ("money:MOP", "1", "澳门元", "patacas", "pataca", "澳门币", "", "MOP"),
    ("money:TWD", "1", "新台币", "New Taiwan dollars", "New Taiwan dollar", "元新台币 台币", "", "NT$ TWD"),
    ("money:EUR", "1", "欧元", "euros", "euro", "", "", "€ EUR"),
    ("money:GBP", "1", "英镑", "pounds", "pound", "", "pounds-sterling", "£ GBP"),
    ("money:GBP", "1/100", "便士", "pence", "penny", "", "", ""),
    ("money:JPY", "1", "日元", "yen", "", "日圆", "Japanese-yen", "JPY JP¥"),
    ("money:KRW", "1", "韩元", "won", "", "韩圆 韩币", "", "KRW ₩"),
    ("money:RUB", "1", "卢布", "rubles", "ruble", "", "roubles rouble", "RUB ₽"),
    ("money:INR", "1", "卢比", "rupees", "rupee", "印度卢比", "", "INR ₹"),
    ("money:CHF", "1", "瑞士法郎", "Swiss francs", "Swiss franc", "瑞郎", "", "CHF"),
    ("money:AUD", "1", "澳元", "Australian dollars", "Australian dollar", "澳大利亚元", "", "A$ AUD"),
    ("money:NZD", "1", "新西兰元", "New Zealand dollars", "New Zealand dollar", "纽元", "", "NZ$ NZD"),
    ("money:CAD", "1", "加元", "Canadian dollars", "Canadian dollar", "加拿大元", "", "C$ CAD"),
    ("money:SGD", "1", "新加坡元", "Singapore dollars", "Singapore dollar", "新元 新币", "", "S$ SGD"),
    ("money:BRL", "1", "雷亚尔", "reais", "real", "巴西雷亚尔", "Brazilian-reais", "R$ BRL"),
    ("money:ZAR", "1", "兰特", "rand", "", "南非兰特", "", "ZAR"),
    ("money:THB", "1", "泰铢", "baht", "", "", "", "THB ฿"),
    ("money:SEK", "1", "瑞典克朗", "Swedish kronor", "Swedish krona", "", "", "SEK"),
    ("money:DKK", "1", "丹麦克朗", "Danish kroner", "Danish krone", "", "", "DKK"),
    ("money:NOK", "1", "挪威克朗", "Norwegian kroner", "Norwegian krone", "", "", "NOK"),
    ("money:MYR", "1", "林吉特", "ringgit", "", "马来西亚林吉特", "", "MYR"),
    ("money:IDR", "1", "印尼盾", "rupiah", "", "", "rupiahs", "IDR"),
    ("money:PHP", "1", "菲律宾比索", "Philippine pesos", "Philippine peso", "", "", "PHP"),
    ("money:MXN", "1", "比索", "pesos", "peso", "", "", "MXN"),
    ("money:VND", "1", "越南盾", "dong", "", "", "", "VND"),
    ("money:AED", "1", "迪拉姆", "dirhams", "dirham", "", "", "AED"),
    ("money:SAR", "1", "里亚尔", "riyals", "riyal", "", "", "SAR"),
    ("money:TRY", "1", "里拉", "lira", "", "", "liras", "TRY"),
    ("money:NGN", "1", "奈拉", "naira", "", "", "", "₦ NGN"),
    ("length", "1", "米", "meters", "meter", "公尺", "metre metres", "m"),
    ("length", "1000", "公里", "kilometers", "kilometer", "千米", "kilometre kilometres kms", "km ㎞"),
    ("length", "1/100", "厘米", "centimeters", "centimeter", "公分", "centimetre centimetres", "cm ㎝"),
    ("length", "1/1000", "毫米", "millimeters", "millimeter", "", "millimetre millimetres", "mm ㎜"),
    ("length", "1/1000000", "微米", "micrometers", "micrometer", "", "microns micron", "μm µm"),
    ("length", "1/1000000000", "纳米", "nanometers", "nanometer", "", "nanometre nanometres", "nm"),
    ("length", "500", "里", "li", "", "华里", "", ""),
    ("length", "1/3", "尺", "chi", "", "市尺", "", ""),
    ("length", "1609.344", "英里", "miles", "mile", "", "", "mi"),
    ("length", "0.3048", "英尺", "feet", "foot", "", "", "ft"),
    ("length", "0.0254", "英寸", "inches", "inch", "", "", ""),
    ("length", "0.9144", "码", "yards", "yard", "", "", ""),
    ("length", "1852", "海里", "nautical miles", "nautical mile", "", "", ""),
    ("length", "9460730472580800", "光年", "light-years", "light-year", "", "", ""),
    ("area", "1", "平方米", "square meters", "square meter", "平米 平方公尺", "square-metre square-metres sq-m sqm", "㎡ m² m2"),
    ("area", "1000000", "平方公里", "square kilometers", "square kilometer", "平方千米", "square-kilometre square-kilometres sq-km", "km² km2 ㎢"),
    ("area", "1/10000", "平方厘米", "square centimeters", "square centimeter", "", "square-centimetre square-centimetres", "cm² cm2"),
    ("area", "10000", "公顷", "hectares", "hectare", "", "ha", "hm²"),
    ("area", "2000/3", "亩", "mu", "", "", "mou", ""),
    ("area", "200000/3", "顷", "qing", "", "", "", ""),
    ("area", "4046.8564224", "英亩", "acres", "acre", "", "", ""),
    ("area", "0.09290304", "平方英尺", "square feet", "square foot", "", "sq-ft", "ft²"),
    ("area", "2589988.110336", "平方英里", "square miles", "square mile", "", "", ""),
    ("volume", "1", "立方米", "cubic meters", "cubic meter", "立方 方", "cubic-metre cubic-metres cu-m", "m³ m3"),
    ("volume", "1/1000", "升", "liters", "liter", "公升", "litre litres", "L"),
    ("volume", "1/1000000", "毫升", "milliliters", "milliliter", "", "millilitre millilitres", "ml mL"),
    ("volume", "0.158987294928", "桶", "barrels", "barrel", "", "bbl", ""),
    ("volume", "0.003785411784", "加仑", "gallons", "gallon", "", "", ""),
    ("mass", "1", "公斤", "kilograms", "kilogram", "千克", "kilos kilo", "kg ㎏"),
    ("mass", "1000", "吨", "metric tons", "metric ton", "公吨", "tons ton tonnes tonne t", ""),
    ("mass", "1/2", "斤", "jin", "", "市斤", "catties catty", ""),
    ("mass", "1/20", "两", "liang", "", "", "", ""),
    ("mass", "50", "担", "dan", "", "", "", ""),
    ("mass", "1/1000", "克", "grams", "gram", "", "g", ""),
    ("mass", "1/1000000", "毫克", "milligrams", "milligram", "", "", "mg"),
    ("mass", "1/1000000000", "微克", "micrograms", "microgram", "", "", "μg µg"),
    ("mass", "0.0002", "克拉", "carats", "carat", "", "", ""),
    ("mass", "0.45359237", "磅", "pounds of weight", "", "", "", "lb lbs"),
    ("mass", "0.028349523125", "盎司", "ounces", "ounce", "", "", "oz"),
    ("power", "1", "瓦", "watts", "watt", "瓦特", "W", ""),
    ("power", "1000", "千瓦", "kilowatts", "kilowatt", "", "", "kW KW"),
    ("power", "1000000", "兆瓦", "megawatts", "megawatt", "", "", "MW"),
    ("power", "1000000000", "吉瓦", "gigawatts", "gigawatt", "", "", "GW"),
    ("power", "1000000000000", "太瓦", "terawatts", "terawatt", "", "", "TW"),
    ("power", "735.49875", "马力", "horsepower", "", "匹马力", "", "hp"),
    ("apparent power", "1000", "千伏安", "kilovolt-amperes", "kilovolt-ampere", "", "", "kVA"),
    ("voltage", "1", "伏", "volts", "volt", "伏特", "", ""),
    ("voltage", "1000", "千伏", "kilovolts", "kilovolt", "", "", "kV"),
    ("energy", "1", "千瓦时", "kilowatt-hours", "kilowatt-hour", "度 度电 千瓦小时", "", "kWh KWh"),
    ("energy", "1000", "兆瓦时", "megawatt-hours", "megawatt-hour", "", "", "MWh"),
    ("energy", "1000000", "吉瓦时", "gigawatt-hours", "gigawatt-hour", "", "", "GWh"),
    ("energy", "1000000000", "太瓦时", "terawatt-hours", "terawatt-hour", "", "", "TWh"),
    ("heat", "1", "卡路里", "calories", "calorie", "大卡 千卡 卡", "kilocalories kcal", ""),
    ("temperature", "1", "摄氏度", "degrees Celsius", "degree Celsius", "", "degrees-Celsius degree-Celsius degrees-centigrade degree-centigrade C", "℃ °C"),
    ("fahrenheit", "1", "华氏度", "degrees Fahrenheit", "degree Fahrenheit", "", "degrees-Fahrenheit degree-Fahrenheit F", "℉ °F"),
    ("angle", "1", "度角", "degrees", "degree", "", "", "°"),
    ("time", "1", "秒", "seconds", "second", "秒钟", "sec secs s", ""),
    ("time", "1/1000", "毫秒", "milliseconds", "millisecond", "", "", "ms"),
    ("time", "60", "分钟", "minutes", "minute", "", "min mins", ""),
    ("time", "3600", "小时", "hours", "hour", "个小时 钟头 个钟头", "hr hrs h", ""),
    ("time", "86400", "天", "days", "day", "昼夜 个昼夜 工作日 个工作日 个交易日 个自然日", "", ""),
    ("time", "604800", "周", "weeks", "week", "星期 个星期 个礼拜 礼拜", "", ""),
    ("months", "1", "个月", "months", "month", "月龄", "", ""),
    ("months", "3", "个季度", "quarters of a year", "", "", "", ""),
    ("months", "12", "年", "years", "year", "周年 载 个年头 年度 个财年 学年 个学年", "yrs yr", ""),
    ("months", "1200", "个世纪", "centuries", "century", "", "", ""),
    ("age", "1", "岁", "years old", "year old", "周岁 岁半", "years-old year-old years-of-age", ""),
    ("data", "1", "GB", "GB", "", "", "gigabytes gigabyte", ""),
    ("data", "1000", "TB", "TB", "", "", "terabytes terabyte", ""),
    ("data", "1000000", "PB", "PB", "", "", "petabytes petabyte", ""),
    ("data", "1/1000", "MB", "MB", "", "", "megabytes megabyte", ""),
    ("frequency", "1", "赫兹", "hertz", "", "赫", "", "Hz"),
    ("frequency", "1000000", "兆赫", "megahertz", "", "兆赫兹", "", "MHz"),
    ("frequency", "1000000000", "吉赫", "gigahertz", "", "吉赫兹", "", "GHz"),
    ("sound", "1", "分贝", "decibels", "decibel", "", "", "dB"),
)  # fmt: skip

_COUNTERS = (
    "个 位 名 人 人次 人份 人口 对 双 组 群 批 批次 队 支 班 班次 车次 户 户次 家 家次 票 条 项 项次 件 宗 起 例 桩 套 "
    "台 台次 辆 辆次 架 架次 艘 艘次 列 部 部门 只 头 匹 口 颗 粒 株 棵 根 面 枚 包 箱 床 座 处 所 间 幢 栋 楼 层 "
    "室 站 段 片 块 张 幅 本 册 卷 篇 页 章 节 款 份 封 版 期 届 轮 次 场 场次 级 类 种 档 代 等 强 笔 单 股 "
    "手 门 道 盏 把 顶 盘 副 首 句 字 课时 学时 席 桌 盒 瓶 袋 罐 杯 碗 国 省 市 县 区 镇 乡 村 州 街道 "
    "人（户）次 人(户)次 户（人） 户(人) 车位 床位 亿次 课 师 员 步 拍 声 口井 井 孔 跨 车道 标箱 标准箱 公顷次 "
    "万人次 点 分 环 里程 周次 例次 尾 羽 只次 盆 丛 束 滴 家企业 户家庭 名学生 台套 台（套） 台(套) 间套 "
    "套（间） 套(间) 套间 座次 块 趟 朵 枝 艇 遍 顿 缕 球 剂 剂次 针 样 餐 帧 尊 方面 "
    "成员 企业 学生 儿童 代表 委员 专家 学者 项目 城市 国家 地区 省份 集 幕 胎 孩 届次 字节 像素 比特 "
    "公交站 平台 人／次 人/次"
)
COUNTERS = tuple(dict.fromkeys(_COUNTERS.split()))
"""Chinese measure words for what is counted, which English leaves out (计数量词)."""


def _units() -> Iterator[tuple[Unit, str, str]]:
    for dimension, factor, chinese, english, one, more_chinese, more_english, symbols in _ROWS:
        unit = Unit(dimension, Fraction(factor), chinese, english, one)
        yield unit, f"{chinese} {more_chinese} {symbols}", f"{more_english} {symbols}"


CHINESE_UNITS: Mapping[str, Unit] = {name: Unit(COUNT, Fraction(1), name) for name in COUNTERS} | {
    name: unit for unit, names, _ in _units() for name in names.split()
}
"""Units by their Chinese names and their symbols, measure words included."""

ENGLISH_UNITS: Mapping[str, Unit] = {
    name: unit
    for unit, _, names in _units()
    for name in (
        unit.english,
        unit.one,
        *(one.replace("-", " ") for one in names.split()),
        *names.split(),
    )
    if name
}
"""Units by their English names and symbols, in singular and plural, with spaces or hyphens."""
