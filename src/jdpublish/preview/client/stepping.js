// From finding to finding with a key.

import { blocks, current, plain } from "./place.js";
import { belongs, rows } from "./remarks.js";
import { add } from "./words.js";

add({ zh: { "no-more": "没有其他检查结果" }, en: { "no-more": "There are no other findings" } });

/** A function that goes to the next passage with a finding (1) or the one before (-1). */
export function stepper(app, marks) {
  let last = "";
  return (step) => {
    const { languages } = app.page;
    const marked = new Set(rows(app.state.remarks)
      .filter((row) => row.message && languages.some((one) => belongs(row, one, languages)))
      .map(({ block }) => block));
    const order = [...new Set(blocks().map((one) => plain(one.id)))];
    const here = order.indexOf(last && marked.has(last) ? last : plain(current()?.id ?? ""));
    const after = step > 0
      ? [...order.slice(here + 1), ...order.slice(0, here + 1)]
      : [...order.slice(0, Math.max(0, here)).reverse(), ...order.slice(Math.max(0, here)).reverse()];
    const found = after.find((id) => marked.has(id));
    if (!found) {
      app.dock.tell(app.t("no-more"), true);
      return;
    }
    last = found;
    app.page.goTo(found);
    marks.focus(found);
  };
}
