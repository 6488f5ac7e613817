import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Manifest } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { javascriptOf, total } from './bundle-size.ts'

/** In bytes after gzip. What a phone on a bad connection waits for. */
const budgets = { list: 105_000, chat: 170_000 }

let folder: URL
let manifest: Manifest

beforeAll(async () => {
  const outDir = await mkdtemp(join(tmpdir(), 'parley-web-'))
  folder = pathToFileURL(`${outDir}/`)
  // In a process of its own: under a test runner's NODE_ENV Vue would come with its development half.
  await promisify(execFile)(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--manifest', '--emptyOutDir', '--outDir', outDir],
    { cwd: new URL('..', import.meta.url), env: { ...process.env, NODE_ENV: 'production' } },
  )
  manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', folder), 'utf8')) as Manifest
}, 120_000)
afterAll(async () => await rm(folder, { recursive: true, force: true }))

const report = (sizes: Map<string, number>) =>
  [...sizes].map(([file, size]) => `${(size / 1_000).toFixed(1)} kB  ${file}`).join('\n')

it('paints the chat list with at most 105 kB of JavaScript', async () => {
  const sizes = await javascriptOf(folder, manifest, ['index.html'])
  expect(total(sizes), report(sizes)).toBeLessThanOrEqual(budgets.list)
})

it('paints a chat with markdown with at most 170 kB', async () => {
  const sizes = await javascriptOf(folder, manifest, ['index.html', 'src/chat/ChatScreen.vue', 'src/api/events-link.ts'])
  expect(total(sizes), report(sizes)).toBeLessThanOrEqual(budgets.chat)
})

it('keeps scripts and styles out of the page itself, for a strict Content-Security-Policy', async () => {
  const html = await readFile(new URL('index.html', folder), 'utf8')
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i)
})
