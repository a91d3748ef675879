// The menu of editions and parallel views. Each is a link, so it can be opened in a tab of its own.

import { stamp } from "./api.js";
import { element, icon } from "./elements.js";
import { place } from "./place.js";
import { add } from "./words.js";

add({
  zh: { views: "版本", "view-now": "版本：{name}" },
  en: { views: "View", "view-now": "View: {name}" },
});

/** All views of the report, as `{ id, address, parallel }`. */
export function allViews() {
  const known = stamp.views
    ?? [...document.querySelectorAll(".languages a[lang]")].map((link) => link.lang);
  return known.map((one) => {
    const id = one.id ?? one;
    return { id, address: `/${stamp.report}/${id}/index.html`, parallel: /.-en$/.test(id) };
  });
}

/** Go to a view, staying at the same block. */
export function goToView({ address }) {
  location.assign(address + place());
}

/** The parallel view that belongs to the present one, or of a parallel one the edition. */
export function counterpart() {
  const all = allViews();
  const parallels = all.filter(({ parallel }) => parallel);
  const own = stamp.view ?? "";
  const now = all.find(({ id }) => id === own);
  if (now?.parallel) return all.find(({ id }) => id === own.replace(/-en$/, ""));
  return parallels.find(({ id }) => id === `${own}-en`) ?? parallels[0];
}

/** The button that opens the menu, with the menu. */
export function views(app) {
  const { t } = app;
  const all = allViews();
  if (!all.length) return null;
  const links = all.map(({ id, address }, index) => element("a", {
    href: address, class: "view", "aria-current": id === stamp.view ? "page" : null,
    onclick: (event) => { event.currentTarget.hash = place(); },
  }, element("span", { class: "grow" }, t(id)),
  index < 9 ? element("span", { class: "key", "aria-hidden": "true" }, String(index + 1)) : null));
  const menu = element("nav", { class: "views", id: "views", popover: "auto", "aria-label": t("views") },
    element("ul", {}, links.map((link) => element("li", {}, link))));
  const button = element("button", {
    class: "tool", type: "button", popovertarget: "views", "aria-expanded": "false",
  }, icon("view"), element("span", { class: "tool-name" }, t(stamp.view ?? "views")));
  button.setAttribute("aria-label", t("view-now", { name: t(stamp.view ?? "views") }));
  button.title = t("view-now", { name: t(stamp.view ?? "views") });
  menu.addEventListener("toggle", ({ newState }) => {
    button.setAttribute("aria-expanded", String(newState === "open"));
    if (newState === "open") (links.find((one) => one.ariaCurrent) ?? links[0]).focus();
  });
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = links.indexOf(event.target);
    if (!step || here < 0) return;
    event.preventDefault();
    links[(here + step + links.length) % links.length].focus();
  });
  return element("div", { class: "view-menu" }, button, menu);
}
