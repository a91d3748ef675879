// The fields of a form, by what they hold: `{ element, get, set, mark(problem) }`.

import { element, icon } from "./elements.js";
import { told } from "./glossary-model.js";
import { lookup } from "./glossary-lookup.js";

const CHINESE = /^zh-Hans\.(?!pinyin|part|measure|definition-status)/;

/** The language that a field's words are in, for fonts and for screen readers. */
export function languageOf(name) {
  if (CHINESE.test(name)) return "zh-Hans";
  if (/^zh-Hant/.test(name)) return name.split(".")[0];
  if (/^en\.(?!part|definition-status)/.test(name)) return "en";
  return null;
}

/** How a choice is named. */
export const choiceName = (t, field, choice) => (
  field === "gloss-in-source" && choice === "none" ? t("none_") : t(choice));

const ATTRIBUTES = { autocomplete: "off", autocapitalize: "off", spellcheck: "false" };

/** A field as `field` describes it; `onChange(name)` is told when somebody has changed it. */
export function widget(app, field, onChange, more = {}) {
  const makers = {
    line: one, text: many, choice: choice_, flag, transaction: record, list: rows, deprecated: rows,
  };
  const special = { annotate, see: links, successor: link };
  const { t } = app;
  const label = app.lang === "zh" ? field.chinese : field.english;
  const id = `field-${field.name}`;
  const mistake = element("p", { class: "mistake", id: `${id}-mistake`, hidden: true });
  const changed = () => { mark(null); onChange(field.name); };
  const parts = (special[field.name] ?? makers[field.kind])();
  const labelled = parts.isGroup
    ? element("span", { class: "label", id: `${id}-label` }, label)
    : element("label", { class: "label", for: id }, label, more.required ? element("span", { class: "needed" }, ` ${t("required")}`) : null);
  const whole = element("div", {
    class: `item kind-${field.kind}`, "data-field": field.name,
    role: parts.isGroup ? "group" : null, "aria-labelledby": parts.isGroup ? `${id}-label` : null,
  }, labelled, parts.element, mistake);

  /** Say what is wrong with the field, beside it; nothing where nothing is. */
  function mark(problem) {
    const inputs = parts.inputs();
    for (const input of inputs) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      if (problem) {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", mistake.id);
      }
    }
    mistake.hidden = !problem;
    if (!problem) { mistake.replaceChildren(); return; }
    const { text, lang, hint } = told(app, problem);
    mistake.replaceChildren(icon("error"), element("span", {},
      element("span", { lang }, text), hint ? element("span", { class: "hint", lang: "en" }, ` – ${hint}`) : null));
  }

  function one() {
    const input = element("input", {
      class: "field", type: "text", id, ...ATTRIBUTES, lang: languageOf(field.name), list: more.list,
      required: more.required, oninput: changed,
    });
    const beside = more.beside?.(input) ?? [];
    return {
      element: element("div", { class: "row fielded" }, input, beside),
      get: () => input.value, set: (value) => { input.value = value; }, inputs: () => [input],
    };
  }

  function many() {
    const input = element("textarea", {
      class: "field", id, rows: "2", ...ATTRIBUTES, spellcheck: languageOf(field.name) === "en" ? "true" : "false",
      lang: languageOf(field.name), oninput: () => { fit(input); changed(); },
    });
    return {
      element: input, get: () => input.value, set: (value) => { input.value = value; fit(input); },
      inputs: () => [input],
    };
  }

  function choice_() {
    const first = more.required ? [] : [element("option", { value: "" }, t("not-said"))];
    const select = element("select", { class: "field", id, onchange: changed },
      first, field.choices.map((value) => element("option", { value }, choiceName(t, field.name, value))));
    return { element: select, get: () => select.value, set: (value) => { select.value = value; }, inputs: () => [select] };
  }

  function flag() {
    const box = element("input", { type: "checkbox", id, onchange: changed });
    return {
      element: element("label", { class: "check", for: id }, box, t(field.key ?? "measure")),
      get: () => (box.checked ? "yes" : ""), set: (value) => { box.checked = value === "yes"; }, inputs: () => [box],
    };
  }

  function record() {
    let kept = "";
    const output = element("output", { id, class: "record" });
    return {
      element: output, get: () => kept,
      set: (value) => { kept = value; output.textContent = value || t("not-said"); }, inputs: () => [],
    };
  }

  function annotate() {
    const boxes = field.choices.map((value) => element("input", {
      type: "checkbox", value, onchange: () => { explain(); changed(); },
    }));
    let order = [];
    const note = element("span", { class: "quiet" });
    const explain = () => { note.textContent = boxes.some(({ checked }) => checked) ? "" : t("reference-only"); };
    return {
      isGroup: true,
      element: element("div", { class: "row" },
        boxes.map((box) => element("label", { class: "check" }, box, t(`explain-${box.value}`))), note),
      // The order that the file has stays where nothing changes.
      get: () => {
        const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
        return [...order.filter((value) => chosen.includes(value)), ...chosen.filter((value) => !order.includes(value))];
      },
      set: (value) => { order = value; for (const box of boxes) box.checked = value.includes(box.value); explain(); },
      inputs: () => boxes,
    };
  }

  /** A row for each form; of those that are wrong, with the reason. */
  function rows() {
    const isPair = field.kind === "deprecated";
    const list = element("div", { class: "rows" });
    const add = element("button", {
      class: "button plain add", type: "button",
      onclick: () => { const row = append(isPair ? ["", ""] : ""); row.querySelector("input").focus(); },
    }, icon("add"), t(field.name.endsWith("not-in") ? "add-context" : "add-form"));

    function append(value) {
      const values = isPair ? value : [value];
      const number = list.children.length + 1;
      const inputs = values.map((text, index) => element("input", {
        class: "field", type: "text", ...ATTRIBUTES, lang: index ? null : languageOf(field.name), value: text,
        "aria-label": t(index ? "nth-reason" : "nth-form", { label, n: number }),
        placeholder: isPair ? t(index ? "reason" : "form") : null, oninput: () => { name(); changed(); },
      }));
      const remove = element("button", {
        class: "button plain square", type: "button",
        onclick: () => {
          const next = row.nextElementSibling ?? row.previousElementSibling;
          row.remove();
          (next?.querySelector("input") ?? add).focus();
          changed();
        },
      }, icon("close"));
      const name = () => remove.setAttribute("aria-label",
        inputs[0].value ? t("remove", { what: inputs[0].value }) : t("remove-empty"));
      name();
      const row = element("div", { class: `row-of${isPair ? " pair" : ""}` }, inputs, remove);
      list.append(row);
      return row;
    }

    return {
      isGroup: true,
      element: element("div", {}, list, add),
      get: () => [...list.children].map((row) => [...row.querySelectorAll("input")].map(({ value }) => value))
        .map((values) => (isPair ? values : values[0])),
      set: (value) => { list.replaceChildren(); for (const each of value) append(each); },
      inputs: () => [...list.querySelectorAll("input"), ...(list.children.length ? [] : [add])],
    };
  }

  /** Entries by their ids, as chips, and a field that finds further ones. */
  function links(isSingle = false) {
    const chips = element("div", { class: "row" });
    let ids = [];
    const find = lookup(app, {
      label: t(isSingle ? "choose-successor" : "add-link"), except: () => [...ids, more.own?.()],
      onPick: (entry) => { ids = isSingle ? [entry.id] : [...ids, entry.id]; more.names?.set(entry.id, entry); draw(); changed(); },
    });

    function draw() {
      chips.replaceChildren(...ids.map((each) => chip(each, () => { ids = ids.filter((other) => other !== each); })));
      chips.hidden = !ids.length;
    }

    function chip(each, takeOut) {
      const known = more.names?.get(each);
      return element("span", { class: "chip linked" },
        element("button", { class: "link", type: "button", onclick: () => more.open?.(each) },
          element("span", { lang: "zh-Hans" }, known?.["zh-Hans"] ?? each)),
        element("button", {
          class: "shut", type: "button", "aria-label": t("unlink", { what: known?.["zh-Hans"] ?? each }),
          onclick: () => { takeOut(); draw(); changed(); find.querySelector("input").focus(); },
        }, icon("close")));
    }

    return {
      isGroup: true, element: element("div", { class: "links" }, chips, find),
      get: () => ids, set: (value) => { ids = [...value]; draw(); },
      inputs: () => [find.querySelector("input")],
    };
  }

  /** One entry by its id. */
  function link() {
    const { get, set, ...rest } = links(true);
    return { ...rest, get: () => get()[0] ?? "", set: (value) => set(value ? [value] : []) };
  }

  return {
    name: field.name, label, element: whole, mark, inputs: parts.inputs,
    get: parts.get, set: (value) => { parts.set(value); mark(null); },
    focus: () => parts.inputs()[0]?.focus(),
  };
}

/** Make a field as high as its text, within reason. */
function fit(area) {
  area.rows = Math.min(12, Math.max(2, area.value.split("\n").length));
}
