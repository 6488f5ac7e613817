import type { TRPCRouterRecord } from '@trpc/server'
import { defined } from '../defined.ts'
import { AppError } from '../errors.ts'
import { exportEverything } from '../export/everything.ts'
import { linkToEverything } from '../export/link.ts'
import { readSettings, settingsUpdate } from '../settings.ts'
import { userProcedure } from '../trpc.ts'
import { upsertUser } from '../user.ts'
import { deleteAccount } from './delete-account.ts'
import { me } from './me.ts'

export const auth = {
  me: userProcedure.query(({ ctx }) => me(ctx)),

  updateSettings: userProcedure.input(settingsUpdate).mutation(async ({ ctx, input }) => {
    const { models, personas } = ctx.features
    const unknownChoice = (input.model && !models.includes(input.model))
      || (input.persona && !personas.some(({ id }) => id === input.persona))
    if (unknownChoice) throw new AppError({ reason: 'INVALID_OPERATION' })
    const { settings: stored } = await upsertUser(ctx.db, ctx.user, ctx.now())
    const settings = { ...readSettings(stored), ...defined(input) }
    await ctx.db.user.update({ where: { id: ctx.user.id }, data: { settings } })
    return settings
  }),

  exportData: userProcedure.query(({ ctx }) => exportEverything(ctx.db, ctx.user.id)),

  /** Where the same can be fetched as a file, for a few minutes, without initData. */
  exportLink: userProcedure.mutation(({ ctx }) => linkToEverything(ctx)),

  deleteAccount: userProcedure.mutation(({ ctx }) => deleteAccount(ctx, ctx.user.id)),
} satisfies TRPCRouterRecord
