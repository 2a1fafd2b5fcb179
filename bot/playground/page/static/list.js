// The list of chats: each person's chat with the bot, and the groups.

import { avatar, h, icon } from "./dom.js";

export class ChatList {
  // desk: as for panes, with open(who, chat) and beside(who, chat).
  constructor(desk, node) {
    this.desk = desk;
    this.node = node;
    this.entries = new Map();
    this.seen = new Map();
  }

  // The chats may be other ones than before, with fewer messages.
  begin() {
    for (const [id, turn] of this.seen) this.seen.set(id, Math.min(turn, this.desk.world.newest(this.desk.world.chat(id))?.turn ?? 0));
  }

  draw() {
    const { world } = this.desk;
    const chats = [...world.groups(), ...[...world.people.keys()].map((id) => world.chat(id))].filter(Boolean);
    const keep = new Set(chats.map((chat) => chat.id));
    for (const [id, entry] of this.entries) {
      if (keep.has(id)) continue;
      entry.node.remove();
      this.entries.delete(id);
    }
    chats.forEach((chat, at) => this.drawEntry(chat, at));
  }

  drawEntry(chat, at) {
    const { world } = this.desk;
    const shown = this.desk.shows(chat.id);
    const newest = world.newest(chat);
    if (shown) this.seen.set(chat.id, newest?.turn ?? 0);
    const isNew = Boolean(newest?.bot) && newest.turn > (this.seen.get(chat.id) ?? 0);
    const title = chat.type === "private" ? world.people.get(chat.id)?.name : chat.title;
    const mark = JSON.stringify([title, newest?.id, newest?.turn, shown, isNew, chat.blocked, chat.members?.length]);
    const known = this.entries.get(chat.id);
    const node = known?.node ?? h("li", { class: "entry" });
    if (known?.mark !== mark) this.fill(node, chat, { title, newest, shown, isNew });
    this.entries.set(chat.id, { node, mark });
    if (this.node.children[at] !== node) this.node.insertBefore(node, this.node.children[at] ?? null);
  }

  fill(node, chat, { title, newest, shown, isNew }) {
    const who = () => this.desk.viewer(chat);
    const words = chat.blocked ? "has blocked the bot" : this.preview(chat, newest);
    node.className = `entry${shown ? " shown" : ""}`;
    const had = node.contains(document.activeElement);
    node.replaceChildren(
      h(
        "button",
        { type: "button", class: "go", "aria-current": shown ? "true" : undefined, onclick: () => this.desk.open(who(), chat.id) },
        avatar(title ?? "", chat.id, false),
        h("span", { class: "words" }, h("strong", { dir: "auto" }, title), h("small", { dir: "auto" }, words)),
        isNew && h("span", { class: "dot", role: "img", "aria-label": "new" }),
      ),
      h("button", { type: "button", class: "beside", title: "Open beside", "aria-label": `Open ${title} beside`, onclick: () => this.desk.beside(who(), chat.id) }, icon("beside")),
    );
    if (had) node.firstChild.focus();
  }

  preview(chat, newest) {
    if (!newest) return chat.type === "private" ? "Nothing said yet" : "A new group";
    if (newest.service) return newest.service;
    const words = newest.text.split("\n").find(Boolean) ?? newest.poll?.question ?? (newest.files[0]?.name || newest.files[0]?.kind) ?? "";
    return (newest.bot ? "" : `${chat.type === "private" ? "You" : newest.name}: `) + words.slice(0, 80);
  }
}
