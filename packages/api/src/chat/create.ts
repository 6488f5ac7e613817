import { NotFoundError } from '@parley/ai'
import { isUniqueViolation } from '@parley/db'
import { v7 } from 'uuid'
import type { Context } from '../context.ts'
import type { TelegramUser } from '../user.ts'
import { readSettings } from '../settings.ts'
import { upsertUser } from '../user.ts'
import { assertChoices } from './choices.ts'
import { chatSelect, toChatView } from './view.ts'

interface CreateInput {
  id?: string | undefined
  title?: string | undefined
  persona?: string | null | undefined
  model?: string | null | undefined
  instructions?: string | null | undefined
}

/** Makes a chat, once for each id. */
export async function createChat(ctx: Context & { user: TelegramUser }, { id = v7(), title, ...choices }: CreateInput) {
  assertChoices(ctx.features, choices)
  const { id: userId, settings: stored } = await upsertUser(ctx.db, ctx.user, ctx.now())
  const settings = readSettings(stored)
  const now = ctx.now()
  try {
    const row = await ctx.db.chat.create({
      data: {
        id,
        userId,
        createdAt: now,
        activeAt: now,
        // What the user prefers is fixed here, so that changing it later changes no chat that is under way.
        persona: choices.persona ?? settings.persona,
        model: choices.model ?? settings.model,
        instructions: choices.instructions ?? null,
        ...(title !== undefined && { title, titleChosen: true }),
      },
      select: chatSelect,
    })
    return toChatView(row)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const row = await ctx.db.chat.findFirst({ where: { id, userId, deletedAt: null }, select: chatSelect })
    // Somebody else's id gets the same answer as one that was deleted: nothing is told about either.
    if (!row) throw new NotFoundError(undefined, { cause: error })
    return toChatView(row)
  }
}
