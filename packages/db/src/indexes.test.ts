import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readChats } from './chats/read-chats.ts'
import type { Database } from './database.ts'
import { PrismaClient } from './generated/sqlite/client.ts'
import { providerOf } from './provider.ts'
import { createTestDatabase, testProviders } from './testing/testing.ts'
import type { TestDatabase } from './testing/testing.ts'
import { searchMessages } from './search/search-messages.ts'
import { branchContains, readBranch } from './tree/branch.ts'
import { seedLong } from './tree/fixtures.ts'
import { newestLeafBelow } from './tree/leaf.ts'
import { readPage } from './tree/page.ts'
import { readSiblings } from './tree/siblings.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
  await seedLong(db.database, 1_000)
})
afterAll(() => db.dispose())

/** The client, whose way past itself only says what it is asked. */
function watched(database: object, provider: Database['provider'], statements: string[]): Database {
  const query = ({ sql, text }: { sql: string, text: string }): Promise<never[]> => {
    statements.push(provider === 'sqlite' ? sql : text)
    return Promise.resolve([])
  }
  return Object.assign(database, { provider, direct: { query } }) as unknown as Database
}

/** What SQLite says it does for each statement that `work` sends. */
async function plans(work: (database: Database) => Promise<unknown>): Promise<string[]> {
  const { adapterProvider, connectShared } = providerOf(db.url)
  const adapter = { provider: adapterProvider, adapterName: 'test', connect: connectShared }
  const database = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] })
  const statements: string[] = []
  database.$on('query', ({ query }) => statements.push(query))
  await work(watched(database, 'sqlite', statements))
  await database.$disconnect()

  const steps = await Promise.all(statements.filter((statement) => /^\s*(SELECT|WITH)/.test(statement)).map((statement) => {
    const parameters = Array.from(statement.matchAll(/\?/g), () => 'NULL')
    return db.database.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${statement}`, ...parameters)
  }))
  return steps.flat().map(({ detail }) => detail)
}

const own = { userId: 1n, archived: false }
const after = { at: new Date(), id: 'chat' }

test.each<[string, (database: Database) => Promise<unknown>]>([
  ['a page of a branch', (database) => readBranch(database, { chatId: 'chat', fromId: 'm999', limit: 30 })],
  ['a page that is shown', (database) => readPage(database, { userId: 1n, chatId: 'chat', fromId: null, limit: 30 })],
  ['branchContains', (database) => branchContains(database, { chatId: 'chat', leafId: 'm999', id: 'm0' })],
  ['the newest leaf', (database) => newestLeafBelow(database, { chatId: 'chat', id: 'm0' })],
  ['siblings', (database) => readSiblings(database, { chatId: 'chat', messages: [
    { id: 'm0', parentId: null, role: 'user' },
    { id: 'm5', parentId: 'm4', role: 'assistant' },
  ] })],
  ['pinned chats', (database) => readChats(database, { ...own, pinned: true, limit: 30 })],
  ['a later page of them', (database) => readChats(database, { ...own, pinned: true, after, limit: 30 })],
  ['archived chats', (database) => readChats(database, { ...own, archived: true, pinned: false, limit: 30 })],
  ['stale replies', (database) => database.generation.findMany({ where: { heartbeatAt: { lt: new Date() } } })],
  ['summaries', (database) => database.chatContext.findMany({ where: { chatId: 'chat' } })],
])('%s: no table is read from end to end, nor a whole chat', async (_, work) => {
  const steps = await plans(work)
  expect(steps.length).toBeGreaterThan(0)
  expect(steps.filter((step) => /^SCAN (?!branch|below|CONSTANT)/.test(step))).toEqual([])
  expect(steps.filter((step) => /Message_\w+ \(chatId=\?\)/.test(step))).toEqual([])
})

test.each([undefined, after])('the list of chats comes out of its index in order, without a sort', async (after) => {
  const steps = await plans((database) => readChats(database, { ...own, pinned: false, after, limit: 30 }))
  expect(steps).toEqual([
    expect.stringContaining('USING INDEX Chat_userId_deletedAt_archivedAt_pinnedAt_activeAt_id_idx'),
    expect.stringContaining('USING INDEX Generation_chatId_key'),
  ])
})

describe.runIf(testProviders.includes('postgresql'))('on PostgreSQL', () => {
  let large: TestDatabase
  beforeAll(async () => {
    large = await createTestDatabase({ provider: 'postgresql' })
    await seedLong(large.database, 5_000)
    await searchMessages(large.database, { userId: 1n, text: 'x', limit: 1 })
  }, 60_000)
  afterAll(() => large.dispose())

  /** What PostgreSQL would do for each statement that `work` sends, whatever its parameters. */
  async function plansOf(work: (database: Database) => Promise<unknown>): Promise<string> {
    const { PrismaClient: Client } = await import('./generated/postgresql/client.ts')
    const adapter = { provider: 'postgres' as const, adapterName: 'test', connect: providerOf(large.url).connectShared }
    const database = new Client({ adapter, log: [{ emit: 'event', level: 'query' }] })
    const statements: string[] = []
    database.$on('query', ({ query }) => statements.push(query))
    await work(watched(database, 'postgresql', statements))
    await database.$disconnect()
    const steps = await Promise.all(statements.filter((statement) => /^\s*(SELECT|WITH)/.test(statement)).map((statement) =>
      large.database.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN (GENERIC_PLAN) ${statement}`)))
    return steps.flat().flatMap((row) => Object.values(row)).join('\n')
  }

  test.each<[string, (database: Database) => Promise<unknown>]>([
    ['a page of a branch', (database) => readBranch(database, { chatId: 'chat', fromId: 'm4999', limit: 30 })],
    ['a page that is shown', (database) => readPage(database, { userId: 1n, chatId: 'chat', fromId: null, limit: 30 })],
    ['branchContains', (database) => branchContains(database, { chatId: 'chat', leafId: 'm4999', id: 'm0' })],
    ['the newest leaf', (database) => newestLeafBelow(database, { chatId: 'chat', id: 'm0' })],
    ['a search', (database) => searchMessages(database, { userId: 1n, text: 'message 17', limit: 20 })],
  ])('%s: neither a table nor a whole chat is read, with statistics and without', async (_, work) => {
    for (const prepare of ['SELECT 1', 'ANALYZE']) {
      await large.database.$executeRawUnsafe(prepare)
      const plan = await plansOf(work)
      expect(plan).toMatch(/Index/)
      expect(plan).not.toMatch(/Seq Scan on "(Message|SearchEntry)"/)
      expect(plan).not.toMatch(/Index Cond: \("chatId" = [^)]*\)$/m)
    }
  })
})
