// A click into a passage of the page's text.

import { BLOCKS, plain } from "./place.js";

const DOES_MORE = "a, button, input, summary, label, jd-dock, jd-marks";

/** Call `go` with the block that is clicked, where the click does nothing else and selects nothing. */
export function onBlockClicked(go) {
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (event.defaultPrevented || event.button || !(target instanceof Element)) return;
    if (target.closest(DOES_MORE) || !target.closest("main") || !getSelection().isCollapsed) return;
    const block = plain(target.closest(BLOCKS)?.id ?? "").replace(/^note-/, "");
    if (block && !block.startsWith("term-")) go(block);
  });
}
