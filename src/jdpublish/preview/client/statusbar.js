// The bar at the window's foot.

import { element, icon } from "./elements.js";
import { views } from "./views.js";
import { add, number } from "./words.js";

add({
  zh: {
    connected: "已连接",
    connecting: "正在连接……",
    reconnecting: "正在重新连接……",
    ended: "预览已结束",
    "ended-hint": "在终端里再次运行“jdpublish preview”，本页会自动接上",
    "bar-name": "预览状态栏",
    shown: "保存后{n}毫秒显示",
    "shown-short": "{n}毫秒",
    "nothing-found": "没有问题",
    resize: "调整面板高度",
    renewed: "预览已重新启动，有内容尚未保存",
    renew: "载入新页",
  },
  en: {
    connected: "Connected",
    connecting: "Connecting …",
    reconnecting: "Reconnecting …",
    ended: "The preview has ended",
    "ended-hint": "Run “jdpublish preview” again: this page will find it by itself",
    "bar-name": "Preview status",
    shown: "saved → shown {n} ms",
    "shown-short": "{n} ms",
    "nothing-found": "Nothing found",
    resize: "Height of the panel",
    renewed: "The preview was restarted, and something here is not saved",
    renew: "Load anew",
  },
});

const COUNTS = ["error", "warning", "stale", "draft", "untranslated"];

/**
 * The bar: `element`, `update(openPanel)`, `button(panelId)`, `changed(...)`, `took(ms)`.
 *
 * `panels` are the dock's entries, in their order on the bar.
 */
export function statusBar(app, panels) {
  const { t } = app;
  const connection = element("p", { class: "connection", role: "status" });
  const latency = element("p", { class: "latency" });
  const change = element("div", { class: "change" });
  const renewal = element("div", { class: "renewal", role: "status" });
  const counts = element("ul", { class: "counts", "aria-label": t("findings") });
  const buttons = new Map(panels.map((entry) => [entry.panel.id, panelButton(app, entry)]));
  const bar = element("section", { class: "bar", "aria-label": t("bar-name") },
    connection, latency, renewal, change,
    counts,
    element("div", { class: "tools" }, views(app), [...buttons.values()].map(({ button }) => button)));

  function showConnection() {
    const { connection: now } = app.state;
    if (connection.dataset.state === now) return;
    connection.dataset.state = now;
    connection.title = now === "ended" ? t("ended-hint") : t(now);
    connection.replaceChildren(
      element("span", { class: "lamp", "aria-hidden": "true" }),
      element("span", { class: "connection-words" }, t(now)),
    );
  }

  function showCounts() {
    const { remarks } = app.state;
    const own = remarks?.counts ?? {};
    const shown = COUNTS.filter((kind) => own[kind]);
    counts.replaceChildren(...shown.map((kind) => element("li", {},
      element("button", {
        class: `count-button ${kind}`, type: "button",
        "aria-label": t(`count-${kind}`, { n: own[kind] }), title: t(`count-${kind}`, { n: own[kind] }),
        onclick: () => app.dock.open("findings", { kind }),
      }, icon(kind), element("span", { class: "count", "aria-hidden": "true" }, number(own[kind]))))));
    if (remarks && !shown.length) {
      counts.append(element("li", { class: "fine" }, t("nothing-found")));
    }
  }

  return {
    element: bar,
    button: (id) => buttons.get(id)?.button,

    update(open) {
      showConnection();
      showCounts();
      for (const [id, { button, show }] of buttons) {
        button.setAttribute("aria-expanded", String(id === open));
        show();
      }
    },

    /** Say how long the last change took from the file to the screen. */
    took(milliseconds) {
      const n = number(Math.round(milliseconds));
      latency.replaceChildren(element("span", { class: "unseen" }, t("shown", { n })),
        element("span", { "aria-hidden": "true", title: t("shown", { n }) }, t("shown-short", { n })));
    },

    /** Offer the way to what has changed out of sight; nothing takes the offer back. */
    changed(...content) { change.replaceChildren(...content); },

    /** Say that the page waits to be loaded anew, and offer it. */
    waits(renew) {
      renewal.replaceChildren(
        element("span", {}, t("renewed")),
        element("button", { class: "button", type: "button", onclick: renew }, t("renew")),
      );
    },
  };
}

function panelButton(app, entry) {
  const { panel } = entry;
  const name = panel.title(entry.t);
  const badge = element("span", { class: "badge count" });
  const button = element("button", {
    class: "tool", type: "button", "aria-controls": "panel", "aria-expanded": "false",
    "aria-keyshortcuts": panel.key, title: panel.key ? `${name} (${panel.key})` : name,
    onclick: () => app.dock.toggle(panel.id),
  }, icon(panel.icon ?? panel.id), element("span", { class: "tool-name" }, name), badge);
  const show = () => {
    const own = panel.badge?.(app.state) ?? "";
    badge.textContent = own;
    badge.hidden = own === "";
  };
  return { button, show };
}
