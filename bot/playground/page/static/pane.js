// One open chat, looked at as one person.

import { avatar, h, icon, isPhone } from "./dom.js";
import { Composer } from "./composer.js";
import { items } from "./menu.js";
import { fill, folded, refocus } from "./message.js";
import { Topics } from "./topics.js";

const SHOWN = 300;
const TOAST_SECONDS = 4;

export class Pane {
  // desk: { world, send, show(pane, who, chat), close(pane), activate(pane), toList(), tapped(number, node) }
  constructor(desk, who, chat) {
    this.desk = desk;
    this.who = who;
    this.chat = chat;
    this.nodes = new Map();
    this.limit = SHOWN;
    this.topics = new Topics(this);
    this.build();
    this.draw();
  }

  get world() {
    return this.desk.world;
  }

  build() {
    this.head = h("header");
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true, onclick: () => this.toPinned() });
    this.log = h("div", { class: "log", role: "log", "aria-label": "Messages", "aria-relevant": "additions text" });
    this.scroller = h("div", { class: "scroller", onscroll: () => this.scrolled() }, this.log);
    this.foot = h("footer", { class: "foot" });
    this.end = h("button", { type: "button", class: "to-end", hidden: true, "aria-label": "To the newest message" }, icon("down"));
    this.end.addEventListener("click", () => this.toEnd());
    this.notices = h("div", { role: "status" });
    this.composer = new Composer(this);
    this.node = h("section", { class: "pane" }, this.head, this.topics.node, this.pinned, this.scroller, this.end, this.notices, this.foot);
    this.node.addEventListener("focusin", () => this.desk.activate(this));
    this.node.addEventListener("pointerdown", () => this.desk.activate(this));
    this.node.addEventListener("keydown", (event) => this.pressed(event));
  }

  // Who begins to type, wherever they are in a chat, types a message.
  pressed(event) {
    if (event.key === "Escape") this.shutSheet();
    const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isTyped && !this.sheet && !event.target.closest("textarea, select, input, .alert")) this.composer.focus();
  }

  // Everything anew: another chat, or another person.
  look(who, chat) {
    if (chat !== this.chat) this.topics.reset();
    this.who = who;
    this.chat = chat;
    this.notices.replaceChildren();
    this.node.querySelector(".alert")?.remove();
    this.composer.clear();
    this.lookAnew();
  }

  // The same chat with other messages, as in another topic.
  lookAnew() {
    this.limit = SHOWN;
    this.nodes.clear();
    this.log.replaceChildren();
    this.draw();
    this.toEnd();
  }

  draw() {
    const chat = this.world.chat(this.chat);
    if (!chat) return;
    this.drawHead(chat);
    this.topics.draw(chat);
    this.drawPinned(chat);
    this.drawMessages(chat);
    this.drawFoot(chat);
  }

  drawHead(chat) {
    const present = this.world.present(chat);
    const mine = this.world.people.get(this.who);
    const people = !mine || present.includes(mine) ? present : [...present, mine];
    const mark = JSON.stringify([chat.title, chat.type, chat.members, chat.bot, this.who, this.world.bot.name, people]);
    if (mark === this.headMark) return;
    this.headMark = mark;
    const isPrivate = chat.type === "private";
    const title = isPrivate ? this.world.bot.name : chat.title;
    const count = chat.members?.length === 1 ? "1 person" : `${chat.members?.length} people`;
    const bot = chat.bot === "absent" ? "without the bot" : "and the bot";
    const select = h("select", { "aria-label": "You are", onchange: () => this.become(Number(select.value)) });
    for (const person of people) select.append(new Option(person.name, person.id, false, person.id === this.who));
    this.node.setAttribute("aria-label", `${title}, you are ${this.world.people.get(this.who)?.name ?? ""}`);
    this.head.replaceChildren(
      h("button", { type: "button", class: "icon to-list", "aria-label": "All chats", onclick: () => this.desk.toList() }, icon("back")),
      avatar(title, chat.id, isPrivate),
      h("div", { class: "words" }, h("h2", { dir: "auto" }, title), h("div", { class: "sub" }, isPrivate ? "bot" : `${count} ${bot}`)),
      h("label", { class: "you" }, h("span", {}, "You:"), select),
      h("button", { type: "button", class: "icon", "aria-label": "More", "aria-haspopup": "true", onclick: () => this.openMenu() }, icon("more")),
      h("button", { type: "button", class: "icon shut", "aria-label": "Close this chat", hidden: !this.desk.several(), onclick: () => this.desk.close(this) }, icon("close")),
    );
  }

  drawPinned(chat) {
    const message = this.topics.pinned(chat);
    this.pinned.hidden = !message;
    if (message) this.pinned.replaceChildren(icon("pin"), h("span", {}, h("b", {}, "Pinned message"), message.text.split("\n")[0]));
  }

  drawMessages(chat) {
    const all = folded(this.topics.messages(chat));
    const shown = all.slice(-this.limit);
    if (!all.length) return this.log.replaceChildren(...(chat.type === "private" ? [this.welcome()] : []));
    if (!this.nodes.size) this.log.replaceChildren();
    const keep = new Set(shown.map((each) => each.id));
    for (const [id, { article }] of this.nodes) {
      if (!keep.has(id)) {
        article.remove();
        this.nodes.delete(id);
      }
    }
    const isFresh = this.nodes.size > 0;
    shown.forEach((message, at) => this.drawMessage(chat, message, all[all.length - shown.length + at - 1], isFresh));
    this.drawEarlier(all.length > shown.length);
  }

  drawMessage(chat, message, previous, isFresh) {
    const known = this.nodes.get(message.id);
    if (known?.turn === message.turn && known.before === previous?.id) return;
    const article = known?.article ?? h("article");
    const focused = article.contains(document.activeElement) ? document.activeElement.textContent : null;
    const mine = message.from === this.who;
    const showsName = chat.type !== "private" && !mine && previous?.from !== message.from;
    fill(article, message, { mine, showsName, previous, does: this });
    if (!known) {
      this.log.append(article);
      if (isFresh) article.classList.add("new");
      if (isFresh && this.scroller.scrollTop < -80) this.end.hidden = false;
    }
    this.nodes.set(message.id, { article, turn: message.turn, before: previous?.id });
    if (focused !== null && !refocus(article, focused)) this.composer.focus();
  }

  drawEarlier(isMore) {
    this.log.querySelector(".earlier")?.remove();
    if (!isMore) return;
    const more = () => {
      this.limit += SHOWN;
      this.nodes.clear();
      this.log.replaceChildren();
      this.draw();
    };
    this.log.prepend(h("button", { type: "button", class: "earlier", onclick: more }, "Earlier messages"));
  }

  welcome() {
    const { name, description } = this.world.bot;
    const words = description || "Tap Start, and the bot will say hello.";
    return h("div", { class: "welcome" }, avatar(name, 0, true), h("strong", {}, "What can this bot do?"), words);
  }

  drawFoot(chat) {
    const person = this.world.people.get(this.who);
    const isHere = chat.type === "private" || chat.members?.includes(this.who);
    const wanted = !isHere ? "join" : person?.blocked && chat.type === "private" ? "blocked" : chat.type === "private" && !chat.started ? "start" : "composer";
    if (wanted === this.footMark) return this.composer.draw();
    this.footMark = wanted;
    const big = (words, order) =>
      h("button", { type: "button", class: "big main", onclick: () => { this.desk.send(order()); this.pendingFocus = true; } }, words);
    if (wanted === "start") this.foot.replaceChildren(big("START", () => ({ do: "say", who: this.who, chat: this.chat, text: "/start" })));
    else if (wanted === "join") this.foot.replaceChildren(big("JOIN", () => ({ do: "attend", who: this.who, chat: this.chat, what: "join" })));
    else if (wanted === "blocked") this.foot.replaceChildren(big("UNBLOCK", () => ({ do: "block", who: this.who, blocked: false })));
    else {
      this.composer.draw();
      this.foot.replaceChildren(this.composer.node);
      if (this.pendingFocus && !isPhone()) this.composer.focus();
      this.pendingFocus = false;
    }
  }

  // --- what a person does here ---------------------------------------------------------

  tap(message, button, node) {
    const order = { do: "tap", who: this.who, chat: this.chat, message: message.id, data: button.data, label: button.text };
    const number = this.desk.send(order);
    if (!number) return;
    node.classList.add("waiting");
    this.desk.tapped(number, node, this);
  }

  say(text) {
    const number = this.desk.send({ do: "say", who: this.who, chat: this.chat, topic: this.topics.here().id, text });
    this.toEnd();
    return number;
  }

  open(url) {
    if (/^(https?:\/\/)?t\.me\//i.test(url)) this.desk.send({ do: "open", who: this.who, link: url });
    else window.open(/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`, "_blank", "noopener,noreferrer");
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.toast("Copied.");
  }

  become(who) {
    const chat = this.world.chat(this.chat);
    this.desk.show(this, who, chat.type === "private" ? who : this.chat);
  }

  // --- what a person is shown ------------------------------------------------------------

  answered({ text, alert, url }) {
    if (url) this.open(url);
    else if (text && alert) this.alert(text);
    else if (text) this.toast(text);
  }

  toast(text) {
    const node = h("div", { class: "toast", dir: "auto" }, text);
    this.notices.replaceChildren(node);
    setTimeout(() => node.remove(), TOAST_SECONDS * 1000);
  }

  alert(text) {
    const before = document.activeElement;
    const shut = () => {
      box.remove();
      before?.focus?.();
    };
    const ok = h("button", { type: "button", onclick: shut }, "OK");
    const box = h("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text }, h("div", {}, text, ok));
    box.addEventListener("keydown", (event) => event.key === "Escape" && shut());
    this.node.append(box);
    ok.focus();
  }

  openMenu() {
    if (this.shutSheet()) return;
    this.openSheet(h("div", { class: "menu-sheet" }, items(this, this.world.chat(this.chat))));
  }

  openSheet(sheet) {
    this.sheet = sheet;
    this.opener = document.activeElement;
    this.node.append(sheet);
    sheet.querySelector("button")?.focus();
    const away = (event) => {
      if (sheet.contains(event.target)) return;
      document.removeEventListener("pointerdown", away, true);
      this.shutSheet();
    };
    document.addEventListener("pointerdown", away, true);
  }

  // Whether one was open. The focus goes back to where it came from.
  shutSheet() {
    const was = this.sheet;
    this.sheet = null;
    if (was?.contains(document.activeElement)) this.opener?.focus();
    was?.remove();
    return Boolean(was);
  }

  toPinned() {
    const message = this.topics.pinned(this.world.chat(this.chat));
    this.nodes.get(message?.id)?.article.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  toEnd() {
    this.scroller.scrollTop = 0;
    this.end.hidden = true;
  }

  scrolled() {
    if (this.scroller.scrollTop > -80) this.end.hidden = true;
  }
}
