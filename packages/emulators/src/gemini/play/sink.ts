import type { ServerResponse } from 'node:http'
import type { ApiError } from '../wire/api-error.ts'

/** Where the steps of an answer go. */
export interface Sink {
  /** False: the client is slow, wait for `onDrain`. */
  chunk: (chunk: object) => boolean
  fail: (error: ApiError) => void
  garbage: () => void
  end: () => void
  /** Destroys the socket, after what was written is on its way. */
  drop: () => void
  onDrain: (listener: () => void) => void
}

/** `data: {…}` events, or without `alt=sse` one JSON array that grows. */
export function streamSink(raw: ServerResponse, format: 'sse' | 'array'): Sink {
  let chunks = 0
  const write = (json: string): boolean => {
    if (!raw.headersSent) {
      const type = format === 'sse' ? 'text/event-stream' : 'application/json; charset=UTF-8'
      raw.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
    }
    const first = chunks++ === 0
    return raw.write(format === 'sse' ? `data: ${json}\r\n\r\n` : `${first ? '[' : ',\r\n'}${json}`)
  }
  return {
    chunk: (chunk) => write(JSON.stringify(chunk)),
    fail: (error) => {
      write(JSON.stringify(error))
      raw.end(format === 'array' ? ']' : '')
    },
    garbage: () => {
      write('{"candidates": [{"content": {"par')
      raw.end()
    },
    end: () => {
      if (!raw.headersSent) raw.writeHead(200, { 'content-type': format === 'sse' ? 'text/event-stream' : 'application/json' })
      raw.end(format === 'array' ? (chunks === 0 ? '[]' : ']') : '')
    },
    drop: () => {
      if (!raw.headersSent) raw.writeHead(200, { 'content-type': 'text/event-stream' })
      raw.flushHeaders()
      // An empty write calls back when everything before it was handed to the system.
      raw.write(chunks === 0 ? ':\r\n' : '\r\n', () => raw.destroy())
    },
    onDrain: (listener) => {
      raw.once('drain', listener)
    },
  }
}

type Candidate = { content: { role: string, parts?: Part[] }, finishReason?: string }
type Part = { text?: string, thought?: boolean, thoughtSignature?: string, functionCall?: object }

/** The whole answer at once, as `generateContent` gives it. */
export function wholeSink(raw: ServerResponse): Sink {
  let last: Record<string, unknown> = {}
  let finishReason: string | undefined
  const parts: Part[] = []
  const answer = (status: number, body: string): void => {
    raw.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
    raw.end(body)
  }
  return {
    chunk: (chunk) => {
      last = chunk as Record<string, unknown>
      const [candidate] = (last['candidates'] ?? []) as Candidate[]
      for (const part of candidate?.content.parts ?? []) merge(parts, part)
      finishReason = candidate?.finishReason ?? finishReason
      return true
    },
    fail: (error) => {
      answer(error.code, JSON.stringify(error))
    },
    garbage: () => {
      answer(200, '{"candidates": [{"content": {"par')
    },
    end: () => {
      const candidates = last['candidates'] === undefined
        ? {}
        : { candidates: [{ content: { role: 'model', ...(parts.length > 0 && { parts }) }, ...(finishReason !== undefined && { finishReason }), index: 0 }] }
      answer(200, JSON.stringify({ ...last, ...candidates }))
    },
    drop: () => {
      raw.destroy()
    },
    onDrain: () => undefined,
  }
}

function merge(parts: Part[], part: Part): void {
  const before = parts.at(-1)
  if (part.text === undefined || before?.text === undefined || before.thought !== part.thought) {
    if (part.text !== '' || part.thoughtSignature !== undefined) parts.push({ ...part })
    return
  }
  before.text += part.text
  if (part.thoughtSignature !== undefined) before.thoughtSignature = part.thoughtSignature
}
