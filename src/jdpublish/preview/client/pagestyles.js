// The page's styles, exchanged while it is shown.
//
// The page's policy allows only the styles that it came with, by their hashes. Later ones are
// adopted as style sheets made by script, which is what such sheets are for. Faces are taken out of
// them and loaded first, so that no text flickers for want of its font.

const nameOf = (style) => ["font-family", "font-weight", "font-style", "unicode-range"]
  .map((name) => style.getPropertyValue(name)).join("|");

/** What the styles of a page say: the rules, and apart from them the faces by name. */
function read(styles) {
  const sheets = styles.map(({ media, text }) => {
    const sheet = new CSSStyleSheet({ media });
    sheet.replaceSync(text);
    return sheet;
  });
  const faces = new Map();
  for (const sheet of sheets) {
    eachFace(sheet, (rule, index) => {
      faces.set(nameOf(rule.style), rule.style);
      sheet.deleteRule(index);
    });
  }
  const text = sheets.map((one) => [...one.cssRules].map((rule) => rule.cssText).join("\n")).join("\f");
  return { sheets, faces, text };
}

function eachFace(sheet, task) {
  for (let index = sheet.cssRules.length - 1; index >= 0; index -= 1) {
    if (sheet.cssRules[index] instanceof CSSFontFaceRule) task(sheet.cssRules[index], index);
  }
}

let adopted = [];
const added = new Map();

/** Give the page the styles `after`, `{ media, text }` each, in place of `before`; if they differ. */
export async function exchangeStyles(before, after) {
  if (JSON.stringify(before) === JSON.stringify(after)) return false;
  const [old, now] = [read(before), read(after)];
  const fresh = [...now.faces].filter(([name, { src }]) => old.faces.get(name)?.src !== src);
  await Promise.all(fresh.map(([name, style]) => load(name, style)));
  if (old.text !== now.text) adopt(now.sheets);
  return true;
}

async function load(name, style) {
  const face = new FontFace(style.getPropertyValue("font-family").replace(/^["']|["']$/g, ""), style.src, {
    weight: style.getPropertyValue("font-weight") || "normal",
    style: style.getPropertyValue("font-style") || "normal",
    unicodeRange: style.getPropertyValue("unicode-range") || "U+0-10FFFF",
    display: style.getPropertyValue("font-display") || "auto",
  });
  try {
    await face.load();
  } catch {
    return; // The font that is there serves on.
  }
  document.fonts.add(face);
  if (added.has(name)) document.fonts.delete(added.get(name));
  added.set(name, face);
}

function adopt(sheets) {
  if (!adopted.length) {
    // The faces that the page came with stay in use.
    for (const { sheet } of document.querySelectorAll("style")) {
      for (let index = (sheet?.cssRules.length ?? 0) - 1; index >= 0; index -= 1) {
        if (!(sheet.cssRules[index] instanceof CSSFontFaceRule)) sheet.deleteRule(index);
      }
    }
  }
  const others = document.adoptedStyleSheets.filter((one) => !adopted.includes(one));
  document.adoptedStyleSheets = [...sheets, ...others];
  adopted = sheets;
}
