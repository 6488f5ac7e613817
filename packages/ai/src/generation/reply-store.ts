import { isNotFound } from '@parley/db'
import type { Database, Prisma } from '@parley/db'
import { previewOf } from '../chat/preview.ts'
import { textOf } from '../events/fold.ts'
import { usageUpsert } from './add-usage.ts'
import type { DraftState } from './draft.ts'
import { toJson } from './json.ts'

/**
 * The row of a running reply, as the process that holds its lease writes it. What a write answers is whether the lease
 * was still held: without it nothing is written.
 */
export interface ReplyStore {
  checkpoint: (state: DraftState) => Promise<boolean>
  heartbeat: () => Promise<boolean>
  /** Stores the end, gives the lease back and counts what was used, all or nothing. */
  finish: (state: DraftState) => Promise<boolean>
}

export function createReplyStore(db: Database, { replyId, chatId, userId, ownerId, clock }: {
  replyId: string
  chatId: string
  userId: bigint
  ownerId: string
  clock: () => Date
}): ReplyStore {
  const held = { id: replyId, status: 'running', generation: { ownerId } }

  return {
    checkpoint: async (state) => {
      const { count } = await db.message.updateMany({ where: held, data: columns(state) })
      return count === 1
    },
    heartbeat: async () => {
      const { count } = await db.generation.updateMany({
        where: { replyId, ownerId },
        data: { heartbeatAt: clock() },
      })
      return count === 1
    },
    finish: async (state) => {
      const now = clock()
      // A reply without a word leaves the words of the message before it.
      const preview = previewOf(state.parts)
      try {
        await db.$transaction([
          db.message.update({
            where: held,
            data: { ...columns(state), ...state.usage, status: state.status, failure: state.failure, finishedAt: now },
            select: { id: true },
          }),
          db.generation.delete({ where: { replyId }, select: { replyId: true } }),
          db.chat.updateMany({ where: { id: chatId }, data: { ...(preview === '' ? {} : { preview }), activeAt: now } }),
          db.usageDay.upsert(usageUpsert(userId, now, 1, state.usage)),
        ])
        return true
      } catch (error) {
        if (isNotFound(error)) return false
        throw error
      }
    },
  }
}

function columns({ parts, contents, seq }: DraftState): Pick<Prisma.MessageUpdateManyMutationInput, 'parts' | 'modelContents' | 'text' | 'seq'> {
  return { parts: toJson(parts), modelContents: toJson(contents), text: textOf(parts), seq }
}
