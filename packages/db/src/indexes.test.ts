import { afterAll, beforeAll, expect, test } from 'vitest'
import { PrismaClient } from './generated/sqlite/client.ts'
import { providerOf } from './provider.ts'
import { createTestDatabase } from './testing/testing.ts'
import type { TestDatabase } from './testing/testing.ts'
import { branchContains, readBranch } from './tree/branch.ts'
import { seedLong } from './tree/fixtures.ts'
import { newestLeafBelow } from './tree/leaf.ts'
import { readSiblings } from './tree/siblings.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
  await seedLong(db.database, 1_000)
})
afterAll(() => db.dispose())

/** What SQLite says it does for each statement that `work` sends. */
async function plans(work: (database: PrismaClient) => Promise<unknown>): Promise<string[]> {
  const { adapterProvider, connectShared } = providerOf(db.url)
  const adapter = { provider: adapterProvider, adapterName: 'test', connect: connectShared }
  const database = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] })
  const statements: string[] = []
  database.$on('query', ({ query }) => statements.push(query))
  await work(database as unknown as PrismaClient)
  await database.$disconnect()

  const steps = await Promise.all(statements.filter((statement) => /^\s*(SELECT|WITH)/.test(statement)).map((statement) => {
    const parameters = Array.from(statement.matchAll(/\?/g), () => 'NULL')
    return db.database.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${statement}`, ...parameters)
  }))
  return steps.flat().map(({ detail }) => detail)
}

const live = { userId: 1n, deletedAt: null, archivedAt: null }

test.each<[string, (database: PrismaClient) => Promise<unknown>]>([
  ['a page of a branch', (database) => readBranch(database, { chatId: 'chat', fromId: 'm999', limit: 30 })],
  ['branchContains', (database) => branchContains(database, { chatId: 'chat', leafId: 'm999', id: 'm0' })],
  ['the newest leaf', (database) => newestLeafBelow(database, { chatId: 'chat', id: 'm0' })],
  ['siblings', (database) => readSiblings(database, { chatId: 'chat', messages: [
    { id: 'm0', parentId: null, role: 'user' },
    { id: 'm5', parentId: 'm4', role: 'assistant' },
  ] })],
  ['pinned chats', (database) => database.chat.findMany({
    where: { ...live, pinnedAt: { not: null } }, orderBy: [{ pinnedAt: 'desc' }, { id: 'desc' }], take: 30,
  })],
  ['archived chats', (database) => database.chat.findMany({
    where: { ...live, archivedAt: { not: null } }, orderBy: [{ activeAt: 'desc' }, { id: 'desc' }], take: 30,
  })],
  ['stale replies', (database) => database.generation.findMany({ where: { heartbeatAt: { lt: new Date() } } })],
  ['summaries', (database) => database.chatContext.findMany({ where: { chatId: 'chat' } })],
])('%s: no table is read from end to end, nor a whole chat', async (_, work) => {
  const steps = await plans(work)
  expect(steps.length).toBeGreaterThan(0)
  expect(steps.filter((step) => /^SCAN (?!branch|below|CONSTANT)/.test(step))).toEqual([])
  expect(steps.filter((step) => /Message_\w+ \(chatId=\?\)/.test(step))).toEqual([])
})

test('the list of chats comes out of its index in order, without a sort', async () => {
  const steps = await plans((database) => database.chat.findMany({
    where: { ...live, pinnedAt: null }, orderBy: [{ activeAt: 'desc' }, { id: 'desc' }], take: 30,
  }))
  expect(steps).toEqual([expect.stringContaining('USING INDEX Chat_userId_deletedAt_archivedAt_pinnedAt_activeAt_id_idx')])
})
