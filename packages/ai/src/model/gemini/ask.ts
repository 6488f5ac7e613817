import { randomUUID } from 'node:crypto'
import type { ProxyEnv } from 'node:http'
import type { GenerateContentParameters, GenerateContentResponse } from '@google/genai'
import type { ModelChunk, ModelFinishReason } from '../port.ts'
import { readParts } from './contents.ts'
import { idleError, toModelError } from './faults.ts'
import { blockedPrompt, toFinishReason } from './finish.ts'
import { createHttpFetch } from './http-fetch.ts'
import { createIdleWatch } from './idle.ts'
import type { GeminiRequest } from './parameters.ts'
import { toUsage } from './usage.ts'

export interface GeminiOptions {
  apiKey: string
  /** Origin of the API, without a version; Google's own when absent. */
  baseUrl?: string | undefined
  /** `v1` when absent. */
  apiVersion?: string | undefined
  /** The proxy to go through, as Node's agents take it. */
  proxyEnv?: ProxyEnv | undefined
  /** How long nothing may come, before the first byte and between two. Milliseconds; 30,000 when absent. */
  idleTimeoutMs?: number | undefined
}

/** Asks Gemini; what comes and what is thrown is as `Model` has it. */
export type AskGemini = (request: GeminiRequest, options: { signal: AbortSignal }) => AsyncGenerator<ModelChunk, void>

/**
 * Gemini over the official SDK (https://ai.google.dev/api/generate-content). Every default that the SDK would take from
 * the environment is given here, and what it would repeat or run by itself is off: retries belong to the loop, which
 * tells the user of them.
 */
export function createAskGemini({
  apiKey,
  baseUrl = 'https://generativelanguage.googleapis.com',
  apiVersion = 'v1',
  proxyEnv,
  idleTimeoutMs = 30_000,
}: GeminiOptions): AskGemini {
  // A megabyte of code: loaded beside the rest of the start, and only by who makes such a model.
  const client = import('@google/genai').then(({ GoogleGenAI }) =>
    new GoogleGenAI({ apiKey, vertexai: false, apiVersion, httpOptions: { baseUrl, apiVersion } }))
  const fetch = createHttpFetch({ proxyEnv })

  return async function* ask(request, { signal }) {
    const { models } = await client
    signal.throwIfAborted()
    const over = new AbortController()
    const stop = (): void => over.abort(signal.reason)
    signal.addEventListener('abort', stop)
    const idle = createIdleWatch(idleTimeoutMs, () => over.abort(idleError(idleTimeoutMs)))
    let isRead = false
    const open = (): Promise<AsyncGenerator<GenerateContentResponse>> => models.generateContentStream(
      toParameters(request, { abortSignal: over.signal, fetch: idle.watch(fetch) }),
    )
    try {
      yield* readChunks(await idle.during(open()), idle)
      isRead = true
    } catch (error) {
      signal.throwIfAborted()
      throw over.signal.aborted ? over.signal.reason : toModelError(error)
    } finally {
      signal.removeEventListener('abort', stop)
      idle.close()
      // The SDK lets go of an unfinished body without closing it: only this closes the socket, which else is kept.
      if (!isRead) over.abort()
    }
  }
}

async function* readChunks(
  responses: AsyncGenerator<GenerateContentResponse>,
  idle: ReturnType<typeof createIdleWatch>,
): AsyncGenerator<ModelChunk> {
  let reason: ModelFinishReason | undefined
  for (;;) {
    const { done, value } = await idle.during(responses.next())
    if (done) break
    const [candidate] = value.candidates ?? []
    for (const part of readParts(candidate?.content?.parts ?? [], randomUUID)) yield { type: 'part', part }
    // Told at once: a reply that is stopped or breaks off has cost something too.
    const usage = toUsage(value.usageMetadata)
    if (usage) yield { type: 'usage', usage }
    reason = toFinishReason(candidate?.finishReason) ?? blockedPrompt(value.promptFeedback) ?? reason
  }
  if (reason) yield { type: 'finish', reason }
}

function toParameters(
  { model, contents, config }: GeminiRequest,
  { abortSignal, fetch }: { abortSignal: AbortSignal, fetch: typeof globalThis.fetch },
): GenerateContentParameters {
  return {
    model,
    contents,
    config: {
      ...config,
      abortSignal,
      httpOptions: { fetch },
      automaticFunctionCalling: { disable: true },
      automaticContinuation: false,
    },
  }
}
