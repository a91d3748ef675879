// What the interface remembers between pages. Without storage nothing is remembered, and all works.

const PREFIX = "jdpublish-preview-";

export const memory = {
  get(name, storage = "localStorage") {
    try { return globalThis[storage].getItem(PREFIX + name) ?? ""; } catch { return ""; }
  },
  set(name, value, storage = "localStorage") {
    try { globalThis[storage].setItem(PREFIX + name, value); } catch { /* Forgotten, then. */ }
  },
};
