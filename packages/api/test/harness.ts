import type { Assistant } from '@parley/ai'
import { createAssistant, personas } from '@parley/ai'
import type { Script } from '@parley/ai/testing'
import { finishes, says, scriptedModel, uses } from '@parley/ai/testing'
import { openTestLog } from '@parley/ai/testing/log'
import type { Database } from '@parley/db'
import { createTestDatabase } from '@parley/db/testing'
import { createInitDataVerifier, signInitData } from '@parley/telegram'
import { v7 } from 'uuid'
import type { ExportFile } from '../src/export/file.ts'
import type { Context } from '../src/context.ts'
import type { LimitSettings } from '../src/limits.ts'
import { createCaller, createContext, createKeyedQueue, createLimits, openExport } from '../src/index.ts'

const botToken = '42:test'

export type Caller = ReturnType<typeof createCaller>

export interface Harness extends AsyncDisposable {
  db: Database
  assistant: Assistant
  /** Calls procedures as this user. */
  as: (user: Partial<TestUser> & { id: number }) => Caller
  /** Calls procedures with this `Authorization` header. */
  withHeader: (authorization: string | undefined) => Caller
  /** What the server would hand out at an address of an export. */
  fetchExport: (path: string) => Promise<ExportFile | undefined>
  /** What a call of this user, or with this `Authorization` header, is made in. */
  contextOf: (user: Partial<TestUser> & { id: number }) => Context
  context: (authorization: string | undefined) => Context
  /** Moves the clock that limits and initData see, milliseconds. */
  pass: (ms: number) => void
}

interface TestUser {
  id: number
  first_name: string
  username: string
  language_code: string
}

/**
 * Everything real, on the database and log of the test's project, but the model, which answers "Hello!" to everything
 * unless there are scripts.
 */
export async function createHarness(
  { scripts, limits }: { scripts?: Script[], limits?: Partial<LimitSettings> } = {},
): Promise<Harness> {
  const { database: db, dispose } = await createTestDatabase()
  const start = Date.now()
  let passed = 0
  const now = () => new Date(start + passed)
  const { eventLog, stopSignals, close } = await openTestLog()
  const assistant = createAssistant({
    db,
    model: scripts ? scriptedModel(...scripts) : greetingModel(),
    tools: {},
    models: { default: 'model-a', known: ['model-a', 'model-b'] },
    contextTokens: 8_000,
    eventLog,
    ...(stopSignals && { stopSignals }),
    ownerId: v7(),
    clock: now,
  })
  const dependencies = {
    db,
    assistant,
    verifyInitData: createInitDataVerifier({ botToken }, { maxAgeSeconds: 3_600, now: () => now().getTime() }),
    limits: createLimits({
      db, now, settings: { messagesPerMinute: 100, concurrentReplies: 10, tokensPerDay: 100_000, ...limits },
    }),
    queue: createKeyedQueue(),
    features: { demo: false, models: ['model-a', 'model-b'], personas },
    now,
    exportKey: new Uint8Array(32).fill(7),
  }
  const context = (authorization: string | undefined) => createContext(dependencies, { authorization })
  const withHeader = (authorization: string | undefined) => createCaller(context(authorization))
  const headerOf = (user: Partial<TestUser> & { id: number }) =>
    `tma ${signInitData({ user: { first_name: 'Ada', ...user } }, { botToken, authDate: now() })}`
  return {
    db,
    assistant,
    withHeader,
    as: (user) => withHeader(headerOf(user)),
    context,
    contextOf: (user) => context(headerOf(user)),
    fetchExport: async (path) =>
      await openExport(dependencies, new URL(path, 'https://parley.example').searchParams.get('ticket') ?? ''),
    pass: (ms) => {
      passed += ms
    },
    async [Symbol.asyncDispose]() {
      await assistant.close({ graceMs: 0 })
      await close()
      await dispose()
    },
  }
}

function greetingModel() {
  const endless = Array.from({ length: 200 }, (): Script => [says('Hello!'), uses(10, 2), finishes()])
  return scriptedModel(...endless)
}

/** The reason that a call is refused with, or what it gave when it was not. */
export async function refusal(call: Promise<unknown>): Promise<unknown> {
  return await call.then(
    (value) => ({ accepted: value }),
    (error: { cause?: { data?: unknown } }) => error.cause?.data ?? error,
  )
}

/** Waits until the reply has ended, and gives it. */
export async function ended(caller: Caller, chatId: string, replyId: string) {
  for (;;) {
    const reply = (await caller.message.list({ chatId })).items.find(({ id }) => id === replyId)
    if (reply && reply.status !== 'running') return reply
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
