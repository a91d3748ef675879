// What is seen of a passage: the row above it, its Chinese, the field, and what must be in it.

import { element } from "./elements.js";
import { barFor } from "./translation-bar.js";
import { changes, chinese } from "./translation-chinese.js";
import { figureCount, lists, termCount } from "./translation-lists.js";
import { lackingOf, problemsOf } from "./translation-notices.js";

/**
 * The pane's elements, put into `root`, and how each is drawn.
 *
 * `pen` is the field, `clash` shows a conflict, `signature` asks who accepts; `does` are the tasks of
 * the buttons: `keep`, `accept`, `giveUp`, `move`, and what the lists of findings do.
 */
export function view(root, app, { language, pen, clash, signature, does }) {
  const { t } = app;
  const bar = element("div", { class: "row bar" });
  const offer = element("div", { class: "offers" });
  const original = element("div", { class: "original" });
  const name = element("label", { class: "label", for: "english" });
  const problem = element("div", { id: "english-problem" });
  const state = element("p", { class: "state quiet", id: "english-state" });
  const heard = element("p", { class: "unseen", role: "status" });
  const found = element("div", { class: "found" });
  const nothing = element("p", { class: "empty" }, t("choose-block"));
  const save = button("save", "primary", does.keep);
  const accept = button("save-accept", "", does.accept);
  const revert = element("button", { class: "way", type: "button", onclick: does.giveUp }, t("revert"));
  const grid = element("div", { class: "grid", hidden: true },
    element("section", { class: "column" }, original),
    element("section", { class: "column writing", "aria-label": t("english") },
      element("div", { class: "paper" }, clash.element, name, pen.field, problem),
      element("div", { class: "foot" },
        element("div", { class: "row about-text" }, state, revert),
        element("div", { class: "row actions" }, save,
          element("span", { class: "row accepting" }, accept, signature.elements)))),
    element("section", { class: "column", "aria-label": t("remarks") }, found));
  root.append(bar, offer, nothing, grid, heard);
  new ResizeObserver(() => pen.grow()).observe(grid);

  function button(key, kind, task) {
    return element("button", { class: `button ${kind}`, type: "button", title: t(`${key}-key`), onclick: task }, t(key));
  }

  /** Make room for a passage, which may be a row of cells. */
  function open(record) {
    grid.hidden = false;
    nothing.hidden = true;
    pen.field.rows = record.cells || 3;
    name.textContent = record.cells ? t("english-cells", { n: record.cells }) : t("english");
  }

  /** Say why there is no passage. */
  function none(told, tag) {
    grid.hidden = true;
    nothing.hidden = false;
    nothing.replaceChildren(element("span", { lang: tag }, told));
  }

  function drawBar(record, unsaved) {
    bar.replaceChildren(...barFor(record, { app, language, unsaved, move: does.move }));
  }

  /** Draw what is `known` of a text that was checked, at its Chinese and in lists. */
  function drawFound(record, known, text) {
    const live = { ...record, ...known, chinese: record.chinese, isEmpty: !text.trim() };
    original.replaceChildren(...[
      changes(record, t),
      element("h3", { class: "label" }, t("chinese"), " ",
        element("span", { class: "path" }, `${record.chinese.file.split("/").at(-1)}:${record.chinese.line}`)),
      chinese(live, t),
    ].filter(Boolean));
    const focused = root.getRootNode().activeElement?.closest?.(".found .item, .found .remark");
    const at = focused ? [...found.querySelectorAll(".item, .remark")].indexOf(focused) : -1;
    found.replaceChildren(...lists(live, remarks(record, known), app, does));
    if (at >= 0) found.querySelectorAll(".item, .remark")[at]?.querySelector("button")?.focus({ preventScroll: true });
    tell(live);
  }

  /** What was found at once, and what the checks of the whole report found before. */
  function remarks(record, known) {
    const own = new Set(known.checked ?? []);
    const others = (app.state.remarks?.findings ?? []).filter((one) => (
      one.block === record.block && one.language === language && !own.has(one.check)));
    return [...known.findings, ...others];
  }

  /** Say in words how many figures and terms are lacking, when that has changed. */
  function tell({ figures, terms }) {
    const news = lackingOf([figureCount(figures), termCount(terms)], t);
    if (heard.textContent !== news) heard.textContent = news;
  }

  function drawProblems(all) {
    pen.field.setAttribute("aria-invalid", String(all.length > 0));
    problem.replaceChildren(...problemsOf(all, { t, goTo: pen.goTo }));
  }

  /** Say how the text stands: `says`, else what follows from the passage; and what may be done. */
  function drawState(record, { says, isDirty, isBusy, isEmpty }) {
    const begins = record.begins_file && record.file;
    state.textContent = says || (isDirty ? t("unsaved")
      : record.english ? "" : t(begins ? "begins-file" : "not-translated", { file: record.file }));
    save.setAttribute("aria-disabled", String(!isDirty || isBusy));
    accept.setAttribute("aria-disabled", String(isEmpty || isBusy));
    revert.hidden = !isDirty;
  }

  return {
    open, none, drawBar, drawFound, drawProblems, drawState,
    offer: (...nodes) => offer.replaceChildren(...nodes),
  };
}
