import { Prisma } from '@parley/db'
import type { Message } from '@parley/db'
import { expect, test } from 'vitest'
import { finishes, says, scriptedModel, uses } from '../model/scripted.ts'
import { refuse } from './test/refuse.ts'
import { answering, gate, isFinish, newSend, setUp, watch } from './test/setup.ts'
import type { Setup } from './test/setup.ts'

const timing = { checkpointMs: 1, flushMs: 1, storeRetryMs: [1, 1] }

async function stored({ db }: Setup, id: string): Promise<Pick<Message, 'status' | 'failure' | 'text'> | null> {
  return db.message.findUnique({ where: { id }, select: { status: true, failure: true, text: true } })
}

test.each([
  [2, 'done', null],
  [3, 'failed', 'STORAGE'],
] as const)('a context that an overloaded database refuses %i times: %s', async (times, status, failure) => {
  const setup = await setUp(answering('Patient.'), { timing })
  const { assistant, asker, chatId, db } = setup
  // The first message of a chat has nothing above it to read.
  await db.message.create({ data: { id: 'above', chatId, role: 'assistant', status: 'done' } })
  await db.chat.update({ where: { id: chatId }, data: { activeLeafId: 'above' } })
  const { query } = db.direct
  let left = times
  db.direct.query = async (statement) => {
    if (statement.sql.includes('WITH RECURSIVE') && left-- > 0) {
      throw new Prisma.PrismaClientKnownRequestError('No connection in time', { code: 'P2028', clientVersion: '' })
    }
    return query(statement)
  }
  const reading = watch(setup)
  await reading.ready
  await assistant.send(asker, newSend(chatId))
  expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', status, failure })
  expect(setup.errors).toHaveLength(times)
})

test('an end that is refused for a while is stored all the same', async () => {
  const setup = await setUp(answering('Late.'), { timing: { ...timing, storeRetryMs: Array<number>(2_000).fill(5) } })
  const { assistant, asker, chatId, db } = setup
  const relent = await refuse(db, 'end')
  const reading = watch(setup)
  await reading.ready
  const { reply } = await assistant.send(asker, newSend(chatId))
  await expect.poll(() => setup.errors.length).toBeGreaterThan(1)
  expect(reading.seen.some(({ event }) => isFinish(event))).toBe(false)
  await relent()
  expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', status: 'done' })
  expect(await stored(setup, reply.id)).toMatchObject({ status: 'done', text: 'Late.' })
})

test('for good: the user is told, nothing is half-written, and it is stored when the database is back', async () => {
  const setup = await setUp(scriptedModel([uses(5, 5), says('Unlucky.'), finishes()]), { timing })
  const { assistant, asker, chatId, db } = setup
  const relent = await refuse(db, 'end')
  const reading = watch(setup)
  await reading.ready
  const { reply } = await assistant.send(asker, newSend(chatId))
  expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', status: 'failed', failure: 'STORAGE' })
  expect(await stored(setup, reply.id)).toMatchObject({ status: 'running' })
  expect(await db.generation.count()).toBe(1)
  expect(await db.usageDay.count()).toBe(0)
  await relent()
  await expect.poll(() => stored(setup, reply.id)).toEqual({ status: 'failed', failure: 'STORAGE', text: 'Unlucky.' })
  expect(await db.generation.count()).toBe(0)
  expect(await db.usageDay.findFirst()).toMatchObject({ messages: 1, promptTokens: 5, replyTokens: 5 })
})

test('a send that is refused leaves nothing behind', async () => {
  const setup = await setUp(answering('Never.'))
  const { assistant, asker, chatId, db } = setup
  await refuse(db, 'lease')
  await expect(assistant.send(asker, newSend(chatId))).rejects.toThrow()
  expect(await db.message.count()).toBe(0)
  expect(await db.chat.findUnique({ where: { id: chatId } })).toMatchObject({ activeLeafId: null, preview: '' })
})

test('checkpoints that fail do not end a reply', async () => {
  const { opened, open } = gate()
  const setup = await setUp(scriptedModel([says('One '), opened, says('two'), finishes()]), { timing })
  const { assistant, asker, chatId, db } = setup
  await refuse(db, 'checkpoint')
  const reading = watch(setup)
  await reading.ready
  const { reply } = await assistant.send(asker, newSend(chatId))
  await expect.poll(() => setup.errors.length).toBeGreaterThan(1)
  open()
  expect((await reading.done).at(-1)).toMatchObject({ status: 'done' })
  expect(await stored(setup, reply.id)).toMatchObject({ status: 'done', text: 'One two' })
})
