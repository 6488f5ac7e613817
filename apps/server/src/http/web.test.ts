import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { fastify } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addWeb } from './web.ts'

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-web-'))
  const root = join(folder, 'dist')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(root, 'index.html'), '<title>Parley</title>')
  await writeFile(join(root, 'assets', 'app-abc123.js'), 'export {}')
  app = fastify()
  await addWeb(app, root)
  await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test.each(['/', '/chat/0198b5a1', '/settings', '/some/screen?x=1'])('%s is a screen of the app', async (url) => {
  const response = await app.inject({ url })
  expect(response.body).toBe('<title>Parley</title>')
  expect(response.headers['cache-control']).toBe('no-cache')
})

test('files with a hash in their name are kept for ever', async () => {
  const response = await app.inject({ url: '/assets/app-abc123.js' })
  expect(response.statusCode).toBe(200)
  expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test.each(['/assets/gone-def456.js', '/favicon.png', '/trpc', '/dev/telegram', '/assets/x'])('%s is not the page', async (url) => {
  const response = await app.inject({ url })
  expect(response.statusCode).toBe(404)
  expect(response.body).not.toContain('Parley')
})

test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/%00'])(
  '%s leads nowhere outside', async (url) => {
    const { port } = app.server.address() as AddressInfo
    const answer = await rawGet(port, url)
    expect(answer).not.toContain('secret')
  },
)

test('a POST to a screen is not a screen', async () => {
  expect((await app.inject({ method: 'POST', url: '/settings' })).statusCode).toBe(404)
})

/** `fetch` tidies paths up before it sends them; an attacker does not. */
async function rawGet(port: number, path: string): Promise<string> {
  const { request } = await import('node:http')
  return await new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text
      }).on('end', () => resolve(body))
    }).on('error', reject).end()
  })
}
