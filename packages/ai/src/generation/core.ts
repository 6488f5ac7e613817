import type { Database } from '@parley/db'
import type { EventLog } from '../events/event.ts'
import type { LoopOptions } from '../loop/run.ts'
import type { ToolSet } from '../loop/tools.ts'
import type { Model } from '../model/port.ts'
import type { AroundGeneration } from './around.ts'
import type { Checkpoints } from './checkpoints.ts'
import type { Heartbeats } from './heartbeats.ts'
import type { Gathering } from './gathering.ts'
import type { Running } from './running.ts'
import type { StopSignals } from './stop-signals.ts'
import type { GenerationTiming } from './timing.ts'

/** What the assistant is made of, as all of its operations share it. */
export interface Core {
  db: Database
  model: Model
  tools: ToolSet
  models: { default: string, known: readonly string[] }
  /** What one request to the model may carry, in tokens. */
  contextTokens: number
  log: EventLog
  /** This process, among those that share the database. */
  ownerId: string
  clock: () => Date
  newId: () => string
  timing: GenerationTiming
  /** Of all replies of the process: they share its event loop. */
  gathering: Gathering
  /** Passed on to the tool loop. */
  loop: Pick<LoopOptions, 'retry' | 'sleep' | 'now' | 'random' | 'toolTimeoutMs' | 'maxCalls' | 'stopWhen'>
  stopSignals: StopSignals | undefined
  around: AroundGeneration
  onError: (error: unknown, where: ErrorPlace) => void
  running: Running
  checkpoints: Checkpoints
  heartbeats: Heartbeats
  /** Chats of which a summary is being made. */
  summarising: Set<string>
}

/** What was being done when something went wrong that no caller hears of. */
export interface ErrorPlace {
  task: 'generation' | 'checkpoint' | 'heartbeat' | 'title' | 'summary' | 'sweep' | 'stop'
  chatId?: string
  replyId?: string
}
