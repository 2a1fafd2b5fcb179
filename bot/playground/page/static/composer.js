// Where a person types: text, commands, and the menu of commands.

import { h, icon } from "./dom.js";

export class Composer {
  constructor(pane) {
    this.pane = pane;
    this.chosen = -1;
    this.area = h("textarea", { rows: 1, dir: "auto", placeholder: "Message", "aria-label": "Message", maxLength: 4096, enterKeyHint: "send" });
    this.area.addEventListener("input", () => this.suggest());
    this.area.addEventListener("keydown", (event) => this.pressed(event));
    this.menu = h("button", { type: "button", class: "menu", "aria-expanded": "false", onclick: () => this.turnMenu() }, icon("menu"), "Menu");
    this.list = h("div", { class: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
    const clip = h("button", { type: "button", class: "icon", "aria-label": "Send a photo, a voice message or a sticker", onclick: () => this.attach() }, icon("clip"));
    const send = h("button", { type: "submit", class: "icon send", "aria-label": "Send" }, icon("send"));
    this.form = h("form", { class: "composer" }, this.menu, this.area, clip, send);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.node = h("div", {}, this.list, this.form);
  }

  clear() {
    this.area.value = "";
    this.close();
  }

  focus() {
    this.area.focus({ preventScroll: true });
  }

  // A menu that is open follows what the bot says of itself.
  draw() {
    const commands = this.commands();
    if (commands === this.known) return;
    this.known = commands;
    this.menu.hidden = !commands.length;
    if (!this.list.hidden) this.show(this.fitting());
  }

  // Commands that begin as what is typed; all of them where no command is begun.
  fitting() {
    const typed = /^\/(\w*)$/.exec(this.area.value)?.[1] ?? "";
    return this.commands().filter((each) => each.command.startsWith(typed));
  }

  commands() {
    return this.pane.world.commands(this.pane.world.chat(this.pane.chat), this.pane.who);
  }

  send() {
    const text = this.area.value.trim();
    if (!text) return;
    if (this.pane.say(text)) this.clear();
    this.focus();
  }

  pressed(event) {
    if (event.isComposing) return;
    const isOpen = !this.list.hidden;
    if (event.key === "Escape" && isOpen) this.close();
    else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.choose(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && !event.shiftKey) this.enter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  enter() {
    const chosen = this.list.hidden ? null : this.list.children[this.chosen];
    if (chosen) chosen.click();
    else this.send();
  }

  suggest() {
    if (/^\/\w*$/.test(this.area.value)) this.show(this.fitting());
    else this.close();
  }

  turnMenu() {
    if (!this.list.hidden) return this.close();
    this.show(this.commands());
    this.focus();
  }

  show(commands) {
    this.chosen = -1;
    this.list.replaceChildren(...commands.map((each) => this.item(each)));
    this.list.hidden = !commands.length;
    this.menu.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  item({ command, description }) {
    const say = () => {
      this.pane.say(this.pane.world.chat(this.pane.chat).type === "private" ? `/${command}` : `/${command}@${this.pane.world.bot.username}`);
      this.clear();
      this.focus();
    };
    return h("button", { type: "button", role: "option", tabIndex: -1, onclick: say }, h("b", {}, `/${command}`), h("span", {}, description));
  }

  choose(step) {
    const items = [...this.list.children];
    this.chosen = (this.chosen + step + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === this.chosen)));
    items[this.chosen].scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.chosen = -1;
    this.menu.setAttribute("aria-expanded", "false");
  }

  attach() {
    if (this.pane.shutSheet()) return;
    const what = { photo: "A photo", voice: "A voice message", sticker: "A sticker" };
    const items = Object.entries(what).map(([name, words]) => {
      const act = () => {
        this.pane.shutSheet();
        this.pane.desk.send({ do: "send", who: this.pane.who, chat: this.pane.chat, topic: this.pane.topics.here().id, what: name });
      };
      return h("button", { type: "button", onclick: act }, words);
    });
    this.pane.openSheet(h("div", { class: "menu-sheet above" }, items));
  }
}
