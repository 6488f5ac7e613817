import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { chain, message, seed, seedLong } from './fixtures.ts'
import { newestLeafBelow } from './leaf.ts'
import { readSiblings } from './siblings.ts'

// m0 ─┬─ m1 ─┬─ m2 ── m3          m20 ── m21
//     │      ├─ m4 ── m5
//     │      └─ m11 (a continuation, the assistant's)
//     └─ m7 ── m8
const tree = [
  ...chain(4), message('m4', 'm1'), message('m5', 'm4'), message('m7', 'm0'), message('m8', 'm7'), message('m11', 'm1'),
  message('m20', null), message('m21', 'm20'),
  message('n0', null, { chatId: 'other' }),
]

describe.each(testProviders)('%s', (provider) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await createTestDatabase({ provider })
    await seed(db.database, tree)
  })
  afterEach(() => db.dispose())

  test('siblings are of the same parent and role, oldest first', async () => {
    const messages = tree.filter(({ chatId }) => chatId === 'chat').map(({ id, parentId = null, role }) => ({ id, parentId, role }))
    const siblings = await readSiblings(db.database, { chatId: 'chat', messages })
    expect(Object.fromEntries(siblings)).toEqual({
      m0: ['m0', 'm20'], m20: ['m0', 'm20'],
      m1: ['m1', 'm7'], m7: ['m1', 'm7'],
      m2: ['m2', 'm4'], m4: ['m2', 'm4'], m11: ['m11'],
      m3: ['m3'], m5: ['m5'], m8: ['m8'], m21: ['m21'],
    })
  })

  test('a message that is gone meanwhile stands alone', async () => {
    const messages = [{ id: 'gone', parentId: 'gone too', role: 'user' }]
    expect(await readSiblings(db.database, { chatId: 'chat', messages })).toEqual(new Map([['gone', ['gone']]]))
    expect(await readSiblings(db.database, { chatId: 'chat', messages: [] })).toEqual(new Map())
  })

  test.each([
    ['m0', 'm11'],
    ['m2', 'm3'],
    ['m4', 'm5'],
    ['m7', 'm8'],
    ['m8', 'm8'],
    ['m20', 'm21'],
    ['n0', null],
    ['nothing', null],
  ])('the newest leaf below %s is %s', async (id, leaf) => {
    expect(await newestLeafBelow(db.database, { chatId: 'chat', id })).toBe(leaf)
  })

  test('a reply of the same instant is the leaf, not its message', async () => {
    const createdAt = new Date(1_900_000_000_000)
    await db.database.message.createMany({ data: [
      message('z', 'm8', { createdAt }),
      message('a', 'z', { createdAt }),
    ] })
    expect(await newestLeafBelow(db.database, { chatId: 'chat', id: 'm0' })).toBe('a')
  })

  test('the newest leaf below the first of 10,000 messages', async () => {
    await using long = await createTestDatabase({ provider })
    await seedLong(long.database, 10_000)
    expect(await newestLeafBelow(long.database, { chatId: 'chat', id: 'm0' })).toBe('m9999')
  })
})
