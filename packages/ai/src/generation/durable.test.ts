import type { Committed, Database } from '@parley/db'
import { expect, test } from 'vitest'
import { says, finishes, scriptedModel } from '../model/scripted.ts'
import { newSend, setUp, watch } from './test/setup.ts'

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
