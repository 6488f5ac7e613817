import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { benchmarks } from '../benchmarks.ts'
import type { Windows } from './plots.ts'
import { drawStreams } from './plots.ts'
import type { Result } from './sections.ts'
import { describeBars, describeRun, replaceSection } from './sections.ts'

/** Writes the figures of the last runs into docs/performance.md, and draws the pictures there. */
const results = join(import.meta.dirname, '..', '..', 'results')
const docs = join(import.meta.dirname, '..', '..', '..', '..', 'docs')
const page = join(docs, 'performance.md')

const files = new Set(await readdir(results))
const names = [...benchmarks.keys()].filter((name) => files.has(`${name}.json`))
const all = await Promise.all(names.map(async (name) =>
  JSON.parse(await readFile(join(results, `${name}.json`), 'utf8')) as Result & { figures: { windows?: Windows } }))
const runs = all.filter(({ quick }) => !quick)
const missing = [...benchmarks.keys()].filter((name) => !runs.some(({ benchmark }) => benchmark === name))
if (missing.length > 0) process.stdout.write(`Left as they are, without a whole run: ${missing.join(', ')}\n`)

let text = await readFile(page, 'utf8')
for (const run of runs) text = replaceSection(text, run.benchmark, describeRun(run))
// A table of some of the bars would look like all of them.
if (missing.length === 0) text = replaceSection(text, 'bars', describeBars(runs))
await writeFile(page, text)
for (const { figures } of runs) {
  for (const [name, svg] of Object.entries(figures.windows ? drawStreams(figures.windows) : {})) {
    await writeFile(join(docs, 'images', name), svg)
  }
}
