import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createInitDataVerifier, InitDataError, signInitData } from './index.ts'
import type { InitDataVerifier } from './index.ts'

const authDate = new Date(1_800_000_000_000)
const window = { maxAgeSeconds: 60, now: () => authDate.getTime() }
const fields = {
  query_id: 'AAHdF6IQ',
  user: { id: 99281932n, first_name: 'Zoë + 🌙', language_code: 'de' },
  chat_instance: '-3788475317572404878',
  start_param: 'weather_here-1',
}
const botToken = '42:secret'
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const publicHex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex')
const raw = signInitData(fields, { botToken, authDate, privateKey })
const byToken = createInitDataVerifier({ botToken }, window)
const byKey = createInitDataVerifier({ botId: 42, environment: 'test', publicKey: publicHex }, window)

function isRefused(verify: InitDataVerifier, text: string): boolean {
  try {
    verify(text)
  } catch (error) {
    if (error instanceof InitDataError) return true
    throw error
  }
  return false
}

/** Every string that differs from `text` in one byte. */
function* mutations(text: string, from = 0, to = text.length): Generator<string> {
  for (let at = from; at < to; at += 1) {
    const [before, after] = [text.slice(0, at), text.slice(at + 1)]
    for (let byte = 0; byte < 256; byte += 1) {
      if (byte !== text.charCodeAt(at)) yield `${before}${String.fromCharCode(byte)}${after}`
    }
  }
}

function accepted(verify: InitDataVerifier, texts: Iterable<string>): string[] {
  return [...texts].filter((text) => !isRefused(verify, text))
}

// A hundred thousand strings each: far past the default limit on a busy machine.
describe('one changed byte', { timeout: 120_000 }, () => {
  it('starts from data that both ways accept', () => {
    expect([isRefused(byToken, raw), isRefused(byKey, raw)]).toEqual([false, false])
  })

  it('is refused by the bot token, wherever it is', () => {
    expect(accepted(byToken, mutations(raw))).toEqual([])
  })

  it('is refused by the public key everywhere but in the hash, which only the token can check', () => {
    const digits = raw.indexOf('&hash=') + '&hash='.length
    expect(accepted(byKey, mutations(raw, 0, digits))).toEqual([])
    expect(raw.slice(digits)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is refused when it is one byte less or one more', () => {
    const shorter = [...raw].map((_, at) => raw.slice(0, at) + raw.slice(at + 1))
    const longer = [...raw].map((letter, at) => raw.slice(0, at) + letter + raw.slice(at))
    expect(accepted(byToken, [...shorter, ...longer])).toEqual([])
  })
})

describe('anything at all', () => {
  const verifiers = [byToken, byKey]
  const never = (text: string): boolean => verifiers.every((verify) => isRefused(verify, text))

  it('throws nothing but InitDataError', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), never))
    fc.assert(fc.property(fc.webQueryParameters(), never))
    const pair = fc.tuple(fc.constantFrom('user', 'hash', 'signature', 'auth_date', 'chat', '__proto__', 'toString'),
      fc.oneof(fc.string(), fc.json(), fc.integer().map(String)))
    fc.assert(fc.property(fc.array(pair), (pairs) => never(new URLSearchParams(pairs).toString())))
  })

  it('is answered the same way when it is signed, whatever is in the fields', () => {
    const anything = fc.record({ user: fc.oneof(fc.json(), fc.string()), chat: fc.json(), start_param: fc.string() },
      { requiredKeys: [] })
    fc.assert(fc.property(anything, (content) => {
      const signed = signInitData(content, { botToken, authDate, privateKey })
      return isRefused(byToken, signed) === isRefused(byKey, signed)
    }))
  })
})

it('gives back any user that was signed', () => {
  const person = fc.record({
    id: fc.bigInt({ min: 1n, max: 2n ** 52n - 1n }),
    first_name: fc.string({ unit: 'grapheme', maxLength: 64 }),
    username: fc.option(fc.string({ minLength: 1, maxLength: 32 }), { nil: undefined }),
  })
  fc.assert(fc.property(person, (user) => {
    for (const verify of [byToken, byKey]) {
      const { id, firstName, username } = verify(signInitData({ user }, { botToken, authDate, privateKey })).user
      expect({ id, first_name: firstName, username }).toEqual(user)
    }
  }))
})
