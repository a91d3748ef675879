"""A report in which everything that is hard to set stands close together.

Many notes on a few lines, a table wider than a phone, lists in lists, a picture, words that are
longer than a line, emphasis in both languages.
"""

from pathlib import Path

from tests.project_factory import FILES, SmallProject, make_project

NOTES = 8
EDITIONS = ("zh-Hans", "en")

_LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_ADDRESS = "https://www.example.gov.cn/statistics/2024/annual-report/index"
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 400">'
    '<path d="M0 400 800 0 1600 400z" fill="#8a837a"/></svg>'
)

_CHINESE = f"""\
# 数字与图表 {{#c2}}

## 一段之内的多条注释 {{#h21}}

全年*新增就业*1.2万人[^x1]，其中[^x2]高校毕业生[^x3]占六成[^x4]，“一网通办”[^x5]办件量增长8.9%[^x6]，\
网址 {_ADDRESS} 与 {_LONG} 应当能够折行。 {{#p21}}

| 指标 | 单位 | 2020年 | 2021年 | 2022年 | 2023年 | 2024年（预计） | 备注 {{#r21}} |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 地区生产总值增长 | % | 2.1 | 8.0 | 3.5 | 5.3 | 5 | 按可比价格计算[^x7] {{#r22}} |
| 一般公共预算收入 | 亿元 | 221.0 | 235.4 | 214.2 | 238.7 | 243.4 | 同口径 {{#r23}} |

- 第一项； {{#i21}}
    - 其中的细项； {{#i22}}
        - 细项的细项。 {{#i23}}
- 第二项。 {{#i24}}

![县域示意图](images/county.svg) {{#p22}}

末段最后一行也有一条注释[^x8]。 {{#p23}}

"""

_ENGLISH = f"""\
# Figures {{#c2}}

## Many notes in one paragraph {{#h21}}

In all, *12,000 jobs* were created,[^x1] six in ten[^x2] of them[^x3] for graduates,[^x4][^x5]
and cases handled rose by 8.9 percent,[^x6]
while {_ADDRESS} and {_LONG} must break. {{#p21}}

| Indicator | Unit | 2020 | 2021 | 2022 | 2023 | 2024 (estimated) | Remarks {{#r21}} |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Growth of output | percent | 2.1 | 8.0 | 3.5 | 5.3 | 5 | At comparable prices[^x7] {{#r22}} |
| General revenue | billion yuan | 22.1 | 23.5 | 21.4 | 23.8 | 24.3 | On the same basis {{#r23}} |

- The first item; {{#i21}}
    - a detail of it; {{#i22}}
        - and a detail of that. {{#i23}}
- The second item. {{#i24}}

![A sketch of the county](images/county.svg) {{#p22}}

The last line of the last paragraph has a note, too.[^x8] {{#p23}}

"""

_OF_A_NOTE = {
    "zh-Hans": "本条注释说明数据的来源和口径，年报数可能略有调整，具体口径以主管部门公布的为准。",
    "en": "This note says where the figure is from and how it was counted; the annual report may"
    " revise it slightly.",
}


def make_crowded(root: Path) -> Path:
    """Return the folder of finished pages of a crowded report, made below a folder."""
    project = make_project(root)
    write_crowded(project)
    editions = [word for edition in EDITIONS for word in ("-e", edition)]
    outcome = project.run_alone("build", "-f", "html", *editions)
    assert outcome.code == 0, outcome.said
    return project.dist


def write_crowded(project: SmallProject) -> None:
    """Write what is hard to set into a small project."""
    for language, text in (("zh-Hans", _CHINESE), ("en", _ENGLISH)):
        notes = "\n".join(
            f"[^x{number}]: ({number}) " + " ".join([_OF_A_NOTE[language]] * (1 + number % 3))
            for number in range(1, NOTES + 1)
        )
        project.write(f"content/town/{language}/02-figures.md", f"{text}{notes}\n")
    project.write("content/town/images/county.svg", _PICTURE)
    project.write(
        "glossary/town.toml", FILES["glossary/town.toml"].replace("approved", "proposed", 1)
    )
