// A text with Telegram's entities as nodes. Offsets are UTF-16 units, as in JavaScript's own strings.

import { h } from "./dom.js";

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}’”']|\bt\.me\/[\w?=&/-]+|(?<![\w/<>])\/[a-z0-9_]{1,32}(?:@\w+)?(?![\w/<>])/gi;
const PLAIN = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

// does: { open(url), say(text) }, for links and commands.
export function rich(text, entities, does) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return h("div", { class: "text", dir: "auto" }, pieces(text, 0, text.length, sorted, does, false));
}

// A block stands on lines of its own, so the line breaks around it are not shown once more.
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

function pieces(text, start, end, entities, does, isLinked) {
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    if (entity.offset < at) continue;
    const until = Math.min(entity.offset + entity.length, end);
    const inside = entities.slice(index + 1).filter((each) => each.offset < until);
    const isBlock = BLOCKS.has(entity.type);
    const before = text.slice(at, entity.offset);
    nodes.push(...plain(isBlock ? before.replace(/\n$/, "") : before, does, isLinked));
    nodes.push(dressed(entity, text, until, inside, does, isLinked));
    at = isBlock && text[until] === "\n" ? until + 1 : until;
  }
  nodes.push(...plain(text.slice(at, end), does, isLinked));
  return nodes;
}

function dressed(entity, text, until, inside, does, isLinked) {
  const raw = text.slice(entity.offset, until);
  const links = isLinked || ["code", "pre", "text_link", "url", "bot_command"].includes(entity.type);
  const children = pieces(text, entity.offset, until, inside, does, links);
  if (entity.type in PLAIN) return h(PLAIN[entity.type], {}, children);
  switch (entity.type) {
    case "text_link":
      return link(entity.url, children, does);
    case "url":
      return link(raw, children, does);
    case "bot_command":
      return command(raw, does);
    case "spoiler":
      return spoiler(children);
    case "blockquote":
      return h("blockquote", {}, children);
    case "expandable_blockquote":
      return folded(children, raw);
    default:
      return h("span", {}, children);
  }
}

// Plain text, with addresses and commands that can be tapped, as apps find them by themselves.
function plain(text, does, isLinked) {
  if (!text) return [];
  if (isLinked) return [text];
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(LINK)) {
    nodes.push(text.slice(at, found.index));
    nodes.push(found[0].startsWith("/") ? command(found[0], does) : link(found[0], [found[0]], does));
    at = found.index + found[0].length;
  }
  nodes.push(text.slice(at));
  return nodes;
}

// The address as it may be opened; null for a scheme that is none of the web's.
export function address(url) {
  try {
    const parsed = new URL(/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}

function link(url, children, does) {
  const there = address(url);
  if (there?.hostname === "t.me") {
    return h("button", { type: "button", class: "inline", title: url, onclick: () => does.open(url) }, children);
  }
  if (!there) return h("span", { title: url }, children);
  return h("a", { href: there.href, target: "_blank", rel: "noopener noreferrer" }, children);
}

function command(text, does) {
  return h("button", { type: "button", class: "command", onclick: () => does.say(text) }, text);
}

function spoiler(children) {
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    node.classList.add("seen");
    node.removeAttribute("role");
    node.removeAttribute("aria-label");
    node.removeAttribute("tabindex");
  };
  const given = { class: "spoiler", role: "button", tabIndex: 0, "aria-label": "Hidden text", onclick: reveal };
  const node = h("span", { ...given, onkeydown: reveal }, children);
  return node;
}

function folded(children, raw) {
  if (raw.split("\n").length <= 3 && raw.length < 140) return h("blockquote", {}, children);
  const inner = h("div", { class: "fold" }, children);
  const turn = () => {
    const isOpen = quote.classList.toggle("open");
    button.setAttribute("aria-expanded", String(isOpen));
    button.textContent = isOpen ? "Show less" : "Show more";
  };
  const given = { type: "button", class: "unfold", "aria-expanded": "false", onclick: turn };
  const button = h("button", given, "Show more");
  const quote = h("blockquote", { class: "expandable" }, inner, button);
  return quote;
}
