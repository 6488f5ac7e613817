import type { ModelRequest } from '@parley/ai'
import type { Script } from '@parley/ai/testing'
import { finishes, says } from '@parley/ai/testing'
import { expect, test } from 'vitest'
import { createHarness, ended, refusal } from '../../test/harness.ts'

/** A house whose model keeps what it is asked. */
async function listening() {
  const requests: ModelRequest[] = []
  const listen: Script = (request) => {
    requests.push(request)
    return [says('Aye'), finishes()]
  }
  const house = await createHarness({ scripts: Array.from({ length: 20 }, () => listen) })
  const caller = house.as({ id: 1, first_name: 'Ada' })
  return {
    caller,
    /** What the model is told before an answer in this chat, and which model it is. */
    async ask(chatId: string) {
      const sent = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: crypto.randomUUID() }
      await ended(caller, chatId, (await caller.message.send(sent)).reply.id)
      const request = requests.find(({ contents }) => JSON.stringify(contents.at(-1)).includes(`"${sent.text}"`))
      return request ?? expect.unreachable()
    },
    [Symbol.asyncDispose]: async () => await house[Symbol.asyncDispose](),
  }
}

test('persona, model and instructions of a chat are what its model gets, from the next message on', async () => {
  await using house = await listening()
  const { caller, ask } = house
  const { id } = await caller.chat.create({})
  expect((await ask(id)).system).toMatch(/^You are Parley, /)
  expect((await ask(id)).model).toBe('model-a')

  await caller.chat.update({ id, persona: 'coder', model: 'model-b', instructions: ' Answer in verse.\nشكراً ' })
  const changed = await ask(id)
  expect(changed.system).toMatch(/^You are a senior software engineer\./)
  expect(changed.system).toMatch(/instructions for this chat:\nAnswer in verse\.\nشكراً$/)
  expect(changed.model).toBe('model-b')

  await caller.chat.update({ id, persona: null, instructions: null })
  const back = await ask(id)
  expect(back.system).toMatch(/^You are Parley, /)
  expect(back.system).not.toContain('verse')
})

test('new chats begin with what the user prefers, and keep it when that changes', async () => {
  await using house = await listening()
  const { caller, ask } = house
  await caller.auth.updateSettings({ persona: 'teacher', model: 'model-b' })
  const { id } = await caller.chat.create({})
  await caller.auth.updateSettings({ persona: 'writer', model: null })
  const request = await ask(id)
  expect(request.system).toMatch(/^You are a patient teacher\./)
  expect(request.model).toBe('model-b')
  expect((await ask((await caller.chat.create({})).id)).system).toMatch(/^You are an editor/)
})

test('instructions have 4,000 characters at most, and blank ones are none', async () => {
  await using house = await listening()
  const { caller } = house
  const { id } = await caller.chat.create({ instructions: 'x'.repeat(4_000) })
  expect((await caller.chat.get({ id })).instructions).toHaveLength(4_000)
  expect(await refusal(caller.chat.update({ id, instructions: 'x'.repeat(4_001) }))).toMatchObject({ reason: 'INVALID_INPUT' })
  expect((await caller.chat.update({ id, instructions: ' \n ' })).instructions).toBe(null)
})
