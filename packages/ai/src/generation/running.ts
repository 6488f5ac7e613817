import { ClosingError } from '../errors.ts'
import { pause } from './pause.ts'
import type { AbortReason, Generation } from './run.ts'

/** The generations of this process, and what goes on in the background after them. */
export interface Running {
  add: (replyId: string, generation: Generation) => void
  get: (replyId: string) => Generation | undefined
  /** Runs `task` beside everything else; its signal is aborted when the assistant closes. */
  inBackground: (task: (signal: AbortSignal) => Promise<void>) => void
  /** Throws `ClosingError` once `close` was called. */
  assertOpen: () => void
  /** Counts a claim that is under way, so that `close` waits for the generation that may come of it. */
  claiming: <T>(claim: () => Promise<T>) => Promise<T>
  close: (graceMs: number) => Promise<void>
}

export function createRunning(): Running {
  const generations = new Map<string, Generation>()
  const tasks = new Set<Promise<unknown>>()
  const background = new AbortController()
  let closing = false

  function track<T>(task: Promise<T>): Promise<T> {
    const settled = task.then(() => undefined, () => undefined).finally(() => tasks.delete(settled))
    tasks.add(settled)
    return task
  }

  async function idle(): Promise<void> {
    while (tasks.size > 0) await Promise.all(tasks)
  }

  function abortAll(reason: AbortReason): void {
    for (const generation of generations.values()) generation.abort(reason)
  }

  return {
    add: (replyId, generation) => {
      generations.set(replyId, generation)
      void track(generation.done.finally(() => generations.delete(replyId)))
    },
    get: (replyId) => generations.get(replyId),
    inBackground: (task) => void track(task(background.signal)),
    assertOpen: () => {
      if (closing) throw new ClosingError('The server is shutting down')
    },
    claiming: (claim) => track(claim()),
    close: async (graceMs) => {
      closing = true
      const over = new AbortController()
      const allIdle = idle().finally(() => over.abort())
      await pause(graceMs, over.signal)
      background.abort()
      abortAll('closing')
      await allIdle
    },
  }
}
