import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { createInitDataVerifier, signInitData } from './index.ts'

const authDate = new Date(1_800_000_000_500)
const fields = { user: { id: 1, first_name: 'Ana' }, chat: undefined, start_param: 'hello' }

it('always carries both proofs, as real clients do', () => {
  const names = [...new URLSearchParams(signInitData(fields, { botToken: '1:x', authDate })).keys()]
  expect(names).toEqual(['user', 'start_param', 'auth_date', 'signature', 'hash'])
})

it('writes whole seconds and keeps strings verbatim', () => {
  const user = '{"id":1,"first_name":"A\\/B"}'
  const params = new URLSearchParams(signInitData({ user }, { botToken: '1:x', authDate }))
  expect(params.get('auth_date')).toBe('1800000000')
  expect(params.get('user')).toBe(user)
})

it('does not pass a signature of zeros for a real one', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex')
  const verify = createInitDataVerifier({ botId: 1, environment: 'test', publicKey: hex },
    { maxAgeSeconds: 60, now: () => authDate.getTime() })
  expect(() => verify(signInitData(fields, { botToken: '1:x', authDate }))).toThrow('not signed for this bot')
  expect(verify(signInitData(fields, { botId: 1, authDate, privateKey })).startParam).toBe('hello')
})
