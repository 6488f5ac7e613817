import { createInitDataVerifier, InitDataError, signInitData } from '@parley/telegram'
import { expect, test } from 'vitest'
import { remembering } from './init-data.ts'

const botToken = '42:test'
const signedAt = new Date('2026-11-22T10:00:00Z')

function setUp({ most }: { most?: number } = {}) {
  const clock = { now: signedAt.getTime() }
  const window = { maxAgeSeconds: 60, now: () => clock.now }
  const real = createInitDataVerifier({ botToken }, window)
  let verified = 0
  const verify = remembering((raw) => {
    verified++
    return real(raw)
  }, { ...window, ...(most !== undefined && { most }) })
  return { clock, verify, verified: () => verified }
}

const sign = (id: number) => signInitData({ user: { id, first_name: 'Zoë 👋🏽' } }, { botToken, authDate: signedAt })

test('the same data is verified once, and gives the same', () => {
  const { verify, verified } = setUp()
  expect(verify(sign(1))).toEqual(verify(sign(1)))
  expect(verify(sign(2)).user.id).toBe(2n)
  expect(verified()).toBe(2)
})

test('data that was remembered expires all the same, and a clock that was put back lets nothing in', () => {
  const { clock, verify } = setUp()
  const raw = sign(1)
  verify(raw)
  clock.now += 60_000
  expect(verify(raw).user.id).toBe(1n)
  clock.now += 1
  expect(() => verify(raw)).toThrow(expect.objectContaining({ reason: 'EXPIRED' }))
  clock.now = signedAt.getTime() - 61_000
  expect(() => verify(raw)).toThrow(expect.objectContaining({ reason: 'INVALID' }))
})

test('one changed character is another proof, and what was refused is not remembered', () => {
  const { verify, verified } = setUp()
  const raw = sign(1)
  verify(raw)
  for (const forged of [raw.replace('%22id%22%3A1', '%22id%22%3A2'), `${raw}0`, `${raw}&`, '', undefined]) {
    expect(() => verify(forged)).toThrow(InitDataError)
    expect(() => verify(forged)).toThrow(InitDataError)
  }
  expect(verified()).toBe(11)
})

test('it remembers so many and no more, those used last', () => {
  const { verify, verified } = setUp({ most: 2 })
  for (const id of [1, 2, 1, 3, 1]) verify(sign(id))
  expect(verified()).toBe(3)
  verify(sign(2))
  expect(verified()).toBe(4)
})
