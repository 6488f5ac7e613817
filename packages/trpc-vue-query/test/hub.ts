import { EventEmitter, on } from 'node:events'
import type { ChatEvent } from './router.ts'

/** The state of a test server: what is published, and who listens. */
export class Hub {
  /** One line for each thing that happened, in order: `open a`, `close a`, `hang a`, `abort a`. */
  readonly journal: string[] = []
  readonly #emitter = new EventEmitter()
  #sequence = 0

  /** Sends an event to the subscribers of a chat. */
  publish(chatId: string, event: ChatEvent): void {
    this.#sequence += 1
    this.#emitter.emit(chatId, String(this.#sequence), event)
  }

  /** Ends the subscriptions to a chat as the server does. */
  end(chatId: string): void {
    this.#emitter.emit(`end ${chatId}`)
  }

  async* open(chatId: string, after: string | undefined, signal?: AbortSignal): AsyncGenerator<[string, ChatEvent]> {
    const events = on(this.#emitter, chatId, { close: [`end ${chatId}`], ...(signal && { signal }) })
    this.journal.push(after === undefined ? `open ${chatId}` : `open ${chatId} after ${after}`)
    try {
      for await (const [id, event] of events as AsyncIterable<[string, ChatEvent]>) yield [id, event]
    } catch (error) {
      if (!signal?.aborted) throw error
    } finally {
      this.journal.push(`close ${chatId}`)
    }
  }

  /** Waits for `answer`, or until the request is aborted. */
  hang(id: string, signal?: AbortSignal): Promise<string> {
    this.journal.push(`hang ${id}`)
    return new Promise((resolve) => {
      this.#emitter.once(`answer ${id}`, () => resolve('answered'))
      signal?.addEventListener('abort', () => this.journal.push(`abort ${id}`))
    })
  }

  answer(id: string): void {
    this.#emitter.emit(`answer ${id}`)
  }
}
