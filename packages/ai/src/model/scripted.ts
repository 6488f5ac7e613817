import type { Model, ModelChunk, ModelFinishReason, ModelRequest } from './port.ts'
import { ModelError } from './port.ts'

/** One step of an answer: a chunk, a fault to throw, something to wait for, or silence until the caller aborts. */
export type ScriptStep = ModelChunk | ModelError | Promise<unknown> | 'silence'

/** One answer of the model, or what makes it from the request. */
export type Script = readonly ScriptStep[] | ((request: ModelRequest) => readonly ScriptStep[])

/** A model for tests: it gives the scripts one after the other and keeps what it was asked. */
export interface ScriptedModel extends Model {
  requests: ModelRequest[]
}

/** A model that plays `scripts`, one for each call; a call past the last one throws. */
export function scriptedModel(...scripts: Script[]): ScriptedModel {
  const requests: ModelRequest[] = []
  return {
    requests,
    async* stream(request, { signal }) {
      const script = scripts[requests.length]
      requests.push(structuredClone({ ...request, tools: [] }))
      if (!script) throw new Error(`The model was called ${requests.length} times and has ${scripts.length} scripts.`)
      for (const step of typeof script === 'function' ? script(request) : script) {
        signal.throwIfAborted()
        if (step instanceof ModelError) throw step
        if (step === 'silence') await aborted(signal)
        else if (step instanceof Promise) await Promise.race([step, aborted(signal)])
        else yield structuredClone(step)
      }
    },
  }
}

/** A piece of text. */
export function says(text: string): ModelChunk {
  return { type: 'part', part: { type: 'text', text } }
}

/** A tool call, with the signature that Gemini puts on one. */
export function calls(name: string, input: unknown, callId = `call-${name}`): ModelChunk {
  return {
    type: 'part',
    part: { type: 'tool-call', callId, name, input, providerData: { thoughtSignature: `signed:${callId}` } },
  }
}

/** The end of an answer. */
export function finishes(reason: ModelFinishReason = 'stop'): ModelChunk {
  return { type: 'finish', reason }
}

/** What an answer used. */
export function uses(promptTokens: number, replyTokens: number, thinkingTokens = 0): ModelChunk {
  return { type: 'usage', usage: { promptTokens, replyTokens, thinkingTokens } }
}

async function aborted(signal: AbortSignal): Promise<never> {
  const reason: unknown = await new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason)
    else signal.addEventListener('abort', () => resolve(signal.reason), { once: true })
  })
  throw reason
}
