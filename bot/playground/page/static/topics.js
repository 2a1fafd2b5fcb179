// The topics of a forum, above the messages of a chat: one is looked at and written in at a time.

import { h } from "./dom.js";

const GENERAL = { id: 0, name: "General", closed: false };

export class Topics {
  constructor(pane) {
    this.pane = pane;
    this.chosen = 0;
    this.seen = new Map();
    this.node = h("nav", { class: "topics", "aria-label": "Topics", hidden: true });
  }

  // Another chat is looked at.
  reset() {
    this.chosen = 0;
    this.seen.clear();
    this.mark = null;
  }

  here() {
    return this.chat()?.topics?.find((each) => each.id === this.chosen) ?? GENERAL;
  }

  chat() {
    return this.pane.world.chat(this.pane.chat);
  }

  // Those of a chat's messages that stand in the topic that is looked at.
  messages(chat) {
    const all = [...chat.messages.values()];
    return chat.topics ? all.filter((each) => each.topic === this.here().id) : all;
  }

  pinned(chat) {
    const there = chat.pinned.map((id) => chat.messages.get(id));
    return there.findLast((each) => each && (!chat.topics || each.topic === this.here().id));
  }

  draw(chat) {
    this.node.hidden = !chat.topics;
    if (!chat.topics) return;
    this.chosen = this.here().id;
    const newest = new Map();
    for (const each of chat.messages.values()) if (each.bot) newest.set(each.topic, Math.max(each.turn, newest.get(each.topic) ?? 0));
    if (!this.seen.size) for (const [topic, turn] of newest) this.seen.set(topic, turn);
    this.seen.set(this.chosen, newest.get(this.chosen) ?? 0);
    const shown = [GENERAL, ...chat.topics].map((each) => ({ ...each, fresh: (newest.get(each.id) ?? 0) > (this.seen.get(each.id) ?? 0) }));
    const mark = JSON.stringify([shown, this.chosen]);
    if (mark === this.mark) return;
    this.mark = mark;
    const had = this.node.contains(document.activeElement);
    this.node.replaceChildren(...shown.map((each) => this.button(each)));
    if (had) this.node.querySelector("[aria-current]").focus();
  }

  button({ id, name, closed, fresh }) {
    const given = { type: "button", "aria-current": id === this.chosen ? "true" : undefined, onclick: () => this.choose(id) };
    return h("button", given, h("bdi", {}, name), closed && h("span", { class: "closed", title: "closed" }, "🔒"), fresh && h("span", { class: "dot", role: "img", "aria-label": "new" }));
  }

  choose(id) {
    this.chosen = id;
    this.pane.lookAnew();
  }

  // What can be done about topics, for the menu of the chat.
  items(chat, send, shut) {
    const { who } = this.pane;
    const does = (words, order) => h("button", { type: "button", onclick: () => { shut(); send({ who, chat: chat.id, ...order }); } }, words);
    if (!chat.topics) {
      return chat.type === "supergroup" && chat.admins.includes(who) ? [does("Turn topics on", { do: "attend", what: "topics" })] : [];
    }
    const { id, closed } = this.here();
    const arranged = (words, what) => does(words, { do: "topic", what, topic: id });
    const items = [this.beginning(chat, send, shut)];
    if (id && chat.admins.includes(who)) items.push(closed ? arranged("Reopen this topic", "reopen") : arranged("Close this topic", "close"), arranged("Delete this topic", "delete"));
    return items;
  }

  beginning(chat, send, shut) {
    const name = h("input", { type: "text", required: true, maxLength: 128, placeholder: "Name", "aria-label": "Name of a new topic" });
    const form = h("form", { class: "begin" }, name, h("button", { type: "submit" }, "New topic"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      shut();
      send({ do: "topic", who: this.pane.who, chat: chat.id, what: "begin", name: name.value.trim() });
    });
    return form;
  }
}
