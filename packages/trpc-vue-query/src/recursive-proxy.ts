type Call = (path: readonly string[], args: readonly unknown[]) => unknown

/**
 * A function-like object on which any chain of properties can be called. tRPC's own recursive proxy also answers
 * `__v_raw`, after which Vue looks for ever: `ref(trpc)` overflows the stack. This one does not.
 */
export function createRecursiveProxy(call: Call, path: readonly string[] = []): unknown {
  const children = new Map<string, unknown>()
  return new Proxy(() => undefined, {
    get(_target, name) {
      // `then` would make it a promise to `await`, `__v_*` are Vue's marks.
      if (typeof name === 'symbol' || name === 'then' || name.startsWith('__v_')) return undefined
      const child = children.get(name) ?? createRecursiveProxy(call, [...path, name])
      children.set(name, child)
      return child
    },
    apply: (_target, _self, args: unknown[]) => call(path, args),
  })
}
