import { Prisma } from '@parley/db'
import { expect, test } from 'vitest'
import { scriptedModel } from '../model/scripted.ts'
import { createCheckpointWriter } from './checkpoint-writer.ts'
import { seedRunningReplies } from './test/running-replies.ts'
import { setUp } from './test/setup.ts'

/** A writer on a real database with replies that run, which tells how many went in each write of several. */
async function open(count: number) {
  const { db } = await setUp(scriptedModel())
  const ids = await seedRunningReplies(db, { ownerId: 'me', count })
  const { direct } = db
  const { executeAll, write } = direct
  const writes: number[] = []
  direct.executeAll = (statements) => {
    writes.push(statements.length)
    return executeAll(statements)
  }
  direct.write = (statement) => {
    writes.push((JSON.parse(String(statement.values[0])) as unknown[]).length)
    return write(statement)
  }
  const errors: { error: unknown, replyId: string | undefined }[] = []
  const writer = createCheckpointWriter({ db, ownerId: 'me', onError: (error, replyId) => errors.push({ error, replyId }) })
  const writeAll = async (replyIds = ids, text = 'So far') => {
    const outcomes = await Promise.all(replyIds.map((replyId) =>
      writer({ replyId, parts: [{ type: 'text', text }], contents: [], text, seq: 1 })))
    return Object.groupBy(replyIds, (_, index) => outcomes[index] ?? 'failed')
  }
  const written = async () => {
    const rows = await db.message.findMany({ where: { text: { not: '' } }, select: { id: true } })
    return rows.map(({ id }) => id).sort()
  }
  return { db, ids, writes, errors, writeAll, written }
}

test('what is asked for at once is one write, of no more than it may hold the event loop for', async () => {
  const { ids, writes, writeAll, written } = await open(120)
  expect(await writeAll()).toEqual({ written: ids })
  expect(writes).toEqual([50, 50, 20])
  expect(await written()).toEqual([...ids].sort())
  writes.length = 0
  expect(await writeAll(ids.slice(0, 7), 'x'.repeat(40_000))).toEqual({ written: ids.slice(0, 7) })
  // The last is alone: a write of one.
  expect(writes).toEqual([2, 2, 2])
})

test('who has lost the lease hears of it, and nobody else', async () => {
  const { db, ids, errors, writeAll, written } = await open(5)
  const [first = '', second = '', ...others] = ids
  await db.generation.update({ where: { replyId: first }, data: { ownerId: 'another' } })
  await db.message.update({ where: { id: second }, data: { status: 'interrupted' } })
  expect(await writeAll()).toEqual({ lost: [first, second], written: others })
  expect(await written()).toEqual([...others].sort())
  expect(errors).toEqual([])
})

test('one that is refused for what it is does not keep the others from being written', async () => {
  const { db, ids, errors, writeAll, written } = await open(5)
  const [bad = '', ...others] = ids
  const { execute } = db.direct
  const notThisOne = new Error('not this one')
  const notAll = () => Promise.reject(new Error('not all of these'))
  Object.assign(db.direct, { executeAll: notAll, write: notAll })
  db.direct.execute = (statement) => statement.values.includes(bad) ? Promise.reject(notThisOne) : execute(statement)
  for (let round = 1; round <= 2; round++) {
    expect(await writeAll()).toEqual({ failed: [bad], written: others })
    expect(errors).toEqual(Array(round).fill({ error: notThisOne, replyId: bad }))
  }
  expect(await written()).toEqual([...others].sort())
})

test('a database that has no room is asked once for all, and told of once', async () => {
  const { db, ids, writes, errors, writeAll } = await open(30)
  const { execute } = db.direct
  let alone = 0
  db.direct.execute = (statement) => {
    alone++
    return execute(statement)
  }
  const full = new Prisma.PrismaClientKnownRequestError('No connection in time', { code: 'P2028', clientVersion: '' })
  const { executeAll, write } = db.direct
  const refused = () => Promise.reject(full)
  Object.assign(db.direct, { executeAll: refused, write: refused })
  expect(await writeAll()).toEqual({ failed: ids })
  expect(errors).toEqual([{ error: full, replyId: undefined }])
  expect(alone).toBe(0)
  Object.assign(db.direct, { executeAll, write })
  expect(await writeAll()).toEqual({ written: ids })
  expect(writes).toEqual([30])
})
