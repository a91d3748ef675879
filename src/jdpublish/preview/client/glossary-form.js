// The form of an entry: all fields in groups, each with its own widget.

import { element } from "./elements.js";
import { emptyValues, says, told } from "./glossary-model.js";
import { widget } from "./glossary-widgets.js";

/** What belongs together, the most needed first; a group without a name is always open. */
const GROUPS = [
  ["", ["zh-Hans.term", "zh-Hans.pinyin", "zh-Hans.pinyin-status", "en.term", "subject", "status", "annotate",
    "reason", "successor"]],
  ["explained", ["en.definition", "en.definition-status", "zh-Hans.definition", "zh-Hans.definition-status", "gloss-in-source"]],
  ["more-english", ["en.first", "en.admitted", "en.deprecated", "en.part-of-speech", "en.context"]],
  ["more-chinese", ["zh-Hans.first", "zh-Hans.admitted", "zh-Hans.deprecated", "zh-Hans.not-in", "zh-Hans.measure",
    "zh-Hans.part-of-speech", "zh-Hans.context", "zh-Hant.term", "zh-Hant-TW.term", "zh-Hant-HK.term"]],
  ["links", ["see", "source", "note"]],
  ["record", ["id", "created", "modified"]],
];
const REQUIRED = ["zh-Hans.term", "status"];
const RETIRED_ONLY = ["reason", "successor"];
const OPEN = ["", "explained"];

/**
 * The form: `{ element, get(), set(values), mark(problems), fields, after(name, …nodes) }`.
 *
 * `onChange(name)` is told of every change that somebody makes.
 */
export function entryForm(app, fields, { onChange, onPropose, open, own, names }) {
  const { t } = app;
  const widgets = new Map();
  const groups = new Map();
  const below = new Map();
  const domains = element("datalist", { id: "glossary-domains" });
  const propose = element("button", {
    class: "button", type: "button", title: t("propose-pinyin"), onclick: onPropose,
  }, t("propose-pinyin"));
  const element_ = element("div", { class: "form-fields" }, domains);

  function changed(name) {
    if (name === "status") showRetired();
    count();
    onChange(name);
  }

  for (const [title, names_] of GROUPS) {
    const body = element("div", { class: "fields" });
    for (const name of names_) {
      const field = fields.find((one) => one.name === name);
      if (!field) continue;
      const made = widget(app, field, changed, {
        required: REQUIRED.includes(name), open, own, names, list: name === "subject" ? domains.id : null,
        beside: name === "zh-Hans.pinyin" ? () => [propose] : null,
      });
      const after = element("div", { class: "after", hidden: true });
      widgets.set(name, made);
      below.set(name, after);
      made.element.append(after);
      body.append(made.element);
    }
    const number = element("span", { class: "count quiet" });
    const group = title
      ? element("details", { class: "group", open: OPEN.includes(title) }, element("summary", {}, t(title), number), body)
      : element("div", { class: "group essentials" }, body);
    groups.set(title, { group, number, names: names_ });
    element_.append(group);
  }

  function showRetired() {
    const isRetired = widgets.get("status").get() === "retired";
    for (const name of RETIRED_ONLY) {
      widgets.get(name).element.hidden = !isRetired && !says(widgets.get(name).get());
    }
  }

  /** How many fields of a group that is shut say something. */
  function count() {
    for (const { number, names: own_ } of groups.values()) {
      const filled = own_.filter((name) => widgets.has(name) && says(widgets.get(name).get())).length;
      number.textContent = filled ? t("filled", { n: filled }) : "";
    }
  }

  function get() {
    return { ...emptyValues(fields), ...Object.fromEntries([...widgets].map(([name, one]) => [name, one.get()])) };
  }

  function set(values) {
    for (const [name, one] of widgets) one.set(values[name] ?? (Array.isArray(one.get()) ? [] : ""));
    showRetired();
    count();
  }

  /** Show problems at their fields; return those that belong to none, and go to the first field. */
  function mark(problems) {
    for (const one of widgets.values()) one.mark(null);
    const atFields = problems.filter(({ field }) => widgets.has(field));
    for (const problem of [...atFields].reverse()) {
      const one = widgets.get(problem.field);
      one.mark(problem);
      one.element.hidden = false;
      const details = one.element.closest("details");
      if (details) details.open = true;
    }
    const first = [...widgets.values()].find(({ name }) => atFields.some(({ field }) => field === name));
    first?.focus();
    first?.element.scrollIntoView({ block: "nearest" });
    return problems.filter((one) => !atFields.includes(one)).map((one) => told(app, one));
  }

  /** Put something below a field, or take away what was there. */
  function after(name, ...nodes) {
    const place = below.get(name);
    place.replaceChildren(...nodes.filter(Boolean));
    place.hidden = !place.childNodes.length;
  }

  return {
    element: element_, get, set, mark, after,
    field: (name) => widgets.get(name),
    setOne(name, value) { widgets.get(name).set(value); changed(name); },
    offer: (name, text) => { widgets.get(name).inputs()[0].placeholder = text ?? ""; },
    domains(all) { domains.replaceChildren(...all.map((one) => element("option", { value: one }))); },
    labels: (names_) => names_.map((name) => widgets.get(name)?.label ?? name),
    clear: () => { for (const name of below.keys()) after(name); },
  };
}
