// A field in which an entry is looked up by typing, by the combobox pattern of the ARIA practices.

import { element } from "./elements.js";

const PAUSE = 120;
const MOST = 8;
let made = 0;

/**
 * A field that finds entries; `onPick(entry)` is told which was chosen.
 *
 * `label` names it for those who do not see it, `except()` gives ids that are not offered.
 */
export function lookup(app, { label, onPick, except = () => [] }) {
  const id = `lookup-${made += 1}`;
  let found = [];
  let at = -1;
  let asked = 0;
  let waiting = 0;
  const options = element("ul", { class: "options", id, role: "listbox", "aria-label": label, hidden: true });
  const input = element("input", {
    class: "field", type: "text", role: "combobox", "aria-label": label, placeholder: label,
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off", spellcheck: "false",
    oninput: (event) => {
      // What this field looks for is no change of the entry.
      event.stopPropagation();
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    },
    onkeydown: onKey,
    onblur: shut,
  });

  async function ask() {
    const wanted = input.value.trim();
    const number = asked += 1;
    if (!wanted) { shut(); return; }
    const { status, body } = await app.api.get(`glossary?status=all&q=${encodeURIComponent(wanted)}`);
    if (number !== asked || status !== 200) return;
    found = body.entries.filter((one) => !except().includes(one.id)).slice(0, MOST);
    at = found.length ? 0 : -1;
    draw();
  }

  function draw() {
    options.replaceChildren(...found.map((one, index) => element("li", {
      class: "option", role: "option", id: `${id}-${index}`, "aria-selected": String(index === at),
      // The press is not to take the focus from the field.
      onpointerdown: (event) => { event.preventDefault(); pick(index); },
    }, element("span", { lang: "zh-Hans" }, one["zh-Hans"]), " ", element("span", { class: "quiet", lang: "en" }, one.en || one.id))));
    options.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function pick(index) {
    const one = found[index];
    input.value = "";
    shut();
    if (one) onPick(one);
  }

  function shut() {
    clearTimeout(waiting);
    asked += 1;
    found = [];
    at = -1;
    draw();
  }

  function onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && (found.length || input.value)) {
      input.value = "";
      shut();
    } else if (event.key === "Enter") {
      if (at >= 0) pick(at);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && found.length) {
      at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      draw();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return element("div", { class: "lookup" }, input, options);
}
