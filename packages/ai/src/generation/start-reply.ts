import { isForeignKeyViolation, isUniqueViolation } from '@parley/db'
import type { Asker } from '../assistant.ts'
import { toMessageView } from '../chat/view.ts'
import { viewOf } from '../chat/siblings.ts'
import { InvalidOperationError, ReplyRunningError } from '../errors.ts'
import { claim } from './claim.ts'
import type { Claimed } from './claim.ts'
import type { Core } from './core.ts'
import { generate } from './generate.ts'
import { interruptReply, isStale } from './interrupt.ts'
import type { ReplyPlan, Started } from './reply-plan.ts'

const attempts = 8

/** The first answer to the same request, when it has come before; else what the claim is to be. */
export type Prepared<Result> = { first: Result } | { plan: ReplyPlan }

/**
 * Claims a reply and starts its generation. `prepare` looks for a first answer and reads what the claim stands on,
 * anew for each attempt, and again when an id turns out to be taken.
 */
export async function startReply<Result>(
  core: Core,
  asker: Asker,
  { prepare, result }: {
    prepare: () => Promise<Prepared<Result>>
    result: (started: Started) => Result
  },
): Promise<Result> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const prepared = await prepare()
    if ('first' in prepared) return repeated(core, prepared.first)
    const outcome = await core.running.claiming(() => tryToStart(core, asker, prepared.plan))
    if (outcome === 'taken') break
    if (outcome !== 'overtaken') return result(outcome)
  }
  const prepared = await prepare()
  if ('first' in prepared) return repeated(core, prepared.first)
  throw new InvalidOperationError('The id is taken, or the chat changes faster than it can be read')
}

/** A row that can be read may be one that the disk has not written, or never will: an answer promises that it has. */
async function repeated<Result>({ db }: Core, first: Result): Promise<Result> {
  await db.direct.sync()
  return first
}

async function tryToStart(core: Core, asker: Asker, plan: ReplyPlan): Promise<Started | 'taken' | 'overtaken'> {
  const { db, ownerId, clock } = core
  try {
    const { chat, leafId, message, reply } = plan
    const claimed = await claim(db, {
      chatId: chat.id, leafId, message, reply, userId: asker.userId, ownerId, now: clock(),
    })
    if (claimed === null) return 'overtaken'
    // The model is asked while the disk still writes; what it says waits for that, and so does the answer.
    const started = claimed.durable.then(() => showStarted(core, claimed))
    // From here on the reply runs, whatever becomes of the request.
    generate(core, asker, plan, started)
    return await started
  } catch (error) {
    if (isUniqueViolation(error)) return resolveConflict(core, plan)
    if (isForeignKeyViolation(error)) return 'overtaken'
    throw error
  }
}

/** Does not reject: a row that was stored is shown, if need be without the messages beside it. */
async function showStarted({ db }: Core, { message, reply }: Claimed): Promise<Started> {
  const alone = toMessageView(reply, [reply.id])
  // What answers a new message is the only one.
  if (message !== null) return { message: toMessageView(message.row, message.siblings), reply: alone }
  return { message: null, reply: await viewOf(db, reply).catch(() => alone) }
}

/** Which of the unique ids was in the way. Throws `ReplyRunningError`; the lease of a dead process is taken away. */
async function resolveConflict(core: Core, { chat, message, reply }: ReplyPlan): Promise<'taken' | 'overtaken'> {
  const { db, clock, timing, running } = core
  const ids = message === null ? [reply.id] : [message.id, reply.id]
  if (await db.message.findFirst({ where: { id: { in: ids } }, select: { id: true } })) return 'taken'
  const lease = await db.generation.findUnique({ where: { chatId: chat.id } })
  if (lease === null) return 'overtaken'
  if (running.get(lease.replyId) || !isStale(lease, clock(), timing)) throw new ReplyRunningError('The chat has a running reply')
  await interruptReply(core, lease)
  return 'overtaken'
}
