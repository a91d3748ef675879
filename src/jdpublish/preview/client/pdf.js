// The panel that makes a PDF of an edition, in the background.

import { reason } from "./answers.js";
import { element, icon } from "./elements.js";
import { allViews } from "./views.js";
import { number } from "./words.js";

const words = {
  zh: {
    pdf: "PDF",
    edition: "版本",
    make: "生成PDF",
    lead: "按现在的文本生成，与正式排印相同。生成期间可以继续工作。",
    waiting: "等待中……",
    running: "正在生成……",
    "step-reading": "正在读取……",
    "step-setting": "正在排版……",
    "step-pages": "正在排第{page}页……",
    "step-writing": "正在写入文件……",
    done: "已生成，用时{seconds}秒",
    cancelled: "已取消",
    failed: "未能生成",
    open: "打开",
    download: "下载",
    progress: "{name}的PDF",
    none: "还没有生成PDF。",
  },
  en: {
    pdf: "PDF",
    edition: "Edition",
    make: "Make PDF",
    lead: "Made from the text as it is now, the same as a build makes. Work goes on meanwhile.",
    waiting: "Waiting …",
    running: "Being made …",
    "step-reading": "Reading …",
    "step-setting": "Setting …",
    "step-pages": "Setting page {page} …",
    "step-writing": "Writing the file …",
    done: "Done in {seconds} s",
    cancelled: "Cancelled",
    failed: "Not made",
    open: "Open",
    download: "Download",
    progress: "PDF of {name}",
    none: "No PDF has been made yet.",
  },
};

export const panel = {
  id: "pdf",
  key: "d",
  icon: "pdf",
  words,
  styles: ["pdf.css"],
  title: (t) => t("pdf"),
  badge: ({ pdf }) => (pdf ? `${Math.floor(100 * pdf)} %` : ""),
  mount,
};

function mount(root, app) {
  const { t } = app;
  const jobs = new Map();
  const editions = allViews().filter(({ parallel }) => !parallel).map(({ id }) => id);
  const chosen = element("select", { class: "field", id: "edition" },
    editions.map((id) => element("option", { value: id }, t(id))));
  const own = editions.find((id) => app.page.view === id || app.page.view.startsWith(`${id}-`));
  if (own) chosen.value = own;
  const make = element("button", { class: "button primary", type: "submit" }, t("make"));
  const list = element("ol", { class: "list jobs" });
  const said = element("p", { class: "unseen", role: "status" });
  const refusal = element("p", { class: "notice error", hidden: true });
  const empty = element("p", { class: "empty" }, t("none"));
  root.append(
    element("form", { class: "row", onsubmit: ask },
      element("label", { for: "edition" }, t("edition")), chosen, make,
      element("span", { class: "quiet" }, t("lead"))),
    refusal, said, list, empty);
  app.live.on("pdf", draw);

  async function ask(event) {
    event.preventDefault();
    refusal.hidden = true;
    const answer = await app.api.send("POST", "pdf", { report: app.page.report, edition: chosen.value });
    if (answer.status >= 200 && answer.status < 300) draw({ state: "waiting", edition: chosen.value, report: app.page.report, ...answer.body });
    else {
      refusal.hidden = false;
      refusal.textContent = `${t("failed")}${t("colon")}${reason(app, answer)}`;
    }
  }

  function draw(job) {
    if (job.report && job.report !== app.page.report) return;
    const known = jobs.get(job.job);
    const now = { ...known?.job, ...job };
    // An answer may come after the news that it is done.
    if (known && isOver(known.job) && !isOver(now)) return;
    const row = known?.row ?? element("li", { class: "job" });
    if (!known) list.prepend(row);
    empty.hidden = true;
    if (known?.job.state !== now.state) {
      said.textContent = `${t("progress", { name: t(now.edition) })}${t("colon")}${says(t, now)}`;
      row.replaceChildren(...content(now));
    }
    const bar = row.querySelector("progress");
    if (bar && now.state === "running") bar.value = now.fraction ?? 0;
    row.querySelector(".state").textContent = says(t, now);
    jobs.set(job.job, { job: now, row });
    const running = [...jobs.values()].map(({ job: one }) => one).find((one) => !isOver(one));
    app.note({ pdf: running ? Math.max(0.01, running.fraction ?? 0) : 0 });
  }

  function content(job) {
    const name = t(job.edition);
    const parts = [
      element("span", { class: "job-name" }, name),
      isOver(job) ? null : element("progress", { max: "1", value: String(job.fraction ?? 0), "aria-label": t("progress", { name }) }),
      element("span", { class: `state grow${job.state === "failed" ? " error" : ""}` }, says(t, job)),
    ];
    if (!isOver(job)) {
      parts.push(element("button", {
        class: "button", type: "button", "aria-label": `${t("cancel")}${t("colon")}${name}`,
        onclick: () => app.api.send("DELETE", `pdf/${encodeURIComponent(job.job)}`).then(({ status, body }) => {
          if (status === 200) draw(body);
        }),
      }, t("cancel")));
    }
    if (job.state === "done") {
      parts.push(
        element("a", { class: "button", href: job.url, target: "_blank", "aria-label": `${t("open")}${t("colon")}${name}` }, t("open")),
        element("a", { class: "button", href: job.url, download: job.url.split("/").pop(), "aria-label": `${t("download")}${t("colon")}${name}` }, icon("down"), t("download")));
    }
    for (const { message, hint, file, line } of job.problems ?? []) {
      parts.push(element("div", { class: "notice error problem" },
        file ? element("p", { class: "path" }, [file, line].filter(Boolean).join(":")) : null,
        element("p", { lang: "en" }, message), hint ? element("p", { class: "quiet", lang: "en" }, hint) : null));
    }
    return parts.filter(Boolean);
  }

  return { show() {} };
}

const isOver = ({ state }) => ["done", "failed", "cancelled"].includes(state);

function says(t, { state, step, page, seconds }) {
  if (state === "running" && step) return t(step === "pages" && !page ? "step-setting" : `step-${step}`, { page: number(page ?? 0) });
  return t(state, { seconds: number(Math.round((seconds ?? 0) * 10) / 10) });
}
