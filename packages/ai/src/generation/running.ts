import { ClosingError } from '../errors.ts'
import type { Generation } from './generation.ts'
import { pause } from './pause.ts'

/** The generations of this process, and what goes on in the background after them. */
export interface Running {
  add: (replyId: string, generation: Generation) => void
  get: (replyId: string) => Generation | undefined
  /** Runs `task` beside everything else; its signal is aborted when the assistant closes. */
  inBackground: (task: (signal: AbortSignal) => Promise<void>) => void
  /** Throws `ClosingError` once `close` was called. */
  assertOpen: () => void
  /** Runs a claim; `close` waits for it and for what it starts. Throws `ClosingError` once that was called. */
  claiming: <T>(claim: () => Promise<T>) => Promise<T>
  close: (graceMs: number) => Promise<void>
}

export function createRunning(): Running {
  const generations = new Map<string, Generation>()
  const tasks = new Set<Promise<unknown>>()
  const background = new AbortController()
  let closing = false
  let aborting = false

  function track<T>(task: Promise<T>): Promise<T> {
    const settled = task.then(() => undefined, () => undefined).finally(() => tasks.delete(settled))
    tasks.add(settled)
    return task
  }

  async function idle(): Promise<void> {
    while (tasks.size > 0) await Promise.all(tasks)
  }

  function assertOpen(): void {
    if (closing) throw new ClosingError('The server is shutting down')
  }

  return {
    add: (replyId, generation) => {
      generations.set(replyId, generation)
      // Its claim was under way when the time was up.
      if (aborting) generation.abort('closing')
      void track(generation.done.finally(() => generations.delete(replyId)))
    },
    get: (replyId) => generations.get(replyId),
    inBackground: (task) => void track(task(background.signal)),
    assertOpen,
    claiming: async (claim) => {
      assertOpen()
      return track(claim())
    },
    close: async (graceMs) => {
      closing = true
      const over = new AbortController()
      const allIdle = idle().finally(() => over.abort())
      await pause(graceMs, over.signal)
      background.abort()
      aborting = true
      for (const generation of generations.values()) generation.abort('closing')
      await allIdle
    },
  }
}
