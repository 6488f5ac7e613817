import { createDatabase } from '@parley/db'
import { expect, onTestFinished, test } from 'vitest'
import { finishes, says, scriptedModel } from '../model/scripted.ts'
import { gate, newSend, setUp, watch } from './test/setup.ts'

/** As many as a server has. */
const connections = 10
const timing = { heartbeatMs: 20, staleMs: 500, checkpointMs: 1, flushMs: 1 }

test('a server that lives keeps its replies, for however long its connections are taken', async () => {
  const { opened, open } = gate()
  const setup = await setUp(scriptedModel([says('Slow, '), opened, says('and alive'), finishes()]), { alone: false, timing })
  const { db, url, assistant, asker, chatId, another } = setup
  const othersDb = await createDatabase(url)
  onTestFinished(() => othersDb.$disconnect())
  const other = another({ db: othersDb })
  const reading = watch(setup)
  await reading.ready
  const { reply } = await assistant.send(asker, newSend(chatId))
  const heartbeat = async () =>
    (await othersDb.generation.findUniqueOrThrow({ where: { replyId: reply.id } })).heartbeatAt.getTime()

  const over = Promise.withResolvers<undefined>()
  let holders = 0
  const held = Array.from({ length: connections }, () => db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`
    holders++
    await over.promise
  }, { timeout: 60_000 }))
  await expect.poll(() => holders).toBe(connections)
  let isAnswered = false
  const waiting = db.chat.count().finally(() => (isAnswered = true))

  const before = await heartbeat()
  await expect.poll(heartbeat).toBeGreaterThan(before + timing.staleMs)
  expect(await other.sweep()).toBe(0)
  expect(isAnswered).toBe(false)

  over.resolve(undefined)
  await Promise.all([...held, waiting])
  open()
  expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', status: 'done' })
  expect(await db.message.findUniqueOrThrow({ where: { id: reply.id } })).toMatchObject({ status: 'done', text: 'Slow, and alive' })
})
