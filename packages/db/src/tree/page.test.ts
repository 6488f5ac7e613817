import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { readBranch } from './branch.ts'
import { chain, message, seed } from './fixtures.ts'
import type { MessageRow } from './message.ts'
import { readPage } from './page.ts'
import type { StoredMessage } from './page.ts'
import { readSiblings } from './siblings.ts'

/** What a page shows of a row. */
const shown = ({ id, chatId, parentId, role, status, failure, parts, seq, model, rating, createdAt }: MessageRow) =>
  ({ id, chatId, parentId, role, status, failure, parts, seq, model, rating, createdAt: createdAt.toISOString() })

const read = ({ parts, ...message }: StoredMessage) => ({ ...message, parts: JSON.parse(parts) as unknown })

// m0 ─┬─ m1 ─┬─ m2 ── m3          m20 ── m21
//     │      ├─ m4 ── m5 (the active leaf)
//     │      └─ m11 (the assistant's)
//     └─ m7
const tree = [
  ...chain(4), message('m4', 'm1'), message('m5', 'm4'), message('m7', 'm0'), message('m11', 'm1'),
  message('m20', null), message('m21', 'm20'),
  message('n0', null, { chatId: 'other' }),
]

describe.each(testProviders)('%s', (provider) => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await createTestDatabase({ provider })
    await seed(db.database, tree)
    await db.database.chat.update({ where: { id: 'chat' }, data: { activeLeafId: 'm5' } })
  })
  afterEach(() => db.dispose())

  const pageOf = (over: Partial<Parameters<typeof readPage>[1]> = {}) =>
    readPage(db.database, { userId: 1n, chatId: 'chat', fromId: null, limit: 30, ...over })

  test.each([
    ['the active branch', {}, ['m5', 'm4', 'm1', 'm0']],
    ['as many as asked for', { limit: 2 }, ['m5', 'm4']],
    ['another branch, from where it is asked for', { fromId: 'm3' }, ['m3', 'm2', 'm1', 'm0']],
    ['another root', { fromId: 'm21' }, ['m21', 'm20']],
    ['nothing from a message of another chat', { fromId: 'n0' }, []],
    ['nothing from no message', { fromId: 'none' }, []],
    ['nothing of a chat without messages', { chatId: 'empty' }, []],
  ])('%s', async (_, input, ids) => {
    await db.database.chat.create({ data: { id: 'empty', userId: 1n } })
    expect((await pageOf(input))?.map((row) => row.message.id)).toEqual(ids)
  })

  test('there is no page of what is not there, is deleted or is somebody else\'s', async () => {
    expect(await pageOf({ chatId: 'none' })).toBeNull()
    expect(await pageOf({ userId: 2n })).toBeNull()
    expect(await pageOf({ userId: 2n, fromId: 'm5' })).toBeNull()
    await db.database.chat.update({ where: { id: 'chat' }, data: { deletedAt: new Date() } })
    expect(await pageOf()).toBeNull()
  })

  test('rows and siblings are those that the client and `readSiblings` give', async () => {
    const parts = [{ type: 'text', text: 'مرحبا 👋🏽 "\n' }]
    await db.database.message.update({
      where: { id: 'm5' },
      data: { parts, seq: 7, rating: -1, model: 'a', failure: 'MAX_TOKENS', createdAt: new Date('2026-11-22T10:00:00.120Z') },
    })
    const rows = await readBranch(db.database, { chatId: 'chat', fromId: 'm5', limit: 30 })
    const siblings = await readSiblings(db.database, { chatId: 'chat', messages: rows })
    const page = await pageOf()
    expect(page?.map(({ message }) => read(message))).toEqual(rows.map((row) => shown(row)))
    expect(page?.map(({ siblings }) => siblings)).toEqual(rows.map(({ id }) => siblings.get(id)))
  })
})
