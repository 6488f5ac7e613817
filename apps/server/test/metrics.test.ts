import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerProcess } from '../src/testing.ts'
import { startServerProcess } from '../src/testing.ts'

const token = 'a-token-of-some-length'
let server: ServerProcess

beforeAll(async () => {
  server = await startServerProcess({ METRICS_TOKEN: token })
})
afterAll(async () => {
  await server.stop()
})

const read = async (authorization?: string) =>
  await fetch(`${server.url}/metrics`, authorization === undefined ? {} : { headers: { authorization } })

/** The value of a series, by its name and labels as Prometheus reads them. */
async function valueOf(series: string): Promise<number | undefined> {
  const text = await (await read(`Bearer ${token}`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

async function call(path: string, json: object, headers: Record<string, string>) {
  return await fetch(`${server.url}/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify({ json }) })
}

test.each([undefined, '', 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`, token])(
  'nobody reads the metrics with %s', async (authorization) => {
    const response = await read(authorization)
    expect(response.status).toBe(401)
    expect(await response.text()).not.toContain('parley_')
  })

test('a reply about the weather shows in every measure, without a word of it or a name', async () => {
  const initData = await (await fetch(`${server.url}/dev/init-data?user=7`)).text()
  const headers = { authorization: `tma ${initData}`, 'content-type': 'application/json' }
  const chatId = crypto.randomUUID()
  await call('chat.create', { id: chatId }, headers)
  const abort = new AbortController()
  const input = encodeURIComponent(JSON.stringify({ json: { chatId } }))
  await fetch(`${server.url}/trpc/chat.events?input=${input}`, { headers, signal: abort.signal })
  await expect.poll(() => valueOf('parley_open_streams')).toBe(1)

  const ids = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID() }
  await call('message.send', { ...ids, text: 'What is the weather in Paris and Atlantisburg?' }, headers)
  await expect.poll(() => valueOf('parley_replies_total{status="done",failure="none"}'), { timeout: 20_000 }).toBe(1)
  await call('message.stop', { id: crypto.randomUUID() }, headers)
  await call('message.stop', { id: 'x' }, headers)
  await call('message.stop', { id: 'x' }, { 'content-type': 'application/json' })
  abort.abort()

  expect(await valueOf('parley_calls_total{procedure="message.send",reason="OK"}')).toBe(1)
  expect(await valueOf('parley_calls_total{procedure="chat.events",reason="OK"}')).toBe(1)
  expect(await valueOf('parley_calls_total{procedure="message.stop",reason="NOT_FOUND"}')).toBe(1)
  expect(await valueOf('parley_calls_total{procedure="message.stop",reason="INVALID_INPUT"}')).toBe(1)
  expect(await valueOf('parley_calls_total{procedure="message.stop",reason="INIT_DATA_MISSING"}')).toBe(1)
  expect(await valueOf('parley_running_replies')).toBe(0)
  expect(await valueOf('parley_reply_first_text_seconds_count')).toBe(1)
  expect(await valueOf('parley_reply_duration_seconds_count')).toBe(1)
  expect(await valueOf('parley_tool_duration_seconds_count{tool="get_weather",outcome="done"}')).toBeGreaterThan(0)
  expect(await valueOf('parley_model_tokens_total{model="gemini-3.8-flash",kind="prompt"}')).toBeGreaterThan(0)
  expect(await valueOf('parley_model_calls_total{model="gemini-3.8-flash",outcome="finished"}')).toBeGreaterThan(1)
  expect(await valueOf('parley_model_first_part_seconds_count{model="gemini-3.8-flash"}')).toBeGreaterThan(1)
  expect(await valueOf('nodejs_eventloop_lag_p99_seconds')).toBeDefined()
  expect(await valueOf('process_resident_memory_bytes')).toBeGreaterThan(0)
  await expect.poll(() => valueOf('parley_open_streams')).toBe(0)
  expect(await (await read(`Bearer ${token}`)).text()).not.toMatch(new RegExp(`Paris|Atlantis|${chatId}|${ids.replyId}|trpc/x`))
})

test('without a token there are none', async () => {
  const other = await startServerProcess()
  expect((await fetch(`${other.url}/metrics`)).status).toBe(404)
  await other.stop()
})
