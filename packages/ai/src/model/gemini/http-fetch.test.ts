import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createHttpFetch } from './http-fetch.ts'
import { read } from './test/read.ts'
import { serve } from './test/serve.ts'

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  return text
}

test('sends what it is given, and streams what comes, over one connection', async () => {
  const { url, connections } = await serve((request, response) => void bodyOf(request).then((body) => {
    response.write(`${request.method} ${request.headers['x-key']} `)
    setImmediate(() => response.end(body))
  }))
  const fetch = createHttpFetch()
  for (const body of ['{"a":"é"}', '{}']) {
    const response = await fetch(url, { method: 'POST', headers: new Headers({ 'x-key': 'k' }), body })
    expect([response.ok, response.status]).toEqual([true, 200])
    expect(await read(response)).toBe(`POST k ${body}`)
  }
  expect(connections).toHaveLength(1)
})

test('an answer that is no success comes whole, with its type', async () => {
  const { url } = await serve((_, response) =>
    void response.writeHead(429, { 'content-type': 'application/json; charset=UTF-8' }).end('{"error":{"code":429}}'))
  const response = await createHttpFetch()(url)
  expect([response.ok, response.status, response.headers.get('content-type')])
    .toEqual([false, 429, 'application/json; charset=UTF-8'])
  expect(await response.json()).toEqual({ error: { code: 429 } })
})

test('a kept connection that the other side has closed meanwhile is not used: another one is opened', async () => {
  const { url, connections } = await serve((_, response) => void response.end('here'))
  const fetch = createHttpFetch()
  expect(await read(await fetch(url))).toBe('here')
  connections[0]?.end()
  await new Promise((resolve) => connections[0]?.once('close', resolve))
  expect(await read(await fetch(url))).toBe('here')
  expect(connections).toHaveLength(2)
})

test('an abort of one request does nothing to the next on the same connection, nor after its end', async () => {
  const { url, connections } = await serve(({ url: path }, response) => {
    response.write('half')
    if (path !== '/open') response.end()
  })
  const fetch = createHttpFetch()
  const [first, second] = [new AbortController(), new AbortController()]
  expect(await read(await fetch(url, { signal: first.signal }))).toBe('half')
  const response = await fetch(`${url}/open`, { signal: second.signal })
  first.abort()
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('half')
  second.abort()
  await expect(reader?.read()).rejects.toThrow()
  expect(connections).toHaveLength(1)
})

test('a connection that breaks, before or amid the answer, is a failure', async () => {
  const { url } = await serve(({ socket, url: path }, response) => {
    if (path === '/before') return void socket.destroy()
    response.write('half', () => socket.destroy())
  })
  const fetch = createHttpFetch()
  await expect(fetch(`${url}/before`)).rejects.toMatchObject({ code: 'ECONNRESET' })
  await expect(fetch(url).then(read)).rejects.toMatchObject({ code: 'ECONNRESET' })
})

test('an abort closes the connection, also before anything is read', async () => {
  const { url, connections } = await serve((_, response) => void response.write('half'))
  const stop = new AbortController()
  const response = await createHttpFetch()(url, { signal: stop.signal })
  stop.abort()
  await new Promise((resolve) => connections[0]?.once('close', resolve))
  await expect(read(response)).rejects.toThrow()
})
