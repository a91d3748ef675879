// The row above a passage: ways to others, which one this is and how it stands, what is not saved.

import { openInEditor } from "./answers.js";
import { element, icon } from "./elements.js";

const OPEN = ["stale", "draft", "untranslated"];

/** The row's contents for a passage, or for none; `move` goes to another. */
export function barFor(record, { app, language, unsaved, move }) {
  const { t } = app;
  const step = (key, way, to, keys) => element("button", {
    class: `button${way ? " square" : ""}`, type: "button", "aria-label": way ? t(key) : null,
    "aria-disabled": to ? null : "true", "aria-keyshortcuts": keys, title: `${t(key)} (${keys.replace("Arrow", "")})`,
    onclick: () => move(to),
  }, way ? icon(way) : t(key));
  const left = record?.open ?? 0;
  return [
    element("div", { class: "row steps" },
      step("previous", "up", record?.previous, "Alt+ArrowUp"),
      step("next", "down", record?.next, "Alt+ArrowDown"),
      step("next-open", "", record?.next_open, "Alt+Shift+ArrowDown"),
      record ? element("span", { class: "quiet count" }, left ? t("open-left", { n: left }) : t("none-open")) : null),
    record ? element("div", { class: "row grow about" },
      element("strong", { class: "count" }, record.block),
      element("span", { class: "quiet count" }, t("position", { n: record.number, total: record.total })),
      standing(record, t)) : null,
    unsaved.length ? element("div", { class: "row" },
      element("span", { class: "label" }, t("kept-texts")),
      unsaved.map((block) => element("button", { class: "chip", type: "button", onclick: () => move(block) }, block))) : null,
    record?.english ? element("button", {
      class: "button plain square", type: "button", "aria-label": t("open-in-editor"), title: t("open-in-editor"),
      onclick: () => openInEditor(app, { language, block: record.block }),
    }, icon("edit")) : null,
  ].filter(Boolean);
}

function standing(record, t) {
  const { accepted } = record;
  const isOpen = OPEN.includes(record.standing);
  const said = accepted && record.english
    && t(accepted.by ? "accepted-by" : "accepted-on", { ...accepted, status: t(accepted.status) });
  return element("span", { class: "row standing" },
    isOpen ? icon(record.standing) : null, element("span", {}, isOpen || !said ? t(record.standing) : said),
    isOpen && said ? element("span", { class: "quiet" }, said) : null,
    record.edited ? element("span", { class: "quiet" }, t("edited-since")) : null);
}
