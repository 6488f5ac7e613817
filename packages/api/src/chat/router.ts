import { NotFoundError } from '@parley/ai'
import { searchMessages } from '@parley/db'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { defined } from '../defined.ts'
import { exportChat } from '../export/chat.ts'
import { linkToChat } from '../export/link.ts'
import { id, limit, line } from '../input.ts'
import { userProcedure } from '../trpc.ts'
import { assertChoices, chatChoices } from './choices.ts'
import { clearContexts } from './clear-contexts.ts'
import { createChat } from './create.ts'
import { chatEvents } from './events.ts'
import { chatCursor, listChats } from './list.ts'
import { chatSelect, toChatView } from './view.ts'

const exportInput = z.object({ id, format: z.enum(['markdown', 'json']) })

export const chat = {
  list: userProcedure
    .input(z.object({
      cursor: chatCursor.optional(), limit: limit(100, 30), archived: z.boolean().default(false),
    }).prefault({}))
    .query(({ ctx, input }) => listChats(ctx.db, { userId: ctx.user.id, ...input })),

  get: userProcedure.input(z.object({ id })).query(async ({ ctx, input }) => {
    const row = await ctx.db.chat.findFirst({
      where: { id: input.id, userId: ctx.user.id, deletedAt: null },
      select: chatSelect,
    })
    if (!row) throw new NotFoundError()
    return toChatView(row)
  }),

  /** The same `id` again gives the chat that the first call made. */
  create: userProcedure
    .input(z.object({ id: id.optional(), title: line(100).optional(), ...chatChoices }).prefault({}))
    .mutation(({ ctx, input }) => createChat(ctx, input)),

  update: userProcedure
    .input(z.object({
      id, title: line(100).optional(), pinned: z.boolean().optional(), archived: z.boolean().optional(), ...chatChoices,
    }))
    .mutation(async ({ ctx, input: { id, title, pinned, archived, ...choices } }) => {
      assertChoices(ctx.features, choices)
      const row = await ctx.db.chat.update({
        where: { id, userId: ctx.user.id, deletedAt: null },
        data: {
          ...defined(choices),
          ...(title !== undefined && { title, titleChosen: true }),
          ...(pinned !== undefined && { pinnedAt: pinned ? ctx.now() : null }),
          ...(archived !== undefined && { archivedAt: archived ? ctx.now() : null }),
        },
        select: chatSelect,
      })
      return toChatView(row)
    }),

  /** Takes the chat out of sight, stopping its reply; `restore` brings it back. */
  delete: userProcedure.input(z.object({ id })).mutation(async ({ ctx, input }) => {
    const { generations } = await ctx.db.chat.update({
      where: { id: input.id, userId: ctx.user.id, deletedAt: null },
      data: { deletedAt: ctx.now() },
      select: { generations: { select: { replyId: true } } },
    })
    for (const { replyId } of generations) await ctx.assistant.stop({ userId: ctx.user.id }, { id: replyId })
  }),

  restore: userProcedure.input(z.object({ id })).mutation(async ({ ctx, input }) => {
    const row = await ctx.db.chat.update({
      where: { id: input.id, userId: ctx.user.id },
      data: { deletedAt: null },
      select: chatSelect,
    })
    return toChatView(row)
  }),

  /** The turns so far are not sent to the model any more; the chat stays as it is. */
  clearContext: userProcedure.input(z.object({ id })).mutation(async ({ ctx, input }) => {
    const where = { id: input.id, userId: ctx.user.id, deletedAt: null }
    const { activeLeafId } = await ctx.db.chat.findFirstOrThrow({ where, select: { activeLeafId: true } })
    return toChatView(await ctx.db.chat.update({ where, data: { contextAfterId: activeLeafId }, select: chatSelect }))
  }),

  /** The same, for every chat there is. */
  clearContexts: userProcedure.mutation(({ ctx }) => clearContexts(ctx.db, ctx.user.id)),

  search: userProcedure
    .input(z.object({
      text: z.string().trim().min(1).max(200), cursor: z.string().max(20).optional(), limit: limit(50, 20),
    }))
    .query(({ ctx, input }) => searchMessages(ctx.db, { userId: ctx.user.id, ...input })),

  export: userProcedure
    .input(exportInput)
    .query(({ ctx, input }) => exportChat(ctx.db, { userId: ctx.user.id, ...input })),

  /** Where the same can be fetched as a file, for a few minutes, without initData. */
  exportLink: userProcedure.input(exportInput).mutation(({ ctx, input }) => linkToChat(ctx, input)),

  events: userProcedure
    .input(z.object({ chatId: id, lastEventId: z.string().max(200).nullish() }))
    .subscription(chatEvents),
} satisfies TRPCRouterRecord
