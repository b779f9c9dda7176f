// The page works without this; with it, answers appear in place, commands complete, and articles open beside them.
"use strict";
const $ = (s) => document.querySelector(s);
const log = $("#log"), form = $("#say"), words = $("#words"), hints = $("#hints"), pane = $("#pane"), file = $("#file");
let commands = [], chosen = -1, asked = 0;

fetch("/commands").then((r) => r.json()).then((c) => (commands = c));
$("#scroll").scrollTop = $("#scroll").scrollHeight;

function add(html) {
  const t = document.createElement("template");
  t.innerHTML = html; // drawn and escaped by the server
  log.append(t.content);
  log.lastElementChild.scrollIntoView({ block: "start" });
}

// send posts a form and puts what comes back into the channel, or says what went wrong.
async function send(address, body) {
  const wait = document.createElement("li");
  wait.className = "bot";
  wait.innerHTML = '<div class="who">OnRecord</div><p class="subtle">reading… <progress aria-label="reading"></progress></p>';
  log.append(wait);
  wait.scrollIntoView({ block: "end" });
  try {
    const r = await fetch(address, { method: "POST", body, headers: { Accept: "text/fragment" } });
    wait.remove();
    if (r.ok && !r.redirected) return add(await r.text());
    if (!r.redirected) fail(await r.text());
  } catch {
    wait.remove();
    fail("The program does not answer. Does it still run?");
  }
}

function fail(text) {
  const li = document.createElement("li");
  li.className = "bot";
  const p = document.createElement("p");
  p.className = "reply failed";
  p.setAttribute("role", "alert");
  p.textContent = text;
  li.append(p);
  log.append(li);
  li.scrollIntoView({ block: "end" });
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  if (!words.value.trim() && !file.files.length) return;
  const body = new FormData(form);
  if (!file.files.length) body.delete("file");
  form.reset();
  hide();
  send("/say", body);
  words.focus();
});

log.addEventListener("submit", (e) => {
  e.preventDefault();
  send("/press", new URLSearchParams(new FormData(e.target)));
});

// An article opens beside the channel, at the quotation whose words were clicked.
document.addEventListener("click", async (e) => {
  const read = e.target.closest("a.read");
  const quote = e.target.closest(".reply q");
  if (e.target.closest(".close")) return shut();
  const from = read ?? quote?.closest("li")?.querySelector("a.read");
  if (!from || e.ctrlKey || e.metaKey) return;
  e.preventDefault();
  const r = await fetch(from.getAttribute("href"), { headers: { Accept: "text/fragment" } });
  if (!r.ok) return fail(await r.text());
  pane.innerHTML = await r.text();
  pane.hidden = false;
  $("main").classList.add("open");
  const close = pane.querySelector(".close");
  close.hidden = false;
  let target = null;
  if (quote) {
    const want = quote.textContent.replace(/\s+/g, " ").slice(0, 60);
    target = [...pane.querySelectorAll(".text mark")].find((m) => m.textContent.replace(/\s+/g, " ").includes(want));
  }
  if (target) {
    target.classList.add("here");
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  } else close.focus();
});

function shut() {
  pane.hidden = true;
  $("main").classList.remove("open");
  words.focus();
}

function hide() {
  hints.hidden = true;
  hints.replaceChildren();
  words.removeAttribute("aria-activedescendant");
  chosen = -1;
}

// complete offers commands, then their options, then the options' values.
async function complete() {
  const text = words.value, turn = ++asked;
  if (!text.startsWith("/") || text.includes("\n")) return hide();
  let rows = [];
  const command = commands.filter((c) => text.startsWith("/" + c.Name + " ")).sort((a, b) => b.Name.length - a.Name.length)[0];
  if (!command) {
    rows = commands.filter((c) => ("/" + c.Name).startsWith(text)).map((c) => ["/" + c.Name + " ", "/" + c.Name, c.Summary]);
  } else {
    const last = /(?:^|\s)(\S*)$/.exec(text)[1], head = text.slice(0, text.length - last.length);
    const [name, value] = last.includes(":") ? last.split(/:(.*)/s) : [last, null];
    const option = command.Options?.find((o) => o.Name === name);
    if (value === null) {
      rows = (command.Options ?? []).filter((o) => o.Name.startsWith(name) && !text.includes(" " + o.Name + ":")).map((o) => [head + o.Name + ":", o.Name + ":", o.Summary]);
    } else if (option?.Choices) {
      rows = option.Choices.filter((c) => c.startsWith(value)).map((c) => [head + name + ":" + c + " ", c, ""]);
    } else if (option?.Suggests) {
      const r = await fetch("/suggest?" + new URLSearchParams({ command: command.Name, option: name, typed: value }));
      rows = (await r.json()).map((s) => [head + name + ":" + (s.includes(" ") ? `"${s}"` : s) + " ", s, ""]);
    }
  }
  if (turn !== asked) return;
  hide();
  rows.slice(0, 25).forEach(([value, label, more], i) => {
    const li = document.createElement("li");
    li.setAttribute("role", "option");
    li.id = "hint" + i;
    li.dataset.value = value;
    li.textContent = label;
    const span = document.createElement("span");
    span.textContent = more;
    li.append(span);
    hints.append(li);
  });
  hints.hidden = rows.length === 0;
}

function choose(n) {
  const all = [...hints.children];
  chosen = (n + all.length) % all.length;
  all.forEach((li, i) => li.setAttribute("aria-selected", i === chosen));
  all[chosen].scrollIntoView({ block: "nearest" });
  words.setAttribute("aria-activedescendant", all[chosen].id);
}

function take(li) {
  words.value = li.dataset.value;
  hide();
  words.focus();
  complete();
}

words.addEventListener("input", complete);
hints.addEventListener("mousedown", (e) => {
  const li = e.target.closest("li");
  if (li) { e.preventDefault(); take(li); }
});
words.addEventListener("keydown", (e) => {
  if (!hints.hidden && (e.key === "ArrowDown" || e.key === "ArrowUp")) { e.preventDefault(); return choose(chosen + (e.key === "ArrowDown" ? 1 : -1)); }
  if (!hints.hidden && (e.key === "Tab" || e.key === "Enter") && chosen >= 0) { e.preventDefault(); return take(hints.children[chosen]); }
  if (e.key === "Escape") return hints.hidden ? shut() : hide();
  if (e.key === "Enter" && !e.shiftKey) { e.preventDefault(); form.requestSubmit(); }
});
document.addEventListener("keydown", (e) => { if (e.key === "Escape" && !pane.hidden && e.target !== words) shut(); });

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (e) => {
    e.preventDefault();
    document.body.classList.toggle("drop", kind === "dragover");
    if (kind === "drop" && e.dataTransfer.files.length) { file.files = e.dataTransfer.files; form.requestSubmit(); }
  });
}
