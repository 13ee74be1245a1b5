// The panel without a reload: a second touch closes the evidence again; a story remembers, here only, when it was read.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const cite = event.target.closest(".cite[aria-expanded='true']");
    if (!cite) return;
    event.preventDefault();
    event.stopPropagation();
    cite.setAttribute("aria-expanded", "false");
    cite.closest(".cited").querySelector(".passages").replaceChildren();
  }, true);
  document.addEventListener("htmx:afterSwap", (event) => {
    const cite = event.detail.requestConfig?.elt;
    if (cite?.matches?.(".cite")) cite.setAttribute("aria-expanded", "true");
    recall(document);
  });
  const read = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const recall = (root) => {
    for (const select of root.querySelectorAll("select[data-last-read]")) {
      const moment = read(select.dataset.lastRead);
      if (!moment || select.querySelector("[data-own]")) continue;
      const option = new Option(new Date(moment).toLocaleString(document.documentElement.lang), moment, true, true);
      option.dataset.own = "";
      select.prepend(option);
    }
  };
  addEventListener("DOMContentLoaded", () => {
    recall(document);
    const story = document.querySelector("[data-reading]");
    if (!story) return;
    addEventListener("pagehide", () => {
      try { localStorage.setItem(story.dataset.reading, new Date().toISOString().slice(0, 16) + "Z"); } catch { /* private */ }
    });
  });
})();
