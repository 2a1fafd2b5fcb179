// What is on the wall, as nodes. Every text is set as text, so nothing of it can be markup.

const SVG = "http://www.w3.org/2000/svg";
const MANY = 6; // answers below each other from which they stand closer together, and lines from which in columns
const LONG = 120; // letters of a title from which it leaves more room to what stands below

export function node(tag, of = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(of)) if (value) made.setAttribute(name, value);
  if (children.some((each) => typeof each === "string")) made.dir = "auto"; // each text runs as its own letters do
  made.append(...children.filter((each) => each !== null && each !== ""));
  return made;
}

function svg(tag, of) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(of)) made.setAttribute(name, value);
  return made;
}

export function draw(state) {
  const sections = state.sections.map((section, at) => drawSection(section, at));
  return state.join ? [drawWayIn(state.join), ...sections] : sections;
}

function drawSection(section, at) {
  const length = section.title.length > LONG ? "long" : "";
  const title = section.title ? node(at ? "h2" : "h1", { class: length }, section.title) : null;
  const hints = section.blocks.filter((each) => each.style === "hint");
  const texts = section.blocks.filter((each) => each.style !== "hint");
  return node(
    "section",
    { class: section.panels.length ? "with-chart" : section.answers.length ? "with-answers" : "" },
    title,
    ...(section.answers.length ? [...drawBlocks(texts), drawAnswers(section.answers)] : []),
    section.progress ? drawProgress(section.progress, section.share) : null,
    section.alert ? node("p", { class: "alert" }, section.alert) : null,
    ...(section.panels.length ? drawChart(section) : []),
    ...(section.answers.length ? [] : drawBlocks(texts)),
    ...(hints.length ? [node("div", { class: "hints" }, ...hints.map(drawBlock))] : []),
  );
}

// Paragraphs as they come; what has headings of its own stands side by side.
function drawBlocks(blocks) {
  const headed = blocks.filter((each) => each.heading);
  if (headed.length < 2) return blocks.map(drawBlock);
  const at = blocks.indexOf(headed[0]);
  const after = blocks.slice(at).filter((each) => !each.heading);
  const grid = node("div", { class: "grid" }, ...headed.map(drawBlock));
  return [...blocks.slice(0, at).map(drawBlock), grid, ...after.map(drawBlock)];
}

function drawBlock(block) {
  const parts = block.parts.map((part) =>
    part.list
      ? node("ul", { class: part.list.length > MANY ? "columns" : "" }, ...part.list.map((line) => node("li", {}, line)))
      : node("div", {}, ...part.lines.map((line) => node("p", {}, line))),
  );
  return node("div", { class: `block ${block.style}` }, block.heading ? node("h3", {}, block.heading) : null, ...parts);
}

function drawAnswers(answers) {
  const longest = Math.max(...answers.map((each) => each.length));
  const shape = longest <= 4 ? "tiny" : longest <= 40 && answers.length > 3 ? "two" : "";
  const many = shape === "" && answers.length > MANY ? "many" : "";
  return node("ul", { class: `answers ${shape}${many}` }, ...answers.map((each) => node("li", {}, each)));
}

function drawProgress(text, share) {
  return node("div", { class: "progress" }, node("p", {}, text), drawBar("track", share, share, 0));
}

// A chart is a list that anybody can read, with a bar beside each line.
function drawChart(section) {
  const panels = section.panels.map((panel, at) =>
    node(
      "div",
      { class: `panel panel-${at}` },
      panel.name ? node("h3", {}, panel.name) : null,
      node("ul", {}, ...panel.rows.map((row) => drawRow(row, at))),
    ),
  );
  return [
    section.caption ? node("h3", { class: "caption" }, section.caption) : null,
    node("div", { class: `chart of-${panels.length}` }, ...panels),
    section.note ? node("p", { class: "note" }, section.note) : null,
  ].filter((each) => each !== null);
}

function drawRow(row, at) {
  return node(
    "li",
    {},
    node("span", { class: "label" }, row.label),
    drawBar("bar", row.lowest, row.highest, at),
    node("span", { class: "amount" }, row.amount),
  );
}

// Up to `lowest` it is sure, and filled; from there to `highest` it may be, and only outlined.
function drawBar(kind, lowest, highest, at) {
  const bar = svg("svg", { class: kind, "aria-hidden": "true", focusable: "false" });
  bar.append(svg("rect", { class: "rail", width: "100%", height: "100%" }));
  if (highest > lowest) bar.append(svg("rect", { class: "may-be", width: `${100 * highest}%`, height: "100%" }));
  if (lowest > 0) bar.append(svg("rect", { class: `sure sure-${at}`, width: `${100 * lowest}%`, height: "100%" }));
  return bar;
}

function drawWayIn(join) {
  const code = svg("svg", { viewBox: `0 0 ${join.size} ${join.size}`, role: "img", "aria-label": join.says });
  code.append(svg("rect", { class: "paper", width: join.size, height: join.size }));
  code.append(svg("path", { class: "ink", d: join.path }));
  return node(
    "section",
    { class: "way-in" },
    code,
    node("div", {}, ...join.steps.map((step) => node("p", {}, step)), node("p", { class: "link" }, join.link)),
  );
}
