/** Runs tasks of the same key one after another, and of different keys at once. */
export interface KeyedQueue {
  run: <Result>(key: string, task: () => Promise<Result>) => Promise<Result>
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>()
  return {
    async run(key, task) {
      const before = tails.get(key)
      const run = (before ?? Promise.resolve()).then(task, task)
      const tail = run.catch(() => undefined)
      tails.set(key, tail)
      try {
        return await run
      } finally {
        // The last one in the row takes the key away, so that the map holds only what is under way.
        if (tails.get(key) === tail) tails.delete(key)
      }
    },
  }
}
