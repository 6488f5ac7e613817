import type { Step } from './perform.ts'
import type { Pace } from './pace.ts'
import type { Sink } from './sink.ts'
import type { Ticker } from './ticker.ts'

/** Bounds what one stream does in one tick, so that it does not hold up the others. */
const chunksPerTick = 64

export interface Playing {
  steps: Iterator<Step>
  sink: Sink
  ticker: Ticker
  pace: Pace
  onChunk: (tokens: number) => void
  onEnd: (how: 'finished' | 'faulted') => void
}

/** Sends steps to a sink at the pace that is set. Returns a function that stops it without a word. */
export function play({ steps, sink, ticker, pace, onChunk, onEnd }: Playing): () => void {
  let dueAt = ticker.now() + pace.firstByteMs
  let blocked = false

  const finish = (how: 'finished' | 'faulted'): void => {
    remove()
    onEnd(how)
  }
  const take = (): void => {
    const { value: step, done } = steps.next()
    if (done === true) {
      finish('finished')
      sink.end()
      return
    }
    switch (step.type) {
      case 'chunk':
        onChunk(step.tokens)
        blocked = !sink.chunk(step.chunk)
        dueAt += (step.tokens * 1000) / pace.tokensPerSecond
        if (blocked) {
          sink.onDrain(() => {
            blocked = false
          })
        }
        break
      case 'wait':
        dueAt = ticker.now() + step.ms
        break
      case 'hang':
        // Stays open, silent, until the client goes or the emulator is closed.
        remove()
        break
      case 'drop':
        finish('faulted')
        sink.drop()
        break
      case 'garbage':
        finish('faulted')
        sink.garbage()
        break
      case 'fail':
        finish('faulted')
        sink.fail(step.error)
        break
    }
  }

  let running = true
  const stop = ticker.add((now) => {
    for (let taken = 0; running && !blocked && now >= dueAt && taken < chunksPerTick; taken++) take()
  })
  function remove(): void {
    running = false
    stop()
  }
  return remove
}
