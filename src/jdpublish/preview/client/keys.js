// Keys of the whole page. Single letters can be switched off (WCAG 2.2, 2.1.4).

import { allViews, counterpart, goToView } from "./views.js";

/** Whether single letters and digits are keys. */
export const areLettersOn = (app) => app.memory.get("letters") !== "off";

/** Remember whether they are. */
export const switchLetters = (app, isOn) => app.memory.set("letters", isOn ? "on" : "off");

function isTyping(event) {
  const [target] = event.composedPath();
  return Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
}

/** Listen to keys; `more` are functions by further keys. */
export function keys(app, panels, more = {}) {
  const actions = new Map([
    ...panels.filter(({ key }) => key).map(({ id, key }) => [key, () => app.dock.toggle(id)]),
    ["p", () => { const other = counterpart(); if (other) goToView(other); }],
    ...Object.entries(more),
  ]);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      // In the dock itself the dock hears it; here, only where the theme has nothing to close.
      const isOpen = document.querySelector(":popover-open, dialog[open]");
      if (!isOpen && app.dock.openPanel && !isTyping(event)) app.dock.close();
      return;
    }
    if (isTyping(event) || document.querySelector("dialog[open]") || !areLettersOn(app)) return;
    const view = /^[1-9]$/.test(event.key) && allViews()[Number(event.key) - 1];
    const action = view ? () => goToView(view) : actions.get(event.key);
    if (!action) return;
    event.preventDefault();
    action(event);
  });
}
