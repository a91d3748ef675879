// The entry that is open: its form, its draft, and how it is saved.

import { reason } from "./answers.js";
import { element, icon } from "./elements.js";
import { askToLeave } from "./glossary-asking.js";
import { entryForm } from "./glossary-form.js";
import { mergeView } from "./glossary-merge.js";
import { differing, emptyValues, says, told } from "./glossary-model.js";

const PAUSE = 350;
const TERM = "zh-Hans.term";
const PINYIN = "zh-Hans.pinyin";

/**
 * The middle column: `{ element, load(card, version), start(values), isDirty(), … }`.
 *
 * `onSaved(answer, isNew)` is told what was saved, `onDraft()` that what is unsaved has changed,
 * `open(id)` opens another entry.
 */
export function editor(app, { drafts, names, open, onSaved, onDraft, root }) {
  const { t } = app;
  let fields = [];
  let form = null;
  let now = null; // { id, key, base, version, at }; the id is empty where the entry is new, its draft has the key
  let waiting = 0;
  let isSaving = false;
  let hasLeft = false; // what is not saved has been decided on, and another entry is on its way
  const chosen = new Set();

  const title = element("h3", { class: "form-title", tabindex: "-1" });
  const place = element("span", { class: "path quiet" });
  const notices = element("div", { class: "notices" });
  const said = element("p", { class: "unseen", role: "status" });
  const holder = element("div", { class: "holder" });
  const by = element("input", {
    class: "field by", type: "text", "aria-label": t("by"), placeholder: t("by"), autocomplete: "name",
    value: app.memory.get("glossary-by"), onchange: () => app.memory.set("glossary-by", by.value.trim()),
  });
  const save = element("button", { class: "button primary", type: "button", title: t("save-key"), onclick: () => store() }, t("save"));
  const discard = element("button", { class: "button", type: "button", onclick: () => forget() }, t("discard"));
  const foot = element("div", { class: "row foot" }, save, discard, element("div", { class: "grow by-holder" }, by));
  const empty = element("p", { class: "empty" }, t("choose-entry"));
  const whole = element("section", { class: "column editor", "aria-label": t("essentials") },
    empty, element("header", { class: "form-head", hidden: true }, title, place), notices, said, holder, foot);
  foot.hidden = true;

  function prepare(all, domains) {
    if (!form) {
      fields = all;
      form = entryForm(app, fields, {
        onChange: changed, onPropose: proposePinyin, open, own: () => now?.id, names,
      });
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
    const base = { ...emptyValues(fields), status: "proposed" };
    const draft = drafts.get(key);
    begin({ id: "", key, base, version: "", at: null }, draft?.values ?? { ...base, ...values });
    if (draft) tell(element("p", {}, t("kept-draft")));
    form.offer("id", t("made-of-english"));
    note();
    form.field(values[TERM] ? "en.term" : TERM).focus();
  }

  function begin(next, values) {
    now = next;
    hasLeft = false;
    chosen.clear();
    empty.hidden = true;
    foot.hidden = false;
    title.parentElement.hidden = false;
    notices.replaceChildren();
    unmerge();
    form.clear();
    form.set(values);
    head();
    showDirty();
  }

  function head() {
    const term = form.get()[TERM].trim();
    title.replaceChildren(now.id ? element("span", { lang: "zh-Hans" }, now.base[TERM]) : t("new-entry"),
      !now.id && term ? element("span", { class: "quiet", lang: "zh-Hans" }, ` ${term}`) : "");
    place.textContent = now.at ? `${now.at.file}:${now.at.line}` : "";
  }

  const isDirty = () => Boolean(now && form && differing(now.base, form.get()).length);

  function changed(name) {
    follow(name);
    note();
    if (!now.id && name === TERM) head();
    if (name === TERM || name === "en.term") { clearTimeout(waiting); waiting = setTimeout(look, PAUSE); }
  }

  /**
   * What somebody types as pinyin has been read by somebody; a definition that is new is agreed on by
   * nobody yet. Who chooses otherwise is believed.
   */
  function follow(name) {
    if (name.endsWith("-status")) chosen.add(name);
    const status = `${name}-status`;
    if (!(name === PINYIN || name.endsWith(".definition")) || chosen.has(status)) return;
    const agreed = name === PINYIN ? "approved" : "proposed";
    form.field(status).set(form.field(name).get().trim() ? agreed : "");
  }

  /** Keep what is in the form, so that nothing that was typed is lost. */
  function note() {
    if (isDirty()) drafts.set(now.key, { values: form.get(), base: now.base, version: now.version });
    else drafts.delete(now.key);
    showDirty();
    onDraft();
  }

  function showDirty() {
    discard.disabled = !drafts.has(now.key);
    save.disabled = isSaving;
    whole.classList.toggle("is-dirty", drafts.has(now.key));
  }

  /** Look for what the term in the form would repeat, and what could be proposed for it. */
  async function look() {
    const asked = now;
    const values = form.get();
    if (now.id || !values[TERM].trim()) return;
    const { status, body } = await app.api.send("POST", "glossary/propose", { term: values[TERM], english: values["en.term"] });
    if (status !== 200 || asked !== now) return;
    form.offer("id", body.id || t("made-of-english"));
    form.offer(PINYIN, body.pinyin);
    const alike = body.similar.filter((one) => one.id !== now.id);
    showRepeated(alike.map((one) => ({ entry: one.id, message: one.why, similar: !one.exact })));
  }

  async function proposePinyin() {
    const values = form.get();
    const { status, body } = await app.api.send("POST", "glossary/propose", { term: values[TERM], english: values["en.term"] });
    if (status !== 200 || !body.pinyin) return;
    form.setOne(PINYIN, body.pinyin);
    form.field(`${PINYIN}-status`).set("proposed");
    note();
    form.field(PINYIN).focus();
  }

  async function store(more = {}, values = form?.get(), version = now?.version) {
    if (!now || isSaving) return null;
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
    if (answer.status === 200 || answer.status === 201) saved(answer);
    else if (answer.status === 409 && answer.body.theirs) merge(answer.body, answer.version);
    else if (answer.status === 409 && answer.body.gone) gone(answer.body);
    else refused(answer, more);
    return answer;
  }

  function saved({ status, body, version }) {
    const isNew = status === 201;
    drafts.delete(now.key);
    if (body.entry) begin({ id: body.id, key: body.id, base: body.entry, version, at: body.at }, body.entry);
    const where = body.at ? `${body.at.file}:${body.at.line}` : body.files.join(", ");
    const words = body.unchanged ? t("nothing-changed") : t(isNew ? "added-at" : "saved-at", { place: where });
    const lines = [words];
    if (body.opened) lines.push(t("opened-domain", { domain: body.entry.subject }));
    if (body.proposed?.length) lines.push(t("please-read", { names: form.labels(body.proposed).join(t("comma")) }));
    tell(element("div", {}, lines.map((line) => element("p", {}, line))), "fine");
    speak(lines.join(" "));
    onSaved(body, isNew);
  }

  function refused(answer, more) {
    const problems = answer.body.problems ?? [];
    notices.replaceChildren();
    const rest = form.mark(answer.status === 422 ? problems : []);
    showRepeated(problems.filter(({ entry }) => entry), more);
    const domain = problems.find((one) => one.new_domain);
    form.after("subject", domain && element("button", {
      class: "button", type: "button", onclick: () => store({ ...more, new_domain: true }),
    }, t("new-domain")));
    if (answer.status !== 422 || rest.length) {
      const lines = answer.status === 422 ? rest : [{ text: reason(app, answer), lang: null, hint: "" }];
      tell(element("div", { role: "alert" }, element("p", {}, element("strong", {}, t("not-saved"))),
        lines.map(({ text, lang, hint }) => element("p", {}, element("span", { lang }, text), hint ? element("span", { class: "quiet", lang: "en" }, ` – ${hint}`) : null))), "error");
    }
    speak(`${t("form-mistakes")} ${problems.map((one) => told(app, one).text).join("; ")}`);
  }

  /** Say which entries have this already, with a way to each; only near ones may be repeated. */
  function showRepeated(problems, more) {
    const nodes = problems.map((one) => element("p", { class: "row repeated" }, icon("warning"),
      more ? null : element("span", { lang: told(app, one).lang }, told(app, one).text),
      element("button", { class: "chip", type: "button", onclick: () => open(one.entry) }, t("open-it", { name: one.entry }))));
    if (more && problems.length && problems.every(({ similar }) => similar)) {
      nodes.push(element("button", {
        class: "button", type: "button", onclick: () => store({ ...more, allow_similar: true }),
      }, t("save-anyway")));
    }
    const old = notices.querySelector(".repeats");
    const shown = element("div", { class: "notice warning repeats" }, nodes);
    if (old) old.replaceWith(...(nodes.length ? [shown] : []));
    else if (nodes.length) notices.append(shown);
  }

  function merge(conflict, version) {
    notices.replaceChildren();
    holder.querySelector(".merge")?.remove();
    form.element.hidden = true;
    foot.hidden = true;
    const view = mergeView(app, fields, conflict, {
      onSave: (values) => {
        Object.assign(now, { base: conflict.theirs, version });
        unmerge();
        form.set(values);
        note();
        store();
      },
      onForm: (values) => {
        Object.assign(now, { base: conflict.theirs, version, at: conflict.at ?? now.at });
        unmerge();
        form.set(values);
        note();
        title.focus();
      },
      onBack: () => { unmerge(); title.focus(); },
    });
    holder.append(view.element);
    view.focus();
    speak(t("changed-meanwhile"));
  }

  function unmerge() {
    holder.querySelector(".merge")?.remove();
    if (form) form.element.hidden = false;
    foot.hidden = !now;
  }

  function gone({ problems }) {
    notices.replaceChildren();
    const { text, lang } = problems?.length ? told(app, problems[0]) : { text: t(isDirty() ? "gone-meanwhile" : "gone"), lang: null };
    tell(element("div", { role: "alert" }, element("p", { lang }, text), element("div", { class: "row" },
      element("button", {
        class: "button", type: "button",
        onclick: () => {
          const values = form.get();
          drafts.delete(now.key);
          begin({ id: "", key: drafts.next(), base: { ...emptyValues(fields), status: "proposed" }, version: "", at: null }, values);
          note();
          store();
        },
      }, t("save-as-new")),
      element("button", { class: "button plain", type: "button", onclick: () => forget() }, t("forget-it")))), "error");
    speak(text);
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
    tell(element("p", { class: "row changed" }, t("changed-meanwhile"), element("button", {
      class: "button", type: "button",
      onclick: () => merge({
        theirs: card.entry, yours: form.get(), base: now.base, at: card.at,
        differing: differing(card.entry, form.get()), modified: card.entry.modified,
      }, version),
    }, t("see-both"))), "warning");
    speak(t("changed-meanwhile"));
  }

  function forget() {
    drafts.delete(now.key);
    if (now.id) open(now.id, { isAnew: true });
    else start({});
    onDraft();
  }

  function tell(node, kind = "") {
    notices.append(element("div", { class: `notice ${kind}` }, node));
  }

  function speak(text) {
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
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
    store, tell, get form() { return form; }, get id() { return now ? now.id : null; }, get key() { return now?.key ?? null; },
    focus: () => title.focus(), focusFirst: () => form.field(TERM).focus(),
  };
}
