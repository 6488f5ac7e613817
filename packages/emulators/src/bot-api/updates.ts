import { setTimeout as sleep } from 'node:timers/promises'
import type { BotApiJournalWriter } from './journal.ts'

/** What Telegram tells a bot: https://core.telegram.org/bots/api#update */
export interface BotUpdate {
  update_id: number
  [kind: string]: unknown
}

export interface Webhook {
  url: string
  secret: string | undefined
  allowed: readonly string[] | undefined
}

export interface PollOptions {
  offset: number | undefined
  limit: number
  timeoutMs: number
  signal: AbortSignal
}

/** The updates that a bot has not taken yet, and how it takes them. */
export interface Updates {
  webhook: () => Webhook | null
  setWebhook: (webhook: Webhook | null) => void
  /** Queues an update; the webhook, if there is one, gets it now, and again while it does not answer 2xx. */
  add: (update: BotUpdate) => void
  pending: () => readonly BotUpdate[]
  /** Forgets what is before `offset`; resolves when there is something, or after `timeoutMs`. */
  poll: (options: PollOptions) => Promise<readonly BotUpdate[]>
  close: () => void
}

export interface UpdatesOptions {
  journal: BotApiJournalWriter
  /** Where a webhook's address really is. */
  resolve: (url: string) => string
  /** How long a webhook that did not take an update is left alone, milliseconds. */
  redeliverMs: number
}

export function createUpdates({ journal, resolve, redeliverMs }: UpdatesOptions): Updates {
  const closing = new AbortController()
  const arrivals = new EventTarget()
  let queue: BotUpdate[] = []
  let webhook: Webhook | null = null
  let delivering = false

  /** One at a time and in order, as Telegram does for one chat. */
  async function deliver(): Promise<void> {
    if (delivering) return
    delivering = true
    while (!closing.signal.aborted && webhook !== null) {
      const update = queue[0]
      if (update === undefined) break
      const status = await post(webhook, update)
      journal.delivered({ updateId: update.update_id, status })
      if (status !== null && status >= 200 && status < 300) queue = queue.filter((waiting) => waiting !== update)
      else await sleep(redeliverMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
    delivering = false
  }

  async function post({ url, secret }: Webhook, update: BotUpdate): Promise<number | null> {
    try {
      const { status, body } = await fetch(resolve(url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(10_000)]),
      })
      await body?.cancel()
      return status
    } catch {
      return null
    }
  }

  return {
    webhook: () => webhook,
    setWebhook: (next) => {
      webhook = next
      void deliver()
    },
    add: (update) => {
      const kinds = Object.keys(update).filter((key) => key !== 'update_id')
      if (webhook?.allowed !== undefined && !kinds.some((kind) => webhook?.allowed?.includes(kind))) return
      queue.push(update)
      arrivals.dispatchEvent(new Event('update'))
      void deliver()
    },
    pending: () => queue,
    poll: async ({ offset, limit, timeoutMs, signal }) => {
      if (offset !== undefined) queue = queue.filter(({ update_id: id }) => id >= offset)
      if (queue.length === 0 && timeoutMs > 0) {
        const arrived = Promise.withResolvers<undefined>()
        const done = AbortSignal.any([signal, closing.signal, AbortSignal.timeout(timeoutMs)])
        const settle = (): void => arrived.resolve(undefined)
        arrivals.addEventListener('update', settle, { once: true, signal: done })
        done.addEventListener('abort', settle, { once: true })
        await arrived.promise
      }
      return queue.slice(0, limit)
    },
    close: () => closing.abort(),
  }
}
