// Reads articles as bench/quotes/side asks for it: the first line of input is a JSON array of texts, every further line
// asks for one pass over them. Each pass answers with a line {"ns", "quotations", "people"}; only the reading itself is
// timed.
import { createInterface } from 'node:readline'
import nlp from 'compromise'

let texts
for await (const line of createInterface({ input: process.stdin })) {
  if (texts === undefined) {
    texts = JSON.parse(line)
    continue
  }
  let quotations = 0
  let people = 0
  const start = process.hrtime.bigint()
  for (const text of texts) {
    const doc = nlp(text)
    quotations += doc.quotations().out('array').length
    people += doc.people().out('array').length
  }
  const ns = process.hrtime.bigint() - start
  process.stdout.write(JSON.stringify({ ns: Number(ns), quotations, people }) + '\n')
}
