// The upper edge of the panels, which is moved with the mouse or the arrow keys.

import { element } from "./elements.js";

const STEP = 24;

/** A separator that sets a height between `least` and `most()` (WAI-ARIA: window splitter). */
export function separator(name, { least, most, get, set }) {
  const keys = { ArrowUp: STEP, ArrowDown: -STEP, PageUp: 5 * STEP, PageDown: -5 * STEP };
  const handle = element("div", {
    class: "separator",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "horizontal",
    "aria-label": name,
    "aria-controls": "panel",
    "aria-valuemin": least,
    "aria-valuemax": most(),
    "aria-valuenow": least,
  });
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const [from, height] = [event.clientY, get()];
    const move = ({ clientY }) => set(height + from - clientY);
    const end = () => handle.removeEventListener("pointermove", move);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end, { once: true });
  });
  handle.addEventListener("dblclick", () => {
    set(get() < most() - STEP ? most() : Math.round(innerHeight * 0.38));
  });
  handle.addEventListener("keydown", (event) => {
    const wanted = { Home: least, End: most() }[event.key] ?? get() + (keys[event.key] ?? NaN);
    if (Number.isNaN(wanted)) return;
    event.preventDefault();
    set(wanted);
  });
  addEventListener("resize", () => handle.setAttribute("aria-valuemax", most()));
  return handle;
}
