import { createInitDataVerifier, signInitData } from '@parley/telegram'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoUsers, telegramClient } from './index.ts'

const authDate = new Date(1_800_000_000_000)
const botToken = '42:demo'
const verify = createInitDataVerifier({ botToken }, { maxAgeSeconds: 60, now: () => authDate.getTime() })
let app: FastifyInstance
let origin: string

beforeAll(async () => {
  app = Fastify()
  await app.register(telegramClient, {
    appUrl: '/',
    initData: (user, start) => signInitData({ user, start_param: start }, { botToken, authDate }),
  })
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => app.close())

const read = async (path: string): Promise<{ status: number, type: string | null, text: string }> => {
  const response = await fetch(`${origin}${path}`)
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

describe('/dev/init-data', () => {
  it('signs for every demo user', async () => {
    for (const user of demoUsers) {
      const { text, type } = await read(`/dev/init-data?user=${user.id}`)
      expect(type).toMatch('text/plain')
      const expected = { id: BigInt(user.id), firstName: user.first_name, username: user.username }
      expect(verify(text).user).toMatchObject(expected)
    }
  })

  it('signs for anybody else, without a username, in the language and with the start parameter asked for', async () => {
    const { text } = await read('/dev/init-data?user=4503599627370494&language=fa&start=weather_here')
    const { user, startParam } = verify(text)
    expect(user).toMatchObject({ id: 4503599627370494n, username: undefined, languageCode: 'fa' })
    expect(startParam).toBe('weather_here')
  })

  it.each(['', '?user=', '?user=0', '?user=-5', '?user=1.5', '?user=abc', '?user=4503599627370496', '?user=1&user=2',
    '?user=1&start=a%20b', '?user=1&language=%3Cscript%3E'])('answers 400 to "%s"', async (query) => {
    const { status, type, text } = await read(`/dev/init-data${query}`)
    expect([status, type]).toEqual([400, 'text/plain; charset=utf-8'])
    expect(text).not.toContain('hash=')
  })
})

describe('/dev/telegram', () => {
  it('serves a page whose every file is served too, as what it is', async () => {
    const page = await read('/dev/telegram')
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8'])
    const seen = new Set<string>()
    const waiting = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '')
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue
      seen.add(path)
      const { status, type, text } = await read(path)
      const expected = path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
      expect([path, status, type]).toEqual([path, 200, expected])
      for (const [, name] of text.matchAll(/^import .* from '\.\/(.+)'$/gm)) waiting.push(`/dev/telegram/${name ?? ''}`)
    }
    expect(seen.size).toBeGreaterThan(15)
  })

  it('has nothing inline, so that its strict policy holds', async () => {
    const response = await fetch(`${origin}/dev/telegram`)
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self';/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/)
  })

  it('serves neither tests, nor types, nor anything outside its folder', async () => {
    for (const path of ['types.ts', 'host.test.ts', 'tsconfig.json', '..%2Fplugin.ts', '%2e%2e/plugin.ts']) {
      expect((await read(`/dev/telegram/${path}`)).status).toBe(404)
    }
  })

  it('tells the page about the app and its people', async () => {
    const config: unknown = JSON.parse((await read('/dev/telegram/config.json')).text)
    const users = [{ id: '70001', name: 'Maya Fischer' }, { about: 'no username · en' }, {}, {}, {}, {}]
    expect(config).toMatchObject({ appUrl: '/', botName: 'Parley', users })
  })
})
