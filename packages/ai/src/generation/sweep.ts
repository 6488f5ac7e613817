import type { Prisma } from '@parley/db'
import type { Core } from './core.ts'
import { interruptReply } from './interrupt.ts'

/**
 * At boot: replies that a dead process left running become `interrupted`. Where no other process shares the database,
 * every lease is a dead one's; else those with an old heartbeat. Returns how many there were.
 */
export function recover(core: Core, { alone }: { alone: boolean }): Promise<number> {
  return alone ? interruptAll(core, { ownerId: { not: core.ownerId } }) : sweep(core)
}

/** Replies whose owner has been silent for too long become `interrupted`. Returns how many there were. */
export function sweep(core: Core): Promise<number> {
  const since = new Date(core.clock().getTime() - core.timing.staleMs)
  return interruptAll(core, { heartbeatAt: { lt: since } })
}

async function interruptAll(core: Core, where: Prisma.GenerationWhereInput): Promise<number> {
  const leases = await core.db.generation.findMany({ where })
  let count = 0
  for (const lease of leases) {
    // Ours run, however late their heartbeat is: the machine may have slept.
    if (core.running.get(lease.replyId)) continue
    try {
      if (await interruptReply(core, lease)) count++
    } catch (error) {
      core.onError(error, { task: 'sweep', chatId: lease.chatId, replyId: lease.replyId })
    }
  }
  return count
}
