// The translation pane: a passage's Chinese, its English to be written, and what it must contain.

import { element } from "./elements.js";
import { blocks, current, isSeen, plain } from "./place.js";
import { barFor } from "./translation-bar.js";
import { changes, chinese } from "./translation-chinese.js";
import { conflict } from "./translation-conflict.js";
import { editor, spanOf } from "./translation-editor.js";
import { onBlockClicked } from "./translation-follow.js";
import { keptTexts } from "./translation-kept.js";
import { figureCount, lists, termCount } from "./translation-lists.js";
import { lackingOf, offerOf, problemsOf, savedOf } from "./translation-notices.js";
import { verdict } from "./translation-verdict.js";
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
  /** The passage: as the server told it last, and the version that a save must match. */
  let record = null;
  let version = "";
  /** What the English was when the writing began, and the text that was checked last. */
  let base = "";
  let checked = "";
  let says = "";
  let isShown = false;
  let isSaving = false;
  let timer = 0;
  let asked = 0;

  const pen = editor({ id: "english", changed: onChange, describedBy: "english-problem english-state" });
  const clash = conflict(t);
  const kept = keptTexts(app, language);
  const signature = verdict(app);
  const doer = {
    insert: (form, place) => { pen.insert(form, place); app.dock.say(t("inserted", { form })); },
    select: (place) => pen.select(place),
    goTo: (place) => pen.goTo(place),
    textAt: (place) => checked.slice(...spanOf(checked, place)),
  };

  const bar = element("div", { class: "row bar" });
  const offer = element("div", { class: "offers" });
  const original = element("div", { class: "original" });
  const name = element("label", { class: "label", for: "english" });
  const problem = element("div", { id: "english-problem" });
  const state = element("p", { class: "state quiet", id: "english-state" });
  const heard = element("p", { class: "unseen", role: "status" });
  const found = element("div", { class: "found" });
  const nothing = element("p", { class: "empty" }, t("choose-block"));
  const save = button("save", "primary", () => keep(false));
  const accept = button("save-accept", "", () => keep(true));
  const revert = element("button", { class: "way", type: "button", onclick: giveUp }, t("revert"));
  const grid = element("div", { class: "grid", hidden: true },
    element("section", { class: "column" }, original),
    element("section", { class: "column writing", "aria-label": t("english") },
      element("div", { class: "paper" }, clash.element, name, pen.field, problem),
      element("div", { class: "foot" },
        element("div", { class: "row about-text" }, state, revert),
        element("div", { class: "row actions" }, save,
          element("span", { class: "row accepting" }, accept, signature.elements)))),
    element("section", { class: "column", "aria-label": t("remarks") }, found));
  root.append(bar, offer, nothing, grid, heard);

  root.addEventListener("keydown", onKey);
  onBlockClicked(follow);
  app.live.on("remarks", () => { if (isShown && record) renew(); });
  new ResizeObserver(() => pen.grow()).observe(grid);

  function button(key, kind, task) {
    return element("button", { class: `button ${kind}`, type: "button", title: t(`${key}-key`), onclick: task }, t(key));
  }

  const address = (block) => `translation/${encodeURIComponent(app.page.report)}/${encodeURIComponent(block)}`;
  const isDirty = () => record !== null && pen.text !== (record.english?.markdown ?? "");

  const keepText = () => kept.keep(record.block, isDirty() ? { text: pen.text, version, base } : null);

  // ── A passage is asked for and shown ──

  async function load(block, { focus = false } = {}) {
    const turn = asked += 1;
    const answer = await app.api.get(address(block));
    if (turn !== asked) return;
    if (answer.status !== 200) { refused(answer); return; }
    ({ body: record, version } = answer);
    base = record.english?.markdown ?? "";
    says = "";
    clash.close();
    write(base, record);
    offerKept();
    if (focus) pen.field.focus({ preventScroll: true });
  }

  /** The same passage once more, as it is now: something in the project has changed. */
  async function renew() {
    const { block } = record;
    const turn = asked;
    const answer = await app.api.get(address(block));
    if (turn !== asked || isSaving || record?.block !== block) return;
    if (answer.status === 404) {
      offer.replaceChildren(element("p", { class: "notice warning" }, t("gone-block")));
    } else if (answer.status === 200 && answer.version !== version) {
      if (isDirty()) disagree(answer.body, answer.version);
      else {
        ({ body: record, version } = answer);
        base = record.english?.markdown ?? "";
        write(base, record);
      }
    } else if (answer.status === 200) {
      record = { ...answer.body, english: record.english };
      if (isDirty()) check();
      else write(pen.text, record);
    }
  }

  function refused({ status: code, body }) {
    const [first] = body.problems ?? [];
    const told = code === 0 ? t("not-answered") : first?.message ?? body.text ?? t("not-answered");
    record = null;
    grid.hidden = true;
    nothing.hidden = false;
    nothing.replaceChildren(element("span", { lang: first ? "en" : null }, told));
    drawBar();
  }

  /** Show words for the passage, with what `known` says of them. */
  function write(text, known) {
    grid.hidden = false;
    nothing.hidden = true;
    if (pen.text !== text) pen.text = text;
    checked = text;
    pen.field.rows = record.cells || 3;
    name.textContent = record.cells ? t("english-cells", { n: record.cells }) : t("english");
    drawBar();
    drawFound(known);
    drawProblems(known.problems ?? []);
    drawState();
    pen.grow();
  }

  function offerKept() {
    const own = kept.of(record.block);
    if (!own || own.text === base) { offer.replaceChildren(); return; }
    const isOld = own.version !== version;
    const discard = () => { offer.replaceChildren(); keepText(); drawBar(); pen.field.focus(); };
    offer.replaceChildren(offerOf(isOld, { t, takeUp, discard }));

    function takeUp() {
      offer.replaceChildren();
      pen.text = own.text;
      if (isOld) disagree(record, version, own.base);
      onChange();
      pen.field.focus();
    }
  }

  // ── What is drawn ──

  function drawBar() {
    const unsaved = kept.all.filter((block) => block !== record?.block);
    bar.replaceChildren(...barFor(record, { app, language, unsaved, move }));
  }

  function drawFound(known) {
    const live = { ...record, ...known, chinese: record.chinese, isEmpty: !checked.trim() };
    original.replaceChildren(...[
      changes(record, t),
      element("h3", { class: "label" }, t("chinese"), " ",
        element("span", { class: "path" }, `${record.chinese.file.split("/").at(-1)}:${record.chinese.line}`)),
      chinese(live, t),
    ].filter(Boolean));
    const focused = root.getRootNode().activeElement?.closest?.(".found .item, .found .remark");
    const at = focused ? [...found.querySelectorAll(".item, .remark")].indexOf(focused) : -1;
    found.replaceChildren(...lists(live, remarks(known), app, doer));
    if (at >= 0) found.querySelectorAll(".item, .remark")[at]?.querySelector("button")?.focus({ preventScroll: true });
    tell(live);
  }

  /** What was found at once, and what the checks of the whole report found before. */
  function remarks(known) {
    const own = new Set(known.checked ?? []);
    const others = (app.state.remarks?.findings ?? []).filter((one) => (
      one.block === record.block && one.language === language && !own.has(one.check)));
    return [...known.findings, ...others];
  }

  /** Say in words how many figures and terms are lacking, when that has changed. */
  function tell({ figures, terms }) {
    const news = lackingOf([figureCount(figures), termCount(terms)], t);
    if (heard.textContent !== news) heard.textContent = news;
  }

  function drawProblems(all) {
    pen.field.setAttribute("aria-invalid", String(all.length > 0));
    problem.replaceChildren(...problemsOf(all, { t, goTo: pen.goTo }));
  }

  function drawState(news) {
    // What was said last stays until something is typed or another passage is shown.
    says = news ?? says;
    const begins = record.begins_file && record.file;
    state.textContent = says || (isDirty() ? t("unsaved")
      : record.english ? "" : t(begins ? "begins-file" : "not-translated", { file: record.file }));
    save.setAttribute("aria-disabled", String(!isDirty() || isSaving || clash.isOpen));
    accept.setAttribute("aria-disabled", String(!pen.text.trim() || isSaving || clash.isOpen));
    revert.hidden = !isDirty();
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
    const text = pen.text;
    const { block } = record;
    if (text.length > MOST) {
      drawProblems([{ message: t("too-long", { n: number(text.length), most: number(MOST) }), hint: "" }]);
      return;
    }
    const answer = await app.api.send("POST", `${address(block)}/check`, { markdown: text });
    if (record?.block !== block || pen.text !== text || answer.status !== 200) return;
    checked = text;
    drawFound(answer.body);
    // An empty field is one that nobody has begun to write in.
    drawProblems(text.trim() ? answer.body.problems : []);
  }

  function giveUp() {
    pen.text = record.english?.markdown ?? "";
    clash.close();
    onChange();
    pen.field.focus();
  }

  async function keep(isAccepted) {
    const isNothing = isAccepted ? !pen.text.trim() : !isDirty();
    if (!record || isSaving || isNothing || clash.isOpen) return;
    if (isAccepted && signature.lacksName) {
      drawState(t("by-needed"));
      signature.askName();
      return;
    }
    const text = pen.text;
    const body = { markdown: text };
    if (isAccepted) body.accept = signature.value;
    isSaving = true;
    drawState(t("saving"));
    const answer = await app.api.send("PUT", address(record.block), body, { ifMatch: version });
    isSaving = false;
    if (answer.status === 200) saved(answer, text, isAccepted);
    else if (answer.status === 409 && answer.body.theirs) disagree(answer.body.theirs, answer.version);
    else notSaved(answer);
  }

  function saved(answer, text, isAccepted) {
    const isSame = pen.text === text;
    ({ body: record, version } = answer);
    base = record.english?.markdown ?? "";
    clash.close();
    offer.replaceChildren();
    if (isSame) write(base, record);
    else { drawBar(); onChange(); }
    keepText();
    drawBar();
    const news = savedOf(record, isAccepted, t);
    drawState(news);
    app.dock.say(news);
  }

  function notSaved({ status: code, body }) {
    const own = body.problems ?? [];
    drawProblems(own.length ? own : [{ message: code === 0 ? t("not-answered") : body.message ?? body.text ?? t("not-saved"), hint: "" }]);
    drawState(t("not-saved"));
    app.dock.say(`${t("not-saved")}${t("colon")}${own[0]?.message ?? ""}`);
  }

  /** Somebody else has changed the passage: `theirs` is as it is now, `from` what mine began with. */
  function disagree(theirs, now, from = base) {
    const hasChineseChanged = record.chinese.text !== theirs.chinese.text;
    const their = theirs.english?.markdown ?? "";
    record = theirs;
    version = now;
    drawBar();
    clash.open({
      base: from, their, mine: pen.text, hasChineseChanged,
      settle(text, news) {
        base = their;
        pen.text = text;
        onChange();
        if (news) drawState(news);
        pen.goTo({ line: 1, column: 1 });
        clash.element.scrollIntoView({ block: "nearest" });
      },
    });
    base = from;
    check();
    drawState();
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
      s: isCommand && (() => keep(false)),
      Enter: isCommand && (() => keep(event.shiftKey)),
      ArrowUp: event.altKey && (() => move(record?.previous)),
      ArrowDown: event.altKey && (() => move(event.shiftKey ? record?.next_open : record?.next)),
    }[event.key];
    if (!task) return;
    event.preventDefault();
    task();
  }

  /** Show the passage that is clicked in the page, unless something here is not saved. */
  function follow(block) {
    if (!isShown || block === record?.block) return;
    if (record && isDirty()) app.dock.say(t("waits-saved"));
    else load(block);
  }

  const first = () => plain((current() ?? blocks()[0])?.id ?? "");

  return {
    async show({ block, quiet } = {}) {
      isShown = true;
      const wanted = block ?? record?.block ?? first();
      if (block && !app.page.block(block).some(isSeen)) app.page.goTo(block);
      if (wanted && wanted !== record?.block) await load(wanted, { focus: !quiet });
      else if (record) {
        await renew();
        if (!quiet) pen.field.focus({ preventScroll: true });
      } else drawBar();
      pen.grow();
    },
    hide() { isShown = false; },
    isDirty: () => isDirty() || kept.all.length > 0,
  };
}
