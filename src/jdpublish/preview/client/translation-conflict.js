// Somebody else has changed the passage as well: both versions, and the ways out.

import { element } from "./elements.js";
import { inBrief, pieces } from "./translation-chinese.js";
import { difference, merged } from "./wordwise.js";

/**
 * What is shown while two versions are open: `element`, `open(...)`, `close()`, `isOpen`.
 *
 * `settle(text, says)` is called with the text to go on with.
 */
export function conflict(t) {
  const box = element("section", { class: "notice error conflict", "aria-label": t("conflict"), tabindex: "-1", hidden: true });
  const self = { element: box, isOpen: false, open, close, compare };
  let theirs = "";

  function close() {
    self.isOpen = false;
    box.hidden = true;
    box.replaceChildren();
  }

  /** Both versions, with `base` as they were before either; `settle` goes on with one text. */
  function open({ base, their, mine, hasChineseChanged, settle }) {
    theirs = their;
    self.isOpen = true;
    box.hidden = false;
    if (their === base || their === mine) {
      // Only the Chinese is another, or how the English was accepted.
      box.replaceChildren(element("p", {}, t(hasChineseChanged ? "conflict-only-chinese" : "conflict-only-accepted")),
        row([["keep-mine", mine, ""]], settle));
      return;
    }
    const both = merged(base, their, mine);
    const says = both.clashes ? t("merged-clashes", { n: both.clashes }) : t("merged");
    box.replaceChildren(
      element("p", { class: "head" }, t("conflict")),
      hasChineseChanged ? element("p", {}, t("conflict-chinese")) : "",
      row([
        ["take-theirs", their, ""],
        ["keep-mine", mine, t("kept-mine")],
        ["both", both.text, says],
      ], settle),
      element("p", { class: "label" }, t("theirs")),
      element("p", { class: "words theirs", lang: "en" }));
    compare(mine);
    box.focus();
  }

  function row(ways, settle) {
    return element("div", { class: "row" }, ways.map(([key, text, says]) => element("button", {
      class: "button", type: "button",
      onclick: () => {
        // Theirs stays in sight where the text is now of both.
        if (key === "both") {
          box.querySelector(".row").remove();
          box.querySelector(".head").textContent = says;
          self.isOpen = false;
        } else close();
        settle(text, says);
      },
    }, t(key))));
  }

  /** Mark what differs between theirs and what is being written. */
  function compare(mine) {
    const shown = box.querySelector(".theirs");
    if (shown) shown.replaceChildren(...pieces(inBrief(difference(mine, theirs), 60), t));
  }

  return self;
}
