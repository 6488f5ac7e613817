import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { WeatherRule } from './control.ts'
import type { WeatherEmulator } from './start.ts'
import { startWeatherEmulator } from './start.ts'

let emulator: WeatherEmulator

beforeAll(async () => {
  emulator = await startWeatherEmulator()
})
beforeEach(() => {
  emulator.control.reset()
})
afterAll(() => emulator.close())

const openMeteo = (): Promise<Response> => fetch(`${emulator.url}/v1/forecast?latitude=1&longitude=2&current=temperature_2m`)
const weatherApi = (): Promise<Response> => fetch(`${emulator.url}/v1/current.json?key=secret&q=Paris`)

async function add(rule: WeatherRule): Promise<void> {
  const response = await fetch(`${emulator.url}/control/scenario`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(rule),
  })
  expect(response.status).toBe(204)
}

it('fails as often as it was told to, and then no more', async () => {
  await add({ endpoint: 'forecast', times: 2, fault: { kind: 'status', status: 503 } })
  expect((await weatherApi()).status).toBe(200)
  expect((await openMeteo()).status).toBe(503)
  expect((await openMeteo()).status).toBe(503)
  expect((await openMeteo()).status).toBe(200)
})

it('meets only the requests that match', async () => {
  await add({ match: 'Atlantis', fault: { kind: 'quota' } })
  expect((await weatherApi()).status).toBe(200)
})

it('words its errors as each provider does', async () => {
  await add({ fault: { kind: 'error', status: 200, reason: 'Out of order' } })
  const first = await openMeteo()
  expect([first.status, await first.json()]).toEqual([200, { error: true, reason: 'Out of order' }])
  const second = await weatherApi()
  expect([second.status, await second.json()]).toEqual([200, { error: { code: 9999, message: 'Out of order' } }])
})

it('runs out of quota as each provider does', async () => {
  await add({ fault: { kind: 'quota' } })
  expect((await openMeteo()).status).toBe(429)
  const answer = await weatherApi()
  expect([answer.status, await answer.json()]).toMatchObject([403, { error: { code: 2007 } }])
})

it('answers what is not JSON', async () => {
  await add({ fault: { kind: 'garbage' } })
  const response = await openMeteo()
  expect(response.status).toBe(200)
  await expect(response.json()).rejects.toThrow(SyntaxError)
})

it('resets the connection', async () => {
  await add({ times: 1, fault: { kind: 'reset' } })
  await expect(openMeteo()).rejects.toThrow('fetch failed')
  expect(emulator.journal.entries().at(-1)?.ended).toBe('faulted')
})

it('says nothing, and sees the client go', async () => {
  await add({ fault: { kind: 'stall' } })
  const controller = new AbortController()
  const waiting = fetch(`${emulator.url}/v1/search?name=Paris`, { signal: controller.signal })
  await expect.poll(() => emulator.journal.entries().length).toBe(1)
  controller.abort()
  await expect(waiting).rejects.toThrow('aborted')
  await expect.poll(() => emulator.journal.entries()[0]?.ended).toBe('aborted')
})

it('answers late, but rightly', async () => {
  await add({ fault: { kind: 'slow', ms: 30 } })
  expect(await (await openMeteo()).json()).toHaveProperty('current.temperature_2m')
})

it('keeps no key in its journal', async () => {
  await weatherApi()
  const journal = await (await fetch(`${emulator.url}/control/journal`)).text()
  expect(journal).toContain('Paris')
  expect(journal).not.toContain('secret')
})

it('refuses a rule that it does not understand', async () => {
  const response = await fetch(`${emulator.url}/control/scenario`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"fault":{"kind":"earthquake"}}',
  })
  expect(response.status).toBe(400)
})
