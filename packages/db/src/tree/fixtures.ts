import { Prisma } from '../generated/sqlite/client.ts'
import type { Database } from '../database.ts'

/** Rows for the tests of the tree: `m3` is three seconds younger than `m0`. */
export function message(
  id: string,
  parentId: string | null,
  more: Partial<Prisma.MessageCreateManyInput> = {},
): Prisma.MessageCreateManyInput {
  const number = Number(/\d+$/.exec(id)?.[0] ?? 0)
  return {
    id,
    chatId: 'chat',
    parentId,
    role: number % 2 === 0 ? 'user' : 'assistant',
    status: 'done',
    createdAt: new Date(1_800_000_000_000 + number * 1_000),
    ...more,
  }
}

/** A straight branch `m0`, `m1`, … of `length` messages. */
export function chain(length: number): Prisma.MessageCreateManyInput[] {
  return Array.from({ length }, (_, index) => message(`m${index}`, index === 0 ? null : `m${index - 1}`, {
    text: `Message ${index}`,
    parts: [{ type: 'text', text: `Message ${index}` }],
  }))
}

/** A user with the chats `chat` and `other`, the messages being in whichever they name. */
export async function seed(database: Database, messages: Prisma.MessageCreateManyInput[]): Promise<void> {
  await database.user.create({ data: { id: 1n, firstName: 'Ana' } })
  await database.chat.createMany({ data: [{ id: 'chat', userId: 1n }, { id: 'other', userId: 1n }] })
  await database.message.createMany({ data: messages })
}

/** `seed` with a straight branch of any length, made by the database: the client takes seconds for 10,000 rows. */
export async function seedLong(database: Database, length: number): Promise<void> {
  await seed(database, [])
  const createdAt = database.provider === 'sqlite'
    ? Prisma.sql`strftime('%Y-%m-%dT%H:%M:%S.000+00:00', 1800000000 + "number", 'unixepoch')`
    : Prisma.sql`timestamp '2027-01-15 08:00' + "number" * interval '1 second'`
  await database.$executeRaw`
    INSERT INTO "Message" ("id", "chatId", "parentId", "role", "status", "text", "createdAt")
    WITH RECURSIVE numbers("number") AS (
      SELECT 0 UNION ALL SELECT "number" + 1 FROM numbers WHERE "number" + 1 < ${length}
    )
    SELECT 'm' || "number", 'chat', CASE "number" WHEN 0 THEN NULL ELSE 'm' || ("number" - 1) END,
      CASE "number" % 2 WHEN 0 THEN 'user' ELSE 'assistant' END, 'done', 'Message ' || "number", ${createdAt}
    FROM numbers`
}
