import { readOpenChat, storeHeartbeats } from '@parley/db'
import type { Database } from '@parley/db'
import { v7 as uuidv7 } from 'uuid'
import type { Assistant } from './assistant.ts'
import { continueReply } from './chat/continue.ts'
import { edit } from './chat/edit.ts'
import { regenerate } from './chat/regenerate.ts'
import { selectBranch } from './chat/select-branch.ts'
import { findSent, send } from './chat/send.ts'
import { readChatState } from './chat/state.ts'
import { NotFoundError } from './errors.ts'
import type { EventLog } from './events/event.ts'
import { createReaders } from './events/readers.ts'
import type { AroundGeneration } from './generation/around.ts'
import { createCheckpoints } from './generation/checkpoints.ts'
import { createCheckpointWriter } from './generation/checkpoint-writer.ts'
import type { Core, ErrorPlace } from './generation/core.ts'
import { createGathering } from './generation/gathering.ts'
import { createHeartbeats } from './generation/heartbeats.ts'
import { pause } from './generation/pause.ts'
import { createRunning } from './generation/running.ts'
import { stopReply } from './generation/stop-reply.ts'
import type { StopSignals } from './generation/stop-signals.ts'
import { recover, sweep } from './generation/sweep.ts'
import { defaultTiming } from './generation/timing.ts'
import type { GenerationTiming } from './generation/timing.ts'
import type { ToolSet } from './loop/tools.ts'
import type { Model } from './model/port.ts'

export interface AssistantOptions {
  db: Database
  model: Model
  /** By name: what `createTools` gives. */
  tools: ToolSet
  /** The models' names: what a chat may ask for, and what it gets otherwise. */
  models: { default: string, known: readonly string[] }
  /** What one request to the model may carry, in tokens. */
  contextTokens: number
  eventLog: EventLog
  /** Names this process among those that share the database; another one at each start. */
  ownerId: string
  /** No other process shares the database: at boot, every running reply is a dead one's. Default: true. */
  alone?: boolean
  /** Needed where several processes share the database. */
  stopSignals?: StopSignals
  clock?: () => Date
  /** Makes UUIDs, version 7. */
  newId?: () => string
  timing?: Partial<GenerationTiming>
  /** For the tool loop: its limits, its retries, its clock. */
  loop?: Core['loop']
  /** Runs each generation: for tracing. */
  around?: AroundGeneration
  /** Told of what went wrong and no caller hears of. Must not throw. */
  onError?: (error: unknown, where: ErrorPlace) => void
}

/** Builds the assistant. It owns no connection: close it first, then the event log and the database. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { db, ownerId, eventLog: log, alone = true, stopSignals, onError = () => undefined } = options
  const clock = options.clock ?? (() => new Date())
  const timing = { ...defaultTiming, ...options.timing }
  const running = createRunning()
  const readers = createReaders({
    log,
    assertOpen: async (of) => {
      if (await readOpenChat(db, of) === null) throw new NotFoundError('No such chat')
    },
    readState: (of) => readChatState(db, of),
    pause,
  })
  const checkpoints = createCheckpoints({
    write: createCheckpointWriter({
      db, ownerId, onError: (error, replyId) => onError(error, { task: 'checkpoint', ...(replyId !== undefined && { replyId }) }),
    }),
    intervalMs: timing.checkpointMs,
  })
  const core: Core = {
    db,
    model: options.model,
    tools: options.tools,
    models: options.models,
    contextTokens: options.contextTokens,
    log,
    ownerId,
    clock,
    newId: options.newId ?? uuidv7,
    timing,
    gathering: createGathering(timing.flushMs),
    loop: options.loop ?? {},
    stopSignals,
    around: options.around ?? ((_, run) => run()),
    onError,
    running,
    checkpoints,
    heartbeats: createHeartbeats({
      beat: (replyIds) => storeHeartbeats(db, { ownerId, replyIds, now: clock() }),
      intervalMs: timing.heartbeatMs,
      onError: (error) => onError(error, { task: 'heartbeat' }),
    }),
    summarising: new Set(),
  }
  const unsubscribe = stopSignals?.subscribe((replyId) => running.get(replyId)?.abort('stopped'))

  return {
    send: (asker, input) => send(core, asker, input),
    findSent: (asker, input) => findSent(core, asker, input),
    regenerate: (asker, input) => regenerate(core, asker, input),
    edit: (asker, input) => edit(core, asker, input),
    continueReply: (asker, input) => continueReply(core, asker, input),
    selectBranch: (asker, input) => selectBranch(core, asker, input),
    stop: (asker, input) => stopReply(core, asker, input),
    follow: ({ userId }, { chatId, lastEventId }, sink) => readers.follow({ userId, chatId, lastEventId }, sink),
    forget: async (chatIds) => void await Promise.all(chatIds.map((id) => log.forget(id))),
    recover: () => recover(core, { alone }),
    sweep: () => sweep(core),
    close: async ({ graceMs }) => {
      await running.close(graceMs)
      checkpoints.close()
      unsubscribe?.()
      readers.close()
    },
  }
}
