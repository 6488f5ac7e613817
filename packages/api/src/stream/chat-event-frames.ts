import type { ChatEvent } from '@parley/ai'
import { getTRPCErrorFromUnknown, isTrackedEnvelope, TRPCError } from '@trpc/server'
import { getErrorShape } from '@trpc/server/shared'
import type { Context } from '../context.ts'
import { appRouter, createCaller } from '../router.ts'
import { transformer } from '../transformer.ts'
import { streamClient } from '../trpc.ts'
import { connectedFrame, eventFrame, failureFrame, returnFrame } from './frames.ts'

/** A request of `chat.events`, as it came. */
export interface ChatEventsRequest {
  /** The address's `input`. */
  input: string | undefined
  /** The `Last-Event-ID` header, or what stands for it in the address. */
  lastEventId: string | undefined
}

const path = 'chat.events'

/**
 * The body of `GET /trpc/chat.events`, frame by frame. The procedure is called as tRPC's own adapter calls it, and the
 * wire is the same; only the five web streams between the two are left out, which cost more than all else that a word
 * costs. Never throws: a failure is the last frame, and told to `onError`.
 */
export async function* chatEventFrames(
  ctx: Context,
  request: ChatEventsRequest,
  { signal, onError }: { signal: AbortSignal, onError: (error: TRPCError) => void },
): AsyncGenerator<string, void, void> {
  let input: unknown
  try {
    yield connectedFrame(streamClient)
    input = readInput(request)
    // Checked by the procedure itself. What it gives is typed as the client gets it: the pair itself is `tracked`.
    const events: AsyncIterable<unknown> = await createCaller(ctx, { signal }).chat.events(input as { chatId: string })
    for await (const pair of events) if (isTrackedEnvelope<ChatEvent>(pair)) yield eventFrame(pair[0], pair[1])
    yield returnFrame
  } catch (cause) {
    if (signal.aborted) return
    const error = getTRPCErrorFromUnknown(cause)
    onError(error)
    yield failureFrame(getErrorShape({ config: appRouter._def._config, error, type: 'subscription', path, input, ctx }))
  }
}

function readInput({ input, lastEventId }: ChatEventsRequest): unknown {
  const value = input === undefined ? undefined : transformer.deserialize(parseJson(input))
  if (lastEventId === undefined || lastEventId === '') return value
  return typeof value === 'object' && value !== null ? { ...value, lastEventId } : value ?? { lastEventId }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}
