// The list of entries: searched, sifted, and walked through with the arrow keys.

import { element, icon } from "./elements.js";
import { isNew } from "./glossary-model.js";
import { number } from "./words.js";

const PAUSE = 120;
const STATUSES = ["approved", "proposed", "retired"];

/**
 * The list: `{ element, refresh(), mark(), select(id), focus() }`.
 *
 * `onOpen(id, byKey)` is told which entry is wanted, `onNew(term)` that a new one is; `drafts` says
 * which entries have something that is not saved.
 */
export function entryList(app, { onOpen, onNew, drafts, onAnswer }) {
  const { t } = app;
  let current = "";
  let at = 0;
  let asked = 0;
  let waiting = 0;
  let found = null;
  let entries = [];

  const search = element("input", {
    class: "field", type: "search", "aria-label": t("search-label"), placeholder: t("search"), autocomplete: "off",
    spellcheck: "false", oninput: () => { clearTimeout(waiting); waiting = setTimeout(refresh, PAUSE); },
    onkeydown: (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") { event.preventDefault(); move(at); }
      if (event.key === "Enter" && entries.length) { event.preventDefault(); onOpen(entries[0].id, true); }
      if (event.key === "Escape" && search.value) { event.preventDefault(); search.value = ""; refresh(); }
    },
  });
  const statuses = element("select", { class: "field", "aria-label": t("status-filter"), onchange: refresh },
    element("option", { value: "" }, t("all-statuses")), STATUSES.map((one) => element("option", { value: one }, t(one))),
    element("option", { value: "all" }, t("any-status")));
  const domains = element("select", { class: "field", "aria-label": t("domain-filter"), onchange: refresh },
    element("option", { value: "" }, t("every-domain")));
  const said = element("p", { class: "said", role: "status" });
  const list = element("ul", { class: "entries", "aria-label": t("entries"), onkeydown: onKey });
  const whole = element("section", { class: "column finder", "aria-label": t("entries") },
    element("div", { class: "finder-head" },
      element("div", { class: "row" },
        element("div", { class: "grow" }, search),
        element("button", {
          class: "button square", type: "button", "aria-label": t("new"), title: t("new"), onclick: () => onNew(""),
        }, icon("add"))),
      element("div", { class: "row sifts" }, statuses, domains), said),
    list);

  async function refresh() {
    const wanted = asked += 1;
    const query = new URLSearchParams({ q: search.value, status: statuses.value, subject: domains.value });
    const answer = await app.api.get(`glossary?${query}`);
    if (wanted !== asked || answer.status !== 200) return;
    onAnswer(answer.body);
    found = answer.body;
    fillDomains(answer.body.domains);
    draw();
  }

  function fillDomains(all) {
    if (domains.options.length === all.length + 1 && all.every((one, index) => domains.options[index + 1].value === one)) return;
    const { value } = domains;
    domains.replaceChildren(element("option", { value: "" }, t("every-domain")),
      ...all.map((one) => element("option", { value: one }, one)));
    domains.value = all.includes(value) ? value : "";
  }

  function draw() {
    const { matching, total } = found;
    const isSifted = search.value.trim() || statuses.value || domains.value;
    entries = [...(isSifted ? [] : drafts.added), ...found.entries];
    const hadFocus = list.contains(list.getRootNode().activeElement);
    const focused = list.getRootNode().activeElement?.dataset?.id;
    at = Math.max(0, entries.findIndex(({ id }) => id === (hadFocus ? focused : current)));
    list.replaceChildren(...entries.map((one, index) => element("li", {}, row(one, index))));
    if (!total) said.textContent = t("none-at-all");
    else if (!matching) said.textContent = search.value.trim() ? t("none-found", { q: search.value.trim() }) : t("n-entries", { n: 0 });
    else if (matching > found.entries.length) said.textContent = t("first-of", { shown: number(found.entries.length), n: number(matching) });
    else said.textContent = isSifted ? t("n-of", { n: number(matching), total: number(total) }) : t("n-entries", { n: number(matching) });
    if (!matching && search.value.trim()) {
      list.append(element("li", {}, element("button", {
        class: "button wide", type: "button", onclick: () => onNew(search.value.trim()),
      }, icon("add"), t("add-it", { q: search.value.trim() }))));
    }
    if (hadFocus) buttons()[at]?.focus({ preventScroll: true });
  }

  function row(one, index) {
    return element("button", {
      class: `entry${one.status === "retired" ? " is-retired" : ""}`, type: "button", "data-id": one.id,
      tabindex: index === at ? "0" : "-1", "aria-current": one.id === current ? "true" : null,
      onclick: (event) => { at = index; onOpen(one.id, event.detail === 0); },
    },
    element("span", { class: "entry-words" },
      element("span", { class: "entry-term", lang: one["zh-Hans"] ? "zh-Hans" : null }, one["zh-Hans"] || t("new-entry")),
      element("span", { class: "entry-english", lang: "en" }, one.en || "–")),
    element("span", { class: "entry-side" },
      drafts.has(one.id) ? unsaved() : null,
      !one.status || one.status === "approved" ? null : element("span", { class: `status status-${one.status}` }, t(one.status)),
      one.status ? element("span", { class: "count quiet", title: t("uses-n", { n: one.uses }) },
        element("span", { "aria-hidden": "true" }, number(one.uses)), element("span", { class: "unseen" }, t("uses-n", { n: one.uses }))) : null));
  }

  const buttons = () => [...list.querySelectorAll("button.entry")];

  function move(index) {
    const all = buttons();
    const next = all[Math.max(0, Math.min(all.length - 1, index))];
    if (!next) return;
    for (const one of all) one.tabIndex = -1;
    at = all.indexOf(next);
    next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: Infinity, PageDown: at + 10, PageUp: at - 10 };
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.key === "ArrowUp" && at === 0) search.focus();
    else move(steps[event.key]);
  }

  /** Show which entry is open. */
  function select(id) {
    current = id;
    for (const one of buttons()) {
      if (one.dataset.id === id) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    const own = buttons().find(({ dataset }) => dataset.id === id);
    if (own && !list.contains(list.getRootNode().activeElement)) {
      at = buttons().indexOf(own);
      for (const one of buttons()) one.tabIndex = one === own ? 0 : -1;
      own.scrollIntoView({ block: "nearest" });
    }
  }

  /** Mark the entries of which something is not saved, and list those that are not there yet. */
  function mark() {
    if (!found) return;
    const shown = buttons().filter(({ dataset }) => isNew(dataset.id)).map(({ textContent }) => textContent).join("|");
    const wanted = drafts.added.map((one) => `${one["zh-Hans"] || t("new-entry")}${one.en || "–"}${t("unsaved")}`).join("|");
    if (shown !== wanted) draw();
    for (const one of buttons()) {
      const sign = one.querySelector(".unsaved");
      const isDraft = drafts.has(one.dataset.id);
      if (isDraft && !sign) one.querySelector(".entry-side").prepend(unsaved());
      if (!isDraft) sign?.remove();
    }
  }

  const unsaved = () => element("span", { class: "unsaved", title: t("unsaved") },
    icon("edit"), element("span", { class: "unseen" }, t("unsaved")));

  return { element: whole, refresh, mark, select, focus: () => search.focus() };
}
