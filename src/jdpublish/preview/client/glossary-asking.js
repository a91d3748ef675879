// A question before something that is not saved would be left.

import { element } from "./elements.js";

let made = 0;

/** Ask what becomes of changes that are not saved: "save", "keep", "discard", or "" to stay. */
export function askToLeave(app, root, name) {
  const { t } = app;
  const opener = root.getRootNode().activeElement;
  const id = `leave-${made += 1}`;
  return new Promise((resolve) => {
    const answer = (value) => element("button", {
      class: `button${value === "save" ? " primary" : ""}`, type: "button", onclick: () => dialog.close(value),
    }, t(`leave-${value || "stay"}`));
    const dialog = element("dialog", {
      class: "asking", "aria-labelledby": id,
      onclose: () => { dialog.remove(); opener?.focus?.({ preventScroll: true }); resolve(dialog.returnValue); },
      // Only the question is closed, not the panel.
      onkeydown: (event) => { if (event.key === "Escape") event.stopPropagation(); },
    },
    element("h3", { id }, t("leave-title", { name })),
    element("div", { class: "row" }, answer("save"), answer("keep"), answer("discard"), answer("")));
    root.append(dialog);
    dialog.showModal();
  });
}
