/** What is kept of what was made under a key: the `most` that were used last. */
export interface RecentlyUsed<Value> {
  /** What is kept under `key`, or else what `make` makes. */
  use: (key: string, make: () => Value) => Value
}

export function createRecentlyUsed<Value extends object>(most: number): RecentlyUsed<Value> {
  /** The longest unused first. */
  const kept = new Map<string, Value>()
  return {
    use(key, make) {
      const value = kept.get(key) ?? make()
      kept.delete(key)
      kept.set(key, value)
      const [oldest] = kept.size > most ? kept.keys() : []
      if (oldest !== undefined) kept.delete(oldest)
      return value
    },
  }
}
