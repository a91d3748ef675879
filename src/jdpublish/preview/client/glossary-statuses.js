// The statuses beside what was written: who typed it, and whether anybody has agreed on it.

/** What `follow(form, name)` sets beside a field that was changed; `forget()` before another entry. */
export function statuses() {
  const chosen = new Set();
  return {
    forget: () => chosen.clear(),

    /**
     * What somebody types as pinyin has been read by somebody; a definition that is new is agreed on
     * by nobody yet. Who chooses otherwise is believed.
     */
    follow(form, name) {
      if (name.endsWith("-status")) chosen.add(name);
      const status = `${name}-status`;
      const isPinyin = name === "zh-Hans.pinyin";
      if (!(isPinyin || name.endsWith(".definition")) || chosen.has(status)) return;
      form.field(status).set(form.field(name).get().trim() ? (isPinyin ? "approved" : "proposed") : "");
    },
  };
}
