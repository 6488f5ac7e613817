import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { ServerProcess } from '../src/testing.ts'
import { startServerProcess } from '../src/testing.ts'

const running: ServerProcess[] = []

async function start(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServerProcess(env)
  running.push(server)
  return server
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop('SIGKILL')))
})

describe('a start that cannot work ends with one line and the exit code 1', () => {
  async function expectRefusal(env: Record<string, string>, reason: RegExp): Promise<void> {
    const server = await start(env)
    expect(await server.exited).toBe(1)
    expect(server.output()).toMatch(reason)
    expect(server.output().trim().split('\n')).toHaveLength(1)
  }

  test('a taken port', async () => {
    const other = createServer().listen(0, 'localhost')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    await expectRefusal({ PORT: String(port) }, new RegExp(`Port ${port} is taken`))
    other.close()
  })

  test('a bad configuration', () => expectRefusal({ PORT: 'x' }, /PORT/))

  const real = { NODE_ENV: 'production', BOT_TOKEN: '42:secret', GEMINI_API_KEY: 'key' }

  test.each([
    ['without its secrets', { NODE_ENV: 'production' }, /BOT_TOKEN.*GEMINI_API_KEY/],
    ['with a default secret', { ...real, BOT_TOKEN: '1:parley-demo-token' }, /BOT_TOKEN/],
    ['with the demo\'s model', { ...real, GEMINI_API_KEY: 'demo' }, /GEMINI_API_KEY/],
    ['with a fake user', { ...real, VITE_USE_FAKE_USER: 'true' }, /VITE_USE_FAKE_USER/],
    ['that believes any address', { ...real, TRUST_PROXY: 'true' }, /TRUST_PROXY/],
  ])('production %s', (_name, env, reason) => expectRefusal(env, reason))

  test('a folder that is a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
    await writeFile(join(folder, 'file'), '')
    await expectRefusal({ DATABASE_URL: `file:${join(folder, 'file', 'parley.db')}` }, /parley\.db|folder|directory/i)
    await rm(folder, { recursive: true })
  })

  test('a database that is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
    await writeFile(join(folder, 'parley.db'), 'These are not the bytes of a database. '.repeat(100))
    await chmod(join(folder, 'parley.db'), 0o600)
    await expectRefusal({ DATABASE_URL: `file:${join(folder, 'parley.db')}` }, /database/i)
    await rm(folder, { recursive: true })
  })
})

describe('a server that runs', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('ends on %s with the exit code 0, open streams or not', async (signal) => {
    const server = await start()
    const initData = await (await fetch(`${server.url}/dev/init-data?user=7`)).text()
    const headers = { authorization: `tma ${initData}`, 'content-type': 'application/json' }
    const id = crypto.randomUUID()
    await fetch(`${server.url}/trpc/chat.create`, { method: 'POST', headers, body: JSON.stringify({ json: { id } }) })
    const input = encodeURIComponent(JSON.stringify({ json: { chatId: id } }))
    const stream = await fetch(`${server.url}/trpc/chat.events?input=${input}`, { headers })
    expect(stream.headers.get('content-type')).toMatch('text/event-stream')
    expect(await server.stop(signal)).toBe(0)
    expect(await stream.text().catch(() => 'closed')).toBeTypeOf('string')
  })

  test('logs a stream once, when it ends: that of a reader who leaves, and that of one who stays', async () => {
    const server = await start({ LOG_LEVEL: 'info' })
    const initData = await (await fetch(`${server.url}/dev/init-data?user=7`)).text()
    const headers = { authorization: `tma ${initData}`, 'content-type': 'application/json' }
    const id = crypto.randomUUID()
    await fetch(`${server.url}/trpc/chat.create`, { method: 'POST', headers, body: JSON.stringify({ json: { id } }) })
    const input = encodeURIComponent(JSON.stringify({ json: { chatId: id } }))
    const leave = new AbortController()
    const [leaving, staying] = await Promise.all([leave.signal, null].map(async (signal) =>
      await fetch(`${server.url}/trpc/chat.events?input=${input}`, { headers, signal })))
    const lines = () => server.output().split('\n').filter((line) => line.includes('/trpc/chat.events'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines()).toEqual([])
    leave.abort()
    await expect.poll(lines).toHaveLength(1)
    await server.stop()
    expect(await staying?.text()).toContain('event: return')
    expect(lines()).toMatchObject([leaving, staying].map((response) => ({
      reqId: response?.headers.get('x-request-id'),
      msg: 'request completed',
      req: { method: 'GET', path: '/trpc/chat.events', ip: expect.any(String) },
      res: { statusCode: 200 },
      responseTime: expect.any(Number),
    })))
    expect(staying?.headers.get('content-security-policy')).toBeTypeOf('string')
  })

  test('keeps what people are and say out of its log', async () => {
    const server = await start({ LOG_LEVEL: 'trace' })
    const initData = await (await fetch(`${server.url}/dev/init-data?user=7`)).text()
    const headers = { authorization: `tma ${initData}` }
    const input = encodeURIComponent(JSON.stringify({ json: { text: 'my darkest secret' } }))
    await fetch(`${server.url}/trpc/chat.search?input=${input}`, { headers })
    await fetch(`${server.url}/trpc/auth.me`, { headers: { authorization: `tma ${initData}tampered` } })
    await server.stop()
    const hash = new URLSearchParams(initData).get('hash') ?? ''
    expect(server.output()).toContain('/trpc/chat.search')
    expect(server.output()).not.toMatch(new RegExp(`${hash}|darkest|parley-demo-token`))
  })

  test('production has no development routes and does not name a framework', async () => {
    const server = await start({ NODE_ENV: 'production', BOT_TOKEN: '42:secret', GEMINI_API_KEY: 'key', HOST: '127.0.0.1' })
    for (const path of ['/dev/init-data?user=1', '/dev/telegram', '/dev/telegram/main.js']) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(404)
    }
    const health = await fetch(`${server.url}/healthz`)
    expect(health.headers.has('x-powered-by')).toBe(false)
    expect(health.headers.get('content-security-policy')).toMatch(/script-src 'self';/)
  })
})
