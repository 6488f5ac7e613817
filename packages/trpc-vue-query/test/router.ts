import { initTRPC, tracked, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { Hub } from './hub.ts'
import { transformer } from './transformer.ts'

export interface Context {
  hub: Hub
}

/** The closed union of error reasons, as a client switches over it. */
export type ErrorReason
  = | { reason: 'NOT_FOUND' }
    | { reason: 'RATE_LIMITED', retryAfterMs: number }
    | { reason: 'INTERNAL' }

export class ReasonError extends TRPCError {
  readonly detail: ErrorReason

  constructor(detail: ErrorReason) {
    super({ code: detail.reason === 'RATE_LIMITED' ? 'TOO_MANY_REQUESTS' : 'NOT_FOUND', message: detail.reason })
    this.detail = detail
  }
}

const t = initTRPC.context<Context>().create({
  transformer,
  errorFormatter: ({ shape, error }) => {
    const detail: ErrorReason = error instanceof ReasonError ? error.detail : { reason: 'INTERNAL' }
    return { ...shape, data: { ...shape.data, ...detail } }
  },
  sse: { client: { reconnectAfterInactivityMs: 5000 }, ping: { enabled: true, intervalMs: 1000 } },
})

export interface Chat {
  id: string
  title: string
  createdAt: Date
}

export type ChatEvent = { type: 'delta', text: string } | { type: 'finish', status: 'done' | 'failed' }

const page = z.strictObject({
  cursor: z.number().nullish(),
  limit: z.number().default(2),
  archived: z.boolean().optional(),
})

const chat = t.router({
  get: t.procedure.input(z.object({ id: z.string() })).query(({ input }): Chat => {
    if (input.id === 'missing') throw new ReasonError({ reason: 'NOT_FOUND' })
    if (input.id === 'limited') throw new ReasonError({ reason: 'RATE_LIMITED', retryAfterMs: 1500 })
    return { id: input.id, title: `Chat ${input.id}`, createdAt: new Date(0) }
  }),
  list: t.procedure.input(page.optional()).query(({ input }) => {
    const { cursor, limit, archived = false } = input ?? { limit: 2 }
    const from = cursor ?? 0
    const name = archived ? 'archived' : 'chat'
    const items = [0, 1, 2, 3, 4].slice(from, from + limit).map((number) => `${name} ${number}`)
    return { items, nextCursor: from + limit < 5 ? from + limit : null }
  }),
  around: t.procedure
    .input(z.object({ cursor: z.number().nullish(), direction: z.enum(['forward', 'backward']) }))
    .query(({ input }) => ({ at: input.cursor ?? 10, direction: input.direction })),
  rename: t.procedure
    .input(z.object({ id: z.string(), title: z.string().min(1) }))
    .mutation(({ input }) => ({ ...input, renamedAt: new Date(1) })),
  clear: t.procedure.mutation(() => ({ cleared: true })),
  hang: t.procedure
    .input(z.object({ id: z.string() }))
    .query(({ input, ctx, signal }) => ctx.hub.hang(input.id, signal)),
  hangPage: t.procedure
    .input(z.object({ cursor: z.number().nullish() }))
    .query(({ ctx, signal }) => ctx.hub.hang('page', signal)),
  events: t.procedure
    .input(z.object({ chatId: z.string(), lastEventId: z.string().optional() }))
    .subscription(async function* ({ input, ctx, signal }) {
      if (input.chatId === 'missing') throw new ReasonError({ reason: 'NOT_FOUND' })
      for await (const [id, event] of ctx.hub.open(input.chatId, input.lastEventId, signal)) yield tracked(id, event)
    }),
  clock: t.procedure.subscription(async function* () {
    yield new Date(2)
  }),
})

export const appRouter = t.router({
  chat,
  version: t.procedure.query(() => ({ number: 1n })),
})

export type AppRouter = typeof appRouter
