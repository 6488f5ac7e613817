import type { Redis } from 'ioredis'
import { watchOver } from './watch-over.ts'

/** A connection of its own that listens to channels; what is listened to comes back by itself after an interruption. */
export interface Subscriber {
  add: (channel: string) => void
  remove: (channel: string) => void
  close: () => void
}

const retryMs = 1_000

/**
 * Listens on a second connection made like `redis`. `onListening` tells of channels whose every message from now on
 * arrives: after `add`, and again after each interruption, in which messages may have been lost.
 */
export function createSubscriber(redis: Redis, { onMessage, onListening }: {
  onMessage: (channel: string, message: string) => void
  onListening: (channels: string[]) => void
}): Subscriber {
  const channels = new Set<string>()
  const connection = redis.duplicate({
    lazyConnect: false,
    // What is lost with the connection is asked for anew, all at once, when there is one again.
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  })
  connection.on('message', onMessage)
  connection.on('ready', listenToAll)
  // The first connection tells of the same trouble.
  connection.on('error', () => undefined)
  watchOver(connection)
  let timer: NodeJS.Timeout | undefined

  function listen(wanted: string[]): void {
    if (wanted.length === 0 || connection.status !== 'ready') return
    connection.subscribe(...wanted).then(() => onListening(wanted), retry)
  }

  function listenToAll(): void {
    clearTimeout(timer)
    timer = undefined
    listen([...channels])
  }

  /** Refused, or cut off: then a new connection is under way, and this changes nothing. */
  function retry(): void {
    if (channels.size > 0) timer ??= setTimeout(listenToAll, retryMs).unref()
  }

  return {
    add: (channel) => {
      channels.add(channel)
      listen([channel])
    },
    remove: (channel) => {
      channels.delete(channel)
      if (connection.status === 'ready') connection.unsubscribe(channel).catch(() => undefined)
    },
    close: () => {
      clearTimeout(timer)
      channels.clear()
      connection.disconnect()
    },
  }
}
