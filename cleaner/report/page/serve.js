"use strict";
// A text goes to the server that this page came from, and what becomes of it is shown. Nothing is stored.
(() => {
  const byId = (id) => document.getElementById(id);
  const token = document.querySelector("meta[name=token]").content;
  const off = new Set();
  let answered = { text: "", config: "" };
  let asked = 0;
  let waiting = 0;

  const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  async function ask() {
    const number = ++asked;
    const question = { text: byId("text").value, origin: byId("origin").value, off: [...off] };
    try {
      const response = await fetch("/clean", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Cleaner-Token": token },
        body: JSON.stringify(question),
      });
      if (!response.ok) throw new Error(await response.text());
      const answer = await response.json();
      if (number === asked) show(answer);
    } catch (error) {
      if (number === asked) complain(error.message === "Failed to fetch" ? "the server does not answer; is it still running?" : error.message);
    }
  }

  function complain(message) {
    byId("trouble").textContent = message;
    byId("trouble").hidden = false;
  }

  function show(answer) {
    answered = answer;
    byId("trouble").hidden = answer.failures.length === 0;
    byId("trouble").textContent = answer.failures.join("; ");
    byId("answer").innerHTML = byId("text").value ? answer.html : "";  // escaped by the server; no script in it could run
    byId("tally").textContent = `${plural(answer.edits, "edit")}, ${answer.reported.toLocaleString("en")} more reported`;
    byId("config").textContent = answer.config;
    table(answer.rules);
  }

  function cell(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  function table(rules) {
    const focused = document.activeElement?.dataset?.rule;
    const rows = rules.map((rule) => {
      const row = document.createElement("tr");
      row.classList.toggle("off", off.has(rule.name));
      const head = cell("th", rule.name);
      head.scope = "row";
      head.title = rule.summary;
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !off.has(rule.name);
      box.dataset.rule = rule.name;
      box.setAttribute("aria-label", `${rule.name} on`);
      const last = document.createElement("td");
      last.className = "switch";
      last.append(box);
      row.append(head, cell("td", rule.applied), cell("td", rule.refused), cell("td", rule.confidence.toFixed(2)), last);
      return row;
    });
    byId("rules").querySelector("tbody").replaceChildren(...rows);
    byId("rules").hidden = rows.length === 0;
    byId("no-rules").hidden = rows.length > 0;
    if (focused) document.querySelector(`[data-rule="${focused}"]`)?.focus();
  }

  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // an address that the browser does not trust has no clipboard
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    byId("live").textContent = `${what} copied`;
  }

  byId("text").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  byId("origin").addEventListener("change", ask);
  byId("settings").addEventListener("submit", (event) => event.preventDefault());
  byId("rules").addEventListener("change", (event) => {
    const { rule } = event.target.dataset;
    if (event.target.checked) off.delete(rule);
    else off.add(rule);
    ask();
  });
  byId("copy-text").addEventListener("click", () => copy(answered.text, "result"));
  byId("copy-config").addEventListener("click", () => copy(answered.config, "configuration"));
  ask();
})();
