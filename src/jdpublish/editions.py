"""The editions a report can be published in: a declaration each."""

from jdpublish.publication import Edition

EDITIONS = (
    Edition("zh-Hans", source="zh-Hans", name="简体中文", locale="zh-Hans"),
    Edition("zh-Hant", source="zh-Hans", name="繁體中文", conversion="zh-Hant", locale="zh-Hant"),
    Edition(
        "zh-Hant-TW",
        source="zh-Hans",
        name="繁體中文（臺灣）",
        conversion="zh-Hant-TW",
        locale="zh-Hant",
    ),
    Edition(
        "zh-Hant-HK",
        source="zh-Hans",
        name="繁體中文（香港）",
        conversion="zh-Hant-HK",
        locale="zh-Hant-HK",
    ),
    Edition("en", source="en", name="English", locale="en"),
)

DEFAULT_EDITIONS = ("zh-Hans", "zh-Hant", "en")
