// Saving a passage: what is sent, and what becomes of the answer, which may come late.

import { reason } from "./answers.js";
import { savedOf } from "./translation-notices.js";

/**
 * What saves the passage that is open: `keep(isAccepted)`; `isBusy` while an answer is awaited, and
 * `count`, which is another after every save that began or ended. `refused` is the text that could
 * not be saved last: why is shown until it is another.
 *
 * The second argument has the parts of the pane, the third what the pane does.
 */
export function saver(app, { passage, pen, kept, clash, signature, shown }, pane) {
  const { t } = app;
  const self = { isBusy: false, count: 0, refused: null, keep };

  async function keep(isAccepted) {
    const isNothing = isAccepted ? !pen.text.trim() : !pane.isDirty();
    if (!passage.record || self.isBusy || isNothing || clash.isOpen) return;
    if (isAccepted && signature.lacksName) {
      pane.drawState(t("by-needed"));
      signature.askName();
      return;
    }
    const { text } = pen;
    const { block, version, visit } = passage;
    const body = { markdown: text };
    if (isAccepted) body.accept = signature.value;
    turn(true);
    pane.drawState(t("saving"));
    const answer = await app.api.send("PUT", pane.address(block), body, { ifMatch: version });
    turn(false);
    if (passage.visit !== visit) leftBehind(block, text, answer);
    else if (answer.status === 200) saved(answer, text, isAccepted);
    else if (answer.status === 409 && answer.body.theirs) pane.disagree(answer.body.theirs, answer.version);
    else notSaved(answer, text);
  }

  function turn(isBusy) {
    self.isBusy = isBusy;
    self.count += 1;
  }

  function saved(answer, text, isAccepted) {
    self.refused = null;
    passage.take(answer);
    clash.close();
    shown.offer();
    if (pen.text === text) pane.write(passage.record);
    else pane.onChange();
    pane.keepText();
    pane.drawBar();
    const news = savedOf(passage.record, isAccepted, t);
    pane.drawState(news);
    app.dock.say(news);
  }

  /** Another passage is shown by now: that one stays as it is, and this one's text is not lost. */
  function leftBehind(block, text, answer) {
    const name = `${block}${t("colon")}`;
    if (answer.status === 200) {
      const own = kept.of(block);
      // What was typed after the save goes on from what was saved.
      const more = own && own.text !== text
        ? { text: own.text, base: answer.body.english?.markdown ?? "", version: answer.version } : null;
      kept.keep(block, more);
      app.dock.say(name + savedOf(answer.body, false, t));
    } else {
      const why = answer.body.theirs ? t("conflict") : reason(app, answer);
      app.dock.tell(`${name}${t("not-saved")}${t("between")}${why}`, false);
    }
    pane.drawBar();
    // It may have been opened again meanwhile, and then shows what the file said before.
    if (passage.block === block && !pane.isDirty()) pane.load(block);
    else if (passage.record) pane.drawState();
  }

  function notSaved({ status: code, body }, text) {
    self.refused = text;
    const own = body.problems ?? [];
    shown.drawProblems(own.length ? own : [{ message: code === 0 ? t("not-answered") : body.message ?? body.text ?? t("not-saved"), hint: "" }]);
    pane.drawState(t("not-saved"));
    app.dock.say(`${t("not-saved")}${t("colon")}${own[0]?.message ?? ""}`);
  }

  return self;
}
