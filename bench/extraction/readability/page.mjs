// Reads pages as bench/extraction/side asks for it: each line of input is a page, {"html"}, and each is answered with a
// line, {"result", "ns", "cpu"}. Only the parse and the reading are timed. "cpu" is in nanoseconds and counts the compiler
// and the collector of garbage too. The text is that of "content" with a space at the borders of blocks, because in
// "textContent" the last word of a paragraph and the first of the next are one; that space is not timed.
import { createInterface } from 'node:readline'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

const borders = /<(?=\/?(?:p|div|section|article|li|ul|ol|dl|dt|dd|h[1-6]|br|hr|table|tr|td|th|blockquote|pre|figure|figcaption)\b)/gi

function spaced (content) {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  document.body.innerHTML = content.replace(borders, ' <')
  return document.body.textContent
}

for await (const line of createInterface({ input: process.stdin })) {
  const { html } = JSON.parse(line)
  let article
  const result = {}
  const cpu = process.cpuUsage()
  const start = process.hrtime.bigint()
  try {
    article = new Readability(parseHTML(html).document).parse()
  } catch (err) {
    result.error = String(err)
  }
  const ns = process.hrtime.bigint() - start
  const { user, system } = process.cpuUsage(cpu)
  result.title = article?.title ?? ''
  result.byline = article?.byline ?? ''
  result.published = article?.publishedTime ?? ''
  result.text = article?.content ? spaced(article.content) : ''
  const answer = { result, ns: Number(ns), cpu: 1000 * (user + system) }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
