// One picture as large as it is, above everything else, until it is tapped away.

import { h, icon } from "./dom.js";

export function enlarged(file, words) {
  const shut = h("button", { type: "button", class: "icon", "aria-label": "Close" }, icon("close"));
  const save = h("a", { class: "icon", href: file.href, download: file.name, "aria-label": `Save ${file.name}` }, icon("file"));
  const picture = h("img", { src: file.href, alt: words });
  const box = h("dialog", { class: "enlarged", "aria-label": words }, h("div", { class: "tools" }, save, shut), h("div", { class: "whole" }, picture));
  box.addEventListener("click", (event) => {
    if (!save.contains(event.target)) box.close();
  });
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
