// What is known of an entry beside what it says: where it is used, what contradicts it, what is near.

import { element, icon } from "./elements.js";
import { number } from "./words.js";

const SHOWN = 12;
const AROUND = 26;
const AROUND_ENGLISH = 60;

/** The column: `{ element, show(card), clear() }`; `open(id)` opens another entry. */
export function knownColumn(app, { open }) {
  const { t } = app;
  let shown = SHOWN;
  let card = null;
  const whole = element("section", { class: "column known", "aria-label": t("where-used") });

  function show(next) {
    if (card?.entry.id !== next.entry.id) shown = SHOWN;
    card = next;
    whole.replaceChildren(...[uses(), conflicts(), related(), traditional()].filter(Boolean));
  }

  function uses() {
    const left = card.uses.length - shown;
    const nothing = t(card.entry.status === "retired" ? "not-looked" : "not-used");
    return part(t("where-used"), card.uses.length ? t("used-n", { n: number(card.uses.length) }) : "",
      card.uses.length ? element("ol", { class: "uses" }, card.uses.slice(0, shown).map((one) => element("li", {}, use(one))))
        : element("p", { class: "quiet" }, nothing),
      left > 0 ? element("button", {
        class: "button", type: "button", onclick: () => { shown += 50; show(card); },
      }, t("more-places", { n: number(Math.min(left, 50)) })) : null);
  }

  function use({ report, block, chinese, english }) {
    const isHere = report === app.page.report;
    const name = isHere ? block : `${report} · ${block}`;
    const words = [
      element("span", { class: "words", lang: "zh-Hans" }, quoted(chinese.text, chinese.start, chinese.stop, AROUND)),
      english ? element("span", { class: "words", lang: "en" },
        english.words ? quoted(english.text, english.start, english.stop, AROUND_ENGLISH) : null) : null,
      remark(english),
    ];
    const inside = [element("span", { class: "where quiet" }, name), ...words].filter(Boolean);
    // Another report may not have the view of this one: the server knows which it has.
    return isHere
      ? element("button", {
        class: "use", type: "button", title: t("go-to", { block }),
        onclick: () => app.page.goTo(block),
      }, inside)
      : element("a", { class: "use", href: `/${report}/#${block}` }, inside);
  }

  /** What of a place asks to be looked at. */
  function remark(english) {
    if (!english) return element("span", { class: "remark quiet" }, icon("untranslated"), t("no-translation"));
    if (english.status === "deprecated") return element("span", { class: "remark error" }, icon("error"), t("deprecated-rendering", { form: english.form }));
    return english.words ? null : element("span", { class: "remark quiet" }, icon("info"), t("no-rendering"));
  }

  function conflicts() {
    return part(t("conflicts"), card.conflicts.length ? number(card.conflicts.length) : "",
      card.conflicts.length
        ? element("ul", { class: "conflicts" }, card.conflicts.map(conflict))
        : element("p", { class: "quiet" }, t("no-conflicts")));
  }

  function conflict({ severity, message, hint, sides }) {
    const others = [...new Set(sides.map(({ id }) => id))].filter((id) => id !== card.entry.id);
    return element("li", { class: severity }, icon(severity),
      element("div", { class: "grow" },
        element("p", { lang: "en", class: "ink" }, message), element("p", { class: "quiet", lang: "en" }, hint),
        element("p", { class: "row" }, others.map((id) => element("button", {
          class: "chip", type: "button", onclick: () => open(id),
        }, t("open-it", { name: id }))))));
  }

  function related() {
    const rows = [["see-these", card.see], ["seen-from", card.seen_from], ["in-place-of", card.in_place_of], ["replaced-by", card.successor]]
      .filter(([, all]) => all.length);
    if (!rows.length) return null;
    return part(t("see-also"), "", rows.map(([key, all]) => element("div", { class: "related" },
      element("span", { class: "label" }, t(key)),
      element("div", { class: "row" }, all.map((one) => element("button", {
        class: "chip", type: "button", onclick: () => open(one.id),
      }, element("span", { lang: "zh-Hans" }, one["zh-Hans"]), element("span", { class: "quiet", lang: "en" }, one.en)))))));
  }

  function traditional() {
    const forms = Object.entries(card.traditional).filter(([, form]) => form);
    if (!forms.length) return null;
    return part(t("traditional"), "", element("dl", { class: "traditional" }, forms.map(([tag, form]) => [
      element("dt", { class: "quiet" }, tag), element("dd", { class: "words", lang: tag }, form)])));
  }

  return { element: whole, show, clear: () => { card = null; whole.replaceChildren(); } };
}

function part(title, count, ...inside) {
  return element("section", { class: "part" },
    element("h3", {}, title, count ? element("span", { class: "count quiet" }, ` ${count}`) : null), inside);
}

/** Words with a little of what stands around them; places are in code points, as the server counts. */
function quoted(text, start, stop, around) {
  const points = [...text];
  const cut = (from, to) => points.slice(from, to).join("");
  const first = Math.max(0, start - around);
  const last = Math.min(points.length, stop + around);
  return [first ? "…" : "", cut(first, start), element("mark", {}, cut(start, stop)), cut(stop, last), last < points.length ? "…" : ""];
}
