import { defaults } from './settings.js'
import type { HostContext, KeyValueStore, Settings } from './types.ts'

/** A store in memory, as `localStorage` would answer. */
export function memoryStore(): KeyValueStore {
  const values = new Map<string, string>()
  return {
    keys: () => [...values.keys()].sort(),
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
}

/** What surrounds a call on a 390 × 788 app, with these settings. */
export function contextWith(settings: Partial<Settings> = {}, now = 1_800_000_000_000): HostContext {
  return { settings: { ...defaults, ...settings }, viewport: { width: 390, height: 788 }, storage: memoryStore(), now }
}
