// The words of the interface, in the reader's language.

/** The language of the interface: Chinese where the browser prefers it to English. */
export const lang = chosen(navigator.languages ?? [navigator.language ?? "en"]);

/** How the interface's language is named in a `lang` attribute. */
export const htmlLang = lang === "zh" ? "zh-Hans" : "en";

function chosen(languages) {
  const known = languages.map((one) => one.slice(0, 2).toLowerCase());
  return known.find((one) => one === "zh" || one === "en") ?? "en";
}

const rules = new Intl.PluralRules(lang);
const common = { zh: {}, en: {} };

/** Words added for everybody. */
export function add(words) {
  Object.assign(common.zh, words.zh);
  Object.assign(common.en, words.en);
}

/**
 * A function that says a key in the reader's language: `t("findings", { n: 3 })`.
 *
 * `own` are the words of one panel, `{ zh, en }`, which come before everybody's. A pair of words is
 * for one and for many, by the value `n`. What stands in braces is replaced by the value of that
 * name. A key that is not known is said as it is, so that a test or an eye finds it.
 */
export function speaker(own = {}) {
  return (key, values = {}) => {
    const found = own[lang]?.[key] ?? common[lang][key] ?? own.en?.[key] ?? common.en[key] ?? key;
    const form = Array.isArray(found) ? found[rules.select(values.n) === "one" ? 0 : 1] : found;
    return form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
}

/** A number as readers of the interface's language write it. */
export const number = (value) => new Intl.NumberFormat(htmlLang).format(value);

add({
  zh: {
    close: "关闭",
    cancel: "取消",
    copied: "已复制",
    "not-copied": "浏览器不允许复制",
    colon: "：",
    comma: "、",
    stop: "。",
    "panel-name": "{name}面板",
    // Editions
    "zh-Hans": "简体中文",
    "zh-Hant": "繁体中文",
    "zh-Hant-TW": "繁体中文（台湾）",
    "zh-Hant-HK": "繁体中文（香港）",
    en: "英文",
    "zh-Hans-en": "简英对照",
    "zh-Hant-en": "繁英对照",
    "zh-Hant-TW-en": "繁英对照（台湾）",
    "zh-Hant-HK-en": "繁英对照（香港）",
    // What findings and passages are counted as
    error: "错误",
    warning: "提醒",
    info: "说明",
    stale: "原文已改",
    draft: "草稿",
    untranslated: "未译",
    translated: "已译",
    reviewed: "已审校",
    final: "已定稿",
    "count-error": "{n}个错误",
    "count-warning": "{n}条提醒",
    "count-info": "{n}条说明",
    "count-stale": "{n}段译后原文有改动",
    "count-draft": "{n}段译文为草稿",
    "count-untranslated": "{n}段未译",
    "open-in-editor": "在编辑器中打开",
    opened: "已在编辑器中打开",
    "not-opened": "编辑器没有打开{reason}",
    "copy-link": "复制链接",
    "link-copied": "链接已复制",
    "not-answered": "预览没有应答。请确认“jdpublish preview”仍在运行",
  },
  en: {
    close: "Close",
    cancel: "Cancel",
    copied: "Copied",
    "not-copied": "The browser did not allow copying",
    colon: ": ",
    comma: ", ",
    stop: ".",
    "panel-name": "{name} panel",
    "zh-Hans": "Chinese, Simplified",
    "zh-Hant": "Chinese, Traditional",
    "zh-Hant-TW": "Chinese, Traditional (Taiwan)",
    "zh-Hant-HK": "Chinese, Traditional (Hong Kong)",
    en: "English",
    "zh-Hans-en": "Simplified Chinese and English",
    "zh-Hant-en": "Traditional Chinese and English",
    "zh-Hant-TW-en": "Traditional Chinese (Taiwan) and English",
    "zh-Hant-HK-en": "Traditional Chinese (Hong Kong) and English",
    error: "Error",
    warning: "Warning",
    info: "Remark",
    stale: "Stale",
    draft: "Draft",
    untranslated: "Untranslated",
    translated: "Translated",
    reviewed: "Reviewed",
    final: "Final",
    "count-error": ["{n} error", "{n} errors"],
    "count-warning": ["{n} warning", "{n} warnings"],
    "count-info": ["{n} remark", "{n} remarks"],
    "count-stale": ["{n} stale passage", "{n} stale passages"],
    "count-draft": ["{n} draft passage", "{n} draft passages"],
    "count-untranslated": ["{n} untranslated passage", "{n} untranslated passages"],
    "open-in-editor": "Open in editor",
    opened: "Opened in your editor",
    "not-opened": "The editor did not open{reason}",
    "copy-link": "Copy link",
    "link-copied": "Link copied",
    "not-answered": "The preview does not answer. Is “jdpublish preview” still running?",
  },
});
