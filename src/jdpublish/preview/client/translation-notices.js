// What is said above and below the field: text that was not saved before, and what is wrong with it.

import { element } from "./elements.js";

/** That there is unsaved text of before, which may be taken up or discarded. */
export function offerOf(isOld, { t, takeUp, discard }) {
  return element("div", { class: "notice warning row" },
    element("span", { class: "grow" }, t("kept-offer"), isOld ? ` ${t("kept-old")}` : ""),
    element("button", { class: "button", type: "button", onclick: takeUp }, t("take-up")),
    element("button", { class: "button plain", type: "button", onclick: discard }, t("discard")));
}

/** What is wrong with a text, each with a way to its place: in the text itself, or in a file. */
export function problemsOf(all, { t, goTo }) {
  return all.map((one) => element("div", { class: "notice error problem" },
    element("p", { lang: "en" }, one.message, " ", place(one, t, goTo)),
    one.hint ? element("p", { class: "quiet", lang: "en" }, one.hint) : null));
}

function place(one, t, goTo) {
  if (!one.line) return null;
  if (one.file) return element("span", { class: "path" }, `${one.file}:${one.line}`);
  return element("button", { class: "way", type: "button", onclick: () => goTo(one) }, `(${t("problem", one)})`);
}

/**
 * How many figures and terms are lacking, in words; `counts` are `{ n, found }` of either.
 *
 * Screen readers hear it when it has changed.
 */
export function lackingOf([figures, terms], t) {
  const lacking = ({ found, n }) => n - found;
  const [one, other] = [lacking(figures), lacking(terms)];
  return [one ? t("lacking-figures", { n: one }) : "", other ? t("lacking-terms", { n: other }) : ""]
    .filter(Boolean).join(t("comma")) || t("all-kept");
}

/** What a save has done, in words. */
export function savedOf(record, isAccepted, t) {
  const { file, line } = record.english;
  const said = [
    t("saved-in", { file: file.split("/").at(-1), line }),
    isAccepted ? t("accepted", { status: t(record.accepted?.status ?? "translated") }) : "",
    ...(record.remarks ?? []).map((one) => t(one)),
  ];
  return said.filter(Boolean).join(t("between"));
}
