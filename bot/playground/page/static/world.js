// What this page knows: people, chats and messages, as the last batch left them.

const CALLS_KEPT = 300;
const LINES_KEPT = 400;
const NO_COMMANDS = [];

export class World {
  constructor() {
    this.clear();
  }

  clear() {
    this.bot = { id: 0, name: "Bot", username: "", description: "" };
    this.status = { state: "starting", status: null, cut: false, slow: 0, ahead: 0, crowd: 0 };
    this.people = new Map();
    this.chats = new Map();
    this.calls = [];
    this.breaches = [];
    this.lines = [];
    this.findings = [];
  }

  // Take in one batch; returns the ids of the chats that it changed.
  apply(batch) {
    if (batch.first) this.clear();
    if (batch.bot) this.bot = batch.bot;
    if (batch.status) this.status = batch.status;
    if (batch.people) this.people = new Map(batch.people.map((each) => [each.id, each]));
    if (batch.findings) this.findings = batch.findings;
    if (batch.calls) this.calls = [...this.calls, ...batch.calls].slice(-CALLS_KEPT);
    if (batch.breaches) this.breaches = [...this.breaches, ...batch.breaches];
    if (batch.lines) this.lines = [...this.lines, ...batch.lines.map((text) => ({ text }))].slice(-LINES_KEPT);
    for (const news of batch.chats ?? []) this.applyToChat(news);
    return new Set((batch.chats ?? []).map((each) => each.id));
  }

  applyToChat({ messages, gone, ...about }) {
    const chat = this.chats.get(about.id) ?? { messages: new Map() };
    Object.assign(chat, about);
    chat.news = (chat.news ?? 0) + 1;
    for (const each of messages) chat.messages.set(each.id, each);
    for (const id of gone) chat.messages.delete(id);
    this.chats.set(chat.id, chat);
  }

  chat(id) {
    return this.chats.get(id);
  }

  groups() {
    return [...this.chats.values()].filter((chat) => chat.type !== "private" && !chat.left);
  }

  newest(chat) {
    let last;
    for (last of chat?.messages.values() ?? []);
    return last;
  }

  // The menu of commands that somebody sees in a chat.
  commands(chat, who) {
    return chat?.menus?.find((menu) => menu.for.includes(who))?.commands ?? NO_COMMANDS;
  }

  // Who can be looked at this chat as.
  present(chat) {
    if (chat.type === "private") return [...this.people.values()];
    const members = new Set(chat.members ?? []);
    const present = [...this.people.values()].filter((person) => members.has(person.id));
    return present.length ? present : [...this.people.values()];
  }
}
