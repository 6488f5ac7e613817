import type { Asker } from '../assistant.ts'
import { buildContext } from '../context/build.ts'
import type { Context } from '../context/build.ts'
import { findPersona } from '../context/personas.ts'
import { systemPrompt } from '../context/system.ts'
import { textOf } from '../events/fold.ts'
import type { Core } from './core.ts'
import { readMemory } from './memory.ts'
import type { ReplyPlan } from './reply-plan.ts'

/** What the model is sent for a reply: the branch that it ends, and what is there of it when it goes on with one. */
export async function readContext(
  core: Core,
  asker: Asker,
  { chat, message, reply }: Pick<ReplyPlan, 'chat' | 'message' | 'reply'>,
): Promise<Context> {
  const { clock, contextTokens } = core
  // A new message is in hand: what is above it is read, if there is anything.
  const asked = message === null
    ? []
    : [{ id: message.id, role: 'user' as const, text: textOf(message.parts), contents: [] }]
  const leafId = message === null ? reply.parentId : message.parentId
  const { messages, summary } = await readMemory(core, { chatId: chat.id, leafId, afterId: chat.contextAfterId })
  const { parts, contents } = reply.start
  const begun = parts.length === 0
    ? []
    : [{ id: reply.id, role: 'assistant' as const, text: textOf(parts), contents }]
  return buildContext({
    system: systemPrompt({
      persona: findPersona(chat.persona).prompt,
      instructions: chat.instructions,
      today: clock(),
      language: asker.language,
      units: asker.units,
      firstName: asker.firstName,
    }),
    summary,
    messages: [...messages, ...asked, ...begun],
    budgetTokens: contextTokens,
  })
}
