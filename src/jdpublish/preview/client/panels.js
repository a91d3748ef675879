// A panel in a shadow root of its own, so that no panel's style meets another's.

import { element, shadow } from "./elements.js";
import { htmlLang } from "./words.js";

/**
 * The element that holds a panel, mounted.
 *
 * A panel module exports `panel`: `{ id, key, words, styles, title(t), badge?(state), mount(root,
 * app) }`; mount returns `{ show(args), hide?(), isDirty?() }`. Its `app` is everybody's, but
 * `app.t` says the panel's own words first.
 */
export async function mountPanel(app, entry) {
  const host = element("div", { class: "panel-host", "data-panel": entry.panel.id });
  const root = await shadow(host, "panel.css", ...(entry.panel.styles ?? []));
  const body = element("div", { class: `body panel-${entry.panel.id}`, lang: htmlLang });
  root.append(body);
  const own = Object.create(app, { t: { value: entry.t } });
  entry.mounted = await entry.panel.mount(body, own);
  return host;
}
