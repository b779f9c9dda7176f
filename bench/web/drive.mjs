// Walks through the page as a visitor would, in Chromium, and fails where something is not as it should be:
//
//   npm ci && node drive.mjs http://127.0.0.1:7878/ [FOLDER for pictures]
//
// Times are printed, never asserted.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [base = "http://127.0.0.1:7878/", folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, bypassCSP: false });
const page = await context.newPage();
const elsewhere = [], errors = [], dialogs = [];
page.on("request", (r) => { if (!r.url().startsWith(base) && !r.url().startsWith("data:")) elsewhere.push(r.url()); });
page.on("pageerror", (e) => errors.push(String(e)));
page.on("dialog", (d) => { dialogs.push(d.message()); d.dismiss(); });

// check runs axe-core in a world of its own, which the page's policy does not reach.
async function check(view) {
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  await session.send("Runtime.evaluate", { expression: axe, contextId: executionContextId });
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression: "axe.run().then((r) => JSON.stringify(r.violations.map((v) => [v.impact, v.id, v.nodes.map((n) => n.target.join(' ')).slice(0, 3)])))", contextId: executionContextId, awaitPromise: true, returnByValue: true });
  assert.ok(!exceptionDetails, JSON.stringify(exceptionDetails));
  const found = JSON.parse(result.value);
  const bad = found.filter(([impact]) => impact === "serious" || impact === "critical");
  console.log(`axe: ${view}: ${found.length} findings, ${bad.length} serious or critical`);
  assert.deepEqual(bad, [], view);
}

const shoot = (name) => folder && page.screenshot({ path: join(folder, name + ".png") });
const last = () => page.locator("#log > li.bot").last();

async function say(words) {
  const before = await page.locator("#log .reply").count();
  await page.fill("#words", words);
  const at = performance.now();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.waitForFunction((n) => document.querySelectorAll("#log .reply").length > n, before, { timeout: 20000 });
  return performance.now() - at;
}

await page.goto(base);
const paints = [];
for (let i = 0; i < 5; i++) { // a headless browser paints when it is asked for a picture
  if (i) await page.reload();
  await page.screenshot();
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
  paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
}
paints.sort((a, b) => a - b);
await page.waitForLoadState("networkidle");
const bytes = await page.evaluate(() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, e) => sum + e.encodedBodySize, 0));
console.log(`first paint ${paints[2].toFixed(0)} ms (median of 5, ${paints[0].toFixed(0)} to ${paints[4].toFixed(0)}), ${(bytes / 1000).toFixed(1)} kB in all`);
assert.ok(bytes <= 100_000, "the page is heavier than 100 kB");
assert.ok((await page.locator("#log > li").count()) >= 4, "nothing is briefed already");
await check("first visit");
await shoot("web-channel");

console.log(`from Enter to the brief of an example: ${(await say("/brief example:court")).toFixed(0)} ms for a new one, ${(await say("/brief example:harbour")).toFixed(0)} ms for one that is known`);
assert.match(await last().innerText(), /Harbour vote splits Averly/);

await page.fill("#words", "/who");
await page.waitForSelector("#hints li");
assert.match(await page.locator("#hints").innerText(), /who-said/);
await check("commands complete");
await page.keyboard.press("ArrowDown");
await page.keyboard.press("Enter");
assert.match(await page.inputValue("#words"), /^\/who-said /);
await say("/who-said Moreno");
assert.match(await last().innerText(), /6 sayings by Ida Moreno/);

const whoSaid = page.locator("#log > li.bot", { hasText: "6 sayings by Ida Moreno" }).first();
const quoted = await whoSaid.locator("a.where q").first().innerText();
const corner = { position: { x: 12, y: 8 } }; // the middle of a link over two lines is between them
await whoSaid.locator("a.where").first().click(corner);
await page.waitForSelector("#pane .text mark.here");
assert.ok((await page.locator("#pane mark.here").innerText()).includes(quoted.replace(/[“”]/g, "").slice(0, 40)), "the pane is not at the quotation");
await page.waitForTimeout(400);
await check("an article beside the channel");
await page.setViewportSize({ width: 1640, height: 860 }); // with room for a margin
await page.waitForTimeout(200);
await shoot("web-article");
await page.setViewportSize({ width: 1280, height: 860 });
await page.locator("#pane .voices a", { hasText: "Moreno" }).click();
await page.waitForSelector("#pane .time circle");
assert.equal(await page.locator("#pane .time circle").count(), 6);
await check("a speaker's timeline");
await shoot("web-timeline");
await page.locator("#pane .time a").first().click();
await page.waitForSelector("#pane .text mark.here");
await page.getByRole("button", { name: "The next quotation" }).click();
assert.match(await page.locator("#pane .count").innerText(), /quotation \d+ of 26/);
await page.keyboard.press("Escape");
assert.ok(await page.locator("#pane").isHidden());
assert.ok(await page.evaluate(() => document.activeElement.closest("#log a.where")), "the focus is lost");

const ends = (words) => page.waitForFunction((w) => document.querySelector("#log").lastElementChild.innerText.includes(w), words);
await page.getByRole("button", { name: "All quotes (26)" }).first().click();
await ends("page 1 of 5");
await last().getByRole("button", { name: "More" }).click();
await ends("page 2 of 5");
await whoSaid.getByRole("button", { name: "Context" }).click();
await ends("as the articles print them");
assert.ok((await last().locator("mark").count()) >= 6, "the sayings are not marked in their paragraphs");

await page.fill("#words", "/brief");
await page.keyboard.press("Escape");
await page.keyboard.press("Enter");
await page.waitForSelector("#paste[open]");
await check("a text is asked for");
await page.keyboard.type("The ferry will run again in May. “We have new engines and no more excuses,” said Anton Brehm, the harbour master.");
await page.getByRole("button", { name: "Brief it" }).click();
await ends("Anton Brehm");

await say("/ask How many boats would have to move?");
assert.match(await last().innerText(), /46 boats/);
await last().locator("a.where").first().click();
await page.waitForSelector("#pane .text .here");
assert.match(await page.locator("#pane .text .here").innerText(), /46 boats/);
await page.keyboard.press("Escape");

const answers = await page.locator("#log .reply").count();
const dropped = await page.evaluateHandle(() => {
  const data = new DataTransfer();
  data.items.add(new File(["The bridge will close in March. “We would rather close it once than patch it every winter,” said Marta Lindqvist, the city's chief engineer."], "note.txt", { type: "text/plain" }));
  return data;
});
await page.dispatchEvent("#log", "drop", { dataTransfer: dropped });
await page.waitForFunction((n) => document.querySelectorAll("#log .reply").length > n, answers);
assert.match(await last().innerText(), /Marta Lindqvist/);

await say("look at https://127.0.0.1/secret everybody");
await page.locator("#log > li.mine").last().getByRole("button", { name: "Brief this" }).click();
await ends("not a public one");
await say("https://127.0.0.1/secret");
assert.match(await last().innerText(), /not a public one/);
assert.equal(await last().locator('[role="alert"]').count(), 1);
await check("an error");

// Somebody else's text, with what of it has to be seen as text, in the channel and in the pane.
const opens = " said the mayor of Averly on Monday, when the council of the town met to speak of the harbour and of the ferry once more.";
for (const [kind, [text, seen]] of Object.entries({
  HTML: ["<img src=x onerror=alert(1)><b>bold</b>" + opens, "<b>bold</b>"],
  script: ["<script>alert(2)</script>" + opens, "<script>alert(2)</script>"],
  Markdown: ["**bold** [link](javascript:alert(3)) `code`" + opens, "**bold** [link](javascript:alert(3))"],
  "right to left": ["\u202eevif neves\u202c" + opens, "evif neves said"],
})) {
  await say(text);
  assert.ok((await last().innerText()).includes(seen), `${kind} is not shown as text: ${await last().innerText()}`);
  await last().locator("a.where").first().click();
  await page.waitForSelector("#pane .text .here");
  assert.ok((await page.locator("#pane .text").innerText()).includes(seen), `${kind} is not text in the article: ${await page.locator("#pane .text").innerText()}`);
  assert.equal(await page.locator("#log img, #log script, #log b, #log a[href^='javascript'], #pane img, #pane script, #pane b, #pane a[href^='javascript']").count(), 0, kind);
  assert.doesNotMatch(await page.locator("body").innerText(), /\u202e/, kind);
  await page.keyboard.press("Escape");
}
assert.deepEqual(dialogs, [], "a script of an article ran");

await page.emulateMedia({ colorScheme: "dark" });
await check("dark");
await whoSaid.scrollIntoViewIfNeeded();
await shoot("web-dark");
await page.setViewportSize({ width: 390, height: 780 });
await check("phone");
assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is wider than a phone");
await shoot("web-phone");
await page.setViewportSize({ width: 1280, height: 860 });

// With the keyboard alone: to the input, a command, then to a button of the answer.
await page.goto(base);
await page.keyboard.press("Tab");
assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the input");
await page.keyboard.press("Enter");
await page.keyboard.type("/people");
await page.keyboard.press("Escape");
await page.keyboard.press("Enter");
await ends("Ida Moreno");

// Without script there is still something to read, and a form that works.
const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await bare.goto(base);
await bare.fill("#words", "/help");
await bare.click("#say > button");
assert.match(await bare.locator("#log").innerText(), /What you can ask/);
await bare.locator("a.read").first().click();
assert.ok((await bare.locator("#pane .text mark").count()) > 5);

assert.deepEqual(errors, []);
assert.deepEqual(elsewhere, [], "requests to other hosts");
console.log("0 requests to other hosts, 0 errors of the page");
await browser.close();
