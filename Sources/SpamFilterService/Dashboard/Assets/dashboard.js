// The dashboard's keys, and marks without loading the page again. Everything here is also there without it, as plain forms.
"use strict";

const queue = document.getElementById("queue");
const toast = document.getElementById("toast");
const done = [];
let current = -1;

const items = () => [...document.querySelectorAll(".item")].filter((item) => !item.closest("li").hidden);

function go(position, isQuiet) {
  const all = items();
  if (all.length === 0) { current = -1; return; }
  current = Math.max(0, Math.min(position, all.length - 1));
  all.forEach((item, place) => item.classList.toggle("current", place === current));
  if (isQuiet) return;
  all[current].focus({ preventScroll: true });
  all[current].scrollIntoView({ block: "nearest" });
}

function say(text, canUndo) {
  toast.hidden = false;
  toast.querySelector("span").textContent = text;
  toast.querySelector("[data-undo-last]").hidden = !canUndo;
}

async function send(path, fields) {
  const body = new URLSearchParams(fields);
  body.append("csrf", queue.elements.csrf.value);
  body.append("back", queue.elements.back.value);
  const answer = await fetch(path, { method: "POST", body, headers: { Accept: "application/json" } });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.detail || content.title);
  return content;
}

// A mark is shown at once; if it fails, the comment comes back with the reason.
async function mark(chosen, label) {
  if (chosen.length === 0) return;
  const place = current;
  const fields = [["action", label]];
  for (const item of chosen) {
    fields.push(["id", item.dataset.id]);
    if (item.querySelector("input[name=alike]:checked")) fields.push(["alike", item.dataset.id]);
    item.closest("li").hidden = true;
    item.querySelector(".failed").hidden = true;
    item.querySelector("input[name=id]").checked = false;
  }
  const entry = { chosen, undo: [] };
  done.push(entry);
  selected();
  go(place, false);
  say(chosen.length === 1 ? `Marked as ${label}.` : `${chosen.length} marked as ${label}.`, true);
  entry.answer = send("/queue/marks", fields).then((content) => {
    for (const result of content.results) {
      if (!result.problem) {
        if (result.label !== result.previous) entry.undo.push(`${result.id}.${result.previous || "none"}`);
        continue;
      }
      const item = chosen.find((candidate) => candidate.dataset.id === result.id);
      if (item) bringBack(item, result.problem);
    }
    if (content.results.every((result) => !result.problem)) say(content.text, true);
  }).catch((error) => chosen.forEach((item) => bringBack(item, error.message)));
}

function bringBack(item, reason) {
  item.closest("li").hidden = false;
  const words = item.querySelector(".failed");
  words.textContent = `Not marked: ${reason}`;
  words.hidden = false;
  say("A mark failed.", false);
  go(items().indexOf(item), false);
}

async function undo() {
  const entry = done.pop();
  if (!entry) { say("There is nothing to undo.", false); return; }
  await entry.answer;
  try {
    if (entry.undo.length > 0) await send("/queue/undo", entry.undo.map((step) => ["undo", step]));
    for (const item of entry.chosen) item.closest("li").hidden = false;
    say("Taken back.", done.length > 0);
    go(items().indexOf(entry.chosen[0]), false);
  } catch (error) {
    done.push(entry);
    say(`Not taken back: ${error.message}`, true);
  }
}

function selected() {
  const count = queue.querySelectorAll("input[name=id]:checked").length;
  const words = queue.querySelector("[data-selected]");
  if (words) words.textContent = count === 0 ? "None selected" : `${count} selected`;
  queue.querySelectorAll(".bulk button[name=action]").forEach((button) => { button.disabled = count === 0; });
}

function help() {
  const keys = document.getElementById("keys");
  if (keys.open) keys.close(); else keys.showModal();
}

const keys = {
  j: () => go(current + 1, false),
  k: () => go(current - 1, false),
  s: () => markCurrent("spam"),
  h: () => markCurrent("ham"),
  u: undo,
  x: () => { const box = items()[current]?.querySelector("input[name=id]"); if (box) { box.checked = !box.checked; selected(); } },
  o: () => { const link = items()[current]?.querySelector("a.more"); if (link) link.click(); },
  "?": help,
};

function markCurrent(label) {
  const item = items()[current];
  if (item) mark([item], label);
}

if (queue) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  queue.addEventListener("submit", (event) => {
    const [action, id] = (event.submitter?.value || "").split(".");
    if (action !== "spam" && action !== "ham") return;
    event.preventDefault();
    const chosen = id
      ? [document.getElementById(`c-${id}`)]
      : items().filter((item) => item.querySelector("input[name=id]").checked);
    if (id) current = Math.max(0, items().indexOf(chosen[0]));
    mark(chosen, action);
  });
  queue.addEventListener("change", selected);
  queue.addEventListener("focusin", (event) => {
    const item = event.target.closest(".item");
    if (item) go(items().indexOf(item), true);
  });
  toast.querySelector("[data-undo-last]").addEventListener("click", undo);
  const selectAll = queue.querySelector("[data-select-all]");
  if (selectAll) {
    selectAll.hidden = false;
    selectAll.addEventListener("click", () => {
      const boxes = items().map((item) => item.querySelector("input[name=id]"));
      const isOn = boxes.some((box) => !box.checked);
      for (const box of boxes) box.checked = isOn;
      selected();
    });
    const button = queue.querySelector("[data-help]");
    button.hidden = false;
    button.addEventListener("click", help);
    selected();
  }
}
