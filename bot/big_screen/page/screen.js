// The wall of one group: it listens to one stream, and shows the newest state that came.

import { draw } from "./drawing.js";

const byId = (id) => document.getElementById(id);
const SILENT = 35_000; // milliseconds without a word, after which the line counts as cut
const LONGEST_WAIT = 30_000;
const SIZES = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];

// --- the stream --------------------------------------------------------------------------

class Line {
  constructor() {
    this.failures = 0;
    this.open();
  }

  open() {
    this.source?.close();
    this.source = new EventSource("live");
    this.source.addEventListener("time", (event) => this.heard(event));
    this.source.addEventListener("state", (event) => show(JSON.parse(event.data)));
    this.source.addEventListener("off", () => this.end());
    this.source.addEventListener("error", () => this.retry());
    this.wait(SILENT, () => this.retry());
  }

  heard(event) {
    this.failures = 0;
    ahead = Number(event.data) * 1000 - Date.now();
    byId("lost").hidden = true;
    this.wait(SILENT, () => this.retry());
  }

  // Twice as long after each failure, and never all screens of a hall at the same moment.
  retry() {
    this.source.close();
    byId("lost").hidden = !document.body.dataset.stage;
    const pause = Math.min(LONGEST_WAIT, 1000 * 2 ** this.failures) * (0.5 + Math.random() / 2);
    this.failures += 1;
    this.wait(pause, () => this.again());
  }

  async again() {
    const answer = await fetch("live", { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.status === 404) this.end();
    else this.open();
  }

  end() {
    this.source.close();
    clearTimeout(this.waiting);
    byId("lost").hidden = true;
    showOff();
  }

  wait(pause, then) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(then, pause);
  }
}

// --- what it shows -----------------------------------------------------------------------

let ahead = 0; // milliseconds by which the bot's clock is ahead of this machine's
let closes = null;
let announced = "";

function show(state) {
  document.documentElement.lang = state.lang;
  document.body.dataset.stage = state.stage;
  document.title = state.place ? `${state.title} · ${state.place}` : state.title;
  byId("title").textContent = document.title;
  byId("people").textContent = state.people;
  closes = state.closes;
  byId("wall").replaceChildren(...draw(state));
  tick();
  fit();
  announce(state);
}

function showOff() {
  const gone = document.createElement("p");
  gone.className = "only";
  gone.textContent = byId("off").content.textContent;
  byId("wall").replaceChildren(gone);
  delete document.body.dataset.stage;
  closes = null;
  tick();
  byId("title").textContent = byId("people").textContent = "";
  document.title = gone.textContent;
  byId("said").textContent = gone.textContent;
}

// A screen reader hears what is new, but not each answer that is counted.
function announce(state) {
  const [first] = state.sections;
  const news = [first.title, first.alert, ...first.panels.flatMap((panel) => panel.rows.map((row) => `${row.label}: ${row.amount}`))];
  const text = news.filter(Boolean).join(". ");
  if (text !== announced) byId("said").textContent = announced = text;
}

function tick() {
  const left = closes === null ? -1 : Math.ceil((closes * 1000 - Date.now() - ahead) / 1000);
  byId("clock").hidden = left < 0;
  byId("clock").lastElementChild.textContent = `${Math.floor(Math.max(0, left) / 60)}:${String(Math.max(0, left) % 60).padStart(2, "0")}`;
}

// --- size, light, keys -------------------------------------------------------------------

const root = document.documentElement;
const kept = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing shows everything all the same
  }
};
const keep = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
};

let size = SIZES.includes(Number(kept("size"))) ? Number(kept("size")) : 1;

// As large as the wall has room for; by hand it can be made larger, and then it scrolls.
function fit() {
  const wall = byId("wall");
  let fits = 1;
  root.style.setProperty("--fit", fits);
  root.style.setProperty("--size", 1);
  if (!matchMedia("(max-width: 700px)").matches) {
    while (fits > 0.4 && (wall.scrollHeight > wall.clientHeight + 1 || wall.scrollWidth > wall.clientWidth + 1)) {
      fits -= 0.04;
      root.style.setProperty("--fit", fits.toFixed(2));
    }
  }
  root.style.setProperty("--size", size);
}

function resize(by) {
  const at = SIZES.indexOf(size) + by;
  if (at < 0 || at >= SIZES.length) return;
  size = SIZES[at];
  keep("size", String(size));
  fit();
}

function dress(theme) {
  if (theme) root.dataset.theme = theme;
}

function turnDark() {
  const isDark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  dress(isDark ? "light" : "dark");
  keep("theme", root.dataset.theme);
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.();
}

const KEYS = { f: fill, d: turnDark, "+": () => resize(1), "=": () => resize(1), "-": () => resize(-1) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  KEYS[event.key.toLowerCase()]?.();
});
byId("full").addEventListener("click", fill);
byId("dark").addEventListener("click", turnDark);
byId("smaller").addEventListener("click", () => resize(-1));
byId("larger").addEventListener("click", () => resize(1));
addEventListener("resize", fit);

let resting;
addEventListener("pointermove", () => {
  document.body.classList.add("pointing");
  clearTimeout(resting);
  resting = setTimeout(() => document.body.classList.remove("pointing"), 3000);
});

dress(kept("theme"));
setInterval(tick, 250);
new Line();
