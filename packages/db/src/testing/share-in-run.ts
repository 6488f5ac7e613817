/** What can be shared, and ended. */
interface Stoppable {
  stop: () => Promise<void>
}

interface Shared {
  started: Promise<Stoppable>
  users: number
}

declare global {
  var parleySharedInRun: Map<string, Shared> | undefined
}

/**
 * Starts something once for all projects of a test run. Their global setups run in one process, but each loads its
 * own copy of the modules: hence a global. The last one to call `stop` ends it.
 */
export async function shareInRun<T extends Stoppable>(name: string, start: () => Promise<T>): Promise<T> {
  globalThis.parleySharedInRun ??= new Map()
  const all = globalThis.parleySharedInRun
  const shared = all.get(name) ?? { started: start(), users: 0 }
  all.set(name, shared)
  shared.users++
  const value = await shared.started as T
  return {
    ...value,
    stop: async () => {
      if (--shared.users > 0) return
      all.delete(name)
      await value.stop()
    },
  }
}
