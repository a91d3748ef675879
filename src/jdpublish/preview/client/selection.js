// A button beside what is selected, which makes a term of it.

import { element, icon } from "./elements.js";
import { add } from "./words.js";

add({ zh: { "make-term": "收为术语" }, en: { "make-term": "Add as a term" } });

const LONGEST = 60;

/** Show a button in `layer` beside the selection for as long as it could be a term. */
export function selectionButton(app, layer) {
  const button = element("button", {
    class: "button selection", type: "button", hidden: true,
    // The selection is not to be given up by the press.
    onpointerdown: (event) => event.preventDefault(),
    onclick: () => {
      const selected = app.page.selected();
      button.hidden = true;
      if (selected) app.dock.open("glossary", { add: selected });
    },
  }, icon("add"), app.t("make-term"));
  layer.append(button);
  const { host } = layer.getRootNode();
  let isPressed = false;

  function show() {
    const selected = isPressed ? null : app.page.selected();
    const box = selected && app.page.selectionBox();
    button.hidden = !box || selected.text.length > LONGEST;
    if (button.hidden) return;
    const width = document.documentElement.clientWidth;
    button.style.left = `${Math.max(8, Math.min(box.right, width - button.offsetWidth - 8)) + scrollX}px`;
    button.style.top = `${box.bottom + 6 + scrollY}px`;
  }

  // While the mouse still draws the selection out, a button would be in its way.
  document.addEventListener("pointerdown", ({ target }) => { isPressed = target !== host; });
  document.addEventListener("pointerup", () => { isPressed = false; show(); });
  document.addEventListener("selectionchange", () => { if (!isPressed) show(); });
}
