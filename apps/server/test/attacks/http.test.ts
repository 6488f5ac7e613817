import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { target } from './test/target.ts'

const server = target({ TRUST_PROXY: '127.0.0.1,::1', STREAMS_PER_USER: '3', CONNECTIONS_PER_ADDRESS: '4' })
const request = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${more}\r\n`
const nested = (depth: number) => `{"json":{"text":${'['.repeat(depth)}${']'.repeat(depth)}}}`

afterEach(async () => {
  expect((await fetch(`${server.url()}/readyz`)).status).toBe(200)
})

describe('bodies', () => {
  test.each([
    ['too large', `{"json":{"text":"${'x'.repeat(300_000)}"}}`, 413],
    ['nested 100 deep', nested(100), 400],
    ['nested 100,000 deep', nested(100_000), 400],
    ['cut off', '{"json":{"text":', 400],
    ['no JSON', '<xml/>', 400],
    ['a list instead of an object', '[[[]]]', 400],
    ['a prototype in the values', '{"json":{"__proto__":{"polluted":true},"text":"x"}}', 400],
    ['a prototype deep in the values', '{"json":{"text":{"a":[{"__proto__":{"polluted":true}}]}}}', 400],
    ['a prototype in a path of a type', '{"json":{"text":"x"},"meta":{"values":{"__proto__.polluted":["Date"]}}}', 400],
    ['a constructor in a path of a type', '{"json":{"text":"x"},"meta":{"values":{"constructor.prototype.polluted":["Date"]}}}', 400],
    ['a prototype in a path of equal values', '{"json":{"text":"x"},"meta":{"referentialEqualities":{"text":["__proto__.polluted"]}}}', 400],
    ['a class that nobody registered', '{"json":{"text":"x"},"meta":{"values":{"text":[["class","Process"]]}}}', 400],
  ])('%s: refused with a reason', async (_name, body, status) => {
    const headers = await server.headersOf(7)
    expect(await server.post('auth.updateSettings', body, headers)).toMatchObject({ status, reason: 'INVALID_INPUT' })
    if (body.length < 8_000) {
      expect(await server.get('chat.search', body, headers)).toMatchObject({ status, reason: 'INVALID_INPUT' })
    }
    expect((await server.query('auth.me', {}, headers)).body).not.toContain('polluted')
    expect(server.output()).not.toMatch(/"level":50/)
  })

  test('1,000 calls in one request', async () => {
    const headers = await server.headersOf(7)
    const paths = Array.from({ length: 1_000 }, () => 'auth.me').join(',')
    const response = await fetch(`${server.url()}/trpc/${paths}?batch=1&input=%7B%7D`, { headers })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('"reason":"INVALID_INPUT"')
  })
})

describe('malformed HTTP', () => {
  test.each([
    ['garbage', '\x16\x03\x01\x02garbage\r\n\r\n', /^HTTP\/1\.1 400/],
    ['two lengths', `POST /trpc/auth.me HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx`, /^HTTP\/1\.1 400/],
    ['smuggling', `POST /trpc/auth.me HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['20 kB of headers', request('/healthz', `x: ${'x'.repeat(20_000)}\r\n`), /^HTTP\/1\.1 431/],
    ['a header with a line feed', request('/healthz', 'x: a\nb\r\n'), /^HTTP\/1\.1 400/],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
    ['an address with a NUL', request('/healthz%00'), /^HTTP\/1\.1 4\d\d/],
  ])('%s', async (_name, bytes, answer) => {
    expect(await server.raw(bytes)).toMatch(answer)
  })

  test('a header cannot be put into an answer', async () => {
    for (const path of ['/%0d%0aset-cookie:%20a=b', '/trpc/x%0d%0aset-cookie:%20a=b', '/dev/telegram%0d%0aset-cookie:a=b']) {
      const [head = ''] = (await server.raw(request(path))).split('\r\n\r\n')
      expect(head).toMatch(/^HTTP\/1\.1 \d+/)
      expect(head.toLowerCase()).not.toContain('\nset-cookie')
    }
  })
})

describe.concurrent('slow clients', { timeout: 60_000 }, () => {
  test('headers that come a letter at a time are not waited for', async ({ expect }) => {
    expect(await server.drip('GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ')).toMatch(/^(HTTP\/1\.1 408|$)/)
  })

  test('bodies that come a letter at a time are not waited for, and hold nobody up', async ({ expect }) => {
    const { authorization } = await server.headersOf(7)
    const head = 'POST /trpc/auth.updateSettings HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
      + `content-length: 1000\r\nauthorization: ${authorization}\r\n\r\n{"json":{"text":"`
    let over = false
    const slow = Promise.all(Array.from({ length: 50 }, () => server.drip(head))).finally(() => {
      over = true
    })
    const headers = await server.headersOf(8)
    const served: number[] = []
    while (!over) {
      served.push((await server.query('auth.me', {}, headers)).status)
      await sleep(300)
    }
    for (const answer of await slow) expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/)
    expect(served.length).toBeGreaterThan(10)
    expect(new Set(served)).toEqual(new Set([200]))
  })
})

test.each([
  '/../../../etc/passwd', '/..%2f..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '/assets/../../package.json',
  '/assets/..%2f..%2fpackage.json', '/assets/..%5c..%5cpackage.json', '/dev/telegram/..%2f..%2fplugin.ts',
  '//etc/passwd', '/.env', '/%2e%2e%2f.env', '/assets/%00', '/....//....//etc/passwd',
])('no file outside of the app is served by %s', async (path) => {
  const answer = await server.raw(request(path))
  expect(answer).toMatch(/^HTTP\/1\.1 \d+/)
  expect(answer).not.toMatch(/root:|"version"|BOT_TOKEN|import /)
})

describe('floods of streams', () => {
  const open = async (user: number, from?: string) => {
    const headers = await server.headersOf(user)
    const id = crypto.randomUUID()
    await server.mutate('chat.create', { id }, headers)
    return await server.stream(id, { ...headers, ...(from !== undefined && { 'x-forwarded-for': from }) })
  }

  test('a user has so many; one more is refused with a reason, and one that ends makes room', async () => {
    const streams = [await open(21), await open(21), await open(21)]
    for (const stream of streams) expect(await stream.read()).toContain('snapshot')
    const fourth = await open(21)
    expect(await fourth.read()).toContain('"reason":"RATE_LIMITED"')
    const other = await open(22)
    expect(await other.read()).toContain('snapshot')
    streams[0]?.close()
    await expect.poll(async () => {
      const again = await open(21)
      const text = await again.read()
      again.close()
      return text
    }).toContain('snapshot')
    for (const stream of [...streams, fourth, other]) stream.close()
  })

  test('an address has so many requests under way, whoever makes them', async () => {
    const from = '203.0.113.9'
    const streams = await Promise.all([31, 32, 33, 34].map((user) => open(user, from)))
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const refused = await fetch(`${server.url()}/trpc/auth.me`, { headers: { 'x-forwarded-for': from } })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    expect(await refused.text()).toContain('"reason":"RATE_LIMITED"')
    expect((await fetch(`${server.url()}/healthz`, { headers: { 'x-forwarded-for': '203.0.113.10' } })).status).toBe(200)
    for (const stream of streams) stream.close()
    await expect.poll(async () =>
      (await fetch(`${server.url()}/healthz`, { headers: { 'x-forwarded-for': from } })).status).toBe(200)
  })
})

test('every answer carries the headers that protect the page, and an id to ask about', async () => {
  for (const path of ['/', '/healthz', '/trpc/auth.me', '/nowhere.js']) {
    const { headers } = await fetch(`${server.url()}${path}`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`script-src 'self'`)
    expect(policy).toContain('frame-ancestors \'self\' https://web.telegram.org ')
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    expect(headers.has('x-powered-by')).toBe(false)
    expect(headers.has('server')).toBe(false)
  }
})
