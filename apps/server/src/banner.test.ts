import { expect, test } from 'vitest'
import { banner } from './banner.ts'

const url = 'http://localhost:3000'
const given = { DATABASE_URL: 'file:x.db', GEMINI_MODELS: ['gemini-x'], BOT_TOKEN: undefined, BOT_ID: undefined }

test('the demo says that it is one, and what to fill in', () => {
  const text = banner({ url, given, demo: true })
  expect(text).toContain(url)
  expect(text).toMatch(/demo.*without a key/)
  expect(text).toMatch(/BOT_TOKEN.*GEMINI_API_KEY/)
})

test('a real model is named, and nothing is missing', () => {
  const text = banner({ url, given: { ...given, BOT_ID: 42 }, demo: false })
  expect(text).toContain('gemini-x')
  expect(text).not.toMatch(/fill in/)
})

test('a database is named without who may use it', () => {
  const text = banner({ url, given: { ...given, DATABASE_URL: 'postgresql://ada:p@ss:word@db.example.org/parley' }, demo: true })
  expect(text).toContain('postgresql://db.example.org/parley')
  expect(text).not.toMatch(/ada|word@/)
})
