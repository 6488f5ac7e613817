import { isFarFromFull, planSummary } from '../context/plan.ts'
import { summarise } from '../context/summarise.ts'
import { estimateTokens } from '../context/tokens.ts'
import { addUsage } from './add-usage.ts'
import type { Core } from './core.ts'
import type { EndedReply } from './ended-reply.ts'
import { readMemory } from './memory.ts'

/** Folds what is far back on the branch of a reply into a summary, once the recent turns take their share. */
export async function summariseBranch(
  core: Core,
  { chatId, userId, reply, draft, context }: EndedReply,
  signal: AbortSignal,
): Promise<void> {
  const { db, model, contextTokens: budgetTokens, newId, clock, summarising } = core
  if (context !== null && isFarFromFull(context, { reply: draft.state().contents, budgetTokens })) return
  if (summarising.has(chatId)) return
  summarising.add(chatId)
  try {
    const chat = await db.chat.findUniqueOrThrow({ where: { id: chatId }, select: { contextAfterId: true } })
    const memory = await readMemory(core, { chatId, leafId: reply.id, afterId: chat.contextAfterId })
    const plan = planSummary({ ...memory, budgetTokens })
    if (plan === null) return
    const { summary, usage } = await summarise(model, { modelName: reply.model, plan, budgetTokens, signal })
    await addUsage(core, userId, usage)
    if (summary.text === '' || signal.aborted) return
    await db.chatContext.create({
      data: {
        id: newId(),
        chatId,
        coversMessageId: summary.lastMessageId,
        summary: summary.text,
        tokens: estimateTokens(summary.text),
        createdAt: clock(),
      },
      select: { id: true },
    })
  } finally {
    summarising.delete(chatId)
  }
}
