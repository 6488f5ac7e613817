import { shallowRef, type ShallowRef } from 'vue'

/** Something that is loaded when it is first needed. */
export interface Lazy<Value> {
  /** Undefined until it is there. */
  readonly value: Readonly<ShallowRef<Value | undefined>>
  /** Begins to load, once. A load that failed is tried again by the next call. */
  load: () => void
}

export function createLazy<Value>(loader: () => Promise<Value>): Lazy<Value> {
  const value = shallowRef<Value>()
  let loading = false
  return {
    value,
    load() {
      if (loading || value.value !== undefined) return
      loading = true
      loader()
        .then((loaded) => (value.value = loaded), () => undefined)
        .finally(() => (loading = false))
    },
  }
}
