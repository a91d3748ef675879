"use strict";

// The page is complete without this: it adds the same place in another view, the same term on the
// other side, and the choice of light or dark.
(() => {
  const root = document.documentElement;
  const main = document.querySelector("main");
  const top = document.querySelector(".top");
  const edge = () => (getComputedStyle(top).position === "sticky"
    ? Math.max(0, top.getBoundingClientRect().bottom) : 0);

  // The same place in another view
  //
  // As on the editions' own pages, a link ends in #block~n. From 0 on, n is how far into the block
  // the bar's lower edge stands, in thousandths of its height; below 0 it is how many pixels the
  // block stands under the edge.

  const rows = () => [...main.querySelectorAll(".pair[id], tr[id]")];
  const plain = (id) => id.replace(/\.(zh-Hans|en)$/, "");

  function place() {
    if (scrollY < 8) return "";
    const line = edge() + 1;
    const row = rows().find((one) => one.getBoundingClientRect().bottom > line);
    if (!row) return "";
    const box = row.getBoundingClientRect();
    const n = box.top >= line
      ? -Math.max(1, Math.round(box.top - line))
      : Math.round((1000 * (line - box.top)) / box.height);
    return `#${plain(row.id)}~${n}`;
  }

  function restorePlace() {
    const [, id, n] = /^#([^%]+)~(-?\d+)$/.exec(location.hash) ?? [];
    if (!id) return;
    const row = document.getElementById(`${id}.zh-Hans`)?.closest("tr")
      ?? document.getElementById(id) ?? main;
    const restore = () => {
      const box = row.getBoundingClientRect();
      const into = n < 0 ? Number(n) : (n / 1000) * box.height;
      scrollTo({ top: scrollY + box.top + into - edge() - 1, behavior: "instant" });
    };
    let isReading = false;
    for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(type, () => { isReading = true; }, { once: true, passive: true });
    }
    restore();
    const loaded = new Promise((resolve) => { addEventListener("load", resolve); });
    Promise.all([loaded, document.fonts?.ready]).then(() => {
      if (!isReading) restore();
      history.replaceState(history.state, "", `#${row === main ? "page-text" : id}`);
    });
  }

  function showOwnView() {
    const own = document.querySelector(".top-views [aria-current]");
    const list = own?.closest(".top-views");
    if (list) list.scrollLeft = own.offsetLeft - list.offsetLeft - (list.clientWidth - own.offsetWidth) / 2;
  }

  // The same term on the other side

  let lit = [];

  function lightTerm(event) {
    const near = (one) => one?.closest?.(".side .term");
    const term = near(event.target) ?? near(document.activeElement);
    const own = term ? `.term[data-concept="${CSS.escape(term.dataset.concept)}"]` : "";
    const now = term ? [...term.closest(".pair").querySelectorAll(own)] : [];
    for (const one of lit) if (!now.includes(one)) one.classList.remove("lit");
    for (const one of now) one.classList.add("lit");
    lit = now;
  }

  // Appearance

  const APPEARANCES = ["auto", "light", "dark"];
  const button = document.querySelector('[data-action="appearance"]');
  const appearance = () => root.dataset.appearance ?? "auto";

  function showAppearance() {
    const label = button.dataset.name + button.dataset[appearance()];
    button.setAttribute("aria-label", label);
    button.title = label;
  }

  function changeAppearance() {
    const next = APPEARANCES[(APPEARANCES.indexOf(appearance()) + 1) % APPEARANCES.length];
    if (next === "auto") delete root.dataset.appearance;
    else root.dataset.appearance = next;
    try {
      if (next === "auto") localStorage.removeItem("appearance");
      else localStorage.setItem("appearance", next);
    } catch { /* Not remembered, then. */ }
    showAppearance();
  }

  // Events

  button.addEventListener("click", changeAppearance);
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (link?.closest(".top-views")) link.hash = place();
    else if (link?.closest(".chapters")) link.closest(".chapters").hidePopover();
  });
  for (const type of ["pointerover", "focusin", "focusout"]) {
    document.addEventListener(type, lightTerm);
  }
  showAppearance();
  showOwnView();
  restorePlace();
})();
