import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DatabaseError } from '../errors.ts'
import { providerOf } from '../provider.ts'
import { sqlitePath } from './path.ts'

test.each([
  ['file:./data/parley.db', resolve('data/parley.db')],
  ['file:parley.db', resolve('parley.db')],
  ['file:../parley.db', resolve('../parley.db')],
  ['file:/srv/parley.db', '/srv/parley.db'],
  ['file:///srv/my%20chats/parley.db', '/srv/my chats/parley.db'],
  ['file:/srv/محادثات 💬.db', '/srv/محادثات 💬.db'],
])('%s is %s', (url, path) => {
  expect(sqlitePath(url)).toBe(path)
})

describe('a URL that is not understood is refused with its reason', () => {
  test.each([
    ['file:', /names a file/],
    ['file::memory:', /names a file/],
    ['file:./a.db?mode=ro', /no parameters/],
    ['file://elsewhere/a.db', /Not a file URL/],
    ['mysql://localhost/parley', /this one has mysql:/],
    ['./a.db', /this one has no scheme/],
    ['', /this one has no scheme/],
  ])('%s', (url, reason) => {
    expect(() => providerOf(url)).toThrow(DatabaseError)
    expect(() => providerOf(url)).toThrow(reason)
    expect(() => providerOf(url)).toThrow(expect.objectContaining({ kind: 'url' }))
  })
})

test('the reason does not repeat a password', () => {
  expect(() => providerOf('mysql://root:hunter2@db/parley')).not.toThrow(/hunter2/)
})
