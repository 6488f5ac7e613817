import { describe, expect, test } from 'vitest'
import { calls, finishes, says, scriptedModel, uses } from '../model/scripted.ts'
import type { Model, ModelRequest } from '../model/port.ts'
import { newSend, setUp, uuid, watch } from './test/setup.ts'

const isTitle = ({ type }: { type: string }): boolean => type === 'title'

describe('the title', () => {
  test('is made from the first exchange, stored, told and counted', async () => {
    const setup = await setUp(scriptedModel([says('Sunny.'), uses(3, 2), finishes()], [says('**Weather in Paris**'), uses(5, 4), finishes()]))
    const { db, assistant, asker, chatId } = setup
    await db.chat.update({ where: { id: chatId }, data: { title: null } })
    const reading = watch(setup, isTitle)
    await reading.ready
    await assistant.send(asker, newSend(chatId, 'Weather in Paris?'))
    expect((await reading.done).at(-1)).toEqual({ type: 'title', title: 'Weather in Paris' })
    expect(await db.chat.findUnique({ where: { id: chatId } })).toMatchObject({ title: 'Weather in Paris', titleChosen: false })
    expect(await db.usageDay.findFirst()).toMatchObject({ messages: 1, promptTokens: 8, replyTokens: 6 })
  })

  test('never replaces one that the user chose meanwhile', async () => {
    let chosen: Promise<unknown> = Promise.resolve()
    const model: Model = {
      async* stream(request, options) {
        if (!isConversation(request)) await chosen
        yield* scriptedModel([says('Made up'), finishes()]).stream(request, options)
      },
    }
    const setup = await setUp(model)
    const { db, assistant, asker, chatId } = setup
    await db.chat.update({ where: { id: chatId }, data: { title: null } })
    const reading = watch(setup)
    await reading.ready
    await assistant.send(asker, newSend(chatId))
    chosen = db.chat.update({ where: { id: chatId }, data: { title: 'Mine', titleChosen: true } })
    const events = await reading.done
    await assistant.close({ graceMs: 20_000 })
    expect(events.some(isTitle)).toBe(false)
    expect((await db.chat.findUniqueOrThrow({ where: { id: chatId } })).title).toBe('Mine')
  })

  test('is not made for a reply that was stopped', async () => {
    const model = scriptedModel([says('Hm'), 'silence'])
    const setup = await setUp(model)
    const { db, assistant, asker, chatId } = setup
    await db.chat.update({ where: { id: chatId }, data: { title: null } })
    const { reply } = await assistant.send(asker, newSend(chatId))
    await expect.poll(() => model.requests.length).toBe(1)
    await assistant.stop(asker, { id: reply.id })
    await assistant.close({ graceMs: 20_000 })
    expect(model.requests).toHaveLength(1)
    expect((await db.chat.findUniqueOrThrow({ where: { id: chatId } })).title).toBeNull()
  })
})

function isConversation({ system }: ModelRequest): boolean {
  return system.includes('Parley')
}

function sizeOf(request: ModelRequest): number {
  return JSON.stringify(request.contents).length + request.system.length
}

describe('the memory of a long chat', () => {
  test('keeps every request small, and remembers by summaries', async () => {
    const asked: ModelRequest[] = []
    const summaries: ModelRequest[] = []
    const model: Model = {
      async* stream(request, options) {
        (isConversation(request) ? asked : summaries).push(request)
        const answer = isConversation(request) ? `Answer ${asked.length}. ${'word '.repeat(40)}` : `Notes ${summaries.length}.`
        yield* scriptedModel([says(answer), finishes()]).stream(request, options)
      },
    }
    const setup = await setUp(model, { contextTokens: 1_500 })
    const { db, assistant, asker, chatId } = setup
    for (let turn = 1; turn <= 25; turn++) {
      const reading = watch(setup)
      await reading.ready
      await assistant.send(asker, newSend(chatId, `Question ${turn}. ${'why '.repeat(20)}`))
      await reading.done
      // The next turn of a person comes later than the summary.
      await expect.poll(() => db.generation.count()).toBe(0)
      await expect.poll(async () => (await db.chatContext.count()) === summaries.length).toBe(true)
    }
    expect(summaries.length).toBeGreaterThan(2)
    const last = asked.at(-1)
    expect(last?.system).toMatch(/Notes \d+\./)
    expect(JSON.stringify(last?.contents)).toContain('Question 25.')
    expect(JSON.stringify(last?.contents)).not.toContain('Question 1.')
    expect(Math.max(...asked.slice(10).map(sizeOf))).toBeLessThan(1_500 * 5)
    expect(summaries.at(-1)?.contents[0]?.parts[0]).toMatchObject({ text: expect.stringContaining(`Notes ${summaries.length - 1}.`) as string })
    expect(setup.errors).toEqual([])

    // A branch from the first message on knows nothing of what came after it.
    const first = await db.message.findFirstOrThrow({ where: { parentId: null } })
    const reading = watch(setup)
    await reading.ready
    await assistant.edit(asker, { id: first.id, newId: uuid(), replyId: uuid(), text: 'Something else' })
    await reading.done
    expect(asked.at(-1)?.system).not.toContain('Notes')
    expect(asked.at(-1)?.contents).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'Something else' }] }])
  })

  test('that was cleared begins after the clearing', async () => {
    const model = scriptedModel(...['A1', 'A2'].map((text) => [says(text), finishes()]))
    const setup = await setUp(model)
    const { db, assistant, asker, chatId } = setup
    for (const text of ['Q1', 'Q2']) {
      const reading = watch(setup)
      await reading.ready
      const { reply } = await assistant.send(asker, newSend(chatId, text))
      await reading.done
      await db.chat.update({ where: { id: chatId }, data: { contextAfterId: reply.id } })
    }
    expect(model.requests[1]?.contents).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'Q2' }] }])
  })

  test('a summary that cannot be made does not harm the reply', async () => {
    const model: Model = {
      async* stream(request, options) {
        if (!isConversation(request)) throw new Error('No summaries today')
        yield* scriptedModel([says('word '.repeat(300)), finishes()]).stream(request, options)
      },
    }
    const setup = await setUp(model, { contextTokens: 600 })
    const { db, assistant, asker, chatId } = setup
    for (let turn = 0; turn < 3; turn++) {
      const reading = watch(setup)
      await reading.ready
      await assistant.send(asker, newSend(chatId))
      expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', status: 'done' })
    }
    await assistant.close({ graceMs: 20_000 })
    expect(await db.chatContext.count()).toBe(0)
    expect(setup.errors.length).toBeGreaterThan(0)
  })
})

describe('what a model and its tools do', () => {
  test('an unknown tool, then words: one reply, verbatim turns', async () => {
    const setup = await setUp(scriptedModel([calls('no_such_tool', {}), finishes()], [says('I cannot.'), finishes()]))
    const { db, assistant, asker, chatId } = setup
    const reading = watch(setup)
    await reading.ready
    const { reply } = await assistant.send(asker, newSend(chatId))
    await reading.done
    const row = await db.message.findUniqueOrThrow({ where: { id: reply.id } })
    expect(row).toMatchObject({ status: 'done', text: 'I cannot.' })
    expect(row.modelContents).toMatchObject([
      { role: 'model', parts: [{ type: 'tool-call', providerData: { thoughtSignature: 'signed:call-no_such_tool' } }] },
      { role: 'user', parts: [{ type: 'tool-result' }] },
      { role: 'model', parts: [{ type: 'text', text: 'I cannot.' }] },
    ])
  })

  test('a defect ends the reply as failed, and is reported', async () => {
    const setup = await setUp(scriptedModel())
    const { assistant, asker, chatId } = setup
    const reading = watch(setup)
    await reading.ready
    await assistant.send(asker, newSend(chatId))
    expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', status: 'failed', failure: 'INTERNAL' })
    expect(setup.errors).toHaveLength(1)
  })
})
