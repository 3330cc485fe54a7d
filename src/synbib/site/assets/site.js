/* What the pages of a site do in a browser: search, sort, filter, plot, copy. They can be read without it.

   The page of all works has them as HTML. `data/index.js` calls `synbib.works` with what the HTML does not say, an array
   a column; `data/0.js` and its like call `synbib.details` with abstracts and citations, once somebody asks for one.
   No data is fetched: pages opened as files cannot. */
"use strict";

window.synbib = (() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const count = (number) => number.toLocaleString("en");
  const works = (number) => (number === 1 ? "1 work" : `${count(number)} works`);

  // What the reader chose, kept where the browser allows it.
  const kept = {
    get(name) {
      try {
        return localStorage.getItem(`synbib-${name}`);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(`synbib-${name}`, value);
      } catch {
        // Chosen for this page alone, then.
      }
    },
  };

  // --- light and dark: what was chosen earlier, `theme.js` has set before anything was painted -----------------------

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

  function startTheme() {
    const button = $("button.theme");
    if (!button) return;
    const show = () => {
      button.ariaLabel = `Switch to ${isDark() ? "light" : "dark"} colours`;
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      kept.set("theme", theme);
      show();
    });
    dark.addEventListener("change", show);
    show();
  }

  // --- copying ------------------------------------------------------------------------------------------------------

  let status;
  function say(text) {
    status ??= document.body.appendChild(make("p", { className: "unseen", role: "status" }));
    status.textContent = "";
    setTimeout(() => (status.textContent = text), 50); // the same words twice are said twice
  }

  async function toClipboard(text, html) {
    try {
      if (!html) return await navigator.clipboard.writeText(text);
      const kinds = { "text/plain": text, "text/html": html };
      const blobs = Object.entries(kinds).map(([type, value]) => [type, new Blob([value], { type })]);
      return await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      // Not allowed here, or not on this address: by a selection, as browsers did before.
    }
    const before = document.activeElement;
    const area = make("textarea", { value: text, readOnly: true, className: "unseen" });
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    before?.focus();
    if (!copied) throw new Error("the browser copied nothing");
  }

  async function copy(button, text, html) {
    const label = (button.dataset.label ??= button.textContent);
    try {
      await toClipboard(text, html);
      button.textContent = "Copied";
      say("Copied");
    } catch {
      button.textContent = "Not copied";
      say("The browser does not let this page copy. Select the text, and copy it.");
    }
    clearTimeout(button.timer);
    button.timer = setTimeout(() => (button.textContent = label), 2000);
  }

  function startCopying() {
    for (const button of $$("button.copy")) button.hidden = false;
    document.addEventListener("click", (event) => {
      const button = event.target.closest?.("button.copy[data-copy]");
      const source = button && document.getElementById(button.dataset.copy);
      if (!source) return;
      const isCode = source.matches("pre, code");
      copy(button, source.value ?? source.textContent.trim(), isCode || source.value != null ? "" : source.innerHTML.trim());
    });
  }

  // --- texts as they are compared -----------------------------------------------------------------------------------

  // Letters that decompose into no other, as in `synbib.text.folding`, and the second of two small forms of one letter.
  const LETTERS = {
    ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŋ: "n", ŧ: "t", ς: "σ",
  };
  const ASCII = /^[\x00-\x7f]*$/;
  const foldLetter = (letter) =>
    letter.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/[ßøæœłđðþıħŋŧς]/g, (found) => LETTERS[found]);
  const fold = (text) => (ASCII.test(text) ? text.toLowerCase() : Array.from(text, foldLetter).join(""));

  // Words, and "phrases" in quotation marks; the last may still be open.
  const terms = (query) =>
    Array.from(fold(query).matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)/g), (found) =>
      (found[1] ?? found[2]).trim().replace(/\s+/g, " "),
    ).filter(Boolean);

  // Where in a text words stand that are folded, as pairs of start and end.
  function* places(text, words) {
    let folded = fold(text);
    let starts = null;
    if (folded.length !== text.length || !ASCII.test(text)) {
      folded = "";
      starts = [];
      let at = 0;
      for (const letter of text) {
        const made = foldLetter(letter);
        for (let i = 0; i < made.length; i++) starts.push(at);
        folded += made;
        at += letter.length;
      }
      starts.push(at);
    }
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        const end = at + word.length;
        yield starts ? [starts[at], starts[end]] : [at, end];
      }
    }
  }

  // --- the state of the page, and the address -----------------------------------------------------------------------

  const EMPTY = { q: "", group: "", year: "", venue: "", type: "", has: "", sort: "" };
  const YEARS = /^(\d{0,4})(?:(-)(\d{0,4}))?$/;

  function years(text) {
    const [, from, dash, to] = YEARS.exec(text) ?? [];
    return { from: from ? +from : -Infinity, to: to ? +to : dash || !from ? Infinity : +from };
  }
  const inWords = (years) => years.replace(/^-/, "until ").replace(/^(\d+)-$/, "from $1").replace("-", "–");
  const yearsText = (from, to) => (from === to ? from : from || to ? `${from}-${to}` : "");

  function named(hash) {
    try {
      return document.getElementById(hash) ?? document.getElementById(decodeURIComponent(hash));
    } catch {
      return null; // a % that encodes nothing
    }
  }

  function stateOfAddress() {
    const hash = location.hash.slice(1);
    if (!hash || named(hash)) return { ...EMPTY };
    const given = new URLSearchParams(hash);
    return Object.fromEntries(Object.keys(EMPTY).map((name) => [name, given.get(name) ?? ""]));
  }

  function addressOf(state) {
    const given = Object.entries(state).filter(([, value]) => value);
    const hash = new URLSearchParams(given).toString();
    return hash ? `#${hash}` : location.pathname + location.search;
  }

  // --- plots: bars that are buttons ----------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";
  function bar(isUpright) {
    const svg = document.createElementNS(SVG, "svg");
    const rect = document.createElementNS(SVG, "rect");
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    svg.append(rect);
    return [
      svg,
      (share) => {
        const length = share ? Math.max(2, 100 * share) : 0;
        rect.setAttribute("width", isUpright ? 100 : length);
        rect.setAttribute("height", isUpright ? length : 100);
        rect.setAttribute("y", isUpright ? 100 - length : 0);
      },
    ];
  }

  // Of buttons in a row, one is reached by Tab and the others by arrows.
  function roving(box) {
    box.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const buttons = $$("button", box);
      const at = buttons.indexOf(event.target);
      const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : step ? at + step : at;
      if (at < 0 || to === at || !buttons[to]) return;
      event.preventDefault();
      event.stopPropagation();
      buttons[at].tabIndex = -1;
      buttons[to].tabIndex = 0;
      buttons[to].focus();
    });
  }

  // --- the page of all works ----------------------------------------------------------------------------------------

  let columns;
  const waiting = new Map(); // number of a chunk → what to call with its works
  const chunks = new Map();

  function details(number) {
    if (!chunks.has(number)) {
      const loaded = new Promise((resolve, reject) => {
        waiting.set(number, resolve);
        const script = make("script", { src: `data/${number}.js` });
        script.onload = script.onerror = () => {
          script.remove();
          reject(new Error(script.src)); // of no consequence where it has called `details`
        };
        document.head.append(script);
      });
      loaded.catch(() => chunks.delete(number)); // so that it can be tried again
      chunks.set(number, loaded);
    }
    return chunks.get(number);
  }

  function startIndex() {
    const page = $(".index");
    if (!page || !columns?.year.length) return;

    const list = $(".works", page);
    // What is found is shown as copies, some at a time: to hide and show thousands of works would take too long.
    const copies = make("div", { className: "works", hidden: true });
    const end = make("p");
    list.after(copies);
    const form = $("form.find", page);
    const found = $("output.found", page);
    let state = { ...EMPTY };

    // --- what can be chosen ---

    // The filters come before thousands of works, among which nothing is looked for that may not be there.
    const aside = $("details.aside", page);
    const place = (name) => aside && $(`[data-choice="${name}"]`, aside);
    function offer(name, label, values) {
      if (values.length < 2) return place(name)?.remove();
      const select = make("select", { name, ariaLabel: label }, new Option(label, ""));
      select.append(...values.map((value) => new Option(value, value)));
      place(name)?.append(select);
    }
    const venues = columns.venues.map((venue, i) => [columns.venueRank[i], venue]).sort(([a], [b]) => a - b);
    offer("venue", "All venues", venues.map(([, venue]) => venue).filter(Boolean));
    offer("type", "All types", columns.types.toSorted());
    for (const [kind, label] of columns.has) {
      place("has")?.append(make("label", {}, make("input", { type: "checkbox", name: "has", value: kind }), `Has ${label}`));
    }
    const choices = aside && $(".choices", aside);
    if (choices) choices.hidden = !$("select, input", choices);

    const inputs = [form, aside].filter(Boolean).flatMap((part) => $$("input, select", part));
    const control = (name) => inputs.find((input) => input.name === name);
    const boxes = inputs.filter((input) => input.name === "has");

    // --- what there is ---

    const groups = $$("li[data-g]", page).map((li) => ({
      li,
      link: $("a", li),
      number: $(".n", li),
      above: li.parentElement.closest("li[data-g]"),
    }));
    const groupOf = new Map(groups.map((group) => [group.li, group]));
    const byPath = new Map(groups.toReversed().map((group) => [group.link.dataset.path, group]));
    const withAbove = (group) => (group ? [group, ...withAbove(groupOf.get(group.above))] : []);

    const rows = [];
    for (const li of $$("li[data-n]", list)) {
      const number = +li.dataset.n - 1;
      rows[number] = { li, number, groups: new Set() };
    }
    const sections = $$("section", list).map((section) => {
      const group = groups.find((each) => each.li.dataset.g === section.dataset.g);
      const above = withAbove(group);
      const listed = $$("li", section).map((li) => ({ li, row: rows[(li.dataset.n ?? li.dataset.of) - 1] }));
      for (const { row } of listed) for (const each of above) row.groups.add(each);
      return { heading: $("h2, h3, h4, h5, h6", section), above, listed };
    });
    const headingOf = new Map(sections.map(({ heading, above }) => [above[0], heading]));
    const all = rows.filter(Boolean);

    // --- searching ---

    // Texts are folded once: some at a time in quiet moments, the rest when the first letter is typed.
    let folded = 0;
    function foldTexts(most = all.length) {
      for (const row of all.slice(folded, folded + most)) {
        const texts = $$(".t, .a, .v", row.li).map((part) => part.textContent);
        row.text = fold(`${texts.join("\n")}\n${columns.more[row.number] ?? ""}`).replace(/[^\S\n]+/g, " ");
      }
      folded += most;
    }
    const soon = window.requestIdleCallback ?? setTimeout;
    soon(function some() {
      foldTexts(250);
      if (folded < all.length) soon(some);
    });

    const yearOf = (row) => columns.year[row.number];
    const kinds = columns.has.map(([kind]) => kind);
    const kindsOf = (text) => text.split(",").reduce((bits, kind) => bits | (1 << kinds.indexOf(kind)), 0);

    // What is asked for, as tests of a row by name; what nobody asked for has none.
    function tests(state) {
      const asked = {};
      const words = terms(state.q);
      if (words.length) {
        foldTexts();
        asked.q = (row) => words.every((word) => row.text.includes(word));
      }
      if (state.group) {
        const group = byPath.get(state.group);
        asked.group = (row) => row.groups.has(group);
      }
      if (state.year) {
        const { from, to } = years(state.year);
        asked.year = (row) => yearOf(row) !== null && yearOf(row) >= from && yearOf(row) <= to;
      }
      for (const name of ["venue", "type"]) {
        if (!state[name]) continue;
        const wanted = columns[`${name}s`].indexOf(state[name]);
        asked[name] = (row) => columns[name][row.number] === wanted;
      }
      if (state.has) {
        const bits = kindsOf(state.has);
        asked.has = (row) => (columns.bits[row.number] & bits) === bits;
      }
      return Object.entries(asked);
    }

    // Counts of one filter leave that filter itself out: they say what another choice would give.
    function search() {
      const asked = tests(state);
      const counts = { group: new Map(), year: new Map(), venue: new Map() };
      const add = (map, value) => map.set(value, (map.get(value) ?? 0) + 1);
      let shown = 0;
      for (const row of all) {
        let missed = "";
        for (const [name, test] of asked) {
          if (test(row)) continue;
          missed = missed ? "more than one" : name;
          if (missed !== name || name === "q") break;
        }
        row.wanted = !missed;
        shown += row.wanted;
        if (row.wanted || missed === "group") for (const group of row.groups) add(counts.group, group);
        if (row.wanted || missed === "year") add(counts.year, yearOf(row));
        if (row.wanted || missed === "venue") add(counts.venue, columns.venue[row.number]);
      }
      return { shown, counts };
    }

    // --- showing ---

    const ORDERS = {
      new: (row) => -columns.date[row.number],
      old: (row) => columns.date[row.number] || Infinity,
      author: (row) => columns.author[row.number],
      title: (row) => columns.title[row.number],
      venue: (row) => columns.venueRank[columns.venue[row.number]],
    };
    const newer = (x, y) => columns.date[y.number] - columns.date[x.number] || x.number - y.number;

    // What is found, in order: a heading, or the place of a work in a list.
    function* results() {
      if (state.sort) {
        const rank = ORDERS[state.sort];
        const sorted = all.filter((row) => row.wanted).map((row) => [rank(row), row]);
        sorted.sort(([a, x], [b, y]) => a - b || newer(x, y));
        for (const [, row] of sorted) yield row.li;
        return;
      }
      const chosen = byPath.get(state.group);
      const named = new Set(chosen ? withAbove(chosen).slice(1) : []);
      const seen = new Set();
      for (const { above, listed } of sections) {
        if (chosen && !above.includes(chosen)) continue;
        for (const { li, row } of listed) {
          if (!row.wanted) continue;
          for (const group of above.toReversed()) {
            if (!named.has(group)) yield headingOf.get(group);
            named.add(group);
          }
          // In full where it comes first, which may be where the whole list only names it.
          yield seen.has(row) ? li : row.li;
          seen.add(row);
        }
      }
    }

    const AT_ONCE = 16;
    let coming;
    let ul;

    function showMore() {
      const added = document.createDocumentFragment();
      const shown = [];
      let isAll = false;
      for (let i = 0; i < AT_ONCE; i++) {
        const { value, done } = coming.next();
        isAll = done;
        if (done) break;
        const copied = value.cloneNode(true);
        copied.removeAttribute("id");
        if (value.matches("li")) {
          if (!ul) added.append((ul = make("ul", { role: "list" })));
          ul.append(copied);
          shown.push(copied);
        } else {
          added.append(copied);
          ul = null;
        }
      }
      end.before(added);
      if (isAll) end.remove();
      mark(shown);
    }
    const nearEnd = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && showMore(), {
      rootMargin: "800px",
    });

    addEventListener("beforeprint", () => {
      while (end.isConnected) showMore();
    });

    function showRows() {
      const isWhole = !Object.values(state).some(Boolean);
      list.classList.toggle("away", !isWhole);
      copies.hidden = isWhole;
      nearEnd.disconnect();
      unmark();
      copies.replaceChildren(end);
      if (isWhole) return;
      coming = results();
      ul = null;
      showMore();
      if (end.isConnected) nearEnd.observe(end);
    }

    // --- marking ---

    // Marks are no elements, and cost nothing to lay out.
    const marks = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
    if (marks) CSS.highlights.set("found", marks);
    const unmark = () => marks?.clear();

    function mark(shown) {
      const words = marks ? terms(state.q) : [];
      if (!words.length) return;
      for (const part of shown.flatMap((li) => $$(":scope > .t, .a, .v", li))) {
        const nodes = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (nodes.nextNode()) {
          const node = nodes.currentNode;
          for (const [startOffset, endOffset] of places(node.data, words)) {
            marks.add(new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset }));
          }
        }
      }
    }

    // --- plots ---

    const WIDTHS = [1, 2, 5, 10, 20, 50, 100, 1000];
    const MOST_BARS = 24;
    const known = columns.year.filter((year) => year !== null);
    const firstYear = known.reduce((a, b) => Math.min(a, b), Infinity);
    const lastYear = known.reduce((a, b) => Math.max(a, b), -Infinity);
    const plot = aside && $(".plot-years", aside);
    const bars = [];
    if (plot && known.length) {
      const width = WIDTHS.find((each) => Math.floor(lastYear / each) - Math.floor(firstYear / each) < MOST_BARS) ?? 10000;
      const box = $(".bars", plot);
      const caption = $(".caption", plot);
      for (let at = Math.floor(firstYear / width); at <= Math.floor(lastYear / width); at++) {
        const [from, to] = [at * width, at * width + width - 1];
        const [svg, set] = bar(true);
        const button = make("button", { type: "button", tabIndex: bars.length ? -1 : 0 }, svg);
        const each = { from, to, name: width === 1 ? `${from}` : `${from}–${to}`, button, set };
        button.addEventListener("click", () => {
          const text = yearsText(String(from), String(to));
          go({ ...state, year: state.year === text ? "" : text });
        });
        const show = () => (caption.textContent = `${each.name}: ${works(each.number)}`);
        button.addEventListener("pointerenter", show);
        button.addEventListener("focus", show);
        const hide = () => (caption.textContent = "");
        button.addEventListener("pointerleave", hide);
        button.addEventListener("blur", hide);
        bars.push(each);
        box.append(button);
      }
      $(".first", plot).textContent = bars[0].from;
      if (bars.length > 1) $(".last", plot).textContent = Math.min(bars.at(-1).to, lastYear);
      roving(box);
    } else if (plot) plot.hidden = true;

    function showYears(counted) {
      if (!bars.length) return;
      for (const each of bars) each.number = 0;
      const width = bars[0].to - bars[0].from + 1;
      const first = Math.floor(firstYear / width);
      for (const [year, number] of counted) if (year !== null) bars[Math.floor(year / width) - first].number += number;
      const most = Math.max(...bars.map((each) => each.number));
      const { from, to } = years(state.year);
      for (const each of bars) {
        const isChosen = Boolean(state.year) && each.from <= to && each.to >= from;
        each.set(most && each.number / most);
        each.button.ariaLabel = `${each.name}: ${works(each.number)}`;
        each.button.ariaPressed = String(isChosen);
      }
    }

    const MOST_VENUES = 8;
    const venueBox = aside && $(".plot-venues .bars", aside);
    if (venueBox) roving(venueBox);
    const venueBars = [];

    function showVenues(counted) {
      if (!venueBox) return;
      const listed = [...counted].filter(([venue]) => columns.venues[venue] && columns.venues[venue] !== state.venue);
      listed.sort(([a, x], [b, y]) => y - x || columns.venueRank[a] - columns.venueRank[b]);
      const chosen = columns.venues.indexOf(state.venue);
      if (state.venue && chosen >= 0) listed.unshift([chosen, counted.get(chosen) ?? 0]);
      const top = listed.slice(0, MOST_VENUES);
      const most = Math.max(1, ...top.map(([, number]) => number));
      while (venueBars.length < top.length) {
        const [svg, set] = bar(false);
        const name = make("span", { className: "name", dir: "auto" });
        const number = make("span", { className: "n" });
        const button = make("button", { type: "button", tabIndex: venueBars.length ? -1 : 0 }, name, number, svg);
        button.addEventListener("click", () => {
          const venue = button.value;
          go({ ...state, venue: state.venue === venue ? "" : venue });
        });
        venueBars.push({ button, name, number, set });
        venueBox.append(button);
      }
      for (const [i, { button, name, number, set }] of venueBars.entries()) {
        button.hidden = i >= top.length;
        if (button.hidden) continue;
        const [venue, counted] = top[i];
        button.value = name.textContent = columns.venues[venue];
        number.textContent = count(counted);
        set(counted / most);
        button.ariaLabel = `${columns.venues[venue]}: ${works(counted)}`;
        button.ariaPressed = String(columns.venues[venue] === state.venue);
      }
      venueBox.parentElement.hidden = !top.length;
    }

    // --- the form and the chips say what is chosen ---

    const chips = $(".chips", page);
    const labelOf = { group: "Group", year: "Year", venue: "Venue", type: "Type" };

    function showChoices(isTyping) {
      const set = (name, value) => {
        const input = control(name);
        // What the reader is typing stays as it is typed.
        const isTyped = isTyping && input === document.activeElement;
        if (input && !isTyped && input.value !== value) input.value = value;
      };
      const { from, to } = years(state.year);
      for (const name of ["q", "sort", "venue", "type"]) set(name, state[name]);
      set("from", Number.isFinite(from) ? `${from}` : "");
      set("to", Number.isFinite(to) ? `${to}` : "");
      const has = state.has.split(",").filter(Boolean);
      for (const box of boxes) box.checked = has.includes(box.value);
      const removable = [
        ...Object.keys(labelOf)
          .filter((name) => state[name])
          .map((name) => [`${labelOf[name]}: ${name === "year" ? inWords(state.year) : state[name]}`, { [name]: "" }]),
        ...has.map((kind) => [
          `Has ${columns.has.find(([each]) => each === kind)?.[1] ?? kind}`,
          { has: has.filter((each) => each !== kind).join(",") },
        ]),
      ];
      const hadFocus = chips.contains(document.activeElement);
      chips.replaceChildren(
        ...removable.map(([text, change]) => {
          const button = make("button", { type: "button", className: "chip" }, make("span", { dir: "auto" }, text));
          button.ariaLabel = `${text}, remove`;
          button.addEventListener("click", () => go({ ...state, ...change }));
          return button;
        }),
      );
      if (removable.length + Boolean(state.q) > 1) {
        const clear = make("button", { type: "button", className: "chip clear" }, "Clear all");
        clear.addEventListener("click", () => go({ ...EMPTY, sort: state.sort }));
        chips.append(clear);
      }
      if (hadFocus) ($("button", chips) ?? control("q")).focus();
    }

    function showGroups(counted) {
      for (const group of groups) {
        const number = counted.get(group) ?? 0;
        if (group.shownNumber !== number) group.number.textContent = count((group.shownNumber = number));
        group.li.classList.toggle("empty", !number);
        if (group.link.dataset.path === state.group) group.link.ariaCurrent = "true";
        else group.link.removeAttribute("aria-current");
      }
    }

    let counting;
    function show(isTyping = false) {
      const top = list.offsetTop - form.offsetHeight;
      const isBelow = scrollY > top;
      const { shown, counts } = search();
      showRows();
      found.textContent = shown === all.length ? works(shown) : `${count(shown)} of ${works(all.length)}`;
      page.classList.toggle("none", !shown);
      clearTimeout(counting);
      const showCounts = () => {
        showGroups(counts.group);
        showYears(counts.year);
        showVenues(counts.venue);
      };
      // While somebody types, what is found comes first.
      if (isTyping) counting = setTimeout(() => requestAnimationFrame(showCounts), 50);
      else showCounts();
      showChoices(isTyping);
      if (isBelow) scrollTo(0, top);
    }

    // --- going from one state to the next ---

    // A choice is a step that Back undoes; a word that is being typed is one step as a whole.
    let isWriting = false; // whether the last step is a word that is being typed
    let writing; // the timer of its address: browsers take few changes of it a second
    function go(next, isTyping = false) {
      const before = addressOf(state);
      state = next;
      show(isTyping);
      const address = addressOf(state);
      if (address === before) return;
      clearTimeout(writing);
      if (isTyping && isWriting) {
        writing = setTimeout(() => history.replaceState(null, "", addressOf(state)), 250);
        return;
      }
      if (isWriting) history.replaceState(null, "", before);
      history.pushState(null, "", address);
      isWriting = isTyping;
    }

    function sound(state) {
      const has = state.has.split(",").filter((kind) => kinds.includes(kind));
      return {
        ...state,
        group: byPath.has(state.group) ? state.group : "",
        year: YEARS.test(state.year) && /\d/.test(state.year) ? state.year : "",
        venue: columns.venues.includes(state.venue) ? state.venue : "",
        type: columns.types.includes(state.type) ? state.type : "",
        has: has.join(","),
        sort: Object.hasOwn(ORDERS, state.sort) ? state.sort : "",
      };
    }

    function restore() {
      clearTimeout(writing);
      isWriting = false;
      state = sound(stateOfAddress());
      show();
      named(location.hash.slice(1))?.scrollIntoView();
    }
    addEventListener("popstate", restore);

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      visible()[0]?.focus();
    });
    control("q").addEventListener("input", (event) => go({ ...state, q: event.target.value.trim() }, true));
    page.addEventListener("change", ({ target }) => {
      if (["sort", "venue", "type"].includes(target.name)) go({ ...state, [target.name]: target.value });
      if (target.name === "has") {
        const has = boxes.filter((box) => box.checked);
        go({ ...state, has: has.map((box) => box.value).join(",") });
      }
    });
    page.addEventListener("input", ({ target }) => {
      if (!["from", "to"].includes(target.name)) return;
      const [from, to] = ["from", "to"].map((name) => control(name).value.replace(/\D/g, "").slice(0, 4));
      go({ ...state, year: yearsText(from, to) }, true);
    });
    page.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-path]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const path = link.dataset.path;
      go({ ...state, group: path === state.group ? "" : path });
    });

    // --- the tree folds ---

    for (const { li, link } of groups) {
      const below = $("ul", li);
      if (!below) continue;
      const button = make("button", { type: "button", className: "fold", ariaExpanded: "true" });
      button.ariaLabel = `Groups below ${link.firstElementChild.textContent}`;
      button.addEventListener("click", () => {
        below.hidden = !below.hidden;
        button.ariaExpanded = String(!below.hidden);
      });
      li.prepend(button);
      li.closest(".tree").classList.add("folds");
    }

    // --- keys ---

    const visible = () => $$("li > .t a", copies.hidden ? list : copies);

    function step(by) {
      const here = document.activeElement.closest?.(".works li")?.querySelector(".t a");
      let links = visible();
      if (links.at(-1) === here && end.isConnected) {
        showMore();
        links = visible();
      }
      const at = links.indexOf(here);
      const to = at < 0 ? links[0] : links[at + by];
      if (to) {
        to.focus({ preventScroll: true });
        to.closest("li").scrollIntoView({ block: "nearest" });
      } else if (at === 0 && by < 0) control("q").focus();
    }

    // Who speaks to the computer has letters typed by chance: keys that are characters can be turned off (WCAG 2.1.4).
    const characters = control("characters");
    characters.checked = kept.get("characters") !== "off";
    characters.addEventListener("change", () => kept.set("characters", characters.checked ? "on" : "off"));

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const { target, key } = event;
      const isSearch = target === control("q");
      const isTyped = target.matches("input:not([type=checkbox]), select, textarea");
      const isInList = Boolean(target.closest(".works"));
      if (key === "Escape" && isSearch) {
        event.preventDefault();
        target.value = "";
        if (state.q) go({ ...state, q: "" });
        else target.blur();
      } else if (key === "Escape" && isInList) control("q").focus();
      else if (isSearch ? key === "ArrowDown" : isInList && !isTyped && ["ArrowDown", "ArrowUp"].includes(key)) {
        event.preventDefault();
        step(key === "ArrowDown" ? 1 : -1);
      } else if (["/", "j", "k"].includes(key) && characters.checked && !isTyped) {
        event.preventDefault();
        if (key === "/") control("q").select();
        else step(key === "j" ? 1 : -1);
      }
    });

    // --- what is folded below a work ---

    const styles = columns.styles.map(([name]) => name);
    let style = styles.includes(kept.get("style")) ? kept.get("style") : styles[0];

    async function workOf(element) {
      const number = element.closest("li").dataset.n - 1;
      return (await details(Math.floor(number / columns.chunk)))[number % columns.chunk];
    }

    async function fill(fold) {
      if ($(".cite", fold)) return;
      let work;
      try {
        work = await workOf(fold);
      } catch {
        say("This could not be loaded.");
        return;
      }
      const more = $(".more", fold);
      const page = $("a.page", more);
      if (work.abstract && !$(".abstract", more)) {
        const abstract = make("div", { className: "abstract", dir: "auto", innerHTML: work.abstract });
        if (work.lang) abstract.lang = work.lang;
        more.prepend(abstract);
      }
      const words = (work.keywords ?? []).flatMap((word) => [make("span", { dir: "auto" }, word), ", "]).slice(0, -1);
      if (words.length) more.insertBefore(make("p", { className: "keywords" }, "Keywords: ", ...words), page.parentElement);
      const choice = make("select", { name: "style", ariaLabel: "Style of the citation" });
      choice.append(...columns.styles.map(([name, label]) => new Option(label, name, name === style, name === style)));
      const button = (what, label) => {
        const made = make("button", { type: "button", className: "copy" }, `Copy ${label}`);
        made.dataset.what = what;
        return made;
      };
      const buttons = [button("citation", "citation"), button("bibtex", "BibTeX"), button("link", "link")];
      page.textContent = "Page of this work";
      $(".elsewhere", more).replaceWith(
        make(
          "div",
          { className: "cite" },
          make("blockquote", { dir: "auto", innerHTML: work.citations[styles.indexOf(style)] }),
          make("p", { className: "row" }, ...(styles.length > 1 ? [choice] : []), ...buttons, page),
        ),
      );
    }

    page.addEventListener(
      "toggle",
      ({ target }) => {
        if (target.open && target.closest(".works")) fill(target);
      },
      true,
    );
    page.addEventListener("change", async ({ target }) => {
      if (target.name !== "style") return;
      kept.set("style", (style = target.value));
      const work = await workOf(target);
      $("blockquote", target.closest(".cite")).innerHTML = work.citations[styles.indexOf(style)];
    });
    page.addEventListener("click", async ({ target }) => {
      const button = target.closest("button.copy[data-what]");
      if (!button) return;
      const cite = button.closest(".cite");
      if (button.dataset.what === "citation") {
        const citation = $("blockquote", cite);
        copy(button, citation.textContent.trim(), citation.innerHTML.trim());
      } else if (button.dataset.what === "bibtex") copy(button, (await workOf(button)).bibtex);
      else copy(button, new URL($("a.page", cite).getAttribute("href"), columns.url || location.href).href);
    });

    // --- what stood there hidden, as it does nothing without this ---

    for (const part of $$(".needs-script", page)) part.hidden = false;
    const isWide = matchMedia("(min-width: 62rem)");
    const openAside = () => aside && (aside.open = isWide.matches);
    isWide.addEventListener("change", openAside);
    openAside();
    restore();
  }

  document.addEventListener("DOMContentLoaded", () => {
    startTheme();
    startCopying();
    startIndex();
  });

  return {
    works(data) {
      columns = data;
    },
    details(number, data) {
      waiting.get(number)?.(data);
    },
  };
})();
