// Elements and their styles, made without HTML strings: nothing that is not ours becomes markup.

/** An element with attributes, listeners (`onclick: …`) and children; what is null or false is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/** A sentence of the program's as nodes: what stands between backticks is code. */
export function worded(sentence) {
  return sentence.split("`").map((part, index) => (index % 2 ? element("code", { class: "path" }, part) : part));
}

const SHAPES = {
  error: "M6 2h8l4 4v8l-4 4H6l-4-4V6zM7 7l6 6M13 7l-6 6",
  warning: "M10 2.5 18.5 17h-17zM10 8v4M10 14.2v.6",
  info: "M10 2.5a7.5 7.5 0 1 0 .01 0zM10 9v5M10 6v.6",
  stale: "M16.5 10a6.5 6.5 0 1 1-2-4.7M15 2v3.6h-3.6",
  draft: "M3.5 16.5l.8-3.6L13.6 3.6l2.8 2.8-9.3 9.3z",
  untranslated: "M10 3a7 7 0 1 0 .01 0z",
  findings: "M3 5.5l1.6 1.6L7.5 4M3 12.5l1.6 1.6 2.9-3.1M10.5 6H17M10.5 13H17",
  view: "M3.5 3.5h13v13h-13zM10 3.5v13",
  glossary: "M4 3.5h10.5a1.5 1.5 0 0 1 1.5 1.5v11.5H5.5A1.5 1.5 0 0 1 4 15zM4 15a1.5 1.5 0 0 1 1.5-1.5H16M7.5 7H12",
  translation: "M3 5.5h8M7 3.5v2M5 5.5c.6 3 2.6 5 5 6M9.3 5.5C8.7 8.5 6.5 10.7 3.5 11.5M9.5 17l3.5-8.5 3.5 8.5M10.7 14h4.6",
  pdf: "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4M10.25 9v5.5M8 12.3l2.25 2.25 2.25-2.25",
  help: "M7.3 7.3a2.7 2.7 0 1 1 4.2 2.2c-1 .7-1.5 1.2-1.5 2.5M10 14.6v.6M10 2.5a7.5 7.5 0 1 0 .01 0z",
  close: "M5 5l10 10M15 5L5 15",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 0 0 4.3 4.3l1-1",
  edit: "M8 4H4v12h12v-4M11 3.5h5.5V9M16.5 3.5 9 11",
  add: "M10 4v12M4 10h12",
};

/** A small picture, which screen readers pass over. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name] ?? SHAPES.more);
  picture.append(path);
  return picture;
}

const sheets = new Map();

/** A style sheet of ours, asked for once. */
export function sheet(name) {
  if (!sheets.has(name)) {
    sheets.set(name, fetch(`/-/assets/${name}`)
      .then((response) => (response.ok ? response.text() : ""))
      .then((text) => new CSSStyleSheet().replace(text)));
  }
  return sheets.get(name);
}

/** A shadow root with our styles, before anything is shown in it. */
export async function shadow(host, ...names) {
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = await Promise.all(["tokens.css", ...names].map(sheet));
  return root;
}
