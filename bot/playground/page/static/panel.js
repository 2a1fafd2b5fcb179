// Behind the scenes: calls of the Bot API, rules that were broken, the bot's log, findings about dialogs.

import { h, icon } from "./dom.js";

const TABS = { calls: "Calls", breaches: "Breaches", lines: "Log", findings: "Dialogs", flow: "Flow" };
const NONE = {
  calls: "No call yet. Everything that the bot asks of Telegram appears here.",
  breaches: "None: the bot has broken no rule of the Bot API.",
  lines: "The bot has written nothing yet.",
  findings: "No mistakes. Save a dialog file, and it is checked again.",
};

export class Panel {
  // here: tells the chat that is looked at.
  constructor(world, node, button, count, here) {
    Object.assign(this, { world, node, button, count, here });
    this.tab = "calls";
    this.buttons = {};
    this.records = h("div", { class: "records", id: "records", role: "tabpanel", tabIndex: 0 });
    const tabs = h("div", { class: "tabs", role: "tablist" });
    for (const name of Object.keys(TABS)) {
      const given = { type: "button", role: "tab", "aria-controls": "records", onclick: () => this.choose(name) };
      tabs.append((this.buttons[name] = h("button", given)));
    }
    tabs.append(h("button", { type: "button", class: "icon", "aria-label": "Close", onclick: () => this.turn(false) }, icon("close")));
    node.append(tabs, this.records);
    button.addEventListener("click", () => this.turn(node.hidden));
  }

  turn(isOpen, tab = this.tab) {
    this.node.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.choose(tab);
  }

  choose(tab) {
    this.tab = tab;
    this.told = null;
    this.records.classList.toggle("upright", tab === "flow");
    this.draw();
  }

  draw() {
    const { breaches, findings } = this.world;
    this.count.hidden = !breaches.length;
    this.count.textContent = breaches.length;
    this.count.setAttribute("aria-label", `${breaches.length} breaches`);
    if (this.node.hidden) return;
    const numbers = { breaches: breaches.length, findings: findings.length };
    for (const [name, words] of Object.entries(TABS)) {
      this.buttons[name].textContent = numbers[name] ? `${words} ${numbers[name]}` : words;
      this.buttons[name].setAttribute("aria-selected", String(name === this.tab));
    }
    if (this.tab === "flow") return this.drawFlow();
    const list = this.world[this.tab];
    if (list === this.told) return;
    this.drawRecords(list);
    this.told = list;
  }

  // The way through the dialog that the chat is in, with where it stands.
  drawFlow() {
    const chat = this.world.chat(this.here());
    const source = chat ? `/flow/${chat.id}.svg?${chat.news}` : "";
    if (source === this.told) return;
    this.told = source;
    this.holder = null;
    if (source) this.fetchFlow(source);
    else this.records.replaceChildren(h("p", { class: "none" }, "No chat is open."));
  }

  async fetchFlow(source) {
    const answer = await fetch(source);
    if (this.told !== source) return;
    if (!answer.ok) return this.records.replaceChildren(h("p", { class: "none" }, "The dialogs cannot be drawn now; their mistakes stand under Dialogs."));
    const here = (await answer.text()).match(/ y="([\d.]+)"[^>]*class="box [^"]*here"/);
    const words = "The way through the dialog; where this chat stands is framed in red.";
    const picture = h("img", { class: "flow", src: source, alt: words });
    picture.addEventListener("load", () => {
      const scale = picture.clientWidth / picture.naturalWidth;
      const y = Number(here?.[1] ?? 0) * scale;
      this.records.scrollTop = Math.max(0, y - this.records.clientHeight / 3);
    });
    this.records.replaceChildren(picture);
  }

  // What is on show already stays as it is, so that what was unfolded stays so.
  drawRecords(list) {
    const known = new Map(this.told ? this.nodes : []);
    this.nodes = list.map((each) => [each, known.get(each) ?? this.record(each)]);
    const nodes = this.nodes.map(([, node]) => node);
    if (!nodes.length) nodes.push(h("p", { class: "none" }, NONE[this.tab]));
    if (!this.holder || !this.told) {
      this.holder = h("div", {}, nodes);
      this.records.replaceChildren(this.holder);
      return;
    }
    const kept = new Set(nodes);
    for (const node of [...this.holder.children]) if (!kept.has(node)) node.remove();
    this.holder.append(...nodes.filter((node) => !node.isConnected));
  }

  record(each) {
    if (this.tab === "calls") return call(each);
    if (this.tab === "breaches") {
      return h("div", { class: "record breach" }, h("strong", {}, each.rule), `${each.method}: ${each.reason}`, h("pre", {}, each.given));
    }
    if (this.tab === "findings") {
      return h("div", { class: `record breach${each.stops ? "" : " hint"}` }, h("strong", {}, each.place), each.words);
    }
    return h("div", { class: "record text" }, each.text);
  }
}

function call({ time, method, status, given, answer }) {
  const clock = new Date(time * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const told = status || "no answer";
  const summary = h("summary", {}, h("time", {}, clock), h("b", {}, method), h("i", {}, told));
  const node = h("details", { class: `record${status === 200 ? "" : " bad"}` }, summary);
  node.addEventListener("toggle", () => {
    if (node.childElementCount === 1) node.append(h("pre", {}, `${given}\n→ ${answer}`));
  });
  return node;
}
