import type { Committed, Database } from '@parley/db'
import { expect, test } from 'vitest'
import { says, finishes, scriptedModel, uses } from '../model/scripted.ts'
import { answering, newSend, setUp, watch } from './test/setup.ts'

/** The next claim waits for what is given here to say that the disk has it. */
function slowDisk(db: Database): PromiseWithResolvers<undefined> {
  const disk = Promise.withResolvers<undefined>()
  const { transaction } = db.direct
  db.direct.transaction = async <Result>(work: Parameters<typeof transaction<Result>>[0]) => {
    db.direct.transaction = transaction
    const committed: Committed<Result> = await transaction(work)
    return { ...committed, durable: disk.promise }
  }
  disk.promise.catch(() => undefined)
  return disk
}

test('the model is asked while the disk still writes, and nothing is answered or shown before it has written', async () => {
  const model = scriptedModel([says('At once'), finishes()])
  const setup = await setUp(model)
  const reading = watch(setup)
  await reading.ready
  const disk = slowDisk(setup.db)
  let answered = false
  const sent = setup.assistant.send(setup.asker, newSend(setup.chatId)).finally(() => (answered = true))
  await expect.poll(() => model.requests.length).toBe(1)
  // Long enough for a reply without a disk to be whole: everything between here and its end is in memory.
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
  expect([answered, reading.seen.map(({ event }) => event.type)]).toEqual([false, ['snapshot']])
  disk.resolve(undefined)
  const { reply } = await sent
  expect((await reading.done).map(({ type }) => type)).toEqual(['snapshot', 'start', 'delta', 'finish'])
  expect(await setup.db.message.findUnique({ where: { id: reply.id }, select: { text: true, status: true } }))
    .toEqual({ text: 'At once', status: 'done' })
})

test('what the disk does not keep is refused, never shown, and ends as not stored', async () => {
  const setup = await setUp(scriptedModel([says('Unseen'), 'silence']))
  const reading = watch(setup, (event) => event.type === 'snapshot' && event.activeLeafId !== null)
  await reading.ready
  const disk = slowDisk(setup.db)
  const send = newSend(setup.chatId)
  const sent = setup.assistant.send(setup.asker, send)
  const failure = new Error('EIO')
  disk.reject(failure)
  await expect(sent).rejects.toBe(failure)
  const events = await reading.done
  expect(events.map(({ type }) => type)).not.toContain('delta')
  expect(events.at(-1)).toMatchObject({ type: 'snapshot', activeLeafId: send.replyId, running: null })
  const select = { status: true, failure: true }
  expect(await setup.db.message.findUnique({ where: { id: send.replyId }, select })).toEqual({ status: 'failed', failure: 'STORAGE' })
  expect(await setup.db.generation.count()).toBe(0)
  // The same send, again, finds what became of the first.
  expect((await setup.assistant.send(setup.asker, send)).reply).toMatchObject({ id: send.replyId, failure: 'STORAGE' })
})

test('what the disk has not kept is not answered as stored to who asks again', async () => {
  const setup = await setUp(answering('Never durable'))
  const { assistant, asker, chatId, db } = setup
  const disk = slowDisk(db)
  const send = newSend(chatId)
  const failure = new Error('EIO')
  const { sync } = db.direct
  db.direct.sync = () => Promise.reject(failure)
  disk.reject(failure)
  await expect(assistant.send(asker, send)).rejects.toBe(failure)
  await expect(assistant.send(asker, send)).rejects.toBe(failure)
  const again = { id: send.id, replyId: send.replyId }
  await expect(assistant.regenerate(asker, again)).rejects.toBe(failure)
  db.direct.sync = sync
  expect(await assistant.send(asker, send)).toMatchObject({ reply: { id: send.replyId } })
  expect(await assistant.regenerate(asker, again)).toMatchObject({ id: send.replyId })
})

test('an end that the disk does not keep is stored as it was told, and counted once', async () => {
  const setup = await setUp(scriptedModel([uses(5, 5), says('Whole'), finishes()]), { timing: { storeRetryMs: [1, 1] } })
  const { assistant, asker, chatId, db } = setup
  const { transaction } = db.direct
  let transactions = 0
  let isMended = false
  db.direct.transaction = async <Result>(work: Parameters<typeof transaction<Result>>[0]) => {
    const committed: Committed<Result> = await transaction(work)
    // The first is the claim.
    if (++transactions === 1 || isMended) return committed
    const durable = committed.durable.then(() => {
      throw new Error('EIO')
    })
    return { ...committed, durable }
  }
  const reading = watch(setup)
  await reading.ready
  const { reply } = await assistant.send(asker, newSend(chatId))
  const told = { status: 'failed', failure: 'STORAGE' }
  expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', ...told })
  const stored = async () =>
    await db.message.findUnique({ where: { id: reply.id }, select: { status: true, failure: true, text: true } })
  expect(await stored()).toEqual({ status: 'done', failure: null, text: 'Whole' })
  isMended = true
  await expect.poll(stored, { timeout: 10_000 }).toEqual({ ...told, text: 'Whole' })
  expect(await db.usageDay.findMany()).toMatchObject([{ messages: 1, promptTokens: 5, replyTokens: 5 }])
})
