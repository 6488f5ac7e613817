import type { Asker } from '../assistant.ts'
import { findMessage } from '../chat/find.ts'
import type { MessageView } from '../chat/message.ts'
import { viewOf } from '../chat/siblings.ts'
import type { Core } from './core.ts'
import { interruptReply, isStale } from './interrupt.ts'
import { pause } from './pause.ts'

const pollMs = 50
const polls = 60
/** A wish can get lost on its way, and to wish twice does no harm. */
const pollsPerSignal = 10

/**
 * Ends a running reply and returns it as it was kept. One that another process runs is asked for through `stopSignals`,
 * and waited for as long as a person would.
 */
export async function stopReply(
  core: Core,
  { userId }: Pick<Asker, 'userId'>,
  { id }: { id: string },
): Promise<MessageView> {
  const { db, running, stopSignals } = core
  for (let poll = 0; poll < polls; poll++) {
    const row = await findMessage(db, { userId, id })
    if (row.status !== 'running') return viewOf(db, row)
    // Looked up each time: the generation starts a moment after its row is there.
    const generation = running.get(id)
    if (generation) {
      generation.abort('stopped')
      await generation.done
      break
    }
    if (await clearDead(core, id)) continue
    if (poll % pollsPerSignal === 0) {
      await stopSignals?.publish(id).catch((error: unknown) => core.onError(error, { task: 'stop', replyId: id }))
    }
    await pause(pollMs)
  }
  return viewOf(db, await findMessage(db, { userId, id }))
}

async function clearDead(core: Core, replyId: string): Promise<boolean> {
  const lease = await core.db.generation.findUnique({ where: { replyId } })
  return lease !== null && isStale(lease, core.clock(), core.timing) && interruptReply(core, lease)
}
