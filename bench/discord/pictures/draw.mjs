// Draws what `go run ./bench/discord -replies FILE` wrote as pictures:
//
//   npm install && node draw.mjs FILE FOLDER
//
// It needs Chromium. What it draws is an imitation with other fonts than Discord's.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [file, folder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), "pictures-"));

const bundle = await build({
  stdin: { contents: 'import "@skyra/discord-components-core";', resolveDir: here },
  bundle: true, format: "iife", minify: true, write: false, logLevel: "error",
});
writeFileSync(join(work, "bundle.js"), bundle.outputFiles[0].text);

const plain = (s) => String(s ?? "").replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

// rich draws the little Markdown that replies use, escapes first.
function rich(s) {
  const kept = [];
  let out = String(s ?? "").replace(/\\([\\*_~|[\]()<>#`.\-+!:@])/g, (_, c) => `\u0001${kept.push(plain(c)) - 1}\u0002`);
  out = plain(out)
    .replace(/\[([^\]]*)\]\(&lt;[^)]*&gt;\)/g, '<a style="color:#00a8fc">$1</a>')
    .replace(/&lt;t:(\d+):[a-zA-Z]&gt;/g, (_, t) => new Date(t * 1000).toUTCString())
    .replace(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replace(/\*(.+?)\*/g, "<i>$1</i>")
    .replace(/(^|\n)-# ([^\n]*)/g, '$1<small style="color:#949ba4">$2</small>')
    .replace(/\n/g, "<br>");
  return out.replace(/\u0001(\d+)\u0002/g, (_, n) => kept[n]).replace(/\u2060|\u200b/g, "");
}

const dot = (colour, letter) =>
  "data:image/svg+xml;base64," +
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80" fill="${colour}"/><text x="40" y="55" font-family="sans-serif" font-size="44" fill="#fff" text-anchor="middle">${letter}</text></svg>`).toString("base64");

function page({ name, body }) {
  const embeds = (body.embeds ?? []).map((e) => `
    <discord-embed slot="embeds" color="#${(e.color ?? 0).toString(16).padStart(6, "0")}" ${e.url ? `url="${plain(e.url)}"` : ""} embed-title="${plain(e.title)}">
      <discord-embed-description slot="description">${rich(e.description)}</discord-embed-description>
      ${e.fields ? `<discord-embed-fields slot="fields">${e.fields.map((f) => `<discord-embed-field field-title="${plain(f.name)}">${rich(f.value)}</discord-embed-field>`).join("")}</discord-embed-fields>` : ""}
      ${e.footer ? `<discord-embed-footer slot="footer">${plain(e.footer.text)}</discord-embed-footer>` : ""}
    </discord-embed>`).join("");
  const rows = (body.components ?? []).map((r) => `<discord-action-row>${r.components.map((b) =>
    b.type === 3 ? `<discord-string-select-menu placeholder="${plain(b.placeholder)}"></discord-string-select-menu>` : `<discord-button type="${b.style === 1 ? "primary" : "secondary"}" ${b.url ? `url="${plain(b.url)}"` : ""}>${plain(b.label)}</discord-button>`).join("")}</discord-action-row>`).join("");
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#313338;width:860px}discord-messages{border:0;padding:8px}</style>
    <script src="bundle.js"></script>
    <discord-messages><discord-message author="OnRecord" bot avatar="${dot("#2f6f8f", "”")}" timestamp="Today at 08:00">
      <discord-command slot="reply" profile-avatar="${dot("#a06a2f", "A")}" author="Ann" command="/${plain(name)}"></discord-command>
      ${rich(body.content)}${embeds}${rows ? `<discord-attachments slot="components">${rows}</discord-attachments>` : ""}
    </discord-message></discord-messages>`;
}

// The window is as high as the page, which only the page itself can tell.
function shoot(name, height) {
  const common = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=3000", "--allow-file-access-from-files", `--user-data-dir=${join(work, "profile")}`];
  execFileSync("chromium", [...common, `--window-size=860,${height}`, `--screenshot=${join(folder, name + ".png")}`, "file://" + join(work, name + ".html")], { stdio: "ignore" });
}

function heightOf(name) {
  const html = readFileSync(join(work, name + ".html"), "utf8") + "<script>addEventListener('load',()=>setTimeout(()=>{document.title=document.querySelector('discord-messages').getBoundingClientRect().height},800))</script>";
  writeFileSync(join(work, name + ".m.html"), html);
  const dom = execFileSync("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--window-size=860,900", "--allow-file-access-from-files", `--user-data-dir=${join(work, "profile")}`, "--dump-dom", "file://" + join(work, name + ".m.html")], { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 64 << 20 }).toString();
  return Math.ceil(Number(/<title>([\d.]+)<\/title>/.exec(dom)?.[1] ?? 1600)) + 16;
}

for (const picture of JSON.parse(readFileSync(file, "utf8"))) {
  writeFileSync(join(work, picture.name + ".html"), page(picture));
  shoot(picture.name, heightOf(picture.name));
  console.log(join(folder, picture.name + ".png"));
}
