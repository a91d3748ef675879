// As what a translation is accepted, and by whom: remembered from one passage to the next.

import { element } from "./elements.js";

const SIGNED = ["reviewed", "final"];

/** The two fields, and what they say: `elements`, `value`, `lacksName`, `askName()`. */
export function verdict({ t, memory }) {
  const status = element("select", { class: "field", "aria-label": t("as"), onchange: remember },
    ["translated", "reviewed", "final"].map((one) => element("option", { value: one }, t(`as-${one}`))));
  const by = element("input", {
    class: "field by", type: "text", autocomplete: "name", maxlength: "100",
    "aria-label": t("by"), placeholder: t("by"), oninput: remember,
  });
  status.value = memory.get("accept-as") || "translated";
  by.value = memory.get("name");

  function remember() {
    memory.set("accept-as", status.value);
    memory.set("name", by.value.trim());
  }

  return {
    elements: [status, by],
    get value() { return { status: status.value, by: by.value.trim() }; },
    get lacksName() { return SIGNED.includes(status.value) && !by.value.trim(); },
    askName: () => by.focus(),
  };
}
