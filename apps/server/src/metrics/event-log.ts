import type { EventLog, LogEvent } from '@parley/ai'
import type { Metrics } from './metrics.ts'

interface Timers {
  firstText: (() => void) | undefined
  whole: () => void
}

/** The event log, with what goes through it counted: everything that becomes of a reply is told there. */
export function meterEventLog(
  log: EventLog,
  metrics: Pick<Metrics, 'replies' | 'runningReplies' | 'firstTextSeconds' | 'replySeconds' | 'retries'>,
): EventLog {
  const running = new Map<string, Timers>()

  function count(event: LogEvent): void {
    switch (event.type) {
      case 'start':
        running.set(event.replyId, {
          firstText: metrics.firstTextSeconds.startTimer(), whole: metrics.replySeconds.startTimer(),
        })
        break
      case 'delta':
      case 'part': {
        const timers = running.get(event.replyId)
        timers?.firstText?.()
        if (timers) timers.firstText = undefined
        break
      }
      case 'retrying':
        metrics.retries.inc()
        break
      case 'finish':
        running.get(event.replyId)?.whole()
        running.delete(event.replyId)
        metrics.replies.inc({ status: event.status, failure: event.failure ?? 'none' })
        break
      case 'title':
        break
    }
    metrics.runningReplies.set(running.size)
  }

  return {
    append: async (chatId, event) => {
      count(event)
      await log.append(chatId, event)
    },
    read: (...args) => log.read(...args),
    tail: (...args) => log.tail(...args),
    watch: (...args) => log.watch(...args),
    unwatch: (...args) => log.unwatch(...args),
    forget: (chatId) => log.forget(chatId),
    close: () => log.close(),
  }
}
