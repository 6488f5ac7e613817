import { tracked } from '@trpc/server'
import type { Context } from '../context.ts'
import type { TelegramUser } from '../user.ts'

/** What happens in a chat, each event under an id from which a reader that lost its connection goes on. */
export async function* chatEvents({ ctx, input, signal }: {
  ctx: Context & { user: TelegramUser }
  input: { chatId: string, lastEventId?: string | null | undefined }
  signal: AbortSignal | undefined
}) {
  const until = signal ?? new AbortController().signal
  const reader = ctx.assistant.events(
    { userId: ctx.user.id },
    { chatId: input.chatId, lastEventId: input.lastEventId ?? undefined },
    until,
  )
  for await (const { id, event } of reader) yield tracked(id, event)
}
