import type { EventLog } from '../event.ts'

/** Resolves when the log has something to say after `afterId`, or when `signal` is aborted. */
export async function wait(log: EventLog, chatId: string, afterId: string, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return
  await new Promise<void>((resolve) => {
    const waiter = { wake: resolve }
    if (!log.watch(chatId, afterId, waiter)) return resolve()
    signal?.addEventListener('abort', () => {
      log.unwatch(chatId, waiter)
      resolve()
    })
  })
}
