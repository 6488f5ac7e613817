import { createDatabase } from '@parley/db'
import type { Message } from '@parley/db'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listMessages } from '../chat/list.ts'
import { createAssistant } from '../create-assistant.ts'
import type { ChatEvent } from '../events/event.ts'
import { createMemoryEventLog } from '../events/memory-log.ts'
import type { Model, ModelChunk } from '../model/port.ts'
import { finishes, says, scriptedModel } from '../model/scripted.ts'
import type { Generation } from './generation.ts'
import { answering, gate, newSend, setUp, uuid, watch } from './test/setup.ts'
import type { Setup, Watch } from './test/setup.ts'

const fast = { checkpointMs: 1, flushMs: 1 }

/** A reply that has shown `text` and goes on only when it is aborted. */
async function runningReply(text = 'Half of it', options: Parameters<typeof setUp>[1] = {}): Promise<Setup & {
  reading: Watch
  replyId: string
}> {
  const setup = await setUp(scriptedModel([says(text), 'silence']), { timing: fast, ...options })
  const reading = watch(setup)
  await reading.ready
  const { reply } = await setup.assistant.send(setup.asker, newSend(setup.chatId))
  await expect.poll(() => shownText(reading.seen.map(({ event }) => event))).toBe(text)
  return { ...setup, reading, replyId: reply.id }
}

function shownText(events: ChatEvent[]): string {
  return events.map((event) => (event.type === 'delta' ? event.text : '')).join('')
}

type Stored = Pick<Message, 'status' | 'failure' | 'text'>

async function stored({ db }: Setup, id: string): Promise<Stored | null> {
  return db.message.findUnique({ where: { id }, select: { status: true, failure: true, text: true } })
}

describe('stop', () => {
  test('reaches the model, keeps what was shown and says so to every reader', async () => {
    let aborted = false
    const model: Model = {
      async* stream(request, options) {
        options.signal.addEventListener('abort', () => {
          aborted = true
        })
        yield* scriptedModel([says('Shown 🌦'), 'silence']).stream(request, options)
      },
    }
    const setup = await setUp(model, { timing: { ...fast, flushMs: 1 } })
    const { assistant, asker, chatId } = setup
    const readers = [watch(setup), watch(setup)]
    await Promise.all(readers.map(({ ready }) => ready))
    const { reply } = await assistant.send(asker, newSend(chatId))
    await expect.poll(() => shownText(readers[0]?.seen.map(({ event }) => event) ?? [])).toBe('Shown 🌦')
    const view = await assistant.stop(asker, { id: reply.id })
    expect(aborted).toBe(true)
    expect(view).toMatchObject({ status: 'stopped', failure: null, parts: [{ type: 'text', text: 'Shown 🌦' }] })
    for (const { done } of readers) {
      const events = await done
      expect(shownText(events)).toBe('Shown 🌦')
      expect(events.at(-1)).toMatchObject({ type: 'finish', status: 'stopped', seq: view.seq })
    }
    expect(await stored(setup, reply.id)).toEqual({ status: 'stopped', failure: null, text: 'Shown 🌦' })
  })

  test('keeps text that was received and not told yet', async () => {
    const setup = await setUp(scriptedModel([says('One '), says('two'), 'silence']), { timing: { flushMs: 60_000 } })
    const { assistant, asker, chatId } = setup
    const reading = watch(setup)
    await reading.ready
    const { reply } = await assistant.send(asker, newSend(chatId))
    await expect.poll(() => reading.seen.length).toBe(3)
    const view = await assistant.stop(asker, { id: reply.id })
    expect(view.parts).toEqual([{ type: 'text', text: 'One two' }])
    expect(shownText(await reading.done)).toBe('One two')
  })

  test('right after the send, before a word of it', async () => {
    const setup = await setUp(scriptedModel(['silence']))
    const { assistant, asker, chatId } = setup
    const input = newSend(chatId)
    const sending = assistant.send(asker, input)
    await sending
    expect(await assistant.stop(asker, { id: input.replyId })).toMatchObject({ status: 'stopped', parts: [] })
    expect(await setup.db.generation.count()).toBe(0)
  })

  test('of a reply that has ended, and of a user\'s message, changes nothing', async () => {
    const setup = await setUp(answering('Whole.'))
    const { assistant, asker, chatId } = setup
    const reading = watch(setup)
    await reading.ready
    const input = newSend(chatId)
    await assistant.send(asker, input)
    await reading.done
    expect(await assistant.stop(asker, { id: input.replyId })).toMatchObject({ status: 'done' })
    expect(await assistant.stop(asker, { id: input.id })).toMatchObject({ status: 'done', role: 'user' })
    await expect(assistant.stop({ userId: 2n }, { id: input.replyId })).rejects.toThrow('No such message')
  })

  test('ends a reply whose model does not heed the abort', async () => {
    const deaf: Model = {
      async* stream() {
        yield says('I do not listen') as ModelChunk
        await new Promise(() => undefined)
      },
    }
    const setup = await setUp(deaf, { timing: { ...fast, abortGraceMs: 20 } })
    const { assistant, asker, chatId } = setup
    const reading = watch(setup, (event) => event.type === 'delta')
    await reading.ready
    const { reply } = await assistant.send(asker, newSend(chatId))
    await reading.done
    expect(await assistant.stop(asker, { id: reply.id })).toMatchObject({ status: 'stopped' })
  })

  test('reaches the server that runs the reply', async () => {
    const listeners = new Set<(replyId: string) => void>()
    const stopSignals = {
      publish: async (replyId: string) => listeners.forEach((listener) => listener(replyId)),
      subscribe: (listener: (replyId: string) => void) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const { another, asker, replyId, reading } = await runningReply('From server one', { stopSignals })
    const other = another()
    expect(await other.stop(asker, { id: replyId })).toMatchObject({
      status: 'stopped', parts: [{ type: 'text', text: 'From server one' }],
    })
    await reading.done
    await other.close({ graceMs: 0 })
    expect(listeners.size).toBe(1)
  })

  test('what was said before it is sent to the model with the next message', async () => {
    const model = scriptedModel([says('I was saying'), 'silence'], [says('Go on.'), finishes()])
    const setup = await setUp(model, { timing: fast })
    const { assistant, asker, chatId } = setup
    const reading = watch(setup, (event) => event.type === 'delta')
    await reading.ready
    const first = await assistant.send(asker, newSend(chatId, 'Talk'))
    await reading.done
    await assistant.stop(asker, { id: first.reply.id })
    const next = watch(setup)
    await next.ready
    await assistant.send(asker, newSend(chatId, 'And?'))
    await next.done
    expect(model.requests[1]?.contents).toEqual([
      { role: 'user', parts: [{ type: 'text', text: 'Talk' }] },
      { role: 'model', parts: [{ type: 'text', text: 'I was saying' }] },
      { role: 'user', parts: [{ type: 'text', text: 'And?' }] },
    ])
  })
})

describe('a process that dies', () => {
  test('leaves its last checkpoint, which the next start makes an interrupted reply', async () => {
    const setup = await runningReply('Written in time')
    const { url, asker, chatId, replyId } = setup
    await expect.poll(() => stored(setup, replyId)).toMatchObject({ status: 'running', text: 'Written in time' })

    // Another connection and an empty log: all that is left when the first process is gone.
    const db = await createDatabase(url)
    const log = createMemoryEventLog()
    onTestFinished(async () => {
      await log.close()
      await db.$disconnect()
    })
    const next = createAssistant({
      db, model: answering('New.'), tools: {}, models: { default: 'm', known: [] }, contextTokens: 8_000, eventLog: log, ownerId: uuid(),
    })
    expect(await next.recover()).toBe(1)
    expect(await next.recover()).toBe(0)
    const { items } = await listMessages(db, { userId: 1n, chatId, limit: 10 })
    expect(items[0]).toMatchObject({
      id: replyId, status: 'interrupted', failure: 'SERVER_STOPPED', parts: [{ type: 'text', text: 'Written in time' }],
    })
    const retry = await next.regenerate(asker, { id: replyId, replyId: uuid() })
    expect(retry.siblings).toEqual([replyId, retry.id])
    await next.close({ graceMs: 5_000 })
  })

  test('keeps what the log has beyond the checkpoint', async () => {
    const setup = await runningReply('Shown, not stored', { timing: { flushMs: 1, checkpointMs: 60_000, staleMs: -60_000 } })
    const { db, another, replyId, reading } = setup
    await db.message.update({ where: { id: replyId }, data: { seq: 0, parts: [], text: '', modelContents: [] } })
    expect(await another().sweep()).toBe(1)
    expect(await db.message.findUnique({ where: { id: replyId } })).toMatchObject({
      modelContents: [{ role: 'model', parts: [{ type: 'text', text: 'Shown, not stored' }] }],
    })
    expect(await stored(setup, replyId)).toEqual({ status: 'interrupted', failure: 'SERVER_STOPPED', text: 'Shown, not stored' })
    expect((await reading.done).at(-1)).toMatchObject({ type: 'finish', status: 'interrupted', seq: 2 })
  })

  test('that is not dead after all stops by itself, and writes nothing more', async () => {
    const { opened, open } = gate()
    const model = scriptedModel([says('Mine '), opened, says('still'), finishes()])
    const setup = await setUp(model, { timing: fast })
    const { assistant, another, asker, chatId, db } = setup
    const reading = watch(setup)
    await reading.ready
    const { reply } = await assistant.send(asker, newSend(chatId))
    await expect.poll(() => stored(setup, reply.id)).toMatchObject({ text: 'Mine ' })
    const thief = another({ alone: true })
    expect(await thief.recover()).toBe(1)
    await reading.done
    open()
    await assistant.close({ graceMs: 10_000 })
    expect(await stored(setup, reply.id)).toEqual({ status: 'interrupted', failure: 'SERVER_STOPPED', text: 'Mine ' })
    expect(await db.usageDay.count()).toBe(0)
    expect(setup.errors).toEqual([])
  })

  test('that was not heard of for too long finds out by its heartbeat, with nothing to write', async () => {
    const generations: Generation[] = []
    const setup = await runningReply('Mine', {
      timing: { ...fast, heartbeatMs: 5, staleMs: 50 },
      around: (_, run) => {
        const generation = run()
        generations.push(generation as unknown as Generation)
        return generation
      },
    })
    const { another, db, replyId, reading, errors } = setup
    await expect.poll(() => stored(setup, replyId)).toMatchObject({ text: 'Mine' })
    const { urgent } = db.direct
    const away = new Error('away')
    db.direct.urgent = () => Promise.reject(away)
    const other = another()
    await expect.poll(() => other.sweep()).toBe(1)
    await expect.poll(() => errors.length).toBeGreaterThan(0)
    db.direct.urgent = urgent
    expect(await generations[0]?.done).toBe(null)
    expect((await reading.done).filter(({ type }) => type === 'finish')).toMatchObject([{ status: 'interrupted', seq: 2 }])
    expect(await stored(setup, replyId)).toEqual({ status: 'interrupted', failure: 'SERVER_STOPPED', text: 'Mine' })
    expect(new Set(errors)).toEqual(new Set([away]))
  })

  test('does not lose replies to a sweep while it lives', async () => {
    const { assistant, another, db, replyId } = await runningReply('Alive', { timing: { ...fast, heartbeatMs: 5, staleMs: 30_000 } })
    const before = await db.generation.findUniqueOrThrow({ where: { replyId } })
    await expect.poll(async () => (await db.generation.findUniqueOrThrow({ where: { replyId } })).heartbeatAt.getTime())
      .toBeGreaterThan(before.heartbeatAt.getTime())
    expect(await another().sweep()).toBe(0)
    expect(await assistant.recover()).toBe(0)
  })

  test('a chat that is deleted for good ends its reply', async () => {
    const { assistant, db, chatId, errors } = await runningReply('Going', { timing: { ...fast, heartbeatMs: 5 } })
    await db.chat.delete({ where: { id: chatId } })
    await assistant.close({ graceMs: 10_000 })
    expect(await db.message.count()).toBe(0)
    expect(errors).toEqual([])
  })
})

describe('the list of chats', () => {
  test('shows the reply\'s first words, or the question\'s when there are none', async () => {
    const setup = await setUp(scriptedModel([finishes('blocked-prompt')], [says('\n\nFirst  *words*\nand more'), finishes()]))
    const { assistant, asker, chatId, db } = setup
    for (const preview of ['My question', 'First words and more']) {
      const reading = watch(setup)
      await reading.ready
      await assistant.send(asker, newSend(chatId, 'My question'))
      await reading.done
      expect((await db.chat.findUniqueOrThrow({ where: { id: chatId } })).preview).toBe(preview)
    }
  })
})

describe('close', () => {
  test('lets a reply finish that needs no longer than it is given', async () => {
    const { opened, open } = gate()
    const setup = await setUp(scriptedModel([says('Nearly '), opened, says('done.'), finishes()]))
    const { assistant, asker, chatId } = setup
    const { reply } = await assistant.send(asker, newSend(chatId))
    const closing = assistant.close({ graceMs: 20_000 })
    open()
    await closing
    expect(await stored(setup, reply.id)).toEqual({ status: 'done', failure: null, text: 'Nearly done.' })
  })

  test('stores the others as interrupted, with all that was shown, and ends the readers after it', async () => {
    const setup = await runningReply('So far')
    await setup.assistant.close({ graceMs: 10 })
    expect(await stored(setup, setup.replyId)).toEqual({ status: 'interrupted', failure: 'SERVER_STOPPED', text: 'So far' })
    expect((await setup.reading.done).at(-1)).toMatchObject({ type: 'finish', status: 'interrupted', failure: 'SERVER_STOPPED' })
    expect(await watch(setup).done).toEqual([])
    await setup.assistant.close({ graceMs: 10 })
  })
})
