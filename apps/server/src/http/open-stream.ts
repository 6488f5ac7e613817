import type { ServerResponse } from 'node:http'
import type { EventStream, FrameWriter } from '@parley/api'

/** What is told of a stream when it is over. */
export interface StreamLog {
  failed: (stream: OpenStream, error: Error) => void
  ended: (stream: OpenStream) => void
}

/** What is kept of the request, for the log. */
export interface StreamRequest {
  id: string
  ip: string
}

/**
 * A response into which frames are written, and what is held of its request for as long as nothing happens. A reader
 * that does not read leaves the rest where it is.
 */
export class OpenStream implements FrameWriter {
  readonly response: ServerResponse
  readonly request: StreamRequest
  readonly openedAt = performance.now()
  readonly #log: StreamLog
  #wroteAt = this.openedAt
  #events: EventStream | undefined

  constructor(response: ServerResponse, request: StreamRequest, log: StreamLog) {
    this.response = response
    this.request = request
    this.#log = log
  }

  /** What writes here; told when there is room again, and when the reader is gone. */
  attach(events: EventStream | undefined): void {
    this.#events = events
    if (this.response.destroyed) events?.close()
  }

  write(frames: string): boolean {
    if (this.response.destroyed) return false
    this.#wroteAt = performance.now()
    return this.response.write(frames)
  }

  fail(error: Error): void {
    this.#log.failed(this, error)
  }

  end(): void {
    if (!this.response.destroyed) this.response.end()
  }

  /** Says that the stream lives, where nothing else did; what waits to be read says so, too. */
  ping(frame: string, quietSince: number): void {
    if (this.#wroteAt > quietSince || this.response.writableLength > 0 || this.response.writableEnded) return
    this.write(frame)
  }

  onDrain(): void {
    this.#events?.resume()
  }

  onClose(): void {
    this.#events?.close()
    this.#log.ended(this)
  }
}
