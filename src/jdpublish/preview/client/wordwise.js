// Two versions of a text, compared word by word, and two changes of one text made in one.

const WORDS = /[\p{L}\p{N}]+(?:[’'.,][\p{L}\p{N}]+)*|\s+|[^\s\p{L}\p{N}]/gu;

/** More pairs of words than these are not compared: the middle is then one change. */
const MOST = 4_000_000;

const wordsOf = (text) => text.match(WORDS) ?? [];

/**
 * What makes one list into another: `[{ start, stop, added }]`, where `added` takes the place of
 * the words from `start` to `stop`.
 */
function steps(before, after) {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head
    && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  if (!old.length && !now.length) return [];
  if (!old.length || !now.length || old.length * now.length > MOST) {
    return [{ start: head, stop: head + old.length, added: now }];
  }
  return joined(changed(old, now).map(({ start, stop, added }) => (
    { start: start + head, stop: stop + head, added })), before);
}

/** The changes between two lists by their longest common part. */
function changed(old, now) {
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = old[i] === now[j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const found = [];
  let step = null;
  const open = (at) => { step ??= { start: at, stop: at, added: [] }; return step; };
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      if (step) found.push(step);
      step = null;
      i += 1;
      j += 1;
    } else if (j === now.length || (i < old.length && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      open(i).stop = i + 1;
      i += 1;
    } else {
      open(i).added.push(now[j]);
      j += 1;
    }
  }
  if (step) found.push(step);
  return found;
}

/** The same with changes joined between which only a blank is kept: a phrase changes as one. */
function joined(found, before) {
  const made = [];
  for (const step of found) {
    const last = made.at(-1);
    const between = last && before.slice(last.stop, step.start);
    if (last && between.length === 1 && /^\s+$/.test(between[0])) {
      last.stop = step.stop;
      last.added = [...last.added, ...between, ...step.added];
    } else made.push({ ...step });
  }
  return made;
}

/** The pieces that make one text into another: `{ change: "kept" | "removed" | "added", text }`. */
export function difference(before, after) {
  const old = wordsOf(before);
  const pieces = [];
  const say = (change, words) => { if (words.length) pieces.push({ change, text: words.join("") }); };
  let reached = 0;
  for (const { start, stop, added } of steps(old, wordsOf(after))) {
    say("kept", old.slice(reached, start));
    say("removed", old.slice(start, stop));
    say("added", added);
    reached = stop;
  }
  say("kept", old.slice(reached));
  return pieces;
}

/**
 * Both changes of one text in one: `{ text, clashes }`.
 *
 * Where both have changed the same words, `mine` counts, and `clashes` is how often that was so.
 */
export function merged(base, theirs, mine) {
  const old = wordsOf(base);
  const own = steps(old, wordsOf(mine));
  let clashes = 0;
  const others = steps(old, wordsOf(theirs)).filter((step) => {
    const near = own.filter((one) => meet(one, step));
    if (!near.length) return true;
    const same = near.some((one) => one.start === step.start && one.stop === step.stop
      && one.added.join("") === step.added.join(""));
    if (!same) clashes += 1;
    return false;
  });
  const all = [...own, ...others].sort((one, other) => one.start - other.start || one.stop - other.stop);
  const made = [];
  let reached = 0;
  for (const { start, stop, added } of all) {
    made.push(...old.slice(reached, start), ...added);
    reached = stop;
  }
  return { text: [...made, ...old.slice(reached)].join(""), clashes };
}

/** Whether two changes are of the same words, or at the same place. */
const meet = (one, other) => (
  (one.start < other.stop && other.start < one.stop)
  || one.start === other.start || one.stop === other.stop);
