// The page works without this; with it, answers appear in place, commands complete, and articles open beside them.
"use strict";
const $ = (s) => document.querySelector(s);
const log = $("#log"), form = $("#say"), words = $("#words"), hints = $("#hints"), pane = $("#pane"), file = $("#file"), paste = $("#paste");
let commands = [], chosen = -1, asked = 0;

fetch("/commands").then((r) => r.json()).then((c) => (commands = c));
[...log.querySelectorAll(".mine")].pop()?.scrollIntoView({ block: "start", behavior: "instant" });

function add(html) {
  const t = document.createElement("template");
  t.innerHTML = html; // drawn and escaped by the server
  const li = t.content.firstElementChild;
  log.append(li);
  li.scrollIntoView({ block: "start" });
  return li;
}

// send posts a form and follows what comes of it: what was said, each step, what is shown for the time being, the answer.
async function send(address, body) {
  const wait = row();
  wait.insertAdjacentHTML("beforeend", '<p class="subtle step"><progress aria-label="How far it is"></progress> <span>reading</span>…</p>');
  const bar = wait.querySelector("progress");
  let shown = null, ended = false;
  try {
    const r = await fetch(address, { method: "POST", body, headers: { Accept: "text/event-stream" } });
    if (!r.ok) return fail(await r.text());
    await events(r, (event, data) => {
      if (event === "said") {
        add(data);
        log.append(wait);
        wait.scrollIntoView({ block: "end" });
      } else if (event === "step") {
        wait.querySelector(".step span").textContent = data.words;
        bar.max = data.of;
        bar.value = data.n;
      } else {
        shown?.remove();
        ended = event === "done";
        if (ended) wait.remove();
        shown = add(data);
        if (!ended) log.append(wait);
      }
    });
    if (!ended) throw new Error("cut off");
  } catch {
    fail("The program does not answer. Does it still run?");
  } finally {
    wait.remove();
  }
}

// events reads server-sent events from an answer.
async function events(r, hear) {
  const reader = r.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const all = (rest + value).split("\n\n");
    rest = all.pop();
    for (const one of all) {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(one);
      hear(event, JSON.parse(data));
    }
  }
}

// row is a message of the bot's without words.
function row() {
  const li = document.createElement("li");
  li.className = "bot";
  li.innerHTML = '<span class="face" aria-hidden="true">“</span><div class="who">OnRecord <span class="app">app</span></div>';
  return li;
}

function fail(text) {
  const li = row();
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
  if (e.submitter?.name === "try") words.value = e.submitter.value;
  if (!words.value.trim() && !file.files.length) return;
  if (words.value.trim() === "/brief" && !file.files.length) {
    form.reset();
    hide();
    return paste.showModal();
  }
  const body = new FormData(form);
  if (!file.files.length) body.delete("file");
  form.reset();
  hide();
  send("/say", body);
  words.focus();
});

log.addEventListener("submit", (e) => {
  e.preventDefault();
  send(e.target.getAttribute("action"), new URLSearchParams(new FormData(e.target)));
});

// As in Discord, /brief alone asks for a text in a window of its own.
paste.addEventListener("submit", (e) => {
  e.preventDefault();
  const body = new FormData(e.target);
  paste.close();
  e.target.reset();
  send("/say", body);
});
paste.querySelector(".cancel").addEventListener("click", () => paste.close());
paste.addEventListener("close", () => words.focus());

// Articles and speakers open beside the channel, an article at the place that the link names.
let opener = null;
document.addEventListener("click", async (e) => {
  if (e.target.closest(".close")) return shut();
  const by = e.target.closest("[data-step]")?.dataset.step;
  if (by) return step(+by);
  const inside = e.target.closest('#pane a[href^="#"]');
  if (inside) {
    e.preventDefault();
    return here(document.getElementById(inside.hash.slice(1)));
  }
  const a = e.target.closest('a[href^="/article/"], a[href^="/speaker?"]');
  if (!a || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  const [address, place] = a.getAttribute("href").split("#");
  const r = await fetch(address, { headers: { Accept: "text/fragment" } });
  if (!r.ok) return fail(await r.text());
  if (!pane.contains(a)) opener = a;
  pane.innerHTML = await r.text(); // drawn and escaped by the server
  pane.hidden = false;
  pane.scrollTop = 0;
  $("main").classList.add("open");
  pane.querySelector(".steps").hidden = false;
  const target = place && document.getElementById(place);
  if (target) here(target);
  else pane.querySelector(".close").focus({ preventScroll: true });
});

// here brings a quotation or a sentence of the article into view, with the name of who said it.
function here(target) {
  pane.querySelector(".here")?.classList.remove("here");
  target.classList.add("here");
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
  const all = [...pane.querySelectorAll("mark[id]")], at = all.indexOf(target), count = pane.querySelector(".count");
  if (count) count.textContent = at < 0 ? `${all.length} quotations` : `quotation ${at + 1} of ${all.length}`;
}

// step goes to the quotation before or after.
function step(by) {
  const all = [...pane.querySelectorAll("mark[id]")], at = all.indexOf(pane.querySelector(".here"));
  if (all.length) here(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
}

function shut() {
  pane.hidden = true;
  $("main").classList.remove("open");
  (opener?.isConnected ? opener : words).focus();
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
  if (e.key === "Escape") return hints.hidden ? pane.hidden || shut() : hide();
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
