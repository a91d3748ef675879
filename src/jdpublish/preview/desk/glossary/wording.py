"""The commonest mistakes in Chinese, for a page in that language; the rest stay in English."""

import re

_SENTENCES = (
    (r"the id “(.+)” is taken", r"编号“\1”已被占用"),
    (r"“(.+)” is in the glossary already(?: \(retired\))?", r"“\1”已在术语库中"),
    (
        r"“(.+)” is “(.+)”, which is in the glossary already(?: \(retired\))?",
        r"“\1”即“\2”，已在术语库中",
    ),
    (
        r"“(.+)” is nearly “(.+)”, which the glossary has(?: \(retired\))?",
        r"“\1”与已有的“\2”十分相近",
    ),
    (r"“(.+)” is the English of “(.+)” already", r"“\1”已是“\2”的英文"),
    (r"the Chinese .+ “(.+)” has no Chinese character", r"中文术语“\1”中没有汉字"),
    (r"the Chinese .+ “(.+)” is in Traditional characters", r"中文术语“\1”是繁体，请写简体"),
    (r"the English .+ “(.+)” has Chinese characters", r"英文术语“\1”中有汉字"),
    (r"no entry has the domain “(.+)”", r"尚无词条属于领域“\1”"),
    (r"the entry “.*” has no Chinese term", r"词条缺少中文术语"),
    (r"the entry has no id", r"词条缺少编号"),
    (r"“(.+)” cannot be an entry's id", r"“\1”不能作编号：只用小写字母、数字和连字符"),
    (r"the entry is retired and does not say why", r"词条已停用，但未说明原因"),
    (r"the entry has a reason, but is not retired", r"词条有停用原因，但状态不是停用"),
    (r"the entry has a successor, but is not retired", r"词条有替代词条，但状态不是停用"),
    (r"“(.+)” is accepted and deprecated in one entry", r"“\1”在同一词条中既许用又拒用"),
    (
        r"“(.+)” is not the term with characters beside it",
        r"“\1”应是术语连同其左右的字，例如术语“新城”、排除“更新城区”",
    ),
    (r"deprecated forms need a term and a reason each", r"每个拒用术语都要写明形式和原因"),
    (r"the Chinese term “(.+)” stands twice in the glossary", r"中文术语“\1”在术语库中出现了两次"),
    (r"the id “(.+)” stands twice in the glossary", r"编号“\1”在术语库中出现了两次"),
    (r"see names “(.+)”, which is no entry’s id", r"参见的“\1”不是任何词条的编号"),
    (r"see names “(.+)”, which is the entry itself", r"词条“\1”不能参见自身"),
    (r"successor names “(.+)”, which is no entry’s id", r"替代词条“\1”不是任何词条的编号"),
    (r"“(.+)” cannot be its own successor", r"“\1”不能替代自身"),
    (r"the successor “(.+)” is retired itself", r"替代词条“\1”本身已停用"),
    (r"“(.+)” is not in one line", r"“\1”应写在一行内"),
    (r"“(.+)” begins or ends with a blank", r"“\1”的开头或结尾有空格"),
    (r"there is (?:a control|an invisible) character in .+", r"其中有看不见的字符，请删去"),
    (r"a name has no tabs or line ends in it", r"姓名中不能有制表符或换行"),
    (
        r"this entry is written in a way that this command cannot change",
        r"该词条在文件中的写法无法自动修改，请直接编辑文件",
    ),
    (
        r"this file has changed while it was being .+",
        r"保存时该文件已被改动，没有写入任何内容，请再次保存",
    ),
)
_PATTERNS = tuple((re.compile(pattern), chinese) for pattern, chinese in _SENTENCES)


def in_chinese(message: str) -> str:
    """Return a mistake in Chinese, or nothing where it is not worded yet."""
    for pattern, chinese in _PATTERNS:
        if found := pattern.fullmatch(message):
            return found.expand(chinese)
    return ""
