// The panel of findings: how many there are of which kind, sifted, each a way to its passage.

import { openInEditor } from "./answers.js";
import { element, icon, worded } from "./elements.js";
import { blocks, plain } from "./place.js";
import { isOf, KINDS, rows } from "./remarks.js";
import { number } from "./words.js";

const SHOWN = 200;

const words = {
  zh: {
    findings: "检查结果",
    "all-kinds": "全部",
    check: "检查项目",
    "every-check": "全部检查",
    language: "语言",
    "both-languages": "中英文",
    chapter: "章节",
    "every-chapter": "全部章节",
    contains: "包含文字",
    nothing: "检查没有发现问题，译文也都是最新的。",
    "nothing-sifted": "没有符合筛选条件的结果。",
    "not-yet": "正在检查……",
    "clear-sieve": "清除筛选",
    more: "再显示{n}条",
    elsewhere: "本页之外",
    "stale-words": "原文在译文认可之后有改动",
    "draft-words": "译文还是草稿",
    "untranslated-words": "尚未翻译",
    "edited-words": "译文认可后又有改动",
    shown: "共{n}条",
    zh: "中文",
  },
  en: {
    findings: "Findings",
    "all-kinds": "All",
    check: "Check",
    "every-check": "Every check",
    language: "Language",
    "both-languages": "Both languages",
    chapter: "Chapter",
    "every-chapter": "Every chapter",
    contains: "Containing",
    nothing: "The checks found nothing, and the translation is up to date.",
    "nothing-sifted": "Nothing is left by these filters.",
    "not-yet": "Checking …",
    "clear-sieve": "Clear filters",
    more: ["Show {n} more", "Show {n} more"],
    elsewhere: "Not on this page",
    "stale-words": "The Chinese has changed since this was accepted",
    "draft-words": "The translation is a draft",
    "untranslated-words": "Not translated yet",
    "edited-words": "The translation was changed since it was accepted",
    shown: ["{n} shown", "{n} shown"],
    zh: "Chinese",
  },
};

export const panel = {
  id: "findings",
  key: "f",
  icon: "findings",
  words,
  styles: ["findings.css"],
  title: (t) => t("findings"),
  mount,
};

const anything = () => ({ kind: "", check: "", language: "", chapter: "", text: "" });

function mount(root, app) {
  const { t } = app;
  let sieve = anything();
  let most = SHOWN;
  let isShown = false;
  let at = 0;

  const kinds = element("div", { class: "row kinds", role: "group", "aria-label": t("findings") });
  const checks = choice(t("check"), "check");
  const languages = choice(t("language"), "language");
  const chapters = choice(t("chapter"), "chapter");
  const text = element("input", {
    class: "field", type: "search", "aria-label": t("contains"), placeholder: t("contains"),
    oninput: () => sift({ text: text.value }),
  });
  const list = element("div", { class: "findings" });
  const said = element("p", { class: "unseen", role: "status" });
  root.append(
    element("div", { class: "sieve" }, kinds, checks, languages, chapters, element("div", { class: "text" }, text)),
    said, list);
  root.addEventListener("keydown", onKey);
  app.onState(() => { if (isShown) draw(); });
  document.addEventListener("page-changed", () => { if (isShown) draw(); });

  function choice(name, key) {
    return element("select", {
      class: "field", "aria-label": name, onchange: (event) => sift({ [key]: event.target.value }),
    });
  }

  function sift(change) {
    sieve = { ...sieve, ...change };
    most = SHOWN;
    draw();
  }

  function fill(select, all, first, value, label = (one) => one) {
    const options = ["", ...all].map((one) => element("option", { value: one }, one ? label(one) : first));
    // While it is open, nothing is taken from under the hand.
    if (select.textContent !== options.map((one) => one.textContent).join("")) select.replaceChildren(...options);
    select.value = value;
    select.hidden = all.length < 2 && !value;
  }

  function draw() {
    const { remarks } = app.state;
    const where = chaptersOf();
    const chapterOf = (row) => where.get(row.block) ?? t("elsewhere");
    const all = rows(remarks).map((row) => ({ ...row, chapter: chapterOf(row) }));
    const passes = (row, but = "") => (
      (but === "kind" || !sieve.kind || isOf(row, sieve.kind))
      && (!sieve.check || row.check === sieve.check)
      && (!sieve.language || row.language === sieve.language)
      && (!sieve.chapter || row.chapter === sieve.chapter)
      && (!sieve.text || saying(row).toLowerCase().includes(sieve.text.toLowerCase())));
    const left = all.filter((row) => passes(row));
    const order = new Map([...where.keys()].map((id, index) => [id, index]));
    left.sort((one, other) => (order.get(one.block) ?? Infinity) - (order.get(other.block) ?? Infinity)
      || KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));

    drawKinds(all.filter((row) => passes(row, "kind")));
    fill(checks, [...new Set(all.map(({ check }) => check).filter(Boolean))].sort(), t("every-check"), sieve.check);
    fill(languages, [...new Set(all.map(({ language }) => language).filter(Boolean))], t("both-languages"), sieve.language,
      (one) => (one === "en" ? t("en") : t("zh")));
    fill(chapters, [...new Set(left.map(({ chapter }) => chapter).concat(sieve.chapter).filter(Boolean))], t("every-chapter"), sieve.chapter);
    const focused = root.getRootNode().activeElement?.dataset?.index;
    list.replaceChildren(...listed(left, all.length));
    const items = [...list.querySelectorAll(".finding")];
    at = Math.min(at, Math.max(0, items.length - 1));
    if (items[at]) items[at].tabIndex = 0;
    if (focused !== undefined) items[Math.min(Number(focused), items.length - 1)]?.focus({ preventScroll: true });
    said.textContent = t("shown", { n: left.length });
  }

  function drawKinds(own) {
    const focused = root.getRootNode().activeElement?.dataset?.kind;
    const counted = KINDS.map((kind) => [kind, own.filter((row) => isOf(row, kind)).length])
      .filter(([kind, n]) => n || kind === sieve.kind);
    const chip = (kind, label, n) => element("button", {
      class: "chip", type: "button", "data-kind": kind, "aria-pressed": String(sieve.kind === kind),
      onclick: () => sift({ kind: sieve.kind === kind ? "" : kind }),
    }, kind ? icon(kind) : null, label, element("span", { class: "count" }, number(n)));
    kinds.replaceChildren(chip("", t("all-kinds"), own.length), ...counted.map(([kind, n]) => chip(kind, t(kind), n)));
    if (focused !== undefined) kinds.querySelector(`[data-kind="${focused}"]`)?.focus();
  }

  const saying = (row) => row.message || t(row.edited && row.kind === "draft" ? "edited-words" : `${row.kind}-words`);

  function listed(left, total) {
    if (!app.state.remarks) return [element("p", { class: "empty" }, t("not-yet"))];
    if (!total) return [element("p", { class: "empty" }, t("nothing"))];
    if (!left.length) {
      return [element("p", { class: "empty" }, t("nothing-sifted"), " ",
        element("button", { class: "button", type: "button", onclick: () => { text.value = ""; sift(anything()); } }, t("clear-sieve")))];
    }
    const made = [];
    let chapter = null;
    let group = null;
    left.slice(0, most).forEach((row, index) => {
      if (row.chapter !== chapter) {
        chapter = row.chapter;
        group = element("ol", { class: "list" });
        made.push(element("h3", { class: "chapter" }, chapter), group);
      }
      group.append(element("li", { class: "item" }, button(row, index), editor(row)));
    });
    if (left.length > most) {
      made.push(element("p", { class: "row" }, element("button", {
        class: "button", type: "button", onclick: () => { most += SHOWN; draw(); },
      }, t("more", { n: number(left.length - most) }))));
    }
    return made;
  }

  function button(row, index) {
    return element("button", {
      class: "finding", type: "button", tabindex: "-1", "data-index": index, "data-block": row.block,
      onclick: () => { at = index; if (row.block) app.page.goTo(row.block); },
    },
    icon(row.kind),
    element("span", { class: "unseen" }, t(row.kind) + t("colon")),
    element("span", { class: "place count" }, row.block ?? ""),
    element("span", { class: "grow" },
      element("span", { class: "message", lang: row.message ? "en" : null }, worded(saying(row))),
      row.hint ? element("span", { class: "hint", lang: "en" }, worded(row.hint)) : null),
    row.check ? element("span", { class: "check", lang: "en" }, row.check) : null,
    row.language ? element("span", { class: "side" }, t(row.language === "en" ? "en" : "zh")) : null);
  }

  function editor(row) {
    if (!row.block) return null;
    return element("button", {
      class: "button plain square", type: "button", "aria-label": `${t("open-in-editor")}${t("colon")}${row.block}`, title: t("open-in-editor"),
      onclick: () => openInEditor(app, { language: row.language || app.page.languages.at(-1), block: row.block }),
    }, icon("edit"));
  }

  /** Arrow keys go from finding to finding. */
  function onKey(event) {
    const items = [...list.querySelectorAll(".finding")];
    const here = items.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const wanted = { Home: 0, End: items.length - 1 }[event.key] ?? here + (step ?? NaN);
    if (here < 0 || Number.isNaN(wanted)) return;
    event.preventDefault();
    if (items[at]) items[at].tabIndex = -1;
    at = Math.max(0, Math.min(items.length - 1, wanted));
    items[at].tabIndex = 0;
    items[at].focus();
  }

  return {
    show({ kind } = {}) {
      isShown = true;
      if (kind !== undefined) sieve = { ...anything(), kind };
      draw();
    },
    hide() { isShown = false; },
  };
}

/** The chapter in which each block of the page stands, in the page's order. */
function chaptersOf() {
  const found = new Map();
  let chapter = "";
  for (const block of blocks()) {
    if (block.tagName === "H2" || block.querySelector(":scope h2")) chapter = headOf(block.querySelector("h2") ?? block);
    else if (block.tagName === "H1") chapter = headOf(block);
    if (!found.has(plain(block.id))) found.set(plain(block.id), chapter);
  }
  return found;
}

function headOf(heading) {
  const copy = heading.cloneNode(true);
  for (const sign of copy.querySelectorAll(".permalink, .note-call")) sign.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}
