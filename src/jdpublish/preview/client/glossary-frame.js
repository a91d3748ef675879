// What stands around a form: its title, its notices, and the buttons at its foot.

import { element } from "./elements.js";

/** The column of the form, empty until `begin()`; `tell` shows a notice, `speak` says one politely. */
export function frame(app, { onSave, onDiscard }) {
  const { t } = app;
  const title = element("h3", { class: "form-title", tabindex: "-1" });
  const place = element("span", { class: "path quiet" });
  const head = element("header", { class: "form-head", hidden: true }, title, place);
  const notices = element("div", { class: "notices" });
  const said = element("p", { class: "unseen", role: "status" });
  const holder = element("div", { class: "holder", hidden: true });
  const by = element("input", {
    class: "field by", type: "text", "aria-label": t("by"), placeholder: t("by"), autocomplete: "name",
    value: app.memory.get("glossary-by"), onchange: () => app.memory.set("glossary-by", by.value.trim()),
  });
  const save = element("button", { class: "button primary", type: "button", title: t("save-key"), onclick: onSave }, t("save"));
  const discard = element("button", { class: "button", type: "button", onclick: onDiscard }, t("discard"));
  const foot = element("div", { class: "row foot", hidden: true }, save, discard, element("div", { class: "grow by-holder" }, by));
  const empty = element("p", { class: "empty" }, t("choose-entry"));
  const whole = element("section", { class: "column editor", "aria-label": t("essentials") }, empty, head, notices, said, holder, foot);

  return {
    title, notices, holder, by, save, discard, foot, whole,
    begin() {
      empty.hidden = true;
      for (const part of [head, holder, foot]) part.hidden = false;
    },
    /** The title: an entry's term, or that it is new and what it is to be; and where it stands. */
    name(known, typed, at) {
      title.replaceChildren(known ? element("span", { lang: "zh-Hans" }, known) : t("new-entry"),
        !known && typed ? element("span", { class: "quiet", lang: "zh-Hans" }, ` ${typed}`) : "");
      place.textContent = at ? `${at.file}:${at.line}` : "";
    },
    tell(node, kind = "") { notices.append(element("div", { class: `notice ${kind}` }, node)); },
    speak(text) {
      // A region that says the same again is not heard again.
      said.textContent = "";
      requestAnimationFrame(() => { said.textContent = text; });
    },
  };
}
