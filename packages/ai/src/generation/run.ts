import { isBusyOrFull } from '@parley/db'
import type { EventLog, LogEvent, ReplyEvent } from '../events/event.ts'
import type { LoopEvent } from '../loop/event.ts'
import type { Checkpoints } from './checkpoints.ts'
import type { Draft, ReplyEnd } from './draft.ts'
import type { AbortReason, Generation, GenerationResult } from './generation.ts'
import type { Gathering } from './gathering.ts'
import type { GenerationTiming } from './timing.ts'
import type { Heartbeats } from './heartbeats.ts'
import { contentOf } from './reply-store.ts'
import type { ReplyStore } from './reply-store.ts'
import { pause } from './pause.ts'
import { notStored, storeEnd } from './store-end.ts'
import { createThrottle } from './throttle.ts'

export interface GenerationOptions {
  replyId: string
  chatId: string
  draft: Draft
  /** The event that tells of the reply itself, before all others. Rejects when the reply is not sure to be kept. */
  start: Promise<LogEvent>
  /**
   * Starts the work. An exception of it, now or later, ends the reply: as `STORAGE` when the database had no room for a
   * read, else it is a defect, `INTERNAL`.
   */
  open: (signal: AbortSignal) => AsyncIterable<LoopEvent>
  log: EventLog
  store: ReplyStore
  checkpoints: Checkpoints
  heartbeats: Heartbeats
  timing: GenerationTiming
  gathering: Gathering
  onError: (error: unknown) => void
}

/** Runs one reply: tells what happens as events, keeps the row close behind, and stores the end before it is told. */
export function startGeneration(options: GenerationOptions): Generation {
  const { replyId, chatId, draft, log, timing, onError } = options
  const controller = new AbortController()
  let reason: AbortReason | undefined
  let told: Promise<void> = options.start.then(
    (event) => log.append(chatId, event).catch(onError),
    (error: unknown) => {
      onError(error)
      abort('unstored')
    },
  )

  const abort = (why: AbortReason): void => {
    // What becomes of the rows matters more than what anybody wanted.
    if (reason === undefined || (reason !== 'lost' && (why === 'lost' || why === 'unstored'))) reason = why
    controller.abort()
  }

  async function append(event: ReplyEvent): Promise<void> {
    // What nobody may be shown is not told; readers find the end in the database. Who has the lease tells the end.
    if (reason !== 'unstored' && reason !== 'lost') await log.append(chatId, event).catch(onError)
  }

  /** One after the other. An event that the log refuses is a hole in the numbers, which readers notice. */
  function tell(events: ReplyEvent[]): void {
    for (const event of events) told = told.then(() => append(event))
    if (events.length > 0) checkpoints.markDirty()
  }

  const flush = createThrottle(options.gathering, () => tell(draft.flush()))
  const checkpoints = options.checkpoints.open({
    replyId,
    content: () => contentOf(draft.state()),
    published: () => told,
    onLost: () => abort('lost'),
  })
  const endHeartbeat = options.heartbeats.keep(replyId, () => abort('lost'))

  function take(event: Exclude<LoopEvent, { type: 'end' }>): void {
    switch (event.type) {
      case 'text':
        draft.text(event.text)
        return flush.request()
      case 'tool': return tell(draft.tool(event.part))
      case 'retrying': return tell(draft.retrying(event.attempt, event.delayMs))
      case 'content': return tell(draft.content(event.content))
      case 'usage': return draft.usage(event.usage)
    }
  }

  async function run(): Promise<GenerationResult | null> {
    const end = await consume(options.open, controller.signal, take, timing.abortGraceMs).catch((error: unknown) => {
      onError(error)
      return { status: 'failed', failure: isBusyOrFull(error) ? 'STORAGE' : 'INTERNAL' } as const
    })
    flush.cancel()
    if (reason !== 'lost') tell(draft.settle())
    await checkpoints.close()
    await told
    if (reason === 'lost') return null
    const final = reason === 'unstored' ? notStored : reason === 'closing' && end.status === 'stopped' ? serverStopped : end
    return storeEnd({ ...options, end: final, retryMs: timing.storeRetryMs, pause })
  }

  return { chatId, abort, done: run().finally(endHeartbeat) }
}

const stopped: ReplyEnd = { status: 'stopped', failure: null }

/** The end of a reply whose server went away. */
export const serverStopped: ReplyEnd = { status: 'interrupted', failure: 'SERVER_STOPPED' }

/** Takes events until the `end`; a source that does not heed the abort is left behind after `graceMs`. */
async function consume(
  open: GenerationOptions['open'],
  signal: AbortSignal,
  take: (event: Exclude<LoopEvent, { type: 'end' }>) => void,
  graceMs: number,
): Promise<ReplyEnd> {
  const patience = Promise.withResolvers<ReplyEnd>()
  let timer: NodeJS.Timeout | undefined
  let over = false
  const onAbort = (): void => {
    timer = setTimeout(() => patience.resolve(stopped), graceMs)
  }
  signal.addEventListener('abort', onAbort, { once: true })

  async function drain(): Promise<ReplyEnd> {
    for await (const event of open(signal)) {
      if (over) break
      if (event.type === 'end') return { status: event.status, failure: event.failure }
      take(event)
    }
    if (signal.aborted) return stopped
    throw new Error('A run of the tool loop ended without saying how')
  }

  try {
    return await Promise.race([drain(), patience.promise])
  } finally {
    over = true
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}
