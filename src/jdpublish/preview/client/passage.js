// The card of a passage: what was found in it, how it stands, and what can be done with it.

import { copy, openInEditor } from "./answers.js";
import { element, icon, worded } from "./elements.js";
import { add } from "./words.js";

add({
  zh: {
    "passage-card": "{id}（{language}）",
    standing: "译文状态",
    edited: "，认可后又有改动",
    translate: "修改译文",
    "add-term": "收为术语",
    "add-this": "收“{text}”为术语",
    "all-well": "检查没有发现问题。",
  },
  en: {
    "passage-card": "{id} · {language}",
    standing: "Translation",
    edited: ", changed since it was accepted",
    translate: "Translate",
    "add-term": "Add a term",
    "add-this": "Add “{text}” as a term",
    "all-well": "The checks found nothing here.",
  },
});

const NOT_OPEN = ["translated", "reviewed", "final"];

/** The card: `element`, `open(button, { id, language, rows })`, `isOpenFor(button)`. */
export function passageCard(app) {
  const { t } = app;
  const card = element("div", {
    class: "card", popover: "auto", role: "dialog", "aria-labelledby": "passage-name", tabindex: "-1",
  });
  const self = {
    element: card,
    opener: null,
    open,
    isOpenFor: (button) => self.opener === button && card.matches(":popover-open"),
  };

  function close() {
    const inside = card.contains(card.getRootNode().activeElement);
    card.hidePopover();
    if (inside) self.opener?.focus({ preventScroll: true });
  }

  /** A button that does something with the passage and closes the card. */
  const action = (name, text, task) => element("li", {},
    element("button", { class: "action", type: "button", onclick: () => { close(); task(); } },
      icon(name), element("span", {}, text)));

  function open(button, { id, language, rows }) {
    if (self.isOpenFor(button)) { close(); return; }
    const selected = app.page.selected();
    const own = selected?.block === id ? selected : null;
    const standing = app.state.remarks?.blocks?.[id]?.en;
    const link = new URL(`#${id}`, location.href).href;
    const says = rows.filter(({ message }) => message);
    card.replaceChildren(
      element("h2", { class: "card-name", id: "passage-name" }, t("passage-card", { id, language: t(language) })),
      element("button", { class: "button plain square card-close", type: "button", "aria-label": t("close"), onclick: close }, icon("close")),
      standing ? stands(t, standing) : "",
      says.length
        ? element("ul", { class: "card-findings" }, says.map((row) => finding(t, row)))
        : element("p", { class: "quiet" }, t("all-well")),
      element("ul", { class: "actions" },
        action("edit", t("open-in-editor"), () => openInEditor(app, { language, block: id })),
        app.hasPanel("translation") && action("translation", t("translate"), () => app.dock.open("translation", { block: id })),
        app.hasPanel("glossary") && action("add",
          own ? t("add-this", { text: short(own.text) }) : t("add-term"),
          () => app.dock.open("glossary", { add: own ?? { text: "", block: id, language } })),
        action("link", t("copy-link"), () => copy(app, link, t("link-copied")))),
    );
    self.opener = button;
    card.showPopover();
    place(card, button);
    const list = card.querySelector(".card-findings");
    if (list?.scrollHeight > list?.clientHeight) list.tabIndex = 0;
    card.querySelector(".action").focus({ preventScroll: true });
  }

  // Of what is in a shadow root, browsers do not give the focus back.
  let hadFocus = false;
  card.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "closed") hadFocus = card.contains(card.getRootNode().activeElement);
  });
  card.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed" && hadFocus && !focusIsElsewhere(card)) self.opener?.focus({ preventScroll: true });
  });

  card.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...card.querySelectorAll(".action")];
    const here = all.indexOf(event.target);
    if (!step || here < 0) return;
    event.preventDefault();
    all[(here + step + all.length) % all.length].focus();
  });
  return self;
}

function stands(t, { standing, edited }) {
  return element("p", { class: "card-standing" },
    element("span", { class: "quiet" }, t("standing") + t("colon")),
    NOT_OPEN.includes(standing) ? null : icon(standing), " ", t(standing), edited ? t("edited") : "");
}

function finding(t, row) {
  return element("li", { class: "card-finding" },
    icon(row.kind),
    element("div", { class: "grow" },
      element("p", { class: "finding-kind" }, t(row.kind), row.check ? element("span", { class: "quiet", lang: "en" }, ` · ${row.check}`) : null),
      element("p", { lang: "en" }, worded(row.message)),
      row.hint ? element("p", { class: "quiet", lang: "en" }, worded(row.hint)) : null));
}

/** Whether something but the page as a whole has the focus. */
function focusIsElsewhere(card) {
  return document.activeElement !== document.body && document.activeElement !== card.getRootNode().host;
}

const short = (text) => ([...text].length > 18 ? `${[...text].slice(0, 17).join("")}…` : text);

/** Beside its button where there is room, else below it; on a phone a sheet, by its style. */
function place(card, button) {
  const at = button.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const right = at.right + 8 + box.width <= innerWidth - 8;
  const left = right ? at.right + 8 : Math.max(8, at.right - box.width);
  const below = right ? at.top - 6 : at.bottom + 6;
  const lowest = innerHeight - box.height - 48;
  card.style.setProperty("--left", `${Math.round(left)}px`);
  card.style.setProperty("--top", `${Math.round(Math.max(8, Math.min(below, lowest)))}px`);
}
