import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startServerProcess } from '../src/testing.ts'
import { createClient } from './reliability/support/client.ts'
import { botToken } from './reliability/support/environment.ts'

interface Span {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string, value: Record<string, unknown> }[]
}

/** A collector that takes OTLP as JSON over HTTP. https://opentelemetry.io/docs/specs/otlp/#otlphttp */
async function startCollector() {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    }).on('end', () => {
      if (request.method === 'POST' && request.url === '/v1/traces') bodies.push(body)
      response.setHeader('content-type', 'application/json').end('{}')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => bodies.join('\n'),
    spans: () => bodies.flatMap((body) => (JSON.parse(body) as {
      resourceSpans: { scopeSpans: { spans: Span[] }[] }[]
    }).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))),
  }
}

/** Asks about the weather, and waits for the whole reply. */
async function askAboutTheWeather(url: string | undefined): Promise<void> {
  const { api } = createClient(url ?? '', 7)
  const { id: chatId } = await api.chat.create.mutate({ title: 'My darkest secret' })
  const ids = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID() }
  await api.message.send.mutate({ ...ids, text: 'What is the weather in Paris?' })
  const statuses = async () => (await api.message.list.query({ chatId })).items.map(({ status }) => status)
  await expect.poll(statuses, { timeout: 20_000 }).toEqual(['done', 'done'])
}

test('a request, its generation, the calls of the model and of the tool are one trace, without a word of it', async () => {
  const collector = await startCollector()
  const server = await startServerProcess({ BOT_TOKEN: botToken, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  await askAboutTheWeather(server.url)
  expect(await server.stop()).toBe(0)

  const spans = collector.spans()
  const generation = spans.find(({ name }) => name === 'generation')
  const request = spans.find(({ spanId }) => spanId === generation?.parentSpanId)
  expect(request?.name).toMatch(/^POST \/trpc/)
  expect(request?.attributes).toContainEqual({ key: 'url.path', value: { stringValue: '/trpc/message.send' } })
  expect(request?.parentSpanId).toBeUndefined()
  expect(generation?.attributes).toContainEqual({ key: 'parley.reply.status', value: { stringValue: 'done' } })
  const below = spans.filter(({ parentSpanId }) => parentSpanId === generation?.spanId)
  expect(below.filter(({ name }) => name === 'chat gemini-3.8-flash').length).toBeGreaterThanOrEqual(2)
  expect(below.filter(({ name }) => name === 'execute_tool get_weather')).toHaveLength(1)
  expect(new Set([request, generation, ...below].map((span) => span?.traceId)).size).toBe(1)
  expect(collector.text()).not.toMatch(/Paris|darkest|tma |hash=/)
})

test('a collector that is away takes nothing from anybody', async () => {
  const server = await startServerProcess({ BOT_TOKEN: botToken, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
  await askAboutTheWeather(server.url)
  expect(await server.stop()).toBe(0)
})
