// Building nodes. Nothing here or elsewhere reads text as markup: texts become text nodes.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name in node && name !== "list" && name !== "form") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export function avatar(name, id, isBot) {
  const face = h("span", { class: `avatar ${isBot ? "bot" : `a${Math.abs(id) % 7}`}`, "aria-hidden": "true" });
  if (isBot) face.append(h("img", { src: "/static/icon.svg", alt: "" }));
  else face.textContent = initials(name);
  return face;
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : "";
  return ([...(words[0] ?? "")][0] ?? "?").toUpperCase() + ([...last][0] ?? "").toUpperCase();
}

export function time(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function day(seconds) {
  return new Date(seconds * 1000).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}

export function isPhone() {
  return window.matchMedia("(max-width: 720px)").matches;
}
