import { initTRPC, TRPCError } from '@trpc/server'
import type { Context } from './context.ts'
import { toAppError } from './error-mapping.ts'
import { AppError } from './errors.ts'
import { transformer } from './transformer.ts'

/** How often a quiet stream says that it lives, milliseconds: proxies and phones close what says nothing. */
export const PING_MS = 10_000

/** What a stream tells its client first: when no ping came for so long, it connects anew. */
export const streamClient = { reconnectAfterInactivityMs: 25_000 }

const t = initTRPC.context<Context>().create({
  transformer,
  // Stack traces never leave the server.
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: PING_MS }, client: streamClient },
  errorFormatter({ shape, error }) {
    const appError = toAppError(error)
    return {
      ...shape,
      message: appError.message,
      data: { code: appError.code, httpStatus: shape.data.httpStatus, path: shape.data.path, ...appError.data },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Gives every thrown thing its tRPC code here, so that the HTTP status and the reason agree. */
const mapErrors = t.middleware(async ({ ctx, path, next }) => {
  const told = ctx.onCall?.(path)
  const result = await next()
  if (result.ok) {
    told?.('OK')
    return result
  }
  const appError = toAppError(result.error)
  told?.(appError.data.reason)
  throw new TRPCError({ code: appError.code, message: appError.message, cause: appError })
})

/** Checks what Telegram says of the caller; after it, `ctx.user` is there. */
const requireUser = t.middleware(async ({ ctx, next }) => {
  const raw = /^tma (.+)$/is.exec(ctx.authorization ?? '')?.[1]
  if (raw === undefined) throw new AppError({ reason: 'INIT_DATA_MISSING' })
  const { user } = ctx.verifyInitData(raw)
  return await next({ ctx: { user } })
})

/** A procedure for a user whom Telegram vouches for. There is no other kind. */
export const userProcedure = t.procedure.use(mapErrors).use(requireUser)
