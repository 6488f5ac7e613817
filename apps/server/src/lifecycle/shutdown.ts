/** Calls `shutdown` once, on the first signal to end; the second signal ends the process at once. */
export function onEndSignal(shutdown: (signal: string) => Promise<void>): void {
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(130)
      ending = true
      void shutdown(signal).then(() => process.exit(0), () => process.exit(1))
    })
  }
}
