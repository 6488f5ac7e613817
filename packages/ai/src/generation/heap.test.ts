import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, inject, test } from 'vitest'
import { createMemoryEventLog } from '../events/memory-log.ts'
import type { Model } from '../model/port.ts'
import { pause } from './pause.ts'
import { newSend, setUp, uuid, watch } from './test/setup.ts'

/** The size of the heap when all that can go is gone, in bytes. */
function heapSize(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let n = 0; n < 4; n++) collect()
  return process.memoryUsage().heapUsed
}

/** Two hundred tokens, some at a time. */
const model: Model = {
  async* stream() {
    for (let chunk = 0; chunk < 20; chunk++) {
      yield { type: 'part', part: { type: 'text', text: 'ten words or so of an answer to a question '.repeat(2) } }
      await pause(2)
    }
    yield { type: 'finish', reason: 'stop' }
  },
}

test('a hundred streams at a time, five times over, leave nothing behind', async () => {
  // Nothing is kept in memory for readers who come back, so that what is left is what has leaked.
  const setup = await setUp(model, inject('redisUrl') === undefined ? { eventLog: createMemoryEventLog({ idleMs: 20 }) } : {})
  const { db, assistant, asker } = setup

  async function round(): Promise<void> {
    const chatIds = Array.from({ length: 100 }, uuid)
    await db.chat.createMany({ data: chatIds.map((id) => ({ id, userId: 1n, title: 'T' })) })
    const readings = chatIds.flatMap((chatId) => [watch({ ...setup, chatId }), watch({ ...setup, chatId })])
    await Promise.all(readings.map(({ ready }) => ready))
    await Promise.all(chatIds.map((chatId) => assistant.send(asker, newSend(chatId))))
    await Promise.all(readings.map(({ done }) => done))
    await expect.poll(() => db.generation.count()).toBe(0)
    await pause(100)
  }

  await round()
  const before = heapSize()
  for (let n = 0; n < 5; n++) await round()
  // Through Redis, what was heard of a chat is kept for half a minute after its last reader, or a whole one.
  await expect.poll(() => heapSize() - before, { timeout: 75_000, interval: 2_000 }).toBeLessThan(8_000_000)
  expect(setup.errors).toEqual([])
}, 120_000)
