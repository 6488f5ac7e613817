import type { Database } from '@parley/db'
import { expect, test } from 'vitest'
import { createHarness } from '../../test/harness.ts'
import type { Harness } from '../../test/harness.ts'

/** Made from the messages, for the search alone: they say nothing more. */
const derived = /^Search/

const catalogues = {
  sqlite: `
    SELECT "table"."name" AS "table", "column"."name" AS "column"
    FROM sqlite_master AS "table" JOIN pragma_table_info("table"."name") AS "column"
    WHERE "table"."type" = 'table' AND "table"."name" NOT LIKE 'sqlite%' AND "table"."name" <> '_prisma_migrations'`,
  postgresql: `
    SELECT "table_name"::text AS "table", "column_name"::text AS "column" FROM information_schema.columns
    WHERE "table_schema" = current_schema() AND "table_name" <> '_prisma_migrations'`,
}

/** The tables that hold what is somebody's, each with its columns, as the database itself knows them. */
async function tablesOf(db: Database): Promise<Map<string, string[]>> {
  const rows = await db.$queryRawUnsafe<{ table: string, column: string }[]>(catalogues[db.provider])
  return new Map(Object.entries(Object.groupBy(rows, ({ table }) => table))
    .map(([table, columns]) => [table, (columns ?? []).map(({ column }) => column)]))
}

/** A row in every table. */
async function fill({ as, db }: Harness, userId: number) {
  const caller = as({ id: userId })
  const { id: chatId } = await caller.chat.create({ title: 'Mine' })
  const ids = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID() }
  await caller.message.send({ ...ids, text: 'Something to search for' })
  await expect.poll(() => db.usageDay.count({ where: { userId } })).toBe(1)
  await expect.poll(() => db.generation.count({ where: { chatId } })).toBe(0)
  await caller.chat.search({ text: 'something' })
  await db.chatContext.create({ data: { id: crypto.randomUUID(), chatId, coversMessageId: ids.id, summary: 'S', tokens: 1 } })
  await db.generation.create({ data: { replyId: ids.replyId, chatId, ownerId: 'another server' } })
  return caller
}

test('the export has every column of every table', async () => {
  await using house = await createHarness()
  const caller = await fill(house, 1)
  const { user, chats: [chat] } = await caller.auth.exportData()
  const exported: Record<string, object | undefined> = {
    User: user ?? undefined,
    UsageDay: user?.usage[0],
    Chat: chat,
    Message: chat?.messages[0],
    ChatContext: chat?.contexts[0],
    Generation: chat?.generations[0],
  }
  const stored = [...await tablesOf(house.db)].filter(([table]) => !derived.test(table))
  expect(stored.map(([table]) => table).sort()).toEqual(Object.keys(exported).sort())
  for (const [table, columns] of stored) {
    expect(columns.filter((column) => !(column in (exported[table] ?? {}))), table).toEqual([])
  }
})

test('deleting the account empties every table, and leaves what is somebody else\'s', async () => {
  await using house = await createHarness()
  const caller = await fill(house, 1)
  const tables = [...(await tablesOf(house.db)).keys()].filter((table) => !table.startsWith('SearchTokens_'))
  const count = async () => Object.fromEntries(await Promise.all(tables.map(async (table) => {
    const [row] = await house.db.$queryRawUnsafe<{ rows: bigint }[]>(`SELECT count(*) AS "rows" FROM "${table}"`)
    return [table, Number(row?.rows)]
  })))
  const before = await count()
  expect(before).toMatchObject({ User: 1, Chat: 1, Message: 2, ChatContext: 1, Generation: 1, UsageDay: 1 })
  await (await fill(house, 2)).auth.deleteAccount()
  expect(await count()).toEqual(before)
  await caller.auth.deleteAccount()
  expect(Object.values(await count()).every((rows) => rows === 0), JSON.stringify(await count())).toBe(true)
})
