import { messageSelect, readSend } from '@parley/db'
import type { Asker, SendInput, Sent } from '../assistant.ts'
import { InvalidOperationError, NotFoundError } from '../errors.ts'
import type { Core } from '../generation/core.ts'
import { startReply } from '../generation/start-reply.ts'
import type { Prepared } from '../generation/start-reply.ts'
import type { Started } from '../generation/reply-plan.ts'
import { wellFormed } from '../generation/well-formed.ts'
import { modelName } from './model-name.ts'
import { withSiblings } from './siblings.ts'

/** Stores the user's message and an empty reply, and starts the generation; a repeat gets the first answer. */
export function send(core: Core, asker: Asker, input: SendInput): Promise<Sent> {
  return startReply(core, asker, { prepare: () => prepare(core, asker, input), result: toSent })
}

async function prepare(core: Core, asker: Asker, input: SendInput): Promise<Prepared<Sent>> {
  const { chatId, id, replyId } = input
  const state = await readSend(core.db, { userId: asker.userId, chatId, id, parentId: input.parentId ?? null })
  if (state === null) throw new NotFoundError('No such chat')
  const first = state.isTaken ? await findSent(core, asker, input) : null
  if (first !== null) return { first }
  const { chat, parentRole } = state
  if (typeof input.parentId === 'string' && parentRole !== 'assistant') {
    throw new InvalidOperationError('A message answers a reply of its own chat')
  }
  const parentId = input.parentId === undefined ? chat.activeLeafId : input.parentId
  return {
    plan: {
      chat,
      // Whoever answers the end of the branch answers the end that it has when the message is stored.
      leafId: input.parentId === undefined ? chat.activeLeafId : undefined,
      message: { id, parentId, parts: [{ type: 'text', text: wellFormed(input.text) }] },
      reply: {
        id: replyId,
        parentId: id,
        model: modelName(core.models, chat.model),
        start: { parts: [], contents: [] },
      },
      location: input.location,
    },
  }
}

/** The first answer to a send, or to an edit, whose message has this id. */
export async function findSent(
  { db }: Pick<Core, 'db'>,
  { userId }: Pick<Asker, 'userId'>,
  { chatId, id }: { chatId: string, id: string },
): Promise<Sent | null> {
  const chat = { id: chatId, userId, deletedAt: null }
  const message = await db.message.findFirst({ where: { id, role: 'user', chat }, select: messageSelect })
  if (message === null) return null
  const reply = await db.message.findFirst({
    where: { parentId: id, role: 'assistant', chatId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: messageSelect,
  })
  if (reply === null) return null
  const [sent, answer] = await withSiblings(db, chatId, [message, reply])
  return sent && answer ? { message: sent, reply: answer } : null
}

export function toSent({ message, reply }: Started): Sent {
  if (message === null) throw new Error('A send has a message')
  return { message, reply }
}
