import { summariseBranch } from './summarise-branch.ts'
import { nameChat } from './name-chat.ts'
import type { Core } from './core.ts'
import type { EndedReply } from './ended-reply.ts'
import { pause } from './pause.ts'

/** What follows a reply in the background: a title for the chat, a summary of what is far back. Never rejects. */
export async function afterReply(core: Core, ended: EndedReply, signal: AbortSignal): Promise<void> {
  const { chatId, reply, result } = ended
  const place = { chatId, replyId: reply.id }
  if (!result.stored) await keepStoring(core, ended, signal)
  if (signal.aborted || result.end.status !== 'done') return
  await Promise.all([
    nameChat(core, ended, signal).catch((error: unknown) => core.onError(error, { task: 'title', ...place })),
    summariseBranch(core, ended, signal).catch((error: unknown) => core.onError(error, { task: 'summary', ...place })),
  ])
}

/** An end that was told and not stored is offered to the database again, for as long as the process lives. */
async function keepStoring(
  core: Core,
  { chatId, reply, draft, store }: EndedReply,
  signal: AbortSignal,
): Promise<void> {
  for (let pauseMs = 1_000; !signal.aborted; pauseMs = Math.min(2 * pauseMs, 30_000)) {
    await pause(pauseMs, signal)
    try {
      await store.finish(draft.state())
      return
    } catch (error) {
      core.onError(error, { task: 'generation', chatId, replyId: reply.id })
    }
  }
}
