// What a passage of the page proposes for a new entry: words that stand in it, to be taken or not.

import { element, icon } from "./elements.js";

const SHOWN = 5;
const TELLING = ["quoted", "recurring", "part", "name", "selected"];

/** Ask for proposals for what is selected in the page; null where there are none. */
export async function proposals(app, { text, block }) {
  return app.api.send("POST", "glossary/propose", {
    text, block, report: app.page.report, view: app.page.view,
  });
}

/** Pinyin, an id, and entries that are nearly the same, for what a form says; null where it says no term. */
export async function forForm(app, values) {
  const term = values["zh-Hans.term"].trim();
  if (!term) return null;
  const { status, body } = await app.api.send("POST", "glossary/propose", { term, english: values["en.term"] });
  return status === 200 ? body : null;
}

/** Show what was proposed below the fields that it is for; `open(id)` opens another entry. */
export function showProposals(app, form, found, open) {
  const { t } = app;
  const take = (name, value, rest = {}) => {
    form.setOne(name, value);
    for (const [other, own] of Object.entries(rest)) if (own) form.setOne(other, own);
    form.field(name).focus();
  };
  if (found.language === "en") {
    form.after("zh-Hans.term", candidates(app, t("chinese-here"), found.chinese, (one) => (
      take("zh-Hans.term", one.text, { "zh-Hans.pinyin": one.pinyin, "zh-Hans.pinyin-status": "proposed" })), "zh-Hans"));
  } else {
    const none = element("p", { class: "quiet" }, t(found.block && found.context ? "no-candidates" : "no-block"));
    form.after("en.term", found.english.length
      ? candidates(app, t("english-here"), found.english, (one) => take("en.term", one.text, { "en.first": one.first }), "en")
      : none);
    form.after("zh-Hans.term", around(app, found, open));
  }
  if (found.subjects.length) {
    form.after("subject", element("div", { class: "row", role: "group", "aria-label": t("domains-near") },
      found.subjects.map((one) => element("button", {
        class: "chip", type: "button", onclick: () => take("subject", one),
      }, one))));
  }
  const name = found.language === "en" ? "en.context" : "zh-Hans.context";
  if (found.context) {
    form.after(name, element("button", {
      class: "button plain quotation", type: "button", onclick: () => take(name, found.context),
    }, icon("add"), element("span", {}, `${t("use-context")}${t("colon")}`,
      element("span", { lang: found.language }, found.context))));
  }
}

/** Candidates one below the other, each where it stands, with the reason why if it tells something. */
function candidates(app, label, found, onTake, lang) {
  const { t } = app;
  const rows = found.map((one) => element("li", { class: "candidate" },
    element("button", {
      class: "chip candidate-words", type: "button", lang, title: t("take", { text: one.text }), onclick: () => onTake(one),
    }, one.text),
    TELLING.includes(one.reasons[0]) ? element("span", { class: "why" }, t(`why_${one.reasons[0]}`, { n: one.recurs })) : null,
    one.before || one.after ? element("span", { class: "snippet words", lang }, snippet(one)) : null));
  const list = element("ul", {}, rows.slice(0, SHOWN));
  const rest = rows.slice(SHOWN);
  const more = rest.length ? element("button", {
    class: "button plain", type: "button",
    onclick: () => { list.append(...rest); more.remove(); rest[0].querySelector("button").focus(); },
  }, t("more-candidates", { n: rest.length })) : null;
  return element("div", { class: "candidates", role: "group", "aria-label": label },
    element("p", { class: "label" }, label), list, more);
}

function snippet({ before, text, after }) {
  return [before ? `…${before}` : "", element("mark", {}, text), after ? `${after}…` : ""];
}

/** What the glossary has already of the words that were selected. */
function around(app, { within, parts }, open) {
  const { t } = app;
  const opens = (one) => element("button", {
    class: "chip", type: "button", onclick: () => open(one.id),
  }, element("span", { lang: "zh-Hans" }, one["zh-Hans"]), element("span", { class: "quiet", lang: "en" }, one.en));
  if (!within.length && !parts.length) return null;
  return element("div", { class: "around" },
    within.map((one) => element("p", { class: "row" }, t("is-within", { term: one["zh-Hans"] }), opens(one))),
    parts.length ? element("p", { class: "row" }, element("span", { class: "quiet" }, t("has-parts")), parts.map(opens)) : null);
}
