import { textOf } from '../events/fold.ts'
import { makeTitle } from '../title/title.ts'
import { addUsage } from './add-usage.ts'
import type { Core } from './core.ts'
import type { EndedReply } from './ended-reply.ts'

/** Gives a chat that has no name a title made from its newest exchange. A name that the user chose stays. */
export async function nameChat(
  core: Core,
  { chatId, userId, chat: { title: titleBefore }, reply, draft }: EndedReply,
  signal: AbortSignal,
): Promise<void> {
  // A name, once there, stays or becomes another.
  if (titleBefore !== null) return
  const { db, log, model } = core
  const unnamed = { id: chatId, title: null, titleChosen: false }
  const chat = await db.chat.findFirst({ where: unnamed, select: { id: true } })
  if (chat === null) return
  const question = await db.message.findUniqueOrThrow({ where: { id: reply.parentId }, select: { text: true } })
  const { title, usage } = await makeTitle(model, {
    modelName: reply.model,
    question: question.text,
    answer: textOf(draft.state().parts),
    signal,
  })
  await addUsage(core, userId, usage)
  if (title === '' || signal.aborted) return
  const { count } = await db.chat.updateMany({ where: unnamed, data: { title } })
  if (count > 0) await log.append(chatId, { type: 'title', title })
}
