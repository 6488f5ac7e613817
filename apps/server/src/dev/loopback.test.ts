import { expect, test } from 'vitest'
import { isFromThisMachine } from './loopback.ts'

const request = (remoteAddress: string, headers: Record<string, string>) =>
  ({ raw: { socket: { remoteAddress } }, headers }) as unknown as Parameters<typeof isFromThisMachine>[0]

test.each([
  ['127.0.0.1', { host: 'localhost:3000' }],
  ['127.8.9.1', { host: '127.0.0.1' }],
  ['::1', { host: '[::1]:3000' }],
  ['::ffff:127.0.0.1', { host: 'LOCALHOST:3000' }],
])('%s asking for %j is this machine', (address, headers) => {
  expect(isFromThisMachine(request(address, headers))).toBe(true)
})

test.each([
  ['10.0.0.7', { host: 'localhost:3000' }],
  ['::ffff:192.168.1.2', { host: 'localhost' }],
  ['127.0.0.1', { host: 'parley.example.org' }],
  ['127.0.0.1', { host: 'localhost.evil.example' }],
  ['127.0.0.1', {}],
  ['127.0.0.1', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' }],
  ['127.0.0.1', { host: 'localhost', forwarded: 'for=203.0.113.9' }],
  ['127.0.0.1', { host: 'localhost', 'cf-connecting-ip': '203.0.113.9' }],
])('%s with %j is not', (address, headers) => {
  expect(isFromThisMachine(request(address, headers))).toBe(false)
})
