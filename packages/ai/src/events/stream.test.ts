import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MessageView } from '../chat/message.ts'
import { pause } from '../generation/pause.ts'
import type { ChatEvent, EventLog, LogEvent, ReplyEvent, Sent } from './event.ts'
import { foldReply } from './fold.ts'
import { createMemoryEventLog } from './memory-log.ts'
import { pull } from './pull.ts'
import { createReaders } from './readers.ts'
import type { Readers } from './readers.ts'
import type { ChatState } from './snapshot.ts'

const chatId = 'chat'
const empty: MessageView = {
  id: 'r1', chatId, parentId: 'm1', role: 'assistant', status: 'running', failure: null, parts: [], seq: 0,
  siblings: ['r1'], model: 'm', rating: 0, createdAt: new Date(0),
}

/** A chat as the server keeps it: a log, and a row that a checkpoint brings up to date. */
function createChat(maxEvents = 1_000): {
  log: EventLog
  rows: { shown: MessageView | null, stored: MessageView | null }
  begin: (replyId: string) => Promise<void>
  tell: (step: { text: string } | 'finish' | 'retrying') => Promise<void>
  checkpoint: () => void
  readState: () => Promise<ChatState>
} {
  const log = createMemoryEventLog({ maxEvents })
  const rows: { shown: MessageView | null, stored: MessageView | null } = { shown: null, stored: null }
  let reads = 0
  return {
    log,
    rows,
    begin: async (replyId) => {
      rows.shown = { ...empty, id: replyId }
      rows.stored = rows.shown
      await log.append(chatId, { type: 'start', replyId, message: null, reply: rows.shown })
    },
    tell: async (step) => {
      const { shown } = rows
      if (shown === null) return
      const base = { replyId: shown.id, seq: shown.seq + 1 }
      const event: ReplyEvent = step === 'finish'
        ? { ...base, type: 'finish', status: 'done', failure: null }
        : step === 'retrying'
          ? { ...base, type: 'retrying', attempt: 2, delayMs: 1 }
          : { ...base, type: 'delta', index: 0, text: step.text }
      rows.shown = foldReply(shown, event)
      // The end is stored before it is told, everything else after.
      if (step === 'finish') rows.stored = rows.shown
      await log.append(chatId, event)
    },
    checkpoint: () => {
      rows.stored = rows.shown
    },
    readState: async () => {
      // Checkpoints come late, but they come.
      if (++reads % 4 === 0) rows.stored = rows.shown
      return {
        activeLeafId: rows.stored?.id ?? null,
        title: null,
        running: rows.stored?.status === 'running' ? rows.stored : null,
      }
    },
  }
}

type Chat = ReturnType<typeof createChat>

/** What the page makes of the events: a snapshot replaces what runs, and what has ended is read from the rows. */
function createReader(chat: Chat): {
  take: (event: ChatEvent) => void
  shown: () => MessageView | null
  snapshots: () => number
} {
  let reply: MessageView | null = null
  let snapshots = 0
  return {
    take: (event) => {
      if (event.type === 'snapshot') {
        snapshots++
        reply = event.running ?? (chat.rows.stored?.status === 'done' ? chat.rows.stored : null)
      } else if (event.type === 'start') {
        reply = event.reply
      } else if (event.type !== 'title') {
        expect(reply?.id, 'a reply that the reader knows').toBe(event.replyId)
        if (reply === null) return
        expect(event.seq, 'no hole in the numbers').toBeLessThanOrEqual(reply.seq + 1)
        reply = foldReply(reply, event)
      }
    },
    shown: () => reply,
    snapshots: () => snapshots,
  }
}

function read({ log, readState }: Chat): Readers {
  return createReaders({ log, readState, assertOpen: async () => undefined, pause: (_ms, ended) => pause(1, ended) })
}

function open(
  chat: Chat,
  lastEventId: string | undefined,
  signal: AbortSignal,
  { follow } = read(chat),
): AsyncGenerator<Sent, void, void> {
  return pull((sink) => follow({ userId: 1n, chatId, lastEventId }, sink), signal)
}

type Step = { text: string } | 'finish' | 'retrying' | 'checkpoint' | 'reply' | 'read' | 'reconnect' | 'forget'

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.string({ minLength: 1, maxLength: 4 }).map((text) => ({ text })) },
  { weight: 6, arbitrary: fc.constant<Step>('read') },
  fc.constantFrom<Step>('checkpoint', 'checkpoint', 'retrying', 'reply', 'finish', 'reconnect', 'reconnect', 'forget'),
)

describe('a stream of a chat\'s events', () => {
  test('folds to what the server has, however it is cut and reconnected, also when the log is short', async () => {
    const history = fc.array(step, { maxLength: 60 })
    await fc.assert(fc.asyncProperty(history, fc.constantFrom(2, 5, 1_000), async (steps, maxEvents) => {
      const chat = createChat(maxEvents)
      const reader = createReader(chat)
      let lastEventId: string | undefined
      let abort = new AbortController()
      let stream = open(chat, lastEventId, abort.signal)
      let count = 0

      async function reconnect(): Promise<void> {
        abort.abort()
        await stream.return()
        abort = new AbortController()
        stream = open(chat, lastEventId, abort.signal)
      }
      /** Reads until what the server shows is what the reader has. */
      async function catchUp(): Promise<void> {
        const end = { type: 'title' as const, title: String(++count) }
        await chat.log.append(chatId, end)
        for (;;) {
          const next = await stream.next()
          if (next.done) throw new Error('The stream ended')
          lastEventId = next.value.id
          reader.take(next.value.event)
          const { shown } = chat.rows
          const same = JSON.stringify(reader.shown()) === JSON.stringify(shown)
          if (same && (next.value.event.type === 'snapshot' || next.value.event.type === 'title')) return
        }
      }

      for (const next of steps) {
        const running = chat.rows.shown?.status === 'running'
        if (next === 'reply') {
          if (!running) await chat.begin(`r${++count}`)
        } else if (next === 'checkpoint') chat.checkpoint()
        else if (next === 'reconnect') await reconnect()
        else if (next === 'forget') {
          lastEventId = undefined
          await reconnect()
        } else if (next === 'read') await catchUp()
        else if (running) await chat.tell(next)
      }
      await catchUp()
      expect(reader.shown()).toEqual(chat.rows.shown)
      abort.abort()
      await stream.return()
      await chat.log.close()
    }), { numRuns: 300 })
  })

  test('a snapshot at any checkpoint, and what follows it, is the whole reply', async () => {
    const chat = createChat()
    await chat.begin('r1')
    const texts = ['a', 'b', 'c', 'd', 'e', 'f']
    const stored: (MessageView | null)[] = [chat.rows.shown]
    for (const text of texts) {
      await chat.tell({ text })
      stored.push(chat.rows.shown)
    }
    for (const row of stored) {
      chat.rows.stored = row
      const reader = createReader(chat)
      const abort = new AbortController()
      for await (const { event } of open(chat, undefined, abort.signal)) {
        reader.take(event)
        if (reader.shown()?.seq === texts.length) abort.abort()
      }
      expect(reader.shown()?.parts).toEqual([{ type: 'text', text: 'abcdef' }])
      expect(reader.snapshots()).toBe(1)
    }
    await chat.log.close()
  })

  test('resumed from any event, gives exactly what came after it', async () => {
    const chat = createChat()
    await chat.begin('r1')
    for (const text of ['a', 'b', 'c']) await chat.tell({ text })
    await chat.tell('finish')
    const { entries } = await chat.log.read(chatId, undefined)
    for (const [index, entry] of entries.slice(0, -1).entries()) {
      const abort = new AbortController()
      const seen: unknown[] = []
      for await (const sent of open(chat, entry.id, abort.signal)) {
        seen.push(sent)
        if (sent.event.type === 'finish') abort.abort()
      }
      expect(seen).toEqual(entries.slice(index + 1))
    }
    await chat.log.close()
  })

  test('a reader that falls behind what is kept gets a snapshot, and holds nobody back', async () => {
    const chat = createChat(10)
    await chat.begin('r1')
    const abort = new AbortController()
    const slow = open(chat, undefined, abort.signal)
    const slowReader = createReader(chat)
    slowReader.take((await slow.next()).value?.event as ChatEvent)
    const fast = open(chat, undefined, abort.signal)
    const fastReader = createReader(chat)
    fastReader.take((await fast.next()).value?.event as ChatEvent)
    for (let n = 0; n < 100; n++) {
      await chat.tell({ text: `${n} ` })
      fastReader.take((await fast.next()).value?.event as ChatEvent)
    }
    chat.checkpoint()
    expect(fastReader.shown()).toEqual(chat.rows.shown)
    expect(fastReader.snapshots()).toBe(1)
    slowReader.take((await slow.next()).value?.event as ChatEvent)
    expect(slowReader.snapshots()).toBe(2)
    expect(slowReader.shown()).toEqual(chat.rows.shown)
    abort.abort()
    await Promise.all([slow.return(), fast.return()])
    await chat.log.close()
  })

  test('an event that the log has lost is made good by a snapshot', async () => {
    const chat = createChat()
    await chat.begin('r1')
    const abort = new AbortController()
    const stream = open(chat, undefined, abort.signal)
    const reader = createReader(chat)
    reader.take((await stream.next()).value?.event as ChatEvent)
    const { shown } = chat.rows
    if (shown === null) throw new Error('No reply')
    chat.rows.shown = foldReply(shown, { type: 'delta', replyId: 'r1', seq: 1, index: 0, text: 'lost ' })
    await chat.tell({ text: 'kept' })
    chat.checkpoint()
    reader.take((await stream.next()).value?.event as ChatEvent)
    expect(reader.snapshots()).toBe(2)
    expect(reader.shown()?.parts).toEqual([{ type: 'text', text: 'lost kept' }])
    abort.abort()
    await stream.return()
    await chat.log.close()
  })

  test('a running row that no log knows of is shown all the same', async () => {
    const chat = createChat()
    chat.rows.shown = { ...empty, seq: 7, parts: [{ type: 'text', text: 'From a dead process' }] }
    chat.checkpoint()
    const stream = open(chat, undefined, new AbortController().signal)
    expect((await stream.next()).value).toMatchObject({ event: { type: 'snapshot', running: { seq: 7 } } })
    await stream.return()
    await chat.log.close()
  })

  test('gives what is there before it ends, when the server closes', async () => {
    const chat = createChat()
    await chat.begin('r1')
    const readers = read(chat)
    const stream = open(chat, undefined, new AbortController().signal, readers)
    await stream.next()
    for (const text of ['a', 'b']) await chat.tell({ text })
    await chat.tell('finish')
    readers.close()
    const rest: ChatEvent[] = []
    for await (const { event } of stream) rest.push(event)
    expect(rest).toMatchObject([{ text: 'a' }, { text: 'b' }, { type: 'finish' }])
    await chat.log.close()
  })

  test('ends at once when its signal is aborted or the log is closed, and leaves no listener behind', async () => {
    const chat = createChat()
    const abort = new AbortController()
    const listeners = { added: 0, removed: 0 }
    const { signal } = abort
    const { addEventListener, removeEventListener } = signal
    signal.addEventListener = (...parameters: Parameters<typeof addEventListener>) => {
      listeners.added++
      addEventListener.apply(signal, parameters)
    }
    signal.removeEventListener = (...parameters: Parameters<typeof removeEventListener>) => {
      listeners.removed++
      removeEventListener.apply(signal, parameters)
    }
    const stream = open(chat, undefined, signal)
    await stream.next()
    const title: LogEvent = { type: 'title', title: 'T' }
    for (let n = 0; n < 50; n++) {
      const next = stream.next()
      await pause(0)
      await chat.log.append(chatId, title)
      expect((await next).value).toMatchObject({ event: title })
    }
    const waiting = stream.next()
    await pause(0)
    abort.abort()
    expect(await waiting).toMatchObject({ done: true })
    expect(listeners.added).toBe(1)
    expect(listeners.removed).toBe(listeners.added)

    const other = open(chat, undefined, new AbortController().signal)
    await other.next()
    const ending = other.next()
    await pause(0)
    await chat.log.close()
    expect(await ending).toMatchObject({ done: true })
  })
})
