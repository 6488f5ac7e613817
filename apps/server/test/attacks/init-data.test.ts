import { createInitDataVerifier, InitDataError, signInitData } from '@parley/telegram'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { target } from './test/target.ts'

const server = target()
/** The demo's own token, which protects nothing. */
const botToken = '1:parley-demo-token'
const user = { id: 7, first_name: 'Ada Lovelace' }
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)
const call = async (initData: string) => await server.query('auth.me', {}, { authorization: `tma ${initData}` })

test('100,000 mutated strings: none is accepted, none breaks anything, and no refusal repeats what was sent', () => {
  const authDate = new Date()
  const verify = createInitDataVerifier({ botToken }, { maxAgeSeconds: 60, now: () => authDate.getTime() })
  const genuine = signInitData({ user, query_id: 'AAHdF6IQ', start_param: 'q_SGk' }, { botToken, authDate })
  expect(verify(genuine).user.firstName).toBe('Ada Lovelace')
  const tried = new Set<string>()
  const accepted: string[] = []
  for (const mutant of fc.sample(mutantsOf(genuine), { numRuns: 100_000, seed: 5 })) {
    tried.add(mutant)
    try {
      verify(mutant)
      accepted.push(mutant)
    } catch (error) {
      if (!(error instanceof InitDataError) || error.message.includes('Ada')) throw error
    }
  }
  expect(accepted).toEqual([])
  expect(tried.size).toBeGreaterThan(50_000)
})

test.each([
  ['as Telegram signs it', signInitData({ user }, { botToken, authDate: ago(10) }), 200, undefined],
  ['replayed after its day', signInitData({ user }, { botToken, authDate: ago(86_500) }), 401, 'INIT_DATA_EXPIRED'],
  ['from the future', signInitData({ user }, { botToken, authDate: ago(-3_600) }), 401, 'INIT_DATA_INVALID'],
  ['of another bot', signInitData({ user }, { botToken: '2:other', authDate: ago(10) }), 401, 'INIT_DATA_INVALID'],
  ['without a user', signInitData({}, { botToken, authDate: ago(10) }), 401, 'INIT_DATA_INVALID'],
  ['with a second user', `${signInitData({ user }, { botToken, authDate: ago(10) })}&user=%7B%22id%22%3A8%7D`, 401, 'INIT_DATA_INVALID'],
  ['without a hash', 'user=%7B%22id%22%3A7%7D&auth_date=1', 401, 'INIT_DATA_INVALID'],
  ['of 16,000 characters', `user=${'x'.repeat(15_000)}`, 401, 'INIT_DATA_INVALID'],
])('initData %s', async (_name, initData, status, reason) => {
  expect(await call(initData)).toMatchObject({ status, reason })
})

test('initData in the address counts for nothing', async () => {
  const initData = signInitData({ user }, { botToken, authDate: ago(10) })
  for (const name of ['authorization', 'initData', 'tgWebAppData', 'connectionParams']) {
    const response = await fetch(`${server.url()}/trpc/auth.me?${name}=${encodeURIComponent(`tma ${initData}`)}`)
    expect([400, 401]).toContain(response.status)
    expect(await response.text()).toMatch(/INIT_DATA_MISSING|INVALID_INPUT/)
  }
})

test('the most talkative log has nothing of what was sent', async () => {
  const initData = signInitData({ user }, { botToken, authDate: ago(10) })
  for (const mutant of fc.sample(mutantsOf(initData), { numRuns: 200, seed: 7 }).filter((one) => /^[\x21-\x7e]+$/.test(one))) {
    await call(mutant)
  }
  expect(server.output()).toContain('/trpc/auth.me')
  expect(server.output()).not.toMatch(/Lovelace|first_name|hash=/)
})

/** One thing wrong: a character, a field, a value. What only spells the same fields otherwise is none. */
function mutantsOf(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: text.length - 1 })
  const character = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
  const fields = text.split('&')
  const field = fc.nat({ max: fields.length - 1 })
  const without = (at: number) => fields.filter((_, index) => index !== at)
  return fc.oneof(
    fc.tuple(place, character).map(([at, other]) => `${text.slice(0, at)}${other}${text.slice(at + 1)}`),
    fc.tuple(place, character).map(([at, other]) => `${text.slice(0, at)}${other}${text.slice(at)}`),
    fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(([at, length]) => `${text.slice(0, at)}${text.slice(at + length)}`),
    fc.tuple(field, fc.string({ maxLength: 40 })).map(([at, value]) =>
      [...without(at), `${fields[at]?.split('=', 1)[0]}=${encodeURIComponent(value)}`].join('&')),
    field.map((at) => without(at).join('&')),
    field.map((at) => [...fields, fields[at]].join('&')),
    fc.stringMatching(/^[0-9a-f]{64}$/).map((hash) => text.replace(/hash=\w+/, `hash=${hash}`)),
  ).filter((mutant) => mutant !== text)
}
