import { setTimeout as sleep } from 'node:timers/promises'
import { isDriverAdapterError } from '@prisma/driver-adapter-utils'

/** How long a statement waits for another process that writes, and how long it rests between two looks. */
const patienceMs = 2_000
const restMs = 20

/**
 * Tries again while another process holds the lock; a statement that was refused for that has done nothing. SQLite's
 * own wait (`busy_timeout`) would hold the event loop, and with it every request and stream of this process.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isLocked(error) || performance.now() > deadline) throw error
      await sleep(restMs)
    }
  }
}

function isLocked(error: unknown): boolean {
  return isDriverAdapterError(error) && error.cause.originalCode?.startsWith('SQLITE_BUSY') === true
}
