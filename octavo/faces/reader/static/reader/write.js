// Forms with data-write="ID": what a model writes fills the element of that id while it comes. Without this they are pages.
(() => {
  "use strict";
  const END = "\n<!--|-->\n";
  const put = (place, html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    if (template.content.querySelector("[data-instead]")) place.replaceChildren(); // what broke off makes room
    const fresh = [...template.content.children];
    place.append(template.content);
    for (const element of fresh) window.htmx?.process(element);
  };
  const fill = async (form, place, button) => {
    const asked = new FormData(form, button);
    const answer = await fetch(form.action, { method: "POST", body: asked, headers: { "HX-Request": "true" } });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { done, value } = await reader.read();
      held += value ?? "";
      const parts = held.split(END);
      held = parts.pop();
      for (const part of parts) put(place, part);
      if (done) break;
    }
    if (held.trim()) put(place, held);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-write]");
    const place = form && document.getElementById(form.dataset.write);
    if (!place || !window.TextDecoderStream) return;
    event.preventDefault();
    if (place.getAttribute("aria-busy") === "true") return;
    place.replaceChildren();
    place.hidden = false;
    place.setAttribute("aria-busy", "true");
    fill(form, place, event.submitter)
      .catch(() => form.submit())
      .finally(() => place.removeAttribute("aria-busy"));
  });
})();
