// The field in which a translation is written: it grows with its text, and knows lines and columns.

import { element } from "./elements.js";

/** Where the character of a line and column (from 1, in code points) stands in a text. */
export function offsetOf(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const own = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("");
  return Math.min(before + own.length, text.length);
}

/** A span of a text as `[start, stop]`, from `{ line, column, end_line, end_column }`. */
export const spanOf = (text, place) => [
  offsetOf(text, place.line, place.column),
  offsetOf(text, place.end_line, place.end_column),
];

/**
 * A text area: `field`, `text`, `insert(form, place?)`, `select(place)`, `grow()`.
 *
 * `changed` is called after every change that somebody makes.
 */
export function editor({ id, changed, describedBy }) {
  const field = element("textarea", {
    class: "field words english", id, lang: "en", spellcheck: "true", rows: "3",
    autocapitalize: "sentences", autocomplete: "off", "aria-describedby": describedBy,
    oninput: () => { grow(); changed(); },
  });

  function grow() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  /** Type something in the place of `[start, stop]`, so that the browser can undo it. */
  function type(start, stop, words) {
    field.focus();
    field.setSelectionRange(start, stop);
    if (!document.execCommand("insertText", false, words)) {
      field.setRangeText(words, start, stop, "end");
      grow();
      changed();
    }
  }

  return {
    field,
    grow,
    get text() { return field.value; },
    set text(words) { field.value = words; grow(); },

    /** Put a form in the place of what stands there, else at the caret with blanks beside it. */
    insert(form, place) {
      const text = field.value;
      if (place) {
        type(...widened(text, spanOf(text, place), form), form);
        return;
      }
      const [start, stop] = [field.selectionStart, field.selectionEnd];
      const left = start > 0 && /[\p{L}\p{N},.;:!?)”’]/u.test(text[start - 1]) ? " " : "";
      const right = /[\p{L}\p{N}(“‘]/u.test(text[stop] ?? "") ? " " : "";
      type(start, stop, left + form + right);
    },

    select(place) {
      field.focus();
      field.setSelectionRange(...spanOf(field.value, place));
    },

    /** Put the caret where a problem is. */
    goTo({ line, column }) {
      const at = offsetOf(field.value, line, column);
      field.focus();
      field.setSelectionRange(at, at);
    },
  };
}

/** A span with the words around it that the form has, too: “about” before, “events” behind. */
function widened(text, [start, stop], form) {
  const parts = form.split(" ");
  const [before, after] = [text.slice(0, start).toLowerCase(), text.slice(stop).toLowerCase()];
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const words = `${parts.slice(0, count).join(" ").toLowerCase()} `;
    if (before.endsWith(words)) { start -= words.length; break; }
  }
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const words = ` ${parts.slice(-count).join(" ").toLowerCase()}`;
    if (after.startsWith(words) && !/^[\p{L}\p{N}]/u.test(after.slice(words.length))) { stop += words.length; break; }
  }
  return [start, stop];
}
