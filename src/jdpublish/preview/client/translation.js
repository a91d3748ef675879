// The translation pane: a passage's Chinese, its English to be written, and what it must contain.

import { element } from "./elements.js";
import { blocks, current, isSeen, plain } from "./place.js";
import { conflict } from "./translation-conflict.js";
import { editor, spanOf } from "./translation-editor.js";
import { onBlockClicked } from "./translation-follow.js";
import { keptTexts } from "./translation-kept.js";
import { offerOf } from "./translation-notices.js";
import { Passage } from "./translation-passage.js";
import { saver } from "./translation-saving.js";
import { verdict } from "./translation-verdict.js";
import { view } from "./translation-view.js";
import { words } from "./translation-words.js";
import { number } from "./words.js";

const PAUSE = 150;
const MOST = 20_000;

export const panel = {
  id: "translation",
  key: "t",
  icon: "translation",
  words,
  styles: ["translation.css"],
  title: (t) => t("translation"),
  mount,
};

function mount(root, app) {
  const { t } = app;
  const language = "en";
  const passage = new Passage();
  /** The text that was checked last, and what was said last of the passage. */
  let checked = "";
  let says = "";
  let isShown = false;
  let timer = 0;
  let asked = 0;

  const pen = editor({ id: "english", changed: onChange, describedBy: "english-problem english-state" });
  const clash = conflict(t);
  const kept = keptTexts(app, language);
  const signature = verdict(app);
  const shown = view(root, app, {
    language, pen, clash, signature,
    does: {
      keep: () => saving.keep(false),
      accept: () => saving.keep(true),
      giveUp,
      move,
      insert: (form, place) => { pen.insert(form, place); app.dock.say(t("inserted", { form })); },
      select: (place) => pen.select(place),
      goTo: (place) => pen.goTo(place),
      textAt: (place) => checked.slice(...spanOf(checked, place)),
    },
  });

  root.addEventListener("keydown", onKey);
  onBlockClicked(follow);
  app.live.on("remarks", () => { if (isShown && passage.record) renew(); });

  const address = (block) => `translation/${encodeURIComponent(app.page.report)}/${encodeURIComponent(block)}`;
  const isDirty = () => passage.isOther(pen.text);

  const keepText = () => kept.keep(passage.block, isDirty() ? { text: pen.text, ...passage.begun } : null);

  const saving = saver(app, { passage, pen, kept, clash, signature, shown }, {
    address, isDirty, keepText, drawBar, drawState, write, onChange, disagree, load,
  });

  // ── A passage is asked for and shown ──

  async function load(block, { focus = false } = {}) {
    const turn = asked += 1;
    const answer = await app.api.get(address(block));
    if (turn !== asked) return;
    if (answer.status !== 200) { refused(answer); return; }
    passage.open(answer);
    says = "";
    clash.close();
    write(passage.record);
    offerKept();
    if (focus) pen.field.focus({ preventScroll: true });
  }

  /** The same passage once more, as it is now: something in the project has changed. */
  async function renew() {
    // What is asked while a save is under way may be of before it.
    if (saving.isBusy) return;
    const { block } = passage;
    const turns = [asked, saving.count];
    const answer = await app.api.get(address(block));
    if (turns[0] !== asked || turns[1] !== saving.count || passage.block !== block) return;
    if (answer.status === 404) {
      shown.offer(element("p", { class: "notice warning" }, t("gone-block")));
    } else if (answer.status === 200 && answer.version !== passage.version) {
      if (isDirty()) disagree(answer.body, answer.version);
      else {
        passage.take(answer);
        write(passage.record);
      }
    } else if (answer.status === 200) {
      passage.record = { ...answer.body, english: passage.record.english };
      if (isDirty()) check();
      else write(passage.record);
    }
  }

  function refused({ status: code, body }) {
    const [first] = body.problems ?? [];
    const told = code === 0 ? t("not-answered") : first?.message ?? body.text ?? t("not-answered");
    passage.leave();
    shown.none(told, first ? "en" : null);
    drawBar();
  }

  /** Show the English that is in the file, with what `known` says of it. */
  function write(known) {
    const text = passage.english;
    if (pen.text !== text) pen.text = text;
    checked = text;
    shown.open(passage.record);
    drawBar();
    shown.drawFound(passage.record, known, checked);
    shown.drawProblems(known.problems ?? []);
    drawState();
    pen.grow();
  }

  function offerKept() {
    const own = kept.of(passage.block);
    if (!own || own.text === passage.english) {
      kept.keep(passage.block, null);
      shown.offer();
      return;
    }
    const isOld = own.version !== passage.version;
    const discard = () => { shown.offer(); keepText(); drawBar(); pen.field.focus(); };
    shown.offer(offerOf(isOld, { t, takeUp, discard }));

    function takeUp() {
      shown.offer();
      pen.text = own.text;
      if (isOld) disagree(passage.record, passage.version, own);
      onChange();
      pen.field.focus();
    }
  }

  function drawBar() {
    shown.drawBar(passage.record, kept.all.filter((block) => block !== passage.block));
  }

  /** What was said last stays until something is typed or another passage is shown. */
  function drawState(news) {
    says = news ?? says;
    shown.drawState(passage.record, {
      says, isDirty: isDirty(), isBusy: saving.isBusy || clash.isOpen, isEmpty: !pen.text.trim(),
    });
  }

  // ── Writing ──

  function onChange() {
    keepText();
    drawState("");
    if (clash.element.querySelector(".theirs")) clash.compare(pen.text);
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  }

  async function check() {
    if (!passage.record) return;
    const text = pen.text;
    const { block } = passage;
    if (text.length > MOST) {
      shown.drawProblems([{ message: t("too-long", { n: number(text.length), most: number(MOST) }), hint: "" }]);
      return;
    }
    const answer = await app.api.send("POST", `${address(block)}/check`, { markdown: text });
    if (passage.block !== block || pen.text !== text || answer.status !== 200) return;
    checked = text;
    shown.drawFound(passage.record, answer.body, checked);
    // An empty field is one that nobody has begun to write in.
    if (saving.refused !== text) shown.drawProblems(text.trim() ? answer.body.problems : []);
  }

  function giveUp() {
    pen.text = passage.english;
    passage.begin();
    clash.close();
    onChange();
    pen.field.focus();
  }

  /** Somebody else has changed the passage: `theirs` is as it is now, `begun` what mine began with. */
  function disagree(theirs, now, { base, version } = passage.begun) {
    const hasChineseChanged = passage.record.chinese.text !== theirs.chinese.text;
    passage.know(theirs, now);
    if (!isDirty() && !hasChineseChanged) {
      agree();
      return;
    }
    // Until it is settled, what is kept of mine is of the version that it began with.
    passage.begun = { base, version };
    drawBar();
    clash.open({
      base, their: passage.english, mine: pen.text, hasChineseChanged,
      settle(text, news) {
        passage.begin();
        pen.text = text;
        onChange();
        if (news) drawState(news);
        pen.goTo({ line: 1, column: 1 });
        clash.element.scrollIntoView({ block: "nearest" });
      },
    });
    keepText();
    check();
    drawState("");
  }

  /** Both have written the same words, or somebody has accepted these. */
  function agree() {
    passage.begin();
    clash.close();
    keepText();
    write(passage.record);
    drawState(t("conflict-same"));
  }

  // ── Going from passage to passage ──

  function move(block) {
    if (!block) return;
    app.page.goTo(block);
    load(block, { focus: true });
  }

  function onKey(event) {
    if (event.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const task = {
      s: isCommand && (() => saving.keep(false)),
      Enter: isCommand && (() => saving.keep(event.shiftKey)),
      ArrowUp: event.altKey && (() => move(passage.record?.previous)),
      ArrowDown: event.altKey && (() => move(event.shiftKey ? passage.record?.next_open : passage.record?.next)),
    }[event.key];
    if (!task) return;
    event.preventDefault();
    task();
  }

  /** Show the passage that is clicked in the page, unless something here is not saved. */
  function follow(block) {
    if (!isShown || block === passage.block) return;
    if (isDirty()) app.dock.say(t("waits-saved"));
    else load(block);
  }

  const first = () => plain((current() ?? blocks()[0])?.id ?? "");

  return {
    async show({ block, quiet } = {}) {
      isShown = true;
      const wanted = block ?? (passage.block || first());
      if (block && !app.page.block(block).some(isSeen)) app.page.goTo(block);
      if (wanted && wanted !== passage.block) await load(wanted, { focus: !quiet });
      else if (passage.record) {
        await renew();
        if (!quiet) pen.field.focus({ preventScroll: true });
      } else drawBar();
      pen.grow();
    },
    hide() { isShown = false; },
    isDirty: () => isDirty() || kept.all.length > 0,
  };
}
