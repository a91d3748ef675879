// The panel of keys, and what this is.

import { element } from "./elements.js";
import { areLettersOn, switchLetters } from "./keys.js";
import { allViews } from "./views.js";

const words = {
  zh: {
    help: "帮助",
    keys: "快捷键",
    "letters-on": "启用单个字母和数字的快捷键",
    "letters-hint": "使用语音输入时，建议关闭。",
    "key-views": "切换版本，停在同一段",
    "key-p": "切换对照阅读",
    "key-f": "检查结果",
    "key-g": "术语",
    "key-t": "译文",
    "key-d": "PDF",
    "key-n": "下一条、上一条检查结果",
    "key-m": "各段标记：方向键换段，回车键打开",
    "key-e": "在编辑器中打开正在读的一段",
    "key-a": "把选中的文字收为术语",
    "key-search": "在本页中搜索",
    "key-help": "本帮助",
    "key-escape": "关闭面板",
    about: "关于预览",
    "about-1": "在自己的编辑器里写，保存后本页就地更新，阅读位置、选中的文字和打开的卡片都保持不变。",
    "about-2": "源文件有误时，页面保持上次正确时的样子，并提示文件、行和列。",
    "about-3": "圆形、三角形等标记表示检查结果和译文状态；鼠标移到任一段，右侧会出现该段的菜单。",
    marks: "标记",
    shift: "Shift",
  },
  en: {
    help: "Help",
    keys: "Keys",
    "letters-on": "Single letters and digits are keys",
    "letters-hint": "Better off for those who dictate.",
    "key-views": "Another view, at the same passage",
    "key-p": "Parallel view, and back",
    "key-f": "Findings",
    "key-g": "Glossary",
    "key-t": "Translation",
    "key-d": "PDF",
    "key-n": "Next finding, and the one before",
    "key-m": "Marks at passages: arrow keys move, Enter opens",
    "key-e": "Open the passage being read in the editor",
    "key-a": "Make a term of what is selected",
    "key-search": "Search in this page",
    "key-help": "This help",
    "key-escape": "Close the panel",
    about: "About the preview",
    "about-1": "Write in your own editor: once saved, a change shows here in its place. Where you read, what you have selected and the cards you opened stay.",
    "about-2": "When a source has a mistake, the page stays as it was last good, and the file, line and column are named.",
    "about-3": "Marks beside passages say what was found there and how the translation stands. Point at any passage, and its menu shows on the right.",
    marks: "Marks",
    shift: "Shift",
  },
};

export const panel = {
  id: "help",
  key: "?",
  icon: "help",
  words,
  styles: ["help.css"],
  title: (t) => t("help"),
  mount,
};

function mount(root, app) {
  const { t } = app;
  const isThere = { g: "glossary", t: "translation", a: "glossary", d: "pdf" };
  const rows = [
    [["1", "–", String(Math.min(9, Math.max(2, allViews().length)))], "key-views"],
    [["p"], "key-p"], [["f"], "key-f"], [["g"], "key-g"], [["t"], "key-t"], [["d"], "key-d"],
    [["n", " ", t("shift"), "+", "n"], "key-n"], [["m"], "key-m"], [["e"], "key-e"], [["a"], "key-a"],
    [["/"], "key-search"], [["?"], "key-help"], [["Esc"], "key-escape"],
  ].filter(([, what]) => {
    const needed = isThere[what.slice(4)];
    return !needed || app.hasPanel(needed);
  });
  const letters = element("input", { type: "checkbox", id: "letters", onchange: () => switchLetters(app, letters.checked) });
  letters.checked = areLettersOn(app);
  const kinds = ["error", "warning", "stale", "draft", "untranslated"];
  root.append(element("div", { class: "columns" },
    element("section", {},
      element("h3", {}, t("keys")),
      element("dl", { class: "keys" }, rows.map(([parts, what]) => element("div", {},
        element("dt", {}, parts.map((part) => ("–+ ".includes(part) ? part : element("kbd", { class: "key" }, part)))),
        element("dd", {}, t(what))))),
      element("p", { class: "letters" }, letters, element("label", { for: "letters" }, t("letters-on")),
        element("span", { class: "quiet" }, t("letters-hint")))),
    element("section", { class: "about" },
      element("h3", {}, t("about")),
      ["about-1", "about-2", "about-3"].map((one) => element("p", {}, t(one))),
      element("h3", {}, t("marks")),
      element("ul", { class: "shapes" }, kinds.map((kind) => element("li", {}, app.icon(kind), t(kind)))))));
  return { show() {} };
}
