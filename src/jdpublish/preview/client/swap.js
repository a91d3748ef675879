// The page follows its sources: single blocks at once, and whatever else differs soon after.

import { stamp } from "./api.js";
import { keeper } from "./keep.js";
import { morph, Unlike } from "./morph.js";
import { exchangeStyles } from "./pagestyles.js";
import { BLOCKS, reload } from "./place.js";
import { block, pristine } from "./pristine.js";

/**
 * The page as it is shown, kept up to date.
 *
 * `pristine` is the page as the server sent it, with the blocks that came since; the live page is
 * never compared with anything, because scripts have changed it. `tell(elements, message)` hears
 * which elements have changed.
 */
export class Swap {
  #pristine = null;

  #number = stamp.number ?? 0;

  #later = new Map();

  #wanted = { number: this.#number, version: stamp.version };

  #fetching = false;

  constructor(tell) {
    this.tell = tell;
  }

  /** Begin with the page as the server sends it now. */
  async start() {
    const page = await this.#fetch();
    if (!page) return;
    // It has changed while it was being loaded: what the live page came from is not known.
    if (page.version !== stamp.version) {
      reload();
      return;
    }
    this.#number = page.number;
    for (const [id, { html }] of this.#later) exchange(page.tree.getElementById(id), block(html));
    this.#pristine = page;
    this.#settle();
  }

  /** Begin anew with a server that was started anew, whose numbers begin anew; the page it sends. */
  async begin() {
    const page = await this.#fetch();
    if (!page || !this.#pristine) return null;
    this.#number = 0;
    this.#later.clear();
    this.#wanted = page;
    await this.#become(page);
    return page;
  }

  /** Blocks that differ, told at once. */
  blocks({ number, blocks, ...message }) {
    const news = blocks.filter(({ id }) => number > Math.max(this.#number, this.#later.get(id)?.number ?? 0));
    this.#apply((note) => {
      for (const { id, html } of news) {
        this.#later.set(id, { number, html });
        const live = document.getElementById(id);
        const before = this.#pristine?.tree.getElementById(id);
        const after = block(html);
        if (!live || !after) continue;
        if (before?.nodeName === after.nodeName) morph(before, after, live, note);
        else if (before || !this.#pristine) note(exchange(live, document.importNode(after, true)));
        exchange(before, after);
      }
    }, message);
  }

  /** The whole page has another version: it is fetched, and what differs is applied. */
  page({ number, version }) {
    if (number < this.#wanted.number) return;
    this.#wanted = { number, version };
    this.#settle();
  }

  async #settle() {
    if (this.#fetching || !this.#pristine) return;
    this.#fetching = true;
    try {
      for (let attempts = 0; attempts < 5 && !this.#isSettled(); attempts += 1) {
        const page = await this.#fetch();
        if (!page) break;
        await this.#become(page);
      }
    } finally {
      this.#fetching = false;
    }
  }

  #isSettled() {
    const { version, number } = this.#pristine;
    return version === this.#wanted.version || number > this.#wanted.number;
  }

  async #become(page) {
    const { number } = page;
    if (number < this.#number) return;
    if (page.scripts !== this.#pristine.scripts) {
      reload();
      return;
    }
    const before = this.#pristine;
    const isRestyled = await exchangeStyles(before.styles, page.styles);
    this.#number = number;
    for (const [id, { number: own, html }] of this.#later) {
      if (own <= number) this.#later.delete(id);
      else exchange(page.tree.getElementById(id), block(html)); // Told since the page was made.
    }
    this.#pristine = page;
    try {
      this.#apply((note) => {
        const [old, now] = [before, page].map(({ tree }) => tree.documentElement);
        morph(old, now, document.documentElement, note);
      }, { isRestyled });
    } catch (error) {
      if (!(error instanceof Unlike)) throw error;
      reload();
    }
  }

  #apply(change, message) {
    const changed = new Set();
    const restore = keeper();
    try {
      change((element) => changed.add(element));
      if (changed.size || message.isRestyled) document.dispatchEvent(new Event("page-changed"));
    } finally {
      restore();
    }
    const shown = [...changed].filter((one) => one.isConnected);
    this.tell(shown, message);
  }

  async #fetch() {
    try {
      const response = await fetch(location.pathname, { cache: "no-store" });
      if (!response.ok) return null;
      return pristine(await response.text());
    } catch {
      return null; // The connection says so itself.
    }
  }
}

/** Put one element in the place of another, if both are there. */
function exchange(before, after) {
  if (before && after) before.replaceWith(after);
  return after;
}

/**
 * The blocks of the text that hold changed elements, in the page's order and each once.
 *
 * Where the glossary counts and names the places of a term is no news of its own.
 */
export function changedBlocks(elements) {
  const found = elements.filter((one) => !one.closest?.(".entry-places"))
    .map((one) => one.closest?.(BLOCKS)).filter((one) => one?.closest("main"));
  return [...new Set(found)].sort((one, other) => (
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
  ));
}
