// What the reader has before the eyes and under the hands, kept while the page changes.

import { blocks, edge } from "./place.js";

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

/** Remember scroll position and focus; the function returned restores them. */
export function keeper() {
  const root = document.documentElement;
  const seen = scrollY < 1 ? [] : inSight();
  const focus = focusKept();
  // The browser would move the page, too, but only after this.
  root.style.overflowAnchor = "none";
  return () => {
    const anchor = seen.map(({ id, block, top }) => (
      { block: block.isConnected ? block : document.getElementById(id), top }
    )).find(({ block }) => block);
    if (anchor) {
      const moved = anchor.block.getBoundingClientRect().top - anchor.top;
      if (Math.abs(moved) >= 0.5) scrollBy({ top: moved, behavior: "instant" });
    }
    root.style.removeProperty("overflow-anchor");
    focus();
  };
}

/** The blocks that the window shows, the one being read first, with their upper edges. */
function inSight() {
  const line = edge() + 1;
  const found = [];
  for (const block of blocks()) {
    const box = block.getBoundingClientRect();
    if (box.bottom <= line || box.height === 0) continue;
    if (getComputedStyle(block).position === "absolute") continue;
    if (box.top > innerHeight) break;
    found.push({ id: block.id, block, top: box.top });
  }
  return found;
}

/** Remember what has the focus; should it be replaced, its successor gets the focus. */
function focusKept() {
  const one = document.activeElement;
  const holder = one?.closest?.("main [id]");
  if (!holder) return () => {};
  const path = { id: holder.id, address: one.getAttribute("href"), index: among(holder).indexOf(one) };
  return () => {
    if (one.isConnected) return;
    const now = document.getElementById(path.id);
    if (!now) return;
    const all = among(now);
    const successor = all.find((other) => path.address && other.getAttribute("href") === path.address)
      ?? all[Math.min(path.index, all.length - 1)]
      ?? now;
    if (successor === now && !now.hasAttribute("tabindex")) now.tabIndex = -1;
    successor.focus({ preventScroll: true });
  };
}

const among = (holder) => [...holder.querySelectorAll(FOCUSABLE)];
