import { NotFoundError } from '@parley/ai'
import type { Context } from '../context.ts'
import type { TelegramUser } from '../user.ts'
import { chatFileName, everythingFileName } from './file.ts'
import type { ExportTicket } from './ticket.ts'
import { signTicket } from './ticket.ts'

/** Where the server hands out exports; the ticket is its query, which nobody logs. */
export const EXPORT_PATH = '/export'

export interface ExportLink {
  /** From the server's address on. */
  path: string
  fileName: string
  expiresAt: Date
}

type Caller = Pick<Context, 'db' | 'exportKey' | 'now'> & { user: Pick<TelegramUser, 'id'> }

/** An address for one chat of the caller's. @throws {NotFoundError} when they have no such chat. */
export async function linkToChat(ctx: Caller, { id, format }: { id: string, format: 'markdown' | 'json' }): Promise<ExportLink> {
  const chat = await ctx.db.chat.findFirst({
    where: { id, userId: ctx.user.id, deletedAt: null },
    select: { title: true },
  })
  if (!chat) throw new NotFoundError()
  return link(ctx, { chatId: id, format }, chatFileName(chat.title, format))
}

/** An address for everything that is stored about the caller. */
export const linkToEverything = (ctx: Caller): ExportLink => link(ctx, 'everything', everythingFileName(ctx.now()))

function link({ exportKey, user, now }: Caller, what: ExportTicket['what'], fileName: string): ExportLink {
  const { ticket, expiresAt } = signTicket(exportKey, { userId: user.id, what }, now())
  return { path: `${EXPORT_PATH}?ticket=${ticket}`, fileName, expiresAt }
}
