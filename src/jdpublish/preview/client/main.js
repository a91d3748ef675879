// Where the preview's part of a page begins.

import { openInEditor } from "./answers.js";
import { api, stamp } from "./api.js";
import { banner } from "./banner.js";
import { changes } from "./changes.js";
import { Dock } from "./dock.js";
import { icon } from "./elements.js";
import { keys } from "./keys.js";
import { Live } from "./live.js";
import { Marks } from "./marks.js";
import { memory } from "./memory.js";
import { PageDoor } from "./page.js";
import { current, plain, reload } from "./place.js";
import { selectionButton } from "./selection.js";
import { stepper } from "./stepping.js";
import { Swap } from "./swap.js";
import { lang, speaker } from "./words.js";

const PANELS = ["findings", "translation", "glossary", "pdf", "help"];

/** The panels in the order of the bar. One that cannot be read does not keep the others away. */
async function panels() {
  const read = await Promise.allSettled(PANELS.map((name) => import(`./${name}.js`)));
  for (const { reason } of read) if (reason) reportError(reason);
  return read.filter(({ value }) => value?.panel).map(({ value }) => value.panel);
}

const live = new Live();
const listeners = new Set();
let modules = [];

/** What panels are handed: see `mountPanel`. */
const app = {
  lang,
  t: speaker(),
  speaker,
  api,
  icon,
  live,
  memory,
  page: new PageDoor(),
  dock: new Dock(),
  /** How things stand: what the server told last, and how the connection is. */
  state: { connection: live.connection, remarks: null, problems: [], pdf: 0 },
  /** Change how things stand, and tell those who show it. */
  note(change) {
    Object.assign(app.state, change);
    for (const listener of listeners) listener(app.state);
  },
  onState(listener) { listeners.add(listener); },
  hasPanel: (id) => modules.some((one) => one.id === id),
};

const swap = new Swap((elements, message) => tellChange(elements, message));
let tellChange = () => {};

live.on("connection", ({ connection }) => app.note({ connection }));
live.on("problems", ({ problems }) => app.note({ problems }));
live.on("remarks", ({ remarks }) => app.note({ remarks }));
live.on("blocks", (message) => swap.blocks(message));
live.on("page", (message) => swap.page(message));
live.on("hello", (message) => {
  const isSame = message.run === stamp.run;
  app.note({
    remarks: message.remarks ?? (isSame ? app.state.remarks : null),
    problems: message.problems ?? [],
  });
  if (isSame) swap.page(message);
  else renew(message.run);
});

/** The server has been started anew: so is the page, unless something in it is not saved. */
async function renew(run) {
  if (!app.dock.dirty()) {
    reload();
    return;
  }
  // What was typed can be saved with the new server's leave; the page waits.
  const page = await swap.begin();
  if (page) Object.assign(stamp, { run, token: page.token, number: page.number });
  app.dock.bar.waits(reload);
  app.dock.say(app.t("renewed"));
}

/** The page ends above the dock, and nothing that is led to is hidden beneath it. */
function makeRoom() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media screen {
    body { padding-bottom: var(--overlaid, 0); }
    html { scroll-padding-bottom: var(--overlaid, 0); }
  }`);
  document.adoptedStyleSheets.push(sheet);
}

function openCurrent() {
  const block = current();
  const language = app.page.languages.at(-1);
  if (block) openInEditor(app, { language, block: plain(block.id) });
}

function addTerm() {
  const selected = app.page.selected();
  if (selected && app.hasPanel("glossary")) app.dock.open("glossary", { add: selected });
}

async function start() {
  makeRoom();
  modules = await panels();
  const marks = new Marks();
  document.body.append(marks, app.dock);
  await Promise.all([app.dock.start(app, modules), marks.start(app)]);
  if (app.hasPanel("glossary")) selectionButton(app, marks.layer);
  banner(app, app.dock.problems);
  tellChange = changes(app);
  const step = stepper(app, marks);
  keys(app, modules, {
    m: () => { const block = current(); if (block) marks.focus(plain(block.id)); },
    n: () => step(1),
    N: () => step(-1),
    e: openCurrent,
    a: addTerm,
  });
  history.scrollRestoration = "auto";
  live.start();
  await swap.start();
  const open = memory.get("panel", "sessionStorage");
  if (open && !app.dock.openPanel) await app.dock.open(open, { quiet: true });
}

start();
