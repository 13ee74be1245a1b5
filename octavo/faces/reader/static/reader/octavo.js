// Small comforts on top of pages that work without them: the reader's own time zone, fresh "ago"s, pictures that fail.
(() => {
  "use strict";
  const language = document.documentElement.lang || "en";
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "always", style: "short" });
  const retell = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const moment = new Date(time.dateTime);
      if (isNaN(moment)) continue;
      time.title = exact.format(moment);
      if (!("ago" in time.dataset)) continue;
      const minutes = Math.floor((Date.now() - moment) / 60000);
      if (minutes < 1 || minutes >= 10080) continue;
      time.textContent = minutes < 60 ? ago.format(-minutes, "minute")
        : minutes < 1440 ? ago.format(-Math.floor(minutes / 60), "hour") : ago.format(-Math.floor(minutes / 1440), "day");
    }
  };
  const hide = (picture) => { // its place stays, so that nothing moves
    picture.parentElement.classList.add("missing");
    picture.alt = "";
  };
  document.addEventListener("error", (event) => event.target.tagName === "IMG" && hide(event.target), true);
  addEventListener("DOMContentLoaded", () => {
    retell(document);
    for (const picture of document.images) if (picture.complete && !picture.naturalWidth && picture.currentSrc) hide(picture);
    setInterval(() => retell(document), 60000);
    document.body.addEventListener("htmx:load", (event) => retell(event.detail.elt));
  });
})();
