// The bar and the sheet of switches: people, time, the bot's process, the line to Telegram.

import { h, time } from "./dom.js";

const STATES = { starting: "starting", running: "running", stopping: "stopping", stopped: "stopped" };

export class Controls {
  // desk: { world, send, connected, showPanel(tab) }
  constructor(desk) {
    this.desk = desk;
    this.sheet = document.getElementById("rehearsal");
    this.state = document.getElementById("state");
    this.banner = document.getElementById("banner");
    this.clock = document.getElementById("clock");
    const opener = document.getElementById("open-rehearsal");
    this.sheet.addEventListener("toggle", (event) => opener.setAttribute("aria-expanded", String(event.newState === "open")));
    this.sheet.addEventListener("submit", (event) => this.invite(event));
    this.sheet.addEventListener("click", (event) => this.clicked(event.target.closest("button")));
    const { slow, cut } = this.sheet.elements;
    slow.addEventListener("change", () => desk.send({ do: "slow", seconds: Number(slow.value) }));
    cut.addEventListener("change", () => desk.send({ do: "network", cut: cut.checked }));
    document.getElementById("theme").addEventListener("click", turnTheme);
    setInterval(() => this.drawClock(), 10_000);
  }

  invite(event) {
    event.preventDefault();
    const { people, seed, where } = this.sheet.elements;
    this.desk.send({ do: "crowd", people: Number(people.value), seed: Number(seed.value), chat: Number(where.value) });
    this.sheet.hidePopover();
  }

  clicked(button) {
    if (!button || button.type === "submit") return;
    const order = {
      dismiss: { do: "dismiss" },
      wait: { do: "wait", days: Number(button.value) },
      bot: { do: "bot", to: button.value },
    }[button.name];
    if (order) this.desk.send(order);
  }

  draw() {
    const { status } = this.desk.world;
    const state = this.desk.connected ? status.state : "stopped";
    const words = this.desk.connected ? `Bot ${STATES[status.state]}` : "Playground ended";
    const crowd = status.crowd ? ` · ${status.crowd} answering` : "";
    if (this.state.textContent !== words + crowd) this.state.textContent = words + crowd;
    this.state.className = `state ${state}`;
    const { slow, cut, dismiss, where } = this.sheet.elements;
    cut.checked = status.cut;
    slow.value = String(status.slow);
    dismiss.disabled = !status.crowd;
    const stop = this.sheet.querySelector("[value=stop], [value=start]");
    stop.value = status.state === "stopped" ? "start" : "stop";
    stop.textContent = status.state === "stopped" ? "Start" : "Stop";
    this.drawPlaces(where);
    this.drawClock();
    this.drawBanner(status);
  }

  drawPlaces(where) {
    const places = [["0", "private chats"], ...this.desk.world.groups().map((chat) => [String(chat.id), chat.title])];
    const mark = JSON.stringify(places);
    if (mark === this.placesMark) return;
    this.placesMark = mark;
    const { value } = where;
    where.replaceChildren(...places.map(([id, title]) => new Option(title, id)));
    where.value = places.some(([id]) => id === value) ? value : "0";
  }

  drawClock() {
    const { ahead } = this.desk.world.status;
    const seconds = Date.now() / 1000 + ahead;
    const date = new Date(seconds * 1000).toLocaleDateString([], { weekday: "short", day: "numeric", month: "short" });
    const days = Math.round(ahead / 8640) / 10;
    this.clock.textContent = `It is ${date}, ${time(seconds)} here${days ? `, ${days} day${days === 1 ? "" : "s"} ahead` : ""}.`;
  }

  drawBanner(status) {
    const mistakes = this.desk.world.findings.filter((each) => each.stops).length;
    const other = status.cut ? "cut" : mistakes ? `mistakes ${mistakes}` : "";
    const wanted = !this.desk.connected ? "ended" : status.state === "stopped" ? `stopped ${status.status}` : other;
    if (wanted === this.bannerMark) return;
    this.bannerMark = wanted;
    this.banner.hidden = !wanted;
    if (wanted === "ended") return this.banner.replaceChildren("The playground has ended. Start it again; this page connects by itself.");
    const act = (words, order) => h("button", { type: "button", onclick: () => this.desk.send(order) }, words);
    if (wanted === "cut") {
      this.banner.replaceChildren("The line between the bot and Telegram is cut. What people do waits.", act("Reconnect", { do: "network", cut: false }));
    } else if (wanted.startsWith("mistakes")) {
      const words = `The dialogs have ${mistakes === 1 ? "a mistake" : `${mistakes} mistakes`}; the bot goes on with what it had.`;
      this.banner.replaceChildren(words, h("button", { type: "button", onclick: () => this.desk.showPanel("findings") }, "Show"));
    } else if (wanted) {
      const why = status.status === -9 ? "was killed" : status.status > 0 ? `ended with exit code ${status.status}` : "is stopped";
      const log = h("button", { type: "button", onclick: () => this.desk.showPanel("lines") }, "Its log");
      this.banner.replaceChildren(`The bot ${why}. What people do waits.`, act("Start it", { do: "bot", to: "start" }), log);
    }
  }
}

// --- light and dark --------------------------------------------------------------------

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function remembered() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // a browser that keeps nothing
  }
}

export function dress() {
  document.documentElement.dataset.theme = remembered() ?? (dark.matches ? "dark" : "light");
}

function turnTheme() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("theme", next);
  } catch {
    // it holds until the page is left
  }
  document.documentElement.dataset.theme = next;
}

dark.addEventListener("change", dress);
