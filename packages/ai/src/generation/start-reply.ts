import { isForeignKeyViolation, isNotFound, isUniqueViolation } from '@parley/db'
import type { MessageRow } from '@parley/db'
import type { Asker, Location } from '../assistant.ts'
import { toMessageView } from '../chat/view.ts'
import { withSiblings } from '../chat/siblings.ts'
import type { MessageView } from '../chat/message.ts'
import { InvalidOperationError, ReplyRunningError } from '../errors.ts'
import { claim } from './claim.ts'
import type { Claim } from './claim.ts'
import type { Core } from './core.ts'
import { generate } from './generate.ts'
import { interruptReply, isStale } from './interrupt.ts'

export interface ReplyPlan extends Pick<Claim, 'chatId' | 'leafId' | 'message'> {
  reply: Claim['reply']
  location?: Location | undefined
}

export interface Started {
  message: MessageView | null
  reply: MessageView
}

const attempts = 8

/**
 * Claims a reply and starts its generation. `repeat` looks for the first answer to the same request, before anything
 * else and again when an id turns out to be taken; `plan` reads what the claim stands on, anew for each attempt.
 */
export async function startReply<Result>(
  core: Core,
  asker: Asker,
  { repeat, plan, result }: {
    repeat: () => Promise<Result | null>
    plan: () => Promise<ReplyPlan>
    result: (started: Started) => Result
  },
): Promise<Result> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const first = await repeat()
    if (first !== null) return first
    core.running.assertOpen()
    const planned = await plan()
    const outcome = await core.running.claiming(() => tryToStart(core, asker, planned))
    if (outcome === 'taken') break
    if (outcome !== 'overtaken') return result(outcome)
  }
  const first = await repeat()
  if (first !== null) return first
  throw new InvalidOperationError('The id is taken, or the chat changes faster than it can be read')
}

async function tryToStart(core: Core, asker: Asker, plan: ReplyPlan): Promise<Started | 'taken' | 'overtaken'> {
  const { db, ownerId, clock } = core
  try {
    const rows = await claim(db, { ...plan, userId: asker.userId, ownerId, now: clock() })
    const started = showStarted(core, rows)
    // From here on the reply runs, whatever becomes of the request.
    generate(core, asker, plan, started)
    return await started
  } catch (error) {
    if (isUniqueViolation(error)) return resolveConflict(core, plan)
    if (isNotFound(error) || isForeignKeyViolation(error)) return 'overtaken'
    throw error
  }
}

/** Never rejects: a row that was stored is shown, if need be without the messages beside it. */
async function showStarted(
  { db }: Core,
  { message, reply }: { message: MessageRow | null, reply: MessageRow },
): Promise<Started> {
  const rows = message === null ? [reply] : [message, reply]
  const views = await withSiblings(db, reply.chatId, rows)
    .catch(() => rows.map((row) => toMessageView(row, [row.id])))
  return {
    message: views.find(({ id }) => id === message?.id) ?? null,
    reply: views.find(({ id }) => id === reply.id) ?? toMessageView(reply, [reply.id]),
  }
}

/** Which of the unique ids was in the way. Throws `ReplyRunningError`; the lease of a dead process is taken away. */
async function resolveConflict(core: Core, { chatId, message, reply }: ReplyPlan): Promise<'taken' | 'overtaken'> {
  const { db, clock, timing, running } = core
  const ids = message === null ? [reply.id] : [message.id, reply.id]
  if (await db.message.findFirst({ where: { id: { in: ids } }, select: { id: true } })) return 'taken'
  const lease = await db.generation.findUnique({ where: { chatId } })
  if (lease === null) return 'overtaken'
  if (running.get(lease.replyId) || !isStale(lease, clock(), timing)) throw new ReplyRunningError('The chat has a running reply')
  await interruptReply(core, lease)
  return 'overtaken'
}
