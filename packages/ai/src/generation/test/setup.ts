import type { Database } from '@parley/db'
import { createTestDatabase } from '@parley/db/testing'
import { onTestFinished } from 'vitest'
import type { Asker, Assistant, SendInput } from '../../assistant.ts'
import { createAssistant } from '../../create-assistant.ts'
import type { AssistantOptions } from '../../create-assistant.ts'
import type { ChatEvent, EventLog } from '../../events/event.ts'
import { pull } from '../../events/pull.ts'
import { openTestLog } from '../../events/test/open-test-log.ts'
import type { Model } from '../../model/port.ts'
import { finishes, says, scriptedModel } from '../../model/scripted.ts'
import type { Script } from '../../model/scripted.ts'

export interface Setup {
  db: Database
  url: string
  log: EventLog
  assistant: Assistant
  asker: Asker
  chatId: string
  /** What `onError` was told. */
  errors: unknown[]
  /** Another assistant on the same database and log: another process, as far as it can tell. */
  another: (options?: Partial<AssistantOptions>) => Assistant
}

export const uuid = (): string => crypto.randomUUID()

/**
 * An assistant on a real database and log, with a user and a chat that has a title already, so that no title is made.
 * The project of the test decides on which: vitest.config.ts on SQLite and in memory, vitest.shared.config.ts on
 * PostgreSQL and Redis.
 */
export async function setUp(model: Model, options: Partial<AssistantOptions> = {}): Promise<Setup> {
  const { database: db, url, dispose } = await createTestDatabase()
  const { eventLog, stopSignals, close } = await openTestLog()
  const log = options.eventLog ?? eventLog
  const errors: unknown[] = []
  const made: Assistant[] = []
  const another = (more: Partial<AssistantOptions> = {}): Assistant => {
    const assistant = createAssistant({
      db,
      model,
      tools: {},
      models: { default: 'test-model', known: ['test-model', 'other-model'] },
      contextTokens: 8_000,
      eventLog: log,
      ...(stopSignals && { stopSignals }),
      ownerId: uuid(),
      onError: (error) => errors.push(error),
      ...options,
      ...more,
    })
    made.push(assistant)
    return assistant
  }
  onTestFinished(async () => {
    await Promise.all(made.map((assistant) => assistant.close({ graceMs: 0 })))
    await log.close()
    await close()
    await dispose()
  })
  const chatId = uuid()
  await db.user.create({ data: { id: 1n, firstName: 'Ada' } })
  await db.chat.create({ data: { id: chatId, userId: 1n, title: 'A chat' } })
  const asker: Asker = { userId: 1n, firstName: 'Ada', language: 'en', units: 'metric' }
  return { db, url, log, assistant: another(), asker, chatId, errors, another }
}

/** A model that gives every request the same answer, in these pieces. */
export function answering(...pieces: string[]): Model {
  const script: Script = [...pieces.map(says), finishes()]
  return { stream: (request, options) => scriptedModel(script).stream(request, options) }
}

export function newSend(chatId: string, text = 'Hello'): SendInput {
  return { chatId, id: uuid(), replyId: uuid(), text }
}

export interface Watch {
  /** What was read, in order. */
  seen: { id: string, event: ChatEvent }[]
  /** Resolves when the first event was read. */
  ready: Promise<undefined>
  /** Resolves to the events when the first that `last` holds for was read, or the stream ended. */
  done: Promise<ChatEvent[]>
  stop: () => void
}

/** Reads a chat's events up to and including the first that `last` holds for. */
export function watch(
  { assistant, asker, chatId }: Pick<Setup, 'assistant' | 'asker' | 'chatId'>,
  last: (event: ChatEvent) => boolean = isFinish,
  lastEventId?: string,
): Watch {
  const abort = new AbortController()
  const seen: Watch['seen'] = []
  const first = Promise.withResolvers<undefined>()
  async function read(): Promise<ChatEvent[]> {
    for await (const sent of pull((sink) => assistant.follow(asker, { chatId, lastEventId }, sink), abort.signal)) {
      seen.push(sent)
      first.resolve(undefined)
      if (last(sent.event)) abort.abort()
    }
    first.resolve(undefined)
    return seen.map(({ event }) => event)
  }
  return { seen, ready: first.promise, done: read(), stop: () => abort.abort() }
}

/** A promise and what settles it, for a scripted model to wait for. */
export function gate(): { opened: Promise<undefined>, open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return { opened: promise, open: () => resolve(undefined) }
}

export function isFinish(event: ChatEvent): boolean {
  return event.type === 'finish'
}
