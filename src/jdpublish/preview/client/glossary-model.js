// An entry as the panel handles it: its values by field, and drafts that are kept until saved.

const WRITTEN_BY_PROGRAM = ["created", "modified"];

/** What an entry says that says nothing yet. */
export function emptyValues(fields) {
  return Object.fromEntries(fields.map(({ name, kind }) => [name, ["list", "deprecated"].includes(kind) ? [] : ""]));
}

/** A value such that equal ones are the same text, however somebody has typed them. */
function plain(value) {
  if (!Array.isArray(value)) return (value ?? "").replace(/\r\n/g, "\n").trim();
  return JSON.stringify(value
    .map((one) => (Array.isArray(one) ? one.map((part) => part.trim()) : one.trim()))
    .filter((one) => (Array.isArray(one) ? one.some(Boolean) : one)));
}

/** The names of the fields in which two differ. */
export function differing(one, other) {
  return Object.keys(one).filter((name) => (
    name in other && !WRITTEN_BY_PROGRAM.includes(name) && plain(one[name]) !== plain(other[name])));
}

/** What was saved, with what was typed in its form since it was sent. */
export const afterSave = (entry, sent, typed) => (
  { ...entry, ...Object.fromEntries(differing(sent, typed).map((name) => [name, typed[name]])) });

/** Whether a value says something. */
export const says = (value) => (Array.isArray(value) ? plain(value) !== "[]" : plain(value) !== "");

/** Whether a draft is of an entry that is not there yet. */
export const isNew = (key) => key.startsWith("+");

/**
 * Drafts by the id of their entry, kept by the browser until the tab is closed: `{ values, base,
 * version }`. Those of entries that are not there yet are numbered: +1, +2.
 */
export class Drafts {
  #memory;

  #kept;

  constructor(memory) {
    this.#memory = memory;
    try {
      this.#kept = new Map(Object.entries(JSON.parse(memory.get("glossary-drafts", "sessionStorage") || "{}")));
    } catch {
      this.#kept = new Map();
    }
  }

  get(id) { return this.#kept.get(id) ?? null; }

  has(id) { return this.#kept.has(id); }

  /** A key for another new entry. */
  next() {
    let number = 1;
    while (this.#kept.has(`+${number}`)) number += 1;
    return `+${number}`;
  }

  /** The drafts of new entries, as a list shows them. */
  get added() {
    return [...this.#kept].filter(([key]) => isNew(key))
      .map(([key, { values }]) => ({ id: key, "zh-Hans": values["zh-Hans.term"], en: values["en.term"] }));
  }

  get size() { return this.#kept.size; }

  set(id, draft) {
    this.#kept.set(id, draft);
    this.#write();
  }

  delete(id) {
    if (this.#kept.delete(id)) this.#write();
  }

  /** What was sent was saved: of its draft only what was typed since is left, on what was saved. */
  saved(key, sent, { body, version }) {
    const draft = this.get(key);
    if (!draft) return;
    this.delete(key);
    if (body.entry && differing(sent, draft.values).length) {
      this.set(body.id, { values: afterSave(body.entry, sent, draft.values), base: body.entry, version });
    }
  }

  #write() {
    this.#memory.set("glossary-drafts", JSON.stringify(Object.fromEntries(this.#kept)), "sessionStorage");
  }
}

/** What a problem says, in the reader's language where it is worded in it. */
export function told(app, problem) {
  const own = problem.messages?.[app.lang];
  return { text: own ?? problem.message, lang: own || app.lang === "en" ? null : "en", hint: own ? "" : problem.hint ?? "" };
}
