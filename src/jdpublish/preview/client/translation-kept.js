// What was typed and is not saved: it stays with the tab, passage by passage, and is offered again.

/** The unsaved texts of a report in a language, kept in the tab's storage. */
export function keptTexts({ memory, page }, language) {
  const drawer = (name) => `translation:${page.report}:${language}:${name}`;
  const get = (name) => memory.get(drawer(name), "sessionStorage");
  const set = (name, value) => memory.set(drawer(name), value, "sessionStorage");
  // No block is called so: ids have letters and digits only.
  const ALL = "*";
  return {
    /** The blocks of which there is one. */
    get all() { return get(ALL).split(" ").filter(Boolean); },

    /** `{ text, version, base }` of a block, or null. */
    of(block) {
      try { return JSON.parse(get(block) || "null"); } catch { return null; }
    },

    /** Keep a block's text, or with null forget it. */
    keep(block, kept) {
      const others = this.all.filter((one) => one !== block);
      set(block, kept ? JSON.stringify(kept) : "");
      set(ALL, (kept ? [...others, block] : others).join(" "));
    },
  };
}
