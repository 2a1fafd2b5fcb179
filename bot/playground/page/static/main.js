// The page put together: the connection, the chats that are open, the list, the bar, the panel.

import { Controls, dress } from "./controls.js";
import { isPhone } from "./dom.js";
import { ChatList } from "./list.js";
import { Pane } from "./pane.js";
import { Panel } from "./panel.js";
import { Line } from "./socket.js";
import { World } from "./world.js";

const MOST_PANES = 4;
const NARROWEST_PANE = 320;

class Desk {
  constructor() {
    this.world = new World();
    this.panes = [];
    this.active = null;
    this.connected = false;
    this.taps = new Map();
    this.room = document.getElementById("panes");
    this.list = new ChatList(this, document.getElementById("chats"));
    this.controls = new Controls(this);
    const byId = (id) => document.getElementById(id);
    this.panel = new Panel(this.world, byId("panel"), byId("open-panel"), byId("breach-count"), () => this.active?.chat);
    byId("add-person").addEventListener("click", () => this.send({ do: "person" }));
    byId("add-group").addEventListener("click", () => this.send({ do: "group" }));
    this.line = new Line((batches) => this.take(batches), (isOpen) => this.connection(isOpen));
  }

  // The number of the order; 0 when the playground is not there, and then the person is told.
  send(order) {
    const number = this.line.send(order);
    if (!number) this.active?.toast("Not done: the playground has ended.");
    return number;
  }

  connection(isOpen) {
    this.connected = isOpen;
    if (!isOpen) this.taps.clear();
    this.controls.draw();
  }

  take(batches) {
    const changed = new Set();
    for (const batch of batches) {
      for (const id of this.world.apply(batch)) changed.add(id);
      if (batch.first) this.begin();
      if (batch.people || batch.bot) this.panes.forEach((pane) => changed.add(pane.chat));
    }
    for (const pane of this.panes) if (changed.has(pane.chat)) pane.draw();
    for (const batch of batches) for (const event of batch.events ?? []) this.happened(event);
    this.list.draw();
    this.controls.draw();
    this.panel.draw();
  }

  // A first batch is a new beginning: the page was opened, or the playground was started again.
  begin() {
    this.list.begin();
    this.panes.forEach((pane) => pane.topics.reset());
    this.panes = this.panes.filter((pane) => this.world.chat(pane.chat) && this.world.people.has(pane.who));
    this.room.replaceChildren(...this.panes.map((pane) => pane.node));
    this.panes.forEach((pane) => pane.lookAnew());
    const [first] = this.world.people.keys();
    if (!this.panes.length && first !== undefined) this.add(first, first);
    else this.arrange();
  }

  happened(event) {
    if (event.event === "opened") this.open(event.who, event.chat);
    else if (event.event === "problem") this.active?.toast(event.text);
    else if (event.event === "answered") {
      const tap = this.taps.get(event.number);
      this.taps.delete(event.number);
      tap?.node.classList.remove("waiting");
      if (tap && tap.pane.who === event.who && tap.pane.chat === event.chat) tap.pane.answered(event);
    }
  }

  tapped(number, node, pane) {
    this.taps.set(number, { node, pane });
  }

  // --- which chats are open --------------------------------------------------------------

  open(who, chat) {
    const there = this.panes.find((pane) => pane.chat === chat && pane.who === who);
    if (there) this.activate(there);
    else if (this.active) this.show(this.active, who, chat);
    else this.add(who, chat);
    document.body.classList.add("in-chat");
    this.list.draw();
  }

  beside(who, chat) {
    if (isPhone()) return this.open(who, chat);
    const room = Math.max(1, Math.floor(this.room.clientWidth / NARROWEST_PANE));
    if (this.panes.length >= Math.min(MOST_PANES, room)) this.close(this.panes.at(-1));
    this.add(who, chat);
  }

  add(who, chat) {
    const pane = new Pane(this, who, chat);
    this.panes.push(pane);
    this.room.append(pane.node);
    this.activate(pane);
    this.arrange();
  }

  show(pane, who, chat) {
    pane.look(who, chat);
    this.activate(pane);
    this.list.draw();
  }

  close(pane) {
    if (this.panes.length < 2) return;
    this.panes = this.panes.filter((each) => each !== pane);
    pane.node.remove();
    if (this.active === pane) this.activate(this.panes.at(-1));
    this.arrange();
  }

  several() {
    return this.panes.length > 1;
  }

  arrange() {
    this.room.classList.toggle("several", this.several());
    for (const pane of this.panes) {
      const shut = pane.node.querySelector(".shut");
      if (shut) shut.hidden = !this.several();
    }
    this.list.draw();
  }

  activate(pane) {
    if (this.active === pane) return;
    this.active = pane;
    for (const each of this.panes) {
      each.node.classList.toggle("active", each === pane);
      each.log.setAttribute("aria-live", each === pane ? "polite" : "off");
    }
    this.panel.draw();
  }

  toList() {
    document.body.classList.remove("in-chat");
    document.querySelector(".entry.shown .go")?.focus();
  }

  shows(chat) {
    return this.panes.some((pane) => pane.chat === chat);
  }

  // Whom a chat from the list is looked at as: in a group, whoever looks already, if they are in it.
  viewer(chat) {
    if (chat.type === "private") return chat.id;
    const present = this.world.present(chat);
    return (present.find((person) => person.id === this.active?.who) ?? present[0])?.id;
  }

  showPanel(tab) {
    this.panel.turn(true, tab);
  }
}

dress();
new Desk();
