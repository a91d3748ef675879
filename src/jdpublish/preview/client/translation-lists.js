// What a translation must have and what was found in it: figures, terms, findings.

import { element, icon } from "./elements.js";
import { isLacking } from "./translation-chinese.js";

const OK = "M4 10.5l4 4 8-9";
const NO = "M5 5l10 10M15 5L5 15";
const OPEN = "M10 4.5a5.5 5.5 0 1 0 .01 0z";
const MAY = "M5 10h10";

/** A sign of its own shape for what is there, what is not, and what need not be. */
function sign(path, kind) {
  const picture = icon("more");
  picture.setAttribute("class", `icon sign ${kind}`);
  picture.firstChild.setAttribute("d", path);
  return picture;
}

/** How many of the needed figures are there: `{ found, n }`. */
export function figureCount(figures) {
  const needed = figures.filter((one) => one.needed);
  return { n: needed.length, found: needed.filter((one) => one.found).length };
}

/** How many of the terms are rendered rightly: `{ found, n }`. */
export function termCount(terms) {
  const right = terms.filter((one) => !isLacking(one.standing) && one.in_full);
  return { n: terms.length, found: right.length };
}

/** The lists in their order, drawn anew; `doer` has `insert(form, place)`, `select(place)`. */
export function lists(record, remarks, app, doer) {
  const { t } = app;
  const [figures, terms] = [record.figures, record.terms];
  const head = (key, { found, n }) => (n ? t(`${key}-kept`, { found, n }) : t(key));
  return [
    part(head("figures", figureCount(figures)), "figures",
      figures.length ? figures.map((one) => figure(one, t, doer)) : null, t("no-figures")),
    part(head("terms", termCount(terms)), "terms",
      terms.length ? terms.map((one) => term(one, app, doer)) : null, t("no-terms")),
    part(t("remarks"), "remarks",
      remarks.length ? remarks.map((one) => finding(one, t, doer)) : null, t("no-remarks")),
  ];
}

function part(title, name, items, none) {
  return element("section", { class: `part ${name}` },
    element("h3", { class: "label" }, title),
    items ? element("ul", { class: "wanted" }, items) : element("p", { class: "quiet" }, none));
}

function figure(one, t, doer) {
  const chinese = element("span", { class: "zh", lang: "zh-Hans" }, one.chinese);
  const [place] = one.places;
  if (one.found) {
    const isOptional = !one.needed;
    const state = t(isOptional ? "optional" : "found");
    return item("there", sign(isOptional ? MAY : OK, isOptional ? "may" : "ok"), state, chinese,
      place ? shown(t, doer, place) : null);
  }
  const forms = one.forms.map((form) => form_(form, place, t, doer));
  if (!place) return item("missing", sign(OPEN, "open"), t("missing"), chinese, forms);
  return item("wrong", sign(NO, "no"), t("wrong"), chinese,
    element("span", { class: "message", lang: "en" }, one.message), forms);
}

function term(one, app, doer) {
  const { t } = app;
  const chinese = element("span", { class: "zh", lang: "zh-Hans" }, one.chinese);
  const gloss = app.lang === "zh" ? one.gloss.zh || one.gloss.en : one.gloss.en || one.gloss.zh;
  const [place] = one.places;
  if (!isLacking(one.standing) && one.in_full) {
    return item("there", sign(OK, "ok"), t(one.standing), chinese,
      place ? shown(t, doer, place) : null, { title: gloss });
  }
  const isFull = !isLacking(one.standing);
  const forms = isFull ? [one.first] : [...new Set([one.first, ...one.accepted].filter(Boolean))];
  const state = isFull ? t("in-full") : t(one.standing);
  const isWrong = isFull || one.standing === "deprecated";
  return item(isWrong ? "wrong" : "missing", sign(isWrong ? NO : OPEN, isWrong ? "no" : "open"), state, chinese,
    isWrong ? element("span", { class: "message" }, state) : null,
    forms.slice(0, isWrong ? 4 : 2).map((form) => form_(form, place, t, doer)),
    isWrong ? one.deprecated.map(({ text, reason }) => element("p", { class: "quiet avoid", lang: "en" }, t("avoid", { text, reason }))) : null,
    { title: gloss });
}

/** An item; an object among its children gives it attributes. */
function item(kind, picture, state, ...children) {
  const all = children.flat(Infinity);
  const attributes = Object.assign({}, ...all.filter(isPlain));
  return element("li", { class: `item ${kind}`, title: attributes.title || null },
    picture, element("span", { class: "unseen" }, `${state} `),
    all.filter((one) => !isPlain(one)));
}

const isPlain = (one) => one !== null && typeof one === "object" && !(one instanceof Node);

/** What stands in the English: a way to it. */
function shown(t, doer, place) {
  const form = doer.textAt(place);
  return element("button", {
    class: "way", type: "button", lang: "en", "aria-label": t("select", { form }), onclick: () => doer.select(place),
  }, form);
}

/** A form that would be right: put in with a click. */
function form_(form, place, t, doer) {
  const name = t(place ? "replace" : "insert", { form });
  return element("button", {
    class: "chip form", type: "button", title: name, "aria-label": name, onclick: () => doer.insert(form, place),
    // The caret in the text is not to be lost by the press.
    onpointerdown: (event) => event.preventDefault(),
  }, icon("add"), element("span", { lang: "en" }, form));
}

function finding(one, t, doer) {
  const words = [
    element("span", { class: "unseen" }, t(one.severity) + t("colon")),
    element("span", { class: "message", lang: "en" }, one.message),
    one.hint ? element("span", { class: "hint quiet", lang: "en" }, one.hint) : null,
  ];
  return element("li", { class: "remark" }, icon(one.severity), one.at
    ? element("button", { class: "way", type: "button", onclick: () => doer.goTo(one.at) }, words)
    : element("div", { class: "way" }, words));
}
