import { listMessages } from '@parley/ai'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { id, limit, location, text } from '../input.ts'
import { userProcedure } from '../trpc.ts'
import { admit, send } from './send.ts'

export const message = {
  /** The active branch, newest first. */
  list: userProcedure
    .input(z.object({ chatId: id, cursor: id.optional(), limit: limit(200, 30) }))
    .query(({ ctx, input }) => listMessages(ctx.db, { userId: ctx.user.id, ...input })),

  /** Stores the message and an empty reply, once for each `id`, and starts the reply. */
  send: userProcedure
    .input(z.object({
      chatId: id, id, replyId: id, text, parentId: id.nullable().optional(), location: location.optional(),
    }))
    .mutation(({ ctx, input }) => send(ctx, input)),

  /** Ends a running reply; what was shown is kept. */
  stop: userProcedure.input(z.object({ id }))
    .mutation(({ ctx, input }) => ctx.assistant.stop({ userId: ctx.user.id }, input)),

  regenerate: userProcedure.input(z.object({ id, replyId: id })).mutation(({ ctx, input }) =>
    admit(ctx, input.replyId, async (asker) => ctx.assistant.regenerate(asker, input))),

  edit: userProcedure.input(z.object({ id, newId: id, replyId: id, text })).mutation(({ ctx, input }) =>
    admit(ctx, input.replyId, async (asker) => ctx.assistant.edit(asker, input))),

  continue: userProcedure.input(z.object({ id, replyId: id })).mutation(({ ctx, input }) =>
    admit(ctx, input.replyId, async (asker) => ctx.assistant.continueReply(asker, input))),

  /** Shows the branch that the message stands on. */
  selectBranch: userProcedure.input(z.object({ id }))
    .mutation(({ ctx, input }) => ctx.assistant.selectBranch({ userId: ctx.user.id }, input)),

  rate: userProcedure.input(z.object({ id, value: z.literal([-1, 0, 1]) })).mutation(async ({ ctx, input }) => {
    await ctx.db.message.update({
      where: { id: input.id, role: 'assistant', chat: { userId: ctx.user.id, deletedAt: null } },
      data: { rating: input.value },
      select: { id: true },
    })
  }),
} satisfies TRPCRouterRecord
