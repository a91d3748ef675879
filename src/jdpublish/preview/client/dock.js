// The dock at the window's foot: a bar that says how things stand, and panels above it.

import { element, icon, shadow } from "./elements.js";
import { setSpace } from "./place.js";
import { mountPanel } from "./panels.js";
import { separator } from "./separator.js";
import { statusBar } from "./statusbar.js";
import { htmlLang } from "./words.js";

const LEAST = 140;

/**
 * `<jd-dock>`: `open(panelId, args)`, `close()`, `say(text)`.
 *
 * One panel is shown at a time. A panel is mounted when it is first opened and keeps what is in it
 * when another one takes its place.
 */
export class Dock extends HTMLElement {
  #app = null;

  #panels = new Map();

  #open = null;

  #opener = null;

  #parts = {};

  async start(app, modules) {
    this.#app = app;
    const root = await shadow(this, "dock.css");
    const { t } = app;
    for (const panel of modules) {
      this.#panels.set(panel.id, { panel, mounted: null, mounting: null, host: null, t: app.speaker(panel.words) });
    }
    const handle = separator(t("resize"), {
      least: LEAST,
      most: () => innerHeight - 120,
      get: () => this.#height(),
      set: (height) => this.#resize(height),
    });
    const title = element("h2", { class: "panel-title" });
    const shut = element("button", {
      class: "button plain square", type: "button", "aria-label": t("close"), title: `${t("close")} (Esc)`,
      onclick: () => this.close(),
    }, icon("close"));
    const body = element("div", { class: "panel-body" });
    const frame = element("section", {
      class: "panel", id: "panel", tabindex: "-1", hidden: true,
    }, handle, element("header", { class: "panel-head" }, title, shut), body);
    const problems = element("div", { class: "problems" });
    const bar = statusBar(app, [...this.#panels.values()]);
    const polite = element("p", { class: "unseen", role: "status" });
    const toast = element("p", { class: "toast", role: "status" });
    this.#parts = { frame, title, body, problems, bar, polite, toast, handle };
    const whole = element("div", { class: "dock", lang: htmlLang }, toast, problems, frame, bar.element, polite);
    root.append(whole);
    root.addEventListener("keydown", (event) => this.#onKey(event));
    new ResizeObserver(() => this.#makeRoom()).observe(whole);
    addEventListener("resize", () => this.#makeRoom());
    addEventListener("beforeunload", (event) => { if (this.dirty()) event.preventDefault(); });
    this.#resize(Number(app.memory.get("height")) || Math.round(innerHeight * 0.38));
    this.#makeRoom();
    app.onState(() => this.#update());
    this.#update();
  }

  /** Where banners of problems go. */
  get problems() { return this.#parts.problems; }

  /** The bar's own part: what has changed out of sight, how long it took. */
  get bar() { return this.#parts.bar; }

  /** The id of the open panel, or null. */
  get openPanel() { return this.#open; }

  /** Whether a panel holds something that is not saved. */
  dirty() {
    return [...this.#panels.values()].some(({ mounted }) => mounted?.isDirty?.());
  }

  async open(id, args = {}) {
    const entry = this.#panels.get(id);
    if (!entry) return;
    const { frame, title, body } = this.#parts;
    const isOther = this.#open !== id;
    if (isOther) {
      if (!this.#open) this.#opener = focused();
      this.#leave();
      this.#open = id;
    }
    entry.mounting ??= mountPanel(this.#app, entry);
    entry.host = await entry.mounting;
    if (this.#open !== id) return;
    title.textContent = entry.panel.title(entry.t);
    // The page may have a part of the same name.
    frame.setAttribute("aria-label", this.#app.t("panel-name", { name: title.textContent }));
    if (entry.host.parentNode !== body) body.replaceChildren(entry.host);
    frame.hidden = false;
    this.#app.memory.set("panel", id, "sessionStorage");
    this.#update();
    await entry.mounted.show?.(args);
    // A panel may have put the focus into a field of its own.
    if (isOther && !args.quiet && !frame.contains(this.shadowRoot.activeElement)) {
      frame.focus({ preventScroll: true });
    }
  }

  close() {
    if (!this.#open) return;
    const { frame } = this.#parts;
    const hadFocus = frame.contains(this.shadowRoot.activeElement);
    const button = this.#parts.bar.button(this.#open);
    this.#leave();
    this.#open = null;
    frame.hidden = true;
    this.#app.memory.set("panel", "", "sessionStorage");
    this.#update();
    if (hadFocus) (this.#opener?.isConnected ? this.#opener : button)?.focus({ preventScroll: true });
  }

  toggle(id, args) {
    if (this.#open === id) this.close();
    else this.open(id, args);
  }

  /** Say something politely to those who listen to the page; shown nowhere. */
  say(text) {
    // A region that says the same again is not heard again.
    this.#parts.polite.textContent = "";
    requestAnimationFrame(() => { this.#parts.polite.textContent = text; });
  }

  /** Say something for all to see, for some seconds; `isGood` is whether it went well. */
  tell(text, isGood = true) {
    const { toast } = this.#parts;
    toast.textContent = text;
    toast.classList.toggle("bad", !isGood);
    clearTimeout(this.#untell);
    this.#untell = setTimeout(() => { toast.textContent = ""; }, Math.max(4000, 90 * text.length));
  }

  #untell = 0;

  #leave() {
    this.#panels.get(this.#open)?.mounted?.hide?.();
  }

  #update() {
    this.#parts.bar.update(this.#open);
  }

  #height() {
    return this.#parts.frame.offsetHeight;
  }

  #resize(height) {
    const own = Math.round(Math.max(LEAST, Math.min(height, innerHeight - 120)));
    this.style.setProperty("--height", `${own}px`);
    this.#parts.handle.setAttribute("aria-valuenow", own);
    this.#app.memory.set("height", own);
  }

  /** The page ends above the dock, so that its last line can be read. */
  #makeRoom() {
    const taken = Math.round(this.shadowRoot.querySelector(".dock").offsetHeight);
    const isWhole = taken >= innerHeight - 1;
    setSpace(isWhole ? 0 : taken);
    document.documentElement.style.setProperty("--overlaid", `${isWhole ? 0 : taken}px`);
  }

  #onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || !this.#open) return;
    const path = event.composedPath();
    // What is open within closes first, and a field of search is emptied first.
    if (path.some((one) => one.matches?.(":popover-open, dialog[open]"))) return;
    if (path[0].type === "search" && path[0].value) return;
    event.preventDefault();
    this.close();
  }
}

/** What has the focus, also where that is inside shadow roots. */
function focused() {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one === document.body ? null : one;
}

customElements.define("jd-dock", Dock);
