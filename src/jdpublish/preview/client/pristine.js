// A page as the server sends it, apart from the one that is shown, which scripts have changed.

import { stampOf } from "./api.js";

const STYLE = /<style([^>]*)>([\s\S]*?)<\/style>/g;

// Nothing reads it; like a style, it is passed over when trees are compared.
const PLACE = '<script type="text/css"></script>';

// Data for other programs: nothing in the page reads them after a change.
const SCRIPTS = "script:not([type='application/ld+json'], [type='text/css'])";

/**
 * A page by its HTML: `tree`, `styles` as `{ media, text }`, `scripts` as one string, and what the
 * server wrote into it: `run`, `token`, `number`, `version`.
 *
 * Its styles are taken out first: in a tree the policy of the page that is shown holds for them.
 */
export function pristine(html) {
  const styles = [];
  const rest = html.replace(STYLE, (whole, attributes, text) => {
    styles.push({ media: /media="([^"]*)"/.exec(attributes)?.[1] ?? "", text });
    return PLACE;
  });
  const tree = new DOMParser().parseFromString(rest, "text/html");
  const scripts = [...tree.querySelectorAll(SCRIPTS)].map((one) => one.outerHTML).join("\n");
  return { tree, styles, scripts, ...stampOf(tree) };
}

/** A block by its HTML, or null where it is none. */
export function block(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}
