// The Chinese of a passage: its figures and terms marked, and what has changed in it.

import { element } from "./elements.js";

/** The Chinese with figures and terms marked; those that the English lacks or has wrong stand out. */
export function chinese(record, t) {
  const { text, terms } = record.chinese;
  const characters = [...text];
  const standings = new Map(record.terms.map(({ id, standing }) => [id, standing]));
  const marks = [
    ...record.figures.filter(({ needed }) => needed)
      .map((one) => ({ ...one, kind: "figure", lacks: one.found ? "" : one.places.length ? "wrong" : "missing" })),
    ...terms.map(({ start, stop, id }) => ({ start, stop, kind: "term", lacks: LACKS[standings.get(id)] ?? "" })),
  ];
  const edges = [...new Set([0, characters.length, ...marks.flatMap(({ start, stop }) => [start, stop])])]
    .sort((one, other) => one - other);
  const pieces = edges.slice(0, -1).map((start, index) => {
    const words = characters.slice(start, edges[index + 1]).join("").replaceAll("\t", " | ");
    const own = marks.filter((mark) => mark.start <= start && start < mark.stop);
    if (!own.length) return words;
    const kinds = new Set(own.flatMap(({ kind, lacks }) => (record.isEmpty ? [kind] : [kind, lacks])));
    return element("span", { class: [...kinds].join(" ").trim() }, words);
  });
  return element("p", { class: "words chinese", lang: "zh-Hans" }, pieces);
}

const LACKS = { missing: "missing", deprecated: "wrong" };

export const isLacking = (standing) => standing === "missing" || standing === "deprecated";

/** Pieces of two versions: what went is struck out, what came is underlined, and both say so. */
export function pieces(all, t) {
  return all.map(({ change, text }) => {
    const words = text.replaceAll("\t", " | ");
    if (change === "kept") return words;
    const name = change === "removed" ? "del" : "ins";
    return element(name, {}, element("span", { class: "unseen" }, t(change)), words);
  });
}

/** What has changed in the Chinese since its translation was accepted, or null. */
export function changes(record, t) {
  const { changes: own, accepted } = record;
  if (!own) return null;
  const lists = ["figures", "terms"].flatMap((what) => ["gone", "new"]
    .filter((when) => own[what]?.[when]?.length)
    .map((when) => element("p", {},
      element("span", { class: "quiet" }, t(`${when}-${what}`) + t("colon")),
      own[what][when].map((one, index) => [
        index ? t("comma") : "",
        element("span", { lang: "zh-Hans" }, one.chinese), " ",
        element("span", { lang: "en" }, one.english)]))));
  return element("section", { class: "notice warning changes", "aria-label": t("changed") },
    element("p", {}, own.kept ? t("changed-since", { date: accepted?.date ?? "" }) : t("not-kept")),
    own.kept ? element("p", { class: "words", lang: "zh-Hans" }, pieces(inBrief(own.pieces, 14), t)) : null,
    lists);
}

/** The same pieces with only some characters kept beside each change. */
export function inBrief(all, around) {
  return all.map((piece, index) => {
    if (piece.change !== "kept") return piece;
    const own = [...piece.text];
    const [head, tail] = [index ? around : 0, index < all.length - 1 ? around : 0];
    if (own.length <= head + tail + 1) return piece;
    const end = tail ? own.slice(-tail) : [];
    return { ...piece, text: `${own.slice(0, head).join("")}…${end.join("")}` };
  });
}
