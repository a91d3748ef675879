// The page as panels know it: its blocks, what is selected in it, ways to go and to show.

import { stamp } from "./api.js";
import { lightUp } from "./light.js";
import { BLOCKS, plain, show } from "./place.js";

/** The languages whose text a view shows: a Traditional edition is made from the Simplified text. */
export function languagesOf(view) {
  const found = [];
  if (view.startsWith("zh")) found.push("zh-Hans");
  if (/(^|-)en$/.test(view)) found.push("en");
  return found;
}

const OMITTED = ".permalink, .note-call, .note-back, [aria-hidden='true']";

/** What a range says, without the signs that stand among the words. */
function wordsOf(range) {
  const copy = range.cloneContents();
  for (const sign of copy.querySelectorAll(OMITTED)) sign.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

export class PageDoor {
  report = stamp.report ?? "";

  view = stamp.view ?? "";

  languages = languagesOf(this.view);

  /** The languages that stand side by side, if two do: they end the ids of their blocks. */
  #sides = this.languages.length > 1 ? this.languages : [];

  #kept = null;

  constructor() {
    document.addEventListener("selectionchange", () => this.#keep());
  }

  /** A block's elements: one, or on a parallel page one for each language. */
  block(id) {
    const found = this.#sides.map((side) => document.getElementById(`${id}.${side}`)).filter(Boolean);
    if (found.length) return found;
    const own = document.getElementById(id);
    return own ? [own] : [];
  }

  /** Bring a block into view and light it up; false where the page has no such block. */
  goTo(id) {
    const [block] = this.block(id);
    if (!block) return false;
    show(block);
    this.flash(id);
    return true;
  }

  flash(id) {
    lightUp(this.block(id));
  }

  /** `{ text, block, language }` of what is selected in the text, or was before a panel was used. */
  selected() {
    const now = this.#read();
    if (now) return now;
    return this.#kept && this.#kept.holder.isConnected ? this.#kept.selected : null;
  }

  /** Where on the screen the selection ends, for what appears beside it. */
  selectionBox() {
    const selection = getSelection();
    if (!this.#read()) return null;
    const boxes = selection.getRangeAt(0).getClientRects();
    return boxes[boxes.length - 1] ?? null;
  }

  #read() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = range.startContainer;
    const holder = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement)
      ?.closest(BLOCKS);
    const text = holder && wordsOf(range);
    if (!text) return null;
    const side = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement).closest("[id]");
    const language = (side.closest("[lang]")?.lang ?? "").startsWith("zh") ? "zh-Hans" : "en";
    return { text, block: plain(holder.id), language };
  }

  #keep() {
    const selected = this.#read();
    if (selected) {
      const block = this.block(selected.block)[0];
      this.#kept = { selected, holder: block };
    } else if (document.activeElement === document.body || !document.activeElement) {
      // Given up in the page itself, and not by a click into a panel.
      this.#kept = null;
    }
  }
}
