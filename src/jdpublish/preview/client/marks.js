// Marks beside the passages: what was found there, how its translation stands, and what can be done.
//
// They lie over the page and not in it. Together they are one toolbar: Tab enters it at the passage
// being read, the arrow keys go from passage to passage, Enter opens what there is to a passage.

import { element, icon, shadow } from "./elements.js";
import { passageCard } from "./passage.js";
import { BLOCKS, blocks, current, isSeen, plain, show } from "./place.js";
import { belongs, gravest, rows, summary } from "./remarks.js";
import { add, htmlLang } from "./words.js";

add({
  zh: { marks: "各段标记", "marks-enter": "进入各段标记", passage: "{id}，{language}", "no-remarks": "没有问题" },
  en: { marks: "Marks at passages", "marks-enter": "Go to the marks", passage: "{id}, {language}", "no-remarks": "nothing found" },
});

const SIZE = 24;
const WITH_COUNT = 34;
const GAP = 6;

/** `<jd-marks>`: `focus(id)`, `open(id)`. */
export class Marks extends HTMLElement {
  /** What lies over the page. */
  layer = null;

  #app = null;

  /** Buttons by the id of their element; `rows` are what is remarked there. */
  #marks = new Map();

  #hovered = null;

  #placing = false;

  #parts = {};

  async start(app) {
    this.#app = app;
    const root = await shadow(this, "marks.css");
    const { t } = app;
    const enter = element("button", {
      class: "unseen", type: "button", "aria-label": t("marks-enter"), onfocus: () => this.#enter(),
    });
    const bar = element("div", { role: "toolbar", class: "marks", "aria-label": t("marks"), "aria-orientation": "vertical" }, enter);
    const card = passageCard(app);
    this.#parts = { enter, bar, card };
    this.layer = element("section", { "aria-label": t("marks"), lang: htmlLang }, bar, card.element);
    root.append(this.layer);
    bar.addEventListener("keydown", (event) => this.#onKey(event));
    bar.addEventListener("focusin", ({ target }) => { if (target !== enter) enter.tabIndex = -1; });
    bar.addEventListener("focusout", ({ target, relatedTarget }) => {
      if (!bar.contains(relatedTarget)) enter.tabIndex = 0;
      this.#forget(target);
    });
    document.addEventListener("pointerover", (event) => this.#onPointer(event));
    document.addEventListener("page-changed", () => this.#update());
    const observer = new ResizeObserver(() => this.#place());
    observer.observe(document.querySelector("#page-text") ?? document.body);
    observer.observe(document.body);
    document.fonts?.ready.then(() => this.#place());
    app.onState(({ remarks }) => { if (remarks !== this.#seen) this.#update(); });
    this.#update();
  }

  #seen = null;

  /** Lead the keyboard to a passage's mark. */
  focus(id) {
    const [block] = this.#blocks(id);
    if (block) this.#go(block);
  }

  /** Open what there is to a passage. */
  open(id) {
    const [block] = this.#blocks(id);
    if (block) this.#open(this.#handle(block));
  }

  /** A passage's elements; of a finding that names a language, that side. */
  #blocks(id) {
    return this.#app.page.block(id);
  }

  /** Of each element of the page that has remarks, those. */
  #remarked() {
    const { page, state } = this.#app;
    const found = new Map();
    for (const row of rows(state.remarks)) {
      for (const block of row.block ? page.block(row.block) : []) {
        const language = languageOf(block, page);
        if (!belongs(row, language, page.languages)) continue;
        if (!found.has(block)) found.set(block, []);
        found.get(block).push(row);
      }
    }
    return found;
  }

  #update() {
    this.#seen = this.#app.state.remarks;
    const remarked = this.#remarked();
    const wanted = new Map([...remarked].map(([block, own]) => [block.id, { block, own }]));
    for (const [id, mark] of this.#marks) {
      if (!wanted.has(id) && mark.button !== this.shadowRoot.activeElement && id !== this.#hovered) {
        mark.button.remove();
        this.#marks.delete(id);
      } else if (!wanted.has(id)) wanted.set(id, { block: document.getElementById(id), own: [] });
    }
    for (const [, { block, own }] of wanted) if (block) this.#draw(block, own);
    this.#place();
  }

  #draw(block, own) {
    const { t, page } = this.#app;
    const language = languageOf(block, page);
    const mark = this.#marks.get(block.id) ?? { button: null, drawn: "" };
    const kind = gravest(own);
    const label = `${t("passage", { id: plain(block.id), language: t(language) })}${t("colon")}${summary(t, own) || t("no-remarks")}`;
    mark.button ??= this.#button(block.id);
    mark.rows = own;
    if (mark.drawn !== kind + label) {
      const n = own.filter((row) => row.message).length;
      mark.button.className = `mark ${kind || "bare"}`;
      mark.button.setAttribute("aria-label", label);
      mark.button.title = label;
      mark.button.replaceChildren(icon(kind || "more"), n > 1 ? element("span", { class: "count" }, String(n)) : "");
      mark.drawn = kind + label;
    }
    this.#marks.set(block.id, mark);
    return mark;
  }

  #button(id) {
    const button = element("button", {
      type: "button", tabindex: "-1", "aria-haspopup": "dialog", "data-block": id,
      onclick: () => this.#open(button),
    });
    this.#parts.bar.append(button);
    return button;
  }

  /** The button of a passage, made where it has none because nothing is remarked there. */
  #handle(block) {
    const mark = this.#marks.get(block.id) ?? this.#draw(block, []);
    this.#put([[block, mark.button]]);
    return mark.button;
  }

  /** What was there only for the pointer or the keyboard goes with them. */
  #forget(button) {
    const id = button?.dataset?.block;
    const mark = this.#marks.get(id);
    if (!mark || mark.rows.length || id === this.#hovered) return;
    if (button === this.shadowRoot.activeElement || this.#parts.card.isOpenFor(button)) return;
    button.remove();
    this.#marks.delete(id);
  }

  // ── Where they stand ──

  #place() {
    if (this.#placing) return;
    this.#placing = true;
    requestAnimationFrame(() => {
      this.#placing = false;
      this.#put([...this.#marks].map(([id, { button }]) => [document.getElementById(id), button]));
    });
  }

  #put(pairs) {
    const width = document.documentElement.clientWidth;
    const column = document.getElementById("page-text")?.getBoundingClientRect();
    const heights = new Map();
    // All is measured before anything is moved, so the page is laid out once.
    const places = pairs.map(([block, button]) => {
      if (!block?.isConnected) return { button, gone: true };
      const box = block.getBoundingClientRect();
      const kind = block.nodeName + block.className;
      if (!heights.has(kind)) heights.set(kind, parseFloat(getComputedStyle(block).lineHeight) || SIZE);
      const right = column && getComputedStyle(block).position !== "absolute"
        && box.right <= column.right + 1 && box.right > column.left ? column.right : box.right;
      const beside = this.#app.page.languages.length > 1 ? box.right : right;
      return {
        button,
        gone: box.height === 0,
        left: Math.min(beside + GAP, width - (button.childElementCount > 1 ? WITH_COUNT : SIZE) - 2) + scrollX,
        top: box.top + scrollY + Math.max(0, (Math.min(heights.get(kind), box.height) - SIZE) / 2),
      };
    });
    for (const { button, gone, left, top } of places) {
      button.hidden = Boolean(gone);
      if (gone) continue;
      button.style.left = `${Math.round(left)}px`;
      button.style.top = `${Math.round(top)}px`;
    }
  }

  // ── Pointer and keys ──

  #onPointer({ target, pointerType }) {
    if (pointerType === "touch" || target === this || target === this.#app.dock) return;
    const block = target.closest?.(BLOCKS);
    // Between the two sides of a row there is nothing to point at.
    const id = block?.closest("main") && this.#side(block) === block ? block.id : null;
    if (id === this.#hovered) return;
    const before = this.#marks.get(this.#hovered)?.button;
    before?.classList.remove("near");
    this.#hovered = id;
    this.#forget(before);
    if (id) this.#handle(block).classList.add("near");
  }

  #enter() {
    const block = current() ?? blocks()[0];
    if (block) this.#go(this.#side(block));
  }

  /** A block itself, or of a row of a parallel page the first side. */
  #side(block) {
    const sides = this.#app.page.block(plain(block.id));
    return sides.includes(block) ? block : sides[0] ?? block;
  }

  #go(block) {
    const button = this.#handle(block);
    if (!isSeen(block)) show(block);
    button.focus({ preventScroll: true });
  }

  #onKey(event) {
    const id = event.target.dataset?.block;
    const block = id && document.getElementById(id);
    if (!block) return;
    const other = this.#next(block, event.key);
    if (!other) return;
    event.preventDefault();
    if (other !== block) this.#go(other);
  }

  #next(block, key) {
    const sides = this.#app.page.block(plain(block.id));
    const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (across && sides.length > 1) return sides[sides.indexOf(block) + across] ?? block;
    const step = across ?? { ArrowUp: -1, ArrowDown: 1 }[key];
    const ids = [...new Set(blocks().map((one) => plain(one.id)))];
    const here = ids.indexOf(plain(block.id));
    const wanted = { Home: 0, End: ids.length - 1 }[key] ?? here + (step ?? NaN);
    if (Number.isNaN(wanted)) return null;
    const found = this.#app.page.block(ids[Math.max(0, Math.min(ids.length - 1, wanted))]);
    return found[sides.indexOf(block)] ?? found[0];
  }

  #open(button) {
    const id = button.dataset.block;
    const block = document.getElementById(id);
    if (!block) return;
    this.#parts.card.open(button, {
      id: plain(id), language: languageOf(block, this.#app.page), rows: this.#marks.get(id)?.rows ?? [],
    });
  }
}

/** The language of a block: of a side of a parallel page its own, else the page's. */
export function languageOf(block, page) {
  const own = /\.(zh-Han[st]|en)[-\w]*$/.exec(block.id)?.[1];
  if (own) return own.startsWith("zh") ? "zh-Hans" : "en";
  return page.languages.at(-1) ?? "en";
}

customElements.define("jd-marks", Marks);
