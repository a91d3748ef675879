"""What each field holds, in the two languages of the people who fill it in."""

from collections.abc import Mapping

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.termbase.entry.fields import Field

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    "id": (
        "词条的固定编号：小写字母、数字和连字符。已有的请勿改动，新增的可留空。",
        "The entry’s name: small letters, digits, hyphens. Leave it as it is, or empty if new.",
    ),
    "subject": ("所属领域，用一个词表示。", "The domain, in one word."),
    "status": (
        "approved 审定；proposed 拟定；retired 停用（须写明停用原因）。",
        "approved, proposed, or retired (then say why).",
    ),
    f"{SOURCE_LANGUAGE}.term": (
        "中文首选术语（简体）。必填，不得与其他词条重复。",
        "The preferred Chinese form, in Simplified characters. Required; no two entries share it.",
    ),
    "en.term": (
        "英文首选术语；除专有名词外，首字母小写。",
        "The preferred English form; small letters unless it is a name.",
    ),
    "zh-Hant.term": (
        "繁体字形，仅在自动转换有误时填写。",
        "The Traditional form, only where the automatic conversion goes wrong.",
    ),
    "zh-Hant-TW.term": (
        "台湾地区用字的繁体字形，仅在自动转换有误时填写。",
        "The form as written in Taiwan, only where the automatic conversion goes wrong.",
    ),
    "zh-Hant-HK.term": (
        "香港用字的繁体字形，仅在自动转换有误时填写。",
        "The form as written in Hong Kong, only where the automatic conversion goes wrong.",
    ),
    "first": (
        "报告中首次出现时的写法，与首选术语不同时填写。",
        "The form for the first mention in a report, where it differs.",
    ),
    "admitted": ("其他可以使用的术语，每行一个。", "Other forms that may be used, one in a line."),
    "deprecated": (
        "不应使用的术语，每行一个，写作“术语 — 理由”。",
        "Forms that must not be used, one in a line, written “form — reason”.",
    ),
    "part-of-speech": ("词性，从列表中选择。", "The part of speech, from the list."),
    "definition": ("释义，可分行。", "The definition; it may have several lines."),
    "definition-status": (
        "释义的状态：approved 审定；proposed 拟定。",
        "Whether the definition is approved or proposed.",
    ),
    "context": ("用到该术语的例句。", "A sentence in which the term was seen."),
    "pinyin": (
        "汉语拼音，标声调，分词连写（GB/T 16159）。",
        "Pinyin with tones, written as words (GB/T 16159).",
    ),
    "pinyin-status": (
        "拼音的状态：approved 已有人核对；proposed 尚待核对。",
        "Whether somebody has read the pinyin (approved) or not yet (proposed).",
    ),
    "not-in": (
        "字面上含有该术语、实际并非该术语的字串，每行一个，例如“新城”应排除“更新城”。",
        "Words in which the term is not meant, one in a line.",
    ),
    "measure": (
        "量词等只在数字之后才算术语的，填 yes。",
        "“yes” for a measure word, which follows figures.",
    ),
    "annotate": (
        "在正文中为哪种语言的读者加注：en 英文，zh 中文；每行一个。",
        "Whose readers get an explanation in the text: en, zh, one in a line.",
    ),
    "gloss-in-source": (
        "原文是否解释该提法：given 已释；inferable 可推知；none 未释。",
        "Whether the report explains the slogan: given, inferable, none.",
    ),
    "see": ("相关词条的编号，每行一个。", "Ids of related entries, one in a line."),
    "source": ("英文译名的出处和日期。", "Where the rendering was seen, and when."),
    "note": ("供同事参考的备注。", "A remark for colleagues."),
    "reason": ("停用的原因。", "Why the entry is retired."),
    "successor": ("替代词条的编号。", "The id of the entry to use in its place."),
    "created": ("建立日期和姓名，如“2026-11-22, 李明”。", "Day and name: “2026-11-22, Li Ming”."),
    "modified": ("最近一次修改的日期和姓名，写法同上。", "The last change, written likewise."),
}
"""By the name of the field, else by its key, which then says the same in every language."""


def explanation(field: Field) -> tuple[str, str]:
    """Return what a field holds, in Chinese and in English."""
    return EXPLANATIONS.get(field.name) or EXPLANATIONS[field.key]
