// The glossary's panel: find an entry, edit it, see where it is used; make one of what is selected.

import { reason } from "./answers.js";
import { element, icon } from "./elements.js";
import { editor } from "./glossary-editor.js";
import { knownColumn } from "./glossary-known.js";
import { entryList } from "./glossary-list.js";
import { Drafts, isNew } from "./glossary-model.js";
import { proposals, showProposals } from "./glossary-proposals.js";
import { words } from "./glossary-words.js";

export const panel = {
  id: "glossary",
  key: "g",
  icon: "glossary",
  words,
  styles: ["glossary.css", "glossary-known.css"],
  title: (t) => t("glossary"),
  mount,
};

const REMEMBERED = "glossary-open";

/** Words as they stand within quotation marks. */
const within = (words) => words.replaceAll("“", "‘").replaceAll("”", "’");

async function mount(root, app) {
  const { t } = app;
  const drafts = new Drafts(app.memory);
  const names = new Map();
  let isShown = false;
  let isStarted = false;
  let turn = 0;

  const known = knownColumn(app, { open });
  const form = editor(app, {
    drafts, names, open, root,
    onDraft: () => { list.mark(); },
    onSaved: (body, isOpen) => {
      if (isOpen) settle(body.id);
      list.refresh();
      if (isOpen && body.entry) look(body.id);
    },
  });
  const list = entryList(app, {
    drafts,
    onOpen: (id, byKey) => open(id, { byKey }),
    onNew: (term) => add({ "zh-Hans.term": /[\u3400-\u9fff]/.test(term) ? term : "", "en.term": /[\u3400-\u9fff]/.test(term) ? "" : term }),
    onAnswer: ({ fields, domains, entries }) => {
      for (const one of entries) names.set(one.id, one);
      form.prepare(fields, domains);
    },
  });
  const back = element("button", { class: "button plain back", type: "button", onclick: leave }, icon("up"), t("back"));
  const whole = element("div", { class: "glossary" }, list.element,
    element("div", { class: "desk" }, back, form.element, known.element));
  root.append(whole);
  root.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.store();
    }
  });
  app.live.on("glossary", news);
  app.live.on("page", () => { if (isShown && form.id) look(form.id); });

  const remember = (id) => app.memory.set(REMEMBERED, id ?? "", "sessionStorage");

  /** Show an entry: `isAnew` also where it is open already, `note` is said with it. */
  async function open(id, { byKey = false, isAnew = false, note = "" } = {}) {
    if (id === form.key && !isAnew) { if (byKey) form.focusFirst(); return; }
    if (!isAnew && !await form.mayLeave()) return;
    if (isNew(id)) { resume(id); return; }
    const mine = turn += 1;
    const answer = await app.api.get(`glossary/${encodeURIComponent(id)}`);
    if (mine !== turn) return;
    if (answer.status !== 200) { app.dock.tell(reason(app, answer), false); return; }
    learn(answer.body);
    form.load(answer.body, answer.version);
    known.show(answer.body);
    settle(id);
    if (note) form.tell(element("p", {}, note));
    if (byKey) form.focusFirst();
    else if (isNarrow()) form.focus();
  }

  /** Go on with an entry that was begun and is not there yet. */
  function resume(key) {
    turn += 1;
    form.start({}, key);
    known.clear();
    settle(key);
  }

  async function add(values, selected = null) {
    if (!await form.mayLeave()) return;
    turn += 1;
    form.start(values);
    known.clear();
    settle(form.key);
    if (selected) showProposals(app, form.form, selected, open);
  }

  function settle(id) {
    whole.classList.add("has-entry");
    remember(id);
    list.select(id);
  }

  /** On a narrow screen, the list again. */
  async function leave() {
    whole.classList.remove("has-entry");
    list.focus();
  }

  const isNarrow = () => getComputedStyle(back).display !== "none";

  function learn({ see, seen_from: from, in_place_of: replaced, successor }) {
    for (const one of [...see, ...from, ...replaced, ...successor]) names.set(one.id, one);
  }

  /** Read again what is known of the open entry, and tell the form if it has changed. */
  async function look(id) {
    const { turn: before } = form;
    const answer = await app.api.get(`glossary/${encodeURIComponent(id)}`);
    // Of before a save, or of another entry: what the form shows is newer.
    if (form.id !== id || form.turn !== before) return;
    if (answer.status === 404) { form.gone({}); return; }
    if (answer.status !== 200) return;
    learn(answer.body);
    known.show(answer.body);
    form.news(answer.body, answer.version);
  }

  function news() {
    if (!isShown) return;
    list.refresh();
    if (form.id) look(form.id);
  }

  /** Make an entry of what is selected in the page; one that is there already is opened. */
  async function addSelected(selected) {
    if (!selected.text) { await add({}); return; }
    const { status, body } = await proposals(app, selected);
    if (status !== 200) {
      app.dock.tell(reason(app, { status, body }), false);
      return;
    }
    if (body.existing) {
      await open(body.existing, { note: t("is-existing", { term: within(body.term || selected.text) }) });
      return;
    }
    const own = body.language === "en"
      ? { "en.term": body.english[0].text }
      : { "zh-Hans.term": body.term, "zh-Hans.pinyin": body.pinyin, "zh-Hans.pinyin-status": "proposed" };
    await add(own, body);
  }

  /** What was open before the page was left is open again. */
  async function begin() {
    const last = app.memory.get(REMEMBERED, "sessionStorage");
    if (last && (!isNew(last) || drafts.has(last))) await open(last);
  }

  return {
    async show(args = {}) {
      isShown = true;
      const isFirst = !isStarted;
      if (isFirst) {
        isStarted = true;
        await list.refresh();
      } else if (!args.add && !args.entry) {
        news();
      }
      if (!form.form) return;
      if (args.add) await addSelected(args.add);
      else if (args.entry) await open(args.entry);
      else if (isFirst) await begin();
      if (isFirst && !args.add && !args.entry && !args.quiet && form.id === null) list.focus();
    },
    hide() { isShown = false; },
    isDirty: () => drafts.size > 0,
  };
}
