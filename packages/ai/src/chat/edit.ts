import type { Asker, Sent } from '../assistant.ts'
import { InvalidOperationError } from '../errors.ts'
import type { Core } from '../generation/core.ts'
import { startReply } from '../generation/start-reply.ts'
import { wellFormed } from '../generation/well-formed.ts'
import { findChat, findMessage } from './find.ts'
import { modelName } from './model-name.ts'
import { findSent, toSent } from './send.ts'

/** Another wording of the user's message `id`, as its sibling, with a reply; its branch becomes the active one. */
export async function edit(
  core: Core,
  asker: Asker,
  { id, newId, replyId, text }: { id: string, newId: string, replyId: string, text: string },
): Promise<Sent> {
  const { userId } = asker
  const { chatId, parentId, role } = await findMessage(core.db, { userId, id })
  if (role !== 'user') throw new InvalidOperationError('Only a message of the user can be edited')
  return startReply(core, asker, {
    prepare: async () => {
      const first = await findSent(core, asker, { chatId, id: newId })
      if (first?.message.parentId === parentId && newId !== id) return { first }
      const chat = await findChat(core.db, { userId, id: chatId })
      return {
        plan: {
          chat,
          message: { id: newId, parentId, parts: [{ type: 'text', text: wellFormed(text) }] },
          reply: {
            id: replyId,
            parentId: newId,
            model: modelName(core.models, chat.model),
            start: { parts: [], contents: [] },
          },
        },
      }
    },
    result: toSent,
  })
}
