import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { addSecurityHeaders } from './headers.ts'

async function headersOf(https: boolean) {
  const app = fastify()
  addSecurityHeaders(app, { https })
  app.get('/', () => 'ok')
  return (await app.inject('/')).headers
}

test('browsers are told to come by TLS only, where TLS is', async () => {
  expect((await headersOf(true))['strict-transport-security']).toBe('max-age=63072000')
  expect(await headersOf(false)).not.toHaveProperty('strict-transport-security')
})

test('the policy lets in no inline script or style, no plug-in and no frame but Telegram\'s', async () => {
  const policy = String((await headersOf(true))['content-security-policy'])
  const directives = Object.fromEntries(policy.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ')
    return [name, sources]
  }))
  expect(directives['script-src']).toEqual([`'self'`])
  expect(directives['style-src']).toEqual([`'self'`])
  expect(directives['object-src']).toEqual([`'none'`])
  expect(directives['frame-ancestors']?.slice(1).every((origin) => /^https:\/\/web[akz]?\.telegram\.org$/.test(origin))).toBe(true)
})
