import { messageSelect } from '@parley/db'
import type { Asker } from '../assistant.ts'
import { InvalidOperationError } from '../errors.ts'
import type { Core } from '../generation/core.ts'
import { startReply } from '../generation/start-reply.ts'
import { findChat, findMessage } from './find.ts'
import type { MessageView } from './message.ts'
import { modelName } from './model-name.ts'
import { viewOf } from './siblings.ts'

/** Another reply to the same message: a sibling of the reply `id`, or a reply more to the user's message `id`. */
export async function regenerate(
  core: Core,
  asker: Asker,
  { id, replyId }: { id: string, replyId: string },
): Promise<MessageView> {
  const { userId } = asker
  const message = await findMessage(core.db, { userId, id })
  const { chatId } = message
  const parentId = message.role === 'user' ? message.id : message.parentId
  if (parentId === null) throw new InvalidOperationError('There is no message that this reply answers')
  return startReply(core, asker, {
    prepare: async () => {
      const first = await findReply(core, { chatId, parentId, replyId, notId: id })
      if (first !== null) return { first }
      const chat = await findChat(core.db, { userId, id: chatId })
      const model = modelName(core.models, chat.model)
      const reply = { id: replyId, parentId, model, start: { parts: [], contents: [] } }
      return { plan: { chat, message: null, reply } }
    },
    result: ({ reply }) => reply,
  })
}

/** The reply that an earlier arrival of the same request has started; `notId` is the one that it was asked about. */
export async function findReply(
  { db }: Core,
  { chatId, parentId, replyId, notId }: { chatId: string, parentId: string, replyId: string, notId: string },
): Promise<MessageView | null> {
  if (replyId === notId) return null
  const row = await db.message.findFirst({
    where: { id: replyId, chatId, parentId, role: 'assistant' },
    select: messageSelect,
  })
  return row && viewOf(db, row)
}
