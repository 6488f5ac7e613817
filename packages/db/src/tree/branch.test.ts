import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { branchContains, readBranch, readBranchIds, readBranchWithContents } from './branch.ts'
import { chain, message, seed, seedLong } from './fixtures.ts'

describe.each(testProviders)('%s', (provider) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await createTestDatabase({ provider })
  })
  afterEach(() => db.dispose())

  describe('readBranch', () => {
    // m0 ── m1 ── m2 ── m3
    //         └── m4 ── m5
    const forked = [...chain(4), message('m4', 'm1'), message('m5', 'm4'), message('n0', null, { chatId: 'other' })]

    test.each([
      ['m3', 10, ['m3', 'm2', 'm1', 'm0']],
      ['m5', 10, ['m5', 'm4', 'm1', 'm0']],
      ['m5', 2, ['m5', 'm4']],
      ['m1', 1, ['m1']],
      ['m0', 3, ['m0']],
      ['m0', 0, []],
      ['nothing', 10, []],
      ['n0', 10, []],
    ])('from %s, at most %i', async (fromId, limit, ids) => {
      await seed(db.database, forked)
      const rows = await readBranch(db.database, { chatId: 'chat', fromId, limit })
      expect(rows.map(({ id }) => id)).toEqual(ids)
    })

    test('a message says its own, not what the model was sent', async () => {
      const parts = [{ type: 'text', text: 'مرحبا 👋🏽' }]
      const modelContents = [{ role: 'model', parts: [{ text: 'مرحبا', thoughtSignature: 'c2ln' }] }]
      await seed(db.database, [message('m0', null, { text: 'مرحبا 👋🏽', parts, modelContents, seq: 3, rating: -1 })])
      const input = { chatId: 'chat', fromId: 'm0', limit: 1 }
      const row = {
        id: 'm0', chatId: 'chat', parentId: null, role: 'user', status: 'done', failure: null, parts, text: 'مرحبا 👋🏽',
        seq: 3, model: null, promptTokens: 0, replyTokens: 0, thinkingTokens: 0, rating: -1,
        createdAt: new Date(1_800_000_000_000), finishedAt: null,
      }
      expect(await readBranch(db.database, input)).toEqual([row])
      expect(await readBranchWithContents(db.database, input)).toEqual([{ ...row, modelContents }])
    })

    test('inside a transaction it sees what the transaction wrote', async () => {
      await seed(db.database, chain(2))
      const ids = await db.database.$transaction(async (tx) => {
        await tx.message.create({ data: message('m2', 'm1') })
        return readBranchIds(tx, { chatId: 'chat', fromId: 'm2', limit: 2 })
      })
      expect(ids).toEqual(['m2', 'm1'])
    })
  })

  describe('with 10,000 messages', () => {
    beforeEach(() => seedLong(db.database, 10_000))

    test('a page reads as many rows as it has, wherever it is', async () => {
      const page = await readBranch(db.database, { chatId: 'chat', fromId: 'm9999', limit: 30 })
      expect(page.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, index) => `m${9_999 - index}`))
      const last = await readBranchIds(db.database, { chatId: 'chat', fromId: 'm12', limit: 30 })
      expect(last).toHaveLength(13)
    })

    test('the whole branch can be read at once', async () => {
      const rows = await readBranch(db.database, { chatId: 'chat', fromId: 'm9999', limit: 20_000 })
      expect(rows.map(({ text }) => text)).toEqual(Array.from({ length: 10_000 }, (_, index) => `Message ${9_999 - index}`))
    })

    test('branchContains looks up to the root', async () => {
      expect(await branchContains(db.database, { chatId: 'chat', leafId: 'm9999', id: 'm0' })).toBe(true)
      expect(await branchContains(db.database, { chatId: 'chat', leafId: 'm9999', id: 'elsewhere' })).toBe(false)
    })
  })

  test.each([
    ['m5', 'm5', true],
    ['m5', 'm1', true],
    ['m5', 'm2', false],
    ['m2', 'm3', false],
    ['m2', 'n0', false],
    ['n0', 'n0', false],
  ])('branchContains: the branch of %s and %s: %s', async (leafId, id, answer) => {
    await seed(db.database, [
      ...chain(4), message('m4', 'm1'), message('m5', 'm4'), message('n0', null, { chatId: 'other' }),
    ])
    expect(await branchContains(db.database, { chatId: 'chat', leafId, id })).toBe(answer)
  })
})
