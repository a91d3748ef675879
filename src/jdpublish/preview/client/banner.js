// What is wrong with the sources, above the bar; the page beneath stays as it was last good.

import { copy, openInEditor } from "./answers.js";
import { element, icon, worded } from "./elements.js";
import { add } from "./words.js";

add({
  zh: {
    "broken-one": "源文件有一处需要改正",
    "broken-many": "源文件有{n}处需要改正",
    "broken-stays": "页面保持上次正确时的样子；改正并保存后，本提示自动消失",
    mended: "已改正，页面已是最新",
    "copy-place": "复制位置",
    hint: "提示",
    "project-gone": "项目文件夹不在了",
    "project-gone-hint": "它可能被移动或删除了；放回原处后会自动接上",
    "project-back": "项目文件夹回来了",
  },
  en: {
    "broken-one": "The source needs mending",
    "broken-many": "The source needs mending in {n} places",
    "broken-stays": "The page stays as it was last good. This goes by itself once it is mended and saved.",
    mended: "Mended: the page is up to date",
    "copy-place": "Copy place",
    hint: "Hint",
    "project-gone": "The project’s folder is gone",
    "project-gone-hint": "It may have been moved or deleted. Once it is back, so is the preview.",
    "project-back": "The project’s folder is back",
  },
});

/** Show problems in `holder` for as long as there are any. */
export function banner(app, holder) {
  const { t } = app;
  // In the page before there is anything to say: else some screen readers miss the first words.
  const alarm = element("p", { class: "unseen", role: "alert" });
  const list = element("ol", { class: "problem-list" });
  const head = element("p", { class: "problem-head" });
  const frame = element("section", { class: "banner", "aria-labelledby": "problem-head", hidden: true },
    element("header", {}, icon("error"), head), list);
  head.id = "problem-head";
  holder.append(frame, alarm);
  let shown = "[]";
  let gone = "";

  function show() {
    const problems = gone
      ? [{ message: gone, hint: t("project-gone-hint") }]
      : app.state.problems;
    const now = JSON.stringify(problems);
    if (now === shown) return;
    const wasBroken = shown !== "[]";
    shown = now;
    const n = problems.length;
    frame.hidden = n === 0;
    if (!n) {
      list.replaceChildren();
      alarm.textContent = "";
      app.dock.say(t("mended"));
      return;
    }
    const said = n === 1 ? t("broken-one") : t("broken-many", { n });
    head.replaceChildren(element("strong", {}, gone ? t("project-gone") : said), " ",
      element("span", { class: "quiet" }, gone ? "" : t("broken-stays")));
    list.replaceChildren(...problems.map((one, index) => item(app, one, gone ? -1 : index)));
    // Said once: who mends it types on, and every save would be another alarm.
    if (!wasBroken) alarm.textContent = `${said}${t("colon")}${place(problems[0])} ${problems[0].message}`;
  }

  app.onState(show);
  app.live.on("gone", ({ message }) => { gone = message || t("project-gone"); show(); });
  app.live.on("back", () => {
    gone = "";
    app.dock.tell(t("project-back"));
    // Who came meanwhile was told of it as of a problem; what stands in a file may still be one.
    app.note({ problems: app.state.problems.filter(({ file }) => file) });
  });
  show();
}

const place = ({ file, line, column }) => [file, line, column].filter(Boolean).join(":");

function item(app, problem, index) {
  const { t } = app;
  const at = place(problem);
  return element("li", { class: "problem" },
    element("div", { class: "problem-place" },
      at ? element("code", { class: "path" }, at) : null,
      at && index >= 0 ? element("span", { class: "row" },
        element("button", {
          class: "button", type: "button", onclick: () => openInEditor(app, { problem: index }),
        }, icon("edit"), t("open-in-editor")),
        element("button", {
          class: "button", type: "button", onclick: () => copy(app, at),
        }, t("copy-place"))) : null),
    problem.source ? sourceLine(problem) : null,
    element("p", { class: "problem-message", lang: "en" }, worded(problem.message)),
    problem.hint ? element("p", { class: "problem-hint" },
      element("span", { class: "quiet" }, t("hint") + t("colon")),
      element("span", { lang: index >= 0 ? "en" : null }, worded(problem.hint))) : null);
}

/** The line, with a caret under what is wrong in it. */
function sourceLine({ source, column = 1, length = 1, line, from = 1 }) {
  // Columns count characters; strings count UTF-16 units.
  const characters = [...source];
  const start = Math.max(0, Math.min(column - from, characters.length));
  const stop = Math.max(start + 1, Math.min(start + length, characters.length));
  const at = characters.slice(start, stop).join("") || " ";
  return element("pre", { class: "source", tabindex: "0" },
    element("span", { class: "line-number", "aria-hidden": "true" }, String(line ?? "")),
    element("code", {},
      from > 1 ? "…" : null,
      characters.slice(0, start).join(""),
      element("mark", { class: "caret" }, at),
      characters.slice(stop).join("")));
}
