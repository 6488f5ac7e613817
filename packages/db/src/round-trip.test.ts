import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from './testing/testing.ts'
import type { TestDatabase } from './testing/testing.ts'
import { readBranchWithContents } from './tree/branch.ts'
import { message, seed } from './tree/fixtures.ts'

describe.each(testProviders)('%s', (provider) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await createTestDatabase({ provider })
    await seed(db.database, [])
  })
  afterAll(() => db.dispose())

  const texts = [
    'plain',
    '',
    '👩‍👩‍👧‍👦 👍🏿 🇺🇦',
    'السلام عليكم، كيف الطقس في القاهرة؟',
    '‮right to left override‬ and zero‍width',
    `quotes ' " \` \\ and $1 ? ; -- DROP TABLE "Message"`,
    'line\nbreak\r\ntab\t',
    '𝒳'.repeat(8_000),
  ]

  test.each(texts)('text and JSON come back as they were: %j', async (text) => {
    const id = crypto.randomUUID()
    const parts = [{ type: 'text', text }, { [text]: null, deep: [1, 1.5, -0, 1e21, true, { 'a.b': [] }] }]
    await db.database.message.create({ data: message(id, null, { text, parts, modelContents: parts }) })
    const [row] = await readBranchWithContents(db.database, { chatId: 'chat', fromId: id, limit: 1 })
    expect(row?.text).toBe(text)
    expect(JSON.stringify(row?.parts)).toBe(JSON.stringify(parts))
    expect(JSON.stringify(row?.modelContents)).toBe(JSON.stringify(parts))
  })

  test('half a character survives in JSON and becomes U+FFFD in text, as UTF-8 has no place for it', async () => {
    const id = crypto.randomUUID()
    const text = 'cut \uD83D'
    await db.database.message.create({ data: message(id, null, { text, parts: [{ type: 'text', text }] }) })
    const [row] = await readBranchWithContents(db.database, { chatId: 'chat', fromId: id, limit: 1 })
    expect(row?.parts).toEqual([{ type: 'text', text }])
    expect(row?.text).toBe('cut \uFFFD')
  })

  test('user ids of 52 bits and instants to the millisecond', async () => {
    const id = 2n ** 52n - 1n
    const joinedAt = new Date('2026-11-22T23:59:59.999Z')
    await db.database.user.create({ data: { id, firstName: 'محمد', joinedAt, settings: { theme: 'dark' } } })
    expect(await db.database.user.findUnique({ where: { id } })).toMatchObject({
      id, firstName: 'محمد', joinedAt, settings: { theme: 'dark' }, isPremium: false,
    })
    expect(await db.database.user.count({ where: { joinedAt: { gte: joinedAt, lte: joinedAt } } })).toBe(1)
  })
})
