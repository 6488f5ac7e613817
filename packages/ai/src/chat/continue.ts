import type { Asker } from '../assistant.ts'
import { InvalidOperationError, ReplyRunningError } from '../errors.ts'
import type { Core } from '../generation/core.ts'
import { startReply } from '../generation/start-reply.ts'
import type { ModelContent } from '../model/port.ts'
import { findChat, findMessage } from './find.ts'
import type { MessagePart, MessageView } from './message.ts'
import { modelName } from './model-name.ts'
import { findReply } from './regenerate.ts'

/**
 * Goes on where the reply `id` ended. The new reply is a sibling that begins with the old one's parts and with what the
 * model said for them, so that the user reads one text and the old reply stays as it was.
 */
export async function continueReply(
  core: Core,
  asker: Asker,
  { id, replyId }: { id: string, replyId: string },
): Promise<MessageView> {
  const { userId } = asker
  const { chatId, parentId, role } = await findMessage(core.db, { userId, id })
  if (role !== 'assistant' || parentId === null) throw new InvalidOperationError('Only a reply can be continued')
  return startReply(core, asker, {
    prepare: async () => {
      const first = await findReply(core, { chatId, parentId, replyId, notId: id })
      if (first !== null) return { first }
      const chat = await findChat(core.db, { userId, id: chatId })
      const old = await core.db.message.findFirstOrThrow({
        where: { id, chatId },
        select: { status: true, failure: true, parts: true, modelContents: true, model: true },
      })
      if (old.status === 'running') throw new ReplyRunningError('The reply is not at its end')
      if (old.status === 'done' && old.failure === null) throw new InvalidOperationError('The reply is complete')
      const start = {
        parts: old.parts as unknown as MessagePart[],
        contents: old.modelContents as unknown as ModelContent[],
      }
      const model = modelName(core.models, old.model ?? chat.model)
      return { plan: { chat, message: null, reply: { id: replyId, parentId, model, start } } }
    },
    result: ({ reply }) => reply,
  })
}
