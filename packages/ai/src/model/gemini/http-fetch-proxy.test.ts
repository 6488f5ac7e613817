import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { startForwardProxy } from '@parley/emulators'
import type { ForwardProxyOptions } from '@parley/emulators'
import { generate } from 'selfsigned'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpFetch } from './http-fetch.ts'
import { read } from './test/read.ts'

async function house(options: ForwardProxyOptions = {}) {
  const proxy = await startForwardProxy(options)
  onTestFinished(() => proxy.close())
  const server = createServer(({ url }, response) => void response.end(`plain ${url}`)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return { proxy, origin: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A server that only who trusts its certificate talks to; for the length of the test, this process does. */
async function startTlsServer(): Promise<string> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, cert])
  const server = createTlsServer({ key, cert }, ({ url }, response) => void response.end(`secret ${url}`))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => {
    setDefaultCACertificates(trusted)
    server.closeAllConnections()
    server.close()
  })
  return `localhost:${(server.address() as AddressInfo).port}`
}

test('http goes through the proxy in absolute form, but for what NO_PROXY names', async () => {
  const { proxy, origin } = await house()
  const through = createHttpFetch({ proxyEnv: { HTTP_PROXY: proxy.url } })
  const past = createHttpFetch({ proxyEnv: { HTTP_PROXY: proxy.url, NO_PROXY: 'example.org,127.0.0.1' } })
  for (const fetch of [through, past]) expect(await read(await fetch(`http://${origin}/path`))).toBe('plain /path')
  expect(proxy.seen).toEqual([`GET http://${origin}/path`])
})

test('https goes through a tunnel, which is kept for the next request', async () => {
  const { proxy } = await house()
  const origin = await startTlsServer()
  const fetch = createHttpFetch({ proxyEnv: { HTTPS_PROXY: proxy.url } })
  for (const path of ['one', 'two']) expect(await read(await fetch(`https://${origin}/${path}`))).toBe(`secret /${path}`)
  expect(proxy.seen).toEqual([`CONNECT ${origin}`])
})

test('a proxy that refuses the tunnel is a failure', async () => {
  const { proxy } = await house({ connect: 403 })
  const fetch = createHttpFetch({ proxyEnv: { HTTPS_PROXY: proxy.url } })
  await expect(fetch('https://model.invalid/')).rejects.toThrow(/tunnel.*403/)
})

test('an abort ends the wait for a proxy that says nothing', async () => {
  const { proxy } = await house({ connect: 'silence' })
  const fetch = createHttpFetch({ proxyEnv: { HTTPS_PROXY: proxy.url } })
  const stop = new AbortController()
  const asked = fetch('https://model.invalid/', { signal: stop.signal })
  await expect.poll(() => proxy.seen).toHaveLength(1)
  stop.abort(new Error('enough'))
  await expect(asked).rejects.toThrow('enough')
})
