import { expect, test } from 'vitest'
import type { ReplyCheckpoint } from '@parley/db'
import type { CheckpointOutcome } from './checkpoint-writer.ts'
import { createCheckpoints } from './checkpoints.ts'
import { gate } from './test/setup.ts'

/** Checkpoints whose writes are settled by hand; each reply's text counts how often it was looked at. */
function open(intervalMs = 1) {
  const writes: { text: string, settle: (outcome: CheckpointOutcome) => void }[] = []
  const checkpoints = createCheckpoints({
    intervalMs,
    write: ({ text }: ReplyCheckpoint) => new Promise((settle) => writes.push({ text, settle })),
  })
  const lost: string[] = []
  const grow = (replyId: string, published: () => Promise<undefined> = async () => undefined) => {
    let looks = 0
    return checkpoints.open({
      replyId,
      content: () => ({ parts: [], contents: [], text: `${replyId}${++looks}`, seq: looks }),
      published,
      onLost: () => lost.push(replyId),
    })
  }
  return { writes, lost, grow, texts: () => writes.map(({ text }) => text) }
}

/** Long enough for every timer of 1 ms that was set, and for what follows it. */
const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 2))
}

test('one write at a time for each reply, and the next has what came meanwhile', async () => {
  const { writes, grow, texts } = open()
  const [a, b] = [grow('a'), grow('b')]
  for (const reply of [a, b]) reply.markDirty()
  await expect.poll(texts).toEqual(['a1', 'b1'])
  for (const reply of [a, b, a]) reply.markDirty()
  await rest()
  expect(texts()).toEqual(['a1', 'b1'])
  writes[0]?.settle('written')
  await expect.poll(texts).toEqual(['a1', 'b1', 'a2'])
  writes[2]?.settle('written')
  await rest()
  expect(texts()).toEqual(['a1', 'b1', 'a2'])
})

test('no more than one look at all of them in an interval', async () => {
  const { grow, texts } = open(60_000)
  const [a, b] = [grow('a'), grow('b')]
  a.markDirty()
  await expect.poll(texts).toEqual(['a1'])
  b.markDirty()
  await rest()
  expect(texts()).toEqual(['a1'])
})

test('what the log has not is not written, and holds up nobody else', async () => {
  const { grow, texts } = open()
  const log = gate()
  const [a, b] = [grow('a', () => log.opened), grow('b')]
  for (const reply of [a, b]) reply.markDirty()
  await expect.poll(texts).toEqual(['b1'])
  await rest()
  expect(texts()).toEqual(['b1'])
  log.open()
  await expect.poll(texts).toEqual(['b1', 'a1'])
})

test('a write that failed is tried again, a lease that is lost is told, each for its own reply', async () => {
  const { writes, lost, grow, texts } = open()
  for (const reply of [grow('a'), grow('b')]) reply.markDirty()
  await expect.poll(texts).toEqual(['a1', 'b1'])
  writes[0]?.settle('failed')
  writes[1]?.settle('lost')
  await expect.poll(texts).toEqual(['a1', 'b1', 'a2'])
  expect(lost).toEqual(['b'])
})

test('closing a reply waits for its own write, and for no other; nothing follows it', async () => {
  const { writes, grow, texts } = open()
  const [a, b, c] = [grow('a'), grow('b'), grow('c')]
  for (const reply of [a, b]) reply.markDirty()
  await expect.poll(texts).toEqual(['a1', 'b1'])
  await c.close()
  a.markDirty()
  let isClosed = false
  const closing = a.close().then(() => (isClosed = true))
  await rest()
  expect(isClosed).toBe(false)
  writes[0]?.settle('failed')
  await closing
  await rest()
  expect(texts()).toEqual(['a1', 'b1'])
})
