// One tree made into another where they differ, and nowhere else.
//
// Three trees are at hand: what a part of the page was as the server sent it, what it is to be, and
// the live one, which scripts have changed meanwhile. The first two are compared; the third gets
// only their differences. So what scripts have added stays, and so do selection, focus and cards.

/** The live page cannot be brought to what it should be: it is to be loaded anew. */
export class Unlike extends Error {}

const { ELEMENT_NODE } = Node;

// These are compared by themselves: a script that has run cannot be taken back.
const isApart = (node) => node.nodeName === "SCRIPT" || node.nodeName === "STYLE";
const children = (node) => [...node.childNodes].filter((one) => !isApart(one));
const isSame = (one, other) => one.isEqualNode(other);

/** Make `live`, which was `before`, what `after` is; `note` is told every live element changed. */
export function morph(before, after, live, note) {
  if (isSame(before, after)) return;
  if (before.nodeType !== ELEMENT_NODE) {
    replaceWords(live, after.data);
    note(live.parentElement);
    return;
  }
  morphAttributes(before, after, live, note);
  morphChildren(before, after, live, note);
}

/** Only what differs of a text is replaced: a selection elsewhere in it stays. */
function replaceWords(live, words) {
  const old = live.data;
  const most = Math.min(old.length, words.length);
  let start = 0;
  while (start < most && old[start] === words[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === words.at(-1 - end)) end += 1;
  live.replaceData(start, old.length - start - end, words.slice(start, words.length - end));
}

function morphAttributes(before, after, live, note) {
  for (const { name } of [...before.attributes, ...after.attributes]) {
    const [old, now] = [before.getAttribute(name), after.getAttribute(name)];
    if (old === now) continue;
    note(live);
    if (name === "class") {
      // Scripts have classes of their own here.
      live.classList.remove(...before.classList);
      live.classList.add(...after.classList);
      if (!live.classList.length && now === null) live.removeAttribute("class");
    } else if (now === null) live.removeAttribute(name);
    else live.setAttribute(name, now);
  }
}

function morphChildren(before, after, live, note) {
  const [olds, nows] = [children(before), children(after)];
  let start = 0;
  while (start < olds.length && start < nows.length && isSame(olds[start], nows[start])) start += 1;
  let [oldEnd, nowEnd] = [olds.length, nows.length];
  while (oldEnd > start && nowEnd > start && isSame(olds[oldEnd - 1], nows[nowEnd - 1])) {
    oldEnd -= 1;
    nowEnd -= 1;
  }
  if (start === oldEnd && start === nowEnd) return;
  const lives = aligned(olds, live);
  if (!lives) {
    replaceAll(nows, live, note);
    return;
  }
  const end = lives[oldEnd] ?? lives.at(-1)?.nextSibling ?? null;
  const middle = { olds: olds.slice(start, oldEnd), lives: lives.slice(start, oldEnd) };
  arrange(middle, nows.slice(start, nowEnd), { parent: live, end }, note);
}

/** The live nodes that stand for `olds`, in their order, or null where they cannot be told. */
function aligned(olds, live) {
  const found = [];
  let at = live.firstChild;
  for (const old of olds) {
    while (at && !isLike(old, at)) at = at.nextSibling;
    if (!at) return null;
    found.push(at);
    at = at.nextSibling;
  }
  return found;
}

function isLike(old, live) {
  if (old.nodeName !== live.nodeName) return false;
  return old.nodeType === ELEMENT_NODE ? old.id === live.id : old.data === live.data;
}

/** Something foreign has been at work here: what stands here is made anew. */
function replaceAll(nows, live, note) {
  if (live.querySelector("script, style, jd-dock")) throw new Unlike();
  live.replaceChildren(...nows.map((one) => document.importNode(one, true)));
  note(live);
}

/** By what a node is known again: its id, or the first id or address within it. */
function keyOf(node) {
  if (node.nodeType !== ELEMENT_NODE) return node.nodeName;
  const within = node.id || node.querySelector("[id]")?.id
    || node.getAttribute("href") || node.querySelector("[href]")?.getAttribute("href") || "";
  return `${node.nodeName} ${within || node.className}`;
}

function arrange({ olds, lives }, nows, { parent, end }, note) {
  const waiting = new Map();
  olds.forEach((old, index) => {
    const key = keyOf(old);
    if (!waiting.has(key)) waiting.set(key, []);
    waiting.get(key).push(index);
  });
  const matches = nows.map((now) => waiting.get(keyOf(now))?.shift() ?? -1);
  for (const index of [...waiting.values()].flat()) {
    lives[index].remove();
    note(parent);
  }
  const staying = rising(matches);
  let next = end;
  for (let index = nows.length - 1; index >= 0; index -= 1) {
    const now = nows[index];
    const match = matches[index];
    const node = match < 0 ? document.importNode(now, true) : lives[match];
    if (match < 0 || !staying.has(match)) {
      insert(parent, node, next);
      note(node.nodeType === ELEMENT_NODE ? node : parent);
    }
    if (match >= 0) morph(olds[match], now, node, note);
    next = node;
  }
}

/** A node that is moved keeps its state where browsers can do that. */
function insert(parent, node, next) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}

/** The largest set of numbers that stand in rising order; those below 0 do not count. */
function rising(numbers) {
  const ends = [];
  const previous = new Map();
  for (const number of numbers) {
    if (number < 0) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < number) low = middle + 1;
      else high = middle;
    }
    previous.set(number, ends[low - 1]);
    ends[low] = number;
  }
  const found = new Set();
  for (let one = ends.at(-1); one !== undefined; one = previous.get(one)) found.add(one);
  return found;
}
