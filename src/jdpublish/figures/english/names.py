"""English names that have figures in them, which say nothing of an amount: G15, Line 13, one-stop.

Names that count something for their readers (Fortune 500, Article 12) are left to be read.
"""

import re

FILLER = "_"
"""What stands for each character of a name, so that every place in the text stays as it was."""

_QUOTES = "\"“”'‘’"
_CARDINAL = "one|two|three|four|five|six|seven|eight|nine|ten"
_CAPITAL = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
_MONEY = "RMB|CNY|USD|US|HKD|EUR|GBP|JPY|KRW|RUB|INR|CHF|AUD|CAD|SGD|TWD|NTD|HK|NT|Rs"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"

_WITH_DIGITS = re.compile(
    rf"""
    # the heads of a list, each on its line or in one sentence
    (?m:^)\ {{0,2}}\(?\d{{1,2}}(?:\)|\.(?=\ ))
    | (?<=[;:.]\ )\d{{1,2}}\)(?=\ [A-Za-z])
    | \((?=\d{{1,2}}\)\ ?[A-Za-z])(?:(?<=[;:.,]\ \()|(?<=\ and\ \()|(?<=\ or\ \())\d{{1,2}}\)
    | (?:https?://|www\.)[^\s<>]+
    | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+\.[\w.-]+
    | (?<![\w.-])(?:[\w-]{{1,40}}\.){{1,4}}(?:com|cn|net|org|gov|edu)(?![\w])[^\s,;)]*
    # telephone numbers, and runs of digits too long for a figure without commas
    | \+\d{{1,3}}[ -]\d[\d -]{{5,}}\d
    | (?<![\w.,-])(?:0\d{{2,3}}-\d{{3,4}}-?\d{{4}}|\d{{3}}-\d{{3,4}}-\d{{4}})(?![\w-])
    | (?<![\w.,$€£¥])1[3-9]\d{{9}}(?![\w.,])
    # standards, documents, codes
    | \b(?:ISO|IEC|IEEE|GB|EN|DIN|ASTM|JIS|RFC|HJ|CJJ|JGJ|DB\d\d)(?:/[A-Z]+)*[ -]?\d[\d.:/-]*\b
    | [\[〔(](?:19|20)\d\d[\]〕)]\ ?(?:No\.\ ?)?\d+
    | \bNo\.?\ ?\d+\ ?[\[〔]\d{{4}}[\]〕]
    | \bcodes?:?\ ?\d[\d.]*(?:\.[A-Z]{{2}})?
    | (?<![\w.,])\d{{4,6}}\.(?:SH|SZ|HK|BJ)\b
    | (?<![\w.,])\d{{1,4}}(?:\.\d+){{2,}}(?![\w%])
    | (?<![\w.,/])\d{{1,2}}/\d{{1,2}}/(?:\d\d){{1,2}}(?![\w/])
    # six-and-one: slogans made of sums
    | (?<![\w.,])\d{{1,2}}(?:\ ?\+\ ?(?:\d{{1,2}}|[NX]))+(?![\w%,.]\d)
    # numbers to call
    | (?<![\w.,$€£¥])(?:110|119|120|122|911|999|12345|12315|12306|12\d{{3}})
      (?=['’]?s?\ (?:[\w-]+\ ){{0,1}}(?:hot-?line|emergency|line|platform|service|police|ambulance))
    | (?:\b[Dd]ial(?:l?ed|l?ing|s)?|\b[Hh]otlines?(?:\ numbers?)?:?)\ \(?\d{{3,8}}(?![\d.,%])
    | (?<![\w.,$€£¥-])(?:12345|9/11|50/50)(?![\w/]|[.,-]\d)
    | \b(?:GMT|UTC)\ ?[+-]\ ?\d{{1,2}}(?::\d\d)?
    # festivals, events, schools, idioms, courses for beginners
    | (?<![\w.,$€£¥])\d{{1,2}}\.\d{{1,2}}(?=\ (?:[A-Z]\w+\ ){{0,3}}(?:Shopping|Festival|Sale)\b)
    | \b(?:{_MONTHS})[a-z]*\ (?:\d{{1,2}}(?:th|st|nd|rd)?|Fourth)\ (?:Movement|Incident|Uprising)\b
    | \b(?:Econ|Psych|[A-Z]\w+(?:ics|ology|istry|ory))\ 101\b(?![.,]?\d|%)
    | (?<=[“"])\d{{1,2}}[.·]\d{{1,2}}(?=[”"]) | \b[Cc]atch[ -]22\b
    | \bDouble[ -](?:11|12)\b | [“"](?:315|618|911|985|211|996|731)[”"] | \bProject\ (?:985|211)\b
    | \b(?:985|211)(?=\ (?:[Pp]roject|universit|college))
    # versions
    | \b[Vv](?:ersions?|er\.)\ \d+(?:\.\d+)*
    | (?<![\w.,$€£¥])\d{{1,2}}\.\d\ [Vv]ersion\b
    | (?<=[A-Z])(?:(?<!\bUS)(?<!RMB)(?<!CNY)(?<!USD))[a-z]*\ [1-9]\.0
      (?![\d%‰]|[ -](?:%|per|pct|pp|ppt|basis|points?|times|fold|[mbtr]+n?\b|[mbtr]+illion
      |thousand|[Yy]uan|US|meters|metres|square|kilo|degrees|magnitude|to\b|and\b|RMB|years?
      |hours?|tons?))
    # lines, vehicles, machines and the like
    | \b[Ll]ines?\ \d{{1,2}}(?:(?:,\ |,?\ and\ |,?\ to\ |[-–])\d{{1,2}})*
      (?![\w%,.]\d|\w|\ (?:percent|[mb]illion|%))
    | \b(?:Long\ March|Shenzhou|Chang['’]e|Tianwen|Tiangong|Tianzhou|Bei[Dd]ou|Fengyun|Gaofen|Apollo
      |Falcon|iPhone|iOS|Android|Windows|Boeing|Airbus|Formula|Wi-?Fi|Covid|COVID|Chapter\ XI|Mach
      |Mate|GPT|ChatGPT|Xbox|PlayStation|Group\ of)[ -]\d+(?:-\d+)?(?:\ ?(?:MAX|Max|Pro)\b)?
    | \b(?:Group\ of|Gang\ of|Big|Chapter)\ (?:{_CAPITAL}|Twenty|Eleven)\b
    # a letter and a digit: G15, PM2.5, COVID-19, Shenzhou-18; not RMB5, Q3, FY24, m2
    | (?<![\w$€£¥.])
      (?!(?i:{_MONEY})\d|FY\d|[QH][1-4]\b|(?:[ck]?m|km|hm)[23²³]\b|[Xx]\d
        |N[\d.]{{1,9}}\ ?(?:[mb]illion|trillion|bn))
      [A-Za-z]{{1,9}}(?:/[A-Z])?\d[\w]*(?:\.\d+)?(?:-\d+)?(?!\.?\d)
    | (?<![\w-])(?!(?:{_MONTHS}|Mid|Pre|Post|Early|Late|Under|Over|Top|Sub|Age|Ages|About|Around
      |Nearly|Plus|Some|Non|Minus|{_MONEY})[a-z]*-)
      [A-Z][\w]{{0,20}}(?:['’][a-z]+)?-\d+[A-Z]?
      (?![\w%]|[.,:/-]\d|[ -](?:percent|[mb]illion|to\b|year))
    # digits that begin with nought, and a letter: 054A
    | (?<![\w.,$€£¥/:-])0\d{{1,2}}[A-Z]{{1,2}}\b
    | \b(?:1st|3rd)[ -](?:class|hand|part(?:y|ies))\b
    # digits and a letter: 5G, 4K, 3D, 4S, 5A-level; not 1H24, 3Q24
    | (?<![\w.,$€£¥/])(?:[2-6]G|[248]K|[1-4]D|[34]C|4S|[1-5]A|3M|7S|[3-9]R)(?![\w])
    """,
    re.VERBOSE,
)
_IN_WORDS = re.compile(
    rf"""
    # quoted slogans: “four batches”, “one area, one city, one bay”
    (?<=[“"])(?:(?:the|a)\ )?(?:{_CARDINAL}|{_CAPITAL})[ -]
      (?!percent|[mbtr]+illion|hundred|thousand|[Yy]ears?\b)[^“”"\d]{{2,60}}(?=[”"])
    # capitals in mid-sentence: the Two Sessions, One Country, Two Systems; not the Five-Year Plan
    | (?<=[a-z,][ ])(?:{_CAPITAL})
      (?![ -](?:Year|Decade|Centen|Hundred|Thousand|Million|Billion|Percent|Yuan))
      [ -][A-Z][a-z]+\b(?:(?:,|,?\ and)\ (?:{_CAPITAL})[ -][A-Z][a-z]+)*
    | \b(?:[Oo]ne\ [Cc]ountry,?\ [Tt]wo\ [Ss]ystems
      |[Oo]ne\ [Bb]usiness,?\ [Oo]ne\ (?:[Pp]ermit|[Ll]icen[sc]e)
      |[Oo]ne\ [Bb]elt,?\ [Oo]ne\ [Rr]oad|[Tt]wo\ [Ss]essions
      |[Ee]ight-[Pp]oint\ (?:[Dd]ecision|[Rr]ules?)
      |[Oo]ne[ -][Cc]hina\ (?:[Pp]rinciple|[Pp]olicy)|[Oo]ne\ [Nn]etwork\ [Aa]dministration)
    | \b(?:[Zz]ero-(?:waste|carbon|emissions?|tolerance|sum|day|covid|COVID|Covid|based)
      |[Oo]ne-(?:stop|off|sided|way|time|size|on-one|to-one|of-a-kind)
      |[Tt]wo-(?:way|faced|fold\ (?=path|tier))
      |[Tt]hree-(?:dimensional|pronged)|[Ff]irst-(?:class|grade|hand|rate|aid|time|in-class|come)
      |[Ff]irst-(?=tier)|First-Grade|First-Class|[Ff]irst\ (?:aid|lady|of\ all|and\ foremost|name)
      |First\ (?:Lady|Aid)|[Ss]econd-(?:hand|rate|guess\w*|nature)
      |[Ss]econd\ (?:to\ none|nature|thoughts?)
      |[Tt]hird[ -]part(?:y|ies)|Third\ World|First\ World|Second\ World\ War|[Dd]ouble-digit
      |[Ss]even-Eleven|7-Eleven|[Dd]ouble[ -](?:Eleven|Twelve|Ninth|Tenth))\b
    | \b(?:[Nn]o|[Aa]t|[Aa]s|[Tt]he|[Tt]his|[Tt]hat|[Ee]ach|[Ee]very|[Aa]ny|[Ss]ome|[Nn]umber
      |[Ss]quare|[Ww]hich|[Gg]ood|[Aa]nother|[Nn]ew|[Oo]ld|[Ff]or)\ one
      (?![ -](?:hundred|thousand|[mbtr]+illion|year|month|week|day|hour|minute|percent|half
      |third|and\ a|quarter|dozen|in\b|out\ of|[kcm]+[a-z]*met))\b(?:\ thing\b)?
    | (?<!-)\b[Oo]ne\ (?:of(?!\ (?:every|each))|another|by\ one|after\ another
      |and\ (?:all|only|the\ same)|at\ a\ time
      |day(?![ -](?:of|in|after|before|earlier|later|only|visit|trip|tour|workshop)))
    | \bat\ first\b|\bin\ the\ first\ place\b|\bone['’]s\b
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_COUNTING = re.compile(
    r"(?i)one|two|three|four|five|six|seven|eight|nine|ten|zero|first|second|third|big|double"
)


def masked(text: str) -> str:
    """Return a text with every name that has a figure in it filled up, of the same length."""
    if _DIGIT.search(text):
        text = _WITH_DIGITS.sub(_filled, text)
    if _COUNTING.search(text):
        text = _IN_WORDS.sub(_filled, text)
    return text


def _filled(found: re.Match[str]) -> str:
    return FILLER * len(found[0])
