// Reads a page aloud by the browser's own voices: sentence by sentence, marked in the text, with a queue that plays on.
// Nothing plays by itself. Settings and queue stay in this browser.
(() => {
  "use strict";
  const box = document.querySelector("[data-listen]"), synth = window.speechSynthesis;
  if (!box) return;
  const $ = (name) => box.querySelector(name);
  let pieces = [], at = 0, playing = false, turn = 0, voices = [], lit;

  function stop() {
    turn++;
    playing = false;
    synth?.cancel();
    show();
  }
  const keep = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* no memory */ } };
  const kept = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const wish = { rate: 1, voices: {}, ...kept("listen") };

  // ---- sentences, found in the text without changing it
  const short = /(^|[\s(])(\p{Lu}\p{Ll}{0,2}|\d{1,2}|e\.g|i\.e|bzw)\.\s*$/u; // Dr., J., 3. end no sentence
  const cut = (text, lang) => {
    if (!Intl.Segmenter) return [[0, text.length]];
    const spans = [];
    for (const { index, segment } of new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)) {
      const last = spans.at(-1);
      if (last && short.test(text.slice(...last))) last[1] += segment.length;
      else spans.push([index, index + segment.length]);
    }
    return spans.filter((span) => /[\p{L}\p{N}]/u.test(text.slice(...span)));
  };
  const read = (root) => [...root.querySelectorAll(root.querySelector("[data-listen]")?.dataset.listen || "_")].flatMap((element) => {
    const nodes = [];
    let text = "";
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
      if (node.parentElement.closest("[data-unsaid], .small, .meta, sup, button")) continue;
      nodes.push([text.length, node]);
      text += node.data;
    }
    const point = (offset) => { const [start, node] = nodes.findLast((one) => one[0] <= offset); return [node, offset - start]; };
    const lang = (element.closest("[lang]")?.lang || "en").toLowerCase();
    return cut(text, lang).map(([start, end]) => ({
      element, lang, text: text.slice(start, end).replace(/\s+/g, " ").trim(),
      range() {
        const range = document.createRange(), [node, offset] = point(text.slice(0, end).trimEnd().length - 1);
        range.setStart(...point(start));
        range.setEnd(node, offset + 1);
        return range;
      },
    }));
  });

  // ---- what is shown
  const bar = $(".listen-bar"), play = $("[data-do=play]"), now = $(".listen-now"), words = [play.textContent, play.dataset.on];
  function show(piece) {
    play.textContent = words[+playing];
    play.setAttribute("aria-pressed", playing);
    lit?.classList.remove("spoken");
    window.CSS.highlights?.delete("spoken");
    if (!piece?.element.isConnected || piece.element.ownerDocument !== document) return;
    if (CSS.highlights) CSS.highlights.set("spoken", new Highlight(piece.range()));
    else (lit = piece.element).classList.add("spoken");
    const { top, bottom } = piece.element.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) piece.element.scrollIntoView({ block: "center" });
  }

  // ---- reading
  const family = (lang) => lang.toLowerCase().split(/[-_]/)[0];
  const fitting = (lang) => voices.filter((one) => family(one.lang) === family(lang));
  const voice = (lang, fit = fitting(lang)) => fit.find((one) => one.name === wish.voices[family(lang)]) || fit.find((one) => one.default) || fit[0];
  function say() {
    const mine = ++turn, piece = pieces[at];
    synth.cancel();
    if (!piece) return next();
    const told = new SpeechSynthesisUtterance(piece.text), on = () => { if (mine === turn) { at++; say(); } };
    told.voice = voice(piece.lang);
    if (!told.voice) return on(); // nobody here speaks this language: passed over
    told.lang = told.voice.lang;
    told.rate = wish.rate;
    told.onend = on;
    told.onerror = () => { if (mine === turn) stop(); };
    show(piece);
    synth.speak(told);
  }
  const begin = () => { if (!pieces.length) { pieces = read(document); at = 0; } };
  const start = () => {
    begin();
    for (const sound of document.querySelectorAll("audio")) sound.pause();
    playing = true;
    say();
  };
  const step = (by) => {
    begin();
    at = Math.min(Math.max(at + by, 0), pieces.length - 1);
    if (playing) say(); else show(pieces[at]);
  };

  // ---- the queue
  const list = $(".listen-queue ol"), queue = () => kept("listen-queue") || [];
  const put = (items) => { keep("listen-queue", items); draw(); };
  function draw() {
    const items = queue();
    $(".listen-queue").hidden = !items.length;
    $("[data-count]").textContent = items.length;
    list.replaceChildren(...items.map((item, place) => {
      const row = document.createElement("li"), link = document.createElement("a");
      Object.assign(link, { href: item.address, textContent: item.title, lang: item.language, dir: "auto" });
      const press = (label, textContent, to) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "icon", textContent });
        button.setAttribute("aria-label", `${label}: ${item.title}`);
        button.disabled = to < 0 || to >= items.length;
        button.onclick = () => {
          const [moved] = items.splice(place, 1);
          if (to !== undefined) items.splice(to, 0, moved);
          put(items);
          $("summary").focus();
        };
        return button;
      };
      row.append(link, press(list.dataset.up, "↑", place - 1), press(list.dataset.down, "↓", place + 1), press(list.dataset.out, "×"));
      return row;
    }));
  }
  async function next() {
    const [item, ...rest] = queue(), mine = turn;
    pieces = [];
    now.textContent = "";
    if (!item) return stop();
    put(rest);
    now.textContent = `${now.dataset.now} ${item.title}`;
    try {
      const answer = await fetch(item.address);
      pieces = read(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* gone: the next one */ }
    at = 0;
    if (mine === turn) say();
  }
  const add = () => {
    const { address, title, language } = box.dataset, items = queue();
    if (!items.some((item) => item.address === address)) put([...items, { address, title: title || document.title, language }]);
  };

  // ---- hands
  const own = family(box.dataset.language || read(document)[0]?.lang || "en");
  const acts = { play: () => (playing ? stop() : start()), back: () => step(-1), forth: () => step(1), queue: add };
  bar.addEventListener("click", (event) => acts[event.target.closest("button")?.dataset.do]?.());
  bar.addEventListener("change", ({ target }) => {
    if (target.dataset.do === "rate") wish.rate = +target.value;
    else wish.voices[own] = target.value;
    keep("listen", wish);
    if (playing) say();
  });
  bar.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way || event.target.tagName === "SELECT") return;
    event.preventDefault();
    step(getComputedStyle(bar).direction === "rtl" ? -way : way);
  });
  addEventListener("storage", draw);
  addEventListener("pagehide", stop);
  addEventListener("play", stop, true);
  const found = () => {
    voices = synth?.getVoices() || [];
    const mine = fitting(own), any = box.dataset.language ? mine.length : voices.length;
    bar.hidden = !any;
    $(".listen-none").hidden = any > 0;
    if (!any) return;
    $("[data-do=voice]").replaceChildren(...mine.map((one) => new Option(one.name, one.name, false, one === voice(own))));
    $("[data-voices]").hidden = mine.length < 2;
    $("[data-do=rate]").value = wish.rate;
    draw();
  };
  synth?.cancel();
  synth?.addEventListener?.("voiceschanged", found);
  if (synth?.getVoices().length) found(); else setTimeout(found, synth ? 1500 : 0);
})();
