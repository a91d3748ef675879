// What the form says above its fields: what was saved, what was not, and what is to be done then.

import { reason } from "./answers.js";
import { element, icon } from "./elements.js";
import { told } from "./glossary-model.js";

/** What was saved and where, sentence by sentence; `names` are the fields that are to be proof-read. */
export function savedLines({ t }, { at, files, entry, opened, unchanged }, isNew, names) {
  const place = at ? `${at.file}:${at.line}` : files.join(", ");
  return [
    unchanged ? t("nothing-changed") : t(isNew ? "added-at" : "saved-at", { place }),
    opened ? t("opened-domain", { domain: entry.subject }) : "",
    names.length ? t("please-read", { names: names.join(t("comma")) }) : "",
  ].filter(Boolean);
}

/** What became of a save, in one line. */
export function outcome(app, answer) {
  const { t } = app;
  if ([200, 201].includes(answer.status)) return savedLines(app, answer.body, answer.status === 201, []).join(" ");
  return `${t("not-saved")}${t("colon")}${answer.body.theirs ? t("changed-meanwhile") : reason(app, answer)}`;
}

/** That it was not saved, and why. */
export function notSaved({ t }, lines) {
  return element("div", { role: "alert" }, element("p", {}, element("strong", {}, t("not-saved"))),
    lines.map(({ text, lang, hint }) => element("p", {}, element("span", { lang }, text),
      hint ? element("span", { class: "quiet", lang: "en" }, ` – ${hint}`) : null)));
}

/**
 * Which entries have this already, with a way to each.
 *
 * With `onAnyway`, the fields have said why, and what is only near may be saved all the same.
 */
export function repeated(app, problems, { open, onAnyway }) {
  const { t } = app;
  const rows = problems.map((one) => element("p", { class: "row repeated" }, icon("warning"),
    onAnyway ? null : element("span", { lang: told(app, one).lang }, told(app, one).text),
    element("button", { class: "chip", type: "button", onclick: () => open(one.entry) }, t("open-it", { name: one.entry }))));
  const mayBe = onAnyway && problems.every(({ similar }) => similar);
  return element("div", { class: "notice warning repeats" }, rows,
    mayBe ? element("button", { class: "button", type: "button", onclick: onAnyway }, t("save-anyway")) : null);
}

/** That the entry is not there any more, and what may become of the form. */
export function goneNotice({ t }, { text, lang }, { onNew, onForget }) {
  return element("div", { role: "alert" }, element("p", { lang }, text), element("div", { class: "row" },
    element("button", { class: "button", type: "button", onclick: onNew }, t("save-as-new")),
    element("button", { class: "button plain", type: "button", onclick: onForget }, t("forget-it"))));
}

/** That somebody else has changed the entry, with a way to see both. */
export function changedNotice({ t }, onSee) {
  return element("p", { class: "row changed" }, t("changed-meanwhile"),
    element("button", { class: "button", type: "button", onclick: onSee }, t("see-both")));
}

/** The way to let in a domain that no entry has yet. */
export function letIn({ t }, onLetIn) {
  return element("button", { class: "button", type: "button", onclick: onLetIn }, t("new-domain"));
}
