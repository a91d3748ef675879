// Blocks lit up for a moment.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const LASTS = 1800;

function colour() {
  const own = getComputedStyle(document.documentElement).getPropertyValue("--found").trim();
  return own || "rgb(240 217 176)";
}

/**
 * Light elements up: they fade by themselves.
 *
 * For readers who want no motion the light stands still and then goes out.
 */
export function lightUp(elements) {
  const lit = colour();
  for (const one of elements) {
    for (const running of one.getAnimations()) if (running.id === "jd-light") running.cancel();
    const on = { backgroundColor: lit, boxShadow: `0 0 0 5px ${lit}` };
    const off = { backgroundColor: "transparent", boxShadow: "0 0 0 5px transparent" };
    const steps = still.matches ? [on, on] : [on, { ...on, offset: 0.25 }, off];
    one.animate(steps, { duration: LASTS, easing: "ease-out", id: "jd-light" });
  }
}
