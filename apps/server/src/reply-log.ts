import { AsyncLocalStorage } from 'node:async_hooks'
import type { AroundGeneration, ErrorPlace, Model } from '@parley/ai'
import { ModelError } from '@parley/ai'
import type { FastifyBaseLogger } from 'fastify'

export interface ReplyLog {
  generations: AroundGeneration
  model: (model: Model) => Model
  /** For what the assistant tells nobody else. */
  onError: (error: unknown, where: ErrorPlace) => void
}

/**
 * A line for each reply when it has ended, with the request that asked for it, and one for each time that the model
 * failed it. Not the error's own words or its cause: a provider may repeat in them what it was sent.
 */
export function createReplyLog(log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>): ReplyLog {
  const current = new AsyncLocalStorage<{ chatId: string, replyId: string }>()

  return {
    generations: ({ chatId, replyId, model, requestId: reqId }, run) => {
      const startedAt = performance.now()
      const generation = current.run({ chatId, replyId }, run)
      void generation.done.then((result) => {
        const { status, failure } = result?.end ?? { status: 'lost', failure: null }
        const ms = Math.round(performance.now() - startedAt)
        const line = { reqId, chatId, replyId, model, status, failure, ms }
        if (status === 'done' || status === 'stopped') log.info(line, 'reply ended')
        else log.warn(line, 'reply ended')
      })
      return generation
    },
    model: (model) => ({
      async* stream(request, options) {
        try {
          yield* model.stream(request, options)
        } catch (error) {
          if (error instanceof ModelError) log.warn({ ...faultOf(error), model: request.model, ...current.getStore() }, 'the model failed')
          throw error
        }
      },
    }),
    onError: (error, where) => {
      // Told above.
      if (!(error instanceof ModelError)) log.error({ err: error, ...where }, 'generation trouble')
    },
  }
}

/** What it was, in words that are ours and the network's. */
function faultOf({ kind, message, code }: ModelError) {
  return { kind, fault: message, ...(code !== undefined && { code }) }
}
