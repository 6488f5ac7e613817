import { isNotFound, messageWithContentsSelect } from '@parley/db'
import type { Database } from '@parley/db'
import type { MessageView } from '../chat/message.ts'
import { toMessageView } from '../chat/view.ts'
import type { EventLog, LogEntry } from '../events/event.ts'
import { foldReply, textOf, withPart } from '../events/fold.ts'
import type { ModelContent } from '../model/port.ts'
import { joined } from './contents.ts'
import { abandonTools } from './draft.ts'
import { toJson } from './json.ts'
import { serverStopped } from './run.ts'
import type { GenerationTiming } from './timing.ts'

/** A lease as it was found; it is taken away only if it still is the same. */
export interface DeadLease {
  replyId: string
  ownerId: string
  heartbeatAt: Date
}

/** Whether the owner of a lease has been silent for so long that it must be dead. */
export function isStale(lease: DeadLease, now: Date, { staleMs }: Pick<GenerationTiming, 'staleMs'>): boolean {
  return lease.heartbeatAt.getTime() < now.getTime() - staleMs
}

/**
 * Makes the reply of a dead process `interrupted`, with what was shown of it: the checkpoint and what the log holds
 * beyond it. False when somebody else was faster, or the owner lives after all.
 */
export async function interruptReply(
  { db, log, clock }: { db: Database, log: EventLog, clock: () => Date },
  { replyId, ownerId, heartbeatAt }: DeadLease,
): Promise<boolean> {
  const row = await db.message.findFirst({
    where: { id: replyId, status: 'running' },
    select: messageWithContentsSelect,
  })
  if (row === null) return false
  const { shown, text } = foldRest(toMessageView(row, []), await log.read(row.chatId, undefined))
  const stored = row.modelContents as unknown as ModelContent[]
  const contents = text === '' ? stored : joined(stored, { role: 'model', parts: [{ type: 'text', text }] })
  const parts = abandonTools(shown.parts).reduce((all, { index, part }) => withPart(all, index, part), shown.parts)
  // An end that was told and could not be stored stays the one that was told.
  const { status, failure } = shown
  const end = status === 'running' ? { ...serverStopped, seq: shown.seq + 1 } : { status, failure, seq: shown.seq }
  try {
    await db.$transaction([
      db.generation.delete({ where: { replyId, ownerId, heartbeatAt }, select: { replyId: true } }),
      db.message.update({
        where: { id: replyId, status: 'running' },
        data: {
          ...end, parts: toJson(parts), text: textOf(parts), modelContents: toJson(contents), finishedAt: clock(),
        },
        select: { id: true },
      }),
    ])
  } catch (error) {
    if (isNotFound(error)) return false
    throw error
  }
  if (end.status !== shown.status) await log.append(row.chatId, { type: 'finish', replyId, ...end })
  return true
}

/** The reply with the events that the log has beyond the row, and the text in them. */
function foldRest(row: MessageView, { entries }: { entries: LogEntry[] }): { shown: MessageView, text: string } {
  let shown = row
  let text = ''
  for (const { event } of entries) {
    if (event.type === 'title' || event.type === 'start' || event.replyId !== row.id) continue
    if (event.seq !== shown.seq + 1) continue
    if (event.type === 'delta') text += event.text
    shown = foldReply(shown, event)
  }
  return { shown, text }
}
