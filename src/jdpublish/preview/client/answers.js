// What the server's answers mean for a person.

import { lang } from "./words.js";

/** In one sentence why something was not done. */
export function reason(app, { status, body }) {
  if (status === 0) return app.t("not-answered");
  return body.messages?.[lang] ?? body.problems?.[0]?.message ?? String(status);
}

/**
 * Open a block, `{ language, block }`, or a line that is wrong, `{ problem }` by its number, in the
 * editor; without a command for that, by the link that the server names.
 */
export async function openInEditor(app, what) {
  const answer = await app.api.send("POST", "open", { report: app.page.report, ...what });
  if (answer.status === 409 && answer.body.link) {
    location.assign(answer.body.link);
    return true;
  }
  const isDone = answer.status === 200;
  app.dock.tell(isDone ? app.t("opened") : app.t("not-opened", { reason: app.t("colon") + reason(app, answer) }), isDone);
  return isDone;
}

/** Copy text, and say that it was done. */
export async function copy(app, text, said = app.t("copied")) {
  try {
    await navigator.clipboard.writeText(text);
    app.dock.tell(said, true);
  } catch {
    app.dock.tell(app.t("not-copied"), false);
  }
}
