// Where the reader is: the block at the edge of the bar, and how far into it.
//
// The pages have the same for their own links, and go to the place that their address names.

/** What counts as a block of the text; the contents beside it do not. */
export const BLOCKS = ":is(h1, h2, h3, h4, h5, h6, p, li, tr, .entry, .pair)[id]:not(nav *)";

const main = () => document.querySelector("main") ?? document.body;

/** All blocks of the page, in its order. */
export const blocks = () => [...main().querySelectorAll(BLOCKS)];

/** A block's id without its language: `p13` for `p13.en` of a parallel page. */
export const plain = (id) => id.replace(/\.(zh-Han[st](-[A-Z]{2})?|en)$/, "");

/** The lower edge of what stands at the window's top while the text moves. */
export function edge() {
  const bar = document.querySelector("body > header");
  const stays = bar && ["sticky", "fixed"].includes(getComputedStyle(bar).position);
  return stays ? Math.max(0, bar.getBoundingClientRect().bottom) : 0;
}

/** The height below the bar that the dock leaves to the text. */
export const room = () => innerHeight - edge() - space;

let space = 0;

/** Say how much of the window's foot the dock takes. */
export function setSpace(pixels) { space = pixels; }

const isInFlow = (block) => getComputedStyle(block).position !== "absolute";

/** The block being read, or null at the very top. */
export function current() {
  const line = edge() + 1;
  return blocks().find((one) => one.getBoundingClientRect().bottom > line && isInFlow(one)) ?? null;
}

/**
 * The reader's place as `#block~n`, or nothing at the top.
 *
 * From 0 on, n is how far into the block the bar's edge stands, in thousandths of its height; below
 * 0 it is how many pixels the block stands under the edge.
 */
export function place() {
  if (scrollY < 8) return "";
  const block = current();
  if (!block) return "";
  const line = edge() + 1;
  const box = block.getBoundingClientRect();
  const n = box.top >= line
    ? -Math.max(1, Math.round(box.top - line))
    : Math.round((1000 * (line - box.top)) / box.height);
  return `#${plain(block.id)}~${n}`;
}

/** Load the page anew at the same place. */
export function reload() {
  history.scrollRestoration = "manual";
  history.replaceState(history.state, "", place() || location.pathname + location.search);
  location.reload();
}

/** Show a block: at a third of what is seen of the page. */
export function show(block) {
  const box = block.getBoundingClientRect();
  const top = edge() + Math.max(16, Math.min(room() / 3, room() - box.height - 16));
  scrollTo({ top: scrollY + box.top - top, behavior: "instant" });
}

/** Whether any of a block is seen between the bar and the dock. */
export function isSeen(block) {
  const box = block.getBoundingClientRect();
  return box.bottom > edge() && box.top < innerHeight - space && box.height > 0;
}
