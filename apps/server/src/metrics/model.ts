import type { Model, ModelUsage } from '@parley/ai'
import { ModelError } from '@parley/ai'
import type { Metrics } from './metrics.ts'

/** The model, with its calls measured. */
export function meterModel(
  model: Model,
  metrics: Pick<Metrics, 'modelCalls' | 'modelFirstPartSeconds' | 'tokens'>,
): Model {
  return {
    async* stream(request, options) {
      const { model: name } = request
      const endOfWait = metrics.modelFirstPartSeconds.startTimer({ model: name })
      let waiting = true
      let usage: ModelUsage | undefined
      let outcome = 'aborted'
      try {
        for await (const chunk of model.stream(request, options)) {
          if (chunk.type === 'part' && waiting) {
            endOfWait()
            waiting = false
          }
          if (chunk.type === 'usage') usage = chunk.usage
          if (chunk.type === 'finish') outcome = 'finished'
          yield chunk
        }
        if (outcome !== 'finished' && !options.signal.aborted) outcome = 'cut'
      } catch (error) {
        if (!options.signal.aborted) outcome = error instanceof ModelError ? error.kind : 'defect'
        throw error
      } finally {
        metrics.modelCalls.inc({ model: name, outcome })
        metrics.tokens.inc({ model: name, kind: 'prompt' }, usage?.promptTokens ?? 0)
        metrics.tokens.inc({ model: name, kind: 'reply' }, usage?.replyTokens ?? 0)
        metrics.tokens.inc({ model: name, kind: 'thinking' }, usage?.thinkingTokens ?? 0)
      }
    },
  }
}
