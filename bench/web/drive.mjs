// Walks through the page as a visitor would, in Chromium, and fails where something is not as it should be:
//
//   npm install && node drive.mjs http://127.0.0.1:7878/ [FOLDER for pictures]
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
const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
await page.waitForLoadState("networkidle");
const bytes = await page.evaluate(() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, e) => sum + e.encodedBodySize, 0));
console.log(`first paint ${paint?.toFixed(0)} ms, ${(bytes / 1000).toFixed(1)} kB in all`);
assert.ok(bytes <= 100_000, "the page is heavier than 100 kB");
assert.ok((await page.locator("#log > li").count()) >= 4, "nothing is briefed already");
await check("first visit");
await shoot("web-channel");

console.log(`from Enter to the brief of an example: ${(await say("/brief example:harbour")).toFixed(0)} ms`);
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

const brief = page.locator("#log > li.bot", { hasText: "Harbour vote splits Averly" }).first();
await brief.locator("q").first().click({ position: { x: 12, y: 8 } });
await page.waitForSelector("#pane .text mark.here");
assert.match(await page.locator("#pane mark.here").innerText(), /This harbour feeds four hundred families/);
await check("an article beside the channel");
await shoot("web-article");
await page.keyboard.press("Escape");
assert.ok(await page.locator("#pane").isHidden());

await say("/ask How many boats would have to move?");
assert.match(await last().innerText(), /46 boats/);

const answers = await page.locator("#log .reply").count();
await page.setInputFiles("#file", { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("The bridge will close in March. “We would rather close it once than patch it every winter,” said Marta Lindqvist, the city's chief engineer.") });
await page.click("#say > button");
await page.waitForFunction((n) => document.querySelectorAll("#log .reply").length > n, answers);
assert.match(await last().innerText(), /Marta Lindqvist/);

await say("https://127.0.0.1/secret");
assert.match(await last().innerText(), /not a public one/);
assert.equal(await last().locator('[role="alert"]').count(), 1);

for (const [kind, text] of Object.entries({
  HTML: "<img src=x onerror=alert(1)><b>bold</b> said the mayor of Averly on Monday, when the council of the town met to speak of it.",
  script: "<script>alert(2)</script> said the mayor of Averly on Monday, when the council of the town met to speak of the harbour again.",
  Markdown: "**bold** [link](javascript:alert(3)) said the mayor of Averly on Monday, when the council of the town met to speak of it all.",
  "right to left": "The mayor \u202eevif neves\u202c said of Averly on Monday, when the council of the town met to speak of the harbour, that it was fine.",
})) {
  await say(text);
  assert.equal(await page.locator("#log img, #log script, #log b, #log a[href^='javascript']").count(), 0, kind);
  assert.doesNotMatch(await page.locator("#log").innerText(), /\u202e/, kind);
}
assert.deepEqual(dialogs, [], "a script of an article ran");

await page.emulateMedia({ colorScheme: "dark" });
await check("dark");
await brief.scrollIntoViewIfNeeded();
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
await page.waitForFunction(() => document.querySelector("#log").lastElementChild.innerText.includes("Ida Moreno"));

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
