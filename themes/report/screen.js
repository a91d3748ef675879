"use strict";

// A page is complete without this script: it adds cards for terms and notes, notes beside the text,
// search, the same place in another edition, the current chapter in the contents, and the choice
// of light or dark.
(() => {
  const words = JSON.parse(document.getElementById("page-words").textContent);
  const root = document.documentElement;
  const bar = document.querySelector(".bar");
  const text = document.getElementById("page-text");
  const card = document.getElementById("page-card");
  const search = document.getElementById("page-search");
  const sheet = document.getElementById("page-sheet");
  const BLOCKS = ":is(h2, h3, h4, h5, h6, p, li, tr, .entry)[id]";

  const blocks = () => [...text.querySelectorAll(BLOCKS)];
  const edge = () => Math.max(0, bar.getBoundingClientRect().bottom);

  /** An element with its class, its text or children, and attributes. */
  function element(name, className, content = "", attributes = {}) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...[content].flat());
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // ── Appearance ──

  const APPEARANCES = ["auto", "light", "dark"];
  const appearance = () => root.dataset.appearance ?? "auto";

  function showAppearance() {
    const now = appearance();
    const button = document.querySelector('[data-action="appearance"]');
    const label = words.appearance + words.colon + words[`theme-${now}`];
    button.setAttribute("aria-label", label);
    button.title = label;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.dataset.media ??= meta.media;
      const own = meta.dataset.media.includes("dark") ? "dark" : "light";
      meta.media = now === "auto" ? meta.dataset.media : now === own ? "all" : "not all";
    }
  }

  function changeAppearance() {
    const next = APPEARANCES[(APPEARANCES.indexOf(appearance()) + 1) % APPEARANCES.length];
    if (next === "auto") delete root.dataset.appearance;
    else root.dataset.appearance = next;
    try {
      if (next === "auto") localStorage.removeItem("appearance");
      else localStorage.setItem("appearance", next);
    } catch { /* Not remembered, then. */ }
    showAppearance();
  }

  // ── The same place in another edition ──
  //
  // A link to an edition ends in #block~n. From 0 on, n is how far into the block the bar's lower
  // edge stands, in thousandths of its height, for a translation is longer or shorter; below 0 it
  // is how many pixels the block stands under the edge.

  function place() {
    if (scrollY < 8) return "";
    const line = edge() + 1;
    const block = blocks().find((one) => one.getBoundingClientRect().bottom > line
      && !(areNotesBeside() && one.closest(".notes")));
    if (!block) return "";
    const box = block.getBoundingClientRect();
    const n = box.top >= line
      ? -Math.max(1, Math.round(box.top - line))
      : Math.round((1000 * (line - box.top)) / box.height);
    return `#${block.id}~${n}`;
  }

  function restorePlace() {
    const [, id, n] = /^#([^%]+)~(-?\d+)$/.exec(location.hash) ?? [];
    if (!id) return;
    // The editions do not explain the same terms.
    const fallback = id.startsWith("term-") ? "page-glossary" : "page-text";
    const block = document.getElementById(id) ?? document.getElementById(fallback);
    if (!block) return;
    const restore = () => {
      const box = block.getBoundingClientRect();
      const into = n < 0 ? Number(n) : (n / 1000) * box.height;
      scrollTo({ top: scrollY + box.top + into - edge() - 1, behavior: "instant" });
    };
    let isReading = false;
    for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(type, () => { isReading = true; }, { once: true, passive: true });
    }
    restore();
    const loaded = new Promise((resolve) => { addEventListener("load", resolve); });
    Promise.all([loaded, document.fonts?.ready]).then(() => {
      if (!isReading) restore();
      // Not sooner: while a page loads, browsers go to the block that its address names.
      try {
        history.replaceState(history.state, "", `#${block.id}`);
      } catch { /* Some browsers forbid it to local files. */ }
    });
  }

  function showOwnEdition() {
    const own = document.querySelector(".languages [aria-current]");
    const list = own.closest(".languages");
    list.scrollLeft = own.offsetLeft - list.offsetLeft - (list.clientWidth - own.offsetWidth) / 2;
  }

  function goToEdition(link) {
    link.hash = place();
  }

  // ── The current chapter in the contents ──

  let entryOf = new Map();
  let marked = [];

  function markCurrent() {
    const line = edge() + innerHeight * 0.25;
    const isEnd = innerHeight + scrollY >= root.scrollHeight - 2;
    let chapter = null;
    let head = null;
    for (const heading of text.querySelectorAll("h2[id], h3[id]")) {
      if (heading.getBoundingClientRect().top > line && !isEnd) break;
      if (heading.id === "page-notes" && areNotesBeside()) continue;
      if (heading.tagName === "H2") [chapter, head] = [heading, null];
      else head = heading;
    }
    const now = [chapter, head].map((one) => one && entryOf.get(one.id)).filter(Boolean);
    if (now.length === marked.length && now.every((link, index) => link === marked[index])) return;
    for (const link of marked) link.removeAttribute("aria-current");
    for (const link of now) link.setAttribute("aria-current", "true");
    marked = now;
    const list = document.querySelector(".contents");
    const last = now.at(-1);
    if (last && list.scrollHeight > list.clientHeight) {
      const [inner, outer] = [last.getBoundingClientRect(), list.getBoundingClientRect()];
      if (inner.top < outer.top || inner.bottom > outer.bottom) {
        list.scrollTop += inner.top - outer.top - outer.height / 2;
      }
    }
  }

  /** On a phone the contents open over the text, with the heads of the chapter being read. */
  function openContents() {
    const list = document.querySelector(".contents > ol").cloneNode(true);
    sheet.querySelector("ol")?.remove();
    sheet.append(list);
    sheet.showModal();
    const now = [...list.querySelectorAll("[aria-current]")].at(-1);
    now?.focus({ preventScroll: true });
    now?.scrollIntoView({ block: "center", behavior: "instant" });
  }

  let waiting = false;

  function onScroll() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; markCurrent(); });
  }

  // ── Notes beside the text ──
  //
  // Where there is a column for them, the notes stand beside the lines that call them. In the
  // document they stay after the text, so each is read once, and the calls lead there and back.

  let notes = [];
  let calls = [];
  const frame = document.querySelector(".frame");
  const wide = matchMedia("screen and (width >= 77.5em)");
  const BETWEEN_NOTES = 14;
  // The middle of a call is this far below the top of a note, in lines of the note, when both stand
  // on the same line of the text.
  const RISE = 0.36;
  const areNotesBeside = () => root.classList.contains("side-notes");
  let lit = null;

  const noteOf = (call) => document.getElementById(decodeURIComponent(call.hash.slice(1)));

  function placeNotes() {
    const areBeside = wide.matches && notes.length > 0;
    root.classList.toggle("side-notes", areBeside);
    for (const call of calls) {
      if (areBeside) call.removeAttribute("aria-haspopup");
      else call.setAttribute("aria-haspopup", "dialog");
    }
    frame.style.minHeight = "";
    if (!areBeside) return;
    const top = frame.getBoundingClientRect().top;
    const rise = parseFloat(getComputedStyle(notes[0]).lineHeight) * RISE;
    const measured = notes.map((note) => {
      const call = document.getElementById(`note-call-${note.id}`)?.getBoundingClientRect();
      return { note, line: call ? (call.top + call.bottom) / 2 - top : 0, height: note.offsetHeight };
    });
    let free = 0;
    for (const { note, line, height } of measured) {
      const own = Math.max(free, line - rise);
      note.style.setProperty("--note-top", `${own}px`);
      free = own + height + BETWEEN_NOTES;
    }
    frame.style.minHeight = `${free}px`;
  }

  /** Show which note and which calls belong together. */
  function light(note) {
    if (note === lit) return;
    lit = note;
    for (const one of [...notes, ...calls]) {
      one.classList.toggle("lit", Boolean(note) && (one === note || one.hash === `#${note.id}`));
    }
  }

  function lightWhatIsPointedAt(event) {
    const near = (one) => one?.closest?.(".note-call a, .notes li");
    const found = near(event.target) ?? near(document.activeElement);
    light(found?.matches("a") ? noteOf(found) : found ?? null);
  }

  /** Go to a note beside the text, or back, without moving the page unless it must. */
  function stepTo(target) {
    if (target.matches("li")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    const box = target.getBoundingClientRect();
    if (box.top < edge() || box.bottom > innerHeight) {
      target.scrollIntoView({ block: "center", behavior: "instant" });
    }
  }

  // ── Cards ──

  let opener = null;
  let openAtPress = null;

  function copied(entry, part, className) {
    const source = entry.querySelector(part);
    if (!source?.textContent) return [];
    const line = element("p", className, source.textContent);
    if (source.lang) line.lang = source.lang;
    return [line];
  }

  function termCard(entry, block) {
    const [name] = copied(entry, ".entry-han", "card-name");
    const others = [...entry.querySelectorAll(".entry-mentions a")]
      .filter((link) => link.hash !== `#${block?.id}`)
      .flatMap((link, index) => [...(index ? [words["list-mark"]] : []), link.cloneNode(true)]);
    return [
      name,
      ...copied(entry, ".entry-pinyin", "card-pinyin"),
      ...copied(entry, ".entry-english", "card-english"),
      ...(entry.querySelector(".proposed")
        ? [element("p", "card-proposed", words.proposed)]
        : []),
      ...copied(entry, ".entry-definition", "card-definition"),
      ...(others.length
        ? [element("p", "card-places", [words["also-in"] + words.colon, ...others])]
        : []),
      element("p", "card-foot", [
        element("span", "", entry.querySelector(".entry-count").textContent),
        element("a", "", words.entry, { href: `#${entry.id}` }),
      ]),
    ];
  }

  function noteCard(note) {
    const name = element("p", "card-note-name", `${words.note}${words["note-gap"]}${note.value}`);
    const copy = element("p", "card-definition");
    copy.append(...note.querySelector(".note-text").cloneNode(true).childNodes);
    return [name, copy];
  }

  function fillCard(link) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return false;
    const parts = link.matches(".term")
      ? termCard(target, link.closest(BLOCKS))
      : noteCard(target);
    parts[0].id = "page-card-name";
    const close = element("button", "card-close", "", { type: "button", "aria-label": words.close });
    card.replaceChildren(...parts, close);
    return true;
  }

  function openCard(link) {
    if (!card.showPopover || !fillCard(link)) return false;
    card.hidePopover();
    opener = link;
    link.setAttribute("aria-expanded", "true");
    card.showPopover();
    placeCard(link);
    card.focus({ preventScroll: true });
    return true;
  }

  /** Beside the line where there is a column for it, else below the line; a sheet on a phone. */
  function placeCard(link) {
    const line = link.getClientRects()[0];
    const column = text.getBoundingClientRect();
    const width = root.clientWidth;
    const roomBeside = width - column.right - 32 - 16;
    const beside = wide.matches && roomBeside >= 240;
    card.style.setProperty("--card-width", `${Math.min(340, beside ? roomBeside : width - 32)}px`);
    const box = card.getBoundingClientRect();
    const left = beside
      ? column.right + 32
      : Math.max(16, Math.min(line.left, column.right - box.width, width - box.width - 16));
    const highest = edge() + 12;
    const lowest = innerHeight - box.height - 16;
    let top = line.top - 14;
    if (!beside) top = line.bottom + 10 > lowest ? line.top - box.height - 10 : line.bottom + 10;
    top = Math.max(highest, beside ? Math.min(top, lowest) : top);
    card.style.setProperty("--card-left", `${left + scrollX}px`);
    card.style.setProperty("--card-top", `${top + scrollY}px`);
  }

  function onCardToggle(event) {
    if (event.newState === "closed" && !card.matches(":popover-open")) {
      opener?.removeAttribute("aria-expanded");
    }
  }

  function closeCard() {
    if (!card.matches?.(":popover-open")) return;
    const inside = card.contains(document.activeElement);
    card.hidePopover();
    if (inside) opener?.focus({ preventScroll: true });
  }

  // ── Search ──

  const field = document.getElementById("page-search-words");
  const count = search.querySelector(".search-count");
  const results = search.querySelector(".results");
  let index = null;
  let query = "";
  let foundStyle = null;

  /** Text as it is compared, and for each of its units the place in the original. */
  function folded(original) {
    let plain = "";
    const at = [];
    let position = 0;
    for (const character of original) {
      const piece = character
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .replace(/[‘’]/g, "'")
        .replace(/[“”]/g, '"')
        .replace(/\s/g, " ")
        .toLowerCase();
      for (let unit = 0; unit < piece.length; unit += 1) at.push(position);
      plain += piece;
      position += character.length;
    }
    at.push(position);
    return { plain, at };
  }

  /** A block's words with the text nodes they stand in, without calls of notes and cross-references. */
  function readBlock(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".note-call, .note-back, .entry-places, .entry-number, .proposed")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    let original = "";
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: original.length });
      original += walker.currentNode.data;
    }
    return { block, nodes, original, ...folded(original) };
  }

  function readPage() {
    let chapter = "";
    let head = "";
    const read = [];
    for (const block of blocks()) {
      const own = readBlock(block);
      if (block.tagName === "H2") [chapter, head] = [own.original, ""];
      else if (/^H\d$/.test(block.tagName)) head = own.original;
      const isHeading = /^H\d$/.test(block.tagName);
      const path = isHeading ? chapter : [chapter, head].filter(Boolean).join(" · ");
      read.push({ ...own, path: block.tagName === "H2" ? "" : path });
    }
    return read;
  }

  /** The places of all matches in a block, as pairs of offsets in its original text. */
  function matches(entry, wanted) {
    const found = [];
    for (let from = entry.plain.indexOf(wanted); from >= 0;) {
      const stop = from + wanted.length;
      found.push([entry.at[from], entry.at[stop - 1] + 1]);
      from = entry.plain.indexOf(wanted, stop);
    }
    return found;
  }

  function rangeOf(entry, [start, stop]) {
    const point = (offset, isEnd) => {
      const holder = entry.nodes.findLast(({ start: first }) => (isEnd ? first < offset : first <= offset));
      return [holder.node, offset - holder.start];
    };
    const range = new Range();
    range.setStart(...point(start, false));
    range.setEnd(...point(stop, true));
    return range;
  }

  /** The words around the first match; English is cut between words. */
  function snippet(entry, found) {
    const around = root.lang.startsWith("zh") ? 22 : 48;
    const [first, last] = found[0];
    let start = Math.max(0, first - around);
    let stop = Math.min(entry.original.length, last + 2 * around);
    if (!root.lang.startsWith("zh")) {
      const space = entry.original.indexOf(" ", start);
      if (start > 0 && space >= 0 && space < first) start = space + 1;
      if (stop < entry.original.length) stop = Math.max(last, entry.original.lastIndexOf(" ", stop));
    }
    const parts = start > 0 ? ["…"] : [];
    let position = start;
    for (const [from, to] of found) {
      if (to > stop) break;
      parts.push(entry.original.slice(position, from));
      parts.push(element("mark", "", entry.original.slice(from, to)));
      position = to;
    }
    parts.push(entry.original.slice(position, stop));
    if (stop < entry.original.length) parts.push("…");
    return element("span", "result-words", parts);
  }

  const entries = () => { index ??= readPage(); return index; };

  function runSearch() {
    query = folded(field.value.trim().replace(/\s+/g, " ").normalize("NFC")).plain;
    let total = 0;
    const items = [];
    for (const entry of query ? entries() : []) {
      const found = matches(entry, query);
      if (!found.length) continue;
      total += found.length;
      const content = [snippet(entry, found)];
      if (entry.path) content.unshift(element("span", "result-place", entry.path));
      items.push(element("li", "", element("a", "", content, { href: `#${entry.block.id}` })));
    }
    results.replaceChildren(...items);
    results.scrollTop = 0;
    count.textContent = !query
      ? ""
      : total ? words["search-count"].replace("{}", total) : words["search-none"];
  }

  function openSearch() {
    closeCard();
    if (!search.open) search.showModal();
    field.focus();
    field.select();
  }

  function clearMarks() {
    CSS.highlights?.delete("found");
    for (const block of document.querySelectorAll(".found")) block.classList.remove("found");
  }

  function markAll() {
    clearMarks();
    const hits = entries()
      .map((entry) => ({ entry, found: matches(entry, query) }))
      .filter(({ found }) => found.length);
    if (CSS.highlights && globalThis.Highlight) {
      const ranges = hits.flatMap(({ entry, found }) => found.map((one) => rangeOf(entry, one)));
      CSS.highlights.set("found", new Highlight(...ranges));
      if (!foundStyle) {
        // Here and not in the style sheet, because not all that read it know the selector.
        foundStyle = new CSSStyleSheet();
        foundStyle.replaceSync("::highlight(found) { background-color: var(--found); }");
        document.adoptedStyleSheets.push(foundStyle);
      }
    } else {
      for (const { entry } of hits) entry.block.classList.add("found");
    }
  }

  function goToResult(link) {
    const id = decodeURIComponent(link.hash.slice(1));
    const entry = entries().find(({ block }) => block.id === id);
    search.close();
    markAll();
    location.hash = id;
    const [first] = entry ? matches(entry, query) : [];
    if (!first) return;
    const box = rangeOf(entry, first).getBoundingClientRect();
    if (box.bottom > innerHeight - 40) {
      scrollBy({ top: box.top - innerHeight / 2, behavior: "instant" });
    }
    if (!entry.block.hasAttribute("tabindex")) entry.block.tabIndex = -1;
    entry.block.focus({ preventScroll: true });
  }

  function moveAmongResults(event) {
    const stops = [field, ...results.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, here + step))].focus();
  }

  // ── Events ──

  const actions = {
    search: openSearch,
    "close-search": () => search.close(),
    "close-sheet": () => sheet.close(),
    appearance: changeAppearance,
  };

  document.addEventListener("pointerdown", () => {
    openAtPress = card.matches(":popover-open") ? opener : null;
  }, true);

  document.addEventListener("click", (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const target = event.target.closest("a, button, dialog");
    if (!target) return;
    if (target === search || target === sheet) target.close();
    else if (target.matches("[data-action]")) actions[target.dataset.action]();
    else if (target.matches(".card-close")) closeCard();
    else if (target.matches(".languages a")) goToEdition(target);
    else if (!isPlain) return;
    else if (target.matches(".to-contents")) {
      event.preventDefault();
      openContents();
    } else if (sheet.contains(target)) sheet.close();
    else if (areNotesBeside() && target.matches(".note-call a, .note-back")) {
      event.preventDefault();
      stepTo(document.getElementById(decodeURIComponent(target.hash.slice(1))));
    } else if (target.matches(".text .term, .note-call a")) {
      // A second press closes the card: the browser has already done so when the click comes.
      const isSecond = event.detail > 0 && openAtPress === target;
      if (isSecond || openCard(target)) event.preventDefault();
    } else if (results.contains(target)) {
      event.preventDefault();
      goToResult(target);
    } else if (card.contains(target)) card.hidePopover();
  });

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    const isShortcut = (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)
        && !event.altKey && !event.shiftKey)
      || (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey);
    if (isShortcut) {
      event.preventDefault();
      openSearch();
    } else if (search.open && event.key === "Escape") {
      // Some browsers would only empty the field.
      event.preventDefault();
      search.close();
    } else if (search.open) moveAmongResults(event);
    else if (event.key === "Escape" && !card.matches(":popover-open")) clearMarks();
  });

  search.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector("a");
    if (first) goToResult(first);
  });
  field.addEventListener("input", runSearch);
  card.addEventListener("toggle", onCardToggle);
  addEventListener("scroll", onScroll, { passive: true });
  addEventListener("resize", () => { closeCard(); onScroll(); });

  for (const type of ["pointerover", "focusin", "focusout"]) {
    document.addEventListener(type, lightWhatIsPointedAt);
  }
  wide.addEventListener("change", placeNotes);
  new ResizeObserver(placeNotes).observe(text);
  const tables = new ResizeObserver((changed) => {
    for (const { target } of changed) {
      // What needs no scrolling is no stop of the tab key.
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  // ── What is known of the page ──

  function takeStock() {
    index = null;
    entryOf = new Map(
      [...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]),
    );
    notes = [...document.querySelectorAll(".notes li")];
    calls = [...document.querySelectorAll(".note-call a")];
    tables.disconnect();
    for (const table of text.querySelectorAll(".table")) tables.observe(table);
    for (const link of text.querySelectorAll(".term:not([aria-haspopup])")) {
      link.setAttribute("aria-haspopup", "dialog");
    }
    placeNotes();
  }

  // Whoever changes the page while it is shown, as a live preview does, says so: then it is looked
  // through again, and an open card says what its entry says now, beside its term.
  document.addEventListener("page-changed", () => {
    takeStock();
    markCurrent();
    if (!card.matches?.(":popover-open")) return;
    if (!opener.isConnected) {
      opener = [...text.querySelectorAll("a")].find((link) => link.hash === opener.hash) ?? opener;
    }
    const inside = card.contains(document.activeElement);
    if (!opener.isConnected || !fillCard(opener)) return;
    opener.setAttribute("aria-expanded", "true");
    if (inside) card.focus({ preventScroll: true });
    placeCard(opener);
  });

  takeStock();
  showAppearance();
  showOwnEdition();
  restorePlace();
  markCurrent();
})();
