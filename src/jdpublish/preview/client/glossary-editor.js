// The entry that is open: its form, its draft, and how it is saved.

import { reason } from "./answers.js";
import { element } from "./elements.js";
import { askToLeave } from "./glossary-asking.js";
import { frame } from "./glossary-frame.js";
import { entryForm } from "./glossary-form.js";
import { mergeView } from "./glossary-merge.js";
import { changedNotice, goneNotice, letIn, notSaved, outcome, repeated, savedLines } from "./glossary-notices.js";
import { differing, emptyValues, told } from "./glossary-model.js";
import { forForm } from "./glossary-proposals.js";
import { statuses } from "./glossary-statuses.js";

const PAUSE = 350;
const TERM = "zh-Hans.term";
const PINYIN = "zh-Hans.pinyin";

/**
 * The middle column: `{ element, load(card, version), start(values), isDirty(), … }`.
 *
 * `onSaved(answer, isOpen)` is told what was saved, and whether that is still open, `onDraft()` that
 * what is unsaved has changed; `open(id)` opens another entry.
 */
export function editor(app, { drafts, names, open, onSaved, onDraft, root }) {
  const { t } = app;
  let fields = [];
  let form = null;
  let now = null; // { id, key, base, version, at }; the id is empty where the entry is new, its draft has the key
  let waiting = 0;
  let isSaving = false;
  let hasLeft = false; // what is not saved has been decided on, and another entry is on its way
  const beside = statuses();

  const parts = frame(app, { onSave: () => store(), onDiscard: () => forget() });
  const { title, notices, holder, foot, save, discard, by, whole, tell, speak } = parts;

  function prepare(all, domains) {
    if (!form) {
      fields = all;
      form = entryForm(app, fields, { onChange: changed, onPropose: proposePinyin, open, own: () => now?.id, names });
      holder.append(form.element);
    }
    form.domains(domains);
  }

  /** Show an entry as the server has it, or the draft that is kept of it. */
  function load(card, version) {
    const { id } = card.entry;
    const draft = drafts.get(id);
    begin({ id, key: id, base: draft?.base ?? card.entry, version: draft?.version ?? version, at: card.at }, draft?.values ?? card.entry);
    if (draft) {
      tell(element("p", {}, t("kept-draft")));
      if (draft.version !== version) tellChanged(card, version);
    }
    form.offer("id", "");
    for (const [tag, word] of Object.entries(card.traditional)) {
      form.offer(`${tag}.term`, t("as-converted", { term: word }));
    }
  }

  /** Show the form of a new entry with what is known of it, or a draft of one. */
  function start(values = {}, key = drafts.next()) {
    const next = unwritten(key);
    const draft = drafts.get(key);
    begin(next, draft?.values ?? { ...next.base, ...values });
    if (draft) tell(element("p", {}, t("kept-draft")));
    form.offer("id", t("made-of-english"));
    note();
    form.field(values[TERM] ? "en.term" : TERM).focus();
  }

  const unwritten = (key) => ({ id: "", key, base: { ...emptyValues(fields), status: "proposed" }, version: "", at: null });

  function begin(next, values) {
    now = next;
    hasLeft = false;
    beside.forget();
    parts.begin();
    notices.replaceChildren();
    unmerge();
    form.clear();
    form.set(values);
    head();
    showDirty();
  }

  const head = () => parts.name(now.id ? now.base[TERM] : "", form.get()[TERM].trim(), now.at);

  const isDirty = () => Boolean(now && form && differing(now.base, form.get()).length);

  function changed(name) {
    beside.follow(form, name);
    note();
    if (!now.id && name === TERM) head();
    if (name === TERM || name === "en.term") { clearTimeout(waiting); waiting = setTimeout(look, PAUSE); }
  }

  /** Keep what is in the form, so that nothing that was typed is lost. */
  function note() {
    if (!now || !form) return; // A field may still say something while its entry is taken away.
    if (isDirty()) drafts.set(now.key, { values: form.get(), base: now.base, version: now.version });
    else drafts.delete(now.key);
    showDirty();
    onDraft();
  }

  function showDirty() {
    if (!now) return;
    discard.disabled = !drafts.has(now.key);
    save.disabled = isSaving;
    whole.classList.toggle("is-dirty", drafts.has(now.key));
  }

  /** Look for what the term in the form would repeat, and what could be proposed for it. */
  async function look() {
    const asked = now;
    if (!asked) return;
    const found = now.id ? null : await forForm(app, form.get());
    if (!found || asked !== now) return;
    form.offer("id", found.id || t("made-of-english"));
    form.offer(PINYIN, found.pinyin);
    showRepeated(found.similar.map((one) => ({ entry: one.id, message: one.why, similar: !one.exact })));
  }

  async function proposePinyin() {
    const asked = now;
    const found = await forForm(app, form.get());
    if (!found?.pinyin || asked !== now) return;
    form.setOne(PINYIN, found.pinyin);
    form.field(`${PINYIN}-status`).set("proposed");
    note();
    form.field(PINYIN).focus();
  }

  async function store(more = {}, values = form?.get(), version = now?.version) {
    if (!now || isSaving) return null;
    const asked = now;
    isSaving = true;
    showDirty();
    speak(t("saving"));
    app.memory.set("glossary-by", by.value.trim());
    const body = { values, base: now.base, by: by.value.trim(), ...more };
    const answer = now.id
      ? await app.api.send("PUT", `glossary/${encodeURIComponent(now.id)}`, body, { ifMatch: version })
      : await app.api.send("POST", "glossary", body);
    isSaving = false;
    showDirty();
    if (asked !== now) leftBehind(asked, values, answer);
    else if (answer.status === 200 || answer.status === 201) saved(answer, values);
    else if (answer.status === 409 && answer.body.theirs) merge(answer.body, answer.version);
    else if (answer.status === 409 && answer.body.gone) gone(answer.body);
    else refused(answer, more);
    return answer;
  }

  function saved({ status, body, version }, values) {
    const typed = differing(values, form.get());
    drafts.delete(now.key);
    if (body.entry && !typed.length) begin({ id: body.id, key: body.id, base: body.entry, version, at: body.at }, body.entry);
    else goOn(body, version, values, typed);
    const lines = savedLines(app, body, status === 201, form.labels(body.proposed ?? []));
    tell(element("div", {}, lines.map((line) => element("p", {}, line))), "fine");
    speak(lines.join(" "));
    onSaved(body, true);
  }

  /** Something was typed since the save was sent, or a file cannot be read now: the form stays. */
  function goOn({ id, entry, at }, version, values, typed) {
    const base = entry ?? values;
    // What could not be read again has no version: the next save is compared with what is there.
    now = { id, key: id, base, version: version || now.version || "unread", at: at ?? now.at };
    notices.replaceChildren();
    form.clear();
    for (const name of differing(base, form.get())) {
      if (!typed.includes(name)) form.field(name)?.set(base[name]);
    }
    head();
    note();
  }

  /** Another entry is open by now: that one stays as it is, and nothing typed in this one is lost. */
  function leftBehind({ key, base }, values, answer) {
    const isDone = [200, 201].includes(answer.status);
    const name = values[TERM].trim() || base[TERM] || t("new-entry");
    app.dock.tell(`${name}${t("colon")}${outcome(app, answer)}`, isDone);
    if (isDone) {
      drafts.saved(key, values, answer);
      onSaved(answer.body, false);
    }
    onDraft();
  }

  function refused(answer, more) {
    const problems = answer.body.problems ?? [];
    notices.replaceChildren();
    const rest = form.mark(answer.status === 422 ? problems : []);
    showRepeated(problems.filter(({ entry }) => entry), more);
    form.after("subject", problems.some((one) => one.new_domain) && letIn(app, () => store({ ...more, new_domain: true })));
    if (answer.status !== 422) tell(notSaved(app, [{ text: reason(app, answer), lang: null, hint: "" }]), "error");
    else if (rest.length) tell(notSaved(app, rest), "error");
    speak(`${t("form-mistakes")} ${problems.map((one) => told(app, one).text).join("; ")}`);
  }

  /** Say which entries have this already, with a way to each; only near ones may be repeated. */
  function showRepeated(problems, more) {
    notices.querySelector(".repeats")?.remove();
    const onAnyway = more && (() => store({ ...more, allow_similar: true }));
    if (problems.length) notices.append(repeated(app, problems, { open, onAnyway }));
  }

  function merge(conflict, version) {
    notices.replaceChildren();
    holder.querySelector(".merge")?.remove();
    form.element.hidden = true;
    foot.hidden = true;
    const view = mergeView(app, fields, conflict, {
      onSave: (values) => { take(values); store(); },
      onForm: (values) => { take(values); title.focus(); },
      onBack: () => { unmerge(); title.focus(); },
    });
    holder.append(view.element);
    view.focus();
    speak(t("changed-meanwhile"));

    function take(values) {
      Object.assign(now, { base: conflict.theirs, version, at: conflict.at ?? now.at });
      unmerge();
      form.set(values);
      note();
    }
  }

  function unmerge() {
    holder.querySelector(".merge")?.remove();
    if (form) form.element.hidden = false;
    foot.hidden = !now;
  }

  function gone({ problems }) {
    notices.replaceChildren();
    const { text, lang } = problems?.length ? told(app, problems[0]) : { text: t(isDirty() ? "gone-meanwhile" : "gone"), lang: null };
    tell(goneNotice(app, { text, lang }, { onNew: storeAnew, onForget: forget }), "error");
    speak(text);
  }

  /** Save what the form says as an entry of its own. */
  function storeAnew() {
    const values = form.get();
    drafts.delete(now.key);
    begin(unwritten(drafts.next()), values);
    note();
    store();
  }

  /** The entry has changed on the disk: a clean form shows that, of a dirty one it is said. */
  function news(card, version) {
    if (!now || card.entry.id !== now.id || version === now.version || isSaving) return;
    if (!isDirty()) {
      begin({ id: now.id, key: now.id, base: card.entry, version, at: card.at }, card.entry);
      tell(element("p", {}, t("reloaded")));
    } else if (!holder.querySelector(".merge")) {
      tellChanged(card, version);
    }
  }

  function tellChanged(card, version) {
    notices.querySelector(".changed")?.remove();
    const onSee = () => merge({
      theirs: card.entry, yours: form.get(), base: now.base, at: card.at,
      differing: differing(card.entry, form.get()), modified: card.entry.modified,
    }, version);
    tell(changedNotice(app, onSee), "warning");
    speak(t("changed-meanwhile"));
  }

  function forget() {
    drafts.delete(now.key);
    if (now.id) open(now.id, { isAnew: true });
    else start({});
    onDraft();
  }

  /** Ask what becomes of what is not saved; whether the form may be left. */
  async function mayLeave() {
    if (hasLeft || !isDirty()) return true;
    const answer = await askToLeave(app, root, form.get()[TERM].trim() || t("new-entry"));
    if (answer === "save") return [200, 201].includes((await store())?.status);
    if (answer === "discard") drafts.delete(now.key);
    onDraft();
    hasLeft = answer === "keep" || answer === "discard";
    return hasLeft;
  }

  return {
    element: whole, prepare, load, start, news, mayLeave, isDirty, gone,
    store, tell, get form() { return form; }, get turn() { return now; }, get id() { return now ? now.id : null; }, get key() { return now?.key ?? null; },
    focus: () => title.focus(), focusFirst: () => form.field(TERM).focus(),
  };
}
