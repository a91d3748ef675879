// What the reader is told of a change: a light on it, a way to it, a word for those who listen.

import { element, icon } from "./elements.js";
import { lightUp } from "./light.js";
import { isSeen, plain } from "./place.js";
import { changedBlocks } from "./swap.js";
import { add, number } from "./words.js";

add({
  zh: {
    "changed-one": "{name}有改动",
    "changed-many": "{name}等{n}处有改动",
    "changed-above": "上方：{what}",
    "changed-below": "下方：{what}",
    restyled: "样式已更新",
  },
  en: {
    "changed-one": "{name} changed",
    "changed-many": "{name} and {n} more changed",
    "changed-above": "Above: {what}",
    "changed-below": "Below: {what}",
    restyled: "The style was changed",
  },
});

const SAID_AGAIN_AFTER = 4000;

/** A function for `Swap`: told which elements have changed, it tells the reader. */
export function changes(app) {
  const { t } = app;
  let waiting = null;
  let saidAt = -Infinity;
  let watch = null;

  function name(block) {
    const own = block.closest(".entry")?.querySelector(".entry-han, .entry-english");
    return own?.textContent.trim() || plain(block.id);
  }

  function what(blocks) {
    const n = new Set(blocks.map((one) => plain(one.id))).size - 1;
    // In Chinese the number counts all of them, in English those besides the one named.
    return n > 0
      ? t("changed-many", { name: name(blocks[0]), n: number(app.lang === "zh" ? n + 1 : n) })
      : t("changed-one", { name: name(blocks[0]) });
  }

  /** At most once in some seconds, and then what there is to say by then. */
  function say(text) {
    const isWaiting = waiting !== null;
    waiting = text;
    if (isWaiting) return;
    setTimeout(() => {
      app.dock.say(waiting);
      waiting = null;
      saidAt = performance.now();
    }, Math.max(0, saidAt + SAID_AGAIN_AFTER - performance.now()));
  }

  function showWay(blocks) {
    watch?.disconnect();
    app.dock.bar.changed();
    if (!blocks.length || blocks.some(isSeen)) return;
    const [first] = blocks;
    const isAbove = first.getBoundingClientRect().top < 0;
    const text = what(blocks);
    const button = element("button", {
      class: "chip change-chip", type: "button",
      "aria-label": t(isAbove ? "changed-above" : "changed-below", { what: text }),
      onclick: () => app.page.goTo(plain(first.id)),
    }, icon(isAbove ? "up" : "down"), element("span", { class: "chip-words" }, text));
    app.dock.bar.changed(button);
    watch = new IntersectionObserver((entries) => {
      if (entries.at(-1).isIntersecting) app.dock.bar.changed();
    });
    watch.observe(first);
  }

  return (elements, { saved, isRestyled } = {}) => {
    const all = changedBlocks(elements);
    // An entry's count and places change with the text; that is no news of their own.
    const text = all.filter((one) => !one.closest(".entry, .notes"));
    const blocks = text.length ? text : all;
    if (saved && elements.length) tookUntilShown(saved, app.dock.bar);
    if (blocks.length) {
      lightUp(all.filter(isSeen));
      showWay(blocks);
      say(what(blocks));
    } else if (isRestyled) say(t("restyled"));
  };
}

/** The time from a file's being saved, in ms since 1970, to the picture that has the change. */
function tookUntilShown(saved, bar) {
  requestAnimationFrame(() => setTimeout(() => {
    const took = performance.timeOrigin + performance.now() - saved;
    // The server's clock may be another one than the browser's.
    if (took >= 0 && took < 60_000) bar.took(took);
  }));
}
