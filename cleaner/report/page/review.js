"use strict";
// Decisions on the edits of this page. Nothing is stored, and nothing leaves the page but by «Export decisions».
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const off = new Set();
  const history = [];
  let current = null;
  let exported = true;

  // The units: what is decided on as one, with the elements that show it in the text and in the list.
  const leaves = data.documents.map((facts, index) => {
    const article = byId(`d${index + 1}`);
    const shown = new Map();
    for (const element of article.querySelectorAll(".text [data-u]")) {
      const number = Number(element.dataset.u);
      if (!shown.has(number)) shown.set(number, []);
      shown.get(number).push(element);
    }
    const leaf = { facts, article, title: article.querySelector("h2").textContent.toLowerCase(), units: [] };
    for (const item of article.querySelectorAll(".unit")) {
      const number = Number(item.dataset.u);
      const [rules, confidence, applied, changes] = facts.edits[number - 1];
      leaf.units.push({ leaf, item, marks: shown.get(number) ?? [], rules, confidence, applied: applied === 1, changes, decided: null });
    }
    return leaf;
  });
  const units = leaves.flatMap((leaf) => leaf.units);
  const unitOf = new Map(units.map((unit) => [unit.item, unit]));

  const accepted = (unit) => unit.decided ?? (unit.applied && !unit.rules.some((rule) => off.has(rule)));

  const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  function say(text) {
    byId("live").textContent = text;
  }

  function draw(unit) {
    const made = accepted(unit);
    unit.item.classList.toggle("in", made);
    unit.item.classList.toggle("rejected", unit.decided === false);
    for (const mark of unit.marks) {
      if (!mark.classList.contains("e")) continue;
      mark.classList.toggle("in", made);
      mark.classList.toggle("out", !made);
      for (const [name, role] of [[".o", "deletion"], [".w", "insertion"]]) {
        const part = mark.querySelector(`:scope > ${name}`);
        if (part && made) part.setAttribute("role", role);
        else if (part) part.removeAttribute("role");
      }
    }
    for (const button of unit.item.querySelectorAll(".judge button")) {
      button.setAttribute("aria-pressed", String(unit.decided === (button.dataset.judge === "a")));
    }
  }

  function tally() {
    const edits = units.filter((unit) => unit.changes.length);
    const made = edits.filter(accepted).length;
    const decided = units.filter((unit) => unit.decided !== null).length;
    byId("tally").textContent = `${made.toLocaleString("en")} of ${plural(edits.length, "edit")} made, ${decided.toLocaleString("en")} decided`;
    byId("undo").disabled = history.length === 0;
  }

  function decide(unit, value) {
    const before = unit.decided;
    if (before === value) return;
    history.push(() => { unit.decided = before; draw(unit); select(unit); });
    unit.decided = value;
    exported = false;
    draw(unit);
    tally();
    say(`${value ? "accepted" : "rejected"}: ${unit.rules.join(", ")}`);
  }

  function undo() {
    const step = history.pop();
    if (!step) return say("nothing to undo");
    step();
    exported = false;
    tally();
    say("undone");
  }

  function turn(box) {
    const rule = box.dataset.rule;
    const set = () => {
      if (box.checked) off.delete(rule);
      else off.add(rule);
      box.closest("tr").classList.toggle("off", !box.checked);
      for (const unit of units) if (unit.rules.includes(rule)) draw(unit);
    };
    const before = !box.checked;
    history.push(() => { box.checked = before; set(); });
    set();
    exported = false;
    tally();
    say(`${rule} ${box.checked ? "on" : "off"}`);
  }

  function select(unit) {
    for (const element of document.querySelectorAll(".current")) element.classList.remove("current");
    current = unit;
    if (!unit) return;
    for (const element of [unit.item, ...unit.marks]) element.classList.add("current");
    const reach = unit.marks[0] ?? unit.item;
    reach.scrollIntoView({ block: "center" });
    say(unit.item.lastElementChild.textContent);
  }

  function move(by) {
    const open = units.filter((unit) => !unit.item.hidden && !unit.leaf.article.hidden);
    if (!open.length) return;
    const at = open.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(open.length - 1, Math.max(0, at + by));
    select(open[next]);
  }

  // Filtering

  const texts = new Map();
  function textOf(leaf) {
    if (!texts.has(leaf)) texts.set(leaf, leaf.article.textContent.toLowerCase());
    return texts.get(leaf);
  }

  function filter() {
    const [text, file, rule, state] = ["by-text", "by-file", "by-rule", "by-state"].map((id) => byId(id).value);
    const wanted = {
      "": () => true,
      open: (unit) => unit.decided === null,
      accepted: (unit) => unit.decided === true,
      rejected: (unit) => unit.decided === false,
    }[state];
    let documents = 0;
    let matching = 0;
    for (const leaf of leaves) {
      let some = 0;
      for (const unit of leaf.units) {
        unit.item.hidden = !((!rule || unit.rules.includes(rule)) && wanted(unit));
        some += !unit.item.hidden;
      }
      const fits = (!file || leaf.title.includes(file.toLowerCase())) && (!text || textOf(leaf).includes(text.toLowerCase()));
      leaf.article.hidden = !fits || ((rule || state) && !some);
      if (!leaf.article.hidden) {
        documents += 1;
        matching += some;
      }
    }
    byId("nothing").hidden = documents > 0 || !leaves.length;
    byId("matching").textContent = `${plural(documents, "document")}, ${plural(matching, "finding")}`;
    if (current && (current.item.hidden || current.leaf.article.hidden)) select(null);
  }

  // Exporting

  function lines() {
    const head = { kind: "decisions", ...data.head, documents: leaves.length };
    const documents = leaves.map(({ facts, units: own }) => {
      const { edits: _, ...where } = facts;
      const edits = own.map((unit) => ({
        rules: unit.rules,
        confidence: unit.confidence,
        changes: unit.changes.map(([start, end, found, replacement]) => ({ start, end, found, replacement })),
        applied: unit.applied,
        accepted: accepted(unit),
        decided: unit.decided !== null,
      }));
      return { kind: "document", ...where, edits };
    });
    return [head, ...documents].map((each) => `${JSON.stringify(each)}\n`).join("");
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines()], { type: "application/jsonl" }));
    link.download = "decisions.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    exported = true;
    say("decisions exported");
  }

  // Wiring

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => current && decide(current, true),
    x: () => current && decide(current, false),
    u: undo,
    "/": () => byId("by-text").focus(),
    "?": () => byId("help").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.key === "Escape" && typing) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing || byId("help").open || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  for (const unit of units) {
    const judge = document.createElement("div");
    judge.className = "judge";
    judge.setAttribute("role", "group");
    judge.setAttribute("aria-label", `${unit.rules.join(", ")}, ${unit.item.dataset.u}`);
    for (const [key, word] of [["a", unit.changes.length ? "Accept" : "Right"], ["x", unit.changes.length ? "Reject" : "Wrong"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.judge = key;
      button.setAttribute("aria-pressed", "false");
      button.textContent = word;
      judge.append(button);
    }
    unit.item.lastElementChild.append(judge);
  }
  document.querySelector("main").addEventListener("click", (event) => {
    const item = event.target.closest(".unit");
    const mark = event.target.closest(".text [data-u]");
    const unit = item ? unitOf.get(item) : mark && unitOf.get(byId(`${mark.closest("article").id}-${mark.dataset.u}`));
    if (!unit) return;
    const button = event.target.closest("[data-judge]");
    if (!event.target.closest("a")) select(unit);
    if (button) decide(unit, button.dataset.judge === "a");
  });
  document.querySelector(".rules").addEventListener("change", (event) => turn(event.target));
  let waiting = 0;
  byId("filter").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("undo").addEventListener("click", undo);
  byId("export").addEventListener("click", save);
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  window.addEventListener("beforeunload", (event) => {
    if (!exported) event.preventDefault();
  });
  for (const element of document.querySelectorAll("[data-script]")) element.hidden = false;
  if (matchMedia("(max-width: 760px)").matches) document.querySelector(".rules").open = false;
  tally();
  filter();
})();
