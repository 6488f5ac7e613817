import type { EventSink, EventStream } from '@parley/ai'
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import { getErrorShape } from '@trpc/server/shared'
import { ChatEvents } from '../chat/events.ts'
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

/** The body of the answer. Nothing here may throw, also when its reader is gone. */
export interface FrameWriter {
  /** Writes one or more whole frames. False: nothing more is to be written until there is room again. */
  write: (frames: string) => boolean
  /** The stream breaks off: for the log. */
  fail: (error: TRPCError) => void
  /** Called once, last. */
  end: () => void
}

const path = 'chat.events'

/** Events that wait are written together, up to about so many characters: as many as a response holds at once. */
const writeLength = 16_384

/**
 * Answers `GET /trpc/chat.events`. The procedure is called as tRPC's own adapter calls it, and the wire is the same;
 * only the five web streams between the two are left out. Never rejects: a failure is told, and the last frame.
 * Undefined when there is no stream, as the procedure refused.
 */
export async function followChatEvents(
  ctx: Context,
  request: ChatEventsRequest,
  writer: FrameWriter,
): Promise<EventStream | undefined> {
  const frames = new Frames(writer)
  writer.write(connectedFrame(streamClient))
  try {
    // Checked by the procedure itself.
    const input = readInput(request) as { chatId: string }
    const events: unknown = await createCaller(ctx).chat.events(input)
    if (!(events instanceof ChatEvents)) throw new TypeError('The procedure gives something else')
    return events.follow(frames)
  } catch (cause) {
    frames.end(cause)
    return undefined
  }
}

/** Writes what it takes as frames. */
class Frames implements EventSink {
  readonly #writer: FrameWriter
  #text = ''

  constructor(writer: FrameWriter) {
    this.#writer = writer
  }

  take({ id, event }: Parameters<EventSink['take']>[0]): boolean {
    this.#text += eventFrame(id, event)
    return this.#text.length < writeLength
  }

  flush(): boolean {
    const text = this.#text
    this.#text = ''
    return this.#writer.write(text)
  }

  end(cause?: unknown): void {
    this.#writer.write(cause === undefined ? returnFrame : this.#failure(cause))
    this.#writer.end()
  }

  #failure(cause: unknown): string {
    const error = getTRPCErrorFromUnknown(cause)
    this.#writer.fail(error)
    const config = appRouter._def._config
    return failureFrame(getErrorShape({ config, error, type: 'subscription', path, input: undefined, ctx: undefined }))
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
