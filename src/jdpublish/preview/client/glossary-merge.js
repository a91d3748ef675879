// Two changes of one entry brought together: field by field, as it was, theirs, and yours.

import { element } from "./elements.js";
import { says } from "./glossary-model.js";
import { choiceName } from "./glossary-widgets.js";

const SIDES = ["theirs", "yours"];

/**
 * The view of a conflict: `{ element, focus() }`.
 *
 * `conflict` is `{ base, theirs, yours, differing, modified }`; `onSave(values)` is handed the whole
 * entry as it was chosen, `onForm(values)` likewise, for the form; `onBack()` leaves it open.
 */
export function mergeView(app, fields, conflict, { onSave, onForm, onBack }) {
  const { t } = app;
  const choice = new Map(conflict.differing.map((name) => [name, untouched(conflict, name)]));
  const status = element("p", { class: "quiet", role: "status" });
  const save = element("button", { class: "button primary", type: "button", onclick: () => onSave(chosen()) }, t("save-choice"));
  const form = element("button", { class: "button", type: "button", onclick: () => onForm(chosen()) }, t("into-form"));
  const title = element("h3", { tabindex: "-1" }, t("merge"));
  const whole = element("section", { class: "merge", "aria-label": t("merge") },
    title, element("p", {}, t("merge-lead")),
    conflict.modified ? element("p", { class: "quiet" }, t("merge-modified", { modified: conflict.modified })) : null,
    conflict.differing.length ? null : element("p", { class: "notice" }, t("same-now")),
    conflict.differing.map(field), status,
    element("div", { class: "row foot" }, save, form,
      element("button", { class: "button plain", type: "button", onclick: onBack }, t("back-to-mine"))));

  function field(name) {
    const known = fields.find((one) => one.name === name);
    const label = app.lang === "zh" ? known.chinese : known.english;
    const sides = conflict.base ? ["base", ...SIDES] : SIDES;
    return element("fieldset", { class: "conflict" }, element("legend", {}, label),
      element("div", { class: `sides of-${sides.length}` }, sides.map((side) => (
        side === "base" ? element("div", { class: "side" }, element("span", { class: "label" }, t("base")), value(known, conflict.base[name]))
          : option(known, side)))));
  }

  function option(known, side) {
    return element("label", { class: "side" },
      element("span", { class: "row" },
        element("input", {
          type: "radio", name: `merge-${known.name}`, value: side, checked: choice.get(known.name) === side,
          onchange: () => { choice.set(known.name, side); draw(); },
        }), t(`keep-${side}`)),
      value(known, conflict[side][known.name], side));
  }

  function value(known, said, side) {
    const other = side && conflict[side === "theirs" ? "yours" : "theirs"][known.name];
    const lang = /^(en|zh-Han)/.exec(known.name)?.[1] ? known.name.split(".")[0] : null;
    if (!says(said ?? "")) return element("p", { class: "quiet" }, t("not-said"));
    if (Array.isArray(said)) {
      const has = (one) => other === undefined || (other ?? []).some((each) => String(each) === String(one));
      return element("ul", { class: "words", lang }, said.map((one) => element("li", {},
        has(one) ? text(one) : element("mark", {}, text(one)))));
    }
    const shown = known.choices.length ? choiceName(t, known.name, said) : said;
    return element("p", { class: lang ? "words" : null, lang }, typeof other === "string" && !known.choices.length ? marked(shown, other) : shown);
  }

  function chosen() {
    const picked = conflict.differing.map((name) => [name, conflict[choice.get(name) || "theirs"][name]]);
    return { ...conflict.theirs, ...Object.fromEntries(picked) };
  }

  function draw() {
    const left = [...choice.values()].filter((side) => !side).length;
    status.textContent = left ? t("still-open", { n: left }) : "";
    save.disabled = form.disabled = left > 0;
  }

  draw();
  return { element: whole, focus: () => title.focus() };
}

/** The side that alone has changed a field, so that nobody need choose; nothing where both have. */
function untouched({ base, theirs, yours }, name) {
  if (!base) return "";
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  if (same(base[name], yours[name])) return "theirs";
  return same(base[name], theirs[name]) ? "yours" : "";
}

const text = (one) => (Array.isArray(one) ? `${one[0]} – ${one[1]}` : one);

/** A text in which what differs from another is marked: all between what both begin and end with. */
function marked(own, other) {
  let start = 0;
  while (start < own.length && own[start] === other[start]) start += 1;
  let stop = 0;
  while (stop < own.length - start && stop < other.length - start && own.at(-1 - stop) === other.at(-1 - stop)) stop += 1;
  const end = own.length - stop;
  return [own.slice(0, start), start < end ? element("mark", {}, own.slice(start, end)) : "", own.slice(end)];
}
