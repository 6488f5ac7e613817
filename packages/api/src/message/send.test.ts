import { expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { createHarness, refusal } from '../../test/harness.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import { AppError } from '../errors.ts'
import { admit } from './send.ts'

/** A call at this server, whose limits say no; `meanwhile` is what another server does before they do. */
async function callOverTheLimit(meanwhile: (house: Harness, replyId: string) => Promise<unknown>) {
  await using house = await createHarness()
  const replyId = crypto.randomUUID()
  const refuse = async () => {
    await meanwhile(house, replyId)
    throw new AppError({ reason: 'TOO_MANY_REPLIES', limit: 1 })
  }
  const server = {
    db: house.db,
    user: { id: 1n, firstName: 'Ada', languageCode: undefined },
    now: () => new Date(),
    queue: createKeyedQueue(),
    limits: { takeMessage: refuse },
  }
  return await admit(server, replyId, async () => 'the first answer').catch((error: unknown) =>
    error instanceof AppError ? error.data : error)
}

test('a repeat that the limits refuse gets the first answer, when another server has begun it meanwhile', async () => {
  expect(await callOverTheLimit(async (house, replyId) => {
    const caller = house.as({ id: 1 })
    const chat = await caller.chat.create({})
    await caller.message.send({ chatId: chat.id, id: crypto.randomUUID(), replyId, text: 'Hi' })
  })).toBe('the first answer')
})

test('one that nobody has begun stays refused', async () => {
  expect(await callOverTheLimit(async (house) => await refusal(house.as({ id: 1 }).auth.me())))
    .toEqual({ reason: 'TOO_MANY_REPLIES', limit: 1 })
})
