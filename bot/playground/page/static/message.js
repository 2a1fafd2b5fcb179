// One message: bubble, files, and the keyboard below it.

import { h, icon, time, day } from "./dom.js";
import { enlarged } from "./picture.js";
import { rich } from "./text.js";

// A filled article for a message. does: { tap(message, button, node), open(url), say(text), copy(text) }.
export function fill(article, message, { mine, showsName, previous, does }) {
  article.className = `message${mine ? " mine" : ""}${message.rows.length ? " keyed" : ""}`;
  article.dataset.id = message.id;
  if (message.service) article.className = "message service";
  const parts = [];
  if (!previous || day(previous.date) !== day(message.date)) {
    parts.push(h("p", { class: "day" }, day(message.date)));
  }
  if (message.service) return article.replaceChildren(...parts, h("p", { class: "day", dir: "auto" }, message.service));
  const body = h("div", { class: "body" }, bubble(message, showsName, mine, does));
  if (message.rows.length) body.append(keyboard(message, does));
  article.replaceChildren(...parts, body);
}

const MOST_JOINED = 3;

// The messages, with one in the place of each long row that only says who joined.
export function folded(messages) {
  const shown = [];
  for (let at = 0; at < messages.length; ) {
    let end = at;
    while (messages[end]?.joined) end += 1;
    const run = messages.slice(at, end);
    shown.push(run.length > MOST_JOINED ? together(run) : messages[at]);
    at = run.length > MOST_JOINED ? end : at + 1;
  }
  return shown;
}

function together(run) {
  const service = `${run[0].joined}, ${run[1].joined} and ${run.length - 2} others joined`;
  return { ...run[0], turn: run.at(-1).turn, service };
}

function bubble(message, showsName, mine, does) {
  const node = h("div", { class: "bubble" });
  const who = mine ? "You" : message.name;
  if (showsName) node.append(h("div", { class: "name", dir: "auto" }, message.name));
  else node.setAttribute("aria-label", who);
  node.setAttribute("role", "group");
  if (message.reply) {
    node.append(h("div", { class: "reply" }, h("b", {}, message.reply.name), message.reply.text));
  }
  for (const file of message.files) node.append(attached(file, message));
  if (message.poll) node.append(poll(message.poll));
  if (message.text) node.append(rich(message.text, message.entities, does));
  const told = message.edited ? `edited ${time(message.date)}` : time(message.date);
  (node.querySelector(":scope > .text") ?? node).append(h("span", { class: "meta" }, told));
  return node;
}

function attached(file, message) {
  if (file.kind === "photo" && file.href) return picture(file, message);
  if (file.kind === "sticker") return h("div", { class: "sticker", role: "img", "aria-label": "Sticker" }, "🙂");
  const name = { photo: "Photo", voice: "Voice message" }[file.kind] ?? (file.name || "File");
  const about = file.kind === "voice" ? `${file.seconds} s` : size(file.size);
  const words = h("span", { class: "words" }, h("bdi", {}, name), h("small", {}, about));
  const disc = h("span", { class: "disc" }, icon("file"));
  if (!file.href) return h("div", { class: "file" }, disc, words);
  const save = h("a", { class: "file", href: file.href, download: file.name, title: `Save ${file.name}` }, disc, words);
  if (!file.look) return save;
  const look = h("a", { class: "look", href: file.look, target: "_blank", rel: "noopener noreferrer", "aria-label": `Open ${file.name}` }, icon("link"), "Open");
  return h("div", { class: "files" }, save, look);
}

// What a picture shows stands below it, too; its first line names it.
function picture(file, message) {
  const words = message.text.split("\n").find(Boolean) ?? "Picture";
  const given = { type: "button", class: "picture", title: "Enlarge", "aria-label": `Enlarge the picture: ${words}` };
  const node = h("button", given, h("img", { src: file.href, alt: words, loading: "lazy" }));
  node.addEventListener("click", () => enlarged(file, words));
  return node;
}

function poll({ question, options, voters, closed, anonymous, several }) {
  const kind = `${closed ? "Final results" : anonymous ? "Anonymous poll" : "Public poll"}${several ? ", several answers" : ""}`;
  const rows = options.map(([text, count]) => {
    const share = `${voters ? Math.round((100 * count) / voters) : 0} %`;
    return h("li", {}, h("bdi", {}, text), h("span", {}, `${count} · ${share}`), h("meter", { max: voters || 1, value: count, "aria-hidden": "true" }));
  });
  const told = voters === 1 ? "1 vote" : `${voters || "No"} votes`;
  return h("div", { class: "poll", role: "group", "aria-label": "Poll" }, h("strong", { dir: "auto" }, question), h("small", {}, kind), h("ul", {}, rows), h("small", {}, told));
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function keyboard(message, does) {
  const given = { class: "keyboard", role: "group", "aria-label": "Answers", onkeydown: walk };
  return h(
    "div",
    given,
    message.rows.map((row) => h("div", {}, row.map((button) => key(message, button, does)))),
  );
}

function key(message, button, does) {
  const act = (event) => {
    if (button.data !== undefined) does.tap(message, button, event.currentTarget);
    else if (button.url !== undefined) does.open(button.url);
    else does.copy(button.copy);
  };
  const style = button.style ? `style-${button.style}` : "";
  const node = h("button", { type: "button", class: style, dir: "auto", onclick: act }, button.text);
  if (button.url !== undefined) node.append(icon("link"));
  if (button.copy !== undefined) node.append(icon("copy"));
  return node;
}

// Arrow keys go through the rows of a keyboard.
function walk(event) {
  const rows = [...event.currentTarget.children].map((row) => [...row.children]);
  const row = rows.findIndex((each) => each.includes(document.activeElement));
  if (row < 0) return;
  const column = rows[row].indexOf(document.activeElement);
  const next = {
    ArrowUp: () => rows[row - 1]?.[Math.min(column, rows[row - 1].length - 1)],
    ArrowDown: () => rows[row + 1]?.[Math.min(column, rows[row + 1].length - 1)],
    ArrowLeft: () => rows[row][column - 1],
    ArrowRight: () => rows[row][column + 1],
  }[event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus();
}

// Where the focus was inside a message that is drawn anew: on the same button, or on the first one.
export function refocus(article, label) {
  const keys = [...article.querySelectorAll(".keyboard button")];
  (keys.find((each) => each.textContent === label) ?? keys[0])?.focus({ preventScroll: true });
  return keys.length > 0;
}
